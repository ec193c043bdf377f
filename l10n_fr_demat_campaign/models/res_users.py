from collections import defaultdict

from odoo import models

_MODELS = ("demat.campaign", "demat.request")


class ResUsers(models.Model):
    """Who leaves: somebody else follows their campaigns, and does what was to do."""

    _inherit = "res.users"

    def write(self, vals):
        # EXTENDS 'base'
        if vals.get("active") is False:
            self._hand_over_l10n_fr_demat()
        return super().write(vals)

    def action_archive(self):
        # EXTENDS 'mail', which deletes what they had to do before anything is written
        self._hand_over_l10n_fr_demat()
        return super().action_archive()

    def _hand_over_l10n_fr_demat(self):
        """Give to others what these users follow, before they are archived."""
        campaigns = self.env["demat.campaign"].sudo().with_context(active_test=False)
        campaigns.search([("user_id", "in", self.ids)])._hand_over(self)
        activities = self.env["mail.activity"].sudo()
        domain = [("user_id", "in", self.ids), ("res_model", "in", _MODELS)]
        # In the new one's list, without a mail for each of them.
        activities = activities.with_context(mail_activity_quick_update=True)
        for model, theirs in activities.search(domain).grouped("res_model").items():
            records = self.env[model].sudo().browse(theirs.mapped("res_id"))
            heirs = defaultdict(activities.browse)
            for activity, record in zip(theirs, records, strict=True):
                campaign = record if model == _MODELS[0] else record.campaign_id
                heirs[campaign.user_id - self] |= activity
            heirs.pop(self.browse(), None)
            for user, inherited in heirs.items():
                inherited.user_id = user
