from odoo import models

from ..rules.invoice_terms import PAID

# The programs of « loyalty » that pay instead of making a price lower.
PAYING = ("gift_card", "ewallet")


class AccountMove(models.Model):
    """What is paid of an invoice when it is issued (BT-113)."""

    _inherit = "account.move"

    def _is_l10n_fr_demat_paid(self):
        """Return whether the total was paid to the cent (BR-FR-CO-09).

        Neither by a payment that is not booked yet, nor rounded to be paid in cash.
        """
        rounded = self.line_ids.filtered(
            lambda line: (
                line.display_type == "rounding" and not line.tax_repartition_line_id
            )
        )
        total = self.amount_total + self._get_l10n_fr_demat_voucher_amount()
        paid = self._get_l10n_fr_demat_paid_amount()
        return (
            not (rounded or self._is_l10n_fr_demat_refund())
            and self.currency_id.compare_amounts(paid, total) == 0
            and not self.currency_id.is_zero(total)
        )

    def _get_l10n_fr_demat_paid_amount(self):
        """Return what was paid, of a credit note what vouchers had paid.

        What a credit note settles is not paid: the customer would take it off twice.
        """
        vouchers = self._get_l10n_fr_demat_voucher_amount()
        if self._is_l10n_fr_demat_refund():
            return vouchers
        settled = self.amount_total - self.amount_residual
        if not self.currency_id.is_zero(settled):
            settled -= self._get_l10n_fr_demat_credited_amount()
        return self.currency_id.round(settled + vouchers)

    def _get_l10n_fr_demat_credited_amount(self):
        """Return what credit notes settle of this invoice."""
        return sum(
            amount
            for item, amount in self._get_l10n_fr_demat_settlements()
            if item.move_id.is_invoice(include_receipts=True)
        )

    def _get_l10n_fr_demat_due_date(self, process):
        """Return BT-9: of what is paid already, the day of the last payment.

        BR-FR-CO-09 wants to read it. A voucher pays on the day of the invoice.

        :param process: BT-23
        """
        if process not in PAID:
            return self.invoice_date_due
        days = [item.date for item, _amount in self._get_l10n_fr_demat_settlements()]
        return max(days, default=self.invoice_date)

    def _get_l10n_fr_demat_settlements(self):
        """Return the journal items that settle this document, and how much each does.

        The amounts are in the currency of the document.
        """
        due = self.line_ids.filtered(
            lambda line: line.display_type == "payment_term"
        ).sudo()
        return [
            *(
                (partial.credit_move_id, partial.debit_amount_currency)
                for partial in due.matched_credit_ids
            ),
            *(
                (partial.debit_move_id, partial.credit_amount_currency)
                for partial in due.matched_debit_ids
            ),
        ]

    def _get_l10n_fr_demat_voucher_amount(self):
        """Return what gift cards and electronic wallets pay of this document."""
        return -sum(self._get_l10n_fr_demat_vouchers().mapped("price_subtotal"))

    def _get_l10n_fr_demat_vouchers(self):
        """Return the lines by which a gift card or an electronic wallet pays.

        A voucher for several purposes pays; VAT is due on all that is sold (CGI 256
        ter). Where the line has VAT the voucher is for one purpose: it was sold before.
        """
        bare = self.invoice_line_ids.filtered(
            lambda line: (
                line.display_type == "product"
                and not line.tax_ids
                and line.price_subtotal < 0
            )
        )
        if not bare or "loyalty.reward" not in self.env:
            return bare.browse()
        rewards = self.env["loyalty.reward"].sudo().with_context(active_test=False)
        paying = rewards.search(
            [
                ("discount_line_product_id", "in", bare.product_id.ids),
                ("program_id.program_type", "in", PAYING),
            ]
        ).discount_line_product_id
        return bare.filtered(lambda line: line.product_id in paying)
