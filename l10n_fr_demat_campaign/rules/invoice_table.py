"""The rows: every rule that an invoice is held against, with its source.

BR-FR: XP Z12-012. BR and BR-CO: EN 16931-1. The others are the law's own texts. A row
blocks when a validator refuses the file; else it tells a mention that is missing.
"""

from .invoice import Flaw, Place, Rule
from .invoice_terms import (
    ATTACHMENTS,
    CATEGORIES,
    CORRECTIVE,
    CREDITS,
    DEPOSITS,
    DIRECTORY,
    FINAL,
    GLOBAL_DISCOUNT,
    GROUP_MEMBER,
    PAID,
    PROCESSES,
    RATES,
    ROUTING,
    SELF_BILLED,
    SIREN,
    SIRET,
    TREATMENTS,
    TYPES,
    absent,
    any_of,
    has_digits,
    has_words,
    is_address,
    is_date,
    is_number,
    is_routing,
    is_short,
    is_siren,
    is_siret_of,
    note,
    of,
    one_of,
    repeated,
    unfit,
    when,
)

NAMES = tuple(of(group, "name") for group in ("BG-4", "BG-7"))
AMOUNTS = any_of(
    *(of(f"BT-{number}") for number in (*range(106, 116), 111)),
    of("BG-25", "BT-131"),
    of("BG-20", "amount"),
    of("BG-21", "amount"),
    of("BG-23", "BT-116"),
    of("BG-23", "BT-117"),
)
DATES = any_of(
    *(of(f"BT-{number}") for number in (2, 7, 9, 72, 73, 74)),
    of("BG-3", "BT-26"),
    of("BG-25", "BT-134"),
    of("BG-25", "BT-135"),
)
VAT_CATEGORIES = any_of(
    of("BG-23", "BT-118"),
    of("BG-25", "BT-151"),
    of("BG-20", "vat_category_code"),
    of("BG-21", "vat_category_code"),
)
VAT_RATES = any_of(
    of("BG-23", "BT-119"),
    of("BG-25", "BT-152"),
    of("BG-20", "vat_rate"),
    of("BG-21", "vat_rate"),
)


def _categories(*wanted):
    return one_of(of("BG-23", "BT-118"), wanted)


def _type(wanted):
    return one_of(of("BT-3"), wanted)


def _process(wanted):
    return one_of(of("BT-23"), wanted)


def _is_business(terms):
    return "B2B" in note("BAR")(terms)


def _is_foreign_money(terms):
    return any(code != "EUR" for code in of("BT-5")(terms))


def _is_due(terms):
    return any(value > 0 for value in of("BT-115")(terms))


def _is_domestic_company(terms):
    """Tell whether the buyer is a French company by what the invoice says of it."""
    countries = of("BG-7", "country_code")(terms)
    numbers = of("BG-7", "vat_identifier")(terms)
    return "FR" in countries and any(str(number)[:2] == "FR" for number in numbers)


def _is_group_member(terms):
    return bool(of("BG-4", "identifiers", GROUP_MEMBER)(terms))


def _foreign_siret(party):
    """Return a test: an establishment of another company, or of none (BR-FR-09)."""

    def find(terms):
        siren = (of(party, "legal_identifier")(terms) or [""])[0]
        return unfit(of(party, "identifiers", SIRET), is_siret_of(siren or "?"))(terms)

    return find


def _siren_form(party):
    """Return a test of a number under scheme 0002 (BR-FR-10, BR-FR-32)."""

    def find(terms):
        is_french = one_of(of(party, "legal_identifier_schemeid"), {SIREN})(terms)
        return (
            unfit(of(party, "legal_identifier"), is_siren)(terms) if is_french else []
        )

    return find


def _directory_form(party):
    def find(terms):
        scheme, address = (
            of(party, name) for name in ("einvoicing_addr_schemeid", "einvoicing_addr")
        )
        is_listed = one_of(scheme, {DIRECTORY})(terms)
        return unfit(address, is_address if is_listed else is_short(125))(terms)

    return find


def _other_address(terms):
    """Find the address that does not begin with the SIREN of who is invoiced."""
    party = "BG-4" if _type(SELF_BILLED)(terms) else "BG-7"
    siren = (of(party, "legal_identifier")(terms) or [""])[0]
    schemes = of(party, "einvoicing_addr_schemeid")(terms)
    values = of(party, "einvoicing_addr")(terms) or [""]
    is_fit = schemes == [DIRECTORY] and siren and values[0].startswith(siren)
    return [] if is_fit else values


