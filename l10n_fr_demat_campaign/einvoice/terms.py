"""A posted invoice as a dict of EN 16931 terms, the input of factur-x."""

from odoo.tools import float_compare, html2plaintext

from . import codes
from .amounts import breakdown, needed_level, read_amounts
from .lines import DISCOUNT, OTHER_SERVICE, build_lines
from .parties import build_parties
from .payment import build_payment
from .references import build_references
from .text import clean, first_line

# UNTDID 5189.
EARLY_PAYMENT = "66"


def build_terms(move, level="en16931"):
    """Return the terms of a posted document that we issue.

    Amounts come from Odoo's tax engine. Values that the library leaves out when they
    are empty are left empty here too.

    :param level: the profile to write in, unless the amounts need EXTENDED
    """
    amounts = read_amounts(move)
    level = needed_level(amounts, level)
    lines, document = _split(amounts, move._get_l10n_fr_demat_vouchers())
    terms = {
        "BT-24": codes.PROFILES[level],
        **_header_terms(move),
        **build_parties(move, level),
        **build_references(move, level),
        **build_payment(move),
        **_vat_terms(move, lines, document, level),
        "BG-25": build_lines(move, lines, level),
    }
    rounding = sum(
        amount.net for amount in amounts if amount.special == "cash_rounding"
    )
    return {**terms, **_total_terms(move, terms, rounding)}


def _split(amounts, vouchers):
    """Return the amounts of the lines, and those of the whole document.

    Vouchers are neither: they pay.
    """
    products = [
        amount
        for amount in amounts
        if amount.record.display_type == "product" and amount.record not in vouchers
    ]
    document = [amount for amount in amounts if amount.special == "early_payment"]
    lines = [amount for amount in products if not amount.is_of_the_whole]
    return lines, document + [a for a in products if a.is_of_the_whole]


def _header_terms(move):
    process = move._get_l10n_fr_demat_business_process()
    return {
        "BT-1": (move.name or "").strip(),
        "BT-2": move.invoice_date,
        "BT-3": move._get_l10n_fr_demat_document_type(),
        "BT-5": move.currency_id.name,
        "BT-8": "invoice" if move._is_l10n_fr_demat_on_debits() else None,
        "BT-9": move._get_l10n_fr_demat_due_date(process),
        "BT-23": process,
        "BG-1": _notes(move),
    }


def _notes(move):
    notes = move._get_l10n_fr_demat_legal_notes()
    narration = clean(html2plaintext(move.narration or ""))
    texts = [narration, *move._get_l10n_fr_demat_issuer_mentions()]
    return [{"BT-22": text} for text in texts if text] + [
        {"BT-21": code, "BT-22": clean(text)} for code, text in notes.items()
    ]


def _vat_terms(move, lines, document, level):
    """Return the breakdown of VAT and what is added or taken off the whole invoice."""
    apart = [(clean(tax.name), value) for a in lines for tax, value in a.apart]
    allowances = [_document_level(a, -a.net) for a in document if a.net < 0]
    allowances += [
        _untaxed(-value, name, DISCOUNT) for name, value in apart if value < 0
    ]
    charges = [_document_level(a, a.net) for a in document if a.net > 0]
    charges += [_untaxed(value, name) for name, value in apart if value > 0]
    rows = [
        _breakdown_row(vat, group) for vat, group in breakdown(lines + document, level)
    ]
    untaxed = [amount.net for amount in document if not amount.vat]
    _add_untaxed(rows, [*untaxed, *(value for _name, value in apart)], level)
    return {
        "BG-20": allowances,
        "BG-21": charges,
        "BG-23": rows,
        **_company_currency_terms(move, lines + document),
    }


def _document_level(amount, value):
    """Return an allowance or a charge on the whole document (BG-20, BG-21)."""
    reason, code = "Escompte pour paiement anticipé", EARLY_PAYMENT
    if amount.is_of_the_whole:
        reason, code = first_line(clean(amount.record.name or "")) or "Remise", DISCOUNT
    if amount.net > 0:
        code = OTHER_SERVICE  # those of discounts are no reasons of charges (BR-CL-20)
    if not amount.vat:
        return _untaxed(value, reason, code)
    return {
        "amount": value,
        "reason": reason,
        "reason_code": code,
        "vat_category_code": amount.vat.category,
        "vat_rate": amount.vat.said_rate,
        "vat_exemption": clean(amount.reason.text) if amount.reason else None,
        "vat_exemption_code": amount.reason.code if amount.reason else None,
    }


def _untaxed(value, reason, code=OTHER_SERVICE):
    """Return what bears no VAT at all: the category E carries it (BR-E-01)."""
    return {
        "amount": value,
        "reason": reason,
        "reason_code": code,
        "vat_category_code": codes.EXEMPT,
        "vat_rate": 0.0,
        "vat_exemption": codes.REASONS[codes.EXEMPT].text,
    }


def _breakdown_row(vat, amounts):
    reasons = [amount.reason for amount in amounts if amount.reason]
    texts = list(dict.fromkeys(clean(reason.text) for reason in reasons))
    return {
        "BT-116": sum(amount.net for amount in amounts) or 0.0,
        "BT-117": sum(amount.tax for amount in amounts) or 0.0,
        "BT-118": vat.category,
        "BT-119": vat.said_rate,
        "BT-120": " ; ".join(texts) or None,
        "BT-121": next((reason.code for reason in reasons if reason.code), None),
    }


def _add_untaxed(rows, amounts, level):
    """Count in the breakdown what bears no VAT on the document level.

    It has a row though it comes to nothing (BR-E-01). EXTENDED has one row per reason;
    EN 16931 one for all that is exempt.
    """
    if not any(amounts):
        return
    text = codes.REASONS[codes.EXEMPT].text
    exempt = [row for row in rows if row["BT-118"] == codes.EXEMPT]
    same = [row for row in exempt if row["BT-120"] == text]
    if level != "extended":
        same = same or exempt
    if not same:
        values = {"BT-116": 0.0, "BT-117": 0.0, "BT-119": 0.0, "BT-120": text}
        same = [{**values, "BT-118": codes.EXEMPT}]
        rows += same
    same[0]["BT-116"] = round(same[0]["BT-116"] + sum(amounts), 2) or 0.0


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
    paid = move._get_l10n_fr_demat_paid_amount()
    return {
        "BT-106": lines,
        "BT-107": allowances or None,
        "BT-108": charges or None,
        "BT-109": untaxed,
        "BT-110": vat,
        "BT-112": total,
        "BT-113": paid or None,
        "BT-114": rounding or None,
        "BT-115": move.currency_id.round(total - paid + rounding) or 0.0,
    }


def _sum(rows, name):
    return sum(row[name] for row in rows) or 0.0


def is_total_right(move, terms):
    """Return whether the terms say the amount that Odoo shows."""
    total = (terms["BT-112"] or 0.0) + (terms["BT-114"] or 0.0)
    shown = move._get_l10n_fr_demat_total()
    digits = move.currency_id.decimal_places
    return float_compare(total, shown, precision_digits=digits) == 0
