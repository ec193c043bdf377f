"""Find ideas in a letter, read once with the patterns of `letter_patterns`.

Each step keeps sorted places and looks for the nearest one by bisection, so the time
grows with the text, whatever the text. What the words of the text cannot hold is not
looked for (see `letter_vocabulary`).
"""

from bisect import bisect_left
from collections import defaultdict
from functools import cached_property

from .letter_forms import DIGIT, SIGNS, is_iban
from .letter_text import Words


class Reading:
    """One letter read with one vocabulary: where each idea stands."""

    def __init__(self, source, vocabulary):
        self.words, self.vocabulary = Words(source), vocabulary
        self.places = defaultdict(list)  # of each word, as written
        for index, raw in enumerate(self.words.raw):
            self.places[raw].append((index, index))
        self._read_links()
        self.raws = set(self.places)
        self.signs = dict(self._read_signs())
        self.found, self.ends = {}, {}
        self._weigh()

    def _weigh(self):
        """What the words may tell, and the patterns that may hold."""
        vocabulary, present, opened = self.vocabulary, 0, set()
        vocabulary.make_room()
        for raw in self.raws:
            mask, numbers = vocabulary.of(raw)
            present |= mask
            opened |= numbers
        for name in self.signs:
            present |= vocabulary.bits[name]
            opened |= vocabulary.openers.get(name, set())
        self.ideas, self.lines = defaultdict(list), defaultdict(list)
        for number in opened:
            is_line, name, pattern, masks = vocabulary.entries[number]
            for mask in masks:
                if not present & mask:
                    break
            else:
                (self.lines if is_line else self.ideas)[name].append(pattern)

    def _read_links(self):
        last = len(self.words.raw) - 1
        for index, address, _start, _end in self.words.links if last >= 0 else ():
            place = min(index, last)
            self.places[address].append((place, place))

    def _read_signs(self):
        """The signs that are not words, and the words that end a question."""
        text = self.words.clean.text
        for name, sign in SIGNS.items() if DIGIT.search(text) else ():
            places = [
                self._place_sign(*found.span())
                for found in sign.finditer(text)
                if name != "IBAN" or is_iban(found.group())
            ]
            if any(places):
                yield name, [place for place in places if place]
        if self.words.questions:
            yield "QUESTION", [(index, index) for index in self.words.questions]

    def _place_sign(self, start, end):
        first = bisect_left(self.words.ends, start + 1)
        last = bisect_left(self.words.starts, end) - 1
        return (first, last) if first <= last else None

    def find(self, name):
        """Every place of an idea, in order."""
        found = self.found.get(name)
        if found is None:
            self.found[name] = []  # an idea never rests on itself
            self.found[name] = found = self._look(name)
        return found

    def _look(self, name):
        found, holders = [], self.vocabulary.holders
        if name in self.signs:
            found += self.signs[name]
        if name in holders:
            for raw in self.raws & holders[name]:
                found += self.places[raw]
        if name in self.ideas:
            for pattern in self.ideas[name]:
                found += self._match(pattern)
        return sorted(set(found)) if len(found) > 1 else found

    def match(self, *lines):
        """Every place where one of these patterns of the vocabulary holds."""
        if self.lines.keys().isdisjoint(lines):
            return []
        live = [pattern for line in lines for pattern in self.lines.get(line, ())]
        found = [place for pattern in live for place in self._match(pattern)]
        return sorted(set(found)) if len(found) > 1 else found

    def _match(self, pattern):
        first, *others = pattern.steps
        found = self.find(first.idea)
        for step in others:
            if not found:
                return found
            found = self._follow(found, step)
        if not pattern.guards:
            return found
        return [
            place
            for place in found
            if all(self._holds(guard, place) for guard in pattern.guards)
        ]

    def _follow(self, found, step):
        """Join each place of the step to the nearest place found before it."""
        nexts = self.find(step.idea)
        if not nexts:
            return nexts
        if len(found) > 1:
            found = sorted(found, key=_end)
        ends = [end for _start, end in found]
        joined = []
        for start, end in nexts:
            index = bisect_left(ends, start) - 1
            if index >= 0 and self._is_close(ends[index], start, step):
                joined.append((found[index][0], end))
        return joined

    def _is_close(self, end, start, step):
        sentences = self.words.sentences
        same = step.crosses or sentences[end] == sentences[start]
        return same and start - end - 1 <= step.gap

    def _holds(self, guard, place):
        places = self.find(guard.idea)
        if not places:
            return not guard.is_wanted
        low, high = getattr(self, f"_{guard.where}")(guard, *place)
        if guard.where == "before":
            places = self._by_end(guard.idea)
        index = bisect_left(places, (low, -1))
        is_there = index < len(places) and places[index][0] < high
        return is_there == guard.is_wanted

    def _by_end(self, name):
        """The ends of the places of an idea, in order."""
        if name not in self.ends:
            self.ends[name] = sorted((end, end) for _start, end in self.found[name])
        return self.ends[name]

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


def _end(place):
    return place[1]
