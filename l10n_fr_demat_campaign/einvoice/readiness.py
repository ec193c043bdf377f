"""What keeps an invoice from being a valid electronic one: the rules, on its terms."""

from ..rules.invoice import Finding, Flaw, Place, check
from .parties import build_party, build_seller
from .terms import is_total_right


def findings_of(move, terms):
    """Return the findings on the terms of an invoice, in the order of the rules."""
    partner = move.commercial_partner_id
    found = check(terms, is_public=partner.l10n_fr_demat_recipient == "public")
    if is_total_right(move, terms):
        return found
    return (
        *found,
        Finding(
            flaw=Flaw.TOTAL,
            term="BT-112",
            value=str(terms["BT-112"]),
            source="BR-CO-15",
            place=Place.INVOICE,
        ),
    )


def findings_of_customer(partner, day):
    """Return what to correct on a customer before any invoice is made."""
    terms = {"BG-7": build_party(partner, partner, day)}
    is_public = partner.l10n_fr_demat_recipient == "public"
    return check(terms, is_public=is_public, places=(Place.CUSTOMER,))


def findings_of_company(company, notes, day):
    """Return what to correct on our company before any invoice is made.

    :param notes: the notes that the law wants, by subject code (BT-21)
    """
    terms = {
        "BG-4": build_seller(company.partner_id, day),
        "BG-1": [{"BT-21": code, "BT-22": text} for code, text in notes.items()],
    }
    return check(terms, places=(Place.COMPANY,))
