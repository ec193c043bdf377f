"""A chain of events that shows any later change to whoever holds the key.

Each link is a keyed MAC (HMAC-SHA256) of the previous link and of the event in its
canonical form; the head and the number of events are kept apart. An unkeyed chain would
prove nothing against its own owner, and a chain says nothing of what was never written:
it is tamper-evident, not complete. C. civ. 1366 asks of a written evidence that its
integrity be kept.

Canonical form: JSON in UTF-8, text in NFC, keys sorted, no space, aware times in UTC
with a Z, dates as YYYY-MM-DD, decimals as strings in plain notation; no float. Text
that piles more than 30 combining marks (UAX #15, stream-safe text) is no writing: it is
kept as it came.
"""

import hmac
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timezone
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from itertools import groupby
from json.encoder import encode_basestring

GENESIS = ""
HASH = "hash"
SEQUENCE = "sequence"
MAX_DEPTH = 32
MAX_EXPONENT = 64
MAX_MARKS = 30


class ChainError(ValueError):
    """This value has no canonical form, or this key is none."""


class Flaw(str, Enum):
    """What is wrong with a chain, at the first place where it is."""

    CHANGED = "changed"
    MISSING_MIDDLE = "missing_middle"
    OUT_OF_ORDER = "out_of_order"
    MISSING_TAIL = "missing_tail"
    EXTRA_TAIL = "extra_tail"
    HEAD = "head"

    def __str__(self):
        """Give the stored value."""
        return self.value


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What verifying found: no flaw, or the first one and the event it is at, from 1.

    ``changed``: the event or its link is not what was written. ``missing_middle``: one
    or more events are gone at that place. ``out_of_order``: an event comes twice or
    late. ``missing_tail``, ``extra_tail``: fewer or more events than counted. ``head``:
    every event holds, yet the chain does not end in the head that was kept.
    """

    flaw: Flaw | None = None
    position: int | None = None
    count: int = 0

    @property
    def is_intact(self):
        """Whether nothing was changed, removed or added."""
        return self.flaw is None

    def __bool__(self):
        """Read as a yes or a no."""
        return self.is_intact


def canonical(value):
    """Return the one sequence of bytes that stands for a value.

    >>> canonical({"b": Decimal("1.50"), "a": [None, True, date(2026, 12, 14)]})
    b'{"a":[null,true,"2026-12-14"],"b":"1.50"}'
    """
    if type(value) is str and value.isascii():
        # Links and names: by far the most frequent, and always in their normal form.
        return encode_basestring(value).encode()
    plain = _plain(value)
    try:
        return dump(plain).encode()
    except ValueError as error:  # lone surrogates, integers of thousands of digits
        raise ChainError(f"no canonical form: {error}") from error


def join(parts):
    """Return the canonical form of a mapping of which some values have theirs already.

    Those are bytes and are not read again: many events may share them.

    >>> join({"b": canonical([1]), "a": "x"})
    b'{"a":"x","b":[1]}'
    """
    texts = _texts(parts)
    pairs = (b"%s:%s" % (_name(name), texts[name]) for name in sorted(texts))
    return b"{%s}" % b",".join(pairs)


class Form:
    """The canonical form of many mappings that share all but a few values.

    What they share is read once.

    >>> form = Form({"b": Decimal("1.50"), "c": "100 %"}, ["a"])
    >>> form.fill(a=canonical("x")) == canonical({"a": "x", **form.shared})
    True
    """

    def __init__(self, shared, names):
        """Take the values that are shared, and the names of those that are not."""
        self.shared = shared
        texts = {name: _escape(text) for name, text in _texts(shared).items()}
        self._names = sorted(map(_plain_key, names))
        if len(texts | dict.fromkeys(self._names)) < len(texts) + len(names):
            raise ChainError("two keys have the same normal form")
        texts.update(dict.fromkeys(self._names, b"%s"))
        pairs = (b"%s:%s" % (_escape(_name(key)), texts[key]) for key in sorted(texts))
        self._template = b"{%s}" % b",".join(pairs)

    def fill(self, **values):
        """Return the canonical form with these values, which are in theirs already."""
        return self._template % tuple([values[name] for name in self._names])


def _texts(parts):
    """Return the canonical form of each value, by the normal form of its key."""
    texts = {
        _plain_key(name): value if isinstance(value, bytes) else canonical(value)
        for name, value in parts.items()
    }
    if len(texts) < len(parts):
        raise ChainError("two keys have the same normal form")
    return texts


def _escape(text):
    return text.replace(b"%", b"%%")


@lru_cache(maxsize=256)
def _name(key):
    """Return the canonical form of a key: the same ones come with every event."""
    return canonical(key)


def dump(value):
    """Return JSON values as canonical text."""
    return ENCODER.encode(value)


def link(previous, event, key):
    """Return the link of an event: the MAC that seals it to all those before it.

    The first event follows ``GENESIS``. A mapping's own ``hash`` is where its link is
    stored, and no part of what is sealed.
    """
    return seal(previous, canonical(_attested(event)), key)


def seal(previous, text, key):
    """Return the link of an event of which the canonical form is known already."""
    previous = canonical(previous or GENESIS)
    return _mac(key, b'{"event":%s,"previous":%s}' % (text, previous))


def digest(salt, value):
    """Return what stands for a personal datum in the chain.

    The datum and its salt live outside: once they are erased, nothing leads back to the
    person and the chain stays valid. Each datum has its own random salt.
    """
    return _mac(salt, canonical(value))


def verify(events, key, head, count):
    """Read events from the first one on, once, and return the verdict.

    Each event is a mapping with its link under ``hash`` and its number, from 1, under
    ``sequence``. ``head`` and ``count`` come from where they are kept apart: without
    them a cut tail cannot be seen.
    """
    last, number = GENESIS, 0
    for number, event in enumerate(events, 1):
        flaw, last = _examine(last, event, number, key)
        if flaw:
            return Verdict(flaw=flaw, position=number, count=number)
        if number > count:
            return Verdict(flaw=Flaw.EXTRA_TAIL, position=number, count=number)
    if number < count:
        return Verdict(flaw=Flaw.MISSING_TAIL, position=number + 1, count=number)
    if last != head:
        return Verdict(flaw=Flaw.HEAD, position=number, count=number)
    return Verdict(count=number)


def _examine(previous, event, number, key):
    """Return the flaw of one event, if any, and its link."""
    try:
        found = link(previous, event, key)
    except ChainError:
        _secret(key)
        return Flaw.CHANGED, None
    if found == event.get(HASH, found) and event.get(SEQUENCE, number) == number:
        return None, found
    return _flaw(previous, event, number, key), None


def _flaw(previous, event, number, key):
    told = event.get(SEQUENCE, number)
    renumbered = {**event, SEQUENCE: number}
    is_number = isinstance(told, int) and told != number
    if not is_number or link(previous, renumbered, key) == event.get(HASH):
        return Flaw.CHANGED
    return Flaw.MISSING_MIDDLE if told > number else Flaw.OUT_OF_ORDER


def _attested(event):
    if not isinstance(event, Mapping):
        raise ChainError(f"no event: {type(event).__name__}")
    return {name: value for name, value in event.items() if name != HASH}


def _mac(key, message):
    return hmac.digest(_secret(key), message, "sha256").hex()


def _secret(key):
    """Return a key as bytes; without a secret a MAC is a mere checksum."""
    if isinstance(key, str):
        key = key.encode("utf-8", "surrogatepass")
    if not isinstance(key, bytes) or not key:
        raise ChainError("a key is a text or bytes, and not empty")
    return key


def _plain(value, depth=0):
    """Return a value made of what JSON can hold, in its normal form."""
    if (convert := EXACT.get(type(value))) is not None:
        return convert(value)
    if depth > MAX_DEPTH:
        raise ChainError("nested too deep")
    if isinstance(value, Mapping):
        return _plain_mapping(value, depth + 1)
    if isinstance(value, (list, tuple)):
        return [_plain(item, depth + 1) for item in value]
    for kind, convert in SCALARS:
        if isinstance(value, kind):
            return convert(value)
    raise ChainError(f"no canonical form for {type(value).__name__}")


def _plain_mapping(mapping, depth):
    plain = {_plain_key(key): _plain(value, depth) for key, value in mapping.items()}
    if len(plain) < len(mapping):
        raise ChainError("two keys have the same normal form")
    return plain


def _plain_key(key):
    if not isinstance(key, str):
        raise ChainError(f"no key: {key!r}")
    return _plain_text(key)


def _plain_text(text):
    text = str.__str__(text)
    if text.isascii() or _is_stacked(text):
        return text
    return unicodedata.normalize("NFC", text)


def _is_stacked(text):
    """Return whether marks are piled up: sorting them takes quadratic time."""
    # pylint: disable-next=bad-builtin-groupby  # the rules do not know Odoo
    runs = groupby(text, key=lambda character: unicodedata.combining(character) > 0)
    return any(is_mark and len(list(run)) > MAX_MARKS for is_mark, run in runs)


def _plain_decimal(number):
    if not number.is_finite() or abs(number.adjusted()) > MAX_EXPONENT:
        raise ChainError(f"no amount: {number}")
    return format(number, "f")


def _plain_moment(moment):
    if moment.utcoffset() is None:
        raise ChainError("a time without its zone")
    try:
        moment = moment.astimezone(timezone.utc)
    except OverflowError as error:
        raise ChainError("a time out of range") from error
    return moment.replace(tzinfo=None).isoformat() + "Z"


# Read from top to bottom: True is an int, a datetime is a date.
SCALARS = (
    (str, _plain_text),
    ((bool, type(None)), lambda value: value),
    (int, int),
    (Decimal, _plain_decimal),
    (datetime, _plain_moment),
    (date, date.isoformat),
)
# The same for the most frequent types, found at once.
EXACT = {
    str: _plain_text,
    bool: bool,
    int: int,
    type(None): lambda value: value,
    date: date.isoformat,
    datetime: _plain_moment,
}
# Made once: making it takes longer than most values take.
ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
