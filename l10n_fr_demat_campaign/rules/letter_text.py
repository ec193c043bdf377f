"""A letter as a list of words: tags gone, accents folded, places remembered.

Every step reads the text once: the markers of HTML, then the words, then the gaps
between them. No pattern here looks further than one word, so that a long or hostile
text costs no more than its length.
"""

import re
from bisect import bisect_right
from functools import lru_cache
from html import unescape
from unicodedata import digit, normalize

BREAK = "\u2029"  # stands for the end of a block (paragraph, cell, list item)
LINE_BREAK = "\u2028"  # stands for the end of a line, where a sentence may go on
LINK_START, LINK_END = "\ue000", "\ue001"  # around an address taken from a link
INVISIBLE = (
    "\x00\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
)
MARKER = re.compile(
    r"<!--|-->|</?([a-zA-Z][a-zA-Z0-9:-]*)(?:\s[^<>]*)?/?>"
    r"|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
    rf"|[{INVISIBLE}]+"
)
UNSEEN = re.compile(f"[{INVISIBLE}]")
INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "del",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "t",
        "tt",
        "u",
        "var",
    ]
)
LINES = frozenset(["br", "wbr"])
HIDDEN = frozenset(["head", "script", "style", "template", "title"])
LINK = re.compile(r"""href\s*=\s*["']?\s*(https?://[^\s"'<>]+)""", re.IGNORECASE)
URL_TAIL = r"[^\s<>«»\"“”]+"
TOKEN = re.compile(
    rf"{LINK_START}[^{LINK_END}]*{LINK_END}"
    rf"|[hH][tT][tT][pP][sS]?://{URL_TAIL}"
    rf"|(?<![\w.@-])[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/{URL_TAIL}"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\d/.-])\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d{2})(?![\d/]|[.-]\d)"
    r"|(?<![\d/])\d{1,2}/\d{1,2}(?![\d/])"
    r"|(?<![\d./,-])\d{1,2}\.\d{2}(?![\d./-])"
    r"|\d+|[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*|[€%]"
)
LINKS = re.compile(f"{LINK_START}[^{LINK_END}]*{LINK_END}")
# A line or a cell that ends on one of these words goes on in the next one.
LONG_LINE = 60  # letters
MONTHS = frozenset(
    [
        *("janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout"),
        *("septembre", "octobre", "novembre", "decembre", "january", "february"),
        *("march", "april", "may", "june", "july", "august", "september", "october"),
        *("november", "december"),
    ]
)
UNFINISHED = frozenset(
    [
        *(
            "le",
            "la",
            "les",
            "l",
            "du",
            "de",
            "des",
            "d",
            "au",
            "aux",
            "a",
            "un",
            "une",
        ),
        *("et", "ou", "ce", "cet", "cette", "par", "en", "pour", "avec", "que", "qu"),
        *("votre", "vos", "notre", "nos", "the", "of", "by", "on", "to", "and", "or"),
        *("until", "before", "your", "our"),
    ]
)
JOINTS = frozenset([" ", "'", "\u2019", "-", ", ", "\xa0"])  # never between sentences
STOP = re.compile(r"[.!?…\u3002\uff01\uff1f\uff0e]")
FILLERS = (
    f" \t\r\n,\xa0\u202f{BREAK}{LINE_BREAK}"  # what may stand where a line is only cut
)
WIDE_STOPS = "\u3002\uff01\uff1f\uff0e"  # no space follows them
QUESTION = re.compile(r"[?\uff1f]")
BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
ABBREVIATIONS = frozenset(
    [
        "art",
        "av",
        "bd",
        "cf",
        "chap",
        "dr",
        "env",
        "ets",
        "ex",
        "m",
        "mm",
        "mlle",
        "mme",
        "mr",
        "n",
        "no",
        "p",
        "pp",
        "ref",
        "st",
        "ste",
        "tel",
    ]
)


class Clean:
    """The readable part of a letter, and the way back to the places of the original."""

    def __init__(self, source):
        self.source, self.pieces, self.size = source, [], 0
        self.starts, self.segments = [], []
        self.is_html = False
        self._read()
        self.text = "".join(self.pieces)

    def _read(self):
        position, hidden_until = 0, None
        for marker in MARKER.finditer(self.source):
            if hidden_until is None:
                self._copy(position, marker.start())
                self._replace(marker)
                hidden_until = self._closing(marker)
            elif hidden_until == marker.group().lower().rstrip():
                hidden_until = None
            position = marker.end()
        if hidden_until is None:
            self._copy(position, len(self.source))

    @staticmethod
    def _closing(marker):
        """The marker that ends the hidden part that this one opens, if any."""
        found, name = marker.group(), (marker.group(1) or "").lower()
        if found == "<!--":
            return "-->"
        is_open = name in HIDDEN and not found.startswith("</")
        return f"</{name}>" if is_open and not found.endswith("/>") else None

    def _copy(self, start, end):
        if start < end:
            self._add(self.source[start:end], start, end, True)

    def _replace(self, marker):
        text = self._reading(marker)
        if text:
            self._add(text, marker.start(), marker.end(), False)

    def _reading(self, marker):
        found, name = marker.group(), marker.group(1)
        if found.startswith("&"):
            return UNSEEN.sub("", unescape(found).replace("\n", " "))
        if name is None:
            return ""
        if name.lower() not in INLINE:
            self.is_html = True
            return LINE_BREAK if name.lower() in LINES else BREAK
        link = LINK.search(found) if name in "aA" else None
        return f"{LINK_START}{unescape(link.group(1))}{LINK_END}" if link else ""

    def _add(self, text, start, end, is_copy):
        self.starts.append(self.size)
        self.segments.append((self.size, start, end, is_copy))
        self.pieces.append(text)
        self.size += len(text)

    def span(self, start, end):
        """The places in the original of a stretch of the readable text."""
        return self._place(start)[0], self._place(end - 1)[1]

    def _place(self, position):
        clean, start, end, is_copy = self.segments[
            bisect_right(self.starts, position) - 1
        ]
        if is_copy:
            return start + position - clean, start + position - clean + 1
        return start, end


