import hashlib
from contextlib import contextmanager
from datetime import datetime
from threading import Barrier, Thread
from unittest.mock import patch

from freezegun import freeze_time
from psycopg2.errors import SerializationFailure

from odoo import SUPERUSER_ID, api, fields
from odoo.exceptions import UserError
from odoo.modules.registry import DummyRLock, Registry
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from ..models.demat_wave_letter import DematWaveLetter
from .campaign_common import CampaignCommon

REQUESTS = "(SELECT id FROM demat_request WHERE campaign_id = %(campaign)s)"
OURS = "(consent_id = ANY(%(consents)s) OR campaign_id = %(campaign)s)"
EVIDENCE = f"(SELECT id FROM demat_evidence WHERE {OURS})"  # noqa: S608
WAVES = "(SELECT id FROM demat_wave WHERE campaign_id = %(campaign)s)"
# In the order of the foreign keys; what is append-only has no other way out.
CLEANING = (
    f"DELETE FROM mailing_trace WHERE model = 'demat.request' AND res_id IN {REQUESTS}",  # noqa: S608
    f"DELETE FROM mail_message WHERE model = 'demat.request' AND res_id IN {REQUESTS}",  # noqa: S608
    f"DELETE FROM demat_sending WHERE request_id IN {REQUESTS}",  # noqa: S608
    f"DELETE FROM mailing_mailing WHERE l10n_fr_demat_wave_id IN {WAVES}",  # noqa: S608
    "DELETE FROM demat_wave WHERE campaign_id = %(campaign)s",
    "DELETE FROM demat_request WHERE campaign_id = %(campaign)s",
    f"DELETE FROM demat_evidence_detail WHERE evidence_id IN {EVIDENCE}",  # noqa: S608
    f"DELETE FROM demat_evidence WHERE {OURS}",  # noqa: S608
    f"DELETE FROM demat_evidence_chain WHERE {OURS}",  # noqa: S608
    "DELETE FROM mail_message WHERE model = 'demat.campaign' AND res_id = %(campaign)s",
    "DELETE FROM demat_consent WHERE id = ANY(%(consents)s)",
    "DELETE FROM demat_campaign WHERE id = %(campaign)s",
    "UPDATE demat_letter_version SET is_used = false WHERE id = ANY(%(unused)s)",
)
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

    def test_what_a_worker_could_not_write_is_not_called_done(self):
        wave = self.registry["demat.wave"]
        others = patch.object(wave, "_claim_sendings", lambda *_arguments: {})
        with others:
            self._run_waves("2026-09-07")
        self.assertFalse(self._mails)
        self.assertEqual(self.wave.mailing_id.state, "in_queue")
        self._run_waves("2026-09-07")
        self.assertEqual(len(self._mails), 7)
        self.assertEqual(self.wave.mailing_id.state, "done")

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

    def test_the_date_printed_is_the_one_that_counts_from_the_slot(self):
        self.company.l10n_fr_demat_daily_limit = 1
        self.company.l10n_fr_demat_minimum_days = 33
        self._run_waves("2026-09-07")
        mails = self.env["mail.mail"].sudo()
        waiting = mails.search(
            [("model", "=", "demat.request"), ("state", "=", "outgoing")]
        )
        self.assertEqual(len(waiting), len(self.campaign.request_ids) - 1)
        for mail in waiting:
            request = self.campaign.request_ids.browse(mail.res_id)
            sending = request.sending_ids
            with self.subTest(slot=sending.slot_at):
                self.assertEqual(mail.scheduled_date, sending.slot_at)
                self.assertIn(request._format_day(request.deadline), mail.body_html)
                left = (request.deadline - sending.slot_at.date()).days
                self.assertGreaterEqual(left, 33)
        # The last one leaves on its day, with the date that was printed.
        last = self.campaign.request_ids.sending_ids.sorted("slot_at")[-1]
        printed = last.request_id._format_day(last.request_id.deadline)
        self._run_waves(str(last.slot_at.date()))
        body = next(m["body"] for m in self._mails if last.address in m["email_to"][0])
        self.assertIn(printed, body)
        self.assertEqual(last.state, "sent")


