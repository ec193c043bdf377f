"""Two records of one customer become one: which position stays.

Nothing is agreed by tidying up a file: a no said under one name holds under the other,
and an act is kept before a silence.
"""

from .consent import LADDER, Basis, State

# The strictest first. An acceptance is ranked by what it rests on, see below.
ORDER = (
    State.REFUSED,
    State.WITHDRAWN,
    State.ACCEPTED,
    State.ASKED,
    State.NOT_ASKED,
)


def strictness(state, basis=None):
    """Return what positions are sorted by, the one to keep first.

    >>> said = [("accepted", "tacit_delay"), ("refused", None), ("asked", None)]
    >>> sorted(said, key=lambda position: strictness(*position))[0]
    ('refused', None)
    """
    return ORDER.index(State(state)), -LADDER[Basis(basis)] if basis else 0
