from odoo import api, models

_PARIS = "Europe/Paris"


class DematRequestParis(models.Model):
    """The day on which silence is looked at is the day in Paris, whoever looks.

    A user in Nouméa is half a day ahead: their tomorrow is the customer's last day.
    """

    _inherit = "demat.request"

    @api.model
    def _cron_accept_tacitly(self, *args, **kwargs):
        # EXTENDS
        requests = self.with_context(tz=_PARIS)
        return super(DematRequestParis, requests)._cron_accept_tacitly(*args, **kwargs)

    def action_grant_tacit(self):
        # EXTENDS
        requests = self.with_context(tz=_PARIS)
        return super(DematRequestParis, requests).action_grant_tacit()

    def _record_notified(self, day=None):
        # EXTENDS: the window to object is counted in days of Paris too
        requests = self.with_context(tz=_PARIS)
        return super(DematRequestParis, requests)._record_notified(day)
