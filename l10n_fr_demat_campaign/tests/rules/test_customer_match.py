from ...rules.customer_match import Index, Known
from .common import BaseCase, tagged

KNOWN = Known(
    owner="Durand",
    code="C1",
    siren="341777639",
    siret="34177763900251",
    vat="FR55341777639",
    name_key="durand",
    zip="69003",
)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestCustomerMatch(BaseCase):
    def _find(self, *known, **values):
        return Index(known or (KNOWN,)).find(values)

    def test_the_surest_mark_decides(self):
        name = {"name_key": "durand"}
        for values, mark in (
            ({"code": "C1"}, "code"),
            ({"code": "C2", "siret": "34177763900251"}, "siret"),
            ({"code": "C2", "siren": "341777639"}, "siren"),
            ({"code": "C2", "vat": "FR55341777639"}, "vat"),
            ({"zip": "69003"}, "name_zip"),
        ):
            with self.subTest(mark=mark):
                match = self._find(**values, **name)
                self.assertEqual(match.mark, mark)
                self.assertEqual(match.known, KNOWN)
                self.assertEqual(match.flaws, ())

    def test_nobody_is_found_by_empty_marks(self):
        nobody = Known(owner="empty")
        match = self._find(nobody, code="", siren=None, name_key="durand", zip="")
        self.assertIsNone(match.known)
        self.assertEqual(match.flaws, ())

    def test_what_might_be_somebody_else_is_not_merged(self):
        for values, flaw in (
            ({"siren": "341777639", "siret": "34177763900269"}, "other_establishment"),
            ({"vat": "FR55341777639", "name_key": "other"}, "shared_vat"),
            (
                {"code": "C2", "name_key": "durand", "zip": "69003"},
                "possible_duplicate",
            ),
        ):
            with self.subTest(flaw=flaw):
                match = self._find(**values)
                self.assertIsNone(match.known)
                self.assertEqual(match.flaws, (flaw,))

    def test_two_companies_of_one_name_in_one_town_stay_two(self):
        match = self._find(name_key="durand", zip="69003", siren="356000000")
        self.assertIsNone(match.known)
        self.assertEqual(match.flaws, ())

    def test_an_establishment_is_not_found_by_the_vat_number_of_its_company(self):
        match = self._find(
            code="C2",
            siren="341777639",
            siret="34177763900269",
            vat="FR55341777639",
            name_key="durand",
            zip="69003",
        )
        self.assertIsNone(match.known)
        self.assertEqual(match.flaws, ("other_establishment",))

    def test_a_code_given_to_another_company_is_refused(self):
        match = self._find(code="C1", siren="356000000")
        self.assertIsNone(match.known)
        self.assertEqual(match.flaws, ("code_taken",))

    def test_two_possible_customers_are_none(self):
        twin = Known(owner="twin", siren="341777639", name_key="durand")
        match = self._find(KNOWN, twin, siren="341777639", name_key="durand")
        self.assertIsNone(match.known)
        self.assertEqual(match.flaws, ("ambiguous",))

    def test_the_second_row_of_a_customer_is_a_duplicate(self):
        index = Index([KNOWN])
        self.assertEqual(index.find({"code": "C1", "name_key": "durand"}).flaws, ())
        index.mark_in_file(KNOWN)
        match = index.find({"code": "C1", "name_key": "durand"})
        self.assertEqual(match.flaws, ("duplicate",))
        new = Known(owner="new", code="C9", name_key="x", in_file=True)
        index.add(new)
        self.assertEqual(index.find({"code": "C9", "name_key": "x"}).known, new)

    def test_another_name_is_told(self):
        match = self._find(siren="341777639", name_key="dupont")
        self.assertEqual(match.known, KNOWN)
        self.assertEqual(match.flaws, ("other_name",))
