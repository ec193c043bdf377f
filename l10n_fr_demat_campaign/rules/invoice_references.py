"""The rules on what the document refers to: delivery, earlier invoices, orders."""

from .invoice import Flaw
from .invoice_rows import has_category, is_type, public, row
from .invoice_terms import (
    CORRECTIVE,
    CREDITS,
    GLOBAL_DISCOUNT,
    absent,
    any_of,
    is_date,
    is_number,
    is_short,
    of,
    unfit,
    when,
)


def _origins_without_date(terms):
    return [
        row.get("BT-25", "")
        for row in of("BG-3")(terms)
        if not is_date(row.get("BT-26"))
    ]


def _not_one_origin(terms):
    rows = of("BG-3")(terms)
    return _origins_without_date(terms) if len(rows) == 1 else [len(rows)]


def _no_origin(terms):
    return _origins_without_date(terms) if of("BG-3")(terms) else [""]


def _many_origins(terms):
    rows = of("BG-3")(terms)
    return [len(rows)] if len(rows) > 1 else []


REFERENCES = (
    row(
        Flaw.DELIVERY_COUNTRY,
        "BT-80",
        "BR-IC-12",
        when(has_category("K"), absent(of("BG-13", "country_code"))),
    ),
    row(
        Flaw.NO_ORIGIN,
        "BT-25",
        "BR-FR-CO-05, CGI 289 I-5",
        when(is_type(CREDITS), _no_origin),
    ),
    row(
        Flaw.ONE_ORIGIN,
        "BT-25",
        "BR-FR-CO-04",
        when(is_type(CORRECTIVE), _not_one_origin),
    ),
    row(
        Flaw.ORIGIN_NUMBER,
        "BT-25",
        "BR-55",
        lambda terms: ["" for row in of("BG-3")(terms) if not row.get("BT-25")],
    ),
    row(
        Flaw.ORIGIN_NUMBER,
        "BT-25",
        "BR-FR-01, BR-FR-02",
        unfit(of("BG-3", "BT-25"), is_number),
    ),
    row(
        Flaw.GLOBAL_DISCOUNT,
        "BT-12",
        "BR-FR-CO-03",
        when(
            is_type({GLOBAL_DISCOUNT}),
            any_of(absent(of("BT-12")), absent(of("BT-73")), absent(of("BT-74"))),
        ),
    ),
    public(
        Flaw.NUMBER_PUBLIC,
        "BT-1",
        "BR-FR-CPRO",
        unfit(any_of(of("BT-1"), of("BG-3", "BT-25")), is_short(20)),
    ),
    public(
        Flaw.PROCESS_PUBLIC,
        "BT-23",
        "BR-FR-CPRO",
        unfit(of("BT-23"), lambda code: code != "S5"),
    ),
    public(
        Flaw.REFERENCE_PUBLIC,
        "BT-13",
        "BR-FR-CPRO",
        unfit(any_of(of("BT-12"), of("BT-13"), of("BG-24", "BT-122")), is_short(50)),
    ),
    public(Flaw.ORIGIN_PUBLIC, "BT-25", "BR-FR-CPRO", _many_origins),
)
