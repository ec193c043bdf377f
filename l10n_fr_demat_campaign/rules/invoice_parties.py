"""The rules on who sells and who buys (BG-4, BG-7)."""

from .invoice import Flaw
from .invoice_rows import (
    COMPANY,
    CUSTOMER,
    has_category,
    is_group_member,
    mention,
    public,
    row,
)
from .invoice_terms import (
    DIRECTORY,
    GROUP_MEMBER,
    ROUTING,
    SIREN,
    SIRET,
    absent,
    any_of,
    is_address,
    is_routing,
    is_short,
    is_siren,
    is_siret_of,
    of,
    one_of,
    unfit,
    when,
)

GROUP = ("name", "vat_identifier", "country_code")
NAMES = tuple(of(group, "name") for group in ("BG-4", "BG-7"))
ADDRESSES = any_of(
    *(
        of(group, part)
        for group in ("BG-4", "BG-7", "BG-13")
        for part in ("addr_l1", "addr_l2", "city")
    )
)


def _is_domestic_company(terms):
    """Tell whether the buyer is a French company by what the invoice says of it."""
    countries = of("BG-7", "country_code")(terms)
    numbers = of("BG-7", "vat_identifier")(terms)
    return "FR" in countries and any(str(number)[:2] == "FR" for number in numbers)


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


def _other_siren(terms):
    """Find a buyer's SIREN that his VAT number contradicts, or that is the seller's."""
    is_french = one_of(of("BG-7", "legal_identifier_schemeid"), {SIREN})(terms)
    siren = (of("BG-7", "legal_identifier")(terms) or [""])[0] if is_french else ""
    numbers = [str(number) for number in of("BG-7", "vat_identifier")(terms)]
    others = [number[4:] for number in numbers if number.startswith("FR")]
    is_other = siren in of("BG-4", "legal_identifier")(terms) or (
        bool(others) and siren not in others
    )
    return [siren] if is_siren(siren) and is_other else []


SELLER = (
    row(Flaw.SELLER_NAME, "BT-27", "BR-06", absent(of("BG-4", "name")), COMPANY),
    row(
        Flaw.SELLER_SIREN,
        "BT-30",
        "BR-FR-10",
        absent(of("BG-4", "legal_identifier")),
        COMPANY,
    ),
    row(Flaw.SELLER_SIREN, "BT-30", "BR-FR-10, BR-FR-32", _siren_form("BG-4"), COMPANY),
    row(Flaw.SELLER_SIRET, "BT-29", "BR-FR-09", _foreign_siret("BG-4"), COMPANY),
    public(
        Flaw.SELLER_SIRET_PUBLIC,
        "BT-29",
        "BR-FR-CPRO",
        when(of("BG-4", "legal_identifier"), absent(of("BG-4", "identifiers", SIRET))),
        COMPANY,
    ),
    row(
        Flaw.SELLER_VAT,
        "BT-31",
        "CGI ann. II 242 nonies A, BR-S-02",
        when(
            has_category("S", "Z", "E", "AE", "K", "G"),
            absent(any_of(of("BG-4", "vat_identifier"), of("BG-4", "tax_identifier"))),
        ),
        COMPANY,
    ),
    row(
        Flaw.SELLER_GROUP_VAT,
        "BT-63",
        "BR-FR-CO-15",
        when(
            is_group_member,
            any_of(
                absent(of("BG-4", "identifiers", GROUP_MEMBER)),
                *(absent(of("BG-11", name)) for name in GROUP),
            ),
        ),
        COMPANY,
    ),
    row(
        Flaw.SELLER_ADDRESS,
        "BT-34",
        "BR-FR-13",
        absent(of("BG-4", "einvoicing_addr")),
        COMPANY,
    ),
    row(
        Flaw.SELLER_ADDRESS_FORM,
        "BT-34",
        "BR-FR-23, BR-FR-25",
        _directory_form("BG-4"),
        COMPANY,
    ),
    row(
        Flaw.SELLER_COUNTRY,
        "BT-40",
        "BR-09",
        absent(of("BG-4", "country_code")),
        COMPANY,
    ),
    mention(
        Flaw.SELLER_POSTAL,
        "BT-35",
        "CGI ann. II 242 nonies A I-1",
        any_of(*(absent(of("BG-4", part)) for part in ("addr_l1", "postcode", "city"))),
        place=COMPANY,
    ),
)

BUYER = (
    row(Flaw.BUYER_NAME, "BT-44", "BR-07", absent(of("BG-7", "name")), CUSTOMER),
    public(
        Flaw.BUYER_NAME_PUBLIC,
        "BT-44",
        "BR-FR-CPRO",
        unfit(any_of(*NAMES), is_short(99)),
        CUSTOMER,
    ),
    public(
        Flaw.ADDRESS_PUBLIC,
        "BT-50",
        "BR-FR-CPRO",
        unfit(ADDRESSES, is_short(400)),
        CUSTOMER,
    ),
    mention(
        Flaw.BUYER_SIREN,
        "BT-47",
        "CGI ann. II 242 nonies A I-1 bis",
        when(_is_domestic_company, absent(of("BG-7", "legal_identifier"))),
        place=CUSTOMER,
    ),
    mention(
        Flaw.BUYER_SIREN_OTHER,
        "BT-47",
        "CGI ann. II 242 nonies A I-1 bis",
        _other_siren,
        place=CUSTOMER,
    ),
    row(Flaw.BUYER_SIREN_FORM, "BT-47", "BR-FR-32", _siren_form("BG-7"), CUSTOMER),
    row(Flaw.BUYER_SIRET, "BT-46", "BR-FR-09", _foreign_siret("BG-7"), CUSTOMER),
    public(
        Flaw.BUYER_SIRET_PUBLIC,
        "BT-46",
        "BR-FR-CPRO",
        absent(of("BG-7", "identifiers", SIRET)),
        CUSTOMER,
    ),
    row(
        Flaw.BUYER_VAT,
        "BT-48",
        "BR-IC-02",
        when(has_category("K"), absent(of("BG-7", "vat_identifier"))),
        CUSTOMER,
    ),
    row(
        Flaw.BUYER_REVERSE,
        "BT-48",
        "BR-AE-02",
        when(
            has_category("AE"),
            absent(
                any_of(of("BG-7", "vat_identifier"), of("BG-7", "legal_identifier"))
            ),
        ),
        CUSTOMER,
    ),
    row(
        Flaw.BUYER_ADDRESS,
        "BT-49",
        "BR-FR-12",
        absent(of("BG-7", "einvoicing_addr")),
        CUSTOMER,
    ),
    row(
        Flaw.BUYER_ADDRESS_FORM,
        "BT-49",
        "BR-FR-23, BR-FR-25",
        _directory_form("BG-7"),
        CUSTOMER,
    ),
    row(
        Flaw.BUYER_ROUTING,
        "BT-46",
        "BR-FR-24, BR-FR-26",
        unfit(of("BG-7", "identifiers", ROUTING), is_routing),
        CUSTOMER,
    ),
    row(
        Flaw.BUYER_COUNTRY,
        "BT-55",
        "BR-11",
        absent(of("BG-7", "country_code")),
        CUSTOMER,
    ),
    mention(
        Flaw.BUYER_POSTAL,
        "BT-50",
        "CGI ann. II 242 nonies A I-1",
        any_of(*(absent(of("BG-7", part)) for part in ("addr_l1", "postcode", "city"))),
        place=CUSTOMER,
    ),
)
