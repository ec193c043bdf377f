from collections import Counter
from datetime import timedelta
from unittest.mock import patch

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models import mail_mail_campaign
from .campaign_common import CampaignCommon
from .emission_common import EmissionCommon
from .smtp_common import SmtpCommon

DAY = "2026-09-07 08:00:00"
MUTED = (
    "odoo.addons.mail.models.mail_mail",
    "odoo.addons.base.models.ir_mail_server",
    "mail.log",
)
# The connection is lost, and the server cannot have the message.
NOT_TAKEN = ("rcpt",)
# The connection is lost while the text was on its way, or after it.
IN_DOUBT = ("before_data", "during_data", "after_data")
REFUSAL = "550 5.1.1 <compta@papeterie.example>: no such mailbox"


@tagged("post_install", "-at_install", "post_install_l10n")
class TestCampaignFaults(SmtpCommon, CampaignCommon):
    """Nothing of a campaign is marked delivered that was not."""

    def setUp(self):
        super().setUp()
        self.mailbox = self.start_mailbox()
        self.other = self._create_customer(
            name="Menuiserie Petit",
            email="compta@petit.example",
            l10n_fr_demat_siren="732829320",
        )
        self.campaign = self._launch(self.customer | self.other)
        with freeze_time(DAY), self.enter_registry_test_mode():
            self._trigger("l10n_fr_demat_campaign.ir_cron_run_waves")
            self._trigger("mass_mailing.ir_cron_mass_mailing_queue")
        self.env.invalidate_all()
        # In the order in which their messages leave.
        self.sending, self.second = self.campaign.request_ids.sending_ids.sorted(
            lambda sending: self._get_mail(sending).id
        )

    def _send_mails(self, moment=DAY):
        """Let the mail queue do its work, once."""
        with freeze_time(moment), mute_logger(*MUTED), self.enter_registry_test_mode():
            self._trigger("mail.ir_cron_mail_scheduler_action")
        self.env.invalidate_all()

    def test_a_message_that_leaves_at_once_is_written_once(self):
        written = []
        sending_class = type(self.sending)
        write = sending_class.write

        def spy(sendings, values):
            if sendings:
                written.append((sendings.ids, set(values)))
            return write(sendings, values)

        with patch.object(sending_class, "write", spy):
            self._send_mails()
        left = {"sent_at", "failed_at"}
        self.assertEqual(written, [([self.sending.id], left), ([self.second.id], left)])

    def _after(self, **pause):
        return fields.Datetime.to_datetime(DAY) + timedelta(**pause)

    def _get_mail(self, sending):
        domain = [("message_id", "=", sending.message_id)]
        return self.env["mail.mail"].sudo().search(domain)

    def assertNotDelivered(self, sending):
        """Check that neither the sending nor its trace nor its evidence says so."""
        self.assertFalse(sending.sent_at)
        self.assertNotEqual(self._get_mail(sending).state, "sent")
        self.assertNotIn(
            self._get_mail(sending).mailing_trace_ids.trace_status, ("sent", "open")
        )
        self.assertEvidence(sending.request_id.consent_id, "request_sent", 0)
        self.assertFalse(sending._prepare_rule().proven_on)

    def assertArrivedOnce(self, *sendings):
        """Check what reached the server, under which Message-ID, and what we say."""
        self.assertEqual(
            sorted(self.mailbox.get_message_ids()),
            sorted(sending.message_id for sending in sendings),
        )
        for sending in sendings:
            self.assertEqual(sending.state, "sent", sending.failure)
            self.assertEqual(self._get_mail(sending).state, "sent")
            self.assertFalse(sending.failure)
            self.assertEvidence(sending.request_id.consent_id, "request_sent")

    def test_without_fault_each_message_arrives_once(self):
        self._send_mails()
        self.assertArrivedOnce(self.sending, self.second)

    def test_a_refused_recipient_fails_with_its_reason_the_others_leave(self):
        self.mailbox.refusals[self.sending.address] = REFUSAL
        self._send_mails()
        self.assertNotDelivered(self.sending)
        self.assertEqual(
            (self.sending.state, self.sending.failure, self.sending.is_uncertain),
            ("failed", REFUSAL, False),
        )
        self.assertArrivedOnce(self.second)
        evidence = (
            self.env["demat.evidence"]
            .sudo()
            .search(
                [
                    ("consent_id", "=", self.sending.request_id.consent_id.id),
                    ("kind", "=", "request_failed"),
                ]
            )
        )
        self.assertIn("550 5.1.1", evidence.payload)
        self.assertNotIn("papeterie", evidence.payload, "kept for ever")
        details = self.env["demat.evidence.detail"].sudo()
        detail = details.search([("evidence_id", "=", evidence.id)])
        self.assertIn("papeterie", str(detail.read()))
        self._send_mails(self._after(days=5))
        self.assertNotDelivered(self.sending)

    def test_a_recipient_refused_for_now_is_tried_again(self):
        self.mailbox.refusals[self.sending.address] = "451 4.7.1 greylisted"
        self._send_mails()
        self.assertNotDelivered(self.sending)
        self.assertEqual(
            (self.sending.state, self.sending.failure, self.sending.attempts),
            ("planned", "451 4.7.1 greylisted", 1),
        )
        self.mailbox.refusals.clear()
        self._send_mails(self._after(minutes=4))
        self.assertNotDelivered(self.sending)
        self._send_mails(self._after(minutes=6))
        self.assertArrivedOnce(self.sending, self.second)

    def test_a_text_refused_for_good_has_failed(self):
        self.mailbox.answer = "554 5.7.1 looks like spam"
        self._send_mails()
        for sending in (self.sending, self.second):
            self.assertNotDelivered(sending)
            self.assertEqual(sending.failure, "554 5.7.1 looks like spam")
            self.assertEqual(sending.state, "failed")

    def test_a_server_that_is_not_there_is_waited_for(self):
        self.close_server()
        self._send_mails()
        for sending in (self.sending, self.second):
            self.assertNotDelivered(sending)
            self.assertEqual((sending.state, sending.attempts), ("planned", 1))
            self.assertTrue(sending.failure)
            self.assertEvidence(sending.request_id.consent_id, "request_failed", 0)
        self.open_server()
        self._send_mails(self._after(minutes=6))
        self.assertArrivedOnce(self.sending, self.second)

    def test_a_server_that_never_comes_back_is_given_up(self):
        self.close_server()
        moment = fields.Datetime.to_datetime(DAY)
        for _attempt in range(8):
            self._send_mails(moment)
            moment = max(moment, self.sending.slot_at) + timedelta(minutes=1)
        for sending in (self.sending, self.second):
            self.assertNotDelivered(sending)
            self.assertEqual((sending.state, sending.attempts), ("failed", 7))
            self.assertEvidence(sending.request_id.consent_id, "request_failed")

    def test_a_connection_lost_before_the_text_is_no_doubt(self):
        for moment in NOT_TAKEN:
            with self.subTest(moment=moment):
                self.mailbox.drop = moment
                self._send_mails()
                self.assertNotDelivered(self.sending)
                self.assertEqual(self.sending.state, "planned")
                self.assertFalse(self.sending.is_uncertain)
        self._send_mails(self._after(minutes=6))
        self.assertArrivedOnce(self.sending, self.second)

    def test_a_connection_lost_with_the_text_is_a_doubt(self):
        for moment in IN_DOUBT:
            with self.subTest(moment=moment), self.cr.savepoint() as savepoint:
                self.mailbox.messages.clear()
                self.mailbox.drop = moment
                self._send_mails()
                self.assertInDoubt(self.sending)
                received = len(self.mailbox.messages)
                self.assertEqual(received, moment == "after_data")
                self._send_mails(self._after(days=5))
                self.assertInDoubt(self.sending)
                self.assertEqual(self.second.state, "sent", "the queue goes on")
                self.assertEqual(len(self.mailbox.messages), received + 1)
                savepoint.rollback()
                self.env.invalidate_all()

    def assertInDoubt(self, sending):
        """Check that a message counts as not arrived, and waits for a person."""
        self.assertNotDelivered(sending)
        self.assertEqual((sending.state, sending.is_uncertain), ("failed", True))
        self.assertIn("may have left", sending.failure)
        self.assertEqual(self._get_mail(sending).state, "exception")
        self.assertEvidence(sending.request_id.consent_id, "request_failed")

    def test_a_server_that_answers_too_late_leaves_a_doubt(self):
        self.mailbox.is_slow = True
        self._send_mails()
        self.assertInDoubt(self.sending)
        self.mailbox.is_slow = False
        self.mailbox.woken.set()
        self._send_mails(self._after(hours=1))
        self.assertInDoubt(self.sending)
        self.assertEqual(self.second.state, "sent")

    def test_a_person_sends_a_doubt_again_under_the_same_message_id(self):
        self.mailbox.drop = "after_data"
        self._send_mails()
        self._send_mails()
        message_id = self.sending.message_id
        with freeze_time(DAY):
            self.sending.with_user(self.user_officer).action_send_again()
        self.assertEqual(self.sending.state, "planned")
        self._send_mails()
        self.assertEqual(
            (self.sending.state, self.sending.is_uncertain), ("sent", False)
        )
        self.assertEqual(self.mailbox.get_message_ids().count(message_id), 2)
        self.assertEvidence(self.sending.request_id.consent_id, "request_sent")

    def test_the_retry_of_mass_mailing_repeats_no_doubt_and_loses_nothing(self):
        self.mailbox.drop = "after_data"
        self.mailbox.refusals[self.second.address] = "550 full"
        self._send_mails()
        self._send_mails()
        self.mailbox.refusals.clear()
        before = {s: s.message_id for s in (self.sending, self.second)}
        with freeze_time(DAY):
            self.sending.wave_id.mailing_id.action_retry_failed()
        self._send_mails()
        self.assertInDoubt(self.sending)
        self.assertEqual(self.second.state, "sent")
        self.assertEqual(
            self.mailbox.get_message_ids(), [before[self.sending], before[self.second]]
        )

    def test_only_what_did_not_leave_is_sent_again(self):
        with self.assertRaises(UserError):
            self.sending.with_user(self.user_officer).action_send_again()
        self.mailbox.refusals[self.sending.address] = REFUSAL
        self._send_mails()
        for user in (self.user_auditor, self.user_salesperson):
            with self.assertRaises(AccessError):
                self.sending.with_user(user).action_send_again()
        with self.assertRaises(UserError):
            self.second.with_user(self.user_officer).action_send_again()
        with freeze_time(DAY):
            self.sending.request_id._record_answer("accept", answerer={"name": "Anne"})
        with self.assertRaises(UserError):
            self.sending.with_user(self.user_officer).action_send_again()

    def test_too_many_refusals_pause_the_campaign_and_what_waits_stays(self):
        self.campaign = self._launch_many(8)
        with patch.object(mail_mail_campaign, "MESSAGES_AT_A_TIME", 2):
            self._send_mails()
        sendings = self.campaign.request_ids.sending_ids.sorted("message_id")
        states = Counter(sendings.mapped("state"))
        self.assertEqual(states, {"failed": 4, "planned": 4})
        self.assertEqual(self.campaign.state, "paused")
        self.assertIn("3 messages out of 3 came back", self.campaign.stop_text)
        waiting = sendings.filtered(lambda sending: sending.state == "planned")
        for sending in waiting:
            self.assertEqual(self._get_mail(sending).state, "outgoing")

    def _launch_many(self, count):
        """Launch a campaign to as many customers whom the mail server refuses."""
        self._send_mails()
        partners = self.env["res.partner"]
        for number in range(count):
            address = f"compta@societe-{number}.example"
            self.mailbox.refusals[address] = "550 5.1.1 no such mailbox"
            partners |= self._create_customer(
                name=f"Société {number}", email=address, l10n_fr_demat_siren=False
            )
        campaign = self._launch(partners)
        with freeze_time(DAY), self.enter_registry_test_mode():
            self._trigger("l10n_fr_demat_campaign.ir_cron_run_waves")
            self._trigger("mass_mailing.ir_cron_mass_mailing_queue")
        self.env.invalidate_all()
        return campaign

    def test_nothing_is_sent_again_while_the_campaign_is_paused(self):
        self.mailbox.refusals[self.sending.address] = REFUSAL
        self._send_mails()
        self.campaign.with_user(self.user_manager).action_pause()
        with self.assertRaises(UserError):
            self.sending.with_user(self.user_officer).action_send_again()

    def test_what_waits_for_another_attempt_stays_while_paused(self):
        self.close_server()
        self._send_mails()
        self.open_server()
        self.campaign.with_user(self.user_manager).action_pause()
        self._send_mails(self._after(hours=2))
        self.assertFalse(self.mailbox.messages)
        self.campaign.with_user(self.user_manager).action_resume()
        self._send_mails(self._after(hours=3))
        self.assertArrivedOnce(self.sending, self.second)

    def test_who_answers_while_a_message_waits_gets_it_no_more(self):
        self.close_server()
        self._send_mails()
        self.open_server()
        with freeze_time(DAY):
            self.sending.request_id._record_answer("accept", answerer={"name": "Anne"})
        self._send_mails(self._after(hours=1))
        self.assertArrivedOnce(self.second)
        self.assertEqual(self.sending.state, "failed")

    def test_a_report_about_a_doubt_settles_that_it_came_back(self):
        self.mailbox.drop = "after_data"
        self._send_mails()
        self.sending.sudo()._record_bounced("550 full")
        self.assertEqual(self.sending.state, "bounced")

    def test_who_was_not_reached_for_sure_gets_the_letter(self):
        self.mailbox.drop = "after_data"
        self._send_mails()
        self._send_mails()
        letter = self.env["demat.wave"].create(
            {
                "campaign_id": self.campaign.id,
                "kind": "letter",
                "planned_on": "2026-09-10",
            }
        )
        self.assertEqual(letter._get_requests(), self.sending.request_id)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestDeliveryFaults(SmtpCommon, EmissionCommon):
    """No invoice is marked sent that was not, none is repeated blindly."""

    def setUp(self):
        super().setUp()
        self.mailbox = self.start_mailbox()
        self.consent = self._accept(address="Compta.AbC@customer.example")
        self.delivery = self._send(self._post_invoice())

    def _deliver(self, moment=None):
        with freeze_time(moment or fields.Datetime.now()), mute_logger(*MUTED):
            self._run_cron()

    def assertNotDelivered(self, state, reason):
        """Check the state and its reason, and that nothing says it was delivered."""
        delivery = self.delivery
        self.assertEqual((delivery.state, delivery.sent_at), (state, False))
        self.assertIn(reason, delivery.reason)
        self.assertFalse(delivery.receipt)
        self.assertEvidence(self.consent, "invoice_delivered", 0)
        mails = self.env["mail.mail"].sudo()
        domain = [("message_id", "=", delivery.message_id)]
        self.assertFalse(mails.search(domain), "left to Odoo's own queue")

    def assertDelivered(self, count=1):
        """Check that the invoice arrived, under one Message-ID, and is said so once."""
        self.assertEqual(self.delivery.state, "sent", self.delivery.reason)
        self.assertEqual(
            self.mailbox.get_message_ids(), [self.delivery.message_id] * count
        )
        self.assertEvidence(self.consent, "invoice_delivered")

    def test_what_was_not_taken_is_tried_again_under_the_same_message_id(self):
        cases = {
            "drop": "rcpt",
            "answer": "452 4.2.2 full",
            "refusals": {self.delivery.address: "450 busy"},
        }
        for name, fault in cases.items():
            with self.subTest(fault=name), self.cr.savepoint() as savepoint:
                self.mailbox.messages.clear()
                setattr(self.mailbox, name, fault)
                self._deliver()
                self.assertNotDelivered("failed", "")
                setattr(self.mailbox, name, {} if name == "refusals" else None)
                self._deliver(self.delivery.next_attempt)
                self.assertDelivered()
                savepoint.rollback()
                self.env.invalidate_all()

    def test_a_server_that_is_not_there_is_tried_again(self):
        self.close_server()
        self._deliver()
        self.assertNotDelivered("failed", "")
        self.open_server()
        self._deliver(self.delivery.next_attempt)
        self.assertDelivered()

    def test_a_final_refusal_is_given_up_with_its_words(self):
        self.mailbox.refusals[self.delivery.address] = "550 5.1.1 no such mailbox"
        self._deliver()
        self.assertNotDelivered("given_up", "550 5.1.1 no such mailbox")

    def test_what_may_have_been_taken_waits_for_a_person(self):
        for moment in IN_DOUBT:
            with self.subTest(moment=moment), self.cr.savepoint() as savepoint:
                self.mailbox.messages.clear()
                self.mailbox.drop = moment
                self._deliver()
                self.assertNotDelivered("uncertain", "")
                received = len(self.mailbox.messages)
                self._deliver("2027-01-31 08:00:00")
                self.assertEqual(len(self.mailbox.messages), received, "blindly")
                self.delivery.with_user(self.user_officer).action_resend()
                self._deliver()
                self.assertDelivered(received + 1)
                savepoint.rollback()
                self.env.invalidate_all()

    def test_an_answer_that_comes_too_late_is_a_doubt(self):
        self.mailbox.is_slow = True
        self._deliver()
        self.assertNotDelivered("uncertain", "")

    def test_the_second_invoice_leaves_although_the_first_was_lost(self):
        second = self._send(self._post_invoice())
        self.mailbox.drop = "after_data"
        self._deliver()
        self.assertEqual((self.delivery.state, second.state), ("uncertain", "sent"))

    def test_a_wrong_password_gives_no_invoice_up(self):
        self.mail_server.write({"smtp_user": "us", "smtp_pass": "wrong"})
        self._deliver()
        self.assertNotDelivered("failed", "")
