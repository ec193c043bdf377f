from odoo import fields

from .campaign_common import CampaignCommon


class RecheckCommon(CampaignCommon):
    """Messages that were written, and that the mail queue sends days later."""

    def setUp(self):
        super().setUp()
        self.campaign = self._launch(self.customer, kinds=("email", "reminder"))
        self.request = self.campaign.request_ids
        self.consent = self.request.consent_id

    def _compose(self, day):
        """Let a wave be written while the mail queue stands still."""
        with self.at(day), self.enter_registry_test_mode():
            self._trigger("l10n_fr_demat_campaign.ir_cron_run_waves")
            self._trigger("mass_mailing.ir_cron_mass_mailing_queue")
        self.env.invalidate_all()

    def _send(self, day):
        """Let the mail queue run; return what reached the mail server."""
        with self.at(day), self.enter_registry_test_mode():
            self._trigger("mail.ir_cron_mail_scheduler_action")
            sent = list(self._mails)
        self.env.invalidate_all()
        return sent

    def _sending(self, kind="email"):
        return self.request.sending_ids.filtered(lambda sending: sending.kind == kind)

    def _day(self, text):
        return fields.Date.to_date(text)
