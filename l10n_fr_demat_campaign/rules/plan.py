"""The usual steps of a campaign, and when each is planned.

Practitioners tell the salespeople first, write, remind from another angle, write on
paper to whom no e-mail reached, call, and tell in writing what silence was taken for.
A letter is answered for two weeks: its reminder waits for that. The days are this
project's choice; each step may be moved or taken away. Nobody is written to nor called
on a Saturday or a Sunday: such a step waits for Monday.
"""

from dataclasses import dataclass
from datetime import timedelta

# From the day the campaign is prepared to the first message: salespeople are told.
LEAD_DAYS = 7


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step, so many days after the preparation or, if it says so, the deadline."""

    kind: str
    days: int
    from_deadline: bool = False


USUAL = (
    Step(kind="heads_up", days=0),
    Step(kind="email", days=LEAD_DAYS),
    Step(kind="letter", days=LEAD_DAYS + 2),
    Step(kind="reminder", days=LEAD_DAYS + 10),
    Step(kind="letter_reminder", days=LEAD_DAYS + 18),
    Step(kind="call_list", days=-5, from_deadline=True),
    Step(kind="notice", days=1, from_deadline=True),
    Step(kind="letter_notice", days=1, from_deadline=True),
)


@dataclass(frozen=True, kw_only=True)
class Order:
    """A step that only makes sense so many days after another one."""

    kind: str
    after: str
    days: int
    needs_all: bool = False


ORDERS = (
    # Who received nothing yet is not reminded.
    Order(kind="reminder", after="email", days=1),
    # Each letter goes to whom no e-mail reached so far.
    Order(kind="letter", after="email", days=0, needs_all=True),
)


def too_early(steps):
    """Return the kinds that are planned before what they follow.

    >>> from datetime import date
    >>> too_early([("email", date(2026, 9, 8)), ("reminder", date(2026, 9, 7))])
    ['reminder']
    """
    days = {}
    for kind, day in steps:
        days.setdefault(kind, []).append(day)
    return [
        order.kind
        for order in ORDERS
        if order.kind in days and order.after in days and _is_early(order, days)
    ]


def _is_early(order, days):
    first = min(days[order.after]) + timedelta(days=order.days)
    own = min(days[order.kind]) if order.needs_all else max(days[order.kind])
    return own < first


def usual_steps(today, deadline, known=()):
    """Return pairs of kind and day of the usual steps that are not there yet.

    >>> from datetime import date
    >>> usual_steps(date(2026, 9, 1), date(2026, 10, 12), ["email"])[-1]
    ('letter_notice', datetime.date(2026, 10, 13))
    """
    starts = {True: deadline, False: today}
    return [
        (step.kind, _working(starts[step.from_deadline] + timedelta(days=step.days)))
        for step in USUAL
        if step.kind not in known
    ]


def _working(day):
    """Return a day, or the Monday after it when it is of a weekend."""
    return day if day.weekday() < 5 else day + timedelta(days=7 - day.weekday())
