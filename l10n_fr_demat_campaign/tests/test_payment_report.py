from datetime import date

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..models.demat_payment_rows import MOST_DAYS
from .payment_common import FIRST, SWITCH, TODAY, PaymentCommon

BEFORE, AFTER = ("2026-10-06", "2026-10-16"), ("2026-11-03", "2026-11-13")
RATIOS = ("mean_days:avg", "dso:avg")


class ReportCommon(PaymentCommon):
    def setUp(self):
        super().setUp()
        self.campaign = self._launch(self.customer | self.no_mail)

    def _relaunch(self, partners):
        """Ask again in another campaign."""
        self.campaign.action_close()
        return self._launch(partners)

    def _report(self, user=None):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.env["demat.payment.report"].with_user(user or self.user_officer)

    def _rows(self, partner=None, today=TODAY, **options):
        """Return the rows of a customer, before then after, read on a day."""
        domain = [("partner_id", "=", (partner or self.customer).id)]
        with freeze_time(f"{today} 08:00:00"):
            return self._report(**options).search_read(domain, order="id")

    def assertRows(self, expected, *names, **options):
        """Check some columns of both rows of a customer."""
        rows = self._rows(**options)
        self.assertEqual([row["period"] for row in rows], ["before", "since"])
        self.assertEqual([tuple(row[name] for name in names) for row in rows], expected)

    def assertPastDue(self, before, after, **options):
        """Check the days past due and the due dates, before and after."""
        names = ("past_due_days", "due_count")
        self.assertRows([before, after], *names, **options)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestPaymentPeriods(ReportCommon):
    """Who is compared, and over how long."""

    def _days(self, **options):
        return [row["days"] for row in self._rows(**options)]

    def test_a_customer_is_compared_with_themselves_over_as_many_days(self):
        self._switch(self.campaign, self.customer)
        expected = [
            (date(2026, 10, 3), date(2026, 11, 1), 30),
            (date(2026, 11, 2), date(2026, 12, 1), 30),
        ]
        self.assertRows(expected, "starts_on", "ends_on", "days")

    def test_the_period_before_is_no_longer_than_the_customer_was_invoiced(self):
        self._switch(self.campaign, self.customer, first_on="2026-10-20")
        self.assertEqual(self._days(), [13, 13])
        self._switch(self.campaign, self.no_mail, first_on=SWITCH)
        self.assertEqual(self._days(partner=self.no_mail), [])

    def test_a_year_at_most_stands_on_each_side(self):
        self._switch(self.campaign, self.customer, first_on="2020-01-01")
        self.assertEqual(self._days(today="2029-01-01"), [MOST_DAYS, MOST_DAYS])

    def test_nobody_is_compared_on_the_day_of_the_switch(self):
        self._switch(self.campaign, self.customer)
        self.assertEqual(self._days(today=SWITCH), [])
        self.assertEqual(self._days(today="2026-11-03"), [1, 1])

    def test_it_ends_when_the_customer_goes_back_to_paper(self):
        consent = self._switch(self.campaign, self.customer)
        with freeze_time("2026-11-12 08:00:00"):
            consent._apply("withdraw")
        self.assertEqual(self._days(), [10, 10])
        self.assertEqual([row["agreement"] for row in self._rows()], ["without"] * 2)

    def test_paper_copies_and_what_came_back_are_no_switch(self):
        consent = self._request_of(self.campaign, self.customer).consent_id
        move = self._invoice(self.customer, FIRST, FIRST)
        with freeze_time(f"{SWITCH} 08:00:00"):
            self._deliver(move, consent, channel="paper")
            self._deliver(move, consent, copy_number=1)
            self._deliver(move, consent)._move_to("failed", reason="No such mailbox")
        self.assertEqual(self._days(), [])

    def test_who_was_electronic_before_being_asked_is_not_compared(self):
        consent = self._request_of(self.campaign, self.customer).consent_id
        move = self._invoice(self.customer, FIRST, FIRST)
        with freeze_time("2026-09-01 08:00:00"):
            self._deliver(move, consent)
        self.assertEqual(self._days(), [])

    def test_who_was_asked_twice_counts_for_the_last_campaign_before(self):
        again = self._relaunch(self.customer)
        self._switch(again, self.customer)
        rows = self._rows()
        self.assertEqual([row["campaign_id"][0] for row in rows], [again.id] * 2)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestPaymentDelay(ReportCommon):
    """Days past due, with real invoices, payments and credit notes."""

    def setUp(self):
        super().setUp()
        self._switch(self.campaign, self.customer)

    def test_each_period_stands_as_it_was_on_its_last_day(self):
        self._pay(self._invoice(self.customer, *BEFORE), "2026-10-26")
        self._pay(self._invoice(self.customer, *BEFORE), "2026-11-20")
        self._pay(self._invoice(self.customer, *AFTER), "2026-11-15")
        self._pay(self._invoice(self.customer, *AFTER), "2026-11-15")
        # 10 days, and 16 until the first of November.
        self.assertPastDue((26, 2), (4, 2))
        self.assertRows([(13.0,), (2.0,)], "mean_days")

    def test_early_is_not_less_than_in_time(self):
        self._pay(self._invoice(self.customer, *AFTER), "2026-11-04")
        self._pay(self._invoice(self.customer, *AFTER), "2026-11-13")
        self._pay(self._invoice(self.customer, *AFTER), "2026-11-19")
        self.assertPastDue((0, 0), (6, 3))

    def test_what_is_not_paid_counts_until_the_end(self):
        self._invoice(self.customer, *AFTER)
        self.assertPastDue((0, 0), (18, 1))
        self.assertPastDue((0, 0), (8, 1), today="2026-11-22")

    def test_what_is_not_due_yet_or_was_issued_before_does_not_count(self):
        self._invoice(self.customer, "2026-11-03", "2026-12-20")
        self._invoice(self.customer, "2026-10-20", "2026-11-20")
        self._invoice(self.customer, "2026-09-20", "2026-10-10")
        self.assertPastDue((0, 0), (0, 0))
        self.assertRows([(False,), (False,)], "mean_days")

    def test_an_invoice_paid_in_parts_is_paid_with_the_last(self):
        move = self._invoice(self.customer, *AFTER)
        self._pay(move, "2026-11-13", amount=60)
        self.assertPastDue((0, 0), (18, 1))
        self._pay(move, "2026-11-20", amount=40)
        self.assertPastDue((0, 0), (7, 1))

    def test_a_credit_note_pays_nothing_and_leaves_less_to_pay(self):
        paid = self._invoice(self.customer, *AFTER)
        self._credit(paid, "2026-11-05", 30)
        self._pay(paid, "2026-11-16")
        self.assertPastDue((0, 0), (3, 1))
        credited_later = self._invoice(self.customer, *AFTER)
        self._pay(credited_later, "2026-11-15", amount=70)
        self._credit(credited_later, "2026-11-25", 30)
        self.assertPastDue((0, 0), (5, 2))

    def test_what_a_credit_note_alone_settled_does_not_count(self):
        self._credit(self._invoice(self.customer, *AFTER), "2026-11-25", 100)
        self.assertPastDue((0, 0), (0, 0))

    def test_each_part_to_pay_is_a_due_date(self):
        lines = [
            Command.create({"value": "percent", "value_amount": 50, "nb_days": days})
            for days in (10, 20)
        ]
        term = self.env["account.payment.term"].create(
            {"name": "Twice", "line_ids": lines}
        )
        move = self._invoice(
            self.customer, AFTER[0], False, invoice_payment_term_id=term.id
        )
        self._pay(move, "2026-11-13", amount=50)
        self._pay(move, "2026-11-27", amount=50)
        self.assertPastDue((0, 0), (4, 2))

    def test_a_payment_without_entry_counts_from_its_day(self):
        # As where Odoo's accounting app matches the bank.
        moves = self.env.registry["account.move"]
        self.patch(moves, "_get_invoice_in_payment_state", lambda _self: "in_payment")
        method = self.inbound_payment_method_line
        method.payment_account_id = False
        move = self._invoice(self.customer, *AFTER)
        payment = self._pay(move, "2026-11-19", payment_method_line_id=method.id)
        self.assertFalse(payment.move_id)
        self.assertPastDue((0, 0), (6, 1))
        self.assertRows([(0.0,), (0.0,)], "receivable")
        self.assertPastDue((0, 0), (5, 1), today="2026-11-19")
        self.assertRows([(0.0,), (100.0,)], "receivable", today="2026-11-19")

    def test_a_currency_that_moved_does_not_delay(self):
        dollar = self.env.ref("base.USD")
        rates = (("2026-01-01", 1.25), ("2026-11-10", 1.0))
        for day, rate in rates:
            self.env["res.currency.rate"].create(
                {
                    "name": day,
                    "rate": rate,
                    "currency_id": dollar.id,
                    "company_id": self.company.id,
                }
            )
        move = self._invoice(self.customer, *AFTER, currency_id=dollar.id)
        self._pay(move, "2026-11-14", currency_id=dollar.id)
        self.assertTrue(move.line_ids.matched_credit_ids.exchange_move_id)
        self.assertPastDue((0, 0), (1, 1))
        self.assertRows([(0.0,), (0.0,)], "receivable")

    def test_drafts_bills_and_other_companies_do_not_count(self):
        self._pay(self._invoice(self.customer, *AFTER), "2026-11-15")
        self._invoice(self.customer, *AFTER).button_draft()
        self._invoice(self.customer, *AFTER, move_type="in_invoice")
        elsewhere = self.setup_other_company()
        journal = elsewhere["default_journal_sale"]
        theirs = self._invoice(self.customer, *AFTER, journal_id=journal.id)
        self.assertEqual(theirs.company_id, elsewhere["company"])
        self.assertPastDue((0, 0), (2, 1))
        self.assertRows([(0.0, 0.0), (0.0, 100.0)], "receivable", "invoiced")


