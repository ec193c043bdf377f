from datetime import date

from freezegun import freeze_time
from lxml import etree

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .campaign_common import CampaignCommon

CALLS = "2026-09-17"


@tagged("post_install", "-at_install", "post_install_l10n")
class TestCalls(CampaignCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer.write(
            {"phone": "02 40 12 34 56", "user_id": cls.user_salesperson.id}
        )
        cls.env["res.lang"]._activate_lang("fr_FR")

    def setUp(self):
        super().setUp()
        self.campaign = self._launch(
            self.customer | self.no_mail, kinds=("email", "call_list")
        )
        self._run_waves("2026-09-07")
        self._run_waves(CALLS)
        self.request = self._request_of(self.campaign, self.customer)

    def _call(self, outcome, user=None, **values):
        """Record an outcome through the wizard, as its button does."""
        wizard = self.env["demat.request.call"].with_user(user or self.user_salesperson)
        with freeze_time(f"{CALLS} 10:00:00"), self.mock_mail_gateway():
            wizard = wizard.create({"request_id": self.request.id, **values})
            getattr(wizard, f"action_{outcome}")()

    def _calls(self):
        kind = self.env.ref("l10n_fr_demat_campaign.mail_activity_call")
        return self.request.activity_ids.filtered(
            lambda activity: activity.activity_type_id == kind
        )

    def test_only_the_silent_who_have_a_phone_are_called(self):
        wave = self.campaign.wave_ids.filtered(lambda w: w.kind == "call_list")
        self.assertEqual(wave.sending_ids.partner_id, self.customer)
        self.assertEqual(wave.sending_ids.medium, "phone")
        call = self._calls()
        self.assertEqual(call.user_id, self.user_salesperson)
        self.assertIn("02 40 12 34 56", call.summary)
        self.assertIn(self.customer.name, call.note)

    def test_the_officer_calls_when_so_chosen_or_nobody_else_does(self):
        wave = self.campaign.wave_ids.filtered(lambda w: w.kind == "call_list")
        self.assertEqual(self.request._get_caller(wave), self.user_salesperson)
        self.user_salesperson.action_archive()
        self.assertEqual(self.request._get_caller(wave), self.campaign.user_id)
        self.user_salesperson.action_unarchive()
        group = self.env.ref("l10n_fr_demat_campaign.demat_group_salesperson")
        self.user_salesperson.group_ids -= group
        self.assertEqual(self.request._get_caller(wave), self.campaign.user_id)
        self.user_salesperson.group_ids += group
        self.assertEqual(self.request._get_caller(wave), self.user_salesperson)
        elsewhere = self.env["res.company"].create({"name": "Ailleurs"})
        self.user_salesperson.write(
            {"company_ids": elsewhere.ids, "company_id": elsewhere.id}
        )
        self.assertEqual(self.request._get_caller(wave), self.campaign.user_id)
        self.user_salesperson.company_ids += self.company
        wave.call_by = "officer"
        self.assertEqual(self.request._get_caller(wave), self.campaign.user_id)

    def test_a_yes_is_kept_with_name_position_and_the_text_read(self):
        with self.assertRaises(UserError):
            self._call("accept", name="Anne Durand")
        self._call("accept", name="Anne Durand", function="Comptable")
        self.assertPosition(self.request.consent_id, "accepted", "explicit_phone")
        self.assertEqual(self.request.answered_by, "Anne Durand")
        self.assertFalse(self._calls())
        version = self.request.sending_ids.filtered(
            lambda sending: sending.medium == "phone"
        ).version_id
        answer = self._evidence("consent_accept")
        self.assertEqual(answer["statement"], version.sha256)
        self.assertEqual(self._evidence("call_made")["outcome"], "accept")
        receipts = self.env["mail.mail"].search(
            [("l10n_fr_demat_is_receipt", "=", True), ("res_id", "=", self.request.id)]
        )
        self.assertTrue(receipts)

    def _evidence(self, kind):
        evidence = self.env["demat.evidence"].sudo()
        domain = [("consent_id", "=", self.request.consent_id.id), ("kind", "=", kind)]
        return evidence.search(domain).ensure_one()._get_payload()

    def test_who_answers_otherwise_is_called_no_more(self):
        self.assertTrue(self._calls())
        self.request._record_answer("refuse", answerer={"name": "Anne"})
        self.request.invalidate_recordset(["activity_ids"])
        self.assertFalse(self._calls())

    def test_a_no_is_a_no(self):
        self._call("refuse", name="Anne Durand", function="Comptable")
        self.assertPosition(self.request.consent_id, "refused")

    def test_other_outcomes_keep_silence_from_counting(self):
        cases = {
            "other_choice": ({"text": "EDI"}, "G16"),
            "question": ({"name": "Anne", "text": "Et le RIB ?"}, "G11"),
            "call_back": ({"day": date(2026, 9, 25)}, "G11"),
        }
        for outcome, (values, gate) in cases.items():
            with self.subTest(outcome=outcome), self.cr.savepoint() as savepoint:
                self._call(outcome, **values)
                with freeze_time("2026-09-28"):
                    facts = self.request._get_facts(date(2026, 9, 28))
                    gates = [blocker.gate for blocker in self._blockers(facts)]
                self.assertIn(gate, gates)
                savepoint.rollback()
                self.env.invalidate_all()

    def _blockers(self, facts):
        from ..rules import consent as rules

        return rules.tacit_blockers(facts, ("accept",))

    def test_a_list_of_calls_sends_no_mail_per_customer(self):
        about = [("model", "=", "demat.request"), ("res_id", "=", self.request.id)]
        notified = [*about, ("message_type", "=", "user_notification")]
        self.assertTrue(self._calls())
        self.assertFalse(self.env["mail.message"].sudo().search(notified))

    def test_fifty_calls_cost_about_as_many_queries_as_ten(self):
        counts, start = {}, 0
        # The first time also reads what Odoo then remembers.
        for size in (4, 10, 50):
            partners = self.env["res.partner"].union(
                *(
                    self._create_customer(
                        name=f"Client {number}",
                        l10n_fr_demat_siren=False,
                        phone=f"02 40 00 00 {number:02}",
                        user_id=self.user_salesperson.id,
                        lang=("fr_FR", "en_US")[number % 2],
                    )
                    for number in range(start, start + size)
                )
            )
            start += size
            campaign = self._launch(partners, kinds=("call_list",))
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            with self.at("2026-09-08"), self.enter_registry_test_mode():
                self._trigger("l10n_fr_demat_campaign.ir_cron_run_waves")
            counts[size] = self.cr.sql_log_count - before
            self.assertEqual(len(campaign.request_ids.activity_ids), size)
        self.assertLess(counts[50], counts[10] + 20, counts)

    def test_a_call_proves_nothing_in_writing(self):
        self._call("unreachable")
        self._call("wrong_person", contact="Paul Petit, 02 40 00 00 00")
        call = self.request.sending_ids.filtered(lambda s: s.medium == "phone")
        self.assertTrue(call.sent_at)
        self.assertIsNone(call._prepare_rule().proven_on)
        self.assertIn("Paul Petit", self._calls().summary)

    def test_three_attempts_and_no_more(self):
        for attempt in (1, 2):
            self._call("unreachable")
            self.assertEqual(self.request.call_count, attempt)
            self.assertEqual(str(self._calls().date_deadline), "2026-09-19")
        self._call("unreachable")
        self.assertFalse(self._calls())
        self.assertEqual(self.request.call_outcome, "unreachable")

    def test_a_second_click_is_no_second_attempt(self):
        wizards = self.env["demat.request.call"].with_user(self.user_salesperson)
        values = [{"request_id": self.request.id}] * 2
        first, second = wizards.create(values)
        with freeze_time(f"{CALLS} 10:00:00"):
            first.action_unreachable()
            for late in (first, second):
                with self.assertRaisesRegex(UserError, "counts once"):
                    late.action_unreachable()
        self.assertEqual(self.request.call_count, 1)
        self.assertEvidence(self.request.consent_id, "call_made")
        self._call("unreachable")
        self.assertEqual(self.request.call_count, 2)

    def test_a_salesperson_calls_no_customer_of_a_colleague(self):
        self.customer.user_id = self.user_officer
        with self.assertRaises(AccessError):
            self._call("unreachable")
        self._call("unreachable", user=self.user_officer)
        with self.assertRaises(AccessError):
            self._call("unreachable", user=self.user_auditor)

    def test_the_list_begins_with_who_is_invoiced_most(self):
        small, big = (
            self._create_customer(
                name=name, phone="02 40 00 00 00", l10n_fr_demat_siren=siren
            )
            for name, siren in (("Acier SARL", "732829320"), ("Zinc SA", "425199619"))
        )
        for partner, amount in ((small, 100.0), (big, 900.0)):
            self.init_invoice(
                "out_invoice", partner, "2026-08-03", post=True, amounts=[amount]
            )
        campaign = self._launch(small | big, kinds=("call_list",))
        self._run_waves(CALLS)
        view = self.env.ref("l10n_fr_demat_campaign.demat_request_view_list_call")
        order = etree.fromstring(view.arch).get("default_order")
        listed = self.env["demat.request"].search(
            [("campaign_id", "=", campaign.id)], order=order
        )
        self.assertEqual(listed.mapped("turnover"), [900.0, 100.0])
        self.assertEqual(listed.partner_id[0], big)
        planned = listed.activity_ids.sorted("id")
        self.assertEqual(planned.mapped("res_id"), listed.ids)

    def test_what_was_called_is_not_written_by_hand(self):
        officer = self.request.with_user(self.user_officer)
        for values in ({"call_count": 0}, {"call_outcome": False}, {"turnover": 1}):
            with self.subTest(values=values), self.assertRaises(AccessError):
                officer.write(values)
        wave = self.campaign.wave_ids[0].with_user(self.user_manager)
        for values in ({"last_request_id": 0}, {"capped_request_ids": [(5,)]}):
            with self.subTest(values=values), self.assertRaises(AccessError):
                wave.write(values)

    def test_scripts_say_nothing_that_the_checker_refuses(self):
        letters = self.env["demat.letter"]
        for family in ("consent_tacit", "consent_express", "information"):
            letter = letters._find_letter(self.company, family, "call_list")
            for lang in ("fr_FR", "en_US"):
                version = letter._get_version(lang)
                with self.subTest(family=family, lang=lang):
                    self.assertEqual(version.lang, lang)
                    self.assertFalse(version._get_findings(self.company._get_offer()))
                    self.assertNotIn("P10", version._get_points())
