"""Code lists of EN 16931 and of the French rules: values with their source."""

import re
from dataclasses import dataclass

# What EN 16931 and its French profile call themselves (BT-24).
PROFILES = {
    "en16931": "urn:cen.eu:en16931:2017",
    "extended": "urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended",
}

# The kinds of documents: what a code of UNTDID 1001 says besides who issues it and
# whether it takes back.
ORDINARY, DEPOSIT, CORRECTIVE = "ordinary", "deposit", "corrective"
GLOBAL_DISCOUNT = "global_discount"
# Those of BR-FR-04 (XP Z12-012), by (self-billed, credit note, kind).
DOCUMENT_TYPES = {
    (False, False, ORDINARY): "380",
    (False, False, DEPOSIT): "386",
    (False, False, CORRECTIVE): "384",
    (False, True, ORDINARY): "381",
    (False, True, DEPOSIT): "503",
    (False, True, GLOBAL_DISCOUNT): "262",
    (True, False, ORDINARY): "389",
    (True, False, DEPOSIT): "500",
    (True, False, CORRECTIVE): "471",
    (True, True, ORDINARY): "261",
}
# Those that Factur-X EXTENDED does not take of an earlier invoice (FX-SCH-A-000863).
UNREFERRED = frozenset({"471", "500", "503"})

# UNTDID 4461.
TRANSFER, SEPA_TRANSFER, SEPA_DEBIT = "30", "58", "59"
CARD, CHEQUE, CASH = "48", "20", "10"
TRANSFERS = (TRANSFER, SEPA_TRANSFER)
# Codes of Odoo's payment methods, and of the add-ons that people use.
PAYMENT_METHODS = {
    "check_printing": CHEQUE,
    "sdd": SEPA_DEBIT,
    "sepa_direct_debit": SEPA_DEBIT,
}

# ISO 6523: a party is named by its routing code, or as the member of a VAT group.
ROUTING, GROUP_MEMBER = "0224", "0231"
# The only text of a TXD note (XP Z12-012, BR-FR-CO-14).
IN_VAT_GROUP = "MEMBRE_ASSUJETTI_UNIQUE"

# UNTDID 5305, the categories that BR-FR-15 leaves.
STANDARD, EXEMPT, REVERSE = "S", "E", "AE"
INTRA_EU, EXPORT, OUTSIDE, ZERO = "K", "G", "O", "Z"
CATEGORIES = frozenset({STANDARD, EXEMPT, REVERSE, INTRA_EU, EXPORT, OUTSIDE, ZERO})

# BR-FR-16 (XP Z12-012): every rate that French VAT knows or knew.
RATES = frozenset(
    {0, 0.9, 1.05, 1.75, 2.1, 5.5, 7, 8.5, 9.2, 9.6, 10, 13, 19.6, 20, 20.6}
)

# BR-FR-01 and BR-FR-02 (XP Z12-012).
NUMBER = re.compile(r"[A-Za-z0-9+\-_/]{1,35}")

# CGI 256-0: for VAT, Monaco is France.
DOMESTIC = frozenset({"FR", "MC"})
# EAS code of a company that has only its VAT number, per country (CEF list).
VAT_SCHEMES = {
    "AT": "9914",
    "BE": "9925",
    "BG": "9926",
    "CY": "9928",
    "CZ": "9929",
    "DE": "9930",
    "EE": "9931",
    "ES": "9920",
    "FI": "0213",
    "GB": "9932",
    "GR": "9933",
    "HR": "9934",
    "HU": "9910",
    "IE": "9935",
    "IT": "0211",
    "LT": "9937",
    "LU": "9938",
    "LV": "9939",
    "MT": "9943",
    "NL": "9944",
    "PL": "9945",
    "PT": "9946",
    "RO": "9947",
    "SE": "9955",
    "SI": "9949",
    "SK": "9950",
}
MEMBER_STATES = frozenset(VAT_SCHEMES) - {"GB"} | {"DK"}


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why no VAT is charged: a code of the VATEX list, and the words to read."""

    code: str | None
    text: str


# The words are those of CGI ann. II 242 nonies A: the article that exempts.
REASONS = {
    EXEMPT: Reason(code=None, text="Exonération de TVA"),
    REVERSE: Reason(code="VATEX-EU-AE", text="Autoliquidation"),
    INTRA_EU: Reason(
        code="VATEX-EU-IC", text="Exonération de TVA, article 262 ter, I du CGI"
    ),
    EXPORT: Reason(code="VATEX-EU-G", text="Exonération de TVA, article 262, I du CGI"),
    OUTSIDE: Reason(code="VATEX-EU-O", text="Hors champ d'application de la TVA"),
}
# Who has no VAT number sells under the exemption of small companies.
FRANCHISE = Reason(
    code="VATEX-FR-FRANCHISE", text="TVA non applicable, article 293 B du CGI"
)
# A service to a customer outside the EU is not exported: it is taxed elsewhere.
FOREIGN_SERVICE = Reason(
    code="VATEX-EU-G", text="TVA non applicable, article 259, 1° du CGI"
)
# CGI 259 B: who is not taxable, outside the EU.
FOREIGN_UNTAXABLE = Reason(
    code="VATEX-EU-G", text="TVA non applicable, article 259 B du CGI"
)
# CGI 294, 2: what is sent from the mainland to an overseas department is exported.
SENT_OVERSEAS = Reason(
    code="VATEX-EU-G", text="Exonération de TVA, articles 262, I et 294, 2 du CGI"
)
# CGI 294, 1: there is no VAT in Guyane and in Mayotte.
NO_VAT_THERE = Reason(code=None, text="TVA non applicable, article 294, 1 du CGI")


def category_of(*, rate, reverse, country, service, overseas=False):
    """Return the VAT category of a tax that does not name its own.

    :param overseas: whether the sale takes place in an overseas department
    >>> category_of(rate=20, reverse=False, country="DE", service=False)
    'S'
    >>> category_of(rate=0, reverse=False, country="DE", service=True)
    'AE'
    >>> category_of(rate=0, reverse=False, country="FR", service=False, overseas=True)
    'G'
    """
    is_french = overseas or country in DOMESTIC
    table = (
        (STANDARD, rate and not reverse),
        (REVERSE, is_french and reverse),
        (EXPORT, overseas and not service),
        (EXEMPT, is_french),
        (REVERSE, country in MEMBER_STATES and service),
        (INTRA_EU, country in MEMBER_STATES),
        (EXPORT, True),
    )
    return next(category for category, found in table if found)


def document_type_of(*, self_billed, refund, kind):
    """Return BT-3, None for a document that the French rules do not know.

    >>> document_type_of(self_billed=False, refund=False, kind=DEPOSIT)
    '386'
    """
    return DOCUMENT_TYPES.get((self_billed, refund, kind))


def level_of(terms):
    """Return the profile that the terms of an invoice ask for (BT-24)."""
    return next(name for name, code in PROFILES.items() if code == terms["BT-24"])


def vat_scheme_of(vat):
    """Return the EAS code of a foreign VAT number, None for an unknown country.

    >>> vat_scheme_of("DE123456788"), vat_scheme_of("EL123456783")
    ('9930', '9933')
    """
    prefix = (vat or "")[:2].upper()
    return VAT_SCHEMES.get({"EL": "GR"}.get(prefix, prefix))
