"""What keeps an invoice from being a valid electronic one: the rules, on its terms."""

from dataclasses import replace

from ..rules.invoice import Finding, Flaw, Place, check
from ..rules.territory import Territory
from . import arithmetic, codes
from .parties import build_company, build_party
from .terms import is_total_right

# Where the buyer makes the invoice, the seller is the partner and the buyer is us.
SELF_BILLED = {
    Place.COMPANY: (Flaw.SUPPLIER, Place.CUSTOMER),
    Place.CUSTOMER: (Flaw.OURSELVES, Place.COMPANY),
}


# Where we ask companies for a SIREN.
WITH_SIREN = (
    Territory.METROPOLITAN,
    Territory.OVERSEAS_DEPARTMENT,
    Territory.GUYANE_MAYOTTE,
)


def findings_of(move, terms):
    """Return the findings on the terms of an invoice, in the order of the rules."""
    partner = move.commercial_partner_id
    is_public = partner.l10n_fr_demat_recipient == "public"
    found = [*check(terms, is_public=is_public), *_commitment_findings(partner, terms)]
    if move._is_l10n_fr_demat_self_billed():
        found = list(map(_turned, found))
    else:
        found += _siren_findings(partner, terms["BG-7"], found)
    if not any(finding.term in ("BG-25", "BT-151") for finding in found):
        # Without lines, or with one that has no VAT and so no place in the breakdown,
        # nothing adds up: the cause is told, not what follows from it.
        if not is_total_right(move, terms):
            found.append(_finding(Flaw.TOTAL, "BT-112", terms["BT-112"], "BR-CO-15"))
        found += (_finding(Flaw.TOTAL, *wrong) for wrong in arithmetic.flaws_of(terms))
    return tuple(found)


def _finding(flaw, term, value, source):
    return Finding(
        flaw=flaw, term=term, value=str(value), source=source, place=Place.INVOICE
    )


def _commitment_findings(partner, terms):
    """Find the commitment number that the directory says a public body wants."""
    is_public = partner.l10n_fr_demat_recipient == "public"
    if is_public and partner.l10n_fr_demat_commitment == "yes" and not terms["BT-13"]:
        return [_finding(Flaw.COMMITMENT, "BT-13", "", "BR-FR-CPRO-11 to 13")]
    return []


def _siren_findings(partner, buyer, found):
    """Find that a customer known to be a French company has no SIREN, or a wrong one.

    The invoice itself tells it of who has a French VAT number.
    """
    is_company = (
        partner.l10n_fr_demat_recipient == "taxable"
        and partner.l10n_fr_demat_territory in WITH_SIREN
    )
    told = {Flaw.BUYER_SIREN, Flaw.BUYER_ADDRESS} & {one.flaw for one in found}
    if told or not is_company or buyer.get("legal_identifier"):
        return []
    number = partner.company_registry or ""
    return [
        Finding(
            flaw=Flaw.BUYER_SIREN_FORM if number else Flaw.BUYER_SIREN,
            term="BT-47",
            value=number,
            source="CGI ann. II 242 nonies A I-1 bis",
            place=Place.CUSTOMER,
            is_blocking=False,
        )
    ]


def _turned(finding):
    """Return a finding on a party as that of who has this part in a self-billing."""
    if finding.term in ("BT-22", "BT-21") or finding.place not in SELF_BILLED:
        return finding
    flaw, place = SELF_BILLED[finding.place]
    return replace(finding, flaw=flaw, place=place)


def findings_of_customer(partner, day):
    """Return what to correct on a customer before any invoice is made."""
    terms = {"BG-7": build_party(partner, partner, day)}
    is_public = partner.l10n_fr_demat_recipient == "public"
    found = check(terms, is_public=is_public, places=(Place.CUSTOMER,))
    return (*found, *_siren_findings(partner, terms["BG-7"], found))


def findings_of_company(company, notes, day):
    """Return what to correct on our company before any invoice is made.

    :param notes: the notes that the law wants, by subject code (BT-21)
    """
    seller, group = build_company(company, day)
    if group:
        notes = {**notes, "TXD": codes.IN_VAT_GROUP}
    terms = {
        "BG-4": seller,
        "BG-11": group,
        "BG-1": [{"BT-21": code, "BT-22": text} for code, text in notes.items()],
    }
    return check(terms, places=(Place.COMPANY,))
