from odoo import api, fields, models
from odoo.tools import SQL

_COLUMNS = (
    "campaign_id",
    "company_id",
    "currency_id",
    "partner_id",
    "user_id",
    "tool_id",
    "email",
    "is_asked",
    "reason",
    "duplicate_of_id",
    "decision",
    "decision_reason",
    "decided_by_id",
    "family",
    "regime_key",
    "regime_answer",
    "explanation_key",
    "invoice_count",
    "turnover",
    "volume",
)

# Why a letter asks for a positive act although the law lets silence count.
UNIDENTIFIED = "unidentified"


class DematAudienceLine(models.Model):
    """One customer of a campaign's domain: asked or not, with which letter, and why.

    Lines are what the preview shows. They are made anew each time it is asked for;
    only what a person decided is carried over.
    """

    _name = "demat.audience.line"
    _description = "Customer of an audience"
    _rec_name = "partner_id"
    _order = "is_asked desc, reason, invoice_count desc, id"

    campaign_id = fields.Many2one(
        "demat.campaign", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    user_id = fields.Many2one("res.users", string="Salesperson", readonly=True)
    tool_id = fields.Many2one(
        "demat.receiving.tool", string="Receiving tool", readonly=True
    )
    email = fields.Char(readonly=True)
    is_asked = fields.Boolean(string="Will be asked", readonly=True)
    reason = fields.Selection(
        selection="_selection_reason", string="Why not", readonly=True
    )
    duplicate_of_id = fields.Many2one(
        "res.partner", string="Same company as", readonly=True, ondelete="set null"
    )
    decision = fields.Selection(
        selection=[("include", "Included by hand"), ("exclude", "Excluded by hand")],
        readonly=True,
    )
    decision_reason = fields.Char(string="Reason of the decision", readonly=True)
    decided_by_id = fields.Many2one("res.users", string="Decided by", readonly=True)
    family = fields.Selection(
        selection=lambda self: self.env["demat.request"]._selection_family(),
        string="Letter",
        readonly=True,
    )
    regime_key = fields.Char(string="Legal case", readonly=True)
    regime_answer = fields.Char(readonly=True)
    explanation_key = fields.Char(readonly=True)
    explanation = fields.Char(
        string="Why this letter",
        compute="_compute_explanation",
        help="What the law says of this customer on the day of the first electronic "
        "invoice.",
    )
    invoice_count = fields.Integer(
        string="Invoices", readonly=True, help="Over the last twelve months."
    )
    turnover = fields.Monetary(
        readonly=True, help="Without VAT, over the last twelve months."
    )
    volume = fields.Selection(selection="_selection_volume", readonly=True)

    @api.model
    def _selection_reason(self):
        env = self.env
        return [
            ["excluded", env._("Excluded by hand")],
            ["archived", env._("Closed or archived")],
            ["accepted", env._("Already accepted")],
            ["refused", env._("Refused, keeps paper")],
            ["held", env._("Held back")],
            ["other_campaign", env._("In another running campaign")],
            ["to_review", env._("Legal case to review")],
            ["robot_only", env._("Only the address of a robot")],
            ["no_address", env._("No usable address at all")],
            ["contact_cap", env._("Contacted too often already")],
            ["duplicate", env._("Same company as another customer")],
        ]

    @api.model
    def _selection_volume(self):
        env = self.env
        return [
            ["many", env._("More than 8 invoices a month")],
            ["some", env._("1 to 8 invoices a month")],
            ["few", env._("Less than one invoice a month")],
            ["none", env._("No invoice in twelve months")],
        ]

    @api.model
    def _get_volume(self, count):
        """Return the segment of a number of invoices in twelve months."""
        floors = (("many", 97), ("some", 12), ("few", 1))
        return next((key for key, floor in floors if count >= floor), "none")

    @api.depends("explanation_key")
    @api.depends_context("lang")
    def _compute_explanation(self):
        sentences = {
            **self.env["demat.regime.override"]._get_explanations(),
            UNIDENTIFIED: self.env._(
                "No SIREN nor VAT number: agreement by a positive act only. Enter the "
                "number, and silence may count."
            ),
        }
        for line in self:
            line.explanation = sentences.get(line.explanation_key, line.explanation_key)

    @api.model
    def _clear(self, campaign):
        """Forget the lines of a campaign, to be followed by new ones."""
        self.flush_model()
        self.env.cr.execute(
            SQL("DELETE FROM demat_audience_line WHERE campaign_id = %s", campaign.id)
        )
        self.invalidate_model()
        campaign.invalidate_recordset(["audience_line_ids"])

    @api.model
    def _insert(self, rows):
        """Add lines in one statement."""
        if not rows:
            return
        names = ("create_uid", "create_date", *_COLUMNS)
        head = (self.env.uid, fields.Datetime.now())
        values = [(*head, *(row.get(name) for name in _COLUMNS)) for row in rows]
        self.env.cr.execute(
            SQL(
                "INSERT INTO demat_audience_line (%s) VALUES %s",
                SQL(", ").join(map(SQL.identifier, names)),
                SQL(", ").join(SQL("%s", row) for row in values),
            )
        )
        self.invalidate_model()

    def action_exclude(self):
        """Leave these customers out, with a reason."""
        return self._open_decision("exclude")

    def action_include(self):
        """Ask these customers although the rules leave them out, with a reason."""
        return self._open_decision("include")

    def _open_decision(self, decision):
        return {
            "type": "ir.actions.act_window",
            "res_model": "demat.audience.decide",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_campaign_id": self.campaign_id[:1].id,
                "default_partner_ids": self.partner_id.ids,
                "default_decision": decision,
            },
        }