class WorkersCommon(TransactionCase):
    """A campaign that two workers meet on: real commits, cleaned up after."""

    def setUp(self):
        super().setUp()
        with self._worker() as env:
            self._prepare(env)
        self.addCleanup(self._clean)

    def _prepare(self, env):
        """Commit a campaign of which the first e-mail leaves today."""
        today = fields.Date.today()
        partners = env["res.partner"].create(
            [
                {
                    "name": f"Worker {number}",
                    "is_company": True,
                    "email": f"worker-{number}@workers.example",
                    "country_id": env.ref("base.fr").id,
                    "l10n_fr_demat_recipient": "taxable",
                }
                for number in range(8)
            ]
        )
        campaign = env["demat.campaign"].create(
            {
                "name": "Two workers",
                "deadline": fields.Date.add(today, months=2),
                "first_invoice_on": fields.Date.add(today, months=3),
                "wave_ids": [(0, 0, {"kind": "email", "planned_on": today})],
            }
        )
        consents = env["demat.consent"]._find_or_create(partners, env.company)
        requests = env["demat.request"].create(
            [
                {
                    "campaign_id": campaign.id,
                    "consent_id": consent.id,
                    "family": "consent_express",
                    "deadline": campaign.deadline,
                }
                for consent in consents
            ]
        )
        campaign._write_sealed({"state": "running"})
        unused = env["demat.letter.version"].search([("is_used", "=", False)])
        self.wave_id, self.request_ids = campaign.wave_ids.id, requests.ids
        self.partner_ids = partners.ids
        self.cleaned = {
            "campaign": campaign.id,
            "consents": consents.ids,
            "unused": unused.ids,
        }

    def _run_twice(self, work, other=None):
        """Do the same work, or two kinds of it, in threads that start together."""
        barrier = Barrier(2)
        threads = [
            Thread(target=self._work, args=(barrier, one))
            for one in (work, other or work)
        ]
        # While an add-on is being installed, the main thread holds this lock.
        unlocked = patch.object(Registry, "_lock", DummyRLock())
        with mute_logger("odoo.sql_db"), unlocked:
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(60)

    def _work(self, barrier, work):
        """Work until no other worker stands in the way, as the scheduler does."""
        barrier.wait(30)
        for _try in range(5):
            try:
                with self._worker() as env:
                    work(env)
                break
            except SerializationFailure:
                continue

    def _clean(self):
        with self._worker() as env:
            env.cr.execute("SET LOCAL lock_timeout = '20s'")
            env.cr.execute("ALTER TABLE demat_evidence DISABLE TRIGGER USER")
            for statement in CLEANING:
                env.cr.execute(statement, self.cleaned)
            env.cr.execute("ALTER TABLE demat_evidence ENABLE TRIGGER USER")
            env["res.partner"].browse(self.partner_ids).unlink()

    @contextmanager
    def _worker(self):
        """Provide an environment of its own, committed when all went well."""
        with self.registry.cursor() as cr:
            yield api.Environment(cr, SUPERUSER_ID, {})


@tagged("post_install", "-at_install", "post_install_l10n")
class TestWaveWorkers(WorkersCommon):
    """Two workers carry out one wave at once."""

    def test_two_workers_write_each_message_once(self):
        self._run_twice(self._plan)
        self._run_twice(self._compose)
        with self._worker() as env:
            sendings = env["demat.sending"].search([("wave_id", "=", self.wave_id)])
            domain = [
                ("model", "=", "demat.request"),
                ("res_id", "in", self.request_ids),
            ]
            traces = env["mailing.trace"].search(domain)
            mails = env["mail.mail"].search(domain)
            for found in (sendings.request_id.ids, traces.mapped("res_id")):
                self.assertEqual(sorted(found), sorted(self.request_ids))
            self.assertEqual(len(sendings), len(self.request_ids))
            self.assertEqual(
                sorted(mails.mapped("message_id")),
                sorted(sendings.mapped("message_id")),
            )
            self.assertTrue(all(sendings.mapped("text_hash")))

    def test_two_clicks_on_launch_start_a_campaign_once(self):
        with self._worker() as env:
            campaign = env["demat.wave"].browse(self.wave_id).campaign_id
            campaign._write_sealed({"state": "draft"})
            campaign.domain = f"[('id', 'in', {self.partner_ids})]"
            campaign.wave_ids.planned_on = fields.Date.add(fields.Date.today(), days=9)
        unchecked = patch.object(
            self.registry["demat.campaign"], "_check_launch", lambda _campaign: None
        )
        with unchecked:
            self._run_twice(self._launch)
        with self._worker() as env:
            campaign = env["demat.wave"].browse(self.wave_id).campaign_id
            self.assertEqual(campaign.state, "running")
            events = env["demat.evidence"].search([("campaign_id", "=", campaign.id)])
            kinds = events.mapped("kind")
            for kind in ("campaign_text", "campaign_launched"):
                self.assertEqual(kinds.count(kind), 1, kinds)
            self.assertFalse(campaign._get_chain()._verify())
            asked = campaign.audience_line_ids.filtered("is_asked").partner_id
            self.assertTrue(asked)
            self.assertEqual(set(campaign.request_ids.partner_id), set(asked))
            self.assertEqual(len(campaign.request_ids), len(asked))

    def test_a_pause_while_another_worker_writes_keeps_everything_back(self):
        self._run_twice(self._plan, self._pause)
        with self._worker() as env:
            wave = env["demat.wave"].browse(self.wave_id)
            self.assertEqual(wave.campaign_id.state, "paused")
            planned = len(wave.sending_ids)
            self.assertIn(planned, (0, len(self.request_ids)), "all of a batch or none")
            wave._run_locked_batch()
            self.assertEqual(len(wave.sending_ids), planned)
            if wave.mailing_id:
                wave.mailing_id._action_send_mail(self.request_ids)
            self.assertFalse(any(wave.sending_ids.mapped("message_id")))

    def _launch(self, env):
        campaign = env["demat.wave"].browse(self.wave_id).campaign_id
        campaign._launch_with_reason("Read")

    def _pause(self, env):
        env["demat.wave"].browse(self.wave_id).campaign_id.action_pause()

    def _plan(self, env):
        env["demat.wave"].browse(self.wave_id)._run_locked_batch()

    def _compose(self, env):
        """Write to every customer, as if nobody else did."""
        wave = env["demat.wave"].browse(self.wave_id)
        wave.mailing_id._action_send_mail(self.request_ids)
