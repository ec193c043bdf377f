"""The dates of the reform are those of the texts, each with its source."""

from datetime import date, timedelta
from itertools import pairwise

from ...rules.timeline import (
    B2G,
    DAYS,
    EMISSION,
    PERIODS,
    TIMELINE,
    Basis,
    IssuerSize,
    b2g_on,
    emission_on,
    period_of,
)
from .common import BaseCase, tagged

LAW = {
    "b2g_large": "2017-01-01 second_hand",
    "b2g_eti": "2018-01-01 second_hand",
    "b2g_pme": "2019-01-01 second_hand",
    "b2g_micro": "2020-01-01 second_hand",
    "size_reference": "2025-01-01 first_hand",
    "directory_public": "2025-09-18 second_hand",
    "reception_all": "2026-09-01 second_hand",
    "emission_large": "2026-09-01 first_hand",
    "emission_small": "2027-09-01 first_hand",
    "emission_large_latest": "2026-12-01 first_hand",
    "emission_small_latest": "2027-12-01 first_hand",
    "new_mentions_large": "2026-09-01 second_hand",
    "new_mentions_small": "2027-09-01 second_hand",
    "cibs_switch": "2027-01-01 second_hand",
    "retention_10y": "2027-01-01 second_hand",
    "cgi_refs_end": "2028-06-30 second_hand",
    "vida": "2030-07-01 first_hand",
}
SIZES = {
    "large": ("2017-01-01", "2026-09-01"),
    "intermediate": ("2018-01-01", "2026-09-01"),
    "small": ("2019-01-01", "2027-09-01"),
    "micro": ("2020-01-01", "2027-09-01"),
}


@tagged("post_install", "-at_install", "post_install_l10n")
class TestTimeline(BaseCase):
    def test_every_date_of_the_law_is_there_with_its_basis(self):
        ours = {m.key: f"{m.day} {m.basis}" for m in TIMELINE}
        self.assertEqual(ours, LAW)

    def test_every_date_cites_a_source_and_says_its_effect(self):
        for moment in TIMELINE:
            with self.subTest(moment=moment.key):
                self.assertTrue(moment.source)
                self.assertTrue(moment.effect)

    def test_keys_are_unique_and_dates_in_order(self):
        self.assertEqual(len(DAYS), len(TIMELINE))
        days = [moment.day for moment in TIMELINE]
        self.assertEqual(days, sorted(days))

    def test_each_size_has_its_two_dates(self):
        for size, (b2g, emission) in SIZES.items():
            with self.subTest(size=size):
                self.assertEqual(b2g_on(size), date.fromisoformat(b2g))
                self.assertEqual(emission_on(size), date.fromisoformat(emission))
        self.assertEqual({*B2G}, {*IssuerSize})
        self.assertEqual({*EMISSION}, {*IssuerSize})

    def test_a_member_of_a_vat_group_emits_with_the_large_issuers(self):
        for size in IssuerSize:
            with self.subTest(size=size):
                day = emission_on(size, vat_group_member=True)
                self.assertEqual(day, date(2026, 9, 1))

    def test_an_unknown_size_has_no_date(self):
        with self.assertRaises(ValueError):
            emission_on("huge")
        with self.assertRaises(ValueError):
            b2g_on("huge")

    def test_a_period_holds_its_two_bounds(self):
        for day, key in (
            ("1993-01-01", "P1"),
            ("2026-08-31", "P1"),
            ("2026-09-01", "P2"),
            ("2027-08-31", "P2"),
            ("2027-09-01", "P3"),
            ("2099-12-31", "P3"),
        ):
            with self.subTest(day=day):
                self.assertEqual(period_of(date.fromisoformat(day)).key, key)

    def test_periods_follow_each_other_without_a_gap(self):
        for earlier, later in pairwise(PERIODS):
            with self.subTest(period=later.key):
                self.assertEqual(earlier.until + timedelta(days=1), later.since)
        self.assertIsNone(PERIODS[0].since)
        self.assertIsNone(PERIODS[-1].until)

    def test_a_basis_reads_as_its_stored_value(self):
        self.assertEqual(
            [f"{basis}" for basis in Basis],
            ["first_hand", "second_hand", "inferred", "unverified"],
        )
