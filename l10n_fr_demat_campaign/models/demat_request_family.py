from odoo import models


class DematRequestFamily(models.Model):
    """The family of a request follows the law until the customer was written to."""

    _inherit = "demat.request"

    def _refresh_family(self):
        """Read the regime again and return the requests that may be written to.

        Who was written to never goes over to tacit acceptance: the first message did
        not announce it. A customer whose case is to review waits for a person.
        """
        allowed, changes = self.browse(), {}
        for campaign, requests in self.grouped("campaign_id").items():
            regimes = campaign._get_regimes(requests.partner_id)
            for request in requests:
                row = regimes[request.partner_id.id]
                family = campaign._get_family(request.partner_id, row)
                if family is None:
                    continue
                allowed |= request
                if request._follows(family):
                    key = (family.value, row.key)
                    changes[key] = changes.get(key, self.browse()) | request
        for (family, regime_key), requests in changes.items():
            requests.sudo()._write_sealed({"family": family, "regime_key": regime_key})
        (self - allowed)._record_to_review()
        return allowed

    def _follows(self, family):
        """Return whether this request goes over to another family."""
        self.ensure_one()
        if family.value == self.family:
            return False
        return self.family == "consent_tacit" or not any(
            self.sending_ids.mapped("sent_at")
        )

    def _record_to_review(self):
        """Say why nothing was sent to these customers."""
        self.sudo()._write_blocker("G03", "to_review")

    def _may_be_silent(self):
        """Return whether silence of this customer may count, as things are now.

        Nothing is written: the page asks, and whoever opens it changes nothing.
        """
        request_sudo = self.sudo()
        campaign, partner = request_sudo.campaign_id, request_sudo.partner_id
        if campaign.state == "cancelled" or request_sudo.stop_requested_at:
            return False
        row = campaign._get_regimes(partner)[partner.id]
        family = campaign._get_family(partner, row)
        return {self.family, family and family.value} == {"consent_tacit"}
