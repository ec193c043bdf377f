"""Facts about the numbers of companies."""

from itertools import product

from ...rules.identifiers import (
    Flaw,
    IdentifierError,
    Siren,
    Siret,
    consistency,
    parse_siren,
    parse_siret,
    parse_vat_fr,
)
from .common import BaseCase, tagged

NBSP, NARROW, RTL = "\u00a0", "\u202f", "\u200f"
MILLION = 10**6

SIRENS = {
    "356000000": "356000000",
    " 341 777 639 ": "341777639",
    "341.777.639": "341777639",
    f"341{NBSP}777{NARROW}639": "341777639",
    "341777639\n": "341777639",
    "123 456 782": "123456782",
    341777639: "341777639",
}
BAD_SIRENS = {
    "": Flaw.EMPTY,
    "   ": Flaw.EMPTY,
    "...": Flaw.EMPTY,
    None: Flaw.EMPTY,
    False: Flaw.EMPTY,
    True: Flaw.CHARACTERS,
    "34177763": Flaw.LENGTH,
    "3417776390": Flaw.LENGTH,
    "34177763900251": Flaw.LENGTH,
    "34177763O": Flaw.CHARACTERS,
    "341-777-639": Flaw.CHARACTERS,
    "34177763\u0669": Flaw.CHARACTERS,
    "\uff13\uff14\uff11777639": Flaw.CHARACTERS,
    f"{RTL}341777639": Flaw.CHARACTERS,
    "341777639\x00": Flaw.CHARACTERS,
    "341\ud800": Flaw.CHARACTERS,
    "341777638": Flaw.CHECKSUM,
    "000000000": Flaw.CHECKSUM,
    "FR341777639": Flaw.PREFIX,
    "fr 55 341 777 639": Flaw.PREFIX,
    "341777639; 356000000": Flaw.SEVERAL,
    "341 777 639 / 356 000 000": Flaw.SEVERAL,
    "341777639 et 356000000": Flaw.SEVERAL,
    "341777639\n356000000": Flaw.SEVERAL,
    "000123456": Flaw.MONACO,
    "Monaco": Flaw.MONACO,
}
SIRETS = {
    "35600000000048": ("356000000", "00048"),
    "35600000049837": ("356000000", "49837"),
    "341 777 639 00251": ("341777639", "00251"),
    "341.777.639.00251": ("341777639", "00251"),
}
BAD_SIRETS = {
    None: Flaw.EMPTY,
    "341777639": Flaw.LENGTH,
    "341777639002511": Flaw.LENGTH,
    "34177763900252": Flaw.CHECKSUM,
    # the other rule of La Poste is for La Poste alone: the sum of digits is 55
    "34177763900206": Flaw.CHECKSUM,
    "35600000049838": Flaw.CHECKSUM,
    "34177763800253": Flaw.PREFIX,
    "3417776390O251": Flaw.CHARACTERS,
    "MONACOCONFO001": Flaw.MONACO,
    "monacoconfo001": Flaw.MONACO,
    "FR34177763900251": Flaw.PREFIX,
    "34177763900251/35600000000048": Flaw.SEVERAL,
}
VATS = {
    "FR55341777639": "FR55341777639",
    "fr 55 341.777 639": "FR55341777639",
    "55341777639": "FR55341777639",
    "FR39356000000": "FR39356000000",
    "K7399859412": "FRK7399859412",
    "FR 4Z 123 456 782": "FR4Z123456782",
    "fr4z123456782": "FR4Z123456782",
    "FR83404833048": "FR83404833048",
}
BAD_VATS = {
    None: Flaw.EMPTY,
    "FR": Flaw.LENGTH,
    "FR341777639": Flaw.LENGTH,
    "FR553417776390": Flaw.LENGTH,
    "FR55-341777639": Flaw.CHARACTERS,
    "FR5534177763A": Flaw.CHARACTERS,
    "non assujetti": Flaw.CHARACTERS,
    "\uff26\uff3255341777639": Flaw.CHARACTERS,
    "FR54341777639": Flaw.KEY,
    "FRIO341777639": Flaw.KEY,
    "FR5O341777639": Flaw.KEY,
    "FRK8399859412": Flaw.KEY,
    "FR4Y123456782": Flaw.KEY,
    "FR55341777638": Flaw.CHECKSUM,
    "FR12000000000": Flaw.CHECKSUM,
    "DE136695976": Flaw.COUNTRY,
    "ESB58378431": Flaw.COUNTRY,
    "IT00743110157": Flaw.COUNTRY,
    "BE0477472701": Flaw.COUNTRY,
    "ATU12345675": Flaw.COUNTRY,
    "FR55341777639, FR39356000000": Flaw.SEVERAL,
    "FR55 341777639 FR39 356000000": Flaw.SEVERAL,
}


