from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    l10n_fr_demat_issuer_size = fields.Selection(
        related="company_id.l10n_fr_demat_issuer_size", readonly=False
    )
    l10n_fr_demat_vat_group_member = fields.Boolean(
        related="company_id.l10n_fr_demat_vat_group_member", readonly=False
    )
    l10n_fr_demat_uses_platform = fields.Boolean(
        related="company_id.l10n_fr_demat_uses_platform", readonly=False
    )
    l10n_fr_demat_govern_all = fields.Boolean(
        related="company_id.l10n_fr_demat_govern_all", readonly=False
    )
    l10n_fr_demat_minimum_days = fields.Integer(
        related="company_id.l10n_fr_demat_minimum_days", readonly=False
    )
    l10n_fr_demat_letter_days = fields.Integer(
        related="company_id.l10n_fr_demat_letter_days", readonly=False
    )
    l10n_fr_demat_objection_days = fields.Integer(
        related="company_id.l10n_fr_demat_objection_days", readonly=False
    )
    l10n_fr_demat_contact = fields.Char(
        related="company_id.l10n_fr_demat_contact", readonly=False
    )
    l10n_fr_demat_contact_phone = fields.Char(
        related="company_id.l10n_fr_demat_contact_phone", readonly=False
    )
    l10n_fr_demat_contact_email = fields.Char(
        related="company_id.l10n_fr_demat_contact_email", readonly=False
    )
