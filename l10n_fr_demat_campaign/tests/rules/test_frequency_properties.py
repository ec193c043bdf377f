from datetime import date, datetime, timedelta, timezone

from ...rules.frequency import Rule, last_day, next_push, next_slot
from .common import BaseCase, given, st, tagged

ZONES = st.sampled_from(
    (
        "Europe/Paris",
        "America/Cayenne",
        "Australia/Lord_Howe",
        "America/St_Johns",
        "Asia/Kathmandu",
        "Pacific/Apia",
        "UTC",
    )
)
RULES = st.builds(
    Rule,
    kind=st.sampled_from(("daily", "weekly")),
    weekday=st.integers(0, 6),
    hour=st.integers(0, 23),
    minute=st.integers(0, 59),
)
DAYS = st.dates(date(2005, 1, 1), date(2041, 1, 1))
MOMENTS = st.datetimes(
    datetime(2005, 1, 1),  # noqa: DTZ001
    datetime(2040, 1, 1),  # noqa: DTZ001
    timezones=st.just(timezone.utc),
)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestFrequencyProperties(BaseCase):
    @given(rule=RULES, after=MOMENTS, tz=ZONES)
    def test_a_push_comes_after_and_within_the_month(self, rule, after, tz):
        push = next_push(rule, after, tz)
        self.assertGreater(push.astimezone(timezone.utc), after)
        last = last_day(after.astimezone(push.tzinfo).date())
        self.assertLessEqual(push.date(), last)

    @given(rule=RULES, after=MOMENTS, tz=ZONES)
    def test_no_slot_is_missed_between_two(self, rule, after, tz):
        first = next_slot(rule, after, tz)
        days = (first.date() - after.astimezone(first.tzinfo).date()).days
        self.assertIn(days, range(3) if rule.kind == "daily" else range(9))
        just_before = max(after, first.astimezone(timezone.utc) - timedelta(minutes=1))
        self.assertEqual(next_slot(rule, just_before, tz), first)

    @given(rule=RULES, after=MOMENTS, tz=ZONES, day=DAYS)
    def test_a_late_month_never_holds_a_push_back(self, rule, after, tz, day):
        push = next_push(rule, after, tz, day).astimezone(timezone.utc)
        slot = next_slot(rule, after, tz).astimezone(timezone.utc)
        self.assertGreater(push, after)
        self.assertLessEqual(push, slot)
