"""Facts about the address block of a letter."""

from ...rules.postal import (
    AddressError,
    AddressFinding,
    AddressFlaw,
    address_block,
    address_flaws,
    is_domestic,
)
from .common import BaseCase, tagged

TOWN = "75011 Paris"
SIX = ["Anne Durand", "Service achats", "Bât. C", "12, rue d'Uzès", "BP 40123", TOWN]
FITS, TOO_LONG = "x" * 38, "x" * 39

PRINTED = {
    ("Chez l'Abbé", "SAV", "1, rue d'Uzès", "42000 Saint-Étienne"): (
        "Chez l'Abbé",
        "SAV",
        "1 RUE D UZÈS",
        "42000 SAINT ÉTIENNE",
    ),
    # three lines: the name is one of the last three, and keeps its signs
    ("Nguyen-Roche & Fils", "1 pl. de l\u2019Étoile", TOWN): (
        "NGUYEN-ROCHE & FILS",
        "1 PL DE L ÉTOILE",
        "75011 PARIS",
    ),
    tuple(SIX): (
        "Anne Durand",
        "Service achats",
        "Bât. C",
        "12 RUE D UZÈS",
        "BP 40123",
        "75011 PARIS",
    ),
    ("Ça & là", "", None, False, "  ", "-", "n° 5,  rue\u00a0du Pré-Clou", TOWN): (
        "ÇA & LÀ",
        "N 5 RUE DU PRÉ CLOU",
        "75011 PARIS",
    ),
    ("A", "B", "12/14 rue « Œuvrard »; (cour)", "69003 Lyon Cedex 03"): (
        "A",
        "B",
        "12 14 RUE ŒUVRARD COUR",
        "69003 LYON CEDEX 03",
    ),
    ("E\u0301lodie", "a", "b", "c", "67000 Stra\u00dfburg"): (
        "\u00c9lodie",
        "a",
        "B",
        "C",
        "67000 STRASSBURG",
    ),
}
ABROAD = {
    (("Wein GmbH", "Ring 5-7", "A-2320 Wien-Schwechat"), "AT", "Autriche"): (
        "Wein GmbH",
        "RING 5-7",
        "A-2320 WIEN-SCHWECHAT",
        "AUTRICHE",
    ),
    (
        ("Smith & Co.", "Unit 4", "1, King's Rd.", "Springfield, IL"),
        "us",
        "États-Unis",
    ): (
        "Smith & Co.",
        "Unit 4",
        "1 KING'S RD",
        "SPRINGFIELD IL",
        "ÉTATS-UNIS",
    ),
    # the country that the customer typed himself is not printed twice
    (("A", "1 Weg", "10115 Berlin", "ALLEMAGNE"), "DE", "Allemagne"): (
        "A",
        "1 WEG",
        "10115 BERLIN",
        "ALLEMAGNE",
    ),
}
FLAWS = (
    ([], "empty", "", 0),
    (None, "empty", "", 0),
    (["", "  ", None], "empty", "", 0),
    (["-", "."], "empty", "", 0),
    (["A", "b\x00", TOWN], "characters", "b\x00", 2),
    (["A", "b\tc", TOWN], "characters", "b\tc", 2),
    (["A", "b\nc", TOWN], "characters", "b\nc", 2),
    (["A\u200e", "b", TOWN], "characters", "A\u200e", 1),
    (["A", "b \U0001f600", TOWN], "characters", "b \U0001f600", 2),
    (["A", "\U0001f600", TOWN], "characters", "\U0001f600", 2),
    (["A", "b\ud800", TOWN], "characters", "b\ud800", 2),
    ([*SIX[:5], "ZA", TOWN], "too_many_lines", TOWN, 7),
    (["A", "", TOO_LONG, TOWN], "line_too_long", TOO_LONG, 3),
    ([TOO_LONG, TOWN], "line_too_long", TOO_LONG, 1),
    # 38 letters as typed, 39 once in capitals
    (["A", "b", "\u00df" + "x" * 37, TOWN], "line_too_long", "\u00df" + "x" * 37, 3),
    (["A", "rue B", "Paris"], "no_town", "Paris", 3),
    (["A", "rue B", "7501 Paris"], "no_town", "7501 Paris", 3),
    (["A", "rue B", "750111 Paris"], "no_town", "750111 Paris", 3),
    (["A", "rue B", "75011"], "no_town", "75011", 3),
    (["A", "rue B", "F-75011 Paris"], "no_town", "F-75011 Paris", 3),
    (["A", "\u0667\u0665\u0660\u0661\u0661 Paris"], "no_town", None, 2),
    ([TOWN], "no_recipient", TOWN, 1),
)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestAddressBlock(BaseCase):
    def assertFlaw(self, flaw, *address):
        with self.assertRaises(AddressError) as caught:
            address_block(*address)
        self.assertEqual(caught.exception.flaw, flaw)
        return caught.exception

    def test_the_last_three_lines_are_capitals_without_signs(self):
        for lines, printed in PRINTED.items():
            with self.subTest(lines=lines):
                self.assertEqual(address_block(lines, "FR", "France"), printed)

    def test_abroad_the_country_comes_last_and_hyphens_stay(self):
        for address, printed in ABROAD.items():
            with self.subTest(address=address):
                self.assertEqual(address_block(*address), printed)

    def test_a_bad_address_is_refused_with_the_line_to_mend(self):
        for lines, flaw, line, number in FLAWS:
            with self.subTest(lines=lines):
                error = self.assertFlaw(flaw, lines, "FR", "France")
                self.assertEqual(error.number, number)
                self.assertEqual(error.line, lines[1] if line is None else line)

    def test_a_line_of_38_characters_fits(self):
        block = address_block([FITS, FITS, FITS, FITS, FITS, TOWN], "FR", "France")
        self.assertEqual(block[0], FITS)
        self.assertEqual(block[4], FITS.upper())

    def test_length_counts_once_spaces_and_signs_are_gone(self):
        line = "12,  " + "x" * 35
        self.assertEqual(address_block(["A", line, TOWN])[1], "12 " + "X" * 35)

    def test_abroad_there_are_seven_lines_with_the_country(self):
        six = ["A", "b", "c", "d", "e", "Bern"]
        self.assertEqual(len(address_block(six, "CH", "Suisse")), 7)
        error = self.assertFlaw("too_many_lines", [*six, "Bern"], "CH", "Suisse")
        self.assertEqual((error.line, error.number), ("Suisse", 0))

    def test_abroad_the_town_needs_no_postcode_but_the_country_its_name(self):
        self.assertEqual(
            address_block(["A", "Dublin"], "IE", "Irlande"), ("A", "DUBLIN", "IRLANDE")
        )
        self.assertFlaw("no_country", ["A", "Dublin"], "IE", "")
        self.assertFlaw("no_country", ["A", "Dublin"], "IE", None)
        self.assertFlaw("no_town", ["A"], "IE", "Irlande")
        self.assertFlaw("line_too_long", ["A", "Bern"], "CH", TOO_LONG)
        self.assertFlaw("empty", [], "IE", "Irlande")

    def test_overseas_and_monaco_are_addressed_as_france(self):
        for code, name in (("RE", "La Réunion"), ("NC", "Nouvelle-Calédonie")):
            self.assertTrue(is_domestic(code))
            block = address_block(["A", "98800 Nouméa"], code, name)
            self.assertEqual(block, ("A", "98800 NOUMÉA"))
        self.assertEqual(
            address_block(["A", "98000 Monaco"], "mc", "Monaco"), ("A", "98000 MONACO")
        )

    def test_no_country_at_all_means_france(self):
        for code in (None, "", False, "fr", " FR "):
            self.assertTrue(is_domestic(code))
        self.assertFalse(is_domestic("BE"))
        self.assertEqual(
            address_block(["A", TOWN, "France"], None, "France")[-1][:5], "75011"
        )

    def test_one_text_of_several_lines_is_an_address(self):
        self.assertEqual(address_block(f"A\n\n{TOWN}\n"), ("A", "75011 PARIS"))

    def test_what_is_no_list_of_lines_is_empty(self):
        self.assertFlaw("empty", 12)
        self.assertEqual(address_block([12, TOWN]), ("12", "75011 PARIS"))

    def test_every_flaw_of_an_address_is_shown_at_once(self):
        lines = ["A\x00", TOO_LONG, "c", "d", "e", "f", "Lyon"]
        self.assertEqual(
            address_flaws(lines),
            (
                AddressFinding(flaw=AddressFlaw.CHARACTERS, line="A\x00", number=1),
                AddressFinding(flaw=AddressFlaw.TOO_MANY_LINES, line="Lyon", number=7),
                AddressFinding(flaw=AddressFlaw.LINE_TOO_LONG, line=TOO_LONG, number=2),
                AddressFinding(flaw=AddressFlaw.NO_TOWN, line="Lyon", number=7),
            ),
        )
        self.assertEqual(address_flaws(SIX), ())

    def test_an_error_is_a_value_error_that_names_its_flaw(self):
        error = AddressError("no_town", line="Lyon", number=3)
        self.assertIsInstance(error, ValueError)
        self.assertIs(error.flaw, AddressFlaw.NO_TOWN)
        self.assertEqual(f"{error.flaw}", "no_town")

    def test_a_text_of_a_million_characters_is_refused(self):
        self.assertFlaw("line_too_long", ["A", "x" * 10**6, TOWN])
        self.assertFlaw("too_many_lines", ["x"] * 10**4)
