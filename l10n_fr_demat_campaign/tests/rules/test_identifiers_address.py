"""Facts about the electronic address of a company (scheme 0225)."""

from ...rules.identifiers import (
    AddressWarning,
    ElectronicAddress,
    Flaw,
    IdentifierError,
    Mesh,
    parse_electronic_address,
)
from .common import BaseCase, tagged

SIREN, SIRET = "341777639", "34177763900251"
OTHER_SIREN, OTHER_SIRET = "356000000", "35600000000048"
LONGEST = f"{SIREN}_{SIRET}_{'R' * 100}"
NO_SIRET = "12345678901235"

MESHES = {
    SIREN: Mesh.SIREN,
    f"{SIREN}_{SIRET}": Mesh.SIREN_SIRET,
    f"{SIREN}_{SIRET}_SAV": Mesh.SIREN_SIRET_ROUTING,
    f"{SIREN}_{SIRET}_SAV_2-b": Mesh.SIREN_SIRET_ROUTING,
    LONGEST: Mesh.SIREN_SIRET_ROUTING,
    f"{SIREN}_Achats": Mesh.SIREN_SUFFIX,
    f"{SIREN}_{'S' * 100}": Mesh.SIREN_SUFFIX,
    f"{SIREN}_{SIRET}1": Mesh.SIREN_SUFFIX,
    f"{SIREN}_{SIRET}-1": Mesh.SIREN_SUFFIX,
    f"{SIREN}__": Mesh.SIREN_SUFFIX,
    f"{SIREN}_{NO_SIRET}": Mesh.SIREN_SUFFIX,
    f"{SIREN}_{NO_SIRET}_SAV": Mesh.SIREN_SUFFIX,
    "35600000_35600000049837".replace("_", "0_", 1): Mesh.SIREN_SIRET,
}
TYPED = {
    f"0225:{SIREN}": SIREN,
    f" 0225 : {SIREN} ": SIREN,
    f"iso6523-actorid-upis::0225:{SIREN}_A": f"{SIREN}_A",
    f"ISO6523-ACTORID-UPIS::0225:{SIREN}": SIREN,
    "341 777 639": SIREN,
    "341.777.639_aB": f"{SIREN}_aB",
    f"{SIREN}\n": SIREN,
    f"{SIREN}_abc-DEF_9": f"{SIREN}_abc-DEF_9",
}
FLAWS = {
    None: Flaw.EMPTY,
    "": Flaw.EMPTY,
    "0225:": Flaw.EMPTY,
    " . ": Flaw.EMPTY,
    f"9957:FR55{SIREN}": Flaw.SCHEME,
    f"0226:{SIREN}": Flaw.SCHEME,
    "EM:compta@a.example": Flaw.SCHEME,
    "compta@a.example": Flaw.CHARACTERS,
    f"{SIREN}_A/B": Flaw.CHARACTERS,
    f"{SIREN}_A+B": Flaw.CHARACTERS,
    f"{SIREN}_A B": Flaw.CHARACTERS,
    f"{SIREN}_A:B": Flaw.CHARACTERS,
    f"{SIREN}_É": Flaw.CHARACTERS,
    f"{SIREN}_A\nB": Flaw.CHARACTERS,
    f"{SIREN}_A\x00": Flaw.CHARACTERS,
    f"{SIREN}_\u200fA": Flaw.CHARACTERS,
    "34177763\u0669": Flaw.CHARACTERS,
    f"schéma:{SIREN}": Flaw.CHARACTERS,
    SIRET: Flaw.MESH,
    "34177763": Flaw.MESH,
    "_A": Flaw.MESH,
    "Achats": Flaw.MESH,
    "341777638": Flaw.CHECKSUM,
    f"{SIREN}_34177763900252": Flaw.CHECKSUM,
    f"{SIREN}_": Flaw.SUFFIX,
    f"{SIREN}_{'S' * 101}": Flaw.SUFFIX,
    f"{SIREN}_{SIRET}_": Flaw.ROUTING_CODE,
    f"{LONGEST}R": Flaw.ROUTING_CODE,
    f"{SIREN}_{OTHER_SIRET}": Flaw.SIREN_MISMATCH,
    f"{SIREN}_{OTHER_SIRET}_SAV": Flaw.SIREN_MISMATCH,
    f"{SIREN}; {OTHER_SIREN}": Flaw.SEVERAL,
    f"0225:{SIREN}_A 0225:{OTHER_SIREN}_B": Flaw.SEVERAL,
    f"{SIREN}\n{OTHER_SIREN}": Flaw.SEVERAL,
}


