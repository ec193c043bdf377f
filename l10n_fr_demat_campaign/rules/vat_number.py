"""French VAT numbers: what people type, made normal or refused with one flaw.

Sources: CGI 286 ter (identification by an individual number) and the description of the
French number in VIES: `FR`, a key of two characters, nine digits that are the SIREN.
"""

import re
from dataclasses import dataclass

from .company_numbers import (
    Flaw,
    IdentifierError,
    check_single,
    check_siren,
    compact,
    is_monaco,
    raise_first,
    typed,
)

# The two letters that a key never uses are too close to 1 and 0 (VIES).
KEY_ALPHABET = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_VAT_FR = re.compile(r"FR[0-9A-Z]{2}[0-9]{9}", re.IGNORECASE | re.ASCII)
_FOREIGN = re.compile(r"[A-Z]{2,4}[0-9]")


@dataclass(frozen=True, kw_only=True)
class VatFr:
    """A French VAT number: a key, then nine digits, a SIREN except in Monaco."""

    key: str
    digits: str

    def __str__(self):
        return f"FR{self.key}{self.digits}"

    @property
    def monaco(self):
        """Is it a number given in Monaco, which holds no SIREN?"""
        return is_monaco(self.digits)

    @property
    def siren(self):
        """The SIREN that the number holds; None in Monaco."""
        return None if self.monaco else self.digits


def parse_vat_fr(text):
    """The French VAT number typed in `text`; `FR` may be left out before digits.

    >>> str(parse_vat_fr("fr 55 341 777 639"))
    'FR55341777639'
    """
    text = typed(text)
    check_single(text, 11)
    if len(_VAT_FR.findall(compact(text))) > 1:
        raise IdentifierError(Flaw.SEVERAL)
    key, digits = _split_vat(compact(text))
    if not is_monaco(digits):
        check_siren(digits)
    if not _has_vat_key(key, digits):
        raise IdentifierError(Flaw.KEY)
    return VatFr(key=key, digits=digits)


def _split_vat(number):
    """The key and the nine digits of a VAT number without spaces."""
    if not (number.isascii() and number.isalnum()):
        raise IdentifierError(Flaw.CHARACTERS)
    number = number.upper()
    if number.startswith("FR"):
        number = number[2:]
    elif _FOREIGN.match(number):
        # DE123456789 could be a French number with a key of letters and without FR:
        # a foreign number is far more likely.
        raise IdentifierError(Flaw.COUNTRY)
    flaws = (
        (Flaw.CHARACTERS, not re.fullmatch(r"[0-9]*", number[2:])),
        (Flaw.LENGTH, len(number) != 11),
    )
    raise_first(flaws)
    return number[:2], number[2:]


def _has_vat_key(key, digits):
    """Is `key` right? Two digits: 12 + 3 x SIREN modulo 97; letters: VIES's formula."""
    if key.isdigit():
        return int(key) == (12 + 3 * (int(digits) % 97)) % 97
    first, second = (KEY_ALPHABET.find(character) for character in key)
    if min(first, second) < 0:
        return False
    base = first * 24 + second - 10 if first < 10 else first * 34 + second - 100
    return (int(digits) + 1 + base // 11) % 11 == base % 11
