from datetime import date, datetime, timedelta, timezone
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from ...rules.frequency import (
    FrequencyError,
    Kind,
    Rule,
    last_day,
    next_push,
    next_slot,
)
from .common import BaseCase, tagged

PARIS = ZoneInfo("Europe/Paris")
DAILY = Rule(kind="daily", hour=9)
MONDAY = Rule(kind="weekly", weekday=0, hour=9)


def paris(*args, fold=0):
    return datetime(*args, tzinfo=PARIS, fold=fold)


def utc(*args):
    return datetime(*args, tzinfo=timezone.utc)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestRhythm(BaseCase):
    def test_each_invoice_leaves_at_once(self):
        for after in (utc(2026, 11, 5, 7), utc(2026, 11, 30, 22, 59, 59)):
            with self.subTest(after=after):
                push = next_push(Rule(kind="each"), after, "Europe/Paris")
                self.assertEqual(push, after)
                self.assertIs(push.tzinfo, PARIS)

    def test_a_daily_push_comes_at_the_next_hour_asked_for(self):
        for after, expected in (
            (paris(2026, 11, 5, 8, 59), paris(2026, 11, 5, 9)),
            (paris(2026, 11, 5, 9), paris(2026, 11, 6, 9)),
            (paris(2026, 11, 5, 9, 0, 1), paris(2026, 11, 6, 9)),
            (paris(2026, 11, 5, 23, 59), paris(2026, 11, 6, 9)),
        ):
            with self.subTest(after=after):
                self.assertEqual(next_push(DAILY, after, PARIS), expected)

    def test_a_weekly_push_comes_on_its_day(self):
        after = paris(2026, 11, 4, 12)
        for weekday, day in enumerate((9, 10, 11, 5, 6, 7, 8)):
            rule = Rule(kind="weekly", weekday=weekday, hour=9)
            with self.subTest(weekday=weekday):
                push = next_push(rule, after, PARIS)
                self.assertEqual(push, paris(2026, 11, day, 9))
        today = next_push(MONDAY, paris(2026, 11, 9, 8), PARIS)
        self.assertEqual(today, paris(2026, 11, 9, 9))
        next_week = next_push(MONDAY, paris(2026, 11, 9, 9), PARIS)
        self.assertEqual(next_week, paris(2026, 11, 16, 9))

    def test_the_day_is_the_customers_own(self):
        after = utc(2026, 11, 8, 23, 30)  # Monday in Paris, Sunday in Cayenne
        for tz, expected in (
            ("Europe/Paris", utc(2026, 11, 9, 8)),
            ("America/Cayenne", utc(2026, 11, 9, 12)),
            ("Indian/Reunion", utc(2026, 11, 9, 5)),
            ("Pacific/Noumea", utc(2026, 11, 15, 22)),
            (timezone(timedelta(hours=-11)), utc(2026, 11, 9, 20)),
        ):
            with self.subTest(tz=tz):
                push = next_push(MONDAY, after, tz)
                self.assertEqual(push, expected)
                self.assertEqual((push.hour, push.weekday()), (9, 0))

    def test_any_object_with_the_right_names_is_a_rule(self):
        rule = SimpleNamespace(kind="daily", weekday=None, hour=9, minute=5)
        push = next_push(rule, paris(2026, 11, 5, 9), PARIS)
        self.assertEqual(push, paris(2026, 11, 5, 9, 5))
        self.assertEqual(str(Kind.WEEKLY), "weekly")


@tagged("post_install", "-at_install", "post_install_l10n")
class TestClockChange(BaseCase):
    def test_the_wall_clock_hour_survives_both_changes(self):
        for after, expected in (
            (paris(2027, 3, 27, 10), utc(2027, 3, 28, 7)),
            (paris(2027, 3, 26, 10), utc(2027, 3, 27, 8)),
            (paris(2026, 10, 24, 10), utc(2026, 10, 25, 8)),
            (paris(2026, 10, 23, 10), utc(2026, 10, 24, 7)),
        ):
            with self.subTest(after=after):
                self.assertEqual(next_push(DAILY, after, PARIS), expected)

    def test_a_skipped_hour_comes_an_hour_later_the_same_day(self):
        rule = Rule(kind="daily", hour=2, minute=30)
        push = next_push(rule, paris(2027, 3, 28, 1, 59), PARIS)
        self.assertEqual(push.isoformat(), "2027-03-28T03:30:00+02:00")
        push = next_push(rule, utc(2027, 3, 28, 1, 30), PARIS)
        self.assertEqual(push.isoformat(), "2027-03-29T02:30:00+02:00")

    def test_a_repeated_hour_comes_once(self):
        rule = Rule(kind="daily", hour=2, minute=30)
        for after, expected in (
            (utc(2026, 10, 25, 0, 29), "2026-10-25T02:30:00+02:00"),
            (utc(2026, 10, 25, 0, 30), "2026-10-26T02:30:00+01:00"),
            (paris(2026, 10, 25, 2, 29, fold=1), "2026-10-26T02:30:00+01:00"),
            (paris(2026, 10, 25, 2, 31, fold=1), "2026-10-26T02:30:00+01:00"),
        ):
            with self.subTest(after=after):
                self.assertEqual(next_push(rule, after, PARIS).isoformat(), expected)

    def test_a_year_of_slots_has_one_for_each_day(self):
        for hour, minute in ((2, 0), (2, 30), (3, 0), (0, 0), (23, 59)):
            rule = Rule(kind="daily", hour=hour, minute=minute)
            moment, days = paris(2026, 12, 31, 12), []
            with self.subTest(rule=rule):
                while len(days) < 366:
                    moment = next_slot(rule, moment, PARIS)
                    days.append(moment.date())
                first = days[0]
                self.assertEqual(days, [first + timedelta(n) for n in range(366)])

    def test_a_date_that_a_zone_skipped_is_no_gap(self):
        rule = Rule(kind="weekly", weekday=4, hour=9)  # no Friday 30 in Apia
        push = next_push(rule, utc(2011, 12, 29, 20), "Pacific/Apia")
        self.assertEqual(push.isoformat(), "2011-12-31T09:00:00+14:00")


