import hashlib
from datetime import datetime
from unittest.mock import patch

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..models.demat_wave_letter import DematWaveLetter
from .campaign_common import CampaignCommon

NIGHT, FRIDAY = "2026-09-07 01:00:00", "2026-09-11 16:30:00"


class WaveJobCommon(CampaignCommon):
    def setUp(self):
        super().setUp()
        self.partners = self.env["res.partner"].concat(
            *[
                self._create_customer(
                    name=f"Société {number}",
                    email=f"compta@societe-{number}.example",
                    l10n_fr_demat_siren=False,
                    vat=False,
                )
                for number in range(7)
            ]
        )
        self.campaign = self._launch(self.partners)
        self.wave = self.campaign.wave_ids.sorted("planned_on")[0]


@tagged("post_install", "-at_install", "post_install_l10n")
class TestWaveJob(WaveJobCommon):
    def test_a_wave_is_written_batch_after_batch(self):
        counts = []
        with freeze_time("2026-09-07 08:00:00"):
            while self.wave._run_batch(limit=3):
                counts.append((self.wave.state, self.wave.sending_count))
                self.wave.invalidate_recordset()
        self.assertEqual([count for _state, count in counts], [3, 6])
        self.assertEqual(self.wave.state, "done")
        self.assertEqual(len(self.wave.sending_ids), 7)
        self.assertEqual(self.wave.mailing_id.state, "in_queue")

    def test_who_takes_over_starts_after_the_last_batch(self):
        with freeze_time("2026-09-07 08:00:00"):
            self.wave._run_batch(limit=3)
        self.assertFalse(self.wave.mailing_id)
        self._run_waves("2026-09-07")
        self.assertEqual(len(self._mails), 7)
        self.assertEqual(len(self.wave.sending_ids), 7)

    def test_a_big_wave_is_left_to_the_scheduler(self):
        cron = self.env.ref("l10n_fr_demat_campaign.ir_cron_run_waves")
        small = patch.object(DematWaveLetter._run_batch, "__defaults__", (3,))
        domain = [("cron_id", "=", cron.id)]
        before = self.env["ir.cron.trigger"].sudo().search_count(domain)
        with freeze_time("2026-09-07 08:00:00"), small:
            self.wave.with_user(self.user_manager).action_run()
        self.assertEqual(self.wave.state, "running")
        after = self.env["ir.cron.trigger"].sudo().search_count(domain)
        self.assertEqual(after, before + 1)

    def test_a_wave_that_cannot_be_carried_out_pauses_its_campaign(self):
        refusal = "No text for this customer"

        def refuse(wave, requests):
            raise UserError(refusal)

        with patch.object(self.registry["demat.wave"], "_run_email", refuse):
            self._run_waves("2026-09-07")
        self.assertEqual(self.campaign.state, "paused")
        self.assertEqual(self.campaign.stop_text, refusal)

    def test_a_message_that_another_worker_wrote_is_not_written_again(self):
        self._run_waves("2026-09-07")
        self.env["mailing.trace"].sudo().search(
            [("model", "=", "demat.request")], limit=1
        ).unlink()
        with self.at("2026-09-07"):
            mailing = self.wave.sudo().mailing_id
            mailing._action_send_mail(self.campaign.request_ids.ids)
        traces = self.env["mailing.trace"].sudo()
        self.assertEqual(traces.search_count([("model", "=", "demat.request")]), 6)

    def test_the_fingerprint_is_the_one_of_the_text_that_was_written(self):
        self._run_waves("2026-09-07")
        for sending in self.wave.sending_ids:
            request = sending.request_id.with_context(demat_wave_id=self.wave.id)
            message = request.message_ids.filtered(
                lambda m, sending=sending: m.message_id == sending.message_id
            )
            self.assertEqual(message.subject, request.letter_subject)
            self.assertIn(request.partner_id.name, message.body)
            self.assertNotIn("{{", message.body)
            text = f"{message.subject}\n{request.letter_body}"
            digest = hashlib.sha256(text.encode()).hexdigest()
            self.assertEqual(sending.text_hash, digest)

    def test_who_answers_before_the_message_leaves_gets_none(self):
        with self.at("2026-09-07"), self.enter_registry_test_mode():
            self._trigger("l10n_fr_demat_campaign.ir_cron_run_waves")
            self._trigger("mass_mailing.ir_cron_mass_mailing_queue")
        self.env.invalidate_all()
        request = self.campaign.request_ids[0]
        request._record_answer("accept", answerer={"name": "Anne"})
        self._run_waves("2026-09-07")
        self.assertEqual(len(self._mails), 6)
        self.assertEqual(request.sending_ids.state, "failed")


@tagged("post_install", "-at_install", "post_install_l10n")
class TestSlots(WaveJobCommon):
    def test_nothing_leaves_at_night(self):
        with freeze_time(NIGHT):
            slots = self.wave._get_slots(2)
        self.assertEqual(slots, [datetime(2026, 9, 7, 6)] * 2)  # noqa: DTZ001

    def test_without_working_hours_mail_leaves_at_once(self):
        self.company.l10n_fr_demat_working_hours = False
        with freeze_time(NIGHT):
            self.assertEqual(self.wave._get_slots(1), [datetime(2026, 9, 7, 1)])  # noqa: DTZ001

    def test_a_pace_per_hour_and_per_day_is_kept_over_the_week_end(self):
        self.company.write(
            {"l10n_fr_demat_hourly_limit": 4, "l10n_fr_demat_daily_limit": 3}
        )
        with freeze_time("2026-09-11 14:20:00"):
            slots = self.wave._get_slots(5)
        self.assertEqual(
            [slot.strftime("%a %H:%M") for slot in slots],
            ["Fri 14:20", "Fri 14:35", "Fri 14:50", "Mon 06:00", "Mon 06:15"],
        )

    def test_the_slot_is_fixed_when_the_mail_is_written(self):
        self.company.l10n_fr_demat_hourly_limit = 4
        self._run_waves("2026-09-07")
        self.assertEqual(len(self._mails), 1)
        slots = sorted(self.wave.sending_ids.mapped("slot_at"))
        self.assertEqual(slots[1], datetime(2026, 9, 7, 8, 15))  # noqa: DTZ001
        mails = (
            self.env["mail.mail"]
            .sudo()
            .search([("model", "=", "demat.request"), ("state", "=", "outgoing")])
        )
        self.assertEqual(
            sorted(mails.mapped("scheduled_date")), slots[1:], "as composed"
        )

    def test_the_deadline_counts_from_the_slot(self):
        self.company.l10n_fr_demat_daily_limit = 1
        self.company.l10n_fr_demat_minimum_days = 33
        self._run_waves("2026-09-07")
        deadlines = sorted(map(str, self.campaign.request_ids.mapped("deadline")))
        self.assertEqual(
            deadlines,
            ["2026-10-12"] * 3
            + ["2026-10-13", "2026-10-14", "2026-10-17", "2026-10-18"],
        )
