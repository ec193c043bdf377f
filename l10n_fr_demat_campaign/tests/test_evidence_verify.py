import base64

from freezegun import freeze_time

from odoo.tests import tagged

from ..models.demat_evidence_key import MAC_KEY
from ..rules import chain as rules
from ..rules.evidence_file import public_link
from .evidence_common import PERSON, EvidenceCommon


@tagged("post_install", "-at_install", "post_install_l10n")
class TestEvidenceVerify(EvidenceCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.events = cls._record_story(cls)
        cls.chain = cls.events.chain_id

    def test_an_untouched_chain_is_intact(self):
        self.assertIntact(self.chain)
        self.assertTrue(self.chain.verified_at)
        self.assertFalse(self.chain.flaw_text)

    def test_an_event_right_after_a_verification_loses_nothing(self):
        self.chain._verify()
        self.evidence._record(self.consent, "reply_read")
        self.env.flush_all()
        self.assertEqual(self.chain.state, "valid")
        self.assertEqual(self.chain.evidence_ids[:1].kind, "reply_read")
        self.assertIntact(self.chain)

    def test_whatever_is_edited_by_sql_is_named(self):
        other = self._create_consents(1)
        for assignment, value in (
            ("payload = %s", '{"version":"b"}'),
            ("payload = %s", "no json any more"),
            ("payload = %s", '{"amount":1.5}'),
            ("digests = %s", "{}"),
            ("kind = %s", "consent_refuse"),
            ("recorded_at = %s", "2020-01-01"),
            ("user_id = %s", self.users["officer"].id),
            ("consent_id = %s", other.id),
            ("company_id = %s", self.env.ref("base.main_company").id),
            ("mac = %s", "0" * 64),
        ):
            with self.subTest(assignment=assignment), self._sandbox() as cr:
                cr.execute(
                    f"UPDATE demat_evidence SET {assignment} WHERE id = %s",  # noqa: S608
                    [value, self.events[1].id],
                )
                self.assertBroken(self.chain, "changed", 2)

    def test_a_missing_event_is_named(self):
        for index, flaw in ((0, "missing_middle"), (1, "missing_middle")):
            with self.subTest(index=index), self._sandbox() as cr:
                self._delete(cr, self.events[index])
                self.assertBroken(self.chain, flaw, index + 1)

    def test_a_missing_tail_is_named(self):
        with self._sandbox() as cr:
            self._delete(cr, self.events[1:])
            self.assertBroken(self.chain, "missing_tail", 2)

    def test_an_event_from_outside_is_named(self):
        with self._sandbox() as cr:
            self._shorten(cr, self.events[1])
            self.assertBroken(self.chain, "extra_tail", 3)

    def test_a_tail_cut_with_its_count_shows_in_what_was_signed(self):
        self.env["demat.evidence.seal"]._seal(self.company)
        with self._sandbox() as cr:
            self._delete(cr, self.events[2])
            self._shorten(cr, self.events[1])
            self.assertBroken(self.chain, "sealed", 3)

    def test_the_holder_of_the_key_cannot_rewrite_what_was_signed(self):
        self.env["demat.evidence.seal"]._seal(self.company)
        with self._sandbox() as cr:
            cr.execute(
                "UPDATE demat_evidence SET payload = %s WHERE id = %s",
                ['{"answer":"refuse"}', self.events[1].id],
            )
            self._link_again(cr)
            self.assertBroken(self.chain, "sealed", 3)

    def test_without_a_signature_the_holder_of_the_key_is_not_caught(self):
        with self._sandbox() as cr:
            cr.execute(
                "UPDATE demat_evidence SET payload = %s WHERE id = %s",
                ['{"answer":"refuse"}', self.events[1].id],
            )
            self._link_again(cr)
            self.assertIntact(self.chain)

    def test_another_key_verifies_nothing(self):
        key = base64.b64encode(b"another key of thirty-two bytes.").decode()
        self.env["ir.config_parameter"].set_param(MAC_KEY, key)
        self.assertBroken(self.chain, "changed", 1)

    def test_a_changed_detail_is_named(self):
        detail = self.events[1].detail_ids
        for body in (detail.body.replace("Zoé", "Max"), '{"x":{"salt":"1","value":2}}'):
            with self.subTest(body=body), self._sandbox() as cr:
                cr.execute(
                    "UPDATE demat_evidence_detail SET body = %s WHERE id = %s",
                    [body, detail.id],
                )
                self.assertBroken(self.chain, "detail", 2)

    def test_erasing_a_person_leaves_the_chain_valid(self):
        details = self.events.detail_ids.with_user(self.users["manager"])
        details.action_erase()
        self.assertFalse(details.exists())
        self.assertIntact(self.chain)
        last = self.evidence.search([("chain_id", "=", self.chain.id)], order="number")[
            -1
        ]
        self.assertEqual(
            (last.kind, last.payload), ("detail_erased", '{"events":[1,2]}')
        )
        self.assertEqual(last.user_id, self.users["manager"])

    def test_erasing_a_hundred_people_costs_as_many_queries_as_two(self):
        campaign = self._create_campaign()
        counts = {}
        # The first time also reads the rights, which Odoo then remembers.
        for size in (1, 2, 100):
            consents = self._create_consents(size)
            self.evidence._record(consents, "page_answer", {"answer": "yes"}, PERSON)
            events = self.evidence._record(consents, "page_answer", {}, PERSON)
            events |= self.evidence._record(campaign, "campaign_launch", {}, PERSON)
            self.env.invalidate_all()
            details = self.env["demat.evidence.detail"].search(
                [("evidence_id", "in", events.ids)]
            )
            before = self.env.cr.sql_log_count
            details.with_user(self.users["manager"]).action_erase()
            counts[size] = self.env.cr.sql_log_count - before
            for subject in (consents[-1], campaign):
                chain = subject._get_chain()
                self.assertEqual(chain.evidence_ids[:1].kind, "detail_erased")
                self.assertIntact(chain)
        self.assertEqual(counts[2], counts[100])

    def test_a_deleted_detail_row_is_an_erasure(self):
        self.env.cr.execute("DELETE FROM demat_evidence_detail")
        self.env.invalidate_all()
        self.assertIntact(self.chain)

    def test_the_button_tells_what_was_found(self):
        auditor = self.users["auditor"]
        button = self.consent.with_user(auditor).action_verify_evidence
        self.assertEqual(button()["params"]["type"], "success")
        with self._sandbox() as cr:
            self._delete(cr, self.events[1])
            params = button()["params"]
        self.assertEqual(params["type"], "danger")
        self.assertIn("before event 2", params["message"])

    def test_nothing_to_verify_is_nothing_wrong(self):
        consent = self._create_consents(1).with_user(self.users["auditor"])
        self.assertEqual(consent.action_verify_evidence()["params"]["type"], "success")

    def test_every_chain_costs_the_same_queries(self):
        counts = {}
        for size in (2, 5, 50):  # the first one fills the caches
            consents = self._create_consents(size)
            chains = self.evidence._record(consents, "import_row", {}, PERSON).chain_id
            chains.mapped("event_count")
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            self.assertFalse(chains._verify())
            counts[size] = self.env.cr.sql_log_count - before
        self.assertEqual(counts[5], counts[50])

    def test_the_daily_job_verifies_all_and_alarms_the_managers_once(self):
        healthy = self.evidence._record(self._create_consents(1), "import_row").chain_id
        with self._without_guard() as cr:
            self._delete(cr, self.events[2])
        self._run_cron("ir_cron_verify")
        self.assertEqual((healthy.state, self.chain.state), ("valid", "broken"))
        alarm = self.chain.activity_ids.filtered(
            lambda activity: activity.user_id == self.users["manager"]
        )
        self.assertEqual(len(alarm), 1)
        self.assertIn("missing", alarm.note)
        with freeze_time("2038-01-01"):
            self._run_cron("ir_cron_verify")
        self.assertEqual(self.chain.state, "broken")
        self.assertEqual(len(self.chain.activity_ids), len(alarm.exists()))

    def test_the_daily_job_has_its_day_of_rest(self):
        self._run_cron("ir_cron_verify")
        due = self.env["demat.evidence.chain"]._get_due_domain()
        self.assertFalse(self.env["demat.evidence.chain"].search(due))

    # What an attacker with the database does

    def _delete(self, cr, events):
        cr.execute(
            "DELETE FROM demat_evidence_detail WHERE evidence_id IN %s",
            [tuple(events.ids)],
        )
        cr.execute("DELETE FROM demat_evidence WHERE id IN %s", [tuple(events.ids)])

    def _shorten(self, cr, last):
        """Make the chain say that it ends with an earlier event."""
        head = rules.GENESIS
        for row in self.evidence._read_events(self.chain)[self.chain.id][: last.number]:
            head = public_link(head, self.evidence._prepare_event(row), row["mac"])
        cr.execute(
            """UPDATE demat_evidence_chain
            SET event_count = %s, head = %s, public_head = %s
            WHERE id = %s""",
            [last.number, last.mac, head, self.chain.id],
        )

    def _link_again(self, cr):
        """Compute the whole chain again, as only the holder of the key can."""
        key = self.env["demat.evidence.key"]._get_mac_key()
        mac, head = rules.GENESIS, rules.GENESIS
        for row in self.evidence._read_events(self.chain)[self.chain.id]:
            event = self.evidence._prepare_event(row)
            mac = rules.link(mac, event, key)
            head = public_link(head, event, mac)
            cr.execute(
                "UPDATE demat_evidence SET mac = %s WHERE id = %s", [mac, row["id"]]
            )
        cr.execute(
            "UPDATE demat_evidence_chain SET head = %s, public_head = %s WHERE id = %s",
            [mac, head, self.chain.id],
        )
