from odoo import api, fields, models


class DematCampaignLaunch(models.TransientModel):
    """Launch a campaign although something is warned against, saying why."""

    _name = "demat.campaign.launch"
    _description = "Launch with warnings"

    campaign_id = fields.Many2one("demat.campaign", required=True, readonly=True)
    warnings = fields.Text(compute="_compute_warnings")
    reason = fields.Char(
        required=True, help="Kept as evidence of the campaign, with your name."
    )

    @api.depends("campaign_id")
    def _compute_warnings(self):
        for launch in self:
            launch.warnings = "\n".join(launch.campaign_id._get_launch_warnings())

    def action_launch(self):
        """Launch, and keep the reason."""
        self.ensure_one()
        told = self.campaign_id._launch_with_reason(self.reason)
        return told or {"type": "ir.actions.act_window_close"}
