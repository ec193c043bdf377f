"""When the next electronic push of a customer leaves, in the customer's own time zone.

A rhythm shifts the sending, never the invoice: what it holds back leaves on the last
day of the invoice's month at the latest (this project's choice, so that an invoice is
not booked a month late).
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from enum import Enum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# On the last day of a month, what comes after the rule's own hour is gathered once more
# before midnight, with an hour left for a late worker.
LAST_CALL = time(23, 0)
AT_ONCE = timedelta(microseconds=1)
# A slot exists within a week; one day more, for the zones that skipped a date.
HORIZON = range(9)


class FrequencyError(ValueError):
    """This rule, moment or time zone says nothing about a next push."""


class Kind(str, Enum):
    """How often a customer wants to be sent something."""

    EACH = "each"
    DAILY = "daily"
    WEEKLY = "weekly"

    def __str__(self):
        """Give the stored value."""
        return self.value


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rhythm: ``weekday`` counts from Monday, 0, and serves a weekly rule only."""

    kind: Kind = Kind.EACH
    weekday: int = 0
    hour: int = 8
    minute: int = 0


def next_push(rule, after, tz, invoice_day=None):
    """Return when an invoice ready at ``after`` leaves, an aware time in ``tz``.

    ``each`` leaves at once, at ``after``. The others leave at the next slot strictly
    after it, or if that slot is not in the month of ``invoice_day`` (by default the day
    of ``after`` in ``tz``), on the last day of that month: at the rule's hour, at 23:00
    when that is past, at once after that, or when the month is over already.

    >>> after = datetime(2026, 11, 30, 7, 30, tzinfo=timezone.utc)
    >>> next_push(Rule(kind="daily", hour=9), after, "Europe/Paris").isoformat()
    '2026-11-30T09:00:00+01:00'
    >>> next_push(Rule(kind="weekly", hour=8), after, "Europe/Paris").isoformat()
    '2026-11-30T23:00:00+01:00'
    """
    kind, zone, moment = _kind(rule), _zone(tz), _moment(after)
    local = _local(moment, zone)
    if kind is Kind.EACH:
        return local
    last = last_day(invoice_day or local.date())
    slot = next_slot(rule, after, tz)
    if slot.date() <= last:
        return slot
    calls = (_at(last, _time(rule), zone), _at(last, LAST_CALL, zone))
    calls = (call for call in calls if call > moment)
    in_time = (
        _local(call, zone) for call in calls if _local(call, zone).date() <= last
    )
    return next(in_time, _local(moment + AT_ONCE, zone))


def next_slot(rule, after, tz):
    """Return the next regular slot of a daily or weekly rule, strictly after ``after``.

    A slot in the hour that a DST change skips comes that much later, one in the hour
    that it repeats comes once, the first time.
    """
    zone, moment, at = _zone(tz), _moment(after), _time(rule)
    weekday = _number(rule, "weekday", 7) if _kind(rule) is Kind.WEEKLY else None
    today = _local(moment, zone).date()
    days = (_shift(today, days) for days in HORIZON)
    wanted = (day for day in days if weekday in (None, day.weekday()))
    slots = (_at(day, at, zone) for day in wanted)
    return _local(next(slot for slot in slots if slot > moment), zone)


def last_day(day):
    """Return the last day of the month of a date."""
    if not isinstance(day, date) or isinstance(day, datetime):
        raise FrequencyError(f"no date: {day!r}")
    return day.replace(day=monthrange(day.year, day.month)[1])


def _at(day, at, zone):
    """Return a wall clock time as UTC: two local times do not compare by instant."""
    try:
        return datetime.combine(day, at, zone).astimezone(timezone.utc)
    except OverflowError as error:
        raise FrequencyError(f"no such time: {day} {at}") from error


def _local(moment, zone):
    try:
        return moment.astimezone(zone)
    except OverflowError as error:
        raise FrequencyError(f"no such time in {zone}: {moment!r}") from error


def _moment(after):
    if not isinstance(after, datetime) or after.utcoffset() is None:
        raise FrequencyError(f"no moment that knows its zone: {after!r}")
    return _local(after, timezone.utc)


def _shift(day, days):
    try:
        return day + timedelta(days)
    except OverflowError as error:
        raise FrequencyError(f"no day {days} days after {day}") from error


def _zone(tz):
    if isinstance(tz, tzinfo):
        return tz
    try:
        return ZoneInfo(tz)
    except (
        ZoneInfoNotFoundError,
        AttributeError,
        OSError,
        TypeError,
        ValueError,
    ) as bad:
        raise FrequencyError(f"no such time zone: {tz!r}") from bad


def _kind(rule):
    try:
        return Kind(rule.kind)
    except (AttributeError, TypeError, ValueError) as error:
        raise FrequencyError(f"no such rhythm: {rule!r}") from error


def _time(rule):
    return time(_number(rule, "hour", 24), _number(rule, "minute", 60))


def _number(rule, name, limit):
    value = getattr(rule, name, None)
    if not isinstance(value, int) or not 0 <= value < limit:
        raise FrequencyError(f"{name} out of range: {value!r}")
    return int(value)
