from odoo import api, models

from ..rules import merge as rules


class DematConsentMerge(models.Model):
    """One customer under two names: one position stays, and all that happened."""

    _inherit = "demat.consent"

    @api.model
    def _settle_merge(self, partners):
        """Leave one active position per company before customers become one.

        The strictest stays; the others are archived, their chains untouched. What was
        asked under another name is answered for the one that stays.

        :param partners: all the customers that are merged, the one that stays included
        """
        consents_sudo = self.sudo().search([("partner_id", "in", partners.ids)])
        for positions in consents_sudo.grouped("company_id").values():
            kept = positions.sorted(lambda c: (c._get_strictness(), c.id))[0]
            kept._take_over(positions - kept)

    def _get_strictness(self):
        self.ensure_one()
        return rules.strictness(self.state, self.basis or None)

    def _take_over(self, others):
        """Archive the other positions of a customer; take their requests over."""
        self.ensure_one()
        if not others:
            return
        reference = {c: f"demat.consent,{c.id}" for c in self | others}
        others._write_sealed({"active": False})
        self.is_imported_governed |= any(others.mapped("is_imported_governed"))
        known = self.request_ids.campaign_id
        for request in others.request_ids:
            if request.campaign_id not in known:
                known |= request.campaign_id
                request._write_sealed({"consent_id": self.id})
        evidence = self.env["demat.evidence"]
        evidence._record(others, "consent_merged", {"into": reference[self]})
        evidence._record(
            self,
            "consent_merged",
            {
                "from": [reference[other] for other in others],
                "states": [other.state for other in others],
            },
        )

    def _get_living(self):
        """Return the position that stands for this one since customers were merged."""
        self.ensure_one()
        if self.active:
            return self
        return self._find(self.partner_id, self.company_id).get(self.partner_id, self)

    @api.model
    def _refresh_merged(self, partner):
        """Recompute what the merge wrote around the ORM, and the mirror."""
        consents_sudo = self.sudo().search([("partner_id", "=", partner.id)])
        consents_sudo.modified(["partner_id"])
        consents_sudo._mirror_sending_method()
