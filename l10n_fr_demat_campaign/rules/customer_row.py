"""One row of a customer file, judged: what to keep, what to leave out, and why.

Nothing is repaired. A doubtful datum is left out and named by a flaw; the customer is
still made, because an invoice by post needs a name and an address only. A row is
refused when it names nobody, or when its cells cannot be told apart.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from .customer_columns import header_key
from .customer_file import is_formula
from .customer_identity import judge_identity
from .emails import EmailFlaw, email_flaw
from .postal import AddressFlaw, address_flaws
from .receiving_tools import Kind
from .situation import Recipient

# What the programs that export call their customers, to what they are for VAT. An
# association is taxable or not: only its VAT number tells, see `recipient_of`.
CATEGORIES = {
    **dict.fromkeys(
        ("entreprise", "societe", "professionnel", "pro", "company", "b2b", "business"),
        Recipient.TAXABLE,
    ),
    **dict.fromkeys(("association", "asso", "non profit"), Recipient.NON_TAXABLE),
    **dict.fromkeys(
        ("collectivite", "public", "secteur public", "administration", "b2g"),
        Recipient.PUBLIC,
    ),
    **dict.fromkeys(
        ("particulier", "consommateur", "individual", "person", "b2c", "consumer"),
        Recipient.CONSUMER,
    ),
}
ANSWERS = {"oui": "yes", "yes": "yes", "o": "yes", "1": "yes", "true": "yes"} | {
    "non": "no", "no": "no", "n": "no", "0": "no", "false": "no",
}  # fmt: skip
# Answers of the catalogue that name no product.
NO_TOOL = ("none", "unknown")
# Columns copied as they are.
PLAIN = ("code", "name", "street", "street2", "street3", "zip", "city", "contact")
PLAIN += ("phone", "salesperson", "service_code", "comment")
REFUSING = ("columns", "no_name", "code_taken", "ambiguous")
REVIEWED = frozenset(
    {"siren_checksum", "siren_format", "siret_checksum", "siret_format"}
    | {"siret_mismatch", "vat_mismatch", "vat_invalid", "identity_conflict"}
    | {"unknown_category", "bad_country", "monaco"}
)
_ADDRESS_FLAWS = {
    AddressFlaw.LINE_TOO_LONG: "long_address",
    AddressFlaw.TOO_MANY_LINES: "long_address",
    AddressFlaw.CHARACTERS: "bad_address",
}


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What a row is judged against: data of the database, as plain functions."""

    country_of: Callable  # text of the cell -> ISO code or None
    foreign_vat: Callable  # ISO code, text -> normal form or None
    mailbox_of: Callable  # address, code of the tool named or None -> Guess
    tool_of: Callable  # text of the cell -> tool code or None
    default_country: str = ""


@dataclass(frozen=True, kw_only=True)
class Customer:
    """What one row says: the values to keep, and the flaws of the others."""

    values: dict = field(default_factory=dict)
    flaws: tuple = ()

    @property
    def refused(self):
        """The flaw for which the row makes no customer, None when it makes one."""
        return next((flaw for flaw in self.flaws if flaw in REFUSING), None)


def name_key(name):
    """Return a name as it is compared: without case, accents and punctuation.

    >>> name_key("SOCIÉTÉ CHEVALIER, S.A.") == name_key("Société Chevalier S.A.")
    True
    """
    return header_key(name or "")


def recipient_of(category, *, has_vat):
    """Return what a customer is for VAT, None when the row does not say.

    Never a consumer for want of a VAT number: companies forget theirs, and a consumer
    has other rights.

    >>> str(recipient_of("Association", has_vat=True)), recipient_of("", has_vat=False)
    ('taxable', None)
    """
    recipient = CATEGORIES.get(header_key(category))
    if has_vat and recipient in (None, Recipient.NON_TAXABLE):
        return Recipient.TAXABLE
    return recipient


