"""How a platform has to treat an invoice: the note BAR (XP Z12-012, BR-FR-20).

A platform tells by it an invoice to exchange (CGI 289 bis) from one to report only
(CGI 290). Nobody reads it where an invoice leaves by mail or on paper.
"""

from datetime import date

from .situation import Operation, Recipient, Territory
from .timeline import Code, emission_on


class Treatment(Code):
    """The values of a note BAR."""

    B2B = "B2B"
    B2B_ABROAD = "B2BINT"
    B2C = "B2C"
    B2C_ABROAD = "B2CINT"
    OUT_OF_SCOPE = "OUTOFSCOPE"
    ARCHIVE = "ARCHIVEONLY"


_FRANCE = frozenset({Territory.METROPOLITAN, Territory.OVERSEAS_DEPARTMENT})
_ABROAD = frozenset({Territory.EU, Territory.NON_EU})
_NO_VAT = frozenset({Recipient.CONSUMER, Recipient.NON_TAXABLE})
_TAXABLE = frozenset({Recipient.TAXABLE})
# From top to bottom; who is in no row is treated as somebody chooses.
_TABLE = (
    (_NO_VAT, _FRANCE, Treatment.B2C),
    (_NO_VAT, _ABROAD, Treatment.B2C_ABROAD),
    (_TAXABLE, _FRANCE, Treatment.B2B),
    (_TAXABLE, _ABROAD, Treatment.B2B_ABROAD),
)


def treatment_of(recipient, territory, operation=None) -> Treatment | None:
    """Return how a platform treats what is sold to a customer, None: not known.

    What is exempt under CGI 261 to 261 E is neither exchanged nor reported.

    >>> str(treatment_of("taxable", "metropolitan")), treatment_of("taxable", "monaco")
    ('B2B', None)
    """
    if operation == Operation.EXEMPT_261:
        return Treatment.OUT_OF_SCOPE
    found = (
        treatment
        for recipients, territories, treatment in _TABLE
        if recipient in recipients and territory in territories
    )
    return next(found, None)


def is_due(size, *, vat_group_member: bool, uses_platform: bool, day: date) -> bool:
    """Tell whether a platform reads the invoices of an issuer on a day.

    >>> is_due("small", vat_group_member=False, uses_platform=False,
    ...        day=date(2026, 11, 21))
    False
    """
    return uses_platform or emission_on(size, vat_group_member) <= day
