from datetime import date

from ...rules import retention as rules
from ...rules.timeline import Basis
from .common import BaseCase, tagged

INVOICED = {"invoice_on": date(2026, 11, 10), "year_end_on": date(2026, 12, 31)}


def _longest(**values):
    found = rules.longest(rules.Life(**values))
    return found and (found[0].key, found[1].isoformat())


@tagged("post_install", "-at_install", "post_install_l10n")
class TestRetention(BaseCase):
    def test_the_longest_term_decides(self):
        for values, expected in (
            # Who never answered, or keeps paper: the last contact.
            ({"contact_on": date(2026, 9, 7)}, ("contact", "2029-09-07")),
            (
                {"contact_on": date(2028, 2, 29)},
                ("contact", "2031-02-28"),
            ),
            # An agreement taken back before any invoice.
            (
                {"ended_on": date(2027, 3, 1), "contact_on": date(2027, 3, 1)},
                ("dispute_position", "2032-03-01"),
            ),
            # Invoices left: ten years from the end of the year, five more to sue.
            (
                {**INVOICED, "ended_on": date(2027, 3, 1)},
                ("dispute_invoice", "2041-12-31"),
            ),
            # Taken back long after the last invoice.
            (
                {**INVOICED, "ended_on": date(2039, 5, 2)},
                ("dispute_position", "2044-05-02"),
            ),
            # Written to long after everything else.
            (
                {**INVOICED, "contact_on": date(2040, 5, 2)},
                ("contact", "2043-05-02"),
            ),
        ):
            with self.subTest(values=values):
                self.assertEqual(_longest(**values), expected)

    def test_nothing_is_over_while_the_agreement_is_in_force(self):
        self.assertIsNone(_longest(is_in_force=True, **INVOICED))

    def test_where_nothing_happened_there_is_nothing_to_keep(self):
        self.assertIsNone(_longest())
        self.assertEqual(rules.terms_of(rules.Life()), [])

    def test_a_document_still_kept_in_2027_is_kept_ten_years(self):
        for day, keys in (
            (date(2020, 12, 31), ["tax_six"]),
            (date(2021, 1, 1), ["tax_ten"]),
            (date(2026, 11, 10), ["tax_ten"]),
        ):
            with self.subTest(day=day):
                found = rules.terms_of(rules.Life(invoice_on=day))
                self.assertEqual([term.key for term, _end in found], keys)

    def test_every_term_says_where_it_comes_from_and_is_used(self):
        self.assertEqual(len({term.key for term in rules.TABLE}), len(rules.TABLE))
        for term in rules.TABLE:
            with self.subTest(term=term.key):
                self.assertTrue(term.source)
                self.assertIsNot(term.basis, Basis.FIRST_HAND, "No text was read.")
                day = date(2020, 6, 1)
                life = rules.Life(
                    invoice_on=day, year_end_on=day, ended_on=day, contact_on=day
                )
                self.assertGreater(term.until(life), day)
        self.assertEqual({str(term.start) for term in rules.TABLE}, set(rules.Start))

    def test_over_the_day_after_the_last_one_and_never_while_held(self):
        until = date(2029, 9, 7)
        for today, is_held, expected in (
            (date(2029, 9, 7), False, False),
            (date(2029, 9, 8), False, True),
            (date(2029, 9, 8), True, False),
        ):
            with self.subTest(today=today, is_held=is_held):
                found = rules.is_over(until, today, is_held=is_held)
                self.assertIs(found, expected)
        self.assertFalse(rules.is_over(None, date(2099, 1, 1)))