def judge_row(cells, around):
    """Judge one row.

    :param cells: dict of field to text, for the mapped columns
    :param around: the `Surroundings`
    """
    kept, flaws = _without_formulas(cells)
    if not kept.get("name"):
        return Customer(values=kept, flaws=(*flaws, "no_name"))
    values = {name: kept.get(name, "") for name in PLAIN}
    for judge in (_judge_country, _judge_identity, _judge_use, _judge_email):
        more, found = judge(kept | values, around)
        values |= more
        flaws += found
    flaws += _address_flaws(values)
    values["needs_review"] = not REVIEWED.isdisjoint(flaws)
    values["name_key"] = name_key(values["name"])
    return Customer(values=values, flaws=tuple(dict.fromkeys(flaws)))


def _without_formulas(cells):
    """Leave out the cells that a spreadsheet would run."""
    kept = {
        name: " ".join(cell.split())
        for name, cell in cells.items()
        if not is_formula(cell)
    }
    return kept, ["formula"] if len(kept) < len(cells) else []


def _judge_country(cells, around):
    text = cells.get("country", "")
    if not text:
        return {"country": around.default_country}, ["no_country"]
    country = around.country_of(text)
    return {"country": country or ""}, [] if country else ["bad_country"]


def _judge_identity(cells, around):
    category = cells.get("category", "")
    identity = judge_identity(
        *(cells.get(name, "") for name in ("siren", "siret", "vat")),
        country=cells["country"],
        is_company=CATEGORIES.get(header_key(category)) is not Recipient.CONSUMER,
        foreign_vat=around.foreign_vat,
    )
    flaws = list(identity.flaws)
    recipient = recipient_of(category, has_vat=bool(identity.vat))
    if category and header_key(category) not in CATEGORIES:
        flaws.append("unknown_category")
    # Whoever it may be, no law can be applied before a person has looked.
    if "identity_conflict" in flaws:
        recipient = None
    return {
        "siren": identity.siren,
        "siret": identity.siret,
        "vat": identity.vat,
        "recipient": recipient and recipient.value,
        "is_company": recipient is not Recipient.CONSUMER,
    }, flaws


def _judge_email(cells, around):
    """Keep an address only where the cell leaves no choice and a person reads it."""
    text = cells.get("email", "")
    nothing = {"email": "", "email_key": "", "robot_address": "", "robot_tool": None}
    if flaw := email_flaw(text):
        known = {EmailFlaw.EMPTY: "no_email", EmailFlaw.SEVERAL: "several_emails"}
        return nothing, [known.get(flaw, "bad_email")]
    named = cells["tool"] if cells["tool"] not in NO_TOOL else None
    guess = around.mailbox_of(text, named)
    if guess.kind is Kind.HUMAN:
        return nothing | {"email": text, "email_key": text.lower()}, []
    if not {"sales_mailbox", "mailbox_splits_pages"}.isdisjoint(guess.flaws):
        return nothing, ["wrong_mailbox"]
    flaws = ["robot_email" if guess.kind is Kind.ROBOT else "doubtful_email"]
    flaws += [flaw for flaw in guess.flaws if flaw == "other_tool"]
    return nothing | {"robot_address": text, "robot_tool": guess.tool}, flaws


def _judge_use(cells, around):
    """What the customer once said of its tool and of its references."""
    text = cells.get("tool", "")
    tool = around.tool_of(text) if text else None
    commitment = cells.get("commitment", "")
    return {
        "tool": tool,
        "tool_other": "" if tool else text,
        "commitment": ANSWERS.get(header_key(commitment)),
    }, ["unknown_tool"] if text and not tool else []


def _address_flaws(values):
    lines = [values[name] for name in ("street", "street2", "street3")]
    town = " ".join(filter(None, (values["zip"], values["city"])))
    if not any((*lines, town)):
        return ["no_address"]
    country = values["country"] or "FR"
    block = [values["name"], *lines, town]
    found = {finding.flaw for finding in address_flaws(block, country, country)}
    if not any(lines) or not re.search(r"\w", town):
        found.add(AddressFlaw.NO_TOWN)
    return sorted({_ADDRESS_FLAWS.get(flaw, "incomplete_address") for flaw in found})
