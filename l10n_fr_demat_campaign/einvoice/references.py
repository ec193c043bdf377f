"""What an invoice refers to: orders, contract, earlier invoices, dates and periods."""

from . import codes, enclosure
from .text import clean


def build_references(move, level):
    """Return the references that a clerk needs to find the order, and the origin."""
    bought, sold = _orders(move)
    order = value_of(move, "purchase_order_reference") or bought
    contract = value_of(move, "contract_reference") or move.l10n_fr_demat_contract
    service = value_of(move, "buyer_reference") or _service_code(move)
    terms = {
        "BT-10": clean(service or "") or None,
        "BT-12": clean(contract or "") or None,
        "BT-13": clean(order or "") or None,
        "BT-14": clean(sold or "") or None,
        **_date_terms(move),
    }
    if origins := move._get_l10n_fr_demat_origins():
        terms["BG-3"] = [_origin_terms(origin, level) for origin in origins]
    if enclosed := move._get_l10n_fr_demat_enclosed():
        terms["BG-24"] = [_enclosed_terms(name, kind) for name, kind in enclosed]
    return terms


def _enclosed_terms(name, kind):
    """Return the terms of a document that is inside the file, beside the XML."""
    said = clean(name)
    return {"BT-122": said, "BT-123": kind, "BT-124": enclosure.address_of(said)}


def value_of(record, name):
    """Return a field that another add-on may have added."""
    return record[name] if name in record._fields else None


def _orders(move):
    """Return the number of the order of the buyer, and of that of the seller."""
    if move._is_l10n_fr_demat_self_billed():
        return move.invoice_origin, None
    return customer_reference(move), move.invoice_origin


def customer_reference(move):
    """Return the order that the customer gave.

    Where he gave none, Odoo writes the number of our order, that of the till, or the
    invoice that this one goes on from, with the reason: nothing of that is an order.
    """
    earlier = move.reversed_entry_id, value_of(move, "debit_origin_id")
    said = move.ref or ""
    if move.move_type != "out_invoice" or any(
        m and m.name and m.name in said for m in earlier
    ):
        return None
    tills = value_of(move, "pos_order_ids") or ()
    ours = {*(move.invoice_origin or "").split(", "), *(till.name for till in tills)}
    return ", ".join(part for part in said.split(", ") if part not in ours)


def _service_code(move):
    """Return the service of a public body that the invoice is for (BT-10)."""
    partner = move.commercial_partner_id
    is_public = partner.l10n_fr_demat_recipient == "public"
    return partner.l10n_fr_demat_service_code if is_public else None


def _date_terms(move):
    """Return when the operation took place: on a day, or over a period."""
    start, end = move._get_l10n_fr_demat_period()
    # Without another date, it took place when it was invoiced. Never without: the
    # library writes an empty delivery in a way that the schema refuses.
    day = move.delivery_date or end or start or move.invoice_date
    return {"BT-72": day, "BT-73": start or None, "BT-74": end or None}


def _origin_terms(origin, level):
    terms = {"BT-25": origin.name, "BT-26": origin.invoice_date or None}
    kind = origin._get_l10n_fr_demat_document_type()
    if level == "extended" and kind not in codes.UNREFERRED:
        terms["EXT-FR-FE-02"] = kind
    return terms