@lru_cache(maxsize=65536)
def fold(word):
    r"""Small letters without accents, digits of any script as 0-9.

    >>> fold("Électronique"), fold("ŒUVRE"), fold("\u0661\u0662")
    ('electronique', 'oeuvre', '12')
    """
    if word.isascii():
        return word.lower()
    if word.isdecimal():
        return "".join(str(digit(char)) for char in word)
    plain = normalize("NFKD", word.casefold().replace("œ", "oe").replace("æ", "ae"))
    return re.sub("[\u0300-\u036f]", "", plain)


# What people write one for another; ends are cut, so that stems match.
CONFUSED = (("sc", "s"), ("ph", "f"), ("th", "t"), ("em", "am"), ("en", "an"))
DOUBLED = re.compile(r"([a-z])\1+")


@lru_cache(maxsize=65536)
def squeeze(word):
    """A folded word without what is often misspelt.

    >>> squeeze("abscence") == squeeze("absence"), squeeze("aceptation")
    (True, 'aceptation')
    """
    for wrong, right in CONFUSED:
        word = word.replace(wrong, right)
    return DOUBLED.sub(r"\1", word)


class Words:
    """The words of a letter in order, each with its place and its sentence.

    Addresses taken from links are kept apart (``links``): they stand before the word
    of the same index without counting as words.
    """

    def __init__(self, source):
        self.clean = Clean(source)
        self.raw, self.starts, self.ends = [], [], []
        self.sentences, self.first_words, self.questions = [], [0], []
        self.links = []
        for token in TOKEN.finditer(self.clean.text):
            self._add(token.group(), *token.span(), self.clean.text)
        self._close_last()

    def _add(self, found, start, end, text):
        if found[0] == LINK_START:
            self.links.append((len(self.raw), found[1:-1], start, end))
            return
        if "/" in found:
            found = found.rstrip(".,;:!?)]}'\u2019»")
            end = start + len(found)
        if self.raw and text[self.ends[-1] : start] not in JOINTS:
            self._gap(self.ends[-1], start)
        self.raw.append(found)
        self.starts.append(start)
        self.ends.append(end)
        self.sentences.append(len(self.first_words) - 1)

    def _gap(self, start, end):
        gap = LINKS.sub("", self.clean.text[start:end])
        if not self._is_break(gap, end):
            return
        if QUESTION.search(gap):
            self.questions.append(len(self.raw) - 1)
        self.first_words.append(len(self.raw))

    def _is_break(self, gap, end):
        if self._has_line_end(gap):
            return not self._goes_on(gap, end)
        stop = STOP.search(gap)
        if stop is None or (stop.end() == len(gap) and gap[-1] not in WIDE_STOPS):
            return False
        is_dot = gap[stop.start()] == "." and gap.count(".") == 1
        return not (is_dot and fold(self.raw[-1]) in ABBREVIATIONS)

    def _has_line_end(self, gap):
        is_cut = BREAK in gap or LINE_BREAK in gap
        return is_cut or ("\n" in gap and not self.clean.is_html)

    def _goes_on(self, gap, end):
        """A line may be cut anywhere, a paragraph or a cell after "the", "of"…"""
        if gap.strip(FILLERS):
            return False
        if fold(self.raw[-1]) in UNFINISHED:
            return True
        if BREAK in gap or BLANK_LINE.search(gap):
            return False
        return self._is_wrapped(end - len(gap), self.clean.text[end])

    def _is_wrapped(self, end, following):
        """A line cut for its length only goes on in small letters or with a date."""
        length = end - self.clean.text.rfind("\n", 0, end)
        if following.isdecimal():
            return length > LONG_LINE or fold(self.raw[-1]) in MONTHS
        return following.islower()

    def _close_last(self):
        if self.raw and QUESTION.search(self.clean.text, self.ends[-1]):
            self.questions.append(len(self.raw) - 1)
        self.first_words.append(len(self.raw))

    def bounds(self, index):
        """The first word of the sentence of this word, and the first one after it."""
        sentence = self.sentences[index]
        return self.first_words[sentence], self.first_words[sentence + 1]

    def span(self, first, last):
        """The place in the original text from one word to another."""
        return self.clean.span(self.starts[first], self.ends[last])
