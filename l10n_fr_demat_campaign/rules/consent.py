"""The position of one customer towards one company, and what it rests on.

Receiving invoices electronically is « soumis à l'acceptation du destinataire » (CGI
289 VI). BOFiP BOI-TVA-DECLA-30-20-30-10 §§ 180-190 knows the express acceptance (a
formal document) and the tacit one (the recipient processes or pays the invoice or,
failing that, was given a reasonable time to ask for paper). Nothing here says whether
an acceptance is needed: that is the regime of a date.
"""

from enum import Enum

from .delay import WINDOW_DAYS, DayError, deadline, paris_day, shift, window_end
from .facts import UNKNOWN, Facts, Sending, WatchedInvoice
from .gates import GATES, Blocker, Stage, tacit_blockers

__all__ = [
    "GATES",
    "LADDER",
    "TRANSITIONS",
    "UNKNOWN",
    "Basis",
    "Blocker",
    "DayError",
    "Event",
    "Facts",
    "IllegalBasis",
    "IllegalEvent",
    "Sending",
    "Stage",
    "State",
    "WatchedInvoice",
    "deadline",
    "effective_on",
    "is_sufficient",
    "needs_notice",
    "next_basis",
    "next_state",
    "strongest",
    "tacit_blockers",
    "upgrade",
]


class IllegalEvent(ValueError):
    """This event cannot happen to a customer in this state, or either is unknown."""


class IllegalBasis(ValueError):
    """No such basis."""


class State(str, Enum):
    """What the customer said, or let be understood, so far."""

    NOT_ASKED = "not_asked"
    ASKED = "asked"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"

    def __str__(self):
        """Give the stored value."""
        return self.value


class Event(str, Enum):
    """What may happen to a position.

    ``ask``: a campaign puts the question, again or for the first time.
    ``accept``: the customer says yes, by whatever means, asked or not, late or not.
    ``expire``: silence lasted beyond the deadline and every gate let it through.
    ``process``: the customer processed or paid an electronic invoice.
    ``refuse``: the customer says no, asks for paper, or objects after the notice.
    ``withdraw``: the customer takes an acceptance back, for the invoices to come.
    """

    ASK = "ask"
    ACCEPT = "accept"
    EXPIRE = "expire"
    PROCESS = "process"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"

    def __str__(self):
        """Give the stored value."""
        return self.value


class Basis(str, Enum):
    """What an acceptance rests on."""

    CGV = "cgv"
    TACIT_DELAY = "tacit_delay"
    TACIT_PROCESSED = "tacit_processed"
    EXPLICIT_PAGE = "explicit_page"
    EXPLICIT_PHONE = "explicit_phone"
    EXPLICIT_COUPON = "explicit_coupon"
    EXPLICIT_REPLY = "explicit_reply"
    EXPLICIT_PORTAL = "explicit_portal"
    INTERCHANGE_CONTRACT = "interchange_contract"

    def __str__(self):
        """Give the stored value."""
        return self.value


TRANSITIONS = {
    # A question leaves an answer as it is: whoever refused is not "asked" again, so
    # that silence can never undo a refusal.
    (State.NOT_ASKED, Event.ASK): State.ASKED,
    (State.ASKED, Event.ASK): State.ASKED,
    (State.ACCEPTED, Event.ASK): State.ACCEPTED,
    (State.REFUSED, Event.ASK): State.REFUSED,
    (State.WITHDRAWN, Event.ASK): State.WITHDRAWN,
    # A yes counts whenever it comes: unasked, late, after a no.
    (State.NOT_ASKED, Event.ACCEPT): State.ACCEPTED,
    (State.ASKED, Event.ACCEPT): State.ACCEPTED,
    (State.ACCEPTED, Event.ACCEPT): State.ACCEPTED,
    (State.REFUSED, Event.ACCEPT): State.ACCEPTED,
    (State.WITHDRAWN, Event.ACCEPT): State.ACCEPTED,
    # Silence answers a question only (C. civ. 1120).
    (State.ASKED, Event.EXPIRE): State.ACCEPTED,
    # Payment confirms an acceptance, it does not make one of something else: the
    # invoice may have left before the refusal. It is recorded and never fails.
    (State.NOT_ASKED, Event.PROCESS): State.NOT_ASKED,
    (State.ASKED, Event.PROCESS): State.ASKED,
    (State.ACCEPTED, Event.PROCESS): State.ACCEPTED,
    (State.REFUSED, Event.PROCESS): State.REFUSED,
    (State.WITHDRAWN, Event.PROCESS): State.WITHDRAWN,
    # A no is never illegal, and wins over silence (CGI 289 VI).
    (State.NOT_ASKED, Event.REFUSE): State.REFUSED,
    (State.ASKED, Event.REFUSE): State.REFUSED,
    (State.ACCEPTED, Event.REFUSE): State.REFUSED,
    (State.REFUSED, Event.REFUSE): State.REFUSED,
    (State.WITHDRAWN, Event.REFUSE): State.REFUSED,
    # Only what was accepted is taken back; twice is once.
    (State.ACCEPTED, Event.WITHDRAW): State.WITHDRAWN,
    (State.WITHDRAWN, Event.WITHDRAW): State.WITHDRAWN,
}

