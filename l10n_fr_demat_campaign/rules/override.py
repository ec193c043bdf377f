"""The corrections an expert brings to the decision table."""

from dataclasses import dataclass
from datetime import date

from .regime_line import Answer
from .regime_table import KEYS
from .situation import UnknownValue, checked, coerce, member
from .timeline import PERIODS, Basis

_PERIODS = {period.key: (period.since, period.until) for period in PERIODS}


@dataclass(frozen=True, kw_only=True)
class Override:
    """An expert's correction of one row over a period.

    `period` is a pair of days, both included, None for no bound, or the key of a
    period of the reform (`P1`, `P2`, `P3`); None: always. `basis` and `source` are
    those the expert gives: without them the correction is known through him only, so
    second hand, and he is its source.
    """

    row: str
    period: tuple[date | None, date | None] | str | None = None
    answer: Answer | str
    author: str
    reason: str
    basis: Basis | str | None = None
    source: str | None = None

    def __post_init__(self) -> None:
        member("answer", Answer, self.answer)
        coerce(self, {"answer": Answer, "basis": Basis})
        object.__setattr__(self, "period", _span(self.period))
        if not isinstance(self.row, str) or self.row not in KEYS:
            raise UnknownValue("row", self.row)
        for name in ("author", "reason"):
            if not getattr(self, name):
                raise UnknownValue(name, getattr(self, name))

    def covers(self, day: date | None) -> bool:
        """Tell whether the correction holds on the day; on no known day, if always."""
        since, until = self.period
        if day is None:
            return since is None and until is None
        return (since is None or since <= day) and (until is None or day <= until)


def _span(period: object) -> tuple[date | None, date | None]:
    """Return the two bounds of a period, whatever way it was given."""
    if period is None:
        return (None, None)
    if isinstance(period, str) and period in _PERIODS:
        return _PERIODS[period]
    if not isinstance(period, (tuple, list)) or len(period) != 2:
        raise UnknownValue("period", period)
    since, until = (checked("period", date, bound) for bound in period)
    if since and until and since > until:
        raise UnknownValue("period", period)
    return (since, until)
