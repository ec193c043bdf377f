from ...rules import invoice, invoice_terms
from ...rules.invoice import Flaw, Place
from ...rules.invoice_table import TABLE
from .common import BaseCase, tagged
from .invoice_cases import CASES, GOOD, PUBLIC_CASES, SOUND, changed

# Found by who makes the file.
ELSEWHERE = {Flaw.ALTERED, Flaw.FILE, Flaw.NOT_CHECKED, Flaw.SCHEMATRON, Flaw.TOTAL}
# Found by who knows more of the customer, or who sells, than the invoice says.
ELSEWHERE |= {Flaw.COMMITMENT, Flaw.SUPPLIER, Flaw.OURSELVES}
# Found by who knows the documents, or what was read.
ELSEWHERE |= {Flaw.ENCLOSURE, Flaw.PARITY}
# A customer without SIREN also lacks an address that begins with it.
TOGETHER = {Flaw.TREATMENT_SIREN}


def flaws(terms, **options):
    return list(dict.fromkeys(f.flaw for f in invoice.check(terms, **options)))


@tagged("post_install", "-at_install", "post_install_l10n")
class TestInvoice(BaseCase):
    def test_a_sound_invoice_has_no_flaw(self):
        for number, terms in enumerate(SOUND):
            with self.subTest(number=number):
                self.assertEqual(flaws(terms), [])

    def test_each_wrong_datum_shows_its_flaw_and_no_other(self):
        for flaw, invoices in CASES:
            for number, terms in enumerate(invoices):
                with self.subTest(flaw=str(flaw), number=number):
                    self.assertEqual(flaws(terms), [flaw])

    def test_the_public_sector_has_limits_of_its_own(self):
        for flaw, invoices in PUBLIC_CASES:
            for number, terms in enumerate(invoices):
                with self.subTest(flaw=str(flaw), number=number):
                    self.assertEqual(flaws(terms, is_public=True), [flaw])
                    self.assertEqual(flaws(terms), [])

    def test_business_treatment_needs_the_siren_of_the_customer(self):
        buyer = {**GOOD["BG-7"], "legal_identifier": None, "identifiers": {}}
        found = flaws(changed(BG_7=buyer))
        self.assertEqual(
            found,
            [Flaw.TREATMENT_SIREN, Flaw.TREATMENT_ADDRESS, Flaw.BUYER_SIREN],
        )

    def test_every_flaw_has_a_case(self):
        tried = {flaw for flaw, _invoices in CASES + PUBLIC_CASES}
        self.assertEqual(tried | ELSEWHERE | TOGETHER, set(Flaw))
        self.assertEqual({row.flaw for row in TABLE} | ELSEWHERE, set(Flaw))

    def test_every_row_finds_something_in_a_case_and_names_its_source(self):
        tried = [terms for _flaw, many in CASES + PUBLIC_CASES for terms in many]
        tried.append(
            changed(BG_7={**GOOD["BG-7"], "legal_identifier": "", "identifiers": {}})
        )
        for row in TABLE:
            with self.subTest(flaw=str(row.flaw), term=row.term):
                self.assertTrue(any(row.find(terms) for terms in tried))
                self.assertTrue(row.source and row.term.startswith(("BT-", "BG-")))

    def test_a_finding_says_what_where_and_why(self):
        finding = invoice.check(changed(BT_1="FAC 1"))[0]
        self.assertEqual(
            finding,
            invoice.Finding(
                flaw=Flaw.NUMBER,
                term="BT-1",
                value="FAC 1",
                source="BR-FR-01, BR-FR-02",
                place=Place.INVOICE,
            ),
        )
        self.assertEqual((str(finding.flaw), str(finding.place)), ("number", "invoice"))

    def test_a_customer_is_checked_before_there_is_an_invoice(self):
        parties = {"BG-4": {"name": "A"}, "BG-7": {}}
        found = invoice.check(parties, places=("customer",))
        self.assertEqual({finding.place for finding in found}, {Place.CUSTOMER})
        self.assertIn(Flaw.BUYER_ADDRESS, [finding.flaw for finding in found])
        sound = {"BG-4": GOOD["BG-4"], "BG-7": GOOD["BG-7"], "BG-1": GOOD["BG-1"]}
        places = (Place.CUSTOMER, Place.COMPANY)
        self.assertEqual(flaws(sound, places=places), [])

    def test_an_empty_invoice_is_told_not_crashed_on(self):
        for terms in ({}, dict.fromkeys(GOOD), {"BG-4": [], "BG-7": "x", "BG-25": {}}):
            for is_public in (True, False):
                self.assertIn(Flaw.NUMBER, flaws(terms, is_public=is_public))

    def test_only_a_missing_mention_does_not_block(self):
        advice = {row.flaw for row in TABLE if not row.is_blocking}
        self.assertEqual(
            advice,
            {
                Flaw.SELLER_POSTAL,
                Flaw.BUYER_SIREN,
                Flaw.BUYER_SIREN_OTHER,
                Flaw.BUYER_POSTAL,
            },
        )

    def test_numbers_have_so_many_digits(self):
        cases = (
            ("12.345", 2, False),
            ("12.34", 2, True),
            (0.1 + 0.2, 2, True),
            (None, 2, False),
            ("inf", 2, False),
            ("-1", 2, True),
        )
        for value, decimals, is_fit in cases:
            with self.subTest(value=value):
                self.assertIs(invoice_terms.has_digits(19, decimals)(value), is_fit)
        self.assertFalse(invoice_terms.has_digits(4, 2, is_signed=False)("-1"))
        self.assertFalse(invoice_terms.has_digits(4, 2)("12345"))
