"""When a wave of e-mails must stop: too many messages come back, or too many complain.

Mailbox providers refuse senders above 0.3 % of complaints (Gmail and Yahoo bulk sender
rules, 2024) and distrust those whose lists are stale. The floors keep one unlucky
message of a small wave from stopping it (project choice).
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum


class Cause(str, Enum):
    """What stops a wave."""

    BOUNCES = "bounces"
    COMPLAINTS = "complaints"

    def __str__(self):
        """Give the stored value."""
        return self.value


@dataclass(frozen=True)
class Limit:
    """More than a share of the messages sent, and at least a number of them."""

    cause: Cause
    share: Decimal
    at_least: int

    def is_passed(self, sent, count):
        """Return whether that many messages out of those sent are too many."""
        return count >= self.at_least and count > self.share * sent


LIMITS = (
    Limit(Cause.COMPLAINTS, Decimal("0.003"), 2),
    Limit(Cause.BOUNCES, Decimal("0.05"), 3),
)


def find_cause(sent, bounces=0, complaints=0):
    """Return why a wave must stop, the worst cause first, or None.

    >>> str(find_cause(100, bounces=6))
    'bounces'
    >>> find_cause(100, bounces=5)
    """
    counts = {Cause.BOUNCES: bounces, Cause.COMPLAINTS: complaints}
    causes = (
        limit.cause for limit in LIMITS if limit.is_passed(sent, counts[limit.cause])
    )
    return next(causes, None)
