from odoo import fields, models

from ..rules.invoice_terms import PAID

# The programs of « loyalty » that pay instead of making a price lower.
PAYING = ("gift_card", "ewallet")
DAY = "%d/%m/%Y"


class AccountMove(models.Model):
    """What is paid of an invoice when it is issued (BT-113)."""

    _inherit = "account.move"

    def _is_l10n_fr_demat_paid(self):
        """Return whether the total was paid to the cent (BR-FR-CO-09).

        A payment that is not booked yet does not count, nor is a total paid that was
        rounded to be paid in cash.
        """
        total = self._get_l10n_fr_demat_total()
        if self._is_l10n_fr_demat_refund() or self.currency_id.is_zero(total):
            return False
        rounded = self.line_ids.filtered(
            lambda line: (
                line.display_type == "rounding" and not line.tax_repartition_line_id
            )
        )
        paid = self._get_l10n_fr_demat_paid_amount()
        return not rounded and self.currency_id.compare_amounts(paid, total) == 0

    def _get_l10n_fr_demat_total(self):
        """Return the total with VAT: Odoo takes off it what vouchers pay."""
        return self.amount_total + self._get_l10n_fr_demat_voucher_amount()

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

        The amounts are in the currency of the document. What only makes good a change
        of the rate settles nothing.
        """
        due = self.line_ids.filtered(
            lambda line: line.display_type == "payment_term"
        ).sudo()
        credits, debits = due.matched_credit_ids, due.matched_debit_ids
        exchanges = (credits | debits).exchange_move_id
        found = [
            *((part.credit_move_id, part.debit_amount_currency) for part in credits),
            *((part.debit_move_id, part.credit_amount_currency) for part in debits),
        ]
        return [
            (item, amount) for item, amount in found if item.move_id not in exchanges
        ]

    def _get_l10n_fr_demat_voucher_amount(self):
        """Return what gift cards and electronic wallets pay of this document."""
        return -sum(self._get_l10n_fr_demat_vouchers().mapped("price_subtotal"))

    def _get_l10n_fr_demat_vouchers(self):
        """Return the lines by which a gift card or an electronic wallet pays.

        A voucher for several purposes pays; VAT is due on all that is sold (CGI 256
        ter). Where the line has VAT the voucher is for one purpose: it was sold before.
        """
        return self.invoice_line_ids.filtered(
            lambda line: (
                line.display_type == "product"
                and not line.tax_ids
                and line.price_subtotal < 0
                and line.product_id.l10n_fr_demat_is_voucher
            )
        )

    def _get_l10n_fr_demat_paid_mentions(self):
        """Return what the page of Odoo does not say of what is paid already."""
        day = None
        process = self._get_l10n_fr_demat_business_process()
        if process in PAID and self._is_l10n_fr_demat_paid():
            day = self._get_l10n_fr_demat_due_date(process)
        return [
            self._get_l10n_fr_demat_voucher_mention(),
            f"Facture payée le {day.strftime(DAY)}" if day else None,
        ]

    def _get_l10n_fr_demat_voucher_mention(self):
        """Return the totals before a voucher paid: those of Odoo are less."""
        paid = self._get_l10n_fr_demat_voucher_amount()
        if self.currency_id.is_zero(paid):
            return None
        amounts = {
            "Total HT": self.amount_untaxed + paid,
            "total TTC": self.amount_total + paid,
            "réglé par bon": paid,
            "solde": self.amount_total,
        }
        said = (
            f"{name} {amount:.2f}".replace(".", ",") for name, amount in amounts.items()
        )
        return f"{' ; '.join(said)} ({self.currency_id.name})"


class ProductProduct(models.Model):
    _inherit = "product.product"

    l10n_fr_demat_is_voucher = fields.Boolean(
        string="Voucher that pays",
        compute="_compute_l10n_fr_demat_is_voucher",
        compute_sudo=True,
        help="Whether a program of gift cards or electronic wallets pays by it.",
    )

    def _compute_l10n_fr_demat_is_voucher(self):
        known = self.browse()
        if "loyalty.reward" in self.env:
            rewards = self.env["loyalty.reward"].with_context(active_test=False)
            known = rewards.search(
                [
                    ("discount_line_product_id", "in", self.ids),
                    ("program_id.program_type", "in", PAYING),
                ]
            ).discount_line_product_id
        for product in self:
            product.l10n_fr_demat_is_voucher = product in known
