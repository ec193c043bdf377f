from odoo import api, fields, models

from ..rules import regime as rules


class DematRegimeOverride(models.Model):
    """An expert's correction of one row of the legal decision table."""

    _name = "demat.regime.override"
    _description = "Correction of the legal table"
    _inherit = ["demat.sealed", "demat.worded", "mail.thread"]
    _order = "row_key, date_from desc"
    _rec_name = "row_key"

    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    active = fields.Boolean(default=True)
    row_key = fields.Selection(
        selection="_selection_row_key",
        string="Legal case",
        required=True,
        tracking=True,
    )
    date_from = fields.Date(required=True, tracking=True)
    date_to = fields.Date(tracking=True)
    answer = fields.Selection(
        selection="_selection_answer", required=True, tracking=True
    )
    author = fields.Char(
        required=True,
        tracking=True,
        default=lambda self: self.env.user.name,
        help="The professional who takes responsibility for this correction.",
    )
    reason = fields.Text(required=True, tracking=True)

    _period_order_check = models.Constraint(
        "CHECK (date_to IS NULL OR date_to >= date_from)",
        "The correction cannot end before it begins.",
    )

    def _creation_message(self):
        # OVERRIDE: a name in words of its own agrees in every language
        return self.env._("Correction written down")

    @api.model
    def _selection_row_key(self):
        labels = self._get_case_labels()
        return [(key, labels.get(key, key)) for key in rules.KEYS]

    @api.model
    def _selection_answer(self):
        return list(self._get_answer_labels().items())

    @api.model
    def _get_rules(self, company):
        """Return the corrections of a company, as the rules take them."""
        overrides = self.sudo().search([("company_id", "=", company.id)])
        return tuple(override._prepare_rule() for override in overrides)

    def _prepare_rule(self):
        self.ensure_one()
        return rules.Override(
            row=self.row_key,
            period=(self.date_from, self.date_to or None),
            answer=self.answer,
            author=self.author,
            reason=self.reason,
        )
