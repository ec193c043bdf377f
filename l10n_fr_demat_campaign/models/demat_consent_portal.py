from odoo import fields, models
from odoo.fields import Domain

from ..rules import consent as rules


class DematConsent(models.Model):
    """What portal users see and change: the position of their own company."""

    _inherit = "demat.consent"

    def _get_portal_domain(self, user):
        """Return the positions that a portal user may see: those of their company."""
        customer = user.partner_id.commercial_partner_id
        return Domain("partner_id", "=", customer.id) & Domain(
            "state", "!=", "not_asked"
        )

    def _get_portal_request(self):
        """Return the last request to this customer: what they were asked."""
        self.ensure_one()
        return self.request_ids.sorted("id")[-1:]

    def _record_portal_answer(self, choice, values, visitor):
        """Record a change of mind made by a logged-in user of the customer."""
        self.ensure_one()
        basis = rules.Basis.EXPLICIT_PORTAL
        return self._get_portal_request()._record_page_answer(
            choice, values, visitor, basis
        )

    def _get_portal_history(self):
        """Return what happened, newest first: day, event and who did it."""
        self.ensure_one()
        events = self.env["demat.evidence"].search(
            [("consent_id", "=", self.id), ("kind", "=like", "consent_%")],
            order="number desc",
        )
        kinds = events._get_kinds()
        names = dict(
            self.env["demat.evidence.detail"]._read_group(
                [("evidence_id", "in", events.ids)], ["evidence_id"], ["name:max"]
            )
        )
        return [
            {
                "day": fields.Datetime.context_timestamp(
                    self.with_context(tz="Europe/Paris"), event.recorded_at
                ),
                "event": kinds.get(event.kind, event.kind),
                "name": names.get(event) or "",
            }
            for event in events
        ]
