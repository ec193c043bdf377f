"""The address block of a letter, as La Poste reads it; never cut, refused instead.

Sources:

* NF Z10-011 (May 1997) and XP Z10-011 (January 2013), in La Poste's summary (Service
  national de l'adresse, "les 6 règles d'or de la norme"): at most 6 lines, 7 abroad
  with the country on the last one; at most 38 characters a line; no blank line; the
  last three lines in capitals; no punctuation from line 4 on.
* The same norm on signs: lines 4 to 6 hold letters, digits and spaces only, so that
  comma, full stop, hyphen and apostrophe give way to a space ("12 RUE DE L ÉGLISE");
  nothing is imposed on lines 1 to 3, and the first keeps the name as it is written.
* La Poste, "Sending mail to another country", after the Universal Postal Union: the
  country in capitals, in the language of the sender; the rest as the destination has
  it. Hence hyphen, apostrophe and stroke stay abroad ("A-2320 WIEN-SCHWECHAT").

The norm asks for bare capitals only as a preference; accents are kept, which sorting
machines read and which tell names apart.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

LINE_MAX = 38
LINES_MAX = 6
CAPITAL_LINES = 3
# Served by La Poste with a French postcode: no line for the country.
OVERSEAS = ("GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "WF", "PF", "NC", "TF")
DOMESTIC = frozenset(("FR", "MC", *OVERSEAS))
KEPT_ABROAD = frozenset("-'/")
APOSTROPHES = str.maketrans(dict.fromkeys("\u2019\u2018\u02bc\u00b4`", "'"))
SYMBOLS = frozenset("\u00b0\u2116\u00ae\u00a9\u2122")  # degree, numero, marks
# Unicode categories: controls, invisible marks, halves, holes, ends of lines, pictures
ODD = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "So"))
_TOWN = re.compile(r"[0-9]{5} \S.*")


class AddressFlaw(str, Enum):
    """Why an address cannot be printed as it is."""

    EMPTY = "empty"
    CHARACTERS = "characters"
    TOO_MANY_LINES = "too_many_lines"
    LINE_TOO_LONG = "line_too_long"
    NO_RECIPIENT = "no_recipient"
    NO_TOWN = "no_town"
    NO_COUNTRY = "no_country"

    def __str__(self):
        return self.value


@dataclass(frozen=True, kw_only=True)
class AddressFinding:
    """A flaw, the typed line that has it and the number of that line, from 1.

    The number is 0, and the line empty, where no line in particular is at fault.
    """

    flaw: AddressFlaw
    line: str = ""
    number: int = 0


class AddressError(ValueError):
    """The address cannot be printed: `flaw`, and the `line` to mend with its number."""

    def __init__(self, flaw, line="", number=0):
        self.flaw, self.line, self.number = AddressFlaw(flaw), line, number
        super().__init__(self.flaw.value, line, number)


@dataclass(frozen=True, kw_only=True)
class _Line:
    typed: str
    number: int
    printed: str


def address_block(lines, country_code="FR", country_name=""):
    """The lines to print, or an `AddressError` with the first flaw.

    >>> address_block(["Chez l'Abbé", "", "SAV", "1, rue d'Uzès", "42000 St-Étienne"])
    ("Chez l'Abbé", 'SAV', '1 RUE D UZÈS', '42000 ST ÉTIENNE')
    >>> address_block(["Wein GmbH", "Ring 5", "2320 Wien-Schwechat"], "AT", "Autriche")
    ('Wein GmbH', 'RING 5', '2320 WIEN-SCHWECHAT', 'AUTRICHE')
    """
    block = _lay_out(lines, country_code, country_name)
    for finding in _findings(block, country_code):
        raise AddressError(finding.flaw, finding.line, finding.number)
    return tuple(line.printed for line in block)


def address_flaws(lines, country_code="FR", country_name=""):
    """Every flaw of an address, with the line that has it; empty: it can be printed.

    >>> [(f.flaw.value, f.number) for f in address_flaws(["Anne", "x" * 39, "Lyon"])]
    [('line_too_long', 2), ('no_town', 3)]
    """
    return tuple(_findings(_lay_out(lines, country_code, country_name), country_code))


def is_domestic(country_code):
    """Does La Poste serve the country as France? No country at all: France."""
    return str(country_code or "FR").strip().upper() in DOMESTIC


def _lay_out(lines, country_code, country_name):
    """The lines as they would be printed, whatever their flaws."""
    domestic = is_domestic(country_code)
    country = _text(country_name)
    kept = _without_country(_typed_lines(lines), country)
    if not domestic and kept:
        kept.append((0, country))
    capitals_from = len(kept) - CAPITAL_LINES
    block = []
    for rank, (number, typed) in enumerate(kept):
        printed = typed.upper() if rank >= capitals_from else typed
        if rank > 0 and rank >= capitals_from:
            printed = _without_signs(printed, frozenset() if domestic else KEPT_ABROAD)
        block.append(_Line(typed=typed, number=number, printed=_squeezed(printed)))
    return block


def _typed_lines(lines):
    """The numbered lines that say something, be it only an oddity to report."""
    if isinstance(lines, str):
        lines = lines.splitlines()
    elif not isinstance(lines, Iterable):
        lines = ()
    numbered = enumerate(map(_text, lines), start=1)
    return [
        (number, line)
        for number, line in numbered
        if _has_odd_characters(line) or any(map(str.isalnum, line))
    ]


def _without_country(numbered, country):
    """Without the country as the last line, where the customer typed it himself."""
    last = numbered[-1][1] if len(numbered) > 1 else ""
    if last and last.casefold() == country.casefold():
        return numbered[:-1]
    return numbered


def _findings(block, country_code):
    if not block:
        yield AddressFinding(flaw=AddressFlaw.EMPTY)
        return
    domestic = is_domestic(country_code)
    for line in block:
        if _has_odd_characters(line.typed):
            yield _found(AddressFlaw.CHARACTERS, line)
    for line in block[LINES_MAX if domestic else LINES_MAX + 1 :]:
        yield _found(AddressFlaw.TOO_MANY_LINES, line)
    for line in block:
        if len(line.printed) > LINE_MAX:
            yield _found(AddressFlaw.LINE_TOO_LONG, line)
    yield from _missing(block if domestic else block[:-1], domestic)
    if not block[-1].printed:
        yield AddressFinding(flaw=AddressFlaw.NO_COUNTRY)


def _missing(block, domestic):
    """What an address cannot do without: somebody, somewhere."""
    if domestic and not _TOWN.fullmatch(block[-1].printed):
        yield _found(AddressFlaw.NO_TOWN, block[-1])
    elif len(block) == 1:
        flaw = AddressFlaw.NO_RECIPIENT if domestic else AddressFlaw.NO_TOWN
        yield _found(flaw, block[-1])


def _found(flaw, line):
    return AddressFinding(flaw=flaw, line=line.typed, number=line.number)


def _text(value):
    """The line of whatever was given, NFC, straight apostrophes, ends stripped."""
    text = "" if value is None or value is False else str(value)
    return unicodedata.normalize("NFC", text).translate(APOSTROPHES).strip()


def _has_odd_characters(line):
    """Does it hold what no printer prints: controls, invisible marks, pictures?"""
    return any(
        unicodedata.category(character) in ODD and character not in SYMBOLS
        for character in set(line)
    )


def _without_signs(line, kept):
    """Signs become spaces; letters, their marks, digits and the `kept` signs stay."""
    line = line.translate(APOSTROPHES)
    signs = (one for one in set(line) if not _is_written(one) and one not in kept)
    return line.translate(dict.fromkeys(map(ord, signs), " "))


def _is_written(character):
    """Is it a letter, a digit or a mark on a letter?"""
    return character.isalnum() or unicodedata.category(character).startswith("M")


def _squeezed(line):
    return unicodedata.normalize("NFC", " ".join(line.split()))
