from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools.misc import file_open

from .test_returns import FILES, ReturnsCommon


@tagged("post_install", "-at_install", "post_install_l10n")
class TestUnreadableMail(ReturnsCommon):
    """What Odoo alone would raise on, or pass over, is read or waits for a person."""

    def _write(self, name, *changes):
        """Return a message of tests/files about our sending, with changes."""
        with file_open(f"{FILES}/{name}.eml") as file:
            text = file.read()
        for key, value in {
            "message_id": self.sending.message_id,
            "recipient": self.sending.address,
            "bounce": self.company.bounce_email or "bounce@test.mycompany.com",
            "reply_to": "catchall@test.mycompany.com",
        }.items():
            text = text.replace(f"{{{key}}}", value)
        for old, new in changes:
            self.assertIn(old, text)
            text = text.replace(old, new)
        return text

    def _receive_changed(self, name, *changes):
        self._process(self._write(name, *changes))

    def assertWaits(self):
        """Check that a person has to read, and that silence waits meanwhile."""
        self.assertTrue(self.request.is_reply_pending)
        self.assertTrue(self.request.activity_ids)
        self._evaluate_silence("2026-10-13")
        self.assertPosition(self.consent, "asked")
        self.assertIn("G12", self.request.blocker_gates)

    def test_a_report_whose_parts_are_not_found_is_read_as_text(self):
        self._receive_changed("dsn_failed", ('boundary="4Fq1"', 'boundary="other"'))
        self.assertEqual(self.sending.state, "bounced")
        self.assertIn("could not", self.sending.bounce_text)
        self.assertEvidence(self.consent, "request_bounced")

    def test_a_delay_whose_parts_are_not_found_is_no_bounce(self):
        self._receive_changed("dsn_delayed", ('boundary="4Fq1"', 'boundary="other"'))
        self.assertEqual(self.sending.state, "sent")
        self.assertFalse(self.request.is_reply_pending)

    def test_a_complaint_whose_parts_are_not_found_is_one(self):
        self._receive_changed("complaint", ('boundary="part1"', 'boundary="other"'))
        self.assertTrue(self.sending.complained_at)
        self.assertEqual(self.sending.state, "sent")

    def test_a_report_whose_headers_make_no_sense_is_a_bounce(self):
        for number, (old, new) in enumerate(
            (
                ("<failed@mx.papeterie-durand.example>", "<<>>"),
                ("Message-ID: <failed@", "Message-ID: <fai\0led@"),
                ("<MAILER-DAEMON@mx.papeterie-durand.example>", "<a@[b>"),
                ("<MAILER-DAEMON@mx.papeterie-durand.example>", "<"),
                (self.sending.message_id, "<<>>"),
                ("Date: Mon, 7 Sep 2026", "Date: Mon, 7 Sep 0822"),
                ("charset=us-ascii", "charset=klingon"),
                ("Subject: Undelivered", "Subject: \0 Undelivered"),
                ("--4Fq1--", "\0\x01"),
            )
        ):
            with self.subTest(change=new), self.cr.savepoint() as savepoint:
                text = self._write("dsn_failed", (old, new))
                self._process(text.replace("<failed@", f"<{number}@"))
                self.assertEqual(self.sending.state, "bounced")
                savepoint.rollback()
                self.env.invalidate_all()

    def test_a_report_that_says_nothing_clear_waits_for_a_person(self):
        self._receive_changed("report_plain")
        self.assertEqual(self.sending.state, "sent")
        self.assertIn("over quota", "".join(self.request.message_ids.mapped("body")))
        self.assertFalse(self.request.proposed_answer)
        self.assertWaits()

    def test_a_person_says_that_a_message_came_back(self):
        self._receive_changed("report_plain")
        with self.assertRaises(AccessError):
            self.sending.with_user(self.user_auditor).action_record_bounce()
        self.sending.with_user(self.user_officer).action_record_bounce()
        self.assertEqual(self.sending.state, "bounced")
        self.assertEvidence(self.consent, "request_bounced")
        self.request.with_user(self.user_officer).action_reply_read()
        self._evaluate_silence("2026-10-13")
        self.assertIn("G06", self.request.blocker_gates)

    def test_only_an_email_that_left_can_come_back(self):
        self.sending.sudo().sent_at = False
        with self.assertRaises(UserError):
            self.sending.with_user(self.user_officer).action_record_bounce()

    def test_who_is_away_and_tells_the_return_address_said_nothing(self):
        self._receive_changed(
            "absence_words", ("catchall@test.mycompany.com", self._get_return_address())
        )
        self.assertFalse(self.request.is_reply_pending)
        self.assertEqual(self.sending.state, "sent")

    def test_a_refusal_sent_to_the_return_address_is_not_lost(self):
        self._receive_changed(
            "reply_no", ("catchall@test.mycompany.com", self._get_return_address())
        )
        self.assertEqual(self.request.proposed_answer, "refuse")
        self.assertWaits()

    def test_a_refusal_whose_headers_make_no_sense_is_not_lost(self):
        for number, (old, new) in enumerate(
            (
                ('charset="utf-8"', "charset=klingon"),
                ("Message-ID: <", "Message-ID: <<>> <"),
                ("Subject: ", "Subject: \0"),
                ("Date: ", "Date: rfc822; "),
                ("MIME-Version", "Sender: <\nCc: <a@[b>\nMIME-Version"),
            )
        ):
            with self.subTest(change=new), self.cr.savepoint() as savepoint:
                text = self._write("reply_no", (old, new))
                self._process(text.replace("<reply_no@", f"<{number}@"))
                self.assertTrue(self.request.is_reply_pending)
                self.assertEqual(self.request.proposed_answer, "refuse")
                savepoint.rollback()
                self.env.invalidate_all()

    def test_a_report_about_the_message_of_somebody_else_is_left_to_odoo(self):
        for name in ("dsn_failed", "report_plain"):
            changes = [(self.sending.message_id, "<1@elsewhere.example>")]
            if name == "dsn_failed":
                changes.append(('boundary="4Fq1"', 'boundary="other"'))
            with self.subTest(report=name):
                self._receive_changed(name, *changes)
                self.assertEqual(self.sending.state, "sent")
                self.assertFalse(self.request.is_reply_pending)

    def _get_return_address(self):
        return self.company.bounce_email or "bounce@test.mycompany.com"
