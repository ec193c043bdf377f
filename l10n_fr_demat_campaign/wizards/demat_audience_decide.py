from odoo import fields, models


class DematAudienceDecide(models.TransientModel):
    """Include or exclude customers of a campaign by hand, saying why."""

    _name = "demat.audience.decide"
    _description = "Decide who is asked"

    campaign_id = fields.Many2one("demat.campaign", required=True, readonly=True)
    partner_ids = fields.Many2many("res.partner", string="Customers", required=True)
    decision = fields.Selection(
        selection=[("exclude", "Do not ask them"), ("include", "Ask them")],
        required=True,
        default="exclude",
    )
    reason = fields.Char(
        required=True, help="Kept as evidence of the campaign, with your name."
    )

    def action_decide(self):
        """Record the decision and show the audience as it is now."""
        self.ensure_one()
        self.campaign_id._decide(self.partner_ids, self.decision, self.reason)
        return self.campaign_id.action_view_audience()
