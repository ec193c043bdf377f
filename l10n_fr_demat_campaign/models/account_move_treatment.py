from odoo import api, fields, models

from ..einvoice import codes
from ..rules.treatment import Treatment, is_due, treatment_of


class ResCompany(models.Model):
    _inherit = "res.company"

    l10n_fr_demat_vat_group_id = fields.Many2one(
        "res.partner",
        string="VAT group",
        ondelete="restrict",
        help="The assujetti unique (CGI 256 C) that our company is a member of: its "
        "name, address, SIREN and VAT number are written on our invoices.",
    )


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    l10n_fr_demat_vat_group_id = fields.Many2one(
        related="company_id.l10n_fr_demat_vat_group_id", readonly=False
    )


class AccountMove(models.Model):
    """What a platform has to know beside the invoice: its treatment, the VAT group."""

    _inherit = "account.move"

    l10n_fr_demat_treatment = fields.Selection(
        selection="_selection_l10n_fr_demat_treatment",
        string="Treatment by the platform",
        copy=False,
        help="Note BAR of the electronic invoice. Empty: what the customer is says it, "
        "from the day on which our invoices go through a platform.",
    )

    @api.model
    def _selection_l10n_fr_demat_treatment(self):
        env = self.env
        return [
            [Treatment.B2B.value, env._("B2B - exchanged with a French company")],
            [Treatment.B2B_ABROAD.value, env._("B2BINT - reported, company abroad")],
            [Treatment.B2C.value, env._("B2C - reported, without a French company")],
            [Treatment.B2C_ABROAD.value, env._("B2CINT - reported, consumer abroad")],
            [Treatment.OUT_OF_SCOPE.value, env._("OUTOFSCOPE - not concerned")],
            [Treatment.ARCHIVE.value, env._("ARCHIVEONLY - kept, sent already")],
        ]

    def _get_l10n_fr_demat_treatment_note(self):
        """Return the notes that platforms read, by subject code: BAR and TXD."""
        self.ensure_one()
        notes = {"BAR": self._get_l10n_fr_demat_treatment()}
        if self._is_l10n_fr_demat_in_vat_group():
            notes["TXD"] = codes.IN_VAT_GROUP
        return {code: text for code, text in notes.items() if text}

    def _is_l10n_fr_demat_in_vat_group(self):
        """Return whether the seller of this document is in a VAT group."""
        ours = not self._is_l10n_fr_demat_self_billed()
        return ours and self.company_id.l10n_fr_demat_vat_group_member

    def _get_l10n_fr_demat_treatment(self):
        """Hook: return the text of the note BAR, None where nobody reads it."""
        if self.l10n_fr_demat_treatment:
            return self.l10n_fr_demat_treatment
        company, partner = self.company_id, self.commercial_partner_id
        due = is_due(
            company.l10n_fr_demat_issuer_size,
            vat_group_member=company.l10n_fr_demat_vat_group_member,
            uses_platform=company.l10n_fr_demat_uses_platform,
            day=self.invoice_date or fields.Date.context_today(self),
        )
        found = due and treatment_of(
            partner.l10n_fr_demat_recipient,
            partner.l10n_fr_demat_territory,
            partner.l10n_fr_demat_operation,
        )
        return found.value if found else None
