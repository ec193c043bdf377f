"""Find ideas in a letter: small patterns over words, read once.

A pattern is a row of words and ideas::

    moins de ..1 PAPER            "moins de", at most one word, then the idea PAPER
    sans/faute ..3 reponse*       alternatives, and every word that starts so
    DAILY ~~20 WEEKLY             in either order; a doubled sign crosses sentences
    BANK unless NO_BANK           not when NO_BANK stands in the same sentence
    CHARGE unless NEG ..2 @       not when NEG stands at most two words before
    MAIL with @ ..3 PRICE         only when PRICE follows within three words
    X unless pas in @             not when "pas" stands inside what was found
    X with Y nearby               only when Y stands in this sentence or the next ones

Each step keeps sorted places and looks for the nearest one by bisection, so the time
grows with the text, whatever the text.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property

from .letter_forms import CLASSES, SIGNS, classes_of, is_iban
from .letter_text import Words, fold

GAP = re.compile(r"(\.\.\.?|~~?)(\d+)$")
CACHE_SIZE = 100_000  # words remembered by vocabulary
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
    words: frozenset = frozenset()  # the steps that are plain words, all needed


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


class Vocabulary:
    """The words and ideas of one language, compiled once."""

    def __init__(self, words, ideas, lines=()):
        self.exact, self.stems = defaultdict(set), defaultdict(set)
        self.names = set(words) | set(ideas)
        self.patterns = {
            name: [pattern for row in rows for pattern in parse(row)]
            for name, rows in ideas.items()
        }
        self.cache = {}
        for name, text in words.items():
            self._learn(name, text.split())
        self.compiled = {line: parse(line) for line in lines}
        for patterns in [*self.patterns.values(), *self.compiled.values()]:
            self._learn_parts(patterns)
        for rows in (self.patterns, self.compiled):
            for name, patterns in rows.items():
                rows[name] = [self._with_words(pattern) for pattern in patterns]
        self.openers = self._find_openers()

    def _find_openers(self):
        """Which lines are worth a look when a word is there ("" for always)."""
        openers = defaultdict(set)
        for line, patterns in self.compiled.items():
            for pattern in patterns:
                openers[min(pattern.words, default="")].add(line)
        return openers

    def _with_words(self, pattern):
        ideas = {step.idea for step in pattern.steps}
        return replace(pattern, words=frozenset(ideas - self.patterns.keys()))

    def _learn_parts(self, patterns):
        """Know every idea and every plain word that the patterns name."""
        for pattern in patterns:
            for part in (*pattern.steps, *pattern.guards):
                if part.idea.isupper() and part.idea not in self.names | CLASSES:
                    raise KeyError(part.idea)
                if " " in part.idea and part.idea not in self.patterns:
                    self.patterns[part.idea] = parse(part.idea)
                    self._learn_parts(self.patterns[part.idea])
                elif not part.idea[0].isupper():
                    self._learn(part.idea, part.idea.split("/"))

    def _learn(self, name, words):
        for word in words:
            if word.endswith("*"):
                self.stems[word[:-1]].add(name)
            else:
                self.exact[word].add(name)

    def ideas_of(self, raw):
        """The names of the groups to which this word belongs."""
        if raw not in self.cache:
            if len(self.cache) >= CACHE_SIZE:
                self.cache.clear()
            self.cache[raw] = self._ideas_of(raw)
        return self.cache[raw]

    def _ideas_of(self, raw):
        names, word = set(classes_of(raw)), fold(raw)
        names |= self.exact.get(word, set()) | self.exact.get(f"={raw.lower()}", set())
        for size in range(2, min(len(word), 24) + 1):
            names |= self.stems.get(word[:size], set())
        return tuple(names)


class Reading:
    """One letter read with one vocabulary: where each idea stands."""

    def __init__(self, source, vocabulary):
        self.words, self.vocabulary = Words(source), vocabulary
        self.places, self.ends = defaultdict(list), {}
        for index, raw in enumerate(self.words.raw):
            for name in vocabulary.ideas_of(raw):
                self.places[name].append((index, index))
        self._read_links()
        self._read_signs()
        self.places["QUESTION"] = [(index, index) for index in self.words.questions]
        self.present = frozenset(name for name, found in self.places.items() if found)
        openers = vocabulary.openers
        self.lines = set().union(
            *(openers[name] for name in ("", *self.present) if name in openers)
        )

    def _read_links(self):
        last = len(self.words.raw) - 1
        for index, address, _start, _end in self.words.links if last >= 0 else ():
            for name in self.vocabulary.ideas_of(address):
                place = min(index, last)
                self.places[name].append((place, place))
        for name in ("URL", "ANSWER_URL", "SHORT_URL", "OFFICIAL"):
            self.places[name].sort()

    def _read_signs(self):
        text = self.words.clean.text
        for name, sign in SIGNS.items():
            for found in sign.finditer(text):
                if name != "IBAN" or is_iban(found.group()):
                    self._place_sign(name, *found.span())

    def _place_sign(self, name, start, end):
        first = bisect_left(self.words.ends, start + 1)
        last = bisect_left(self.words.starts, end) - 1
        if first <= last:
            self.places[name].append((first, last))

    def find(self, name):
        """Every place of an idea, in order."""
        if name in self.vocabulary.patterns and name not in self.ends:
            own = self.places[name]
            self.ends[name] = None  # an idea never rests on itself
            for pattern in self.vocabulary.patterns[name]:
                if pattern.words <= self.present:
                    own.extend(self._match(pattern))
            own.sort()
        if self.ends.get(name) is None:
            self.ends[name] = sorted(end for _start, end in self.places[name])
        return self.places[name]

    def match(self, line):
        """Every place where a pattern of the vocabulary holds."""
        if line not in self.lines:
            return []
        found = [
            place
            for pattern in self.vocabulary.compiled[line]
            if pattern.words <= self.present
            for place in self._match(pattern)
        ]
        return sorted(found)

    def _match(self, pattern):
        first, *others = pattern.steps
        found = self.find(first.idea)
        for step in others:
            if not found:
                return []
            found = self._follow(found, step)
        return [
            place
            for place in found
            if all(self._holds(guard, place) for guard in pattern.guards)
        ]

    def _follow(self, found, step):
        """Join each place of the step to the nearest place found before it."""
        found = sorted(found, key=lambda place: place[1])
        ends = [end for _start, end in found]
        joined = []
        for start, end in self.find(step.idea):
            index = bisect_left(ends, start) - 1
            if index >= 0 and self._is_close(ends[index], start, step):
                joined.append((found[index][0], end))
        return joined

    def _is_close(self, end, start, step):
        sentences = self.words.sentences
        same = step.crosses or sentences[end] == sentences[start]
        return same and start - end - 1 <= step.gap

    def _holds(self, guard, place):
        low, high = getattr(self, f"_{guard.where}")(guard, *place)
        places = self.find(guard.idea)
        if guard.where == "before":
            ends = self.ends[guard.idea]
            index = bisect_left(ends, low)
            return (index < len(ends) and ends[index] < high) == guard.is_wanted
        index = bisect_left(places, (low, -1))
        is_there = index < len(places) and places[index][0] < high
        return is_there == guard.is_wanted

    def _before(self, guard, start, _end):
        return max(self.words.bounds(start)[0], start - 1 - guard.gap), start

    def _after(self, guard, _start, end):
        return end + 1, min(self.words.bounds(end)[1], end + 2 + guard.gap)

    def _inside(self, _guard, start, end):
        return start, end + 1

    def _sentence(self, _guard, start, end):
        return self.words.bounds(start)[0], self.words.bounds(end)[1]

    def _nearby(self, _guard, start, end):
        words = self.words
        low = max(words.sentences[start] - 1, 0)
        high = min(words.sentences[end] + 2, len(words.first_words) - 1)
        return words.first_words[low], words.first_words[high]

    @cached_property
    def size(self):
        """How many words the letter has."""
        return len(self.words.raw)
