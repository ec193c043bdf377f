import base64
import hashlib
import time

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools.misc import file_open

from .campaign_common import CampaignCommon

FILES = "l10n_fr_demat_campaign/tests/files"
ABSENCES = ("absence_header", "absence_exchange", "absence_words", "absence_english")


class ReturnsCommon(CampaignCommon):
    def setUp(self):
        super().setUp()
        self.campaign = self._launch(self.customer)
        self._run_waves("2026-09-07")
        self.request = self._request_of(self.campaign, self.customer)
        self.sending = self.request.sending_ids
        self.consent = self.request.consent_id

    def _receive(self, name, sending=None, **changes):
        """Let a message of tests/files arrive, about a sending."""
        sending = sending or self.sending
        values = {
            "message_id": sending.message_id,
            "recipient": sending.address,
            "bounce": self.company.bounce_email or "bounce@test.mycompany.com",
            "reply_to": "catchall@test.mycompany.com",
            **changes,
        }
        with file_open(f"{FILES}/{name}.eml") as file:
            text = file.read()
        for key, value in values.items():
            text = text.replace(f"{{{key}}}", value)
        self._process(text)

    def _process(self, text):
        """Let a message arrive as it stands."""
        with freeze_time("2026-09-08 09:00:00"), self.mock_mail_gateway():
            self.env["mail.thread"].sudo().message_process(False, text.encode())
        self.env.invalidate_all()


@tagged("post_install", "-at_install", "post_install_l10n")
class TestReports(ReturnsCommon):
    def test_a_failed_delivery_is_a_bounce_with_its_words(self):
        self._receive("dsn_failed")
        self.assertEqual(self.sending.state, "bounced")
        self.assertIn("could not", self.sending.bounce_text)
        self.assertEvidence(self.consent, "request_bounced")

    def test_a_delay_or_a_receipt_is_no_bounce(self):
        for name in ("dsn_delayed", "dsn_delivered"):
            with self.subTest(report=name):
                self._receive(name)
                self.assertEqual(self.sending.state, "sent")
        self.assertEvidence(self.consent, "request_bounced", 0)

    def test_a_report_without_the_message_is_matched_by_its_address(self):
        self._receive("dsn_failed", message_id="<unknown@elsewhere.example>")
        self.assertEqual(self.sending.state, "sent")
        self._receive("dsn_failed", message_id="")
        self.assertEqual(self.sending.state, "bounced")

    def test_the_same_report_twice_is_one_bounce(self):
        self._receive("dsn_failed")
        self._receive("dsn_failed")
        self.assertEvidence(self.consent, "request_bounced")

    def test_a_complaint_is_no_bounce_and_stops_the_reminders(self):
        self._receive("complaint")
        self.assertEqual(self.sending.state, "sent")
        self.assertTrue(self.sending.complained_at)
        self.assertTrue(self.request.stop_requested_at)
        self.assertEvidence(self.consent, "request_complained")

    def test_who_takes_a_complaint_back_did_not_complain(self):
        self._receive("complaint")
        self.sending.sudo().complained_at = False
        with file_open(f"{FILES}/complaint.eml") as file:
            text = file.read().replace("Type: abuse", "Type: not-spam")
        text = text.replace("{message_id}", self.sending.message_id)
        text = text.replace("complaint@fbl", "taken-back@fbl")
        text = text.replace("{bounce}", "bounce@test.mycompany.com")
        self.env["mail.thread"].sudo().message_process(False, text.encode())
        self.assertFalse(self.sending.complained_at)

    def test_a_complaint_by_phone_is_entered_by_hand(self):
        with self.assertRaises(AccessError):
            self.sending.with_user(self.user_auditor).action_record_complaint()
        self.sending.with_user(self.user_officer).action_record_complaint()
        self.assertTrue(self.sending.complained_at)

    def test_a_bounce_sends_the_customer_to_the_letters(self):
        self._receive("dsn_failed")
        self.campaign.wave_ids = [
            (0, 0, {"kind": "letter", "planned_on": "2026-09-10"})
        ]
        self._run_waves("2026-09-10")
        self.assertEqual(
            self.request.sending_ids.sorted("id").mapped("medium"), ["email", "letter"]
        )


