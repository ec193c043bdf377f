from ...rules import receiving_tools
from ...rules.customer_identity import judge_identity
from ...rules.customer_row import Surroundings, judge_row, name_key, recipient_of
from .common import BaseCase, tagged

CATALOGUE = {
    "evoliz": ("evoliz.email",),
    "pennylane": ("suppliers.pennylane.com", "customers.pennylane.com"),
    "dext": ("dext.cc",),
}
AROUND = Surroundings(
    country_of={"FR": "FR", "Belgique": "BE", "MC": "MC"}.get,
    foreign_vat=lambda country, text: (
        text.replace(" ", "") if country == "BE" else None
    ),
    mailbox_of=lambda text, tool: receiving_tools.guess_tool(text, CATALOGUE, tool),
    tool_of={"Dext": "dext", "je ne sais pas": "unknown"}.get,
    default_country="FR",
)
GOOD = {
    "code": "C1",
    "name": "Papeterie Durand",
    "category": "Entreprise",
    "siren": "341 777 639",
    "siret": "34177763900251",
    "vat": "FR55341777639",
    "street": "45, quai de l'Île Feydeau",
    "zip": "69003",
    "city": "Lyon",
    "country": "FR",
    "email": "compta@durand.example",
}


@tagged("post_install", "-at_install", "post_install_l10n")
class TestCustomerRow(BaseCase):
    def _judge(self, **cells):
        return judge_row({**GOOD, **cells}, AROUND)

    def test_a_clean_row_has_no_flaw(self):
        customer = self._judge()
        self.assertEqual(customer.flaws, ())
        self.assertIsNone(customer.refused)
        self.assertEqual(customer.values["siren"], "341777639")
        self.assertEqual(customer.values["email"], "compta@durand.example")
        self.assertEqual(customer.values["recipient"], "taxable")
        self.assertFalse(customer.values["needs_review"])

    def test_each_doubtful_cell_is_told_by_its_key(self):
        long = "Zone d'activités économiques des Grandes Vallées"
        for cells, flaws in (
            ({"email": ""}, ("no_email",)),
            ({"email": "compta@"}, ("bad_email",)),
            ({"email": "à demander"}, ("bad_email",)),
            ({"email": "a@b.example; c@d.example"}, ("several_emails",)),
            ({"email": "Achats.X@evoliz.email"}, ("robot_email",)),
            ({"email": "x@einvoice.example"}, ("doubtful_email",)),
            ({"email": "x@customers.pennylane.com"}, ("wrong_mailbox",)),
            ({"email": "x@multiple.dext.cc"}, ("wrong_mailbox",)),
            (
                {"email": "x@evoliz.email", "tool": "Dext"},
                ("robot_email", "other_tool"),
            ),
            (
                {"email": "x@evoliz.email", "tool": "je ne sais pas"},
                ("robot_email",),
            ),
            ({"tool": "outil maison"}, ("unknown_tool",)),
            ({"siren": ""}, ("no_siren",)),
            ({"siren": "341777638"}, ("siren_checksum",)),
            ({"siren": "34177763"}, ("siren_format",)),
            ({"siret": "34177763900252"}, ("siret_checksum",)),
            ({"siret": "3,41777E+13"}, ("siret_format",)),
            ({"siret": "35600000000048"}, ("siret_mismatch",)),
            ({"vat": "FR39356000000"}, ("vat_mismatch",)),
            ({"vat": "FR00341777639"}, ("vat_invalid",)),
            ({"siret": "MONACOCONFO001"}, ("monaco",)),
            ({"street": "", "zip": "", "city": ""}, ("no_address",)),
            ({"zip": "", "city": ""}, ("incomplete_address",)),
            ({"street": long}, ("long_address",)),
            ({"street": "1 rue \u202eX"}, ("bad_address",)),
            ({"country": ""}, ("no_country",)),
            ({"country": "Atlantide"}, ("bad_country",)),
            ({"category": "Mystère"}, ("unknown_category",)),
            ({"city": "=1+1"}, ("formula", "incomplete_address")),
        ):
            with self.subTest(cells=cells):
                customer = self._judge(**cells)
                self.assertEqual(customer.flaws, flaws)
                self.assertIsNone(customer.refused)

    def test_a_doubtful_datum_is_left_out_and_nothing_takes_its_place(self):
        for cells, name in (
            ({"email": "compta@"}, "email"),
            ({"email": "a@b.example, c@d.example"}, "email"),
            ({"email": "x@evoliz.email"}, "email"),
            ({"siren": "341777638"}, "siren"),
            ({"siret": "35600000000048"}, "siret"),
            ({"vat": "FR39356000000"}, "vat"),
        ):
            with self.subTest(cells=cells):
                self.assertFalse(self._judge(**cells).values[name])

    def test_a_robot_keeps_the_capitals_of_its_address(self):
        values = self._judge(email="Achats.96AbC@Evoliz.email").values
        self.assertEqual(values["robot_address"], "Achats.96AbC@Evoliz.email")
        self.assertEqual(values["robot_tool"], "evoliz")

    def test_a_row_without_name_is_refused(self):
        for name in ("", "  ", "=HYPERLINK(1)"):
            with self.subTest(name=name):
                self.assertEqual(self._judge(name=name).refused, "no_name")

    def test_a_wrong_number_asks_for_a_look(self):
        for cells in ({"siren": "341777638"}, {"category": "Mystère"}):
            with self.subTest(cells=cells):
                self.assertTrue(self._judge(**cells).values["needs_review"])
        self.assertFalse(self._judge(email="").values["needs_review"])

    def test_nobody_is_a_consumer_for_want_of_a_vat_number(self):
        for category, has_vat, expected in (
            ("Entreprise", False, "taxable"),
            ("Association", False, "non_taxable"),
            ("Association", True, "taxable"),
            ("Collectivité", False, "public"),
            ("Particulier", False, "consumer"),
            ("", True, "taxable"),
            ("", False, None),
        ):
            with self.subTest(category=category, has_vat=has_vat):
                self.assertEqual(recipient_of(category, has_vat=has_vat), expected)

    def test_no_law_is_applied_to_nobody_knows_whom(self):
        customer = self._judge(siret="35600000000048", vat="")
        self.assertEqual(customer.flaws, ("siret_mismatch", "identity_conflict"))
        self.assertIsNone(customer.values["recipient"])
        self.assertTrue(customer.values["needs_review"])

    def test_a_consumer_needs_no_siren(self):
        customer = self._judge(category="Particulier", siren="", siret="", vat="")
        self.assertEqual(customer.flaws, ())
        self.assertFalse(customer.values["is_company"])

    def test_names_are_compared_without_case_accents_and_signs(self):
        self.assertEqual(
            name_key("SOCIÉTÉ D'HÉROUVILLE"), name_key("Societe d herouville")
        )
        self.assertEqual(name_key(None), "")

    def test_any_cell_is_judged_without_failing(self):
        for text in ("\u200f", "٣٤١٧٧٧٦٣٩", "\uff13\uff14", "\x00", "é" * 10_000, "'"):
            for name in GOOD:
                with self.subTest(name=name, text=text[:9]):
                    self.assertTrue(judge_row({**GOOD, name: text}, AROUND).values)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestCustomerIdentity(BaseCase):
    def _judge(self, siren="", siret="", vat="", country="FR"):
        return judge_identity(
            siren,
            siret,
            vat,
            country=country,
            is_company=True,
            foreign_vat=AROUND.foreign_vat,
        )

    def test_what_agrees_with_the_siren_is_kept(self):
        identity = self._judge("341777639", "34177763900251", "FR39356000000")
        self.assertEqual(identity.siret, "34177763900251")
        self.assertIsNone(identity.vat)
        self.assertEqual(identity.flaws, ("vat_mismatch",))

    def test_a_siren_alone_against_the_others_leaves_nobody(self):
        for numbers in (
            ("341777639", "35600000000048", "FR39356000000"),
            ("341777639", "35600000000048", ""),
            ("", "34177763900251", "FR39356000000"),
        ):
            with self.subTest(numbers=numbers):
                identity = self._judge(*numbers)
                self.assertIn("identity_conflict", identity.flaws)
                kept = (identity.siren, identity.siret, identity.vat)
                self.assertEqual(kept, (None, None, None))

    def test_a_missing_siren_is_read_in_the_siret_and_told(self):
        identity = self._judge("", "34177763900251", "FR55341777639")
        self.assertEqual(identity.siren, "341777639")
        self.assertEqual(identity.flaws, ("no_siren",))

    def test_a_wrong_siren_is_not_replaced_by_that_of_the_siret(self):
        identity = self._judge("341777638", "34177763900251", "FR55341777639")
        self.assertIsNone(identity.siren)
        self.assertEqual(identity.siret, "34177763900251")
        self.assertEqual(identity.flaws, ("siren_checksum",))

    def test_la_poste_has_sirets_of_its_own_kind(self):
        identity = self._judge("356000000", "35600000049837", "FR39356000000")
        self.assertEqual(identity.flaws, ())
        self.assertEqual(identity.siret, "35600000049837")

    def test_a_foreign_number_is_judged_by_its_country(self):
        self.assertEqual(self._judge(vat="BE 0477472701", country="BE").flaws, ())
        self.assertEqual(self._judge(vat="US12", country="US").flaws, ("vat_invalid",))
        self.assertEqual(self._judge(country="BE").flaws, ())
