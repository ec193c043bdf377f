from odoo import fields, models


class DematCampaignFigures(models.Model):
    """From the campaign to its figures."""

    _inherit = "demat.campaign"

    indicator_ids = fields.One2many(
        "demat.campaign.indicator", "campaign_id", string="Indicators"
    )

    def action_view_report(self):
        """Open the analysis of this campaign: by segment, step, day…"""
        return self._open_figures("demat_campaign_report_action")

    def _open_figures(self, name):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            f"l10n_fr_demat_campaign.{name}"
        )
        return {**action, "domain": [("campaign_id", "in", self.ids)]}