@tagged("post_install", "-at_install", "post_install_l10n")
class TestReplies(ReturnsCommon):
    def test_who_is_away_said_nothing(self):
        for name in ABSENCES:
            with self.subTest(reply=name):
                self._receive(name)
                self.assertFalse(self.request.is_reply_pending)
                self.assertEqual(self.sending.state, "sent")
        self.assertEvidence(self.consent, "reply_received", 0)
        kept = self.request.message_ids.filtered("email_from").mapped("subject")
        self.assertIn("Automatic reply: Vos factures", kept)

    def test_a_clear_yes_is_proposed_and_never_booked_by_the_machine(self):
        self._receive("reply_yes")
        self.assertEqual(self.request.proposed_answer, "accept")
        self.assertPosition(self.consent, "asked")
        self.assertTrue(self.request.activity_ids)
        self.request.with_user(self.user_officer).action_confirm_reply()
        self.assertPosition(self.consent, "accepted", "explicit_reply")
        self.assertEqual(self.request.answered_by, "Anne Durand")
        self.assertFalse(self.request.proposed_answer)
        self.assertFalse(self.request.activity_ids)

    def test_the_officer_is_told_in_their_own_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.campaign.user_id.lang = "fr_FR"
        self.request.partner_id.name = "Durand"
        self._receive("reply_other")
        text = self.request.with_context(lang="fr_FR")._get_reply_summary()
        self.assertEqual(self.request.activity_ids.summary, text)
        self.assertNotIn("Read the reply", text)

    def test_a_clear_no_is_a_refusal_once_confirmed(self):
        self._receive("reply_no")
        self.assertEqual(self.request.proposed_answer, "refuse")
        self.request.with_user(self.user_officer).action_confirm_reply()
        self.assertPosition(self.consent, "refused")

    def test_another_reply_waits_to_be_read(self):
        self._receive("reply_other")
        self.assertTrue(self.request.is_reply_pending)
        self.assertFalse(self.request.proposed_answer)
        self.request.with_user(self.user_officer).action_confirm_reply()
        self.assertPosition(self.consent, "asked")
        self.request.with_user(self.user_officer).action_reply_read()
        self.assertFalse(self.request.is_reply_pending)

    def test_the_reply_is_kept_on_the_request(self):
        self._receive("reply_yes")
        bodies = "".join(self.request.message_ids.mapped("body"))
        self.assertIn("nous sommes d'accord", bodies.replace("&#39;", "'"))

    def test_a_coupon_keeps_its_scan_and_the_evidence_says_which(self):
        paper = b"%PDF-1.7 the coupon"
        wizard = self.env["demat.request.answer"].with_user(self.user_officer)
        wizard = wizard.create(
            {
                "request_id": self.request.id,
                "answer": "refuse",
                "door": "coupon",
                "name": "Anne Durand",
                "received_on": "2026-09-20",
                "scan": base64.b64encode(paper),
                "scan_name": "coupon.pdf",
            }
        )
        wizard.action_record()
        self.assertPosition(self.consent, "refused")
        kept = self.request.message_ids.attachment_ids
        self.assertEqual((kept.name, kept.raw), ("coupon.pdf", paper))
        event = self.env["demat.evidence"].search(
            [("consent_id", "=", self.consent.id), ("kind", "=", "consent_refuse")]
        )
        self.assertIn(hashlib.sha256(paper).hexdigest(), event.payload)
        self.assertEqual(event.user_id, self.user_officer)
        told = dict(event.detail_ids._get_facts())
        self.assertIn("Anne Durand", told.values())
        self.assertEqual(event._get_payload()["received_on"], "2026-09-20")
        self.assertNotIn("channel", event.payload, "who keeps paper chooses none")

    def _prepare_paper(self, **values):
        """Return a filled-in form for an answer on paper."""
        wizard = self.env["demat.request.answer"].with_user(self.user_officer)
        return wizard.create(
            {
                "request_id": self.request.id,
                "answer": "accept",
                "door": "coupon",
                "name": "Anne Durand",
                "received_on": "2026-09-08",
                **values,
            }
        )

    @freeze_time("2026-09-08 10:00:00")
    def test_a_second_click_is_the_same_answer(self):
        paper = self._prepare_paper()
        for _click in range(2):
            paper.action_record()
        self.assertPosition(self.consent, "accepted", "explicit_coupon")
        self.assertEvidence(self.consent, "consent_accept")
        # What differs, or comes after something else, is another answer.
        self._prepare_paper(function="Accountant").action_record()
        self.assertEvidence(self.consent, "consent_accept", 2)
        self._prepare_paper(answer="refuse").action_record()
        self._prepare_paper(function="Accountant").action_record()
        self.assertEvidence(self.consent, "consent_accept", 3)
        self.assertPosition(self.consent, "accepted", "explicit_coupon")

    @freeze_time("2026-09-08 10:00:00")
    def test_who_is_only_informed_agrees_to_nothing(self):
        self.request._write_sealed({"family": "information"})
        paper = self._prepare_paper(address="compta@papeterie-durand.example")
        for _click in range(2):
            paper.action_record()
        self.assertEqual(self.request.answer, "confirm")
        self.assertPosition(self.consent, "asked")
        self.assertEvidence(self.consent, "consent_accept", 0)
        self.assertEvidence(self.consent, "data_confirmed")
        self.assertEqual(self.request.proposal_ids.new_value, paper.address)
        with self.assertRaises(UserError):
            self._prepare_paper(answer="refuse").action_record()

    @freeze_time("2026-09-08 10:00:00")
    def test_no_answer_is_received_tomorrow(self):
        with self.assertRaises(UserError):
            self._prepare_paper(received_on="2026-09-09").action_record()
        self.assertPosition(self.consent, "asked")

    def test_only_an_officer_confirms(self):
        self._receive("reply_yes")
        for user in (self.user_salesperson, self.user_auditor):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.request.with_user(user).action_confirm_reply()


