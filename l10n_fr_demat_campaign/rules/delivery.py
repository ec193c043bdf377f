"""The life of a delivery: its states, the moves between them, when to try again.

No article says how often to try: the pace is that of mail servers (RFC 5321, 4.5.4.1
asks for at least 30 minutes between attempts after the first ones, and several days
before giving up). What the law asks (CGI 289, V) is that nobody doubts whether an
invoice left: hence `uncertain`, which no machine leaves by itself.
"""

from datetime import timedelta
from enum import Enum


class State(str, Enum):
    """Where a delivery stands."""

    QUEUED = "queued"
    BLOCKED = "blocked"
    SENDING = "sending"
    UNCERTAIN = "uncertain"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    FAILED = "failed"
    GIVEN_UP = "given_up"
    CANCELLED = "cancelled"

    def __str__(self):
        return self.value


DUE = (State.QUEUED, State.FAILED)
OPEN = (State.QUEUED, State.BLOCKED, State.FAILED)
DONE = (State.SENT, State.ACKNOWLEDGED)

MOVES = {
    State.QUEUED: {State.SENDING, State.BLOCKED, State.SENT, State.CANCELLED},
    State.BLOCKED: {State.QUEUED, State.SENT, State.CANCELLED},
    State.SENDING: {State.SENT, State.FAILED, State.GIVEN_UP, State.UNCERTAIN},
    State.UNCERTAIN: {State.QUEUED, State.SENT, State.CANCELLED},
    State.SENT: {State.ACKNOWLEDGED, State.FAILED},
    State.ACKNOWLEDGED: set(),
    State.FAILED: {State.SENDING, State.QUEUED, State.SENT, State.CANCELLED},
    State.GIVEN_UP: {State.QUEUED, State.SENT, State.CANCELLED},
    State.CANCELLED: set(),
}

PAUSES = tuple(
    timedelta(minutes=minutes) for minutes in (5, 30, 60, 240, 720, 1440, 2880)
)


class DeliveryError(Exception):
    """The document did not leave; `retry` says whether trying again makes sense."""

    def __init__(self, message, *, retry=True):
        super().__init__(message)
        self.retry = retry


class DeliveryUncertain(Exception):
    """Nobody knows whether the document left: a person decides."""


class IllegalMove(ValueError):
    """A delivery cannot go from `before` to `after`."""

    def __init__(self, before, after):
        super().__init__(f"{before} -> {after}")
        self.before, self.after = before, after


def next_state(before, after):
    """Return the state after a move, when the move is allowed.

    >>> str(next_state("queued", "sending"))
    'sending'
    """
    before, after = State(before), State(after)
    if after not in MOVES[before]:
        raise IllegalMove(before, after)
    return after


def pause_after(attempts):
    """Return how long to wait after a number of attempts, None when it is enough.

    >>> pause_after(1), pause_after(8)
    (datetime.timedelta(seconds=300), None)
    """
    return PAUSES[attempts - 1] if 1 <= attempts <= len(PAUSES) else None
