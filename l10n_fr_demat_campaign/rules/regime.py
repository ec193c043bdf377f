"""Is consent needed, and may silence count? The consent regime of one invoice date.

`regime_of` reads the decision table, applies what the move of VAT to the CIBS leaves
open, then the corrections of an expert, last. It never asks for today's date: the
caller computes again for each invoice date.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from .override import Override
from .regime_line import Answer, Line
from .regime_table import KEYS, TABLE
from .situation import (
    DOMAINS,
    Directory,
    Document,
    Operation,
    Recipient,
    Situation,
    Territory,
    UnknownValue,
)
from .timeline import DAYS, EMISSION, Basis, IssuerSize

__all__ = [
    "KEYS",
    "TABLE",
    "Answer",
    "Basis",
    "Directory",
    "Document",
    "IssuerSize",
    "Operation",
    "Override",
    "Recipient",
    "Row",
    "Situation",
    "Territory",
    "UnknownValue",
    "duty_keys",
    "explanation_keys",
    "regime_of",
    "row_on",
    "warning_keys",
]

CIBS_WARNING = "cibs_reference_missing"
OVERRIDDEN = "expert_override"
# Answers that rest on CGI 289 VI, whose place in the CIBS was not found; the law
# lowers the basis of the first two only, the third one keeps a choice besides.
_LOWERED = frozenset({Answer.TACIT_ALLOWED, Answer.EXPRESS_ONLY})
_ON_289_VI = _LOWERED | {Answer.PLATFORM_OR_CONSENT}


@dataclass(frozen=True, kw_only=True)
class Row:
    """What the law asks in one situation, and how well it is known.

    `warnings` are doubts to show, `duties` what else must be done, `explanation` the
    reason: keys, worded by the models. Under a correction, `override` is the correction
    and `shipped` the row as the table has it.
    """

    key: str
    answer: Answer
    basis: Basis
    source: str
    warnings: tuple[str, ...]
    explanation: str
    duties: tuple[str, ...] = ()
    override: Override | None = None
    shipped: "Row | None" = None


def regime_of(situation: Situation, overrides: Iterable[Override] = ()) -> Row:
    """Return what the law asks in this situation; the last fitting correction wins.

    >>> regime_of(Situation(recipient="consumer", day=date(2026, 11, 21))).answer
    <Answer.EXPRESS_ONLY: 'express_only'>
    """
    row = _read_table(situation)
    for override in reversed(tuple(overrides)):
        if override.row == row.key and override.covers(situation.day):
            return _corrected(row, override)
    return row


def explanation_keys() -> tuple[str, ...]:
    """Return every key an explanation may have, so that the models word each."""
    keys = [step.explanation for line in TABLE for step in line.steps]
    return tuple(dict.fromkeys([*keys, OVERRIDDEN]))


def warning_keys() -> tuple[str, ...]:
    """Return every key a warning may have, so that the models word each."""
    keys = [key for line in TABLE for step in line.steps for key in step.warnings]
    missing = [f"missing_{name}" for name in (*_INPUTS, "day")]
    return tuple(dict.fromkeys([*keys, *missing, CIBS_WARNING, OVERRIDDEN]))


def duty_keys() -> tuple[str, ...]:
    """Return every key a duty may have, so that the models word each."""
    return tuple(dict.fromkeys(key for line in TABLE for key in line.duties))


# The size that counts is made of two inputs, and an unchecked directory is a value.
_INPUTS = tuple(name for name in DOMAINS if name != "directory")


def _read_table(situation: Situation) -> Row:
    """Return the row of the first line that fits, unless an input is missing."""
    possible = _possible_values(situation)
    line = next(line for line in TABLE if line.applies(possible, situation.day))
    missing = line.open_inputs(possible, situation.day)
    sizes = possible["issuer_size"]
    if missing:
        warnings = _missing_keys(situation, missing)
        return row_on(TABLE[-1], situation.day, sizes, warnings)
    return row_on(line, situation.day, sizes)


def _possible_values(situation: Situation) -> dict[str, frozenset]:
    """Return, for each input, the values it may have."""
    possible = {
        name: domain if getattr(situation, name) is None else {getattr(situation, name)}
        for name, domain in DOMAINS.items()
    }
    possible["directory"] = {situation.directory or Directory.UNKNOWN}
    possible["issuer_size"] = _possible_sizes(situation, possible["issuer_size"])
    return possible


def _possible_sizes(situation: Situation, sizes: frozenset) -> frozenset:
    """Return the sizes that may count: a member of a VAT group counts as large."""
    if situation.vat_group_member:
        return {IssuerSize.LARGE}
    return sizes if situation.vat_group_member is False else {*sizes, IssuerSize.LARGE}


def _missing_keys(situation: Situation, names: Iterable[str]) -> tuple[str, ...]:
    """Return a warning per unknown input: the size is made of two of them."""
    wanted = [*names, *(["vat_group_member"] if "issuer_size" in names else [])]
    return tuple(f"missing_{n}" for n in wanted if getattr(situation, n) is None)


def row_on(
    line: Line,
    day: date | None,
    sizes: Iterable[IssuerSize] = IssuerSize,
    warnings: tuple[str, ...] = (),
) -> Row:
    """Return what a line answers on a day, to an issuer of one of these sizes."""
    step = line.step_on(day)
    row = Row(
        key=line.key,
        answer=step.answer,
        basis=step.basis,
        source=step.source,
        warnings=(*step.warnings, *warnings),
        explanation=step.explanation,
        duties=line.duties if _has_reached_emission(sizes, day) else (),
    )
    return _under_cibs(row, day)


def _has_reached_emission(sizes: Iterable[IssuerSize], day: date | None) -> bool:
    """Tell whether the issuer may have reached its own date: in doubt, yes."""
    return day is None or any(DAYS[EMISSION[size]] <= day for size in sizes)


def _under_cibs(row: Row, day: date | None) -> Row:
    """Return the row as known once CGI 289 VI has left the CGI: in doubt, so too."""
    if row.answer not in _ON_289_VI or (day and day < DAYS["cibs_switch"]):
        return row
    basis = Basis.UNVERIFIED if row.answer in _LOWERED else row.basis
    return replace(row, basis=basis, warnings=(*row.warnings, CIBS_WARNING))


def _corrected(row: Row, override: Override) -> Row:
    """Return the row as an expert has it; his word settles the open CIBS reference."""
    warnings = tuple(key for key in row.warnings if key != CIBS_WARNING)
    return replace(
        row,
        answer=override.answer,
        basis=override.basis or Basis.SECOND_HAND,
        source=override.source or override.author,
        warnings=(*warnings, OVERRIDDEN),
        explanation=OVERRIDDEN,
        override=override,
        shipped=row,
    )
