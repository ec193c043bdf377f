from odoo import models


class DematCampaignSalespeople(models.Model):
    """Salespeople who are asked to act, and may not see what they are asked about."""

    _inherit = "demat.campaign"

    def _get_plan_warnings(self):
        # EXTENDS: what salespeople are asked to do, they need the right to do
        warnings = super()._get_plan_warnings()
        steps = self.wave_ids.filtered(
            lambda wave: (
                wave.kind == "heads_up"
                or (wave.kind == "call_list" and wave.call_by == "salesperson")
            )
        )
        names = [user.name for user in self._get_blind_salespeople()] if steps else []
        if names:
            warnings.append(
                self.env._(
                    "These salespeople may not see their customers: %s. Give them the "
                    "right « Salesperson », so that they hold customers back and call "
                    "them.",
                    ", ".join(names),
                )
            )
        return warnings

    def _get_blind_salespeople(self):
        """Return the salespeople of the audience, still with us, who see nothing."""
        groups = (
            self.env["demat.audience.line"]
            .sudo()
            ._read_group(
                [
                    ("campaign_id", "in", self._origin.ids),
                    ("is_asked", "=", True),
                    ("user_id.active", "=", True),
                    ("user_id.share", "=", False),
                ],
                ["user_id"],
            )
        )
        return [user for [user] in groups if not self._may_follow(user)]
