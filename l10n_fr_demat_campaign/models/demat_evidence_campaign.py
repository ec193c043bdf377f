from odoo import api, models


class DematEvidenceCampaign(models.Model):
    """What the evidence of a campaign is called."""

    _inherit = "demat.evidence"

    @api.model
    def _get_kinds(self):
        # EXTENDS: decisions on the audience, the pilot and the course
        env = self.env
        return {
            **super()._get_kinds(),
            "audience_changed": env._("Customers included or excluded by hand"),
            "campaign_cancelled": env._("Campaign cancelled"),
            "campaign_done": env._("Campaign closed"),
            "campaign_paused": env._("Campaign paused"),
            "campaign_running": env._("Campaign resumed"),
            "pilot_reviewed": env._("Pilot reviewed"),
        }

    @api.model
    def _get_fact_labels(self):
        # EXTENDS
        return {
            **super()._get_fact_labels(),
            "customers": self.env._("Number of customers"),
            "decision": self.env._("Decision"),
            "texts": self.env._("Texts"),
            "warnings": self.env._("Warnings"),
        }

    @api.model
    def _get_fact_choices(self):
        # EXTENDS
        return {
            **super()._get_fact_choices(),
            "decision": [("demat.audience.line", "decision")],
        }
