from unittest.mock import patch

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..rules.delivery import State
from .emission_common import EmissionCommon
from .page_common import PageCommon

# A Saturday: in Paris it is one hour later than in UTC.
NOW = "2026-11-21 10:00:00"
MONDAY, TUESDAY = "2026-11-23 07:00:00", "2026-11-24 07:00:00"


@freeze_time(NOW)
@tagged("post_install", "-at_install", "post_install_l10n")
class TestRhythm(EmissionCommon):
    def _weekly(self, **values):
        rule = {"address": "a@customer.example", "rhythm": "weekly", **values}
        return self._accept(**rule)

    def assertPlanned(self, delivery, moment):
        """Check when one delivery leaves; nothing means at once."""
        self.assertEqual(fields.Datetime.to_string(delivery.planned_at), moment)

    def _alerts(self, moves):
        send = self.env["account.move.send"]
        data = {move: send._get_default_sending_settings(move) for move in moves}
        return send._get_alerts(moves, data)

    def test_an_invoice_waits_for_the_day_its_customer_chose(self):
        cases = (
            ("each", {}, False),
            ("daily", {}, "2026-11-22 07:00:00"),
            ("daily", {"hour": 18}, "2026-11-21 17:00:00"),
            ("weekly", {}, MONDAY),
            ("weekly", {"weekday": "1"}, TUESDAY),
            ("weekly", {"weekday": "5", "hour": 8}, "2026-11-28 07:00:00"),
        )
        rule = self._accept(address="a@customer.example").rule_ids
        for rhythm, values, planned_at in cases:
            with self.subTest(rhythm=rhythm, **values):
                rule.write({"rhythm": rhythm, "weekday": False, "hour": 8, **values})
                delivery = self._send(self._post_invoice())
                self.assertPlanned(delivery, planned_at)
                due = fields.Datetime.to_string(delivery.next_attempt)
                self.assertEqual(due, planned_at or NOW)

    def test_the_clock_is_the_customers(self):
        self._weekly()
        for zone, hour in (("Indian/Reunion", "04"), ("America/Martinique", "12")):
            with self.subTest(zone=zone):
                self.customer.tz = zone
                delivery = self._send(self._post_invoice())
                self.assertPlanned(delivery, f"2026-11-23 {hour}:00:00")

    def test_nothing_leaves_after_the_month_of_the_invoice(self):
        self._weekly(weekday="2")
        with freeze_time("2026-11-27 10:00:00"):
            delivery = self._send(self._post_invoice())
        self.assertPlanned(delivery, "2026-11-30 07:00:00")
        with freeze_time("2026-12-02 10:00:00"):
            late = self._send(self._post_invoice())
        self.assertFalse(late.planned_at, "an invoice of November waits in December")

    def test_the_cron_takes_what_is_due_only(self):
        self._weekly()
        delivery = self._send(self._post_invoice())
        for moment, state in (
            ("2026-11-21 10:10:00", "queued"),
            ("2026-11-23 06:59:00", "queued"),
            ("2026-11-23 07:00:00", "sent"),
        ):
            with self.subTest(moment=moment), freeze_time(moment), self._delivering():
                self._run_cron()
                self.assertEqual(delivery.state, state)

    def _delivering(self):
        channel = self.env.registry["demat.channel.email"]
        return patch.object(channel, "_deliver", return_value={"ok": 1})

    def test_several_invoices_of_one_slot_leave_in_their_own_mails(self):
        self._weekly()
        deliveries = self._send(self._post_invoice() | self._post_invoice())
        for delivery in deliveries:
            self.assertPlanned(delivery, MONDAY)
        self.assertEqual(len(set(deliveries.mapped("message_id"))), 2)

    def test_the_sending_wizard_says_when_it_will_leave(self):
        self._weekly()
        move = self._post_invoice()
        message = self._alerts(move)["demat_planned"]["message"]
        self.assertIn("Monday 23 November 2026, 08:00", message)
        self.assertIn(move.name, message)
        self.assertIn("Send now", message)
        self.customer.l10n_fr_demat_consent_ids.rule_ids.rhythm = "each"
        self.assertNotIn("demat_planned", self._alerts(move))

    def test_an_officer_may_send_it_now(self):
        self._weekly()
        delivery = self._send(self._post_invoice())
        with self.assertRaises(AccessError):
            delivery.with_user(self.user_auditor).action_send_now()
        delivery.with_user(self.user_officer).action_send_now()
        self.assertFalse(delivery.planned_at)
        with self._delivering():
            self._run_cron()
        self.assertEqual(delivery.state, "sent")
        with self.assertRaises(UserError):
            delivery.with_user(self.user_officer).action_send_now()

    def test_what_is_freed_waits_for_its_turn_again(self):
        self.customer.email = False
        self._weekly(address=False)
        delivery = self._send(self._post_invoice())
        self.assertEqual((delivery.state, delivery.planned_at), ("blocked", False))
        delivery.rule_id.address = "a@customer.example"
        delivery.with_user(self.user_officer).action_unblock()
        self.assertEqual(delivery.state, "queued")
        self.assertPlanned(delivery, MONDAY)

    def test_paper_and_what_people_carry_out_have_no_rhythm(self):
        self._weekly(channel="deposit")
        self.assertFalse(self._send(self._post_invoice()).planned_at)
        self.customer.l10n_fr_demat_consent_ids._apply("withdraw")
        paper = self._send(self._post_invoice())
        self.assertEqual((paper.channel, paper.planned_at), ("paper", False))

    def test_an_agreement_that_ends_takes_back_what_is_planned(self):
        consent = self._weekly()
        move = self._post_invoice()
        planned = self._send(move)
        consent._apply("withdraw")
        paper = move.l10n_fr_demat_delivery_ids - planned
        self.assertEqual(planned.state, "cancelled")
        self.assertEqual((paper.channel, paper.state), ("paper", "queued"))

    def test_what_arrived_elsewhere_is_not_printed_too(self):
        consent = self._weekly()
        self._create_rule(consent, address="b@customer.example")
        move = self._post_invoice()
        planned, sent = self._send(move)
        sent._move_to(State.SENDING)
        sent._move_to(State.SENT)
        consent._apply("withdraw")
        self.assertEqual(planned.state, "cancelled")
        self.assertEqual(move.l10n_fr_demat_delivery_ids, planned | sent)

    def test_what_is_planned_follows_the_new_wishes(self):
        consent = self._weekly()
        move = self._post_invoice()
        self._send(move)
        changes = (
            ({"address": "b@customer.example"}, "b@customer.example", MONDAY),
            ({"weekday": "1"}, "b@customer.example", TUESDAY),
            ({"sequence": 3}, "b@customer.example", TUESDAY),
            ({"rhythm": "each"}, "b@customer.example", False),
        )
        for values, address, planned_at in changes:
            with self.subTest(values=values):
                consent.rule_ids.write(values)
                alive = move.l10n_fr_demat_delivery_ids.filtered(
                    lambda delivery: delivery.state != "cancelled"
                )
                self.assertEqual(alive.address, address)
                self.assertPlanned(alive, planned_at)
        self.assertEqual(len(move.l10n_fr_demat_delivery_ids), 4)

    def test_nothing_leaves_to_a_destination_that_is_gone(self):
        consent = self._weekly()
        move = self._post_invoice()
        planned = self._send(move)
        consent.rule_ids.unlink()
        paper = move.l10n_fr_demat_delivery_ids - planned
        self.assertEqual((planned.state, paper.channel), ("cancelled", "paper"))

    def test_back_to_draft_cancels_what_is_planned(self):
        self._weekly()
        move = self._post_invoice()
        planned = self._send(move)
        move.button_draft()
        self.assertEqual(planned.state, "cancelled")

    def test_a_filter_finds_what_is_planned(self):
        self._weekly()
        planned = self._send(self._post_invoice())
        view = self.env.ref("l10n_fr_demat_campaign.demat_delivery_view_search")
        self.assertIn("planned_at", view.arch)
        deliveries = self.env["demat.delivery"]
        found = deliveries.search(deliveries._get_planned_domain())
        self.assertIn(planned, found)
        planned.action_send_now()
        self.assertNotIn(planned, deliveries.search(deliveries._get_planned_domain()))

    def test_rhythms_are_promised_when_the_company_offers_them(self):
        self.assertEqual(self.company._get_offer().rhythms, {"each"})
        self.company.l10n_fr_demat_offers_rhythms = True
        self.assertEqual(self.company._get_offer().rhythms, {"each", "daily", "weekly"})


