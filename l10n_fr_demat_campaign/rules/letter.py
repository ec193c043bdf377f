"""Check the text of a letter: required points, unwanted arguments, unbacked promises.

Keys of the findings:

* ``P01`` to ``P20``: a point that the letter does not make (no span);
* ``W01`` to ``W20`` (``W04a``, ``W04b``, ``W09a``, ``W09b``): an argument to avoid;
* ``O01`` to ``O08``: a promise that no configured feature backs (« ces arguments ne
  valent pas pour le simple envoi de PDF »).
"""

from dataclasses import dataclass
from enum import Enum
from functools import cached_property, lru_cache

from . import (
    letter_en,
    letter_fr_consent,
    letter_fr_ideas,
    letter_fr_points,
    letter_fr_refusal,
    letter_fr_rhythms,
    letter_fr_service,
    letter_fr_warnings,
    letter_fr_words,
    letter_offer,
)
from .letter_fr_warnings import GREETINGS, OPENINGS, WE, YOU
from .letter_ideas import Reading
from .letter_offer import Offer
from .letter_vocabulary import Vocabulary

__all__ = [
    "Family",
    "Finding",
    "Kind",
    "LetterError",
    "Offer",
    "Severity",
    "check_letter",
]


class LetterError(ValueError):
    """The checker does not know this family, kind or language, or has no text."""

    def __init__(self, flaw):
        super().__init__(flaw)
        self.flaw = flaw


class Named(str, Enum):
    """An enum whose members read as their value."""

    def __str__(self):
        return self.value


class Severity(Named):
    """What a finding does: stop the launch, ask for a reason, inform."""

    ERROR = "error"
    WARN = "warn"
    INFO = "info"


class Family(Named):
    """The families of messages: what the recipient is asked."""

    CONSENT_TACIT = "consent_tacit"
    CONSENT_EXPRESS = "consent_express"
    INFORMATION = "information"


