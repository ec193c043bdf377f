"""SIREN and SIRET: what people type, made normal or refused with one flaw.

Sources: SIRENE register (INSEE) for the numbers and their Luhn key; BR-FR-09 and
BR-FR-32 of XP Z12-012 for their form in an invoice.
"""

import re
from dataclasses import dataclass
from enum import Enum

LA_POSTE = "356000000"
MONACO_WORD = "MONACO"
# French VAT numbers of Monaco carry no SIREN: their nine digits start with this.
MONACO_DIGITS = "000"
_BETWEEN = re.compile(r"[;,/|&+\n\r]")


class Flaw(str, Enum):
    """Why a text is not the identifier it should be."""

    EMPTY = "empty"
    LENGTH = "length"
    CHARACTERS = "characters"
    CHECKSUM = "checksum"
    PREFIX = "prefix"
    COUNTRY = "country"
    KEY = "key"
    MESH = "mesh"
    SIREN_MISMATCH = "siren_mismatch"
    SUFFIX = "suffix"
    ROUTING_CODE = "routing_code"
    SCHEME = "scheme"
    SEVERAL = "several"
    MONACO = "monaco"

    def __str__(self):
        return self.value


class IdentifierError(ValueError):
    """The text is not a good identifier; `flaw` says why."""

    def __init__(self, flaw):
        self.flaw = Flaw(flaw)
        super().__init__(self.flaw.value)


@dataclass(frozen=True, kw_only=True)
class Siren:
    """A company of the French register: nine digits."""

    value: str

    def __str__(self):
        return self.value


@dataclass(frozen=True, kw_only=True)
class Siret:
    """An establishment: the SIREN of its company and five digits of its own."""

    siren: str
    nic: str

    def __str__(self):
        return self.siren + self.nic


def typed(value):
    """The text of whatever was typed, without outer spaces.

    >>> typed("  356 000 000 "), typed(None), typed(False), typed(356000000)
    ('356 000 000', '', '', '356000000')
    """
    return str("" if value is None or value is False else value).strip()


def compact(text):
    """Without the spaces of every kind and the dots that people put in numbers.

    >>> compact("356 000\u00a0000"), compact("356.000.000")
    ('356000000', '356000000')
    """
    return "".join(text.split()).replace(".", "")


def luhn(digits):
    """Is the last digit the Luhn key of the others?

    >>> luhn("356000000"), luhn("356000001")
    (True, False)
    """
    # The tens of a doubled digit count as units: 2 x 7 = 14 counts for 1 + 4.
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + doubled) % 10 == 0


def parse_siren(text):
    """The SIREN typed in `text`.

    >>> str(parse_siren("341 777 639"))
    '341777639'
    """
    digits = _french_digits(typed(text), 9)
    check_siren(digits)
    return Siren(value=digits)


def parse_siret(text):
    """The SIRET typed in `text`.

    >>> parse_siret("356 000 000 00048")
    Siret(siren='356000000', nic='00048')
    """
    digits = _french_digits(typed(text), 14)
    if not _has_siret_key(digits):
        raise IdentifierError(Flaw.CHECKSUM)
    if not luhn(digits[:9]):
        raise IdentifierError(Flaw.PREFIX)
    return Siret(siren=digits[:9], nic=digits[9:])


def _french_digits(text, size):
    """The `size` digits of a number of the French register."""
    check_single(text, size)
    number = compact(text)
    flaws = (
        (Flaw.PREFIX, re.fullmatch(r"(?i:FR)[0-9A-Z]*[0-9]{9}", number, re.ASCII)),
        # identifiers of Monaco may hold letters, as MONACOCONFO001
        (Flaw.MONACO, number[:6].upper() == MONACO_WORD and number.isascii()),
        (Flaw.CHARACTERS, not re.fullmatch(r"[0-9]+", number)),
        (Flaw.LENGTH, len(number) != size),
    )
    raise_first(flaws)
    return number


def check_single(text, size):
    """Refuse a field that is empty or holds several numbers of `size` characters."""
    pieces = [len(compact(piece)) >= size for piece in _BETWEEN.split(text)]
    words = [re.fullmatch(rf"[0-9]{{{size}}}", word[-size:]) for word in text.split()]
    flaws = (
        (Flaw.EMPTY, not compact(text)),
        (Flaw.SEVERAL, sum(pieces) > 1 or len([*filter(None, words)]) > 1),
    )
    raise_first(flaws)


def check_siren(digits):
    flaws = (
        (Flaw.MONACO, is_monaco(digits)),
        # nine zeros have a right key and name nobody
        (Flaw.CHECKSUM, not luhn(digits) or not digits.strip("0")),
    )
    raise_first(flaws)


def is_monaco(digits):
    """Are the nine digits Monaco's? They have no Luhn key: only the VAT key counts."""
    return digits.startswith(MONACO_DIGITS) and digits.strip("0") != ""


def _has_siret_key(digits):
    # La Poste ran out of establishment numbers with a Luhn key: for it alone, a sum
    # of digits that is a multiple of five is right too (INSEE).
    la_poste = digits.startswith(LA_POSTE)
    return luhn(digits) or (la_poste and sum(map(int, digits)) % 5 == 0)


def raise_first(flaws):
    """Raise the first flaw of a table of flaws and conditions that is true."""
    for flaw, found in flaws:
        if found:
            raise IdentifierError(flaw)
