"""Reading the terms of an invoice: paths to values, and what values are fit.

A path leads through dicts and lists to all the values that are there; what is absent
gives none.
"""

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from . import identifiers


def _words(text):
    return frozenset(text.split())


# UNTDID 1001, the codes of BR-FR-04 (XP Z12-012), grouped as its rules group them.
SELF_BILLED = _words("389 501 500 471 473 261 502")
DEPOSITS = _words("386 500 503")
CORRECTIVE = _words("384 471 472 473")
CREDITS = _words("261 381 396 502 503")
GLOBAL_DISCOUNT = "262"
TYPES = _words("380 393 262") | SELF_BILLED | DEPOSITS | CORRECTIVE | CREDITS
# BR-FR-08.
PROCESSES = _words("B1 S1 M1 B2 S2 M2 S3 B4 S4 M4 S5 S6 B7 S7 B8 S8 M8 B9 S9 M9")
PAID, FINAL = _words("B2 S2 M2"), _words("B4 S4 M4")
# BR-FR-15, BR-FR-16, BR-FR-17, BR-FR-20.
CATEGORIES = _words("S E AE K G O Z")
RATES = frozenset(
    {0, 0.9, 1.05, 1.75, 2.1, 5.5, 7, 8.5, 9.2, 9.6, 10, 13, 19.6, 20, 20.6}
)
ATTACHMENTS = _words(
    "RIB LISIBLE FEUILLE_DE_STYLE PJA BORDEREAU_SUIVI DOCUMENT_ANNEXE BON_LIVRAISON "
    "BON_COMMANDE BORDEREAU_SUIVI_VALIDATION ETAT_ACOMPTE FACTURE_PAIEMENT_DIRECT "
    "RECAPITULATIF_COTRAITANCE"
)
TREATMENTS = _words("B2B B2BINT B2C B2CINT OUTOFSCOPE ARCHIVEONLY")
NUMBER = re.compile(r"[A-Za-z0-9+\-_/]{1,35}")
CREDITOR = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{3}[A-Z0-9]{1,28}")
ADDRESS = re.compile(r"[A-Za-z0-9+\-_.]+")
SIREN, SIRET, ROUTING, DIRECTORY, GROUP_MEMBER = "0002", "0009", "0224", "0225", "0231"
MAX_ADDRESS, MAX_ROUTING = 125, 100


def of(*path):
    """Return a reader of the values at a path.

    >>> of("BG-25", "BT-126")({"BG-25": [{"BT-126": "1"}, {"BT-126": "2"}]})
    ['1', '2']
    """

    def read(terms):
        values = [terms]
        for step in path:
            found = []  # no comprehension: this is what a check does most
            for value in values:
                inner = value.get(step) if isinstance(value, dict) else None
                if isinstance(inner, list):
                    found += inner
                elif inner is not None:
                    found.append(inner)
            values = found
        return values

    return read


def any_of(*readers):
    """Return a reader of the values of several paths."""
    return lambda terms: [value for read in readers for value in read(terms)]


def absent(read):
    """Return a test that finds the empty text where no value is.

    >>> absent(of("BT-1"))({"BT-1": ""})
    ['']
    """
    return lambda terms: [] if any(_said(value) for value in read(terms)) else [""]


def unfit(read, is_fit):
    """Return a test that finds the values that are there and are not fit."""
    return lambda terms: [
        value for value in read(terms) if _said(value) and not is_fit(value)
    ]


def when(condition, find):
    """Return a test that only counts under a condition."""
    return lambda terms: find(terms) if condition(terms) else []


def one_of(read, wanted):
    """Return a condition: one of the values is among the wanted ones."""
    return lambda terms: any(value in wanted for value in read(terms))


def note(code):
    """Return a reader of the texts of the notes with a subject code (BT-21)."""
    notes = of("BG-1")
    return lambda terms: [
        row.get("BT-22") for row in notes(terms) if row.get("BT-21") == code
    ]


def repeated(read, among=None):
    """Return a test that finds the values that stand more than once."""

    def find(terms):
        values = [value for value in read(terms) if among is None or value in among]
        return sorted({value for value in values if values.count(value) > 1})

    return find


def _said(value):
    if isinstance(value, str):
        return bool(value) and not value.isspace()
    return value is not None and value != 0  # False is zero too


def has_words(text):
    """Return whether a note says something: a dot does not (XP Z12-012, BR-FR-05)."""
    return sum(letter.isalnum() for letter in str(text)) > 1


def is_number(text):
    """Return whether a text may number an invoice (BR-FR-01, BR-FR-02)."""
    return bool(NUMBER.fullmatch(str(text)))


def is_date(value):
    """Return whether a date is one that platforms take: 2000 to 2099 (BR-FR-03)."""
    return isinstance(value, date) and 2000 <= value.year <= 2099


def is_siren(text):
    """Return whether a text is a SIREN, its key included."""
    try:
        return identifiers.parse_siren(text).value == text
    except identifiers.IdentifierError:
        return False


def is_creditor(text):
    """Return whether a text is a SEPA creditor identifier, its key included.

    ISO 7064 MOD 97-10 over the national part, the country and the key; the three
    characters of the creditor's own choice do not count (EPC262-08).

    >>> is_creditor("FR72ZZZ123456"), is_creditor("FR73ZZZ123456")
    (True, False)
    """
    if not CREDITOR.fullmatch(str(text)):
        return False
    moved = text[7:] + text[:4]
    return int("".join(str(int(letter, 36)) for letter in moved)) % 97 == 1


def is_siret_of(siren):
    """Return a test of an establishment of that company (BR-FR-09)."""
    return lambda text: (
        bool(re.fullmatch(r"[0-9]{14}", str(text))) and str(text).startswith(siren)
    )


def is_short(length):
    """Return a test of the length of a text."""
    return lambda text: len(str(text)) <= length


def is_address(text):
    """Return whether a text may be an address of the directory (BR-FR-23, -25)."""
    return bool(ADDRESS.fullmatch(str(text))) and len(str(text)) <= MAX_ADDRESS


def is_routing(text):
    """Return whether a text may be a routing code (BR-FR-24, BR-FR-26)."""
    return bool(ADDRESS.fullmatch(str(text))) and len(str(text)) <= MAX_ROUTING


def has_digits(whole, decimals, is_signed=True):
    """Return a test of a number: how many digits at all, how many after the point.

    >>> has_digits(19, 2)("12.50"), has_digits(19, 2)(12.505), has_digits(4, 2)("-1")
    (True, False, True)
    """

    def is_fit(value):
        try:
            # Four digits more than asked: what binary fractions leave is no digit.
            number = Decimal(repr(round(float(value), decimals + 4))).normalize()
        except (TypeError, ValueError, InvalidOperation):
            return False
        if not number.is_finite():
            return False
        is_long = len(f"{abs(number):f}") > whole
        is_fine = -number.as_tuple().exponent > decimals
        return not is_long and not is_fine and (is_signed or number >= 0)

    return is_fit
