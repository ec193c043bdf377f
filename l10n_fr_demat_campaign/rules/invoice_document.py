"""The rules on the document itself: number, dates, type, nature, currency."""

from .invoice import Flaw
from .invoice_rows import is_process, is_type, row
from .invoice_terms import (
    ATTACHMENTS,
    DEPOSITS,
    FINAL,
    PAID,
    PROCESSES,
    TYPES,
    absent,
    any_of,
    is_date,
    is_number,
    of,
    repeated,
    unfit,
    when,
)

DATES = any_of(
    *(of(f"BT-{number}") for number in (2, 7, 9, 72, 73, 74)),
    of("BG-3", "BT-26"),
    of("BG-25", "BT-134"),
    of("BG-25", "BT-135"),
)


def _is_foreign_money(terms):
    return any(code != "EUR" for code in of("BT-5")(terms))


def _without_euros(terms):
    """Find no VAT in euros; that of an export is said too, though it is zero."""
    is_said = "EUR" in of("BT-6")(terms) and of("BT-111")(terms)
    return [] if is_said else [""]


def _not_settled(terms):
    """Find what an invoice already paid says of its payment (BR-FR-CO-09)."""
    total, paid, due = (
        (of(name)(terms) or [0])[0] or 0 for name in ("BT-112", "BT-113", "BT-115")
    )
    is_settled = abs(total - paid) < 0.005 and abs(due) < 0.005
    return [] if is_settled and any(of("BT-9")(terms)) else [due]


def _reversed_periods(terms):
    """Find the periods that end before they start (BR-29, BR-30)."""
    periods = [(terms.get("BT-73"), terms.get("BT-74"))]
    periods += [(row.get("BT-134"), row.get("BT-135")) for row in of("BG-25")(terms)]
    return [start for start, end in periods if start and end and end < start]


DOCUMENT = (
    row(Flaw.NUMBER, "BT-1", "BR-FR-01, BR-FR-02", absent(of("BT-1"))),
    row(Flaw.NUMBER, "BT-1", "BR-FR-01, BR-FR-02", unfit(of("BT-1"), is_number)),
    row(Flaw.DATE, "BT-2", "BR-03", absent(of("BT-2"))),
    row(Flaw.DATE, "BT-2", "BR-FR-03", unfit(DATES, is_date)),
    row(Flaw.PERIOD, "BT-73", "BR-29, BR-30", _reversed_periods),
    row(Flaw.DOCUMENT_TYPE, "BT-3", "BR-FR-04", absent(of("BT-3"))),
    row(Flaw.DOCUMENT_TYPE, "BT-3", "BR-FR-04", unfit(of("BT-3"), TYPES.__contains__)),
    row(Flaw.PROCESS, "BT-23", "BR-FR-08", absent(of("BT-23"))),
    row(Flaw.PROCESS, "BT-23", "BR-FR-08", unfit(of("BT-23"), PROCESSES.__contains__)),
    row(
        Flaw.PROCESS_FINAL,
        "BT-23",
        "BR-FR-CO-08",
        when(is_type(DEPOSITS), unfit(of("BT-23"), lambda code: code not in FINAL)),
    ),
    row(
        Flaw.PROCESS_PAID, "BT-113", "BR-FR-CO-09", when(is_process(PAID), _not_settled)
    ),
    row(
        Flaw.CURRENCY,
        "BT-6",
        "BR-FR-CO-12",
        when(_is_foreign_money, _without_euros),
    ),
    row(Flaw.CURRENCY, "BT-5", "BR-05", absent(of("BT-5"))),
    row(
        Flaw.ATTACHMENT_KIND,
        "BT-123",
        "BR-FR-17",
        unfit(of("BG-24", "BT-123"), ATTACHMENTS.__contains__),
    ),
    row(
        Flaw.ATTACHMENT_TWICE,
        "BT-123",
        "BR-FR-18",
        repeated(of("BG-24", "BT-123"), {"LISIBLE"}),
    ),
)
