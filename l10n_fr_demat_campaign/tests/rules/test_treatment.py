from datetime import date

from ...rules.invoice_terms import TREATMENTS
from ...rules.treatment import Treatment, is_due, treatment_of
from .common import BaseCase, tagged


@tagged("post_install", "-at_install", "post_install_l10n")
class TestTreatment(BaseCase):
    def test_who_buys_and_where_says_how_a_platform_treats_an_invoice(self):
        cases = (
            ("taxable", "metropolitan", "taxed", "B2B"),
            ("taxable", "overseas_department", None, "B2B"),
            ("taxable", "eu", "taxed", "B2BINT"),
            ("taxable", "non_eu", "taxed", "B2BINT"),
            ("consumer", "metropolitan", "taxed", "B2C"),
            ("non_taxable", "metropolitan", "taxed", "B2C"),
            ("consumer", "eu", "taxed", "B2CINT"),
            ("taxable", "metropolitan", "exempt_261", "OUTOFSCOPE"),
            ("consumer", "non_eu", "exempt_261", "OUTOFSCOPE"),
        )
        for recipient, territory, operation, expected in cases:
            with self.subTest(recipient=recipient, territory=territory):
                found = treatment_of(recipient, territory, operation)
                self.assertEqual(found, expected)

    def test_what_the_sources_do_not_settle_is_left_to_somebody(self):
        for recipient, territory in (
            ("public", "metropolitan"),
            ("taxable", "monaco"),
            ("taxable", "guyane_mayotte"),
            ("taxable", "overseas_collectivity"),
            (False, "metropolitan"),
            ("taxable", False),
        ):
            with self.subTest(recipient=recipient, territory=territory):
                self.assertIsNone(treatment_of(recipient, territory))

    def test_every_treatment_is_one_that_the_french_rules_take(self):
        self.assertEqual({treatment.value for treatment in Treatment}, TREATMENTS)

    def test_a_platform_reads_from_the_day_of_the_issuer_or_by_choice(self):
        cases = (
            ("large", False, False, date(2026, 9, 1), True),
            ("large", False, False, date(2026, 8, 31), False),
            ("small", False, False, date(2026, 11, 21), False),
            ("small", True, False, date(2026, 11, 21), True),
            ("micro", False, True, date(2026, 1, 1), True),
            ("micro", False, False, date(2027, 9, 1), True),
        )
        for size, member, chosen, day, expected in cases:
            with self.subTest(size=size, member=member, chosen=chosen, day=day):
                due = is_due(
                    size, vat_group_member=member, uses_platform=chosen, day=day
                )
                self.assertIs(due, expected)
