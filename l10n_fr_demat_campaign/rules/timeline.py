"""The dates of the reform, as data: each one with its effect, basis and source.

A date changes by changing its row here; the decision table names dates by their key.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum


class Code(str, Enum):
    """A closed list of values; the plain string of a value stands for it."""

    __str__ = str.__str__


class Basis(Code):
    """How well a fact is known, from the strongest to the weakest."""

    FIRST_HAND = "first_hand"  # the text or technical file itself was read
    SECOND_HAND = "second_hand"  # a third party quotes or summarises the text
    INFERRED = "inferred"  # deduced from other facts, or a product choice
    UNVERIFIED = "unverified"  # checked against no source: ask the expert


class IssuerSize(Code):
    """Size of the issuer, per SIREN, on the last year closed before 2025-01-01."""

    LARGE = "large"
    INTERMEDIATE = "intermediate"
    SMALL = "small"
    MICRO = "micro"


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A day on which something changes in law."""

    key: str
    day: date
    effect: str
    basis: Basis
    source: str


@dataclass(frozen=True, kw_only=True)
class Period:
    """Days between two steps of the reform, both included; None: no bound."""

    key: str
    since: date | None
    until: date | None


def _moment(key: str, day: str, basis: Basis, source: str, effect: str) -> Moment:
    """Return a moment from a row of the table below."""
    on = date.fromisoformat(day)
    return Moment(key=key, day=on, effect=effect, basis=basis, source=source)


_1H, _2H = Basis.FIRST_HAND, Basis.SECOND_HAND
_B2G = "ordonnance 2014-697, now CCP L2192-1 s."
_CALENDAR = "loi 2022-1157 art. 26 III-A"
_CODES = "ordonnance 2025-1247 amended by ordonnance 2026-671"
_DIRECTORY = "Chorus Pro documentation; sonomag.fr"
_MENTIONS = "décrets 2022-1299 and 2024-266"

# fmt: off
TIMELINE = (
    _moment("b2g_large", "2017-01-01", _2H, _B2G,
            "large issuers, and public bodies, invoice public bodies electronically"),
    _moment("b2g_eti", "2018-01-01", _2H, _B2G,
            "intermediate issuers invoice public bodies electronically"),
    _moment("b2g_pme", "2019-01-01", _2H, _B2G,
            "small and medium issuers invoice public bodies electronically"),
    _moment("b2g_micro", "2020-01-01", _2H, _B2G,
            "micro issuers invoice public bodies electronically"),
    _moment("size_reference", "2025-01-01", _1H, _CALENDAR,
            "issuer size assessed, per SIREN, on the last year closed before"),
    _moment("directory_public", "2025-09-18", _2H, _DIRECTORY,
            "directory open to web consultation"),
    _moment("reception_all", "2026-09-01", _2H, "loi 2022-1157 art. 26",
            "every taxable person must be able to receive"),
    _moment("emission_large", "2026-09-01", _1H, _CALENDAR,
            "large and intermediate issuers, and VAT-group members, emit by platform"),
    _moment("new_mentions_large", "2026-09-01", _2H, _MENTIONS,
            "four new mentions on the invoices of the same issuers"),
    _moment("emission_large_latest", "2026-12-01", _1H, _CALENDAR,
            "latest date a decree could set for them; none found on 2026-10-10"),
    _moment("cibs_switch", "2027-01-01", _2H, _CODES,
            "VAT rules move to the CIBS; end of the known version of CGI 289 VI"),
    _moment("retention_10y", "2027-01-01", _2H, "loi 2026-534 art. 36; LPF L102 B",
            "tax retention: from 6 to 10 years for documents still under retention"),
    _moment("emission_small", "2027-09-01", _1H, _CALENDAR,
            "small, medium and micro issuers emit by platform"),
    _moment("new_mentions_small", "2027-09-01", _2H, _MENTIONS,
            "four new mentions on the invoices of the same issuers"),
    _moment("emission_small_latest", "2027-12-01", _1H, _CALENDAR,
            "latest date a decree could set for them; none found on 2026-10-10"),
    _moment("cgi_refs_end", "2028-06-30", _2H, _CODES,
            "last day CGI references are allowed on invoices"),
    _moment("vida", "2030-07-01", _1H, "directive 2006/112 art. 232",
            "EN 16931 e-invoices not subject to acceptance any more; other files are"),
)
# fmt: on

DAYS = {moment.key: moment.day for moment in TIMELINE}
B2G = {
    IssuerSize.LARGE: "b2g_large",
    IssuerSize.INTERMEDIATE: "b2g_eti",
    IssuerSize.SMALL: "b2g_pme",
    IssuerSize.MICRO: "b2g_micro",
}
EMISSION = {
    IssuerSize.LARGE: "emission_large",
    IssuerSize.INTERMEDIATE: "emission_large",
    IssuerSize.SMALL: "emission_small",
    IssuerSize.MICRO: "emission_small",
}


def _eve(key: str) -> date:
    """Return the day before a moment."""
    return DAYS[key] - timedelta(days=1)


PERIODS = (
    Period(key="P1", since=None, until=_eve("emission_large")),
    Period(key="P2", since=DAYS["emission_large"], until=_eve("emission_small")),
    Period(key="P3", since=DAYS["emission_small"], until=None),
)


def period_of(day: date) -> Period:
    """Return the period of the reform that holds the day.

    >>> period_of(date(2026, 11, 21)).key
    'P2'
    """
    return next(p for p in PERIODS if p.until is None or day <= p.until)


def emission_on(size: IssuerSize, vat_group_member: bool = False) -> date:
    """Return the first day on which an issuer of this size must emit by platform.

    A member of a VAT group (assujetti unique) follows the large issuers.
    """
    return DAYS[EMISSION[IssuerSize.LARGE if vat_group_member else IssuerSize(size)]]


def b2g_on(size: IssuerSize) -> date:
    """Return the first day of compulsory e-invoices to public entities."""
    return DAYS[B2G[IssuerSize(size)]]
