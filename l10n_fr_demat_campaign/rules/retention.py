"""Until when the file of a position, and the personal data in it, are kept.

No text sets the retention of such a file. It is deduced: the file says why an invoice
left electronically, so that it is kept as long as that invoice must be shown, then as
long as somebody may sue over it. Each term of the table names what it starts from, how
long it lasts, where that comes from and how well it is known.
"""

from dataclasses import dataclass
from datetime import date

from .timeline import DAYS, Basis, Code


class Start(Code):
    """What a term is counted from."""

    INVOICE = "invoice"
    YEAR_END = "year_end"
    END = "end"
    CONTACT = "contact"


@dataclass(frozen=True, kw_only=True)
class Life:
    """What happened to a position, as far as its retention depends on it.

    :param is_in_force: the agreement still lets an invoice leave
    :param invoice_on: day of the last electronic invoice
    :param year_end_on: end of the fiscal year of that invoice
    :param ended_on: day on which an agreement was taken back, or its file closed
    :param contact_on: day of the last message, by us or by the customer
    """

    is_in_force: bool = False
    invoice_on: date | None = None
    year_end_on: date | None = None
    ended_on: date | None = None
    contact_on: date | None = None

    def day_of(self, start):
        """Return the day a term is counted from, or None."""
        return {
            Start.INVOICE: self.invoice_on,
            Start.YEAR_END: self.year_end_on,
            Start.END: self.ended_on,
            Start.CONTACT: self.contact_on,
        }[start]


@dataclass(frozen=True, kw_only=True)
class Term:
    """One reason to keep the file.

    :param over_before: applies only when it is over before that day
    """

    key: str
    start: Start
    years: int
    basis: Basis
    source: str
    over_before: date | None = None

    def until(self, life):
        """Return the last day that this term asks for, or None."""
        day = life.day_of(self.start)
        end = day and years_after(day, self.years)
        if end and self.over_before and end >= self.over_before:
            return None
        return end


TABLE = (
    Term(
        key="tax_six",
        start=Start.INVOICE,
        years=6,
        basis=Basis.SECOND_HAND,
        source="LPF L102 B",
        over_before=DAYS["retention_10y"],
    ),
    Term(
        key="tax_ten",
        start=Start.INVOICE,
        years=10,
        basis=Basis.SECOND_HAND,
        source="LPF L102 B; loi 2026-534 art. 36",
    ),
    Term(
        key="accounting",
        start=Start.YEAR_END,
        years=10,
        basis=Basis.SECOND_HAND,
        source="C. com. L123-22",
    ),
    # The ten years of accounting, then the five in which one may sue.
    Term(
        key="dispute_invoice",
        start=Start.YEAR_END,
        years=15,
        basis=Basis.INFERRED,
        source="C. com. L123-22; C. civ. 2224",
    ),
    # The CNIL names five years for contracts.
    Term(
        key="dispute_position",
        start=Start.END,
        years=5,
        basis=Basis.INFERRED,
        source="C. civ. 2224; CNIL",
    ),
    # The recommendation, three years after the last contact, is indicative and on
    # prospects; whoever keeps paper is a customer.
    Term(
        key="contact",
        start=Start.CONTACT,
        years=3,
        basis=Basis.INFERRED,
        source="CNIL",
    ),
)


def years_after(day, years):
    """Return the same day some years later; 29 February becomes 28 February.

    >>> years_after(date(2028, 2, 29), 3)
    datetime.date(2031, 2, 28)
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def terms_of(life):
    """Return the terms that apply to a position, each with its last day.

    A document that was still to be kept on 1 January 2027 is kept for ten years; one
    whose six years were over before is left as it was.
    """
    ends = [(term, term.until(life)) for term in TABLE]
    known = [(term, end) for term, end in ends if end]
    if any(term.key == "tax_six" for term, _end in known):
        return [(term, end) for term, end in known if term.key != "tax_ten"]
    return known


def longest(life):
    """Return the term that lasts longest and its last day, or None.

    None while the agreement is in force: it may be needed tomorrow. None as well where
    nothing happened yet: there is nothing to keep.
    """
    if life.is_in_force:
        return None
    return max(terms_of(life), key=lambda pair: pair[1], default=None)


def is_over(until, today, *, is_held=False):
    """Return whether personal data may be erased: the last day is past, none holds."""
    return bool(until) and until < today and not is_held
