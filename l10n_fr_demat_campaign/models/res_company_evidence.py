from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    l10n_fr_demat_seal_email = fields.Char(
        string="Signed heads go to",
        help="Address outside this database that receives the signed head of the "
        "evidence every day: whoever keeps these messages can prove that nothing was "
        "changed or removed since.",
    )
    l10n_fr_demat_erases_by_itself = fields.Boolean(
        string="Erase personal data by itself once the retention is over",
        help="Off: the files whose day is past are shown in a filter, and a manager "
        "erases them. On: a weekly job erases them, except those kept for a dispute. "
        "The days are deduced from several texts; have them confirmed first.",
    )


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    l10n_fr_demat_seal_email = fields.Char(
        related="company_id.l10n_fr_demat_seal_email", readonly=False
    )
    l10n_fr_demat_erases_by_itself = fields.Boolean(
        related="company_id.l10n_fr_demat_erases_by_itself", readonly=False
    )
