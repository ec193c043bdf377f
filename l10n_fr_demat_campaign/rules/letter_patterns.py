"""Read the small patterns in which the rules of letters are written.

A pattern is a row of words and ideas::

    moins de ..1 PAPER            "moins de", at most one word, then the idea PAPER
    sans/faute ..3 reponse*       alternatives, and every word that starts so
    DAILY ~~20 WEEKLY             in either order; a doubled sign crosses sentences
    BANK unless NO_BANK           not when NO_BANK stands in the same sentence
    CHARGE unless NEG ..2 @       not when NEG stands at most two words before
    MAIL with @ ..3 PRICE         only when PRICE follows within three words
    X unless pas in @             not when "pas" stands inside what was found
    X with Y nearby               only when Y stands in this sentence or the next ones
"""

import re
from dataclasses import dataclass

GAP = re.compile(r"(\.\.\.?|~~?)(\d+)$")
GUARD = re.compile(r"\s(unless|with)\s")


@dataclass(frozen=True, kw_only=True)
class Step:
    """One element of a pattern: an idea, and how far it may be behind the former."""

    idea: str
    gap: int = 0
    crosses: bool = False


@dataclass(frozen=True, kw_only=True)
class Guard:
    """What must, or must not, stand around what was found."""

    idea: str
    where: str  # before | after | inside | sentence | nearby
    gap: int = 0
    is_wanted: bool = False


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """A row of steps with its guards."""

    steps: tuple
    guards: tuple = ()


def parse(text):
    """The patterns written in one line: two when an order is free."""
    parts = GUARD.split(f" {text} ")
    guards = tuple(
        _guard(" ".join(guard.split()), word == "with")
        for word, guards in zip(parts[1::2], parts[2::2], strict=True)
        for guard in guards.split(";")
    )
    return [Pattern(steps=steps, guards=guards) for steps in _rows(parts[0].split())]


def _rows(items):
    for place, item in enumerate(items):
        if item.startswith("~"):
            gap = item.replace("~~", "...").replace("~", "..")
            left, right = items[:place], items[place + 1 :]
            return [_steps([*left, gap, *right]), _steps([*right, gap, *left])]
    return [_steps(items)]


def _steps(items):
    steps, gap, crosses = [], 0, False
    for item in items:
        found = GAP.match(item)
        if found:
            gap, crosses = int(found.group(2)), len(found.group(1)) == 3
        else:
            steps.append(Step(idea=item, gap=gap, crosses=crosses))
            gap, crosses = 0, False
    return tuple(steps)


# The forms of a guard; X may itself be a row of words.
GUARDS = (
    ("nearby", re.compile(r"(?P<idea>.+) nearby$")),
    ("inside", re.compile(r"(?P<idea>.+) in @$")),
    ("after", re.compile(r"@ \.\.(?P<gap>\d+) (?P<idea>.+)$")),
    ("before", re.compile(r"(?P<idea>.+) \.\.(?P<gap>\d+) @$")),
    ("sentence", re.compile(r"(?P<idea>[^@]+)$")),
)


def _guard(text, is_wanted):
    for where, form in GUARDS:
        found = form.match(text)
        if found:
            gap = int(found.groupdict().get("gap") or 0)
            idea = found.group("idea")
            return Guard(idea=idea, where=where, gap=gap, is_wanted=is_wanted)
    raise ValueError(text)


def alternatives(idea):
    """The rows for which a name stands: a row of words, or ideas and words.

    >>> alternatives("pas de"), alternatives("PAPER/feuille*"), alternatives("a/b")
    (['pas de'], ['PAPER', 'feuille*'], [])
    """
    if " " in idea:
        return [idea]
    items = idea.split("/")
    return items if len(items) > 1 and any(map(str.isupper, items)) else []
