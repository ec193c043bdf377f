from threading import Barrier, Thread
from unittest.mock import patch

from psycopg2.errors import SerializationFailure

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import DummyRLock, Registry
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

CHAINS = "(SELECT id FROM demat_evidence_chain WHERE consent_id = %s)"
EVENTS = f"(SELECT id FROM demat_evidence WHERE chain_id IN {CHAINS})"  # noqa: S608
CLEANING = (
    f"DELETE FROM demat_evidence_detail WHERE evidence_id IN {EVENTS}",  # noqa: S608
    f"DELETE FROM demat_evidence_leaf WHERE chain_id IN {CHAINS}",  # noqa: S608
    f"DELETE FROM demat_evidence WHERE chain_id IN {CHAINS}",  # noqa: S608
    "DELETE FROM demat_evidence_chain WHERE consent_id = %s",
    "DELETE FROM demat_consent WHERE id = %s",
)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestEvidenceWorkers(TransactionCase):
    """Several workers record at once: real cursors, real commits, cleaned up after."""

    def setUp(self):
        super().setUp()
        with self._worker() as env:
            partner = env["res.partner"].create({"name": "Two workers"})
            consent = env["demat.consent"].create({"partner_id": partner.id})
            env["demat.evidence"]._record(consent, "import_row")
            self.partner_id, self.consent_id = partner.id, consent.id
        self.addCleanup(self._clean)

    def test_two_workers_lose_and_double_nothing(self):
        barrier, events = Barrier(2), 10
        workers = [
            Thread(target=self._record_many, args=(barrier, name, events))
            for name in ("a", "b")
        ]
        # While an add-on is being installed, the main thread holds this lock.
        unlocked = patch.object(Registry, "_lock", DummyRLock())
        with mute_logger("odoo.sql_db"), unlocked:
            for worker in workers:
                worker.start()
            for worker in workers:
                worker.join(60)
        with self._worker() as env:
            chain = env["demat.consent"].browse(self.consent_id)._get_chain()
            self.assertEqual(chain.event_count, 1 + 2 * events)
            self.assertFalse(chain._verify())
            payloads = chain.evidence_ids.mapped("payload")
            self.assertEqual(len(set(payloads)), len(payloads))

    def test_a_worker_that_comes_too_late_is_run_again(self):
        with mute_logger("odoo.sql_db"), self._worker() as late:
            late["demat.consent"].browse(self.consent_id).exists()
            with self._worker() as early:
                self._record(early, {"worker": "early"})
            with self.assertRaises(SerializationFailure):
                self._record(late, {"worker": "late"})
            late.cr.rollback()
            event = self._record(late, {"worker": "late"})
            self.assertEqual(event.number, 3)

    def test_two_workers_may_make_the_first_event_at_once(self):
        with self._worker() as env:
            partner = env["res.partner"].create({"name": "First event"})
            other = env["demat.consent"].create({"partner_id": partner.id})
        self.addCleanup(self._clean, other.id, partner.id)
        with mute_logger("odoo.sql_db"), self._worker() as late:
            late["demat.consent"].browse(other.id).exists()
            with self._worker() as early:
                self._record(early, {"worker": "early"}, other.id)
            with self.assertRaises(SerializationFailure):
                self._record(late, {"worker": "late"}, other.id)
            late.cr.rollback()
            self.assertEqual(self._record(late, {}, other.id).number, 2)

    def test_a_customer_who_answers_does_not_stop_the_verification(self):
        chains = self.registry["demat.evidence.chain"]
        look = chains._find_flaws

        def look_while_a_customer_answers(records):
            flaws = look(records)
            with self._worker() as customer:
                self._record(customer, {"worker": "customer"})
            return flaws

        with (
            patch.object(chains, "_find_flaws", look_while_a_customer_answers),
            self._worker() as job,
        ):
            job["demat.evidence.chain"]._cron_verify()
        with self._worker() as env:
            chain = env["demat.consent"].browse(self.consent_id)._get_chain()
            self.assertRecordValues(chain, [{"state": "valid", "event_count": 2}])

    def _worker(self):
        return _Worker(self.registry)

    def _record(self, env, payload, consent_id=None):
        consent = env["demat.consent"].browse(consent_id or self.consent_id)
        return env["demat.evidence"]._record(consent, "page_question", payload)

    def _record_many(self, barrier, name, events):
        barrier.wait(30)
        for number in range(events):
            while not self._try_record({"worker": name, "number": number}):
                pass

    def _try_record(self, payload):
        try:
            with self._worker() as env:
                self._record(env, payload)
        except SerializationFailure:
            return False
        return True

    def _clean(self, consent_id=None, partner_id=None):
        consent_id = consent_id or self.consent_id
        with self._worker() as env:
            cr = env.cr
            cr.execute("SET LOCAL lock_timeout = '20s'")
            cr.execute("ALTER TABLE demat_evidence DISABLE TRIGGER USER")
            for statement in CLEANING:
                cr.execute(statement, [consent_id])
            cr.execute("ALTER TABLE demat_evidence ENABLE TRIGGER USER")
            env["res.partner"].browse(partner_id or self.partner_id).unlink()


class _Worker:
    """A worker: its own cursor, committed at the end, rolled back on an error."""

    def __init__(self, registry):
        self.cursor = registry.cursor()

    def __enter__(self):
        self.cursor.__enter__()
        return api.Environment(self.cursor, SUPERUSER_ID, {})

    def __exit__(self, *error):
        return self.cursor.__exit__(*error)
