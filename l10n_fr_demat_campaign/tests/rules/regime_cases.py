"""Situations for the tests of the regime, and the law written a second time.

`expected` states in branches what the table states in lines: the two are compared over
every combination of inputs.
"""

from datetime import date
from itertools import product

from ...rules.regime import Situation

BASE = {
    "issuer_size": "small",
    "vat_group_member": False,
    "issuer_established_in_france": True,
    "recipient": "taxable",
    "territory": "metropolitan",
    "operation": "taxed",
    "directory": "active",
    "day": date(2026, 11, 21),
}
FRANCE = ("metropolitan", "overseas_department")
OVERSEAS = ("guyane_mayotte", "overseas_collectivity")
B2G = {"large": 2017, "intermediate": 2018, "small": 2019, "micro": 2020}
UNCLASSIFIED = ("unclassified", "to_review")


def situation(**values) -> Situation:
    """Return a small French issuer's invoice to a French taxable customer, varied."""
    return Situation(**{**BASE, **values})


def product_of(domains: dict) -> list[dict]:
    """Return every combination of the values given for each input."""
    return [
        dict(zip(domains, values, strict=True)) for values in product(*domains.values())
    ]


def expected(s: Situation) -> tuple[str, str]:
    """Return the key and the answer of a situation in which everything is known."""
    if s.document == "other":
        return "non_invoice_document", "none"
    if s.defence_secret:
        return "defence_secret_operation", "to_review"
    if s.recipient == "consumer":
        return "consumer", "express_only"
    if s.territory == "monaco":
        return "monaco_recipient", "to_review"
    if s.territory == "eu":
        is_free = s.structured and s.day >= date(2030, 7, 1)
        return "eu_recipient", "none" if is_free else "express_only"
    if s.territory == "non_eu":
        return "non_eu_recipient", "express_only"
    return _in_france(s)


def _in_france(s: Situation) -> tuple[str, str]:
    """Return what holds for a recipient of France, overseas included."""
    if s.recipient == "public":
        size = "large" if s.vat_group_member else str(s.issuer_size)
        is_due = s.day.year >= B2G[size]
        return "public_entity", "platform_mandatory" if is_due else "to_review"
    if s.recipient == "non_taxable":
        return "non_taxable_legal_person", "tacit_allowed"
    if s.territory in OVERSEAS:
        has_law = s.territory == "overseas_collectivity" and s.collectivity_own_law
        return "overseas_recipient", "to_review" if has_law else "tacit_allowed"
    if not s.issuer_established_in_france:
        return "foreign_issuer", "tacit_allowed"
    if s.operation == "exempt_261":
        return "exempt_operation_only", "tacit_allowed"
    return _domestic(s)


def _domestic(s: Situation) -> tuple[str, str]:
    """Return what holds for a taxed operation inside France."""
    is_large = s.vat_group_member or s.issuer_size in ("large", "intermediate")
    size = "large" if is_large else "small"
    if s.directory == "absent":
        return f"domestic_not_in_directory_{size}_issuer", "tacit_allowed"
    kind = "no_active_address" if s.directory == "inactive" else "taxable"
    answer = "tacit_allowed"
    if s.day >= date(2026, 9, 1):
        answer = "platform_mandatory" if is_large else "platform_or_consent"
    if s.day >= date(2027, 9, 1):
        answer = "platform_mandatory"
    return f"domestic_{kind}_{size}_issuer", answer