def _early_due_date(terms):
    free = _type(DEPOSITS)(terms) or _process(PAID)(terms)
    issued = [day for day in of("BT-2")(terms) if day]
    is_late = not issued or issued[0]
    return (
        []
        if free or not issued
        else unfit(of("BT-9"), lambda day: day >= is_late)(terms)
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


def _not_settled(terms):
    """Find what an invoice already paid says of its payment (BR-FR-CO-09)."""
    total, paid, due = (
        (of(name)(terms) or [0])[0] or 0 for name in ("BT-112", "BT-113", "BT-115")
    )
    is_settled = abs(total - paid) < 0.005 and abs(due) < 0.005
    return [] if is_settled and any(of("BT-9")(terms)) else [due]


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


def _row(flaw, term, source, find, place=Place.INVOICE, **values):
    return Rule(
        flaw=flaw, term=term, source=source, find=find, place=Place(place), **values
    )


def _mention(*values, **named):
    return _row(*values, is_blocking=False, **named)


def _public(*values, **named):
    return _row(*values, is_public=True, **named)


COMPANY, CUSTOMER = Place.COMPANY, Place.CUSTOMER

DOCUMENT = (
    _row(Flaw.NUMBER, "BT-1", "BR-FR-01, BR-FR-02", absent(of("BT-1"))),
    _row(Flaw.NUMBER, "BT-1", "BR-FR-01, BR-FR-02", unfit(of("BT-1"), is_number)),
    _row(Flaw.DATE, "BT-2", "BR-03", absent(of("BT-2"))),
    _row(Flaw.DATE, "BT-2", "BR-FR-03", unfit(DATES, is_date)),
    _row(Flaw.DOCUMENT_TYPE, "BT-3", "BR-FR-04", absent(of("BT-3"))),
    _row(Flaw.DOCUMENT_TYPE, "BT-3", "BR-FR-04", unfit(of("BT-3"), TYPES.__contains__)),
    _row(Flaw.PROCESS, "BT-23", "BR-FR-08", absent(of("BT-23"))),
    _row(Flaw.PROCESS, "BT-23", "BR-FR-08", unfit(of("BT-23"), PROCESSES.__contains__)),
    _row(
        Flaw.PROCESS_FINAL,
        "BT-23",
        "BR-FR-CO-08",
        when(_type(DEPOSITS), unfit(of("BT-23"), lambda code: code not in FINAL)),
    ),
    _row(
        Flaw.PROCESS_PAID, "BT-113", "BR-FR-CO-09", when(_process(PAID), _not_settled)
    ),
    _row(
        Flaw.CURRENCY,
        "BT-6",
        "BR-FR-CO-12",
        when(
            _is_foreign_money,
            absent(
                lambda terms: of("BT-111")(terms) if "EUR" in of("BT-6")(terms) else []
            ),
        ),
    ),
    _row(Flaw.CURRENCY, "BT-5", "BR-05", absent(of("BT-5"))),
    _row(
        Flaw.ATTACHMENT_KIND,
        "BT-123",
        "BR-FR-17",
        unfit(of("BG-24", "BT-123"), ATTACHMENTS.__contains__),
    ),
    _row(
        Flaw.ATTACHMENT_TWICE,
        "BT-123",
        "BR-FR-18",
        repeated(of("BG-24", "BT-123"), {"LISIBLE"}),
    ),
)
NOTES = (
    *(
        _row(
            flaw,
            "BT-22",
            "BR-FR-05, " + text,
            absent(lambda terms, code=code: filter(has_words, note(code)(terms))),
            COMPANY,
        )
        for flaw, code, text in (
            (Flaw.NOTE_PMT, "PMT", "C. com. D441-5"),
            (Flaw.NOTE_PMD, "PMD", "C. com. L441-10 II"),
            (Flaw.NOTE_AAB, "AAB", "C. com. L441-9"),
        )
    ),
    _row(
        Flaw.NOTE_TWICE,
        "BT-21",
        "BR-FR-06",
        repeated(of("BG-1", "BT-21"), {"PMT", "PMD", "AAB", "TXD"}),
    ),
    _row(
        Flaw.NOTE_GROUP,
        "BT-22",
        "BR-FR-CO-14",
        when(
            _is_group_member,
            absent(
                lambda terms: [
                    text for text in note("TXD")(terms) if "ASSUJETTI_UNIQUE" in text
                ]
            ),
        ),
        COMPANY,
    ),
    _row(
        Flaw.TREATMENT,
        "BT-22",
        "BR-FR-20",
        unfit(note("BAR"), TREATMENTS.__contains__),
    ),
    _row(
        Flaw.TREATMENT_TWICE,
        "BT-21",
        "BR-FR-31",
        repeated(of("BG-1", "BT-21"), {"BAR"}),
    ),
    _row(
        Flaw.TREATMENT_SIREN,
        "BT-47",
        "BR-FR-11",
        when(_is_business, absent(of("BG-7", "legal_identifier"))),
        CUSTOMER,
    ),
    _row(
        Flaw.TREATMENT_ADDRESS,
        "BT-49",
        "BR-FR-21, BR-FR-22",
        when(_is_business, _other_address),
        CUSTOMER,
    ),
    _public(
        Flaw.NOTE_PUBLIC,
        "BT-22",
        "BR-FR-CPRO",
        unfit(any_of(of("BG-1", "BT-22"), of("BG-25", "BT-154")), is_short(1024)),
    ),
)
SELLER = (
    _row(Flaw.SELLER_NAME, "BT-27", "BR-06", absent(of("BG-4", "name")), COMPANY),
    _row(
        Flaw.SELLER_SIREN,
        "BT-30",
        "BR-FR-10",
        absent(of("BG-4", "legal_identifier")),
        COMPANY,
    ),
    _row(
        Flaw.SELLER_SIREN, "BT-30", "BR-FR-10, BR-FR-32", _siren_form("BG-4"), COMPANY
    ),
    _row(Flaw.SELLER_SIRET, "BT-29", "BR-FR-09", _foreign_siret("BG-4"), COMPANY),
    _row(
        Flaw.SELLER_VAT,
        "BT-31",
        "CGI ann. II 242 nonies A, BR-S-02",
        when(
            _categories("S", "Z", "E", "AE", "K", "G"),
            absent(any_of(of("BG-4", "vat_identifier"), of("BG-4", "tax_identifier"))),
        ),
        COMPANY,
    ),
    _row(
        Flaw.SELLER_GROUP_VAT,
        "BT-63",
        "BR-FR-CO-15",
        when(_is_group_member, absent(of("BG-11", "vat_identifier"))),
        COMPANY,
    ),
    _row(
        Flaw.SELLER_ADDRESS,
        "BT-34",
        "BR-FR-13",
        absent(of("BG-4", "einvoicing_addr")),
        COMPANY,
    ),
    _row(
        Flaw.SELLER_ADDRESS_FORM,
        "BT-34",
        "BR-FR-23, BR-FR-25",
        _directory_form("BG-4"),
        COMPANY,
    ),
    _row(
        Flaw.SELLER_COUNTRY,
        "BT-40",
        "BR-09",
        absent(of("BG-4", "country_code")),
        COMPANY,
    ),
    _mention(
        Flaw.SELLER_POSTAL,
        "BT-35",
        "CGI ann. II 242 nonies A I-1",
        any_of(*(absent(of("BG-4", part)) for part in ("addr_l1", "postcode", "city"))),
        place=COMPANY,
    ),
)
BUYER = (
    _row(Flaw.BUYER_NAME, "BT-44", "BR-07", absent(of("BG-7", "name")), CUSTOMER),
    _public(
        Flaw.BUYER_NAME_PUBLIC,
        "BT-44",
        "BR-FR-CPRO",
        unfit(any_of(*NAMES), is_short(99)),
        CUSTOMER,
    ),
    _mention(
        Flaw.BUYER_SIREN,
        "BT-47",
        "CGI ann. II 242 nonies A I-1 bis",
        when(_is_domestic_company, absent(of("BG-7", "legal_identifier"))),
        place=CUSTOMER,
    ),
    _row(Flaw.BUYER_SIREN_FORM, "BT-47", "BR-FR-32", _siren_form("BG-7"), CUSTOMER),
    _row(Flaw.BUYER_SIRET, "BT-46", "BR-FR-09", _foreign_siret("BG-7"), CUSTOMER),
    _public(
        Flaw.BUYER_SIRET_PUBLIC,
        "BT-46",
        "BR-FR-CPRO",
        absent(of("BG-7", "identifiers", SIRET)),
        CUSTOMER,
    ),
    _row(
        Flaw.BUYER_VAT,
        "BT-48",
        "BR-IC-02",
        when(_categories("K"), absent(of("BG-7", "vat_identifier"))),
        CUSTOMER,
    ),
    _row(
        Flaw.BUYER_REVERSE,
        "BT-48",
        "BR-AE-02",
        when(
            _categories("AE"),
            absent(
                any_of(of("BG-7", "vat_identifier"), of("BG-7", "legal_identifier"))
            ),
        ),
        CUSTOMER,
    ),
    _row(
        Flaw.BUYER_ADDRESS,
        "BT-49",
        "BR-FR-12",
        absent(of("BG-7", "einvoicing_addr")),
        CUSTOMER,
    ),
    _row(
        Flaw.BUYER_ADDRESS_FORM,
        "BT-49",
        "BR-FR-23, BR-FR-25",
        _directory_form("BG-7"),
        CUSTOMER,
    ),
    _row(
        Flaw.BUYER_ROUTING,
        "BT-46",
        "BR-FR-24, BR-FR-26",
        unfit(of("BG-7", "identifiers", ROUTING), is_routing),
        CUSTOMER,
    ),
    _row(
        Flaw.BUYER_COUNTRY,
        "BT-55",
        "BR-11",
        absent(of("BG-7", "country_code")),
        CUSTOMER,
    ),
    _mention(
        Flaw.BUYER_POSTAL,
        "BT-50",
        "CGI ann. II 242 nonies A I-1",
        any_of(*(absent(of("BG-7", part)) for part in ("addr_l1", "postcode", "city"))),
        place=CUSTOMER,
    ),
)
REFERENCES = (
    _row(
        Flaw.DELIVERY_COUNTRY,
        "BT-80",
        "BR-IC-12",
        when(_categories("K"), absent(of("BG-13", "country_code"))),
    ),
    _row(
        Flaw.NO_ORIGIN,
        "BT-25",
        "BR-FR-CO-05, CGI 289 I-5",
        when(_type(CREDITS), _no_origin),
    ),
    _row(
        Flaw.ONE_ORIGIN,
        "BT-25",
        "BR-FR-CO-04",
        when(_type(CORRECTIVE), _not_one_origin),
    ),
    _row(
        Flaw.ORIGIN_NUMBER,
        "BT-25",
        "BR-FR-01, BR-FR-02",
        unfit(of("BG-3", "BT-25"), is_number),
    ),
    _row(
        Flaw.GLOBAL_DISCOUNT,
        "BT-12",
        "BR-FR-CO-03",
        when(
            _type({GLOBAL_DISCOUNT}),
            any_of(absent(of("BT-12")), absent(of("BT-73")), absent(of("BT-74"))),
        ),
    ),
    _public(
        Flaw.NUMBER_PUBLIC,
        "BT-1",
        "BR-FR-CPRO",
        unfit(any_of(of("BT-1"), of("BG-3", "BT-25")), is_short(20)),
    ),
    _public(
        Flaw.PROCESS_PUBLIC,
        "BT-23",
        "BR-FR-CPRO",
        unfit(of("BT-23"), lambda code: code != "S5"),
    ),
    _public(
        Flaw.REFERENCE_PUBLIC,
        "BT-13",
        "BR-FR-CPRO",
        unfit(any_of(of("BT-12"), of("BT-13")), is_short(50)),
    ),
    _public(Flaw.ORIGIN_PUBLIC, "BT-25", "BR-FR-CPRO", _many_origins),
)
PAYMENT = (
    _row(Flaw.DUE_DATE, "BT-9", "BR-FR-CO-07", _early_due_date),
    _row(
        Flaw.NO_DUE_DATE,
        "BT-9",
        "BR-CO-25, C. com. L441-9",
        when(_is_due, absent(any_of(of("BT-9"), of("BT-20")))),
    ),
    _row(
        Flaw.BANK,
        "BT-84",
        "BR-61",
        when(one_of(of("BT-81"), {"30", "58"}), absent(of("BT-84"))),
    ),
    _row(
        Flaw.MANDATE,
        "BT-89",
        "EN 16931-1 BG-19",
        when(
            one_of(of("BT-81"), {"59"}),
            any_of(absent(of("BT-89")), absent(of("BT-90"))),
        ),
    ),
    _public(Flaw.BANK_PUBLIC, "BT-84", "BR-FR-CPRO", unfit(of("BT-84"), is_short(27))),
)
LINES = (
    _row(Flaw.NO_LINE, "BG-25", "BR-16", absent(of("BG-25"))),
    _row(Flaw.NO_VAT, "BT-151", "BR-CO-04", _lines_without("BT-151")),
    _row(Flaw.ITEM_NAME, "BT-153", "BR-25", _lines_without("BT-153")),
    _row(Flaw.UNIT, "BT-130", "BR-23", _lines_without("BT-130")),
    _row(
        Flaw.PRICE,
        "BT-146",
        "BR-27, BR-FR-DEC-03",
        unfit(
            any_of(of("BG-25", "BT-146"), of("BG-25", "BT-148")),
            has_digits(19, 6, is_signed=False),
        ),
    ),
    _row(
        Flaw.QUANTITY,
        "BT-129",
        "BR-FR-DEC-02",
        unfit(of("BG-25", "BT-129"), has_digits(19, 4)),
    ),
    _row(Flaw.AMOUNT, "BT-112", "BR-FR-DEC-01", unfit(AMOUNTS, has_digits(19, 2))),
    _row(
        Flaw.CATEGORY,
        "BT-118",
        "BR-FR-15",
        unfit(VAT_CATEGORIES, CATEGORIES.__contains__),
    ),
    _row(Flaw.RATE, "BT-119", "BR-FR-16", unfit(VAT_RATES, RATES.__contains__)),
    _row(Flaw.REASON, "BT-120", "BR-E-10, CGI ann. II 242 nonies A", _without_reason),
)
TABLE = DOCUMENT + NOTES + SELLER + BUYER + REFERENCES + PAYMENT + LINES
