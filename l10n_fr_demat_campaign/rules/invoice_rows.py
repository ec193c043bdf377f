"""Making rows of the table of rules, and the conditions that several of them share."""

from .invoice import Place, Rule
from .invoice_terms import GROUP_MEMBER, note, of, one_of

COMPANY, CUSTOMER = Place.COMPANY, Place.CUSTOMER


def row(flaw, term, source, find, place=Place.INVOICE, **values):
    """Return a row that blocks: a validator refuses the file."""
    return Rule(
        flaw=flaw, term=term, source=source, find=find, place=Place(place), **values
    )


def mention(*values, **named):
    """Return a row that tells a missing mention and blocks nothing."""
    return row(*values, is_blocking=False, **named)


def public(*values, **named):
    """Return a row for customers of the public sector only."""
    return row(*values, is_public=True, **named)


def has_category(*wanted):
    """Return a condition: some VAT is of one of these categories."""
    return one_of(of("BG-23", "BT-118"), wanted)


def is_type(wanted):
    """Return a condition: the document is of one of these types (BT-3)."""
    return one_of(of("BT-3"), wanted)


def is_process(wanted):
    """Return a condition: its nature of operations is one of these (BT-23)."""
    return one_of(of("BT-23"), wanted)


def is_group_member(terms):
    """Return whether the seller is a member of a VAT group (CGI 256 C)."""
    return bool(of("BG-4", "identifiers", GROUP_MEMBER)(terms) or note("TXD")(terms))
