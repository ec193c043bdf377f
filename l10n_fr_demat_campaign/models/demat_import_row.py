from odoo import fields, models


class DematImportRow(models.Model):
    """One row of a customer file: what it says, and what became of it."""

    _name = "demat.import.row"
    _description = "Row of a customer file"
    _order = "import_id, line"
    _rec_name = "name"

    import_id = fields.Many2one(
        "demat.import", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="import_id.company_id")
    line = fields.Integer(required=True, readonly=True, aggregator=None)
    code = fields.Char(string="Customer code", readonly=True)
    name = fields.Char(readonly=True)
    cells = fields.Json(readonly=True, help="The cells as the file has them.")
    values = fields.Json(readonly=True, help="What was kept of them.")
    email_key = fields.Char(readonly=True)
    identity_key = fields.Char(readonly=True)
    is_email_shared = fields.Boolean(readonly=True)
    outcome = fields.Selection(
        selection=[
            ("created", "Created"),
            ("matched", "Matched"),
            ("refused", "Refused"),
        ],
        readonly=True,
    )
    flaws = fields.Char(readonly=True, help="Stable keys, parted by commas.")
    text = fields.Text(string="What was found", readonly=True)
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )

    # A resumed run that would read a row twice is stopped here.
    _line_uniq = models.UniqueIndex("(import_id, line)")
    _waiting_idx = models.Index("(import_id, line) WHERE outcome IS NULL")
    _email_idx = models.Index("(import_id, email_key) WHERE email_key IS NOT NULL")

    def action_view_partner(self):
        """Open the customer of the row."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "res.partner",
            "res_id": self.partner_id.id,
            "view_mode": "form",
        }
