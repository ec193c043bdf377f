"""What must be known of a customer before silence may count: plain values.

What nobody looked at is ``UNKNOWN`` and blocks. For the facts of ``NULLABLE``, None
says that somebody looked and found nothing; for the others it is unknown too.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property

from .delay import DEFAULT_DAYS, WINDOW_DAYS, deadline, paris_day, period_end

LETTER = "letter"
LETTER_DAYS = 21


class Unknown(Enum):
    """The value of what nobody looked at."""

    UNKNOWN = "unknown"


UNKNOWN = Unknown.UNKNOWN

NULLABLE = frozenset(
    {
        "question_on",
        "call_back_on",
        "unread_reply_on",
        "dispute",
        "hold_until",
        "stop_requested_on",
        "unserved_wish",
        "refused_on",
        "notice_on",
    }
)


@dataclass(frozen=True, kw_only=True)
class Sending:
    """One message carried out: when it was proven, and when it came back.

    ``proven_on``: the day the customer's server took the mail, or the day the letter
    was posted; None before that. ``failed_on``: bounce or return, any of them, since a
    mail server's "soft" bounce is not told apart. ``address`` tells two addresses of
    one channel apart.
    """

    channel: str
    address: str = ""
    proven_on: date | None = None
    failed_on: date | None = None
    is_reminder: bool = False

    @cached_property
    def key(self):
        """What a bounce makes doubtful as a whole: this address of this channel."""
        return self.channel, self.address.casefold()


@dataclass(frozen=True, kw_only=True)
class WatchedInvoice:
    """One of the first electronic invoices; ``failed_on``: bounced, rejected, lost."""

    number: str
    due_on: date | None = None
    failed_on: date | None = None
    read_on: date | None = None
    paid_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Every fact the gates look at; days are dates, or datetimes that know their zone.

    ``answer``: the regime's answer for the planned first electronic invoice, seen from
    ``day``, with ``outside_platform`` where it leaves the choice. ``is_elsewhere``: the
    customer was moved to another company than the one that asked. ``text_points``: the
    points (P09…) found in the version that was delivered. ``announced_on``: the last
    date told to this customer. ``pauses``: see ``delay.period_end``. ``hold_until``:
    last day of a salesperson's hold. ``refused_on``: any refusal, paper request or
    withdrawal, however old. ``notice_on``: the day the written notice was proven
    delivered. ``invoices``: the electronic invoices sent so far, first one first.
    """

    day: date | Unknown = UNKNOWN
    is_elsewhere: bool | Unknown = UNKNOWN
    has_identifier: bool | Unknown = UNKNOWN
    is_consumer: bool | Unknown = UNKNOWN
    is_public: bool | Unknown = UNKNOWN
    answer: str | Unknown = UNKNOWN
    answer_reason: str = ""
    outside_platform: bool | Unknown = UNKNOWN
    text_points: Collection[str] | Unknown = UNKNOWN
    sendings: Sequence[Sending] | Unknown = UNKNOWN
    announced_on: date | Unknown = UNKNOWN
    minimum_days: int = DEFAULT_DAYS
    letter_days: int = LETTER_DAYS
    pauses: Sequence[tuple] | int | Unknown = UNKNOWN
    question_on: date | Unknown | None = UNKNOWN
    call_back_on: date | Unknown | None = UNKNOWN
    unread_reply_on: date | Unknown | None = UNKNOWN
    dispute: str | Unknown | None = UNKNOWN
    hold_until: date | Unknown | None = UNKNOWN
    hold_reason: str = ""
    stop_requested_on: date | Unknown | None = UNKNOWN
    unserved_wish: str | Unknown | None = UNKNOWN
    refused_on: date | Unknown | None = UNKNOWN
    notice_on: date | Unknown | None = UNKNOWN
    window_days: int = WINDOW_DAYS
    invoices: Sequence[WatchedInvoice] | Unknown = UNKNOWN

    def is_known(self, name):
        """Return whether somebody looked at this fact."""
        value = getattr(self, name)
        return value is not UNKNOWN and (value is not None or name in NULLABLE)

    @cached_property
    def today(self):
        """The day the gates are looked at, in Paris."""
        return paris_day(self.day)

    @cached_property
    def proofs(self):
        """The sendings that reached the customer, (day, sending), first one first.

        A failure voids what went to the same address up to that day: what was proven
        before starts no clock any more (C. civ. 1127-4: the text must be readable).
        """
        failures = latest_failures(self.sendings)
        proven = [
            (paris_day(sending.proven_on), sending)
            for sending in self.sendings
            if sending.proven_on
        ]
        return sorted(
            (
                (day, sending)
                for day, sending in proven
                if day <= self.today and day > failures.get(sending.key, date.min)
            ),
            key=lambda proof: (proof[0], proof[1].channel == LETTER),
        )

    @cached_property
    def first_proven_on(self):
        """The day the clock started, or None."""
        return self.proofs[0][0] if self.proofs else None

    @cached_property
    def period_end(self):
        """The day on which the minimum period is over, or None."""
        return self._counted(period_end)

    @cached_property
    def deadline(self):
        """The last day on which silence is not yet an acceptance, or None."""
        return self._counted(deadline)

    def _counted(self, count):
        return count(
            self.announced_on,
            self.first_proven_on,
            self.minimum_days,
            self.pauses,
            self.today,
        )


def latest_failures(sendings):
    """Return the day of the last bounce or return of each address."""
    failures = {}
    for sending in sendings:
        if sending.failed_on:
            day = paris_day(sending.failed_on)
            failures[sending.key] = max(day, failures.get(sending.key, day))
    return failures
