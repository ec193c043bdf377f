"""What a line of the decision table is, and how it meets a situation."""

from dataclasses import dataclass
from datetime import date

from .timeline import DAYS, Basis, Code


class Answer(Code):
    """What the law asks before an invoice may leave electronically."""

    NONE = "none"  # nothing to ask
    TACIT_ALLOWED = "tacit_allowed"  # acceptance required, express or tacit
    EXPRESS_ONLY = "express_only"  # acceptance required, by a positive act
    PLATFORM_MANDATORY = "platform_mandatory"  # approved platform or Chorus Pro
    PLATFORM_OR_CONSENT = "platform_or_consent"  # early platform, else tacit_allowed
    TO_REVIEW = "to_review"  # no safe answer: a person decides, never tacit meanwhile


@dataclass(frozen=True, kw_only=True)
class Step:
    """What a line answers from a moment on; `since` None: from the beginning."""

    since: str | None
    answer: Answer
    basis: Basis
    explanation: str
    source: str
    warnings: tuple[str, ...]

    @property
    def since_on(self) -> date | None:
        """Return the first day of the step."""
        return self.since and DAYS[self.since]


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the decision table; `case` is how a lawyer reads it."""

    key: str
    case: str
    where: dict[str, frozenset]
    steps: tuple[Step, ...]
    duties: tuple[str, ...]

    def applies(self, possible: dict[str, frozenset], day: date | None) -> bool:
        """Tell whether the line fits at least one of the possible situations."""
        since = self.steps[0].since_on
        if day and since and day < since:
            return False
        return not any(
            possible[name].isdisjoint(accepted) for name, accepted in self.where.items()
        )

    def open_inputs(self, possible: dict[str, frozenset], day: date | None) -> tuple:
        """Return the inputs without which nobody knows what the line answers."""
        names = [
            name for name, accepted in self.where.items() if possible[name] - accepted
        ]
        is_dated = len(self.steps) > 1 or self.steps[0].since
        return (*names, "day") if day is None and is_dated else tuple(names)

    def step_on(self, day: date | None) -> Step:
        """Return the step in force on the day."""
        in_force = [s for s in self.steps if not s.since or s.since_on <= day]
        return in_force[-1]
