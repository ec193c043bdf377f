import json

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError
from odoo.service.model import call_kw
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..rules import chain as rules
from .evidence_common import PERSON, EvidenceCommon


@tagged("post_install", "-at_install", "post_install_l10n")
class TestEvidenceRecord(EvidenceCommon):
    def test_an_event_says_what_who_and_when(self):
        officer = self.users["officer"]
        event = self.evidence.with_user(officer)._record(
            self.consent, "consent_accept", {"basis": "explicit_phone"}
        )
        self.assertRecordValues(
            event,
            [
                {
                    "consent_id": self.consent.id,
                    "company_id": self.company.id,
                    "number": 1,
                    "kind": "consent_accept",
                    "user_id": officer.id,
                    "payload": '{"basis":"explicit_phone"}',
                }
            ],
        )
        self.assertTrue(event.recorded_at)

    def test_numbers_follow_and_the_chain_keeps_length_and_head_apart(self):
        events = self._record_story()
        self.assertEqual(events.mapped("number"), [1, 2, 3])
        self.assertRecordValues(
            events.chain_id,
            [{"event_count": 3, "head": events[2].mac, "state": "unverified"}],
        )

    def test_one_payload_for_all_or_one_for_each(self):
        consents = self._create_consents(3)
        for payloads, expected in (
            (None, [{}, {}, {}]),
            ({"a": 1}, [{"a": 1}] * 3),
            ([{"a": 1}, {"a": 2}, {"a": 3}], [{"a": 1}, {"a": 2}, {"a": 3}]),
        ):
            with self.subTest(payloads=payloads):
                events = self.evidence._record(consents, "import_row", payloads)
                self.assertEqual([json.loads(e.payload) for e in events], expected)
                self.assertEqual(events.consent_id, consents)

    def test_the_same_subject_may_come_twice_in_a_batch(self):
        twice = self.consent + self.consent
        events = self.evidence._record(twice, "request_sent", [{"a": 1}, {"a": 2}])
        self.assertEqual(events.mapped("number"), [1, 2])
        self.assertIntact(events.chain_id)

    def test_a_campaign_has_a_chain_of_its_own(self):
        campaign = self._create_campaign()
        event = self.evidence._record(campaign, "campaign_launched", {"count": 12})
        self.assertEqual(event.campaign_id, campaign)
        self.assertFalse(event.consent_id)
        self.assertEqual(event.chain_id.display_name, campaign.display_name)
        self.assertIntact(event.chain_id)

    def test_nothing_happens_to_nobody(self):
        self.assertFalse(self.evidence._record(self.consent.browse(), "import_row"))

    def test_what_makes_no_sense_is_refused_before_anything_is_written(self):
        for kind, payloads, error in (
            ("No kind", None, ValueError),
            ("", None, ValueError),
            ("import_row", [{}, {}], ValueError),
            ("import_row", {"amount": 1.5}, rules.ChainError),
        ):
            with self.subTest(kind=kind, payloads=payloads):
                with self.assertRaises(error):
                    self.evidence._record(self.consent, kind, payloads)
                self.assertFalse(self.consent._get_chain().event_count)

    def test_a_thousand_events_cost_as_many_queries_as_ten(self):
        self._record_story()
        counts = {}
        for size in (10, 1000):
            consents = self._create_consents(size)
            self.evidence._record(consents, "consent_ask", {}, PERSON)
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            self.evidence._record(consents, "consent_accept", {"day": "x"}, PERSON)
            counts[size] = self.env.cr.sql_log_count - before
        self.assertEqual(counts[10], counts[1000])
        self.assertLessEqual(counts[1000], 6)
        self.assertIntact(consents[-1]._get_chain())

    def test_personal_data_never_enters_the_chain(self):
        event = self.evidence._record(self.consent, "page_answer", {"a": 1}, PERSON)
        self.env.cr.execute("SELECT * FROM demat_evidence WHERE id = %s", [event.id])
        attested = str(self.env.cr.fetchone())
        for value in (*PERSON.values(), self.consent.partner_id.name):
            self.assertNotIn(value, attested)
        self.assertEqual(event.detail_ids.name, PERSON["name"])
        self.assertEqual(event.detail_ids.email, PERSON["email"])

    def test_the_same_person_has_another_digest_each_time(self):
        consents = self._create_consents(2)
        first, second = self.evidence._record(consents, "page_answer", {}, PERSON)
        self.assertEqual(first.digests.keys(), second.digests.keys())
        self.assertNotEqual(first.digests["email"], second.digests["email"])

    def test_the_first_event_keeps_who_the_customer_is(self):
        self.consent.partner_id.vat = "FR11123456782"
        first, second, _ = self._record_story()
        self.assertIn(self.consent.partner_id.name, first.detail_ids.content)
        self.assertIn("FR11123456782", first.detail_ids.content)
        self.assertNotIn("FR11123456782", second.detail_ids.content)

    def test_any_text_can_be_recorded(self):
        text = "\0 é e\u0301 \u202e <b> 'quote' %s {} \U0001f9fe"
        event = self.evidence._record(
            self.consent, "page_question", {"text": text}, {"name": text, "email": text}
        )
        self.assertEqual(
            json.loads(event.payload)["text"], text.replace("e\u0301", "é")
        )
        self.assertIntact(event.chain_id)

    def test_an_event_is_told_in_the_language_of_the_reader(self):
        event = self.evidence._record(
            self.consent, "consent_accept", {"basis": "explicit_page", "events": [1, 2]}
        )
        self.assertIn("Agreed to electronic invoices", event.message)
        self.assertIn("Basis: Answer page", event.message)
        self.assertIn("Events: 1, 2", event.message)

    def test_a_kind_without_words_is_shown_as_it_is(self):
        event = self.evidence._record(self.consent, "other_add_on", {"ok": True})
        self.assertEqual(event.message, "other_add_on (ok: yes)")