@tagged("post_install", "-at_install", "post_install_l10n")
class TestElectronicAddress(BaseCase):
    def assertFlaw(self, flaw, text, **known):
        with self.assertRaises(IdentifierError) as caught:
            parse_electronic_address(text, **known)
        self.assertEqual(caught.exception.flaw, flaw)

    def test_the_four_forms_are_told_apart(self):
        for text, mesh in MESHES.items():
            with self.subTest(text=text):
                address = parse_electronic_address(text)
                self.assertEqual(address.mesh, mesh)
                self.assertEqual(str(address), text)

    def test_an_address_is_read_as_people_type_it(self):
        for text, normal in TYPED.items():
            with self.subTest(text=text):
                self.assertEqual(str(parse_electronic_address(text)), normal)

    def test_a_bad_address_has_one_flaw(self):
        for text, flaw in FLAWS.items():
            with self.subTest(text=text):
                self.assertFlaw(flaw, text)

    def test_an_address_gives_its_parts(self):
        self.assertEqual(
            parse_electronic_address(f"0225:{SIREN}_{SIRET}_Sav"),
            ElectronicAddress(
                mesh="siren_siret_routing",
                siren=SIREN,
                siret=SIRET,
                routing_code="Sav",
            ),
        )
        self.assertEqual(parse_electronic_address(f"{SIREN}_aB").suffix, "aB")

    def test_an_address_knows_its_scheme(self):
        address = parse_electronic_address(f"{SIREN}_A")
        self.assertEqual(
            (address.scheme, address.qualified), ("0225", f"0225:{SIREN}_A")
        )

    def test_the_longest_address_has_125_characters(self):
        self.assertEqual(len(str(parse_electronic_address(LONGEST))), 125)

    def test_a_dot_is_worth_a_warning(self):
        for text, warnings in {
            f"{SIREN}_A.B": (AddressWarning.DOT,),
            f"{SIREN}_{SIRET}_A.B": (AddressWarning.DOT,),
            f"{SIREN}_A-B": (),
            f"{SIREN}_{SIRET}_A": (),
            f"{SIREN}_{NO_SIRET}": (AddressWarning.SIRET_LIKE_SUFFIX,),
            f"{SIREN}_{NO_SIRET}_.": (
                AddressWarning.SIRET_LIKE_SUFFIX,
                AddressWarning.DOT,
            ),
        }.items():
            with self.subTest(text=text):
                self.assertEqual(parse_electronic_address(text).warnings, warnings)
        self.assertEqual(str(AddressWarning.DOT), "dot")

    def test_the_form_that_the_customer_named_decides(self):
        text = f"{SIREN}_{SIRET}"
        suffix = parse_electronic_address(text, mesh="siren_suffix")
        self.assertEqual((suffix.mesh, suffix.suffix), (Mesh.SIREN_SUFFIX, SIRET))
        self.assertEqual(str(suffix.mesh), "siren_suffix")
        self.assertFlaw(Flaw.MESH, text, mesh="siren")
        self.assertFlaw(Flaw.MESH, SIREN, mesh=Mesh.SIREN_SUFFIX)
        self.assertFlaw(Flaw.MESH, f"{SIREN}_A", mesh=Mesh.SIREN_SIRET)
        self.assertFlaw(Flaw.SIREN_MISMATCH, f"{SIREN}_{NO_SIRET}", mesh="siren_siret")

    def test_the_address_of_another_company_is_refused(self):
        self.assertFlaw(Flaw.SIREN_MISMATCH, f"{SIREN}_A", siren=OTHER_SIREN)
        address = parse_electronic_address(f"{SIREN}_A", siren="341 777 639")
        self.assertEqual(address.siren, SIREN)

    def test_a_very_long_text_is_answered(self):
        for text in ("1", " ", "A", "_", "0225:", f"{SIREN} ", f"{SIREN}_", "\u0669"):
            with self.subTest(text=text), self.assertRaises(IdentifierError):
                parse_electronic_address(text * 10_000)
