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
        known = self.l10n_fr_demat_payment_means or codes.PAYMENT_METHODS.get(
            method or ""
        )
        bank = self.partner_bank_id
        if known or not bank.sanitized_acc_number:
            return known
        return codes.SEPA_TRANSFER if bank.acc_type == "iban" else codes.TRANSFER

    def _get_l10n_fr_demat_mandate_account(self):
        """Hook: return the account of the customer that a mandate lets us debit."""
        self.ensure_one()
        accounts = self.commercial_partner_id.bank_ids
        return accounts.filtered("l10n_fr_demat_mandate")[:1]
