from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..rules.consent import IllegalEvent
from .common import DematCommon


@tagged("post_install", "-at_install", "post_install_l10n")
class TestConsent(DematCommon):
    def test_a_new_position_is_unasked_and_governs_nothing(self):
        consent = self._create_consent()
        self.assertPosition(consent, "not_asked")
        self.assertFalse(consent.is_governed)
        self.assertNotEqual(
            consent.partner_id.with_company(self.company).invoice_sending_method,
            "l10n_fr_demat",
        )

    def test_nobody_writes_the_position_by_hand(self):
        consent = self._create_consent()
        for user in (
            self.user_manager,
            self.user_officer,
            self.env.ref("base.user_root"),
        ):
            for name, value in (
                ("state", "accepted"),
                ("basis", "explicit_page"),
                ("effective_on", "2026-01-01"),
                ("since", "2026-01-01"),
            ):
                with (
                    self.subTest(user=user.login, field=name),
                    self.assertRaises(AccessError),
                ):
                    consent.with_user(user).write({name: value})

    def test_a_forged_context_opens_no_gate(self):
        consent = self._create_consent()
        for forged in (True, "object()", {"gate": 1}):
            with self.subTest(forged=forged), self.assertRaises(AccessError):
                consent.with_context(demat_gate=forged).write({"state": "accepted"})

    def test_a_position_is_not_created_accepted(self):
        with self.assertRaises(AccessError):
            self._create_consent(state="accepted")

    def test_an_event_changes_state_basis_and_evidence_together(self):
        consent = self._create_consent()
        with freeze_time("2026-09-07 08:00"):
            consent._apply("ask")
        self.assertPosition(consent, "asked")
        with freeze_time("2026-09-10 08:00"):
            consent._apply("accept", basis="explicit_page", effective_on="2026-11-02")
        self.assertPosition(consent, "accepted", "explicit_page")
        self.assertRecordValues(
            consent,
            [{"asked_on": self._day("2026-09-07"), "since": self._day("2026-09-10")}],
        )
        self.assertEvidence(consent, "consent_ask")
        self.assertEvidence(consent, "consent_accept")

    def test_many_positions_move_at_once(self):
        partners = [self._create_customer(name=f"Client {n}") for n in range(3)]
        consents = self.env["demat.consent"].concat(
            *[self._create_consent(partner) for partner in partners]
        )
        consents._apply("ask")
        self.assertEqual(set(consents.mapped("state")), {"asked"})

    def test_an_impossible_event_is_refused(self):
        with self.assertRaises(IllegalEvent):
            self._create_consent()._apply("expire")

    def test_a_refusal_ends_electronic_invoices_at_once(self):
        consent = self._create_consent()
        consent._apply("accept", basis="explicit_phone", day=self._day("2026-09-01"))
        day = self._day("2026-09-15")
        self.assertTrue(consent._may_leave_electronically(day))
        consent._apply("withdraw")
        self.assertFalse(consent._may_leave_electronically(day))
        self.assertPosition(consent, "withdrawn")

    def test_silence_opens_nothing_before_the_notice_and_its_window(self):
        consent = self._create_consent()
        consent._apply("ask", day=self._day("2026-09-07"))
        consent._apply("expire", day=self._day("2026-10-13"))
        self.assertFalse(consent._may_leave_electronically(self._day("2027-06-01")))
        consent._record_notice(self._day("2026-10-13"), self._day("2026-10-20"))
        self.assertEqual(consent.effective_on, self._day("2026-10-29"))
        self.assertFalse(consent._may_leave_electronically(self._day("2026-10-28")))
        self.assertTrue(consent._may_leave_electronically(self._day("2026-10-29")))

    def test_a_yes_after_silence_keeps_the_earlier_start(self):
        consent = self._create_consent()
        consent._apply("ask")
        consent._apply("expire", day=self._day("2026-10-13"))
        consent._record_notice(self._day("2026-10-13"))
        consent._apply(
            "accept", basis="explicit_page", effective_on=self._day("2026-12-01")
        )
        self.assertPosition(consent, "accepted", "explicit_page")
        self.assertEqual(consent.effective_on, self._day("2026-10-29"))

    def test_general_conditions_alone_send_nothing(self):
        consent = self._create_consent()
        consent._apply("accept", basis="cgv", day=self._day("2026-09-01"))
        self.assertFalse(consent._may_leave_electronically(self._day("2027-01-01")))

    def test_an_asked_customer_is_governed_and_odoo_shows_it(self):
        consent = self._create_consent()
        consent._apply("ask")
        partner = consent.partner_id.with_company(self.company)
        self.assertTrue(consent.is_governed)
        self.assertEqual(partner.invoice_sending_method, "l10n_fr_demat")

    def test_one_active_position_per_customer_and_company(self):
        consent = self._create_consent()
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self._create_consent(consent.partner_id).flush_recordset()

    def test_find_or_create_answers_for_contacts_too(self):
        partner = self._create_customer()
        contact = self._create_customer(
            name="Anne", is_company=False, parent_id=partner.id
        )
        model = self.env["demat.consent"]
        first = model._find_or_create(contact, self.company)
        self.assertEqual(first.partner_id, partner)
        self.assertEqual(model._find_or_create(partner | contact, self.company), first)

    def test_an_asked_position_cannot_be_deleted(self):
        consent = self._create_consent()
        consent._apply("ask")
        with self.assertRaises(AccessError):
            consent.with_user(self.user_manager).unlink()

    def test_a_salesperson_sees_only_their_own_customers(self):
        own = self._create_consent(
            self._create_customer(user_id=self.user_salesperson.id)
        )
        other = self._create_consent(self._create_customer(name="Autre"))
        found = self.env["demat.consent"].with_user(self.user_salesperson).search([])
        self.assertIn(own, found)
        self.assertNotIn(other, found)

    def test_nobody_sees_the_positions_of_another_company(self):
        elsewhere = self.env["res.company"].create({"name": "Elsewhere"})
        consent = self.env["demat.consent"].create(
            {"partner_id": self._create_customer().id, "company_id": elsewhere.id}
        )
        for user in (self.user_manager, self.user_auditor, self.user_salesperson):
            with self.subTest(user=user.login):
                found = self.env["demat.consent"].with_user(user).search([])
                self.assertNotIn(consent, found)

    def test_the_customer_form_shows_the_position_of_the_current_company(self):
        consent = self._create_consent()
        consent._apply("ask")
        partner = consent.partner_id.with_user(self.user_officer)
        self.assertEqual(partner.l10n_fr_demat_state, "asked")
        found = partner.search([("l10n_fr_demat_state", "=", "asked")])
        self.assertIn(consent.partner_id, found)
        unknown = self._create_customer(name="Unknown")
        without = partner.search([("l10n_fr_demat_state", "=", False)])
        self.assertIn(unknown, without)
        self.assertNotIn(consent.partner_id, without)

    @staticmethod
    def _day(text):
        return fields.Date.to_date(text)
