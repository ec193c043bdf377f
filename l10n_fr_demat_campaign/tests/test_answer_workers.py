from datetime import timedelta
from functools import partial
from threading import Barrier, Thread
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import UserError
from odoo.modules.registry import DummyRLock, Registry
from odoo.tests import tagged
from odoo.tools import mute_logger

from .test_tacit_batch import _make_siren
from .test_wave_job import WorkersCommon


@tagged("post_install", "-at_install", "post_install_l10n")
class TestAnswerWorkers(WorkersCommon):
    """A refusal arrives at the very moment when silence is about to count."""

    def setUp(self):
        super().setUp()
        with self._worker() as env:
            self._ask(env)

    def _ask(self, env):
        """Commit customers whose silence counts from today."""
        requests = env["demat.request"].browse(self.request_ids)
        now, today = fields.Datetime.now(), fields.Date.today()
        requests.partner_id.l10n_fr_demat_recipient = "non_taxable"
        for number, partner in enumerate(requests.partner_id):
            partner.l10n_fr_demat_siren = _make_siren(900_000 + number)
        requests._write_sealed({"family": "consent_tacit"})
        requests.consent_id._apply("ask")
        wave = env["demat.wave"].browse(self.wave_id)
        reminder = wave.copy({"kind": "reminder", "campaign_id": wave.campaign_id.id})
        for step, days in ((wave, 60), (reminder, 40)):
            sendings = step._create_sendings(requests, "email")
            sendings._write_sealed({"sent_at": now - timedelta(days=days)})
        (wave | reminder)._write_sealed({"state": "done"})
        requests._write_sealed({"deadline": today - timedelta(days=1)})

    def _decide(self, env):
        """Look at silence, as the job does."""
        requests = env["demat.request"].browse(self.request_ids)
        open_ones = requests.filtered_domain(requests._get_overdue_domain())
        open_ones.try_lock_for_update()._evaluate_silence()

    def _refuse(self, env):
        """Record the same refusal of each customer, as an officer does."""
        for request in env["demat.request"].browse(self.request_ids):
            request._record_staff_answer(
                "refuse", "phone", answerer={"name": "Anne", "function": "Accountant"}
            )

    def _check(self, *kinds):
        """Check that each refusal is there, once, and what else happened."""
        with self._worker() as env:
            for request in env["demat.request"].browse(self.request_ids):
                consent = request.consent_id
                self.assertEqual((request.answer, consent.state), ("refuse", "refused"))
                self.assertFalse(consent.effective_on)
                found = env["demat.evidence"].search([("consent_id", "=", consent.id)])
                self.assertEqual(sorted(found.mapped("kind")), sorted(kinds))
                self.assertFalse(consent._get_chain()._verify())

    def _start(self, work):
        """Start a worker that has to wait, and return it."""
        thread = Thread(target=self._work, args=(Barrier(1), work))
        unlocked = patch.object(Registry, "_lock", DummyRLock())
        muted = mute_logger("odoo.sql_db")
        for patched in (unlocked, muted):
            patched.__enter__()
            self.addCleanup(patched.__exit__, None, None, None)
        thread.start()
        thread.join(1)
        return thread

    def test_silence_alone_is_an_acceptance(self):
        with self._worker() as env:
            self._decide(env)
            consents = env["demat.request"].browse(self.request_ids).consent_id
            gates = env["demat.request"].browse(self.request_ids).mapped("blocker_text")
            self.assertEqual(set(consents.mapped("basis")), {"tacit_delay"}, gates)

    def test_a_refusal_that_arrives_while_silence_is_decided_undoes_it(self):
        with self._worker() as env:
            self._decide(env)
            thread = self._start(self._refuse)
            self.assertTrue(thread.is_alive(), "it waits for the job")
        thread.join(60)
        self._check("consent_ask", "consent_expire", "consent_refuse")

    def test_silence_leaves_alone_who_is_answering(self):
        with self._worker() as env:
            self._refuse(env)
            self._start(self._decide).join(60)
        self._check("consent_ask", "consent_refuse")

    def test_two_officers_who_enter_one_answer_record_it_once(self):
        self._run_twice(self._refuse)
        self._check("consent_ask", "consent_refuse")

    def test_two_who_record_one_call_count_it_once(self):
        with self._worker() as env:
            values = {"request_id": self.request_ids[0], "text": "EDI"}
            forms = env["demat.request.call"].create([values] * 2).ids
        told = []

        def record(form_id, env):
            admin = env.ref("base.user_admin")
            form = env["demat.request.call"].with_user(admin).browse(form_id)
            try:
                form.action_other_choice()
            except UserError as error:
                told.append(error)

        self._run_twice(*(partial(record, form_id) for form_id in forms))
        with self._worker() as env:
            request = env["demat.request"].browse(self.request_ids[0])
            self.assertEqual((request.call_count, len(told)), (1, 1))
            made = [("consent_id", "=", request.consent_id.id)]
            made += [("kind", "=", "call_made")]
            self.assertEqual(env["demat.evidence"].search_count(made), 1)

    def test_two_clicks_on_remind_write_once(self):
        told = []

        def remind(env):
            requests = env["demat.request"].browse(self.request_ids)
            told.append(requests.action_remind())

        with self._worker() as env:
            # Nothing else is written on who is reminded: their deadline is far.
            requests = env["demat.request"].browse(self.request_ids)
            requests._write_sealed({"deadline": fields.Date.today() + timedelta(60)})
            # As after a launch, which knows the text.
            for step in requests.campaign_id.wave_ids:
                step.campaign_id._admit_texts(step._get_late_texts())
        with self._worker() as env:
            remind(env)
            thread = self._start(remind)
            self.assertTrue(thread.is_alive(), "it waits for the other one")
        thread.join(60)
        self.assertEqual(len(told), 2, "neither of them is shown an error")
        with self._worker() as env:
            for request in env["demat.request"].browse(self.request_ids):
                kinds = request.sending_ids.sorted("id").mapped("kind")
                self.assertEqual(kinds, ["email", "reminder", "reminder"])

    def test_whoever_is_first_the_refusal_stands(self):
        self._run_twice(self._decide, self._refuse)
        with self._worker() as env:
            requests = env["demat.request"].browse(self.request_ids)
            self.assertEqual(set(requests.consent_id.mapped("state")), {"refused"})
