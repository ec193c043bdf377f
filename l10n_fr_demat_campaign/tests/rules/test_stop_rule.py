from datetime import date, datetime, timedelta

from ...rules import slots, stop_rule
from .common import BaseCase, tagged

MONDAY, TUESDAY = date(2026, 9, 7), date(2026, 9, 8)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestStopRule(BaseCase):
    def test_a_wave_stops_above_a_share_and_a_number(self):
        for sent, bounces, complaints, cause in (
            (10, 2, 0, None),
            (10, 3, 0, "bounces"),
            (60, 3, 0, None),
            (59, 3, 0, "bounces"),
            (100, 5, 0, None),
            (100, 6, 0, "bounces"),
            (10, 0, 1, None),
            (10, 0, 2, "complaints"),
            (1000, 0, 3, None),
            (1000, 0, 4, "complaints"),
            (10, 9, 9, "complaints"),
            (0, 0, 0, None),
        ):
            with self.subTest(sent=sent, bounces=bounces, complaints=complaints):
                found = stop_rule.find_cause(sent, bounces, complaints)
                self.assertEqual(found and str(found), cause)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestSlots(BaseCase):
    def openings(self):
        return [(day, self.at(day, 8), self.at(day, 9)) for day in (MONDAY, TUESDAY)]

    @staticmethod
    def at(day, hour, minute=0):
        return datetime(day.year, day.month, day.day, hour, minute)  # noqa: DTZ001

    def test_without_limit_everything_leaves_at_once(self):
        self.assertEqual(slots.plan(3, self.openings()), [self.at(MONDAY, 8)] * 3)

    def test_a_pace_leaves_the_same_time_between_two(self):
        self.assertEqual(
            slots.plan(3, self.openings(), per_hour=2),
            [self.at(MONDAY, 8), self.at(MONDAY, 8, 30), self.at(TUESDAY, 8)],
        )

    def test_the_next_wave_keeps_its_distance(self):
        after = self.at(MONDAY, 8, 10)
        self.assertEqual(
            slots.plan(1, self.openings(), after=after, per_hour=2),
            [after + timedelta(minutes=30)],
        )

    def test_a_full_day_takes_no_more(self):
        used = {MONDAY: 2}
        self.assertEqual(
            slots.plan(2, self.openings(), per_day=2, used=used),
            [self.at(TUESDAY, 8)] * 2,
        )
        self.assertEqual(used, {MONDAY: 2})

    def test_what_has_no_room_gets_no_moment(self):
        self.assertEqual(len(slots.plan(9, self.openings(), per_day=2)), 4)
        self.assertEqual(slots.plan(1, []), [])