class Kind(Named):
    """First letter, reminder, or the questions and answers beside it."""

    FIRST = "first"
    REMINDER = "reminder"
    FAQ = "faq"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One remark: ``span`` is the place in the given text, None for a missing point.

    ``advice`` is in the language of the letter; ``key`` lets another language say it.
    ``feature`` is what a promise needs.
    """

    key: str
    severity: Severity
    span: tuple | None
    advice: str
    feature: str = ""


REMINDER_POINTS = frozenset(["P08", "P09", "P10", "P11", "P12", "P13", "P16"])
SOFTER_POINTS = frozenset(["P09", "P11", "P12"])
FAQ_WARNINGS = frozenset(["W07", "W15"])
BENEFITS = ("P01", "P02", "P03")
TERMS = ("P04", "P06")
ORDER_ADVICE = "Dites d'abord ce que le client y gagne, ensuite les modalités."
PROMISE_ADVICE = (
    "« {label} » est promis alors que la fonction n'est pas active : ces arguments ne"
    " valent pas pour le simple envoi de PDF."
)


@dataclass(frozen=True, kw_only=True)
class Language:
    """The rules of one language; its words are compiled when a letter needs them."""

    code: str
    words: dict
    ideas: dict
    points: tuple
    warnings: tuple
    promises: tuple = ()
    openings: tuple = ()
    has_order: bool = False

    @cached_property
    def vocabulary(self):
        """The words and ideas, with every pattern of the rules."""
        lines = [
            line for rule in (*self.points, *self.warnings) for line in rule.lines()
        ]
        lines += [promise.pattern for promise in self.promises]
        return Vocabulary(self.words, self.ideas, [*lines, *self.openings, *COUNTED])


COUNTED = (WE, YOU, GREETINGS)
LANGUAGES = {
    "fr": Language(
        code="fr",
        words=letter_fr_words.WORDS,
        ideas={
            **letter_fr_ideas.IDEAS,
            **letter_fr_service.IDEAS,
            **letter_fr_consent.IDEAS,
            **letter_fr_refusal.IDEAS,
            **letter_fr_rhythms.IDEAS,
            **letter_fr_points.IDEAS,
            **letter_fr_warnings.IDEAS,
            **letter_offer.IDEAS,
        },
        points=letter_fr_points.POINTS,
        warnings=letter_fr_warnings.WARNINGS,
        promises=letter_offer.PROMISES,
        openings=OPENINGS,
        has_order=True,
    ),
    "en": Language(
        code="en",
        words=letter_en.WORDS,
        ideas=letter_en.IDEAS,
        points=letter_en.POINTS,
        warnings=letter_en.WARNINGS,
    ),
}


def check_letter(text, family, offer, language="fr", *, kind="first"):
    """The findings of a letter, points first, then in the order of the text.

    ``offer`` is an :class:`Offer`, a mapping, the names of the features that are on,
    or None when promises are not to be checked. ``language`` may carry a country
    (``fr_FR``). The text may hold HTML.
    """
    family, kind = _member(Family, family), _member(Kind, kind)
    rules = LANGUAGES.get(str(language or "")[:2].lower())
    if rules is None:
        raise LetterError("language")
    if not isinstance(text, (str, type(None))):
        raise LetterError("text")
    offer = _offer(offer)
    reading = Reading(text or "", rules.vocabulary)
    places = {rule.key: _point_places(reading, rule) for rule in rules.points}
    findings = list(_missing(places, rules, family, kind, offer))
    told = [*_unwanted(reading, rules, family, kind)]
    if offer is not None and kind is not Kind.FAQ:
        told += _promised(reading, rules, offer)
    return findings + sorted(told, key=lambda finding: (finding.span, finding.key))


def _offer(value):
    try:
        return None if value is None else Offer.of(value)
    except TypeError:
        raise LetterError("offer") from None


def _member(enum, value):
    try:
        return enum(value)
    except (ValueError, TypeError):
        raise LetterError(enum.__name__.lower()) from None


def _point_places(reading, rule):
    """Where the point is made; nothing when one of its halves is missing."""
    found = reading.match(*rule.patterns)
    if rule.also and not reading.match(*rule.also):
        return []
    return found


def _missing(places, rules, family, kind, offer):
    for key, finding in _required(rules.code, family, kind, offer).items():
        if not places[key]:
            yield finding
    if rules.has_order and kind is Kind.FIRST and not _is_well_ordered(places):
        yield _finding("P20", "warn", None, ORDER_ADVICE)


@lru_cache(maxsize=256)
def _required(code, family, kind, offer):
    """What to tell of each point that a letter of this kind must make."""
    rules = LANGUAGES[code]
    return {
        rule.key: _finding(
            rule.key, _point_severity(rule, rules, family, offer), None, rule.advice
        )
        for rule in rules.points
        if _is_required(rule.key, family, kind)
    }


def _is_required(key, family, kind):
    if key == "P10" and family is not Family.CONSENT_TACIT:
        return False
    return kind is Kind.FIRST or (kind is Kind.REMINDER and key in REMINDER_POINTS)


def _point_severity(rule, rules, family, offer):
    if rule.key in SOFTER_POINTS and family is not Family.CONSENT_TACIT:
        return "warn"
    # What is not configured may not be promised: its absence is no fault.
    needs = [item.feature for item in rules.promises if item.point == rule.key]
    if offer is not None and needs and not any(map(offer.has, needs)):
        return "info"
    return rule.severity


def _is_well_ordered(places):
    benefits = [place for key in BENEFITS for place in places[key]]
    terms = [place for key in TERMS for place in places[key]]
    return bool(benefits) and (not terms or min(benefits) <= min(terms))


def _unwanted(reading, rules, family, kind):
    for rule in rules.warnings:
        if rule.key == "W13" and family is Family.CONSENT_TACIT:
            continue
        if kind is Kind.FAQ and rule.key not in FAQ_WARNINGS:
            continue
        if rule.key == "W16":
            places = _sender_first(reading, rules)
        else:
            places = _warned(reading, rule)
        for first, last in places:
            span = reading.words.span(first, last)
            yield _finding(rule.key, rule.severity, span, rule.advice)


def _warned(reading, rule):
    """The first place in each sentence that no exception silences."""
    found, sentences = reading.match(*rule.patterns), reading.words.sentences
    silenced = {sentences[place[0]] for place in found and reading.match(*rule.unless)}
    for place in found:
        sentence = sentences[place[0]]
        if sentence not in silenced:
            silenced.add(sentence)
            yield place


def _sender_first(reading, rules):
    """W16: the letter opens on its sender, or speaks more of it than of the reader."""
    opening = _opening(reading)
    for first, last in reading.match(*rules.openings):
        if first in opening:
            return [(first, last)]
    we, you = reading.match(WE), reading.match(YOU)
    return [we[0]] if len(we) > len(you) else []


def _opening(reading):
    """The places where the first sentence may start, its greeting left out."""
    greetings = {first for first, _last in reading.match(GREETINGS)}
    starts, index = set(), 0
    while index < reading.size and index in greetings:
        index += 1
    starts.add(index)
    return starts


def _promised(reading, rules, offer):
    for promise in rules.promises:
        found = reading.match(promise.pattern) if not offer.has(promise.feature) else []
        for first, last in found[:1]:
            advice = PROMISE_ADVICE.format(label=promise.label)
            span = reading.words.span(first, last)
            yield _finding(promise.key, promise.severity, span, advice, promise.feature)


def _finding(key, severity, span, advice, feature=""):
    return Finding(
        key=key,
        severity=Severity(severity),
        span=span,
        advice=advice,
        feature=feature,
    )
