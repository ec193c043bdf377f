"""The table answers everything, in order, and none of its lines is idle."""

from dataclasses import replace
from datetime import date
from itertools import cycle, pairwise, product
from unittest.mock import patch

from ...rules import regime
from ...rules.regime import (
    KEYS,
    TABLE,
    IssuerSize,
    Situation,
    duty_keys,
    explanation_keys,
    regime_of,
    row_on,
    warning_keys,
)
from .common import BaseCase, tagged
from .letter_phrases import some
from .regime_cases import BASE, UNCLASSIFIED, expected, product_of

# One value per way of being treated; None: not known.
DOMAINS = {
    "issuer_size": ("large", "small", None),
    "vat_group_member": (False, None),
    "issuer_established_in_france": (True, False, None),
    "recipient": ("taxable", "non_taxable", "public", "consumer", None),
    "territory": (
        *("metropolitan", "guyane_mayotte", "overseas_collectivity"),
        *("monaco", "eu", "non_eu", None),
    ),
    "operation": ("taxed", "exempt_261", None),
    "directory": ("active", "inactive", "absent", None),
}
# Eleven days, a number prime to every size above, so that each meets all the others.
DAYS = (
    *(date(2016, 12, 31), date(2017, 1, 1), date(2018, 1, 1), date(2019, 1, 1)),
    *(date(2026, 8, 31), date(2026, 9, 1), date(2027, 1, 1), date(2027, 8, 31)),
    *(date(2027, 9, 1), date(2030, 7, 1), None),
)
LAW_KEYS = (
    "non_invoice_document",
    "defence_secret_operation",
    "foreign_issuer",
    "consumer",
    "public_entity",
    "monaco_recipient",
    "overseas_recipient",
    "eu_recipient",
    "non_eu_recipient",
    "non_taxable_legal_person",
    "exempt_operation_only",
    "domestic_not_in_directory_large_issuer",
    "domestic_not_in_directory_small_issuer",
    "domestic_no_active_address_large_issuer",
    "domestic_no_active_address_small_issuer",
    "domestic_taxable_large_issuer",
    "domestic_taxable_small_issuer",
    "unclassified",
)


def witnesses(line, day: date) -> list[Situation]:
    """Return situations that a line is made for, one for each size it fits."""
    chosen = {name: min(values, key=str) for name, values in line.where.items()}
    sizes = line.where.get("issuer_size", IssuerSize)
    return [
        Situation(**{**BASE, **chosen, "issuer_size": size, "day": day})
        for size in sizes
    ]


def days_of(line) -> list[date]:
    """Return the first day of each step of a line."""
    return [step.since_on or date(2016, 1, 1) for step in line.steps]


def known_cases():
    """Yield situations in which everything is known, over all days and sizes."""
    for values in product_of(
        {
            "issuer_size": ("large", "intermediate", "small", "micro"),
            "recipient": ("taxable", "non_taxable", "public", "consumer"),
            "territory": (*DOMAINS["territory"][:-1], "overseas_department"),
            "operation": ("taxed", "exempt_261"),
            "directory": ("active", "inactive", "absent", "unknown"),
        }
    ):
        yield {**BASE, **values}


@tagged("post_install", "-at_install", "post_install_l10n")
class TestRegimeTable(BaseCase):
    def test_the_keys_are_those_of_the_law_in_its_order(self):
        self.assertEqual(KEYS, LAW_KEYS)

    def test_every_known_situation_gets_the_answer_of_the_law(self):
        flags = cycle(
            product((True, False), (False, True), (False, True), (False, True))
        )
        days = cycle(DAYS[:-1])
        for values, day in zip(known_cases(), days, strict=False):
            established, member, structured, own_law = next(flags)
            case = Situation(
                **{**values, "issuer_established_in_france": established, "day": day}
                | {"vat_group_member": member, "structured": structured}
                | {"collectivity_own_law": own_law}
            )
            row = regime_of(case)
            self.assertEqual((row.key, row.answer), expected(case), case)
            self.assertNotEqual(row.key, "unclassified", case)

    def test_every_combination_is_answered_missing_inputs_included(self):
        explanations, warnings = {*explanation_keys()}, {*warning_keys()}
        cases = zip(product_of(DOMAINS), cycle(DAYS), strict=False)
        for values, day in some(cases, 5):
            case = Situation(**values, day=day)
            row = regime_of(case)
            found = (row.key, str(row.answer))
            missing = [key for key in row.warnings if key.startswith("missing_")]
            self.assertEqual(found == UNCLASSIFIED, bool(missing), case)
            self.assertIn(row.explanation, explanations, case)
            self.assertLessEqual({*row.warnings}, warnings, case)
            for key in missing:
                self.assertIsNone(getattr(case, key.removeprefix("missing_")), case)

    def test_no_line_is_shadowed(self):
        for index, line in enumerate(TABLE[:-1]):
            cases = witnesses(line, days_of(line)[0])
            rows = [regime_of(case) for case in cases]
            without = (*TABLE[:index], *TABLE[index + 1 :])
            with self.subTest(line=line.case):
                self.assertEqual({row.key for row in rows}, {line.key})
                with patch.object(regime, "TABLE", without):
                    self.assertNotEqual([regime_of(case) for case in cases], rows)

    def test_every_step_is_reached_and_changes_something(self):
        for line in TABLE[:-1]:
            for before, step in pairwise((None, *line.steps)):
                with self.subTest(line=line.case, step=step.since):
                    day = step.since_on or date(2016, 1, 1)
                    rows = {regime_of(case).answer for case in witnesses(line, day)}
                    self.assertIn(step.answer, rows)
                    if before:
                        self.assertNotEqual(replace(before, since=step.since), step)

    def test_steps_follow_the_calendar(self):
        for line in TABLE:
            with self.subTest(line=line.case):
                self.assertEqual(days_of(line), sorted({*days_of(line)}))
                self.assertTrue(all(step.since for step in line.steps[1:]))

    def test_a_line_alone_says_what_it_answers_on_a_day_to_whoever_issues(self):
        line = next(line for line in TABLE if line.key == "consumer")
        for day, basis, duties in (
            (date(2026, 8, 31), "inferred", ()),
            (date(2026, 9, 1), "inferred", ("e_reporting",)),
            (date(2027, 1, 1), "unverified", ("e_reporting",)),
        ):
            with self.subTest(day=day):
                row = row_on(line, day)
                self.assertEqual((row.basis, row.duties), (basis, duties))

    def test_the_last_line_fits_everything(self):
        self.assertEqual((TABLE[-1].key, TABLE[-1].where), ("unclassified", {}))

    def test_every_line_cites_a_source_and_a_reason(self):
        for line in TABLE:
            for step in line.steps:
                with self.subTest(line=line.case, step=step.since):
                    self.assertTrue(step.source)
                    self.assertIn(step.explanation, explanation_keys())
                    self.assertLessEqual({*step.warnings}, {*warning_keys()})
                    self.assertLessEqual({*line.duties}, {*duty_keys()})
