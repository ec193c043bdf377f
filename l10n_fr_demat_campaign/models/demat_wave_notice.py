from odoo import models
from odoo.fields import Domain

from .demat_wave import NOTICE_KINDS


class DematWaveNotice(models.Model):
    """Who is told on paper that silence counted."""

    _inherit = "demat.wave"

    def _get_letter_notice_domain(self):
        # EXTENDS: a mailbox that a robot reads tells nobody
        unreachable = Domain(super()._get_letter_notice_domain())
        waiting = self.env["demat.request"].search(self._get_untold_domain())
        robots = self._find_robots(waiting)
        return [*(unreachable | Domain("id", "in", robots.ids))]

    def _get_untold_domain(self):
        """Whoever silence accepted and no notice was written to."""
        return [
            ("campaign_id", "=", self.campaign_id.id),
            ("answer", "=", False),
            ("consent_id.basis", "=", "tacit_delay"),
            ("sending_ids", "not any", [("kind", "in", NOTICE_KINDS)]),
        ]


class DematSendingNotice(models.Model):
    """A notice that does not arrive opens nothing: the customer was not told."""

    _inherit = "demat.sending"

    def _record_bounced(self, text=False):
        # EXTENDS: silence that was not announced does not open the sending
        result = super()._record_bounced(text)
        self._record_notice_lost()
        return result

    def _record_returned(self, *args, **kwargs):
        # EXTENDS: the same for a letter that came back
        result = super()._record_returned(*args, **kwargs)
        self._record_notice_lost()
        return result

    def _record_notice_lost(self):
        notices = self.filtered(lambda sending: sending.kind in NOTICE_KINDS)
        notices.request_id.consent_id._record_notice_lost()


class DematConsentNotice(models.Model):
    _inherit = "demat.consent"

    def _record_notice_lost(self):
        """Close the sending again to whoever was accepted by silence and never told."""
        told = self.filtered(
            lambda consent: consent.basis == "tacit_delay" and consent.effective_on
        )
        told._write_sealed({"effective_on": False})
        self.env["demat.evidence"]._record(told, "notice_lost", {})


class DematBatchNotice(models.Model):
    _inherit = "demat.batch"

    def _record_posted(self):
        # EXTENDS: a notice on paper is given on the day it is posted
        result = super()._record_posted()
        for batch in self.filtered("posted_on"):
            sendings = batch.sending_ids.filtered(
                lambda sending: (
                    sending.kind == "letter_notice" and not sending.returned_at
                )
            )
            sendings.request_id._record_notified(batch.posted_on)
        return result


class DematEvidenceNotice(models.Model):
    _inherit = "demat.evidence"

    def _get_kinds(self):
        # EXTENDS
        return {
            **super()._get_kinds(),
            "notice_lost": self.env._("Notice did not arrive"),
        }
