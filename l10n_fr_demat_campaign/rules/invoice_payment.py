"""The rules on when and how the invoice is paid."""

from .invoice import Flaw
from .invoice_rows import COMPANY, CUSTOMER, is_process, is_type, public, row
from .invoice_terms import (
    DEPOSITS,
    PAID,
    absent,
    any_of,
    is_creditor,
    is_short,
    of,
    one_of,
    unfit,
    when,
)


def _early_due_date(terms):
    free = is_type(DEPOSITS)(terms) or is_process(PAID)(terms)
    issued = [day for day in of("BT-2")(terms) if day]
    is_late = not issued or issued[0]
    return (
        []
        if free or not issued
        else unfit(of("BT-9"), lambda day: day >= is_late)(terms)
    )


def _is_due(terms):
    return any(value > 0 for value in of("BT-115")(terms))


def _is_debit(terms):
    return one_of(of("BT-81"), {"59"})(terms)


PAYMENT = (
    row(Flaw.DUE_DATE, "BT-9", "BR-FR-CO-07", _early_due_date),
    row(
        Flaw.NO_DUE_DATE,
        "BT-9",
        "BR-CO-25, C. com. L441-9",
        when(_is_due, absent(any_of(of("BT-9"), of("BT-20")))),
    ),
    row(
        Flaw.BANK,
        "BT-84",
        "BR-61",
        when(one_of(of("BT-81"), {"30", "58"}), absent(of("BT-84"))),
    ),
    row(
        Flaw.MANDATE,
        "BT-89",
        "EN 16931-1 BG-19",
        when(_is_debit, absent(of("BT-89"))),
        CUSTOMER,
    ),
    row(
        Flaw.CREDITOR,
        "BT-90",
        "EN 16931-1 BG-19, EPC AT-02",
        when(_is_debit, any_of(absent(of("BT-90")), unfit(of("BT-90"), is_creditor))),
        COMPANY,
    ),
    public(Flaw.BANK_PUBLIC, "BT-84", "BR-FR-CPRO", unfit(of("BT-84"), is_short(27))),
)
