"""Facts about the e-mail addresses that customers type."""

from ...rules.identifiers import EmailFlaw, email_flaw, split_emails
from .common import BaseCase, tagged

GOOD = (
    "compta@a.example",
    "FACTURES@GARAGE-SA.EXAMPLE",
    "Invoices.96AbC@inbox.clearfacts.be",
    "o'neill+facture@a.example",
    "achats/paris@a.example",
    "a@b-c.example",
    "a@soci\u00e9t\u00e9.fr",
    "a@xn--socit-esab.fr",
    "a@b.xn--p1ai",
    "a@123.example",
    f"{'l' * 64}@a.example",
    f"a@{'d' * 63}.example",
    f"{'l' * 64}@{'d' * 60}.{'e' * 60}.{'f' * 59}.example",  # 254 in all
    "  compta@a.example\n",
)
FLAWS = {
    None: EmailFlaw.EMPTY,
    False: EmailFlaw.EMPTY,
    "": EmailFlaw.EMPTY,
    " \u00a0": EmailFlaw.EMPTY,
    "a@b.example; c@d.example": EmailFlaw.SEVERAL,
    "a@b.example,c@d.example": EmailFlaw.SEVERAL,
    "a@b.example/c@d.example": EmailFlaw.SEVERAL,
    "a@b.example&c@d.example": EmailFlaw.SEVERAL,
    "a@b.example c@d.example": EmailFlaw.SEVERAL,
    "a@b.example\nc@d.example": EmailFlaw.SEVERAL,
    "A <a@b.example>, C <c@d.example>": EmailFlaw.SEVERAL,
    "a@b.example ou c@d.example": EmailFlaw.SEVERAL,
    "Jean <a@b.example>": EmailFlaw.FORMAT,
    "mailto:a@b.example": EmailFlaw.FORMAT,
    '"a b"@c.example': EmailFlaw.FORMAT,
    "\u00e0 demander": EmailFlaw.AT_SIGN,
    "compta at a.example": EmailFlaw.AT_SIGN,
    "a@@b.example": EmailFlaw.AT_SIGN,
    "a@b@c.example": EmailFlaw.AT_SIGN,
    "<non>": EmailFlaw.AT_SIGN,
    "jean dupont@b.example": EmailFlaw.CHARACTERS,
    "h\u00e9l\u00e8ne@b.example": EmailFlaw.CHARACTERS,
    "a@b.example;": EmailFlaw.CHARACTERS,
    "a@b,example": EmailFlaw.CHARACTERS,
    "a@[192.0.2.1]": EmailFlaw.CHARACTERS,
    "a@b .example": EmailFlaw.CHARACTERS,
    "a@\uff42.example": EmailFlaw.CHARACTERS,
    "a@b\u0661.example": EmailFlaw.CHARACTERS,
    "a@b.example\u200e": EmailFlaw.CHARACTERS,
    "a\x00@b.example": EmailFlaw.CHARACTERS,
    "a@b\x00.example": EmailFlaw.CHARACTERS,
    "a@\ud800.example": EmailFlaw.CHARACTERS,
    f"{'l' * 65}@a.example": EmailFlaw.LENGTH,
    f"a@{'d.' * 124}example": EmailFlaw.LENGTH,
    f"{'l' * 64}@{'d' * 60}.{'e' * 60}.{'f' * 60}.example": EmailFlaw.LENGTH,
    # short as typed, too long once the DNS has it
    "a@" + ("\u00e9" * 30 + ".") * 8 + "fr": EmailFlaw.LENGTH,
    "@b.example": EmailFlaw.LOCAL_PART,
    "@": EmailFlaw.LOCAL_PART,
    ".a@b.example": EmailFlaw.LOCAL_PART,
    "a.@b.example": EmailFlaw.LOCAL_PART,
    "a..b@c.example": EmailFlaw.LOCAL_PART,
    "compta@": EmailFlaw.DOMAIN,
    "a@localhost": EmailFlaw.DOMAIN,
    "a@b..example": EmailFlaw.DOMAIN,
    "a@.example": EmailFlaw.DOMAIN,
    "a@b.example.": EmailFlaw.DOMAIN,
    "a@-b.example": EmailFlaw.DOMAIN,
    "a@b-.example": EmailFlaw.DOMAIN,
    "a@b_c.example": EmailFlaw.DOMAIN,
    "a@192.0.2.1": EmailFlaw.DOMAIN,
    "a@192.0.2.10": EmailFlaw.DOMAIN,
    "a@b.c0m": EmailFlaw.DOMAIN,
    "a@b.c": EmailFlaw.DOMAIN,
    f"a@{'d' * 64}.example": EmailFlaw.DOMAIN,
    "a@" + "\u00e9" * 64 + ".example": EmailFlaw.DOMAIN,
}
LISTS = {
    None: [],
    "": [],
    "\u00e0 demander": [],
    "a@b.example": ["a@b.example"],
    "A@B.example": ["A@B.example"],
    "a@b.example; c@d.example": ["a@b.example", "c@d.example"],
    "a@b.example,c@d.example|e@f.example": [
        "a@b.example",
        "c@d.example",
        "e@f.example",
    ],
    "a@b.example / c@d.example": ["a@b.example", "c@d.example"],
    "a@b.example/c@d.example": ["a@b.example", "c@d.example"],
    "paris/a@b.example": ["paris/a@b.example"],
    "a@b.example\r\nc@d.example\u00a0e@f.example": [
        "a@b.example",
        "c@d.example",
        "e@f.example",
    ],
    "Jean <a@b.example>; mailto:c@d.example": ["a@b.example", "c@d.example"],
    '"Dupont, Jean" <a@b.example>': ["a@b.example"],
    "a@b.example; compta@": ["a@b.example", "compta@"],
    "a@b@c.example": ["a@b@c.example"],
}


@tagged("post_install", "-at_install", "post_install_l10n")
class TestEmails(BaseCase):
    def test_a_good_address_has_no_flaw(self):
        for text in GOOD:
            with self.subTest(text=text):
                self.assertIsNone(email_flaw(text))

    def test_a_bad_address_has_one_flaw(self):
        for text, flaw in FLAWS.items():
            with self.subTest(text=text):
                self.assertEqual(email_flaw(text), flaw)

    def test_a_flaw_is_a_plain_text_too(self):
        self.assertEqual(email_flaw("compta@"), "domain")
        self.assertEqual(f"{EmailFlaw.AT_SIGN}", "at_sign")

    def test_a_field_is_split_into_its_addresses(self):
        for text, addresses in LISTS.items():
            with self.subTest(text=text):
                self.assertEqual(split_emails(text), addresses)

    def test_a_very_long_text_is_answered(self):
        for text in ("a", "@", "a@", ".", "a@b.", "\u00e9", ";", "@/", "a@b.example "):
            with self.subTest(text=text):
                self.assertIsNotNone(email_flaw(text * 10_000))
                self.assertIsNotNone(email_flaw(f"a@b.example{text * 10_000}"))
