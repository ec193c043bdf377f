"""The words and ideas of one language, compiled once.

Each name (a group of words, an idea, "a/b*") is told by the words that may begin it: a
number with one bit for each group of words. A text whose words share no bit with one
of the steps of a pattern cannot hold it, which most patterns fail at once.
"""

from collections import defaultdict

from .letter_forms import CLASSES, classes_of
from .letter_patterns import alternatives, parse
from .letter_text import fold, squeeze

CACHE_SIZE = 100_000  # words remembered by vocabulary
MISSPELT = 5  # letters below which a misspelt word is not guessed
LONGEST = 24  # letters of a stem


class Vocabulary:
    """What the words of a language may mean, and the patterns that hold them."""

    def __init__(self, words, ideas, lines=()):
        self.exact, self.stems = defaultdict(set), defaultdict(set)
        self.squeezed = defaultdict(set)  # the same as people misspell them
        self.names = set(words) | set(ideas) | CLASSES
        self.rows = {name: _parse_all(rows) for name, rows in ideas.items()}
        self.lines = {line: parse(line) for line in lines}
        for name, text in words.items():
            self._learn(name, text.split())
        for rows in [*self.rows.values(), *self.lines.values()]:
            self._learn_parts(rows)
        self._number(words)
        self.entries = [*self._enter(self.rows, False), *self._enter(self.lines, True)]
        self.openers = self._find_openers()
        self.known, self.holders = {}, defaultdict(set)

    def _learn_parts(self, patterns):
        """Know every idea and every plain word that the patterns name."""
        for pattern in patterns:
            for part in (*pattern.steps, *pattern.guards):
                if part.idea not in self.rows:
                    self._learn_part(part.idea)

    def _learn_part(self, idea):
        rows = alternatives(idea)
        if rows:
            self.rows[idea] = _parse_all(rows)
            self._learn_parts(self.rows[idea])
        elif not idea.isupper():
            self._learn(idea, idea.split("/"))
        elif idea not in self.names:
            raise KeyError(idea)

    def _learn(self, name, words):
        for word in words:
            if word.endswith("*"):
                self.stems[word[:-1]].add(name)
                self.squeezed[f"{squeeze(word[:-1])}*"].add(name)
            else:
                self.exact[word].add(name)
                self.squeezed[squeeze(word)].add(name)

    def _number(self, words):
        """One bit for each group of words; for each idea, those it may begin with."""
        groups = set(words) | CLASSES
        for table in (self.exact, self.stems):
            groups.update(*table.values())
        self.bits = {name: 1 << place for place, name in enumerate(sorted(groups))}
        self.needs = dict(self.bits)
        for name in self.rows:
            self._need(name)

    def _need(self, name):
        """The words one of which must be there for this idea to be."""
        if name not in self.needs:
            self.needs[name] = 0  # an idea never rests on itself
            for pattern in self.rows[name]:
                self.needs[name] |= _rarest(self._masks(pattern))
        return self.needs[name]

    def _masks(self, pattern):
        wanted = [guard for guard in pattern.guards if guard.is_wanted]
        return {self._need(part.idea) for part in (*pattern.steps, *wanted)}

    def _enter(self, table, is_line):
        """Each pattern with what it needs, the rarest first."""
        for name, rows in table.items():
            for pattern in rows:
                masks = sorted(self._masks(pattern), key=int.bit_count)
                yield is_line, name, pattern, masks

    def _find_openers(self):
        """For each group of words, the patterns that it may begin."""
        openers, names = defaultdict(set), [*self.bits]
        for number, (*_what, masks) in enumerate(self.entries):
            for place in _places(masks.pop(0)):
                openers[names[place]].add(number)
        return openers

    def make_room(self):
        """Forget the words of former texts when there are many."""
        if len(self.known) > CACHE_SIZE:
            self.known.clear()
            self.holders.clear()

    def of(self, raw):
        """What a word is: its bits, and the patterns that it may begin."""
        if raw not in self.known:
            self._know(raw)
        return self.known[raw]

    def _know(self, raw):
        mask, opened = 0, set()
        for name in self._names(raw):
            mask |= self.bits[name]
            opened |= self.openers.get(name, set())
            self.holders[name].add(raw)
        self.known[raw] = mask, frozenset(opened)

    def _names(self, raw):
        names, word = set(classes_of(raw)), fold(raw)
        names |= self.exact.get(word, set()) | self.exact.get(f"={raw.lower()}", set())
        for size in range(2, min(len(word), LONGEST) + 1):
            names |= self.stems.get(word[:size], set())
        if not names and len(word) >= MISSPELT:
            names = self._misspelt(squeeze(word))
        return names

    def _misspelt(self, word):
        """The groups of the known words to which this one comes near."""
        names = set(self.squeezed.get(word, ()))
        for size in range(MISSPELT, min(len(word), LONGEST) + 1):
            names |= self.squeezed.get(f"{word[:size]}*", set())
        return names


def _parse_all(rows):
    return [pattern for row in rows for pattern in parse(row)]


def _rarest(masks):
    return min(masks, key=int.bit_count)


def _places(mask):
    """Where the bits of a number are."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest
