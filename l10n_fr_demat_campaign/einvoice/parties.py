"""Seller, buyer and place of delivery (BG-4, BG-7, BG-13)."""

from . import codes
from .text import clean

SIREN, SIRET = "0002", "0009"


def build_parties(move, level):
    """Return the terms that say who sells, who buys and where the goods go."""
    if move._is_l10n_fr_demat_self_billed():
        return _build_self_billed(move)
    company, day = move.company_id, move.invoice_date
    contact = move.invoice_user_id.partner_id or company.partner_id
    seller, group = build_company(company, day)
    buyer = build_party(move.commercial_partner_id, move.partner_id, day)
    terms = {
        "BG-4": {**seller, **_contact_terms(contact)},
        "BG-7": {**buyer, **_routing_terms(move, buyer, level)},
    }
    if group:
        terms["BG-11"] = group
    if delivery := _delivery_address(move):
        terms["BG-13"] = {"name": _name(delivery), **_address_terms(delivery)}
    return terms


def _build_self_billed(move):
    """Return who is who where the buyer makes the invoice of the supplier."""
    supplier, address, day = (
        move.commercial_partner_id,
        move.partner_id,
        move.invoice_date,
    )
    company = move.company_id.partner_id
    return {
        "BG-4": {**build_seller(supplier, day, address), **_contact_terms(address)},
        "BG-7": build_party(company, company, day),
    }


def build_company(company, day):
    """Return the terms of our company as seller, and those of its VAT group or None.

    A member of a VAT group (assujetti unique, CGI 256 C) names the group beside itself
    (BT-29 under 0231, and BG-11).
    """
    seller = build_seller(company.partner_id, day)
    if not company.l10n_fr_demat_vat_group_member:
        return seller, None
    group = company.l10n_fr_demat_vat_group_id
    siren = group.sudo()._get_l10n_fr_demat_siren() if group else None
    if siren:
        known = seller.get("identifiers", {})
        seller["identifiers"] = {**known, codes.GROUP_MEMBER: siren}
    return seller, {
        "name": _name(group),
        "vat_identifier": _vat(group),
        **_address_terms(group),
    }


def build_seller(seller, day, address=None):
    """Return the terms of who sells.

    Without a VAT number, as under the exemption of CGI 293 B, the SIREN says who is
    registered (BT-32, which BR-E-02 accepts).
    """
    terms = build_party(seller, address or seller, day)
    if not terms["vat_identifier"] and "legal_identifier" in terms:
        terms["tax_identifier"] = terms["legal_identifier"]
    return terms


def _routing_terms(move, buyer, level):
    """Return the service of the customer beside its SIRET (BT-46 under 0224).

    EN 16931 has room for one identifier: there the service is in BT-10 only.
    """
    code = clean(move.commercial_partner_id.l10n_fr_demat_service_code or "")
    is_fit = level == "extended" and SIRET in buyer.get("identifiers", {})
    if not code or not is_fit:
        return {}
    return {"identifiers": {**buyer["identifiers"], codes.ROUTING: code}}


def build_party(entity, address, day):
    """Return the terms of a company.

    :param entity: the legal entity: names, identifiers
    :param address: the contact whose postal address counts
    :param day: the day on which the electronic address must be valid
    """
    identity = entity._get_l10n_fr_demat_identity(day)
    terms = {
        "name": _name(entity),
        "vat_identifier": _vat(entity),
        **_address_terms(address if address.country_id else entity),
    }
    if siren := identity.get("siren"):
        terms |= {"legal_identifier": siren, "legal_identifier_schemeid": SIREN}
        if siret := identity.get("siret"):
            terms["identifiers"] = {SIRET: siret}
    if routing := identity.get("routing"):
        terms["einvoicing_addr_schemeid"], terms["einvoicing_addr"] = routing
    return terms


def _name(partner):
    return clean(partner.name or partner.parent_id.name or "")


def _vat(partner):
    vat = (partner.vat or "").replace(" ", "").upper()
    return vat if vat[:2].isalpha() and len(vat) > 3 else None


def _address_terms(partner):
    return {
        "addr_l1": clean(partner.street or ""),
        "addr_l2": clean(partner.street2 or ""),
        "postcode": clean(partner.zip or ""),
        "city": clean(partner.city or ""),
        "country_code": partner.country_code or "",
    }


def _contact_terms(contact):
    values = {
        "name": clean(contact.name or ""),
        "phone": clean(contact.phone or ""),
        "email": clean(contact.email or ""),
    }
    return {"contacts": [values]} if values["phone"] or values["email"] else {}


def _delivery_address(move):
    """Return where the goods go, when the law or the customer needs to read it."""
    shipping = move.partner_shipping_id
    abroad = move.commercial_partner_id.country_id != move.company_id.country_id
    if shipping and (shipping != move.partner_id or abroad) and shipping.country_id:
        return shipping
    return move.commercial_partner_id if abroad else None
