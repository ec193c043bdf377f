"""Is this row a customer that is already there?

The surest mark decides: the customer's own code, then SIRET, SIREN, VAT number, and at
last the name with the postcode. The weaker the mark, the more has to agree: two
customers taken for one get each other's invoices, which is worse than one customer
twice.
"""

from collections import defaultdict
from dataclasses import dataclass

MARKS = ("code", "siret", "siren", "vat", "name_zip")
FIELDS = ("code", "siret", "siren", "vat", "name_key", "zip")


@dataclass(frozen=True, kw_only=True)
class Known:
    """A customer that is there: of the database, or of an earlier row.

    `owner` is whatever the caller knows it by; `in_file` says that an earlier row of
    the same file is this customer.
    """

    owner: object
    code: str = ""
    siret: str = ""
    siren: str = ""
    vat: str = ""
    name_key: str = ""
    zip: str = ""
    in_file: bool = False

    @property
    def name_zip(self):
        """Name and postcode together; empty unless both are there."""
        return _name_zip(self.name_key, self.zip)


@dataclass(frozen=True, kw_only=True)
class Match:
    """The customer found, if any, the mark it was found by, and what is odd."""

    known: Known | None = None
    mark: str | None = None
    flaws: tuple = ()


class Index:
    """The customers that are there, looked up by each of their marks."""

    def __init__(self, customers=()):
        self._by_mark = {mark: defaultdict(list) for mark in MARKS}
        self._in_file = set()
        for known in customers:
            self.add(known)

    def add(self, known):
        """Let the following rows find this customer too."""
        for mark in MARKS:
            if value := getattr(known, mark):
                self._by_mark[mark][value].append(known)

    def mark_in_file(self, known):
        """Remember that a row of the file is this customer."""
        self._in_file.add(id(known))

    def find(self, values):
        """Return the `Match` of the values of one row."""
        row = Known(owner=None, **{name: values.get(name) or "" for name in FIELDS})
        flaws = []
        for mark in MARKS:
            found = self._by_mark[mark].get(getattr(row, mark), ())
            kept, odd = _CHOICES[mark](row, found)
            flaws += odd
            if len(kept) > 1:
                return Match(mark=mark, flaws=(*flaws, "ambiguous"))
            if kept or "code_taken" in odd:
                return self._matched(row, kept, mark, flaws)
        return Match(flaws=tuple(dict.fromkeys(flaws)))

    def _matched(self, row, kept, mark, flaws):
        known = kept[0] if kept else None
        if known and known.name_key != row.name_key:
            flaws.append("other_name")
        if known and (known.in_file or id(known) in self._in_file):
            flaws.append("duplicate")
        return Match(known=known, mark=mark, flaws=tuple(flaws))


def _by_code(row, found):
    """A code given to another company since is nobody's: no row may follow it."""
    kept = [known for known in found if not _differ(row, known, "siren")]
    return kept, ["code_taken"] if found and not kept else []


def _by_number(row, found):
    """The same SIREN with another SIRET is another establishment of the company."""
    kept = [known for known in found if not _differ(row, known, "siret")]
    return kept, ["other_establishment"] if found and not kept else []


def _by_vat(row, found):
    """A VAT group shares one number (CGI 256 C): only the same name is the same."""
    alike = [k for k in found if not _differ(row, k, "siren", "siret")]
    kept = [known for known in alike if known.name_key == row.name_key]
    others = [known for known in found if _differ(row, known, "siren") or not row.siren]
    return kept, ["shared_vat"] if others and not kept else []


def _by_name(row, found):
    """Namesakes live in one town: two codes of one program are two customers."""
    alike = [k for k in found if not _differ(row, k, "siren", "siret")]
    kept = [known for known in alike if not _differ(row, known, "code")]
    return kept, ["possible_duplicate"] if alike and not kept else []


_CHOICES = {
    "code": _by_code,
    "siret": _by_number,
    "siren": _by_number,
    "vat": _by_vat,
    "name_zip": _by_name,
}


def _differ(row, known, *marks):
    """Does one of the marks, there on both sides, say that these are two?"""
    pairs = ((getattr(row, mark), getattr(known, mark)) for mark in marks)
    return any(one and two and one != two for one, two in pairs)


def _name_zip(key, postcode):
    return f"{key}|{postcode}" if key and postcode else ""