@tagged("post_install", "-at_install", "post_install_l10n")
class TestEvidenceAppendOnly(EvidenceCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.events = cls._record_story(cls)
        cls.chain = cls.events.chain_id
        cls.seal = cls.env["demat.evidence.seal"]._seal(cls.company)
        cls.sealed = {
            "demat.evidence": (cls.events, {"payload": "{}"}),
            "demat.evidence.chain": (cls.chain, {"event_count": 1}),
            "demat.evidence.seal": (cls.seal, {"body": "{}"}),
            "demat.evidence.leaf": (cls.seal.leaf_ids, {"event_count": 1}),
        }

    def test_nobody_edits_or_deletes_by_rpc(self):
        forged = {"demat_evidence_gate": True, "demat_gate": True, "active_test": False}
        for login, user in self.users.items():
            for model, (records, values) in self.sealed.items():
                for method, arguments in (
                    ("write", [records.ids, values]),
                    ("unlink", [records.ids]),
                    ("create", [[values]]),
                    ("copy", [records.ids]),
                ):
                    with (
                        self.subTest(user=login, model=model, method=method),
                        self.assertRaises(AccessError),
                    ):
                        call_kw(
                            self.env[model].with_user(user),
                            method,
                            arguments,
                            {"context": forged},
                        )

    def test_the_superuser_edits_and_deletes_nothing_either(self):
        for model, (records, values) in self.sealed.items():
            for attempt in (
                lambda records=records, values=values: records.sudo().write(values),
                lambda records=records: records.sudo().unlink(),
                lambda model=model, values=values: self.env[model].create(values),
            ):
                with self.subTest(model=model), self.assertRaises(AccessError):
                    attempt()

    def test_an_event_cannot_be_recorded_by_rpc(self):
        for login, user in self.users.items():
            with self.subTest(user=login), self.assertRaises(AccessError):
                call_kw(
                    self.evidence.with_user(user),
                    "_record",
                    [self.consent.ids, "consent_accept"],
                    {},
                )

    def test_no_gate_opens_the_events(self):
        with self.assertRaises(AccessError):
            self.events._with_gate().write({"payload": "{}"})

    def test_the_database_refuses_too(self):
        for statement in (
            "UPDATE demat_evidence SET payload = '{}' WHERE id = %s",
            "UPDATE demat_evidence SET recorded_at = now() WHERE id = %s",
            "DELETE FROM demat_evidence WHERE id = %s",
        ):
            with self.subTest(statement=statement):
                self.assertRefusedBySql(statement, [self.events[0].id])
        self.assertRefusedBySql("TRUNCATE demat_evidence CASCADE")

    def test_an_upgrade_may_fill_a_column_of_its_own(self):
        self.env.cr.execute("ALTER TABLE demat_evidence ADD COLUMN later integer")
        self.env.cr.execute("UPDATE demat_evidence SET later = 1")
        self.assertEqual(self.env.cr.rowcount, self.evidence.search_count([]))

    def test_installing_twice_keeps_one_guard(self):
        self.evidence.init()
        self.assertRefusedBySql("DELETE FROM demat_evidence")

    def test_uninstalling_leaves_neither_function_nor_key_behind(self):
        self.evidence._drop_guard()
        self.env.cr.execute("SELECT 1 FROM pg_proc WHERE proname ~ '^demat_evidence'")
        self.assertFalse(self.env.cr.fetchall())
        prefix = "l10n_fr_demat_campaign.evidence_"
        parameters = self.env["ir.config_parameter"].search([("key", "like", prefix)])
        self.assertFalse(parameters)

    def test_a_customer_with_evidence_keeps_a_position(self):
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.env.cr.savepoint(),
        ):
            self.consent.sudo().unlink()
        self.assertTrue(self.consent.exists())