@tagged("post_install", "-at_install", "post_install_l10n")
class TestHostileMail(ReturnsCommon):
    """Whatever arrives, nobody is accepted by it, and no refusal is lost."""

    def assertSentTo(self, address, count=1):
        """Check how many messages the last one that arrived sent to an address."""
        sent = [mail for mail in self._mails if address in str(mail["email_to"])]
        self.assertEqual(len(sent), count)

    def test_a_reply_in_html_alone_is_read_without_what_it_quotes(self):
        self._receive("reply_html", words="Non merci.")
        self.assertEqual(self.request.proposed_answer, "refuse")

    def test_a_yes_to_paper_is_no_yes(self):
        self._receive("reply_html", words="Non merci, oui pour le papier.")
        self.assertTrue(self.request.is_reply_pending)
        self.assertFalse(self.request.proposed_answer)

    def test_our_own_words_sent_back_are_no_answer(self):
        words = "Sans réponse de votre part, nous considérons que vous acceptez."
        self._receive("reply_html", words=words)
        self.assertTrue(self.request.is_reply_pending)
        self.assertFalse(self.request.proposed_answer)
        self.assertPosition(self.consent, "asked")

    def test_a_refusal_of_who_is_on_leave_is_not_lost(self):
        words = "Non. Je suis en congé jusqu'au 15, voyez avec Paul."
        self._receive("reply_html", words=words)
        self.assertTrue(self.request.is_reply_pending)

    def test_a_huge_reply_is_read_quickly_and_waits(self):
        begun = time.monotonic()
        self._receive("reply_html", words="oui non absent du bureau " * 100_000)
        self.assertLess(time.monotonic() - begun, 30)
        self.assertTrue(self.request.is_reply_pending)
        self.assertFalse(self.request.proposed_answer)

    def test_programs_that_answer_each_other_make_one_task_and_no_mail(self):
        for number in range(5):
            self._receive("reply_acknowledged", number=str(number))
            self.assertSentTo(self.sending.address, 0)
        self.assertEqual(len(self.request.activity_ids), 1)
        self.assertEvidence(self.consent, "reply_received", 5)

    def test_a_new_message_of_a_known_address_reaches_the_request(self):
        self._receive("reply_new", reply_to=self.company.catchall_email)
        self.assertTrue(self.request.is_reply_pending)
        self.assertEqual(self.request.proposed_answer, "refuse")
        # Nobody is told that their mail is not read.
        self.assertSentTo(self.sending.address, 0)
        self._evaluate_silence("2026-10-13")
        self.assertPosition(self.consent, "asked")

    def test_a_new_message_after_a_cancel_is_heard_too(self):
        self.campaign.with_user(self.user_manager).action_cancel()
        self._receive("reply_new", reply_to=self.company.catchall_email)
        self.assertEqual(self.request.proposed_answer, "refuse")
        self.assertSentTo(self.sending.address, 0)

    def test_a_new_message_of_a_shared_mailbox_is_heard_for_all_who_share_it(self):
        twin = self._create_customer(
            name="Durand Services SAS", l10n_fr_demat_siren="732829320"
        )
        other = self._launch(twin, name="Twin").request_ids
        self._run_waves("2026-09-08")
        self.assertEqual(other.sending_ids.address, self.sending.address)
        self._receive("reply_new", reply_to=self.company.catchall_email)
        for request in self.request | other:
            self.assertTrue(request.is_reply_pending)
            self.assertEqual(request.proposed_answer, "refuse")
            self.assertEvidence(request.consent_id, "reply_received")
        self.assertSentTo(self.sending.address, 0)

    def test_a_new_message_of_an_unknown_address_is_left_to_odoo(self):
        stranger = "stranger@nowhere.example"
        catchall = self.company.catchall_email
        self._receive("reply_new", recipient=stranger, reply_to=catchall)
        self.assertFalse(self.request.is_reply_pending)
        self.assertSentTo(stranger)

    def test_a_report_on_another_address_is_not_taken_for_ours(self):
        self.sending.sudo().address = "jean_dupont@client.example"
        self._receive(
            "dsn_failed", message_id="", recipient="jeanxdupont@client.example"
        )
        self.assertEqual(self.sending.state, "sent")
        self._receive("dsn_failed", message_id="", recipient="%@client.example")
        self.assertEqual(self.sending.state, "sent")

    def test_a_report_on_the_message_of_somebody_else_leaves_us_alone(self):
        other = self._create_customer(
            name="Autre", email="compta@autre.example", l10n_fr_demat_siren=False
        )
        self._launch(other, name="Other")
        self._run_waves("2026-09-07")
        sending = self.env["demat.sending"].search([("partner_id", "=", other.id)])
        self._receive("dsn_failed", sending)
        self.assertEqual((sending.state, self.sending.state), ("bounced", "sent"))

    def test_a_forged_report_only_keeps_silence_from_counting(self):
        self._receive("dsn_failed", recipient="attacker@evil.example")
        self.assertPosition(self.consent, "asked")
        self._evaluate_silence("2026-10-13")
        self.assertPosition(self.consent, "asked")
        self.assertEqual(self.request.blocker_gate, "G06")

    def test_a_damaged_report_breaks_nothing(self):
        with file_open(f"{FILES}/dsn_failed.eml") as file:
            text = file.read()
        values = {
            "bounce": "bounce@test.mycompany.com",
            "message_id": self.sending.message_id,
            "recipient": self.sending.address,
        }
        for key, value in values.items():
            text = text.replace(f"{{{key}}}", value)
        for number, (old, new) in enumerate(
            (
                ("Action: failed", "Action: \N{SNOWMAN}; ="),
                ("Action: failed", ""),
                ("--4Fq1--", ""),
                ("Final-Recipient: rfc822;", "Final-Recipient:"),
                (self.sending.message_id, ""),
            )
        ):
            damaged = text.replace(old, new).replace("<failed@", f"<{number}@")
            with self.subTest(change=new), self.cr.savepoint() as savepoint:
                self._process(damaged)
                self.assertIn(self.sending.state, ("sent", "bounced"))
                self.assertPosition(self.consent, "asked")
                savepoint.rollback()
                self.env.invalidate_all()


