"""The facts a decision of regime rests on: closed lists of values, checked on entry."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from .timeline import Code, IssuerSize


class Recipient(Code):
    """What the customer is for VAT, whatever its legal form."""

    TAXABLE = "taxable"
    NON_TAXABLE = "non_taxable"
    PUBLIC = "public"
    CONSUMER = "consumer"


class Territory(Code):
    """Where the customer is established, cut along the VAT territories."""

    METROPOLITAN = "metropolitan"
    OVERSEAS_DEPARTMENT = "overseas_department"  # 971, 972, 974: inside French VAT
    GUYANE_MAYOTTE = "guyane_mayotte"
    OVERSEAS_COLLECTIVITY = "overseas_collectivity"
    MONACO = "monaco"
    EU = "eu"
    NON_EU = "non_eu"


class Operation(Code):
    """What is invoiced: taxed, or only operations exempt under CGI 261 to 261 E."""

    TAXED = "taxed"
    EXEMPT_261 = "exempt_261"


class Directory(Code):
    """What the directory of electronic addresses says of the customer."""

    ACTIVE = "active"
    INACTIVE = "inactive"  # in the directory, without an active address
    ABSENT = "absent"
    UNKNOWN = "unknown"


class Document(Code):
    """Whether the document is an invoice (credit notes and deposits included)."""

    INVOICE = "invoice"
    OTHER = "other"


class UnknownValue(ValueError):
    """A value outside its closed list: `name` says of what, `value` which."""

    def __init__(self, name: str, value: object) -> None:
        super().__init__(f"{name}: {value!r}")
        self.name = name
        self.value = value


def checked(name: str, kind: type, value: object) -> object:
    """Return the value as a `kind`; None, not known, stays None."""
    if value is None:
        return None
    if not issubclass(kind, Enum):
        # A datetime is a date for Python, but its day depends on a time zone.
        if isinstance(value, kind) and not isinstance(value, datetime):
            return value
        raise UnknownValue(name, value)
    return member(name, kind, value)


def member(name: str, kind: type[Code], value: object) -> Code:
    """Return the value as a member of a closed list."""
    try:
        return kind(value)
    except ValueError:
        raise UnknownValue(name, value) from None


def coerce(instance: object, kinds: dict[str, type]) -> None:
    """Check the fields of a frozen dataclass while it is being made."""
    for name, kind in kinds.items():
        value = checked(name, kind, getattr(instance, name))
        object.__setattr__(instance, name, value)


@dataclass(frozen=True, kw_only=True)
class Situation:
    """One issuer, one recipient, one operation, one day; None means not known.

    `structured` says that the file is an EN 16931 e-invoice, and
    `collectivity_own_law` that the recipient's collectivity is known to have an
    invoicing law of its own: each one changes a single row of the table.
    """

    issuer_size: IssuerSize | str | None = None
    vat_group_member: bool | None = None
    issuer_established_in_france: bool | None = None
    recipient: Recipient | str | None = None
    territory: Territory | str | None = None
    operation: Operation | str | None = None
    directory: Directory | str | None = None
    day: date | None = None
    document: Document | str | None = Document.INVOICE
    defence_secret: bool | None = False
    structured: bool | None = False
    collectivity_own_law: bool | None = False

    def __post_init__(self) -> None:
        coerce(self, KINDS)


KINDS = {
    "issuer_size": IssuerSize,
    "vat_group_member": bool,
    "issuer_established_in_france": bool,
    "recipient": Recipient,
    "territory": Territory,
    "operation": Operation,
    "directory": Directory,
    "day": date,
    "document": Document,
    "defence_secret": bool,
    "structured": bool,
    "collectivity_own_law": bool,
}
DOMAINS = {
    name: frozenset((True, False) if kind is bool else kind)
    for name, kind in KINDS.items()
    if kind is not date
}
