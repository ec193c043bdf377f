"""Each row of the law is answered as the law has it, on each side of each date."""

from datetime import date, datetime, timezone

from ...rules.regime import (
    Basis,
    Situation,
    UnknownValue,
    duty_keys,
    explanation_keys,
    regime_of,
    warning_keys,
)
from .common import BaseCase, tagged
from .regime_cases import situation

P1, P2, P3 = date(2026, 8, 31), date(2026, 11, 21), date(2027, 9, 1)
TACIT, EXPRESS, PLATFORM = "tacit_allowed", "express_only", "platform_mandatory"
CHOICE, REVIEW, NONE = "platform_or_consent", "to_review", "none"
H2, INF, UNV = "second_hand", "inferred", "unverified"
LARGE = {"issuer_size": "large"}

# Key, situation, then answer and basis in P1, P2 and P3: from 2027-01-01 the basis of
# what rests on CGI 289 VI is unverified.
# fmt: off
LAW = (
    ("non_invoice_document", {"document": "other"},
     (NONE, H2), (NONE, H2), (NONE, H2)),
    ("defence_secret_operation", {"defence_secret": True},
     (REVIEW, UNV), (REVIEW, UNV), (REVIEW, UNV)),
    ("foreign_issuer", {"issuer_established_in_france": False},
     (TACIT, INF), (TACIT, INF), (TACIT, UNV)),
    ("consumer", {"recipient": "consumer"},
     (EXPRESS, INF), (EXPRESS, INF), (EXPRESS, UNV)),
    ("public_entity", {"recipient": "public"},
     (PLATFORM, H2), (PLATFORM, H2), (PLATFORM, H2)),
    ("monaco_recipient", {"territory": "monaco"},
     (REVIEW, UNV), (REVIEW, UNV), (REVIEW, UNV)),
    ("overseas_recipient", {"territory": "guyane_mayotte"},
     (TACIT, H2), (TACIT, H2), (TACIT, UNV)),
    ("overseas_recipient", {"territory": "overseas_collectivity"},
     (TACIT, H2), (TACIT, H2), (TACIT, UNV)),
    ("eu_recipient", {"territory": "eu"},
     (EXPRESS, INF), (EXPRESS, INF), (EXPRESS, UNV)),
    ("non_eu_recipient", {"territory": "non_eu"},
     (EXPRESS, INF), (EXPRESS, INF), (EXPRESS, UNV)),
    ("non_taxable_legal_person", {"recipient": "non_taxable"},
     (TACIT, H2), (TACIT, H2), (TACIT, UNV)),
    ("exempt_operation_only", {"operation": "exempt_261"},
     (TACIT, H2), (TACIT, H2), (TACIT, UNV)),
    ("domestic_not_in_directory_large_issuer", {**LARGE, "directory": "absent"},
     (TACIT, H2), (TACIT, H2), (TACIT, UNV)),
    ("domestic_not_in_directory_small_issuer", {"directory": "absent"},
     (TACIT, H2), (TACIT, INF), (TACIT, UNV)),
    ("domestic_no_active_address_large_issuer", {**LARGE, "directory": "inactive"},
     (TACIT, H2), (PLATFORM, H2), (PLATFORM, H2)),
    ("domestic_no_active_address_small_issuer", {"directory": "inactive"},
     (TACIT, H2), (CHOICE, INF), (PLATFORM, H2)),
    ("domestic_taxable_large_issuer", LARGE,
     (TACIT, H2), (PLATFORM, H2), (PLATFORM, H2)),
    ("domestic_taxable_small_issuer", {},
     (TACIT, H2), (CHOICE, H2), (PLATFORM, H2)),
    ("unclassified", {"recipient": None},
     (REVIEW, INF), (REVIEW, INF), (REVIEW, INF)),
)
# fmt: on
SOURCES = {
    "non_invoice_document": ("outside CGI 289",),
    "defence_secret_operation": ("none",),
    "foreign_issuer": ("CGI 289 bis I a contrario",),
    "consumer": ("CGI 289 VI", "C. civ. 1126"),
    "public_entity": ("CCP L2192-1",),
    "monaco_recipient": ("none",),
    "overseas_recipient": ("CGI 289 VI, 290",),
    "eu_recipient": ("CGI 289 bis V", "directive 2006/112 art. 232"),
    "non_eu_recipient": ("CGI 289 VI, 290",),
    "non_taxable_legal_person": ("CGI 289 VI, 290",),
    "exempt_operation_only": ("CGI 289 VI", "261 E", "facturevolution.fr"),
    "domestic_not_in_directory_large_issuer": ("CGI 289 VI, 290", "not identified"),
    "domestic_not_in_directory_small_issuer": ("CGI 289 VI, 290", "not identified"),
    "domestic_no_active_address_large_issuer": ("CDAR", "NON_TRANSMISE"),
    "domestic_no_active_address_small_issuer": ("CDAR", "NON_TRANSMISE"),
    "domestic_taxable_large_issuer": ("CGI 289 bis I", "loi 2022-1157 art. 26"),
    "domestic_taxable_small_issuer": ("CGI 289 bis I", "loi 2022-1157 art. 26"),
    "unclassified": ("product choice",),
}