@tagged("post_install", "-at_install", "post_install_l10n")
class TestRhythmPage(PageCommon):
    def test_the_page_asks_for_a_rhythm_where_it_is_offered(self):
        path = f"{self._get_path()}?choice=accept"
        _response, page = self._open(path)
        self.assertFalse(page.xpath("//input[@name='rhythm']"))
        self.company.l10n_fr_demat_offers_rhythms = True
        _response, page = self._open(path)
        chosen = page.xpath("//input[@name='rhythm'][@checked]/@value")
        self.assertEqual(chosen, ["each"])

    @freeze_time(NOW)  # in the last hour of a month all leaves at once
    def test_the_rhythm_chosen_is_kept_and_shown_with_the_next_departure(self):
        self.company.l10n_fr_demat_offers_rhythms = True
        response = self._answer(rhythm="weekly")
        rule = self.consent.rule_ids
        self.assertEqual(rule.rhythm, "weekly")
        self.assertIn("Once a week, on Monday at 8:00", response.text)
        self.assertNotIn("Next departure", response.text, "before the first one")
        self.consent._write_sealed({"effective_on": fields.Date.today()})
        response, _page = self._open(self._get_path())
        self.assertIn("Next departure", response.text)
        evidence = self.env["demat.evidence"].search(
            [("consent_id", "=", self.consent.id), ("kind", "=", "consent_accept")]
        )
        self.assertIn('"rhythm":"weekly"', evidence.payload)
        facts = dict(evidence._get_facts())
        self.assertIn("Once a week", facts["Choice"])

    def test_a_rhythm_that_is_not_offered_is_refused(self):
        response = self._answer(rhythm="weekly")
        self.assertEqual(response.status_code, 422)
        self.assertFalse(self.consent.rule_ids)
