import smtplib
from unittest.mock import patch

from ...rules.handover import answer_of, outcome_of
from .common import BaseCase, tagged

REFUSED = smtplib.SMTPRecipientsRefused({"a@x.fr": (550, b"no such user")})
BUSY = smtplib.SMTPRecipientsRefused({"a@x.fr": (451, "later \N{EURO SIGN}")})


def lost_in_the_text():
    """Return the error of a connection lost while the text was on its way."""
    client = smtplib.SMTP(timeout=1)
    with patch.object(client, "docmd", side_effect=smtplib.SMTPServerDisconnected("x")):
        try:
            client.data(b"text")
        except smtplib.SMTPServerDisconnected as error:
            return error


def wrapped(cause):
    """Return an error as Odoo raises it around another."""
    try:
        raise RuntimeError("Mail delivery failed") from cause
    except RuntimeError as error:
        return error


@tagged("post_install", "-at_install", "post_install_l10n")
class TestHandover(BaseCase):
    def test_each_failure_says_what_is_known_of_the_message(self):
        for outcome, error in (
            ("refused", REFUSED),
            ("refused", AssertionError("no sender")),
            ("refused", UnicodeError("not ASCII")),
            ("later", BUSY),
            ("later", smtplib.SMTPAuthenticationError(535, b"who are you?")),
            ("later", smtplib.SMTPServerDisconnected("hung up")),
            ("later", RuntimeError("of no connection")),
            ("unknown", lost_in_the_text()),
        ):
            for told in (error, wrapped(error)):
                with self.subTest(error=repr(told), outcome=outcome):
                    self.assertEqual(outcome_of(told), outcome)

    def test_the_words_of_the_server_are_kept(self):
        for words, error in (
            ("550 no such user", REFUSED),
            ("451 later \N{EURO SIGN}", wrapped(BUSY)),
            (
                "554 no spam \N{REPLACEMENT CHARACTER}",
                smtplib.SMTPDataError(554, b"no spam \xff"),
            ),
            ("", RuntimeError("of no connection")),
        ):
            with self.subTest(words=words):
                self.assertEqual(answer_of(error), words)
