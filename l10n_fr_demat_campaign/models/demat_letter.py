from odoo import api, fields, models


class DematLetter(models.Model):
    """A text we write to customers: one family, one moment, several languages."""

    _name = "demat.letter"
    _description = "Letter to customers"
    _inherit = ["demat.sealed"]
    _order = "family, kind, sequence, id"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one("res.company", index=True)
    family = fields.Selection(
        selection=lambda self: self.env["demat.request"]._selection_family(),
        required=True,
    )
    kind = fields.Selection(
        selection=lambda self: self.env["demat.wave"]._selection_kind(), required=True
    )
    version_ids = fields.One2many("demat.letter.version", "letter_id", string="Texts")

    @api.model
    def _find_letter(self, company, family, kind):
        """Return the letter of a family and a moment, the company's own one first."""
        return self.search(
            [
                ("company_id", "in", (False, company.id)),
                ("family", "=", family),
                ("kind", "=", kind),
            ],
            order="company_id, sequence, id",
            limit=1,
        )

    def _get_version(self, lang):
        """Return the text in force in a language, in French when there is none.

        A campaign keeps to the texts of its launch, given by ``demat_version_ids``.
        """
        self.ensure_one()
        frozen = self.env.context.get("demat_version_ids") or ()
        versions = self.version_ids.filtered(lambda version: version.id in frozen)
        versions = versions or self.version_ids.filtered("is_current")
        return (
            versions.filtered(lambda version: version.lang == lang)[:1]
            or versions.filtered(lambda version: version.lang == "fr_FR")[:1]
            or versions[:1]
        )
