from datetime import date, timedelta

from ...rules.plan import LEAD_DAYS, USUAL, too_early, usual_steps
from .common import BaseCase, tagged

TODAY, DEADLINE = date(2026, 9, 1), date(2026, 10, 13)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestPlan(BaseCase):
    def test_every_way_to_reach_somebody_has_its_first_word_reminder_and_notice(self):
        days = dict(usual_steps(TODAY, DEADLINE))
        for first, reminder, notice in (
            ("email", "reminder", "notice"),
            ("letter", "letter_reminder", "letter_notice"),
        ):
            with self.subTest(first=first):
                self.assertLess(days[first], days[reminder])
                self.assertLess(days[reminder], DEADLINE)
                self.assertGreater(days[notice], DEADLINE)

    def test_salespeople_know_a_week_before_anybody_is_written_to(self):
        days = dict(usual_steps(TODAY, DEADLINE))
        first = min(day for kind, day in days.items() if kind != "heads_up")
        self.assertEqual((first - days["heads_up"]).days, LEAD_DAYS)

    def test_a_letter_has_two_weeks_before_its_reminder(self):
        days = dict(usual_steps(TODAY, DEADLINE))
        self.assertGreaterEqual((days["letter_reminder"] - days["letter"]).days, 14)

    def test_nothing_is_planned_on_a_weekend_whatever_the_day(self):
        for shift in range(7):
            today = TODAY + timedelta(days=shift)
            for kind, day in usual_steps(today, DEADLINE + timedelta(days=shift)):
                with self.subTest(today=today, kind=kind):
                    self.assertLess(day.weekday(), 5)

    def test_a_step_before_what_it_follows_is_named(self):
        monday, tuesday = date(2026, 9, 7), date(2026, 9, 8)
        for steps, early in (
            ([("email", monday), ("reminder", tuesday)], []),
            ([("email", monday), ("reminder", monday)], ["reminder"]),
            ([("email", tuesday), ("reminder", monday)], ["reminder"]),
            ([("email", monday), ("letter", monday)], []),
            ([("email", tuesday), ("letter", monday)], ["letter"]),
            # A second one that comes in time is enough.
            ([("email", monday), ("reminder", monday), ("reminder", tuesday)], []),
            ([("email", monday), ("email", tuesday), ("reminder", tuesday)], []),
            ([("reminder", monday)], []),
            ([("email", tuesday), ("letter", monday), ("letter", tuesday)], ["letter"]),
            ([], []),
        ):
            with self.subTest(steps=steps):
                self.assertEqual(too_early(steps), early)
        self.assertEqual(too_early(usual_steps(TODAY, DEADLINE)), [])

    def test_what_is_planned_already_is_left_alone(self):
        kinds = [step.kind for step in USUAL]
        self.assertEqual(usual_steps(TODAY, DEADLINE, kinds), [])
        missing = usual_steps(TODAY, DEADLINE, kinds[1:])
        self.assertEqual(missing, [("heads_up", TODAY)])
