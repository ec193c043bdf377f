from contextlib import contextmanager

from freezegun import freeze_time

from .common import LAUNCH, DematCommon


class CampaignCommon(DematCommon):
    """A campaign that really leaves: only the SMTP connection is replaced."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._create_customer()
        cls.foreigner = cls._create_customer(
            name="Müller GmbH",
            email="invoices@mueller.example",
            country_id=cls.env.ref("base.de").id,
            l10n_fr_demat_siren=False,
            vat="DE136695976",
        )
        cls.no_mail = cls._create_customer(
            name="Garage Garnier SA", email=False, l10n_fr_demat_siren="425199619"
        )

    @contextmanager
    def at(self, day):
        """Live on a given day, with the outgoing mail collected."""
        with freeze_time(f"{day} 08:00:00"), self.mock_mail_gateway():
            yield

    def _launch(self, partners, **values):
        campaign = self._create_campaign(partners, **values)
        with freeze_time(f"{LAUNCH} 06:00:00"):
            campaign.with_user(self.user_manager).action_launch()
        return campaign

    def _run_waves(self, day):
        """Let the jobs of a day run, as the scheduler does."""
        with self.at(day), self.enter_registry_test_mode():
            self._trigger("l10n_fr_demat_campaign.ir_cron_run_waves")
            self._trigger("mass_mailing.ir_cron_mass_mailing_queue")
            self._trigger("mail.ir_cron_mail_scheduler_action")
        self.env.invalidate_all()

    def _evaluate_silence(self, day):
        with self.at(day), self.enter_registry_test_mode():
            self._trigger("l10n_fr_demat_campaign.ir_cron_accept_tacitly")
        self.env.invalidate_all()

    def _trigger(self, xmlid):
        self.env.ref(xmlid).method_direct_trigger()

    def _request_of(self, campaign, partner):
        return campaign.request_ids.filtered(lambda r: r.partner_id == partner)

    def _deliver(self, move, consent, **values):
        """Let an invoice leave by e-mail."""
        delivery = self.env["demat.delivery"].sudo()
        delivery = delivery.create(
            {
                "move_id": move.id,
                "company_id": consent.company_id.id,
                "partner_id": consent.partner_id.id,
                "consent_id": consent.id,
                "channel": "email",
                "format": "pdf",
                "recipient_key": "mailto:a@customer.example",
                "document_checksum": "0",
                "file_name": "invoice.pdf",
                "content": b"%PDF-",
                **values,
            }
        )
        delivery._move_to("sending")
        delivery._mark_sent({})
        return delivery
