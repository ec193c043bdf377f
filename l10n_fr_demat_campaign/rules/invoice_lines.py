"""The rules on the lines, their amounts and their VAT."""

from collections import Counter

from .invoice import Flaw
from .invoice_rows import row
from .invoice_terms import CATEGORIES, RATES, absent, any_of, has_digits, of, unfit
from .vat_gap import gap_of, is_gap_taken

# Currencies of ISO 4217 whose amounts are always written with three decimals.
THREE_DECIMALS = frozenset(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"])

AMOUNTS = any_of(
    *(of(f"BT-{number}") for number in (*range(106, 116), 111)),
    of("BG-25", "BT-131"),
    of("BG-20", "amount"),
    of("BG-21", "amount"),
    of("BG-23", "BT-116"),
    of("BG-23", "BT-117"),
)

VAT_CATEGORIES = any_of(
    of("BG-23", "BT-118"),
    of("BG-25", "BT-151"),
    of("BG-20", "vat_category_code"),
    of("BG-21", "vat_category_code"),
)

COUNTED_RATES = any_of(
    of("BG-25", "BT-152"),
    of("BG-20", "vat_rate"),
    of("BG-21", "vat_rate"),
)

VAT_RATES = any_of(of("BG-23", "BT-119"), COUNTED_RATES)


def _without_reason(terms):
    return [
        row["BT-118"]
        for row in of("BG-23")(terms)
        if row.get("BT-118") in ("E", "AE", "K", "G", "O")
        and not (row.get("BT-120") or row.get("BT-121"))
    ]


def _lines_without(name):
    return lambda terms: [
        row.get("BT-126", "")
        for row in of("BG-25")(terms)
        if row.get(name) in (None, "")
    ]


def _lines_without_vat(flaw):
    """Return a test: why several taxes are not one VAT stands beside the terms."""
    return lambda terms: [
        row.get("BT-126", "")
        for row in of("BG-25")(terms)
        if not row.get("BT-151") and (row.get("misfit") or Flaw.NO_VAT) is flaw
    ]


def _rows_without_rate(group, category, rate):
    """Return a test: all but what is out of scope (O) bears a rate, zero included."""
    return lambda terms: [
        row.get(category) or ""
        for row in of(group)(terms)
        if row.get(rate) is None and row.get(category) not in (None, "O")
    ]


def _wrong_vat(terms):
    """Find the VAT that is not that of its rate, and what is taxed at 0 %."""
    level = "extended" if any(map(_is_extended, of("BT-24")(terms))) else "en16931"
    counts = Counter(COUNTED_RATES(terms))
    return [
        row["BT-117"]
        for row in of("BG-23")(terms)
        if None not in (row.get("BT-116"), row.get("BT-117"))
        and _is_wrong_vat(row, counts[row.get("BT-119")], level)
    ]


def _is_extended(profile):
    return "extended" in profile


def _is_wrong_vat(row, count, level):
    base, vat, category, rate = (row.get(f"BT-{n}") for n in (116, 117, 118, 119))
    if category == "S" and rate is not None:
        return not rate or not is_gap_taken(gap_of(base, vat, rate), level, count)
    return category in CATEGORIES - {"S"} and abs(vat) > 0.005


LINES = (
    row(Flaw.NO_LINE, "BG-25", "BR-16", absent(of("BG-25"))),
    *(
        row(flaw, "BT-151", "BR-CO-04", _lines_without_vat(flaw))
        for flaw in (Flaw.NO_VAT, Flaw.SEVERAL_VAT, Flaw.LEVY, Flaw.WITHHELD)
    ),
    row(Flaw.ITEM_NAME, "BT-153", "BR-25", _lines_without("BT-153")),
    row(Flaw.UNIT, "BT-130", "BR-23", _lines_without("BT-130")),
    row(Flaw.QUANTITY, "BT-129", "BR-22", _lines_without("BT-129")),
    row(Flaw.PRICE, "BT-146", "BR-26", _lines_without("BT-146")),
    row(
        Flaw.CATEGORY,
        "BT-118",
        "BR-47",
        lambda terms: ["" for row in of("BG-23")(terms) if not row.get("BT-118")],
    ),
    *(
        row(Flaw.RATE, rate, source, _rows_without_rate(group, category, rate))
        for group, category, rate, source in (
            ("BG-25", "BT-151", "BT-152", "BR-S-05"),
            ("BG-23", "BT-118", "BT-119", "BR-48"),
        )
    ),
    row(
        Flaw.PRICE,
        "BT-146",
        "BR-27, BR-FR-DEC-03",
        unfit(
            any_of(of("BG-25", "BT-146"), of("BG-25", "BT-148")),
            has_digits(19, 6, is_signed=False),
        ),
    ),
    row(
        Flaw.QUANTITY,
        "BT-129",
        "BR-FR-DEC-02",
        unfit(of("BG-25", "BT-129"), has_digits(19, 4)),
    ),
    row(Flaw.AMOUNT, "BT-112", "BR-FR-DEC-01", unfit(AMOUNTS, has_digits(19, 2))),
    row(
        Flaw.AMOUNT,
        "BT-5",
        "BR-FR-DEC-01",
        unfit(of("BT-5"), lambda code: code not in THREE_DECIMALS),
    ),
    row(
        Flaw.CATEGORY,
        "BT-118",
        "BR-FR-15",
        unfit(VAT_CATEGORIES, CATEGORIES.__contains__),
    ),
    row(Flaw.RATE, "BT-119", "BR-FR-16", unfit(VAT_RATES, RATES.__contains__)),
    row(Flaw.VAT, "BT-117", "BR-CO-17, BR-S-05, BR-E-09", _wrong_vat),
    row(Flaw.REASON, "BT-120", "BR-E-10, CGI ann. II 242 nonies A", _without_reason),
)
