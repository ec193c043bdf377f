"""Code lists of EN 16931 and of the French rules: values with their source."""

import re
from dataclasses import dataclass

# UNTDID 1001, those of BR-FR-04 (XP Z12-012) that a sale in Odoo can be.
INVOICE = "380"
CREDIT_NOTE = "381"

# UNTDID 4461.
TRANSFER = "30"
SEPA_TRANSFER = "58"

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

# CGI 256-0: for VAT, Monaco is France. The overseas departments have their own codes.
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
# A service to a customer outside the EU is not exported: it is taxed elsewhere.
FOREIGN_SERVICE = Reason(
    code="VATEX-EU-G", text="TVA non applicable, article 259, 1° du CGI"
)


def category_of(*, rate, reverse, country, service):
    """Return the VAT category of a tax that does not name its own.

    >>> category_of(rate=20, reverse=False, country="DE", service=False)
    'S'
    >>> category_of(rate=0, reverse=False, country="DE", service=True)
    'AE'
    """
    table = (
        (STANDARD, rate and not reverse),
        (REVERSE, country in DOMESTIC and reverse),
        (EXEMPT, country in DOMESTIC),
        (REVERSE, country in MEMBER_STATES and service),
        (INTRA_EU, country in MEMBER_STATES),
        (EXPORT, True),
    )
    return next(category for category, found in table if found)


def vat_scheme_of(vat):
    """Return the EAS code of a foreign VAT number, None for an unknown country.

    >>> vat_scheme_of("DE123456788"), vat_scheme_of("EL123456783")
    ('9930', '9933')
    """
    prefix = (vat or "")[:2].upper()
    return VAT_SCHEMES.get({"EL": "GR"}.get(prefix, prefix))