@tagged("post_install", "-at_install", "post_install_l10n")
class TestEvidenceAccess(EvidenceCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.events = cls._record_story(cls)
        cls.seal = cls.env["demat.evidence.seal"]._seal(cls.company)
        cls.access = cls.env["demat.access"]._log(cls.consent, "page", "/demat")

    def test_who_reads_what(self):
        records = (
            self.events,
            self.events.chain_id,
            self.events.detail_ids,
            self.seal,
            self.seal.leaf_ids,
            self.access,
        )
        readers = {
            "salesperson": False,
            "officer": True,
            "manager": True,
            "auditor": True,
            "administrator": False,
        }
        for login, may_read in readers.items():
            for record in records:
                with self.subTest(user=login, model=record._name):
                    record = record.with_user(self.users[login])
                    self.assertEqual(record.has_access("read"), may_read)
                    self.assertFalse(record.has_access("write"))
                    self.assertFalse(record.has_access("create"))

    def test_only_a_manager_erases(self):
        for login, user in self.users.items():
            detail = self.events.detail_ids.with_user(user)
            with self.subTest(user=login):
                self.assertEqual(detail.has_access("unlink"), login == "manager")

    def test_another_company_sees_nothing(self):
        other = self.env["res.company"].create({"name": "Other"})
        for login in ("officer", "manager", "auditor"):
            user = self.users[login]
            user.write({"company_ids": [(4, other.id)], "company_id": other.id})
            env = self.env(user=user, context={"allowed_company_ids": other.ids})
            for model in (
                "demat.evidence",
                "demat.evidence.chain",
                "demat.evidence.detail",
                "demat.evidence.seal",
                "demat.evidence.leaf",
                "demat.access",
            ):
                with self.subTest(user=login, model=model):
                    self.assertFalse(env[model].search([]))

    def test_the_keys_are_read_by_the_system_administrator_only(self):
        names = ("evidence_mac_key", "evidence_seal_key")
        for login, user in self.users.items():
            parameters = self.env["ir.config_parameter"].with_user(user)
            for name in names:
                key = f"l10n_fr_demat_campaign.{name}"
                with self.subTest(user=login, key=key):
                    if login == "administrator":
                        self.assertTrue(parameters.get_param(key))
                        continue
                    with self.assertRaises(AccessError):
                        parameters.get_param(key)
                    with self.assertRaises(AccessError):
                        parameters.search([("key", "=", key)])

    def test_an_access_is_forgotten_after_a_year(self):
        self.env.cr.execute("UPDATE demat_access SET create_date = '2020-01-01'")
        fresh = self.env["demat.access"]._log(
            self.consent, "download", "F1.pdf", ip="192.0.2.7", agent="x" * 999
        )
        self.assertEqual(len(fresh.agent), 200)
        self.access._gc_old_accesses()
        self.assertFalse(self.access.exists())
        self.assertTrue(fresh.exists())

    def test_an_access_is_no_evidence(self):
        event_count = self.consent._get_chain().event_count
        self.env["demat.access"]._log(self.consent, "page", "/demat")
        self.assertEqual(self.consent._get_chain().event_count, event_count)