@tagged("post_install", "-at_install", "post_install_l10n")
class TestSalesOutstanding(ReportCommon):
    """Days sales outstanding by the balance method, and what groups make of it."""

    def setUp(self):
        super().setUp()
        self._switch(self.campaign, self.customer)

    def test_it_is_what_is_owed_over_what_is_invoiced_a_day(self):
        self._pay(self._invoice(self.customer, *BEFORE, 200), "2026-10-20")
        self._invoice(self.customer, *BEFORE, 100)
        self._invoice(self.customer, *AFTER, 500)
        expected = [(100.0, 300.0, 10.0), (600.0, 500.0, 36.0)]
        self.assertRows(expected, "receivable", "invoiced", "dso")

    def test_parts_paid_and_credit_notes_are_deducted(self):
        move = self._invoice(self.customer, *AFTER, 300)
        self._pay(move, "2026-11-20", amount=150)
        self._credit(move, "2026-11-25", 60)
        expected = [(0.0, 0.0, False), (90.0, 240.0, 11.25)]
        self.assertRows(expected, "receivable", "invoiced", "dso")

    def test_what_was_owed_from_longer_ago_is_owed_still(self):
        self._invoice(self.customer, FIRST, "2026-10-10", 50)
        self._invoice(self.customer, *AFTER, 100)
        expected = [(50.0, 0.0, False), (150.0, 100.0, 45.0)]
        self.assertRows(expected, "receivable", "invoiced", "dso")

    def test_money_received_in_advance_is_deducted(self):
        self._invoice(self.customer, *AFTER, 100)
        payment = self.env["account.payment"].create(
            {
                "partner_id": self.customer.id,
                "payment_type": "inbound",
                "partner_type": "customer",
                "amount": 40,
                "date": "2026-11-10",
            }
        )
        payment.action_post()
        self.assertRows([(0.0,), (60.0,)], "receivable")

    def _groups(self, groupby, aggregates=RATIOS):
        with freeze_time(f"{TODAY} 08:00:00"):
            domain = [("campaign_id", "=", self.campaign.id)]
            return self._report()._read_group(domain, groupby, aggregates)

    def test_a_group_has_the_ratio_of_the_sums(self):
        self._switch(self.campaign, self.no_mail)
        self._pay(self._invoice(self.customer, *AFTER, 300), "2026-11-15")
        self._pay(self._invoice(self.customer, *AFTER, 300), "2026-11-15")
        self._invoice(self.no_mail, *AFTER, 400)
        names = ("past_due_days:sum", "due_count:sum", *RATIOS)
        groups = self._groups(["agreement", "period"], names)
        self.assertEqual(
            groups,
            [
                ("explicit", "before", 0, 0, False, False),
                ("explicit", "since", 22, 3, 22 / 3, 12.0),
            ],
        )

    def test_no_group_blends_what_was_said_with_what_was_not(self):
        self._switch(self.campaign, self.no_mail, basis="tacit_delay")
        for partner in (self.customer, self.no_mail):
            for dates in (BEFORE, AFTER):
                self._invoice(partner, *dates)
        each = self._groups(["agreement", "period"])
        self.assertEqual(len(each), 4)
        self.assertTrue(all(all(group) for group in each))
        for groupby in ([], ["agreement"], ["period"], ["campaign_id"]):
            with self.subTest(groupby=groupby):
                ratios = {group[-2:] for group in self._groups(groupby)}
                self.assertEqual(ratios, {(False, False)})

    def test_the_screens_of_the_report_show_it(self):
        self._invoice(self.customer, *AFTER)
        # As the pivot asks for it.
        measures = (
            "partner_id:count_distinct",
            "receivable:sum_currency",
            "currency_id:array_agg_distinct",
            *RATIOS,
        )
        with freeze_time(f"{TODAY} 08:00:00"):
            report = self._report(user=self.user_auditor)
            views = [(False, name) for name in ("pivot", "graph", "list", "search")]
            self.assertEqual(len(report.get_views(views)["views"]), 4)
            [total], groups = report.formatted_read_grouping_sets(
                [], [[], ["agreement", "period"]], measures
            )
        self.assertEqual((total["mean_days:avg"], total["dso:avg"]), (False, False))
        found = [(group["period"], group["mean_days:avg"]) for group in groups]
        self.assertEqual(found, [("before", False), ("since", 18.0)])

    def test_the_campaign_opens_its_own_customers(self):
        other = self._relaunch(self.no_mail)
        self._switch(other, self.no_mail)
        for campaign, partner in (
            (self.campaign, self.customer),
            (other, self.no_mail),
        ):
            action = campaign.with_user(self.user_officer).action_view_payments()
            with self.subTest(partner=partner.name), freeze_time(f"{TODAY} 08:00:00"):
                rows = self._report().search(action["domain"])
                self.assertEqual(rows.partner_id, partner)

    def test_officers_and_auditors_of_the_company_read_it(self):
        self.assertEqual(len(self._rows(user=self.user_auditor)), 2)
        with self.assertRaises(AccessError):
            self._rows(user=self.user_salesperson)
        with self.assertRaises(AccessError):
            self._rows(user=self.simple_accountman)
        elsewhere = self._create_company(name="Ailleurs SAS")
        self.user_officer.write(
            {"company_ids": [Command.set(elsewhere.ids)], "company_id": elsewhere.id}
        )
        self.assertFalse(self._rows())

    def test_more_customers_ask_for_no_more_queries(self):
        counts = {}
        # The first one fills caches.
        for size in (1, 2, 8):
            partners = self.env["res.partner"].concat(
                *(
                    self._create_customer(name=f"Client {n}", l10n_fr_demat_siren=False)
                    for n in range(size)
                )
            )
            campaign = self._launch(partners)
            for partner in partners:
                self._switch(campaign, partner)
                self._pay(self._invoice(partner, *AFTER), "2026-11-15")
            counts[size] = self._count_queries(campaign, 2 * size)
        self.assertEqual(counts[2], counts[8])

    def _count_queries(self, campaign, size):
        report = self._report()
        with freeze_time(f"{TODAY} 08:00:00"):
            before = self.env.cr.sql_log_count
            rows = report.search([("campaign_id", "=", campaign.id)])
            self.assertEqual(len(rows.read(["partner_id", "dso", "user_id"])), size)
            report._read_group([("campaign_id", "=", campaign.id)], ["period"], RATIOS)
            return self.env.cr.sql_log_count - before