# BOFiP ranks nothing: an act is worth more than a payment, a payment more than
# silence, and general conditions prove least.
LADDER = {
    Basis.CGV: 0,
    Basis.TACIT_DELAY: 1,
    Basis.TACIT_PROCESSED: 2,
    Basis.EXPLICIT_PAGE: 3,
    Basis.EXPLICIT_PHONE: 3,
    Basis.EXPLICIT_COUPON: 3,
    Basis.EXPLICIT_REPLY: 3,
    Basis.EXPLICIT_PORTAL: 3,
    Basis.INTERCHANGE_CONTRACT: 3,
}

# What an event proves by itself, when the caller names no basis.
IMPLIED = {Event.EXPIRE: Basis.TACIT_DELAY, Event.PROCESS: Basis.TACIT_PROCESSED}


def next_state(state, event):
    """Return the state after an event; raise ``IllegalEvent`` where there is none.

    >>> next_state("asked", "expire") is State.ACCEPTED
    True
    """
    try:
        return TRANSITIONS[State(state), Event(event)]
    except (KeyError, TypeError, ValueError) as error:
        raise IllegalEvent(f"{event!r} cannot happen in {state!r}") from error


def next_basis(state, current, event, given=None):
    """Return what the position rests on after an event, or None without acceptance.

    ``given`` is what the customer's act was (a page, a call) and is due with
    ``accept``; silence and payment say it themselves. A refusal or a withdrawal leaves
    the ladder: what follows starts from its foot.
    """
    if next_state(state, event) is not State.ACCEPTED:
        return None
    held = current if State(state) is State.ACCEPTED else None
    basis = upgrade(held, IMPLIED.get(Event(event), given))
    if basis is None:
        raise IllegalBasis("an acceptance rests on something")
    return basis


def strongest(*bases):
    """Return the basis that proves most, the first of equals, or None.

    >>> str(strongest("tacit_delay", None, "explicit_phone", "explicit_page"))
    'explicit_phone'
    """
    known = [_basis(basis) for basis in bases if basis]
    return max(known, key=LADDER.get, default=None)


def upgrade(current, new):
    """Return the basis to keep: a new one replaces only a weaker one."""
    return strongest(current, new)


def is_sufficient(basis):
    """Return whether an invoice may rest on this basis alone.

    General conditions accepted as a whole prove no agreement of their own: they ask
    for a written notice and a watch of the first invoices.
    """
    return bool(basis) and _basis(basis) is not Basis.CGV


def needs_notice(basis):
    """Return whether a written notice must come before the first invoice (G18)."""
    return strongest(basis) in (Basis.CGV, Basis.TACIT_DELAY)


def effective_on(
    basis, accepted_on=None, planned_on=None, notice_on=None, window_days=WINDOW_DAYS
):
    """Return the first day an electronic invoice may leave, or None.

    An act or a payment opens the day itself, or the planned date told to the customer.
    Silence, and general conditions, open nothing without a written notice: the refusal
    window starts the day after its delivery and must be over (G18).
    """
    days = [paris_day(day) for day in (accepted_on, planned_on) if day]
    if not strongest(basis) or (needs_notice(basis) and not notice_on):
        return None
    if needs_notice(basis):
        days.append(shift(window_end(notice_on, window_days), 1))
    return max(days, default=None)


def _basis(value):
    try:
        return Basis(value)
    except (TypeError, ValueError) as error:
        raise IllegalBasis(f"no such basis: {value!r}") from error