@tagged("post_install", "-at_install", "post_install_l10n")
class TestStopRule(CampaignCommon):
    def setUp(self):
        super().setUp()
        partners = self.env["res.partner"].concat(
            *[
                self._create_customer(
                    name=f"Société {number}",
                    email=f"compta@societe-{number}.example",
                    l10n_fr_demat_siren=False,
                    vat=False,
                )
                for number in range(10)
            ]
        )
        self.campaign = self._launch(partners)
        self._run_waves("2026-09-07")
        self.sendings = self.campaign.request_ids.sending_ids.sudo()

    def test_two_bounces_are_bad_luck_three_of_ten_stop_the_campaign(self):
        self.sendings[:2]._record_bounced("No such user")
        self.assertEqual(self.campaign.state, "running")
        self.sendings[2]._record_bounced("No such user")
        self.assertEqual(self.campaign.state, "paused")
        self.assertIn("First e-mail: 3 messages", self.campaign.stop_text)
        # It is read on the campaign, whose name needs no repeating.
        self.assertNotIn(self.campaign.name, self.campaign.stop_text)
        self.assertTrue(self.campaign.activity_ids)
        self.assertEvidence(self.campaign, "campaign_stopped")

    def test_reports_that_arrive_stop_the_wave_and_say_so(self):
        self.campaign.wave_ids = [
            (0, 0, {"kind": "reminder", "planned_on": "2026-09-09"})
        ]
        for name, count, words in (
            ("dsn_failed", 3, "3 messages out of 10 came back"),
            ("complaint", 2, "2 recipients out of 10 reported"),
        ):
            with self.subTest(report=name), self.cr.savepoint() as savepoint:
                for number, sending in enumerate(self.sendings[:count]):
                    self.assertEqual(self.campaign.state, "running")
                    with file_open(f"{FILES}/{name}.eml") as file:
                        text = file.read()
                    for key, value in {
                        "message_id": sending.message_id,
                        "recipient": sending.address,
                        "bounce": self.company.bounce_email,
                    }.items():
                        text = text.replace(f"{{{key}}}", value)
                    text = text.replace("Message-ID: <", f"Message-ID: <{number}.", 1)
                    with freeze_time("2026-09-08 09:00:00"):
                        self.env["mail.thread"].sudo().message_process(False, text)
                self.env.invalidate_all()
                self.assertEqual(self.campaign.state, "paused")
                self.assertIn(words, self.campaign.stop_text)
                self.assertIn(words, str(self.campaign.message_ids[:1].body))
                self.assertIn(words, str(self.campaign.activity_ids.note))
                self.assertEvidence(self.campaign, "campaign_stopped")
                self._run_waves("2026-09-09")
                self.assertFalse(self._mails)
                savepoint.rollback()
                self.env.invalidate_all()

    def test_two_complaints_stop_the_campaign(self):
        self.sendings[0]._record_complained()
        self.assertEqual(self.campaign.state, "running")
        self.sendings[1]._record_complained()
        self.assertEqual(self.campaign.state, "paused")

    def test_it_goes_on_with_a_reason_that_is_kept(self):
        self.sendings[:3]._record_bounced("No such user")
        campaign = self.campaign.with_user(self.user_manager)
        with self.assertRaises(UserError):
            campaign.action_resume()
        campaign.resume_reason = "Old list mended"
        campaign.action_resume()
        self.assertEqual(campaign.state, "running")
        self.assertFalse(campaign.stop_text)
        self.assertEvidence(self.campaign, "campaign_resumed")

    def test_the_same_bounces_do_not_stop_it_again(self):
        with freeze_time("2026-09-08 10:00:00"):
            self.sendings[:3]._record_bounced("No such user")
        self.campaign.resume_reason = "Old list mended"
        with freeze_time("2026-09-08 11:00:00"):
            self.campaign.action_resume()
        with freeze_time("2026-09-08 12:00:00"):
            self.sendings[3]._record_bounced("No such user")
        self.assertEqual(self.campaign.state, "running")

    def test_what_is_written_waits_while_the_campaign_is_paused(self):
        self.campaign.wave_ids = [
            (0, 0, {"kind": "reminder", "planned_on": "2026-09-08"})
        ]
        with self.at("2026-09-08"), self.enter_registry_test_mode():
            self._trigger("l10n_fr_demat_campaign.ir_cron_run_waves")
            self._trigger("mass_mailing.ir_cron_mass_mailing_queue")
        self.campaign.invalidate_recordset()
        self.campaign.with_user(self.user_manager).action_pause()
        self._run_waves("2026-09-08")
        self.assertFalse(self._mails)
        self.campaign.with_user(self.user_manager).action_resume()
        self._run_waves("2026-09-08")
        self.assertEqual(len(self._mails), 10)
