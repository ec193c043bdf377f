"""Whose mailbox an address is: that of a known tool, of a person, of nobody knows whom.

Sources: the vendors' help pages (help.pennylane.com 115894, help.dext.com on submitting
by e-mail, receiptbank.zendesk.com 203138481), for the traps; the three kinds are a
choice of this add-on. The catalogue of tools is data, given as an argument.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

ROLE_WORDS = frozenset(
    (
        *("accounting", "achats", "ap", "compta", "comptabilite", "facturation"),
        *("facture", "factures", "fournisseur", "fournisseurs"),
        *("invoice", "invoices", "invoicing", "payables"),
    )
)
# A domain with one of these words is perhaps the mailbox of a tool we do not know.
TOOL_WORDS = frozenset(
    (
        *("demat", "dematerialisation", "einvoice", "einvoices", "einvoicing"),
        *("facture", "factures", "inbox", "invoice", "invoices"),
        *("ocr", "payables", "receipts"),
    )
)
_WORD = re.compile(r"[a-z]+")


class Kind(str, Enum):
    """Who reads a mailbox."""

    HUMAN = "human"
    ROBOT = "robot"
    DOUBTFUL = "doubtful"  # counts as a robot until somebody decides

    def __str__(self):
        return self.value


@dataclass(frozen=True, kw_only=True)
class Trap:
    """A mailbox of a known tool that must not receive invoices one by one, and why.

    It is known by its domain, by a word between the signs of its address, or by the end
    of its local part.
    """

    flaw: str
    domain: str | None = None
    word: str | None = None
    ending: str | None = None


# By code of tool: what both vendors say of their own addresses.
TRAPS = {
    # customers. takes sales invoices, suppliers. takes purchases
    "pennylane": (Trap(flaw="sales_mailbox", domain="customers.pennylane.com"),),
    # multiple. makes one document of each page, single. one of each file
    "dext": (
        Trap(flaw="mailbox_splits_pages", word="multiple"),
        Trap(flaw="sales_mailbox", ending="+sales"),
    ),
}


@dataclass(frozen=True, kw_only=True)
class Tool:
    """A receiving tool: its code, the domains of its mailboxes, its own traps."""

    code: str
    domains: tuple[str, ...] = ()
    traps: tuple[Trap, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Guess:
    """What an address tells: the tool, if known, who reads it, and its flaws.

    Flaws: those of the traps, `other_tool` (not the one that the customer named) and
    `to_check` (not a domain of the tool that he named).
    """

    tool: str | None
    kind: Kind
    flaws: tuple[str, ...] = ()
    role: bool = False  # looks like a role (factures@): ask whether a person reads it


def guess_tool(address, catalogue, chosen=None):
    """The tool an address belongs to, who reads it, and the flaws of that address.

    `catalogue` holds `Tool`s, or is a mapping of codes to domains; `chosen` is the code
    of the tool the customer named, where he did.

    >>> pennylane = Tool(code="pennylane", domains=("pennylane.com",))
    >>> guess_tool("Abc@customers.pennylane.com", [pennylane]).flaws
    ('sales_mailbox',)
    """
    tools = tuple(_tools(catalogue))
    local, _at, domain = str(address or "").strip().lower().rpartition("@")
    tool = next((tool for tool in tools if _owns(tool, domain)), None)
    flaws = _trap_flaws(tool, local, domain) + _choice_flaws(tool, chosen, tools)
    return Guess(
        tool=tool.code if tool else None,
        kind=_kind(tool, domain),
        flaws=flaws,
        role=not ROLE_WORDS.isdisjoint(_WORD.findall(local)),
    )


def _tools(catalogue):
    if isinstance(catalogue, Mapping):
        return (
            Tool(code=code, domains=tuple(domains))
            for code, domains in catalogue.items()
        )
    return iter(catalogue)


def _owns(tool, domain):
    return any(_is_under(domain, owned) for owned in tool.domains)


def _is_under(domain, owner):
    owner = owner.strip().lower().lstrip("@.")
    return owner != "" and (domain == owner or domain.endswith(f".{owner}"))


def _kind(tool, domain):
    if tool:
        return Kind.ROBOT
    if not domain or not TOOL_WORDS.isdisjoint(_WORD.findall(domain)):
        return Kind.DOUBTFUL
    return Kind.HUMAN


def _trap_flaws(tool, local, domain):
    if tool is None:
        return ()
    traps = (*TRAPS.get(tool.code, ()), *tool.traps)
    return tuple(trap.flaw for trap in traps if _is_in_trap(trap, local, domain))


def _is_in_trap(trap, local, domain):
    return (
        _is_under(domain, trap.domain or "")
        or trap.word in _WORD.findall(f"{local}@{domain}")
        or (trap.ending is not None and local.endswith(trap.ending))
    )


def _choice_flaws(tool, chosen, tools):
    """Does the address agree with the tool that the customer chose?"""
    known = next((one for one in tools if one.code == chosen), None)
    if tool and chosen and tool.code != chosen:
        return ("other_tool",)
    if known and known.domains and tool is None:
        return ("to_check",)
    return ()
