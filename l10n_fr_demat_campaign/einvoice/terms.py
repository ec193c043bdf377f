"""A posted invoice as a dict of EN 16931 terms, the input of factur-x."""

from odoo.tools import float_compare, html2plaintext

from . import codes
from .amounts import breakdown, read_amounts
from .lines import OTHER_SERVICE, build_lines
from .parties import build_parties
from .text import clean


def build_terms(move, level="en16931"):
    """Return the terms of a posted sale document.

    Amounts come from Odoo's tax engine. Values that the library leaves out when they
    are empty are left empty here too.
    """
    amounts = read_amounts(move)
    lines = [amount for amount in amounts if amount.record.display_type == "product"]
    document = [amount for amount in amounts if amount.special == "early_payment"]
    terms = {
        **_header_terms(move),
        **build_parties(move),
        **_reference_terms(move),
        **_payment_terms(move),
        **_vat_terms(move, lines, document, level),
        "BG-25": build_lines(move, lines, level),
    }
    rounding = sum(
        amount.net for amount in amounts if amount.special == "cash_rounding"
    )
    return {**terms, **_total_terms(move, terms, rounding)}


def _header_terms(move):
    refund = move.move_type == "out_refund"
    return {
        "BT-1": (move.name or "").strip(),
        "BT-2": move.invoice_date,
        "BT-3": codes.CREDIT_NOTE if refund else codes.INVOICE,
        "BT-5": move.currency_id.name,
        "BT-8": "invoice" if move._is_l10n_fr_demat_on_debits() else None,
        "BT-9": move.invoice_date_due,
        "BT-23": move._get_l10n_fr_demat_business_process(),
        # Without another date, the operation took place when it was invoiced.
        "BT-72": move.delivery_date or move.invoice_date,
        "BG-1": _notes(move),
    }


def _notes(move):
    notes = move._get_l10n_fr_demat_legal_notes()
    narration = clean(html2plaintext(move.narration or ""))
    free = [{"BT-22": narration}] if narration else []
    return free + [
        {"BT-21": code, "BT-22": clean(text)} for code, text in notes.items()
    ]


def _reference_terms(move):
    """Return the references that a clerk needs to find the order, and the origin."""
    refund = move.move_type == "out_refund"
    order = _value(move, "purchase_order_reference") or (not refund and move.ref)
    terms = {
        "BT-10": clean(_value(move, "buyer_reference") or "") or None,
        "BT-12": clean(_value(move, "contract_reference") or "") or None,
        "BT-13": clean(order or "") or None,
        "BT-14": clean(move.invoice_origin or "") or None,
    }
    if origin := move.reversed_entry_id:
        terms["BG-3"] = [{"BT-25": origin.name, "BT-26": origin.invoice_date}]
    return terms


def _value(move, name):
    """Return a field that another add-on may have added."""
    return move[name] if name in move._fields else None


def _payment_terms(move):
    bank = move.partner_bank_id
    terms = {
        "BT-20": clean(html2plaintext(move.invoice_payment_term_id.note or "")) or None,
        "BT-83": clean(move.payment_reference or "") or None,
    }
    if move.move_type == "out_refund" or not bank.sanitized_acc_number:
        return terms
    return terms | {
        "BT-81": codes.SEPA_TRANSFER if bank.acc_type == "iban" else codes.TRANSFER,
        "BT-84": bank.sanitized_acc_number,
        "BT-85": clean(bank.acc_holder_name or bank.partner_id.name or ""),
        "BT-86": bank.bank_bic or None,
    }


def _vat_terms(move, lines, document, level):
    """Return the breakdown of VAT and what is added or taken off the whole invoice."""
    apart = [item for amount in lines for item in amount.apart]
    allowances = [_document_level(-a.net, a.vat) for a in document if a.net < 0]
    charges = [_document_level(a.net, a.vat) for a in document if a.net > 0]
    charges += [
        {**_document_level(value, None), "reason": clean(tax.name)}
        for tax, value in apart
    ]
    rows = [
        _breakdown_row(vat, group) for vat, group in breakdown(lines + document, level)
    ]
    _add_untaxed(
        rows,
        sum(amount.net for amount in document if not amount.vat)
        + sum(value for _tax, value in apart),
    )
    return {
        "BG-20": allowances,
        "BG-21": charges,
        "BG-23": rows,
        **_company_currency_terms(move, lines + document),
    }


def _document_level(amount, vat):
    return {
        "amount": amount,
        "reason": "Escompte pour paiement anticipé",
        "reason_code": OTHER_SERVICE if vat is None else "66",
        "vat_category_code": vat.category if vat else codes.EXEMPT,
        "vat_rate": vat.rate if vat else 0.0,
        "vat_exemption": None if vat else codes.REASONS[codes.EXEMPT].text,
    }


def _breakdown_row(vat, amounts):
    reasons = [amount.reason for amount in amounts if amount.reason]
    texts = list(dict.fromkeys(clean(reason.text) for reason in reasons))
    return {
        "BT-116": sum(amount.net for amount in amounts) or 0.0,
        "BT-117": sum(amount.tax for amount in amounts) or 0.0,
        "BT-118": vat.category,
        "BT-119": vat.rate,
        "BT-120": " ; ".join(texts) or None,
        "BT-121": next((reason.code for reason in reasons if reason.code), None),
    }


def _add_untaxed(rows, amount):
    """Count in the breakdown what bears no VAT on the document level."""
    if not amount:
        return
    text = codes.REASONS[codes.EXEMPT].text
    exempt = [row for row in rows if row["BT-118"] == codes.EXEMPT]
    same = [row for row in exempt if row["BT-120"] == text] or exempt
    if not same:
        values = {"BT-116": 0.0, "BT-117": 0.0, "BT-119": 0.0, "BT-120": text}
        same = [{**values, "BT-118": codes.EXEMPT}]
        rows += same
    same[0]["BT-116"] += amount


def _company_currency_terms(move, amounts):
    """Return the VAT in euros of an invoice in another currency (BR-FR-CO-12)."""
    if move.currency_id == move.company_currency_id:
        return {}
    tax = sum(amount.company_tax for amount in amounts)
    return {"BT-6": move.company_currency_id.name, "BT-111": tax or 0.0}


def _total_terms(move, terms, rounding):
    """Return the totals (BG-22); they add up by the rules BR-CO-10 to BR-CO-16."""
    lines = _sum(terms["BG-25"], "BT-131")
    allowances, charges = (_sum(terms[group], "amount") for group in ("BG-20", "BG-21"))
    untaxed = lines - allowances + charges
    vat = _sum(terms["BG-23"], "BT-117")
    total = untaxed + vat
    paid = _paid_amount(move)
    return {
        "BT-106": lines,
        "BT-107": allowances or None,
        "BT-108": charges or None,
        "BT-109": untaxed,
        "BT-110": vat,
        "BT-112": total,
        "BT-113": paid or None,
        "BT-114": rounding or None,
        "BT-115": total - paid + rounding or 0.0,
    }


def _sum(rows, name):
    return sum(row[name] for row in rows) or 0.0


def _paid_amount(move):
    """Return what was paid when the invoice is issued; a credit note is not paid."""
    if move.move_type == "out_refund" or not move.amount_total:
        return 0.0
    return move.currency_id.round(move.amount_total - move.amount_residual)


def is_total_right(move, terms):
    """Return whether the terms say the amount that Odoo shows."""
    total = terms["BT-112"] + (terms["BT-114"] or 0.0)
    digits = move.currency_id.decimal_places
    return float_compare(total, move.amount_total, precision_digits=digits) == 0
