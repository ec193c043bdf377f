"""What keeps an invoice from being a valid electronic one: flaws, named not worded."""

from enum import Enum

from . import codes


class Flaw(str, Enum):
    """Why an invoice cannot leave electronically."""

    NUMBER = "number"
    SELLER_SIREN = "seller_siren"
    SELLER_ADDRESS = "seller_address"
    SELLER_COUNTRY = "seller_country"
    BUYER_NAME = "buyer_name"
    BUYER_ADDRESS = "buyer_address"
    BUYER_COUNTRY = "buyer_country"
    BUYER_VAT = "buyer_vat"
    NO_LINE = "no_line"
    NO_VAT = "no_vat"
    RATE = "rate"
    NO_ORIGIN = "no_origin"
    DUE_DATE = "due_date"
    TOTAL = "total"

    def __str__(self):
        return self.value


def _has_intra_eu(terms):
    return any(row["BT-118"] == codes.INTRA_EU for row in terms["BG-23"])


# Each row: a flaw, what shows it on the terms, and the rule that asks for the datum.
TABLE = (
    (Flaw.NUMBER, lambda t: not codes.NUMBER.fullmatch(t["BT-1"]), "BR-FR-01, -02"),
    (Flaw.SELLER_SIREN, lambda t: not t["BG-4"].get("legal_identifier"), "BR-FR-10"),
    (Flaw.SELLER_ADDRESS, lambda t: not t["BG-4"].get("einvoicing_addr"), "BR-FR-13"),
    (Flaw.SELLER_COUNTRY, lambda t: not t["BG-4"]["country_code"], "BR-09"),
    (Flaw.BUYER_NAME, lambda t: not t["BG-7"]["name"], "BR-07"),
    (Flaw.BUYER_ADDRESS, lambda t: not t["BG-7"].get("einvoicing_addr"), "BR-FR-12"),
    (Flaw.BUYER_COUNTRY, lambda t: not t["BG-7"]["country_code"], "BR-11"),
    (
        Flaw.BUYER_VAT,
        lambda t: _has_intra_eu(t) and not t["BG-7"]["vat_identifier"],
        "BR-IC-02",
    ),
    (Flaw.NO_LINE, lambda t: not t["BG-25"], "BR-16"),
    (Flaw.NO_VAT, lambda t: any(not row["BT-151"] for row in t["BG-25"]), "BR-CO-04"),
    (
        Flaw.RATE,
        lambda t: {row["BT-119"] for row in t["BG-23"]} - codes.RATES,
        "BR-FR-16",
    ),
    (
        Flaw.NO_ORIGIN,
        lambda t: t["BT-3"] == codes.CREDIT_NOTE and not t.get("BG-3"),
        "BR-FR-CO-05",
    ),
    (
        Flaw.DUE_DATE,
        lambda t: t["BT-9"] and t["BT-2"] and t["BT-9"] < t["BT-2"],
        "BR-FR-CO-07",
    ),
)


def flaws_of(terms):
    """Return the flaws of an invoice, in the order of the table."""
    return [flaw for flaw, is_found, _rule in TABLE if is_found(terms)]
