from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    l10n_fr_demat_seal_email = fields.Char(
        string="Signed heads go to",
        help="Address outside this database that receives the signed head of the "
        "evidence every day: whoever keeps these messages can prove that nothing was "
        "changed or removed since.",
    )


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    l10n_fr_demat_seal_email = fields.Char(
        related="company_id.l10n_fr_demat_seal_email", readonly=False
    )
