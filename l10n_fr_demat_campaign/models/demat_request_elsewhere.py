from odoo import api, models

from .demat_wave_call import CALL_ACTIVITY

# The condition of tacit acceptance that says so.
ELSEWHERE = "G20"


class DematRequestElsewhere(models.Model):
    """A customer who was moved to another company of ours while we were asking."""

    _inherit = "demat.request"

    def _is_elsewhere(self):
        """Return whether another company of ours has this customer now."""
        self.ensure_one()
        company = self.sudo().partner_id.company_id
        return bool(company - self.company_id)

    def _get_elsewhere_message(self):
        return self.env._("Another company of ours has this customer now.")

    @api.model
    def _follow_companies(self, partners):
        """Tell whom nobody writes to or calls any more, and who is back."""
        asked = self.search(
            [
                ("partner_id", "in", partners.ids),
                ("campaign_id.state", "in", ("running", "paused", "done")),
                ("consent_id.state", "in", ("not_asked", "asked")),
                ("answer", "=", False),
            ]
        )
        elsewhere = asked.filtered(lambda request: request._is_elsewhere())
        told = asked.filtered(lambda request: request.blocker_gate == ELSEWHERE)
        (elsewhere - told)._write_blocker(ELSEWHERE, "elsewhere")
        for request in elsewhere - told:
            request.message_post(body=request.blocker_text)
        elsewhere.activity_unlink([CALL_ACTIVITY])
        # What was found after the deadline is looked at every day.
        back = (told - elsewhere).filtered(lambda request: not request.evaluated_on)
        for records in (back, back.consent_id):
            records._write_sealed({"blocker_gate": False, "blocker_text": False})


class ResPartnerElsewhere(models.Model):
    _inherit = "res.partner"

    def write(self, vals):
        # EXTENDS 'base': the company that asks may lose a customer, or get them back
        result = super().write(vals)
        if "company_id" in vals:
            self.env["demat.request"].sudo()._follow_companies(self)
        return result
