from odoo import fields, models
from odoo.exceptions import AccessError, UserError


class DematRequestHold(models.Model):
    """A customer held back by who knows them: no message, and silence waits."""

    _inherit = "demat.request"

    def _check_own_customers(self):
        """Let a salesperson act on their own customers, an officer on all of them."""
        self.check_access("read")
        group = "l10n_fr_demat_campaign.demat_group_salesperson"
        if not self.env.user.has_group(group):
            raise AccessError(
                self.env._("Holding a customer back is for their salesperson.")
            )
        return self.sudo()

    def _hold(self, until, reason):
        """Hold these customers back until a day, and keep who said so and why.

        :param until: last day of the hold
        :param reason: in words, for the colleagues and the evidence
        """
        requests_sudo = self._check_own_customers()
        reason = (reason or "").strip()
        today = fields.Date.context_today(self)
        if not until or until < today or not reason:
            raise UserError(
                self.env._("Say why, and until when: a day that is still to come.")
            )
        requests_sudo._write_sealed({"hold_until": until, "hold_reason": reason})
        first_sudo = requests_sudo.filtered(lambda request: not request.held_on)
        first_sudo._write_sealed({"held_on": today})
        self.env["demat.evidence"]._record(
            requests_sudo.consent_id,
            "hold_set",
            {"until": until},
            {"reason": reason},
        )

    def action_release_hold(self):
        """Let messages leave again, and silence count."""
        held_sudo = self._check_own_customers().filtered("hold_until")
        held_sudo._write_sealed({"hold_until": False, "hold_reason": False})
        self.env["demat.evidence"]._record(held_sudo.consent_id, "hold_released", {})
