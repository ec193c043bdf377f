from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    l10n_fr_demat_issuer_size = fields.Selection(
        selection=[
            ("micro", "Micro-enterprise"),
            ("small", "Small or medium (PME)"),
            ("intermediate", "Intermediate (ETI)"),
            ("large", "Large (GE)"),
        ],
        string="Company size",
        required=True,
        default="small",
        help="Size on 1 January 2025, per SIREN: it decides from when a platform is "
        "compulsory (loi 2022-1157, art. 26).",
    )
    l10n_fr_demat_vat_group_member = fields.Boolean(
        string="Member of a VAT group",
        help="Member of an assujetti unique: counts as a large company.",
    )
    l10n_fr_demat_uses_platform = fields.Boolean(
        string="Sends through a platform",
        help="The company sends its domestic invoices through a plateforme agréée "
        "before it must: those customers are informed, not asked.",
    )
    l10n_fr_demat_govern_all = fields.Boolean(
        string="Steer the sending for every customer",
        help="Without it, only customers who were asked or who answered are concerned; "
        "the others keep Odoo's own sending method.",
    )
    l10n_fr_demat_minimum_days = fields.Integer(
        string="Days to answer",
        required=True,
        default=30,
        help="Days between the first message that arrived and the deadline. The "
        "doctrine asks for a reasonable time and gives no figure; less than 15 is "
        "refused.",
    )
    l10n_fr_demat_letter_days = fields.Integer(
        string="Days after posting",
        required=True,
        default=21,
        help="When a letter is the only proof, days to wait after it was posted.",
    )
    l10n_fr_demat_objection_days = fields.Integer(
        string="Days to object",
        required=True,
        default=15,
        help="After the notice that silence was taken as acceptance, days before the "
        "first electronic invoice.",
    )
    l10n_fr_demat_contact = fields.Char(
        string="Contact for questions",
        help="Printed in letters and on the answer page.",
    )
    l10n_fr_demat_contact_phone = fields.Char(string="Phone for questions")
    l10n_fr_demat_contact_email = fields.Char(
        string="Address for questions", help="A mailbox that somebody reads."
    )

    _minimum_days_check = models.Constraint(
        "CHECK (l10n_fr_demat_minimum_days >= 15)",
        "Customers need at least 15 days to answer.",
    )
