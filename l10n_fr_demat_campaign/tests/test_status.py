from ast import literal_eval
from datetime import date

from freezegun import freeze_time
from lxml import etree

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .campaign_common import CampaignCommon

ANSWERED = "2026-09-10"


@tagged("post_install", "-at_install", "post_install_l10n")
class TestStatus(CampaignCommon):
    """Where people look: lists, figures, and what they can do from there."""

    def setUp(self):
        super().setUp()
        self.silent = self._create_customer(
            name="Silence SA",
            email="silence@x.example",
            l10n_fr_demat_siren="732829320",
        )
        everybody = self.customer | self.no_mail | self.foreigner | self.silent
        self.campaign = self._launch(everybody, kinds=("email", "reminder"))
        self._run_waves("2026-09-07")
        with freeze_time(f"{ANSWERED} 10:00:00"):
            self._answer(self.customer, "accept")
            self._answer(self.foreigner, "refuse")

    def _answer(self, partner, event):
        request = self._request_of(self.campaign, partner)
        request._record_staff_answer(event, "phone", answerer={"name": "Anne"})

    def _accept_silent(self):
        self._run_waves("2026-09-17")
        self._evaluate_silence("2026-10-13")

    def _rows(self, user=None):
        rows = self.env["demat.campaign.report"].with_user(user or self.user_officer)
        return rows.search([("campaign_id", "=", self.campaign.id)])

    def _row(self, partner):
        return self._rows().filtered(lambda row: row.partner_id == partner)

    def test_each_customer_has_a_row_and_silence_a_column_of_its_own(self):
        self._accept_silent()
        expected = {
            self.customer: (1, 1, 1, 0, 0),
            self.foreigner: (1, 1, 0, 0, 1),
            self.silent: (1, 0, 0, 1, 0),
            self.no_mail: (0, 0, 0, 0, 0),
        }
        for partner, figures in expected.items():
            row = self._row(partner)
            found = (row.reached, row.answered, row.explicit, row.tacit, row.refused)
            with self.subTest(partner=partner.name):
                self.assertEqual(found, figures)

    def test_each_figure_of_the_form_opens_the_customers_it_counts(self):
        self._accept_silent()
        campaign = self.campaign.with_user(self.user_officer)
        form = etree.fromstring(campaign.get_view(view_type="form")["arch"])
        requests = self.env["demat.request"].with_user(self.user_officer)
        search = etree.fromstring(requests.get_view(view_type="search")["arch"])
        cells = form.xpath("//div[@name='funnel']/button")
        self.assertEqual(len(cells), 7)
        for cell in cells:
            figure = cell.find("field").get("name")
            context = literal_eval(cell.get("context") or "{}")
            action = campaign.with_context(**context).action_view_requests()
            domain = action["domain"]
            for name in action["context"]:
                if name.startswith("search_default_"):
                    [found] = search.xpath(f"//filter[@name='{name[15:]}']")
                    domain = domain + literal_eval(found.get("domain"))
            with self.subTest(figure=figure):
                self.assertEqual(requests.search_count(domain), campaign[figure])

    def test_a_row_tells_the_day_and_the_step_that_brought_the_answer(self):
        self._run_waves("2026-09-17")
        row = self._row(self.customer)
        self.assertEqual(str(row.answered_on), ANSWERED)
        self.assertEqual(row.kind, "email")
        self.assertTrue(row.volume)

    def test_indicators_show_their_two_numbers(self):
        self._accept_silent()
        found = {
            line.code: (line.numerator, line.denominator)
            for line in self.campaign.with_user(self.user_auditor).indicator_ids
        }
        self.assertEqual(found["reach"], (3, 4))
        self.assertEqual(found["answers"], (2, 3))
        self.assertEqual(found["explicit"], (1, 4))
        self.assertEqual(found["tacit"], (1, 4))
        self.assertEqual(found["refusals"], (1, 3))
        self.assertEqual(found["bounces"], (0, 4))

    def _indicator(self, code):
        return self.campaign.indicator_ids.filtered(lambda line: line.code == code)

    def assertIndicator(self, code, numerator, denominator):
        """Check the two numbers of an indicator."""
        self.env.invalidate_all()
        line = self._indicator(code)
        self.assertEqual((line.numerator, line.denominator), (numerator, denominator))

    def test_the_time_to_answer_questions_counts_working_days(self):
        asked = "2026-09-11 09:00:00"  # a Friday
        answered = {
            self.silent: "2026-09-11 16:00:00",
            self.no_mail: "2026-09-14 10:00:00",
            self.customer: "2026-09-17 10:00:00",
            self.foreigner: None,
        }
        for partner, moment in answered.items():
            request = self._request_of(self.campaign, partner)
            with freeze_time(asked):
                request._record_question("Which format?", answerer={"name": "Anne"})
            if moment:
                with freeze_time(moment):
                    request.with_user(self.user_officer).action_question_answered()
        self.assertIndicator("questions_answered", 3, 4)
        self.assertEqual(self._indicator("questions_answered").median_days, 1)
        days = [self._row(partner).question_days for partner in answered]
        self.assertEqual(days, [0, 1, 4, 0])
        with freeze_time("2026-09-18 09:00:00"):
            self._request_of(self.campaign, self.customer)._record_question(
                "And the day?", answerer={"name": "Anne"}
            )
        self.assertIndicator("questions_answered", 2, 4)

    def test_the_way_goes_on_to_a_verified_address_and_a_paid_invoice(self):
        consent = self._request_of(self.campaign, self.customer).consent_id
        # The address took our message, and none came back from it.
        self.assertIndicator("verified", 1, 1)
        self.assertIndicator("paid", 0, 0)
        move = self.init_invoice(
            "out_invoice", self.customer, "2026-11-02", post=True, amounts=[100.0]
        )
        self._deliver(move, consent)
        self.assertIndicator("first_invoice", 1, 1)
        self.assertIndicator("as_wished", 0, 1)
        self.assertIndicator("paid", 0, 1)
        payment = self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=move.ids
        )
        payment.create({})._create_payments()
        self.assertIndicator("paid", 1, 1)

    def test_an_address_is_verified_by_what_it_took_and_did_not_send_back(self):
        consent = self._request_of(self.campaign, self.customer).consent_id
        destination = consent.rule_ids.ensure_one()
        destination.address = "Other@customer.example"
        self.assertIndicator("verified", 0, 1)
        destination.verification_state = "verified"
        self.assertIndicator("verified", 1, 1)
        destination.verification_state = "unverified"
        move = self.init_invoice(
            "out_invoice", self.customer, "2026-11-02", post=True, amounts=[100.0]
        )
        delivery = self._deliver(
            move, consent, rule_id=destination.id, address="other@customer.example"
        )
        self.assertIndicator("verified", 1, 1)
        self.assertIndicator("as_wished", 1, 1)
        delivery._move_to("failed", reason="Unknown mailbox")
        self.assertIndicator("verified", 0, 1)
        destination.address = self.customer.email.upper()
        self.assertIndicator("verified", 1, 1)
        sending = self._request_of(self.campaign, self.customer).sending_ids
        sending.sudo()._record_bounced("Unknown mailbox")
        self.assertIndicator("verified", 0, 1)

    def test_the_first_three_invoices_are_right_or_not(self):
        consent = self._request_of(self.campaign, self.customer).consent_id
        self.assertIndicator("first_right", 0, 0)
        deliveries = [
            self._deliver(
                self.init_invoice(
                    "out_invoice", self.customer, day, post=True, amounts=[100.0]
                ),
                consent,
            )
            for day in ("2026-11-02", "2026-11-03", "2026-11-04", "2026-11-05")
        ]
        self.assertIndicator("first_right", 1, 1)
        deliveries[3]._move_to("failed", reason="The fourth does not matter")
        self.assertIndicator("first_right", 1, 1)
        deliveries[0]._move_to("failed", reason="Unknown mailbox")
        self.assertIndicator("first_right", 0, 1)

    def test_what_was_sent_again_is_told_per_thousand(self):
        consent = self._request_of(self.campaign, self.customer).consent_id
        self.assertIndicator("not_received", 0, 0)
        self.assertFalse(self._indicator("not_received").per_thousand)
        moves = [
            self.init_invoice(
                "out_invoice", self.customer, day, post=True, amounts=[100.0]
            )
            for day in ("2026-11-02", "2026-11-03", "2026-11-04", "2026-11-05")
        ]
        deliveries = [self._deliver(move, consent) for move in moves]
        self._deliver(moves[0], consent, channel="paper", recipient_key="post")
        reasons = ("duplicate", "not_received", "other", "duplicate")
        for number, (delivery, reason) in enumerate(
            zip(deliveries, reasons, strict=True), start=1
        ):
            copy = {"copy_of_id": delivery.id, "copy_reason": reason}
            self._deliver(delivery.move_id, consent, copy_number=number, **copy)
        self.assertIndicator("duplicates", 2, 4)
        self.assertIndicator("not_received", 1, 4)
        self.assertEqual(self._indicator("not_received").per_thousand, 250.0)
        self.assertEqual(self._indicator("reach").per_thousand, 0.0)
        # What the customer says never arrived was not right the first time.
        self.assertIndicator("first_right", 0, 1)
        self.assertIndicator("as_wished", 0, 5)

    def test_data_gained_holds_and_reasons_are_counted(self):
        self.assertIndicator("data_gained", 0, 4)
        self.assertIndicator("held", 0, 4)
        request = self._request_of(self.campaign, self.silent)
        proposals = (
            self.env["demat.proposal"]
            .sudo()
            .create(
                [
                    {"request_id": request.id, "field": "reference", "new_value": value}
                    for value in ("BC 12", "BC 13")
                ]
            )
        )
        proposals[0].with_user(self.user_officer).action_accept()
        proposals[1].with_user(self.user_officer).action_reject()
        self.assertIndicator("data_gained", 1, 4)
        held = request.with_user(self.user_officer)
        with freeze_time("2026-09-11 10:00:00"):
            held._hold(date(2026, 9, 12), "In talks")
        self.assertIndicator("held", 1, 4)
        held.action_release_hold()
        self.assertIndicator("held", 1, 4)
        with freeze_time("2026-09-11 10:00:00"):
            self._request_of(self.campaign, self.foreigner)._record_answer(
                "refuse", answerer={"name": "Zoé"}, choice={"reason": "tool"}
            )
        self.env.invalidate_all()
        groups = self.env["demat.campaign.report"]._read_group(
            [("campaign_id", "=", self.campaign.id), ("refused", "=", 1)],
            ["answer_reason"],
            ["__count"],
        )
        self.assertEqual(groups, [("tool", 1)])

    def test_invoices_are_counted_as_they_are_today(self):
        """Also those that were made after the list of customers was."""
        self.assertIndicator("explicit_invoices", 0, 0)
        today = fields.Date.context_today(self.customer)
        contact = self.env["res.partner"].create(
            {"name": "Anne", "parent_id": self.customer.id}
        )
        for partner in (contact, self.customer, self.no_mail):
            self.init_invoice("out_invoice", partner, today, post=True, amounts=[100.0])
        self.init_invoice("out_invoice", self.customer, today, amounts=[100.0])
        self.assertIndicator("explicit_invoices", 2, 3)
        self.assertIndicator("tacit_invoices", 0, 3)
        self.assertIndicator("explicit_turnover", 200, 300)

    def test_salespeople_who_opened_their_heads_up_are_counted(self):
        self.assertFalse(self._indicator("heads_up_seen"))
        self.env["demat.heads.up"].sudo().create(
            [
                {"wave_id": self.campaign.wave_ids[0].id, "user_id": user.id}
                for user in (self.user_salesperson, self.user_officer)
            ]
        )
        mine = self.campaign.heads_up_ids.filtered(
            lambda h: h.user_id == self.user_salesperson
        )
        mine.with_user(self.user_salesperson).web_read({"seen_at": {}})
        self.assertIndicator("heads_up_seen", 1, 2)

    def test_no_figure_adds_silence_to_what_was_said(self):
        self._accept_silent()
        rows = self._rows()
        for row in rows:
            self.assertLessEqual(row.explicit + row.tacit + row.refused, 1)
        codes = set(dict(self.env["demat.campaign.indicator"]._selection_code()))
        self.assertEqual(
            codes, set(self.campaign.indicator_ids.mapped("code")) | {"heads_up_seen"}
        )
        names = {"explicit", "tacit"}
        measured = {
            name
            for name in self.env["demat.campaign.report"]._fields
            if name.startswith("accept")
        }
        self.assertFalse(measured - names)

    def test_figures_are_read_by_officers_and_auditors_of_the_company(self):
        self.assertEqual(len(self._rows(self.user_auditor)), 4)
        with self.assertRaises(AccessError):
            self._rows(self.user_salesperson)
        other = self._create_company(name="Ailleurs SAS")
        self.user_officer.write(
            {"company_ids": [(6, 0, other.ids)], "company_id": other.id}
        )
        self.assertFalse(self._rows())

    def test_the_list_of_customers_tells_until_when(self):
        user = self.user_officer
        partner = self.silent.with_user(user).with_company(self.company)
        self.assertEqual(partner.l10n_fr_demat_state, "asked")
        self.assertEqual(
            partner.l10n_fr_demat_deadline,
            self._request_of(self.campaign, self.silent).deadline,
        )

    def test_a_salesperson_finds_their_customers(self):
        self.silent.user_id = self.user_salesperson
        action = self.env.ref("l10n_fr_demat_campaign.demat_consent_my_action")
        self.assertIn("uid", action.domain)
        mine = self.env["demat.consent"].with_user(self.user_salesperson).search([])
        self.assertEqual(mine.partner_id, self.silent)

    def test_status_fields_can_be_used_by_automation_rules(self):
        for model, names in {
            "demat.consent": ("state", "basis", "blocker_text", "deadline"),
            "demat.request": ("state", "consent_state", "basis", "blocker_gate"),
        }.items():
            for name in names:
                with self.subTest(model=model, name=name):
                    self.assertTrue(self.env[model]._fields[name].store)

    def _run_action(self, name, records, day, user=None):
        action = self.env.ref(f"l10n_fr_demat_campaign.{name}")
        action = action.with_user(user or self.user_officer).with_context(
            active_model=records._name, active_ids=records.ids, active_id=records[:1].id
        )
        with self.at(day), self.enter_registry_test_mode():
            return action.run()

    def test_remind_from_the_list_reaches_only_who_waits(self):
        requests = self.campaign.request_ids
        self._run_action("demat_request_action_remind", requests, "2026-09-20")
        reminders = requests.sending_ids.filtered(lambda s: s.kind == "reminder")
        self.assertEqual(reminders.partner_id, self.silent)

    def test_ask_from_the_list_prints_for_who_has_no_mail(self):
        consent = self._request_of(self.campaign, self.no_mail).consent_id
        self._run_action("demat_consent_action_ask", consent, "2026-09-20")
        self.assertEqual(consent.request_ids.sending_ids.medium, "letter")

    def test_a_second_click_writes_to_nobody_twice(self):
        requests = self._request_of(self.campaign, self.silent)
        paper = self._request_of(self.campaign, self.no_mail)
        for _click in range(2):
            self._run_action("demat_request_action_ask", requests | paper, "2026-09-20")
            self._run_action("demat_request_action_remind", requests, "2026-09-20")
        kinds = requests.sending_ids.sorted("id").mapped("kind")
        self.assertEqual(kinds, ["email", "reminder"])
        self.assertEqual(paper.sending_ids.kind, "letter")
        # Nor does the plan; once the days to answer are over, they are reminded again.
        self._run_waves("2026-09-21")
        self._run_action("demat_request_action_remind", requests, "2026-09-24")
        self.assertEqual(len(requests.sending_ids), 2)
        self._run_action("demat_request_action_remind", requests, "2026-09-29")
        self.assertEqual(len(requests.sending_ids), 3)

    def test_who_was_asked_from_the_list_is_not_asked_again_by_the_plan(self):
        late = self._create_customer(name="Late SA", l10n_fr_demat_siren="552100554")
        campaign = self._create_campaign(late)
        with freeze_time("2026-09-06 06:00:00"):
            campaign.with_user(self.user_manager).action_launch()
        request = campaign.request_ids
        self._run_action("demat_request_action_ask", request, "2026-09-06")
        self._run_waves("2026-09-07")
        self.assertEqual(request.sending_ids.kind, "email")

    def test_silence_is_granted_from_the_list_only_where_allowed(self):
        self._run_waves("2026-09-17")
        requests = self.campaign.request_ids
        for day, state in (("2026-10-12", "asked"), ("2026-10-13", "accepted")):
            with self.subTest(day=day):
                self._run_action("demat_request_action_grant_tacit", requests, day)
                self.env.invalidate_all()
                silent = self._request_of(self.campaign, self.silent)
                self.assertEqual(silent.consent_id.state, state)
        foreigner = self._request_of(self.campaign, self.foreigner)
        self.assertEqual(foreigner.consent_id.state, "refused")

    def test_hold_and_answer_open_from_the_list(self):
        request = self._request_of(self.campaign, self.silent)
        for name, model in (
            ("demat_request_action_hold", "demat.request.hold"),
            ("demat_consent_action_hold", "demat.request.hold"),
            ("demat_request_action_record_answer", "demat.request.answer"),
        ):
            records = request if "request_action" in name else request.consent_id
            with self.subTest(name=name):
                action = self._run_action(name, records, "2026-09-20")
                self.assertEqual(action["res_model"], model)
        with self.assertRaises(UserError):
            self.campaign.request_ids.with_user(
                self.user_officer
            ).action_record_answer()

    def test_actions_are_for_officers(self):
        for method in ("action_ask", "action_remind", "action_grant_tacit"):
            for user in (self.user_salesperson, self.user_auditor):
                with self.subTest(method=method, user=user.login):
                    requests = self.campaign.request_ids.with_user(user)
                    with self.assertRaises(AccessError):
                        getattr(requests, method)()
