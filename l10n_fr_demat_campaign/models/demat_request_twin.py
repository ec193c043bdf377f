import dataclasses

from odoo import models

from .demat_rows import get_values

# What keeps silence from counting, whichever of a customer's requests it is on.
_OPEN_MATTERS = (
    "question_on",
    "call_back_on",
    "unread_reply_on",
    "dispute",
    "hold_until",
    "stop_requested_on",
    "unserved_wish",
)


class DematRequestTwin(models.Model):
    """Two names of one customer, merged after both were asked in the same campaign.

    One position stays; the other is archived, and its request with it. The letter that
    it sent still opens the page, and what is said there is said by the customer.
    """

    _inherit = "demat.request"

    def _get_twins(self):
        """Return the requests of these campaigns to former names of the customers."""
        partner_ids = get_values(self, "partner_id")
        merged = (
            self.env["demat.consent"]
            .sudo()
            .search([("partner_id", "in", partner_ids), ("active", "=", False)])
        )
        found = self.sudo().search(
            [
                ("campaign_id", "in", self.campaign_id.ids),
                ("consent_id", "in", merged.ids),
            ]
        )
        if not (found := found - self):
            return found
        known = {request._get_customer() for request in self}
        return found.filtered(lambda request: request._get_customer() in known)

    def _get_customer(self):
        """Return what the requests of one customer in one campaign share."""
        self.ensure_one()
        return self.campaign_id.id, self.partner_id.id

    def _get_all_facts(self, day, sendings):
        # EXTENDS: what is open under another name is open
        facts = super()._get_all_facts(day, sendings)
        if not (twins := self._get_twins()):
            return facts
        sent = self.env["demat.sending"]._read_of(twins)
        theirs = super(DematRequestTwin, twins)._get_all_facts(day, sent)
        by_customer = twins.grouped(lambda twin: twin._get_customer())
        for request in self:
            for twin in by_customer.get(request._get_customer(), ()):
                facts[request.id] = _open(facts[request.id], theirs[twin.id])
        return facts


def _open(facts, theirs):
    """Return facts with what is open in others, too."""
    opened = {
        name: getattr(facts, name) or getattr(theirs, name) for name in _OPEN_MATTERS
    }
    return dataclasses.replace(facts, **opened)