@tagged("post_install", "-at_install", "post_install_l10n")
class TestCompanyNumbers(BaseCase):
    def assertFlaws(self, parse, table):
        for text, flaw in table.items():
            with self.subTest(text=text), self.assertRaises(IdentifierError) as caught:
                parse(text)
            self.assertEqual(caught.exception.flaw, flaw, text)

    def test_a_siren_is_read_as_people_type_it(self):
        for text, normal in SIRENS.items():
            with self.subTest(text=text):
                self.assertEqual(str(parse_siren(text)), normal)

    def test_a_bad_siren_has_one_flaw(self):
        self.assertFlaws(parse_siren, BAD_SIRENS)

    def test_a_siret_holds_the_siren_of_its_company(self):
        for text, (siren, nic) in SIRETS.items():
            with self.subTest(text=text):
                self.assertEqual(parse_siret(text), Siret(siren=siren, nic=nic))
                self.assertEqual(str(parse_siret(text)), siren + nic)

    def test_a_bad_siret_has_one_flaw(self):
        self.assertFlaws(parse_siret, BAD_SIRETS)

    def test_a_vat_number_gets_its_normal_form(self):
        for text, normal in VATS.items():
            with self.subTest(text=text):
                self.assertEqual(str(parse_vat_fr(text)), normal)
                self.assertEqual(parse_vat_fr(text).siren, normal[4:])

    def test_a_bad_vat_number_has_one_flaw(self):
        self.assertFlaws(parse_vat_fr, BAD_VATS)

    def test_a_vat_number_of_monaco_holds_no_siren(self):
        for text in ("FR53000123456", "FR78000006262"):
            key = (12 + 3 * (int(text[4:]) % 97)) % 97
            vat = parse_vat_fr(f"FR{key:02}{text[4:]}")
            self.assertTrue(vat.monaco)
            self.assertIsNone(vat.siren)
            with self.assertRaises(IdentifierError) as caught:
                parse_vat_fr(f"FR{(key + 1) % 97:02}{text[4:]}")
            self.assertEqual(caught.exception.flaw, Flaw.KEY)

    def test_a_vat_number_of_france_is_not_monaco(self):
        self.assertFalse(parse_vat_fr("FR55341777639").monaco)

    def test_a_parsed_number_is_parsed_again(self):
        siren = parse_siren("341777639")
        self.assertEqual(parse_siren(siren), siren)
        self.assertEqual(siren, Siren(value="341777639"))

    def test_an_error_is_a_value_error_that_names_its_flaw(self):
        error = IdentifierError(flaw="length")
        self.assertIsInstance(error, ValueError)
        self.assertIs(error.flaw, Flaw.LENGTH)
        self.assertEqual(str(error), "length")
        self.assertEqual(f"{Flaw.SIREN_MISMATCH}", "siren_mismatch")

    def test_a_text_of_a_million_characters_is_answered(self):
        texts = ("1", " ", "A", ";", "FR", "1;", "\u0669")
        for parse, text in product((parse_siren, parse_siret, parse_vat_fr), texts):
            with self.subTest(text=text), self.assertRaises(IdentifierError):
                parse(text * (MILLION // 100))
        self.assertEqual(
            str(parse_siren("341" + " " * MILLION + "777639")), "341777639"
        )


@tagged("post_install", "-at_install", "post_install_l10n")
class TestConsistency(BaseCase):
    SIREN, SIRET, VAT = "341777639", "34177763900251", "FR55341777639"
    OTHER_SIREN, OTHER_SIRET = "356000000", "35600000000048"
    OTHER_VAT = "FR39356000000"

    def test_numbers_of_one_company_agree(self):
        self.assertEqual(consistency(self.SIREN, self.SIRET, self.VAT), ())

    def test_a_contradiction_is_named(self):
        both = ("siret_mismatch", "vat_mismatch")
        table = (
            (self.SIREN, self.OTHER_SIRET, self.VAT, ("siret_mismatch",)),
            (self.SIREN, self.SIRET, self.OTHER_VAT, ("vat_mismatch",)),
            (self.SIREN, self.OTHER_SIRET, self.OTHER_VAT, both),
            (self.OTHER_SIREN, self.SIRET, self.VAT, both),
            (None, self.SIRET, self.OTHER_VAT, ("vat_mismatch",)),
            (self.SIREN, None, self.OTHER_VAT, ("vat_mismatch",)),
        )
        for siren, siret, vat, expected in table:
            with self.subTest(siren=siren, siret=siret, vat=vat):
                self.assertEqual(consistency(siren, siret, vat), expected)

    def test_a_part_that_is_missing_or_bad_contradicts_nothing(self):
        for bad in (None, "", "341777638", "abc", "DE136695976", "FR12000000004"):
            with self.subTest(bad=bad):
                self.assertEqual(consistency(bad, self.SIRET, self.VAT), ())
                self.assertEqual(consistency(self.SIREN, bad, self.VAT), ())
                self.assertEqual(consistency(self.SIREN, self.SIRET, bad), ())
        self.assertEqual(consistency(), ())
