"""How long silence must last before it may count, in whole days of Paris.

BOFiP BOI-TVA-DECLA-30-20-30-10 §§ 180-190 asks for a « délai raisonnable pour exiger
une facture papier » without a figure: 30 days by default and never less than 15 are
this project's choice. As in CPC art. 641-642, the day that starts a period is not
counted and its last day runs until midnight.
"""

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

DEFAULT_DAYS = 30
FLOOR_DAYS = 15
WINDOW_DAYS = 15


class DayError(ValueError):
    """This value is no day: neither a date nor a datetime that knows its zone."""


def paris_day(value):
    """Return the day of a date, or the day it was in Paris at an aware datetime.

    A naive datetime is refused: half an hour decides which day a deadline ends.
    """
    if isinstance(value, datetime):
        return _day_at(value)
    if isinstance(value, date):
        return value
    raise DayError(f"no day: {value!r}")


def minimum(days=DEFAULT_DAYS):
    """Return the days to wait: what a company wants, never under the floor."""
    return max(days or DEFAULT_DAYS, FLOOR_DAYS)


def deadline(
    announced_on, first_proven_on, minimum_days=DEFAULT_DAYS, pauses=(), until=None
):
    """Return the last day on which silence is not yet an acceptance, or None.

    It is the later of the announced date and of the end of the minimum period, which
    starts at the first proven delivery: never sooner than what the letter says. None:
    nothing was announced, nothing proven delivered, or the clock stands still.
    """
    end = period_end(announced_on, first_proven_on, minimum_days, pauses, until)
    return end and max(end, paris_day(announced_on))


def period_end(
    announced_on, first_proven_on, minimum_days=DEFAULT_DAYS, pauses=(), until=None
):
    """Return the day on which the minimum period is over, or None.

    ``pauses`` are pairs (from, to) of days, or their number already counted. One that
    still runs has no end: it lasts until the day ``until``, unknown without it. Days
    paused twice count once, as do those before the first delivery not at all. Once the
    deadline is over, a pause no longer moves it.
    """
    if not announced_on or not first_proven_on:
        return None
    announced, first = paris_day(announced_on), paris_day(first_proven_on)
    end = shift(first, minimum(minimum_days))
    if isinstance(pauses, int):
        return shift(end, max(pauses, 0))
    counted_to = first
    for start, stop in sorted(_spans(pauses, until), key=lambda span: span[0]):
        if start > max(end, announced):
            break
        if stop is None:
            return None
        end = shift(end, max((stop - max(start, counted_to)).days, 0))
        counted_to = max(counted_to, stop)
    return end


def window_end(notice_on, window_days=WINDOW_DAYS):
    """Return the last day of the refusal window opened by the written notice."""
    return shift(paris_day(notice_on), max(window_days, 0))


def shift(day, days):
    """Return the day that comes so many days later."""
    try:
        return day + timedelta(days=days)
    except OverflowError as error:
        raise DayError(f"no day {days} days after {day}") from error


def _spans(pauses, until):
    for start, stop in pauses:
        last = stop or until
        yield paris_day(start), paris_day(last) if last else None


def _day_at(moment):
    if moment.utcoffset() is None:
        raise DayError(f"in which time zone? {moment!r}")
    try:
        return moment.astimezone(_paris()).date()
    except OverflowError as error:
        raise DayError(f"no day: {moment!r}") from error


@lru_cache
def _paris():
    return ZoneInfo("Europe/Paris")
