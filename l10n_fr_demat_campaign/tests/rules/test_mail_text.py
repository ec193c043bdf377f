import base64
import email
import email.policy
import time

from ...rules import mail_text
from .common import BaseCase, tagged

REPORT = b"""From: <MAILER-DAEMON@mx.example>
To: bounce@shop.example
Message-ID: <report@mx.example>
Date: Mon, 7 Sep 2026 10:02:11 +0200
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

Vous \xc3\xaates inconnu.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Action: failed
--b
Content-Type: message/rfc822

Message-ID: <1.2-openerp@shop.example>
Subject: Vos factures

Bonjour
--b--
"""


def parse(data):
    """Return a message as Odoo reads it."""
    return email.message_from_bytes(data, policy=email.policy.SMTP)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestMailText(BaseCase):
    def assertReadable(self, message):
        """Check that all headers and texts of a message can be read."""
        for part in message.walk():
            for value in part.values():
                self.assertIsInstance(str(value), str)
            if part.get_content_maintype() == "text":
                self.assertIsInstance(part.get_content(), str)
            elif part.get_content_maintype() in ("message", "multipart"):
                self.assertTrue(part.get_payload()[0])

    def test_a_sound_message_stays_as_it_is(self):
        message = parse(REPORT)
        mail_text.mend(message)
        self.assertEqual(message.as_bytes(), parse(REPORT).as_bytes())
        self.assertReadable(message)

    def test_of_a_header_that_makes_no_sense_the_address_stays(self):
        for old, new, name, kept in (
            (b"<report@mx.example>", b"<<>>", "Message-ID", None),
            (b"<report@", b"<<report@", "Message-ID", "<report@mx.example>"),
            (b"<report@", b"<\0report@", "Message-ID", "<report@mx.example>"),
            (b"<MAILER-DAEMON@mx.example>", b"<a@[b>", "From", None),
            (b"<MAILER-DAEMON@mx.example>", b"<", "From", None),
            (b"<MAILER-DAEMON@mx.example>", b'"', "From", None),
            (b"bounce@", b"\0bounce@", "To", "bounce@shop.example"),
            (b"2026", b"0822", "Date", None),
            (b"Mon, 7 Sep 2026 10:02:11", b"yesterday", "Date", None),
        ):
            with self.subTest(value=new):
                message = parse(REPORT.replace(old, new))
                mail_text.mend(message)
                self.assertReadable(message)
                found = message[name]
                self.assertEqual(found and str(found), kept)

    def test_headers_that_a_report_quotes_are_mended_too(self):
        message = parse(
            b"Content-Type: text/rfc822-headers\nContent-Transfer-Encoding: base64\n\n"
            + base64.b64encode(
                b"Message-ID: <<1@shop.example>>\nSubject: \xc3\xa9t\xc3\xa9"
            )
        )
        mail_text.mend(message)
        quoted = email.message_from_string(
            message.get_content(), policy=email.policy.SMTP
        )
        self.assertEqual(quoted["Message-ID"], "<1@shop.example>")
        self.assertIn("t", quoted["Subject"])

    def test_parts_that_are_not_there_are_text(self):
        for old, new in (
            (b'boundary="b"', b'boundary="zzz"'),
            (b'; boundary="b"', b""),
            (REPORT[REPORT.index(b"--b") :], b""),
            (b"delivery-status; boundary", b"delivery-status; border"),
        ):
            with self.subTest(change=new):
                message = parse(REPORT.replace(old, new))
                mail_text.mend(message)
                self.assertReadable(message)
                self.assertEqual(message.get_content_type(), "text/plain")
                if b"--b" in message.as_bytes():
                    self.assertIn("êtes inconnu", message.get_content())

    def test_a_kind_of_part_that_nobody_knows_is_a_file(self):
        for kind in (b"font/ttf", b"tet/plain", b"mu\x01tipart/report", b"<text/plain"):
            with self.subTest(kind=kind):
                message = parse(REPORT.replace(b"text/plain", kind))
                mail_text.mend(message)
                self.assertIn(b"inconnu", message.get_payload()[0].get_content())

    def test_text_in_an_alphabet_nobody_knows_is_read(self):
        for charset in (b"klingon", b"*=utf-8''%ff", b"\xff"):
            with self.subTest(charset=charset):
                message = parse(REPORT.replace(b"charset=utf-8", b"charset=" + charset))
                mail_text.mend(message)
                self.assertReadable(message)
                self.assertIn("inconnu", message.get_payload()[0].get_content())

    def test_a_text_names_messages_and_what_was_done(self):
        for data in (REPORT, REPORT.replace(b'"b"', b'"zzz"')):
            text = mail_text.text_in(parse(data))
            self.assertIn("êtes inconnu", text)
            if b"zzz" in data:
                self.assertEqual(
                    mail_text.message_ids_in(text), ["<1.2-openerp@shop.example>"]
                )
                self.assertEqual(mail_text.fields_in(text, "action"), ["failed"])

    def test_a_huge_text_is_read_in_a_moment(self):
        begun = time.monotonic()
        for text in ("<" * 10**6, "<a@" * 10**6, "a@b " * 10**6, ":\n" * 10**6):
            mail_text.message_ids_in(text)
            mail_text.fields_in(text, "Action")
            mail_text.mend(parse(b"From: " + text[:100_000].encode() + b"\n\n"))
        self.assertLess(time.monotonic() - begun, 30)
