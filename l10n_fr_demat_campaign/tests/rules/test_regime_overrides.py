"""An expert corrects a row over a period; what was shipped stays visible."""

from datetime import date

from ...rules.regime import KEYS, Answer, Basis, Override, UnknownValue, regime_of
from .common import BaseCase, tagged
from .regime_cases import situation

EU = {"territory": "eu"}


def override(**values) -> Override:
    """Return a correction of the row of EU customers, varied."""
    base = {
        "row": "eu_recipient",
        "period": (date(2026, 1, 1), date(2026, 12, 31)),
        "answer": "tacit_allowed",
        "author": "Maître Durand",
        "reason": "German customers, § 14 UStG",
    }
    return Override(**{**base, **values})


@tagged("post_install", "-at_install", "post_install_l10n")
class TestRegimeOverrides(BaseCase):
    def test_a_correction_holds_on_both_bounds_of_its_period(self):
        for day, answer in (
            ("2025-12-31", "express_only"),
            ("2026-01-01", "tacit_allowed"),
            ("2026-12-31", "tacit_allowed"),
            ("2027-01-01", "express_only"),
        ):
            with self.subTest(day=day):
                day = date.fromisoformat(day)
                row = regime_of(situation(**EU, day=day), [override()])
                self.assertEqual((row.key, row.answer), ("eu_recipient", answer))

    def test_a_bound_may_be_open_and_a_period_named(self):
        for period, day, holds in (
            (None, "1999-01-01", True),
            ((None, None), "2099-01-01", True),
            ((None, date(2026, 1, 1)), "2026-01-01", True),
            ((None, date(2026, 1, 1)), "2026-01-02", False),
            ((date(2026, 1, 1), None), "2025-12-31", False),
            ((date(2026, 1, 1), None), "2040-01-01", True),
            ([date(2026, 1, 1), date(2026, 1, 1)], "2026-01-01", True),
            ("P1", "2026-08-31", True),
            ("P2", "2026-08-31", False),
            ("P2", "2026-09-01", True),
            ("P3", "2027-08-31", False),
            ("P3", "2027-09-01", True),
        ):
            with self.subTest(period=period, day=day):
                correction = override(period=period)
                self.assertIs(correction.covers(date.fromisoformat(day)), holds)

    def test_on_an_unknown_day_only_a_correction_for_ever_holds(self):
        bounds = date(2026, 1, 1)
        for period, holds in (
            (None, True),
            ((bounds, None), False),
            ((None, bounds), False),
        ):
            with self.subTest(period=period):
                self.assertIs(override(period=period).covers(None), holds)

    def test_a_correction_touches_its_own_row_only(self):
        for values in ({"territory": "non_eu"}, {"recipient": "consumer", **EU}):
            with self.subTest(values=values):
                case = situation(**values)
                self.assertEqual(regime_of(case, [override()]), regime_of(case))

    def test_every_row_can_be_corrected(self):
        for key in KEYS:
            with self.subTest(key=key):
                self.assertEqual(override(row=key).row, key)

    def test_the_last_fitting_correction_wins(self):
        first, last = override(), override(answer="to_review")
        other = override(row="consumer", answer="none")
        row = regime_of(situation(**EU), iter([first, last, other]))
        self.assertEqual((row.answer, row.override), (Answer.TO_REVIEW, last))

    def test_the_row_shows_who_corrected_what_and_why(self):
        case = situation(**EU)
        row = regime_of(case, [override()])
        self.assertEqual(row.shipped, regime_of(case))
        self.assertEqual(row.override.author, "Maître Durand")
        self.assertEqual(row.override.reason, "German customers, § 14 UStG")
        self.assertEqual(row.explanation, "expert_override")
        self.assertEqual(row.warnings, ("express_by_prudence", "expert_override"))

    def test_a_row_without_correction_shows_none(self):
        row = regime_of(situation())
        self.assertIsNone(row.override)
        self.assertIsNone(row.shipped)

    def test_without_a_source_the_expert_is_the_source_at_second_hand(self):
        row = regime_of(situation(**EU), [override()])
        self.assertEqual(row.basis, Basis.SECOND_HAND)
        self.assertEqual(row.source, "Maître Durand")

    def test_an_expert_gives_the_reference_the_cibs_lacks(self):
        correction = override(
            row="non_taxable_legal_person",
            period=(date(2027, 1, 1), None),
            basis="first_hand",
            source="CIBS L. 215-99",
        )
        case = situation(recipient="non_taxable", day=date(2027, 1, 1))
        row = regime_of(case, [correction])
        self.assertEqual((row.basis, row.source), ("first_hand", "CIBS L. 215-99"))
        self.assertNotIn("cibs_reference_missing", row.warnings)
        self.assertIn("cibs_reference_missing", row.shipped.warnings)

    def test_a_correction_that_says_nothing_is_refused(self):
        day, eve = date(2026, 1, 2), date(2026, 1, 1)
        for name, value in (
            ("row", "no_such_row"),
            ("row", ["consumer"]),
            ("answer", "maybe"),
            ("answer", None),
            ("author", ""),
            ("reason", ""),
            ("basis", "hearsay"),
            ("period", (day, eve)),
            ("period", (day,)),
            ("period", ("2026-01-01", None)),
            ("period", "P4"),
            ("period", 2026),
        ):
            with self.subTest(name=name, value=value):
                with self.assertRaises(UnknownValue) as caught:
                    override(**{name: value})
                self.assertEqual(caught.exception.name, name)
