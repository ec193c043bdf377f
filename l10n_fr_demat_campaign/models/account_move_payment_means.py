from odoo import fields, models

from ..einvoice import codes


class ResCompany(models.Model):
    _inherit = "res.company"

    l10n_fr_demat_creditor = fields.Char(
        string="SEPA creditor identifier",
        help="The ICS that the bank gave for direct debits (BT-90).",
    )


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    l10n_fr_demat_creditor = fields.Char(
        related="company_id.l10n_fr_demat_creditor", readonly=False
    )


class ResPartnerBank(models.Model):
    _inherit = "res.partner.bank"

    l10n_fr_demat_mandate = fields.Char(
        string="SEPA mandate",
        help="The reference (RUM) of the mandate by which the customer lets us take "
        "what he owes from this account (BT-89).",
    )


class AccountMove(models.Model):
    """By what means an invoice is paid."""

    _inherit = "account.move"

    l10n_fr_demat_payment_means = fields.Selection(
        selection="_selection_l10n_fr_demat_payment_means",
        string="Means of payment",
        copy=False,
        help="BT-81 of the electronic invoice. Empty: read from the payment method, "
        "else a transfer to the bank account of the invoice.",
    )

    def _selection_l10n_fr_demat_payment_means(self):
        env = self.env
        return [
            [codes.SEPA_TRANSFER, env._("SEPA transfer")],
            [codes.TRANSFER, env._("Transfer")],
            [codes.SEPA_DEBIT, env._("SEPA direct debit")],
            [codes.CARD, env._("Card")],
            [codes.CHEQUE, env._("Cheque")],
            [codes.CASH, env._("Cash")],
        ]

    def _get_l10n_fr_demat_payment_means(self):
        """Hook: return BT-81, None when nothing says how this is paid."""
        self.ensure_one()
        method = self.preferred_payment_method_line_id.payment_method_id.code
        known = (
            self.l10n_fr_demat_payment_means
            or self._get_l10n_fr_demat_paid_means()
            or codes.PAYMENT_METHODS.get(method or "")
        )
        bank = self.partner_bank_id
        if known or not bank.sanitized_acc_number:
            return known
        return codes.SEPA_TRANSFER if bank.acc_type == "iban" else codes.TRANSFER

    def _get_l10n_fr_demat_paid_means(self):
        """Return by what means all was paid, None where it is due or nobody knows."""
        if not self._is_l10n_fr_demat_paid():
            return None
        found = set(self.sudo()._get_l10n_fr_demat_known_means())
        means = found.pop() if len(found) == 1 else None
        if means == codes.SEPA_DEBIT and not self._get_l10n_fr_demat_mandate_account():
            return None  # nothing is left to debit: no mandate is needed to leave
        return means

    def _get_l10n_fr_demat_known_means(self):
        """Hook: return by what means each payment of this document was made."""
        orders = self.pos_order_ids if "pos_order_ids" in self._fields else None
        methods = orders.payment_ids.payment_method_id if orders else ()
        means = [get_till_means(method) for method in methods]
        for item, _amount in self._get_l10n_fr_demat_settlements():
            payment = item.move_id.origin_payment_id
            # The entries of a till are known by what its orders say.
            if payment or not methods:
                means.append(payment._get_l10n_fr_demat_means() if payment else None)
        return means

    def _get_l10n_fr_demat_mandate_account(self):
        """Hook: return the account of the customer that a mandate lets us debit."""
        self.ensure_one()
        accounts = self.commercial_partner_id.bank_ids
        return accounts.filtered("l10n_fr_demat_mandate")[:1]


class AccountPayment(models.Model):
    _inherit = "account.payment"

    def _get_l10n_fr_demat_means(self):
        """Return by what means this was paid, None where nobody knows."""
        self.ensure_one()
        if self.journal_id.type == "cash":
            return codes.CASH
        if "payment_transaction_id" in self._fields:
            online = self.payment_transaction_id.payment_method_id
            if "card" in (online.code, online.primary_payment_method_id.code):
                return codes.CARD
        return codes.PAYMENT_METHODS.get(self.payment_method_line_id.code or "")


def get_till_means(method):
    """Return what a method of the Point of Sale is, None where nobody knows."""
    if method.is_cash_count:
        return codes.CASH
    return codes.CARD if method.use_payment_terminal else None