@tagged("post_install", "-at_install", "post_install_l10n")
class TestEndOfMonth(BaseCase):
    def test_a_push_of_the_next_month_moves_to_the_last_day(self):
        for name, rule, after, expected in (
            ("week", MONDAY, paris(2026, 11, 24, 10), paris(2026, 11, 30, 9)),
            ("hour", MONDAY, paris(2026, 12, 29, 10), paris(2026, 12, 31, 9)),
            ("eve", MONDAY, paris(2026, 12, 31, 8, 59), paris(2026, 12, 31, 9)),
            ("past", MONDAY, paris(2026, 12, 31, 9), paris(2026, 12, 31, 23)),
            ("past, daily", DAILY, paris(2026, 12, 31, 10), paris(2026, 12, 31, 23)),
            ("night", DAILY, paris(2026, 12, 31, 23), paris(2026, 12, 31, 23, 0, 0, 1)),
            ("leap", MONDAY, paris(2028, 2, 29, 10), paris(2028, 2, 29, 23)),
        ):
            with self.subTest(name):
                self.assertEqual(next_push(rule, after, PARIS), expected)

    def test_the_month_is_the_invoices_own(self):
        after = paris(2026, 12, 1, 10)
        for day, expected in (
            (date(2026, 11, 30), paris(2026, 12, 1, 10, 0, 0, 1)),
            (date(2026, 12, 1), paris(2026, 12, 7, 9)),
            (date(2027, 1, 2), paris(2026, 12, 7, 9)),
        ):
            with self.subTest(day=day):
                self.assertEqual(next_push(MONDAY, after, PARIS, day), expected)

    def test_the_month_ends_where_the_customer_lives(self):
        after = utc(2026, 11, 30, 23, 30)  # 1 December in Paris, November in Cayenne
        push = next_push(DAILY, after, "Europe/Paris")
        self.assertEqual(push, paris(2026, 12, 1, 9))
        push = next_push(DAILY, after, "America/Cayenne")
        self.assertEqual(push.isoformat(), "2026-11-30T23:00:00-03:00")

    def test_a_last_day_that_a_zone_skipped_is_not_waited_for(self):
        after = utc(1994, 12, 31, 9)  # Friday 30, 23:00 in Kiritimati: no 31 follows
        push = next_push(DAILY, after, "Pacific/Kiritimati", date(1994, 12, 30))
        self.assertEqual(push - after, timedelta(microseconds=1))

    def test_the_last_day_of_a_month_is_known(self):
        for day, last in (
            (date(2026, 2, 3), date(2026, 2, 28)),
            (date(2028, 2, 3), date(2028, 2, 29)),
            (date(2026, 12, 31), date(2026, 12, 31)),
        ):
            with self.subTest(day=day):
                self.assertEqual(last_day(day), last)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestBadInput(BaseCase):
    def test_what_says_nothing_is_refused(self):
        now = utc(2026, 11, 5, 7)
        naive, edge = datetime(2026, 11, 5), datetime.max.replace(tzinfo=timezone.utc)  # noqa: DTZ001
        for name, args in (
            ("kind", (Rule(kind="monthly"), now, PARIS)),
            ("unhashable kind", (Rule(kind=[]), now, PARIS)),
            ("no rule", (None, now, PARIS)),
            ("hour", (Rule(kind="daily", hour=24), now, PARIS)),
            ("text", (Rule(kind="daily", hour="9"), now, PARIS)),
            ("minute", (Rule(kind="daily", minute=-1), now, PARIS)),
            ("weekday", (Rule(kind="weekly", weekday=7), now, PARIS)),
            ("no weekday", (Rule(kind="weekly", weekday=None), now, PARIS)),
            ("naive", (DAILY, naive, PARIS)),
            ("date", (DAILY, date(2026, 11, 5), PARIS)),
            ("zone", (DAILY, now, "Europe/Pariss")),
            ("zone path", (DAILY, now, "../../etc/passwd")),
            ("zone folder", (DAILY, now, "Europe")),
            ("zone NUL", (DAILY, now, "Europe/Paris\0")),
            ("no zone", (DAILY, now, None)),
            ("list", (DAILY, now, ["Europe/Paris"])),
            ("end of time", (DAILY, edge, "America/Cayenne")),
            ("end of time, east", (DAILY, edge, PARIS)),
            (
                "end of time, west",
                (Rule(kind="daily", hour=22), edge, "America/Cayenne"),
            ),
            ("invoice", (DAILY, now, PARIS, "2026-11-05")),
            ("invoice moment", (DAILY, now, PARIS, now)),
        ):
            with self.subTest(name), self.assertRaises(FrequencyError):
                next_push(*args)
