import dataclasses

from odoo import models

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
        """Return the requests of the same campaign to former names of the customer."""
        self.ensure_one()
        partner = self.partner_id.with_context(active_test=False)
        positions = partner.l10n_fr_demat_consent_ids - self.consent_id
        requests = positions.filtered(lambda c: not c.active).request_ids
        return requests.filtered(lambda r: r.campaign_id == self.campaign_id)

    def _get_facts(self, day, overrides=None):
        # EXTENDS: what is open under another name is open
        facts = super()._get_facts(day, overrides)
        for twin in self._get_twins():
            theirs = super(DematRequestTwin, twin)._get_facts(day, overrides)
            opened = {
                name: getattr(facts, name) or getattr(theirs, name)
                for name in _OPEN_MATTERS
            }
            facts = dataclasses.replace(facts, **opened)
        return facts
