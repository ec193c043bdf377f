"""How and when an invoice is paid (BG-16 to BG-19)."""

from odoo.tools import html2plaintext

from . import codes
from .text import clean


def build_payment(move):
    """Return the terms of payment; nobody pays a credit note by the means of a sale."""
    terms = {
        "BT-20": _conditions(move) or None,
        "BT-83": clean(move.payment_reference or "") or None,
    }
    if move._is_l10n_fr_demat_refund():
        return terms
    means = move._get_l10n_fr_demat_payment_means()
    return {**terms, "BT-81": means, **_means_terms(move, means)}


def _conditions(move):
    """Return the conditions of payment: EN 16931 has one due date, the last of them."""
    note = clean(html2plaintext(move.invoice_payment_term_id.note or ""))
    parts = move.line_ids.filtered(lambda line: line.display_type == "payment_term")
    if len(parts) < 2:
        return note
    said = " ; ".join(
        f"{abs(part.amount_currency):.2f} {move.currency_id.name} "
        f"le {part.date_maturity:%d/%m/%Y}".replace(".", ",")
        for part in parts.sorted("date_maturity")
    )
    return f"{note}\nÉchéances : {said}".strip()


def _means_terms(move, means):
    if means in codes.TRANSFERS:
        return _transfer_terms(move.partner_bank_id)
    return _debit_terms(move) if means == codes.SEPA_DEBIT else {}


def _transfer_terms(bank):
    return {
        "BT-84": bank.sanitized_acc_number or None,
        "BT-85": clean(bank.acc_holder_name or bank.partner_id.name or ""),
        "BT-86": bank.bank_bic or None,
    }


def _debit_terms(move):
    """Return the mandate that lets us take the money from the customer's account."""
    account = move._get_l10n_fr_demat_mandate_account()
    return {
        "BT-89": account.l10n_fr_demat_mandate or None,
        "BT-90": move.company_id.l10n_fr_demat_creditor or None,
        "BT-91": account.sanitized_acc_number or None,
    }