def read(**values) -> tuple[str, str]:
    """Return the key and the answer of the base situation, varied."""
    row = regime_of(situation(**values))
    return row.key, str(row.answer)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestRegimeRows(BaseCase):
    def test_each_row_of_the_law_answers_in_each_period(self):
        for key, values, *cells in LAW:
            for day, cell in zip((P1, P2, P3), cells, strict=True):
                with self.subTest(key=key, day=day):
                    row = regime_of(situation(**values, day=day))
                    self.assertEqual((row.key, row.answer, row.basis), (key, *cell))

    def test_each_row_cites_the_source_of_the_law(self):
        self.assertEqual({*SOURCES}, {key for key, *_ in LAW})
        for key, values, *_ in LAW:
            source = regime_of(situation(**values, day=P3)).source
            for words in SOURCES[key]:
                with self.subTest(key=key, words=words):
                    self.assertIn(words, source)

    def test_before_their_date_domestic_rows_rest_on_acceptance(self):
        for values in (LARGE, {}, {"directory": "inactive"}):
            with self.subTest(values=values):
                self.assertEqual(
                    regime_of(situation(**values, day=P1)).source, "CGI 289 VI"
                )

    def test_intermediate_counts_as_large_and_micro_as_small(self):
        for size, twin in (("intermediate", "large"), ("micro", "small")):
            for directory in ("active", "inactive", "absent", "unknown"):
                with self.subTest(size=size, directory=directory):
                    row, same = (
                        regime_of(situation(issuer_size=s, directory=directory))
                        for s in (size, twin)
                    )
                    self.assertEqual(row, same)

    def test_a_member_of_a_vat_group_counts_as_large_whatever_its_size(self):
        for size in ("large", "intermediate", "small", "micro", None):
            with self.subTest(size=size):
                self.assertEqual(
                    read(issuer_size=size, vat_group_member=True),
                    ("domestic_taxable_large_issuer", PLATFORM),
                )

    def test_overseas_departments_are_domestic(self):
        self.assertEqual(
            read(territory="overseas_department"),
            ("domestic_taxable_small_issuer", CHOICE),
        )

    def test_a_collectivity_with_its_own_law_is_reviewed(self):
        own_law = {"collectivity_own_law": True}
        row = regime_of(situation(territory="overseas_collectivity", **own_law))
        self.assertEqual((row.answer, row.basis), (REVIEW, INF))
        self.assertEqual(read(territory="guyane_mayotte", **own_law)[1], TACIT)

    def test_monaco_is_reviewed_but_for_consumers(self):
        for recipient in ("taxable", "non_taxable", "public"):
            for established in (True, False):
                with self.subTest(recipient=recipient, established=established):
                    found = read(
                        territory="monaco",
                        recipient=recipient,
                        issuer_established_in_france=established,
                    )
                    self.assertEqual(found, ("monaco_recipient", REVIEW))
        self.assertEqual(
            read(territory="monaco", recipient="consumer"), ("consumer", EXPRESS)
        )

    def test_a_public_body_abroad_is_no_french_public_entity(self):
        for territory in ("eu", "non_eu"):
            with self.subTest(territory=territory):
                self.assertEqual(
                    read(territory=territory, recipient="public"),
                    (f"{territory}_recipient", EXPRESS),
                )

    def test_a_foreign_issuer_matters_for_taxable_persons_in_france_only(self):
        for values, key in (
            ({"recipient": "public"}, "public_entity"),
            ({"recipient": "consumer"}, "consumer"),
            ({"recipient": "non_taxable"}, "non_taxable_legal_person"),
            ({"territory": "eu"}, "eu_recipient"),
            ({"territory": "guyane_mayotte"}, "overseas_recipient"),
            ({"operation": "exempt_261"}, "foreign_issuer"),
            ({"issuer_size": None, "operation": None}, "foreign_issuer"),
        ):
            with self.subTest(values=values):
                found = read(issuer_established_in_france=False, **values)
                self.assertEqual(found[0], key)

    def test_the_first_row_that_fits_wins(self):
        for values, key in (
            (
                {"document": "other", "defence_secret": True, "recipient": "consumer"},
                "non_invoice_document",
            ),
            (
                {"defence_secret": True, "recipient": "consumer"},
                "defence_secret_operation",
            ),
            ({"recipient": "consumer", "territory": "eu"}, "consumer"),
            ({"recipient": "non_taxable", "territory": "eu"}, "eu_recipient"),
            ({"operation": "exempt_261", "territory": "non_eu"}, "non_eu_recipient"),
            (
                {"operation": "exempt_261", "directory": "absent"},
                "exempt_operation_only",
            ),
        ):
            with self.subTest(values=values):
                self.assertEqual(read(**values)[0], key)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestRegimeDates(BaseCase):
    def test_answers_change_on_the_day_itself(self):
        for size, directory, day, answer in (
            ("large", "active", "2026-08-31", TACIT),
            ("large", "active", "2026-09-01", PLATFORM),
            ("large", "inactive", "2026-08-31", TACIT),
            ("large", "inactive", "2026-09-01", PLATFORM),
            ("small", "active", "2026-08-31", TACIT),
            ("small", "active", "2026-09-01", CHOICE),
            ("small", "active", "2027-08-31", CHOICE),
            ("small", "active", "2027-09-01", PLATFORM),
            ("small", "inactive", "2027-08-31", CHOICE),
            ("small", "inactive", "2027-09-01", PLATFORM),
        ):
            with self.subTest(size=size, directory=directory, day=day):
                found = read(
                    issuer_size=size,
                    directory=directory,
                    day=date.fromisoformat(day),
                )
                self.assertEqual(found[1], answer)

    def test_public_entities_have_a_date_per_size_of_issuer(self):
        for size, year in (
            *(("large", 2017), ("intermediate", 2018)),
            *(("small", 2019), ("micro", 2020)),
        ):
            for day, answer in (
                (date(year - 1, 12, 31), REVIEW),
                (date(year, 1, 1), PLATFORM),
            ):
                with self.subTest(size=size, day=day):
                    found = read(issuer_size=size, recipient="public", day=day)
                    self.assertEqual(found, ("public_entity", answer))

    def test_the_size_matters_to_public_entities_between_their_dates_only(self):
        for year, found in (
            (2016, ("public_entity", REVIEW)),
            (2018, ("unclassified", REVIEW)),
            (2020, ("public_entity", PLATFORM)),
        ):
            with self.subTest(year=year):
                values = {"issuer_size": None, "vat_group_member": None}
                day = date(year, 6, 1)
                self.assertEqual(read(recipient="public", day=day, **values), found)

    def test_from_the_cibs_on_acceptance_is_unverified_and_keeps_its_answer(self):
        for values in ({"recipient": "non_taxable"}, {"recipient": "consumer"}):
            eve, day = (
                regime_of(situation(**values, day=day))
                for day in (date(2026, 12, 31), date(2027, 1, 1))
            )
            with self.subTest(values=values):
                self.assertEqual(eve.answer, day.answer)
                self.assertNotEqual(eve.basis, Basis.UNVERIFIED)
                self.assertEqual(day.basis, Basis.UNVERIFIED)
                self.assertNotIn("cibs_reference_missing", eve.warnings)
                self.assertIn("cibs_reference_missing", day.warnings)

    def test_the_cibs_warns_an_issuer_outside_a_platform_and_keeps_the_basis(self):
        row = regime_of(situation(day=date(2027, 1, 1)))
        self.assertEqual((row.answer, row.basis), (CHOICE, H2))
        self.assertIn("cibs_reference_missing", row.warnings)

    def test_the_cibs_does_not_touch_the_platform(self):
        row = regime_of(situation(day=P3))
        self.assertEqual((row.basis, row.warnings), (Basis.SECOND_HAND, ()))

    def test_from_2030_an_en16931_file_needs_nothing_in_the_eu(self):
        eve, day = date(2030, 6, 30), date(2030, 7, 1)
        for territory, structured, on, answer in (
            ("eu", True, eve, EXPRESS),
            ("eu", True, day, NONE),
            ("eu", False, day, EXPRESS),
            ("non_eu", True, day, EXPRESS),
        ):
            with self.subTest(territory=territory, structured=structured, day=on):
                found = read(territory=territory, structured=structured, day=on)
                self.assertEqual(found, (f"{territory}_recipient", answer))
        warnings = regime_of(situation(territory="eu", day=day)).warnings
        self.assertIn("structured_file_exempt", warnings)
        warnings = regime_of(situation(territory="eu", day=eve)).warnings
        self.assertNotIn("structured_file_exempt", warnings)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestRegimeMissing(BaseCase):
    def test_a_missing_input_is_named_and_never_guessed(self):
        for name in (
            *("issuer_size", "vat_group_member", "issuer_established_in_france"),
            *("recipient", "territory", "operation", "day"),
            *("document", "defence_secret"),
        ):
            with self.subTest(missing=name):
                row = regime_of(situation(**{name: None}))
                self.assertEqual((row.key, row.answer), ("unclassified", REVIEW))
                self.assertEqual(row.warnings, (f"missing_{name}",))

    def test_every_missing_input_of_the_deciding_line_is_named(self):
        row = regime_of(situation(issuer_size=None, vat_group_member=None, day=None))
        self.assertEqual(
            row.warnings,
            ("missing_issuer_size", "missing_day", "missing_vat_group_member"),
        )

    def test_an_input_that_changes_nothing_may_be_missing(self):
        for values, key in (
            ({"document": "other"}, "non_invoice_document"),
            (
                {"document": "invoice", "defence_secret": True},
                "defence_secret_operation",
            ),
            ({"recipient": "consumer"}, "consumer"),
            ({"recipient": "taxable", "territory": "non_eu"}, "non_eu_recipient"),
            ({"recipient": "non_taxable", "territory": "monaco"}, "monaco_recipient"),
        ):
            with self.subTest(values=values):
                self.assertEqual(regime_of(Situation(**values)).key, key)

    def test_on_an_unknown_day_acceptance_is_unverified(self):
        row = regime_of(Situation(recipient="consumer"))
        self.assertEqual((row.answer, row.basis), (EXPRESS, UNV))

    def test_nothing_known_is_unclassified(self):
        self.assertEqual(regime_of(Situation()).key, "unclassified")

    def test_an_unchecked_directory_falls_to_the_taxable_rows_with_a_warning(self):
        for size in ("large", "small"):
            for directory in ("unknown", None):
                for day in (P1, P2, P3):
                    values = {"issuer_size": size, "day": day}
                    row = regime_of(situation(**values, directory=directory))
                    checked = regime_of(situation(**values))
                    with self.subTest(size=size, directory=directory, day=day):
                        self.assertEqual(row.key, checked.key)
                        self.assertEqual(row.answer, checked.answer)
                        self.assertEqual(row.basis, Basis.INFERRED)
                        self.assertIn("directory_unchecked", row.warnings)
                        self.assertNotIn("directory_unchecked", checked.warnings)

    def test_the_directory_is_not_asked_for_where_it_changes_nothing(self):
        row = regime_of(situation(operation="exempt_261", directory="unknown"))
        self.assertNotIn("directory_unchecked", row.warnings)

    def test_a_value_outside_its_list_is_refused(self):
        day = datetime(2026, 11, 21, tzinfo=timezone.utc)
        for name, value in (
            ("recipient", "martian"),
            ("recipient", ["taxable"]),
            ("territory", ""),
            ("issuer_size", {}),
            ("operation", 261),
            ("directory", "ACTIVE"),
            ("document", "\x00"),
            ("vat_group_member", 1),
            ("defence_secret", "no"),
            ("day", "2026-11-21"),
            ("day", day),
        ):
            with self.subTest(name=name, value=value):
                with self.assertRaises(UnknownValue) as caught:
                    situation(**{name: value})
                self.assertEqual(caught.exception.name, name)
                self.assertEqual(caught.exception.value, value)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestRegimeKeys(BaseCase):
    def test_what_else_must_be_done_starts_on_the_issuers_own_date(self):
        for values, duty in (
            ({"recipient": "consumer"}, "e_reporting"),
            ({"recipient": "non_taxable"}, "e_reporting"),
            ({"territory": "eu"}, "e_reporting"),
            ({"territory": "non_eu"}, "e_reporting"),
            ({"territory": "guyane_mayotte"}, "e_reporting"),
            ({"operation": "exempt_261"}, "outside_e_reporting"),
            ({"directory": "absent"}, "report_as_non_taxable_buyer"),
            ({"directory": "inactive"}, "deposit_not_transmitted"),
            ({"directory": "inactive"}, "copy_marked_duplicate"),
            ({}, "copy_marked_duplicate"),
        ):
            for size, day, is_due in (
                ("large", date(2026, 8, 31), False),
                ("large", date(2026, 9, 1), True),
                ("small", date(2027, 8, 31), False),
                ("small", date(2027, 9, 1), True),
            ):
                with self.subTest(values=values, size=size, day=day):
                    row = regime_of(situation(**values, issuer_size=size, day=day))
                    self.assertEqual(duty in row.duties, is_due)

    def test_a_size_in_doubt_is_reminded_of_reporting(self):
        values = {"recipient": "consumer", "issuer_size": None}
        self.assertEqual(regime_of(situation(**values, day=P1)).duties, ())
        self.assertEqual(regime_of(situation(**values)).duties, ("e_reporting",))
        self.assertEqual(
            regime_of(situation(**values, day=None)).duties, ("e_reporting",)
        )

    def test_doubts_are_shown_with_the_answer(self):
        for values, warnings in (
            ({}, ("early_platform_acceptance",)),
            ({"territory": "eu"}, ("express_by_prudence",)),
            ({"territory": "non_eu"}, ("express_by_prudence",)),
            ({"territory": "monaco"}, ("monaco_as_france",)),
            ({"territory": "overseas_collectivity"}, ("collectivity_law_unchecked",)),
            ({"territory": "guyane_mayotte"}, ()),
            (LARGE, ()),
        ):
            with self.subTest(values=values):
                self.assertEqual(regime_of(situation(**values)).warnings, warnings)

    def test_the_reason_is_told_by_a_key(self):
        for values, explanation in (
            ({"day": P1}, "before_emission_date"),
            ({}, "early_platform"),
            ({"day": P3}, "platform_due"),
            ({"directory": "inactive", "day": P3}, "no_active_address"),
            ({"directory": "absent"}, "not_in_directory"),
            ({"recipient": "public", "day": date(2016, 1, 1)}, "public_entity_early"),
        ):
            with self.subTest(values=values):
                self.assertEqual(
                    regime_of(situation(**values)).explanation, explanation
                )

    def test_the_lists_of_keys_hold_no_double(self):
        for keys in (explanation_keys(), warning_keys(), duty_keys()):
            self.assertEqual(len(keys), len({*keys}))
            self.assertTrue(all(keys))
