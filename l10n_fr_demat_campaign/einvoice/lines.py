"""The lines of an invoice (BG-25), with their allowances and charges (BG-27, BG-28)."""

import functools
from collections import defaultdict

from odoo.tools import float_repr, float_round

from . import codes
from .text import clean, first_line, other_lines

PRICE_DIGITS = 6  # BR-FR DEC-03 (XP Z12-012)
# More than BR-FR DEC-02 takes: what it refuses is told, not cut.
QUANTITY_DIGITS = 6
# UNTDID 5189 and 7161.
DISCOUNT, OTHER_SERVICE = "95", "ADL"


def build_lines(move, amounts, level):
    """Return the terms of each line, in the order of the invoice."""
    notes = _notes_by_line(move, {amount.record for amount in amounts})
    # Lines share their units, and a search stands behind each code.
    unit_code = functools.cache(move.env["account.edi.common"]._get_uom_unece_code)
    return [
        {
            **build_line(move, amount, number, notes[amount.record], level),
            "BT-130": unit_code(amount.record.product_uom_id),
        }
        for number, amount in enumerate(amounts, start=1)
    ]


def build_line(move, amount, number, notes, level):
    """Return the terms of one line, but for its unit."""
    quantity, price = _quantity_and_price(move.currency_id, amount)
    base = _base_quantity(move.currency_id, quantity, price)
    line = amount.record
    return {
        "BT-126": str(number),
        "BT-127-00": [{"BT-127": note} for note in notes],
        # As text: the library would keep six figures of a number.
        "BT-129": _text(quantity, QUANTITY_DIGITS, 0),
        "BT-131": _zero(amount.net),
        **_period_terms(line),
        "BT-146": _price_text(price * base),
        "BT-149": _text(base, QUANTITY_DIGITS, 0) if base != 1 else None,
        "BT-151": amount.vat.category if amount.vat else None,
        "BT-152": amount.vat.said_rate if amount.vat else None,
        "misfit": amount.misfit,
        **_item_terms(line),
        **_adjustment_terms(move.currency_id, amount, quantity * price),
        **(_exemption_terms(amount) if level == "extended" else {}),
    }


def _period_terms(line):
    """Return the period that a line pays for, as a subscription does (BG-26)."""
    start, end = line._get_l10n_fr_demat_period()
    return {"BT-134": start or None, "BT-135": end or None}


def _item_terms(line):
    product = line.product_id
    text = clean(line.name or product.display_name or "")
    return {
        "BT-153": first_line(text) or "-",
        "BT-154": other_lines(text) or None,
        "BT-155": clean(product.default_code or "") or None,
        **(
            {"BT-157": product.barcode, "BT-157-1": "0160"}
            if _has_gtin(product)
            else {}
        ),
    }


def _has_gtin(product):
    barcode = product.barcode or ""
    return barcode.isascii() and barcode.isdigit() and len(barcode) in (8, 12, 13, 14)


def _quantity_and_price(currency, amount):
    """Return the quantity and the price before discount, without VAT.

    A price is never negative (DEC-03 of XP Z12-012): the quantity takes its sign.
    """
    base_line = amount.base_line
    quantity = base_line["quantity"]
    factor = 1 - base_line["discount"] / 100.0
    if quantity and factor:
        details = base_line["tax_details"]
        total = details["raw_total_excluded_currency"]
        with_vat = any(data["tax"].price_include for data in details["taxes_data"])
        if with_vat and factor == 1 and currency.compare_amounts(total, amount.sold):
            # Nobody agreed on a price without VAT: it is that of the amount.
            total = amount.sold
        price = total / factor / quantity
    else:
        price = _price_of_one(base_line)
    return (-quantity, -price) if price < 0 else (quantity, price)


def _price_of_one(base_line):
    """Return the price, without VAT, of what is not sold or is given away."""
    details = base_line["tax_ids"]._get_tax_details(
        base_line["price_unit"],
        1.0,
        rounding_method="round_globally",
        product=base_line["product_id"],
        special_mode=base_line["special_mode"],
    )
    return details["total_excluded"]


def _base_quantity(currency, quantity, price):
    """Return how many units the price is for: one, or all where that loses cents."""
    said = float(_price_text(price)) * quantity
    is_exact = currency.round(said) == currency.round(price * quantity)
    return 1 if is_exact else abs(quantity)


def _price_text(price):
    """Write a price with two to six decimals.

    >>> _price_text(12.5), _price_text(0.123456789)
    ('12.50', '0.123457')
    """
    return _text(price, PRICE_DIGITS, 2)


def _text(value, most, least):
    """Write a number with so many decimals at most and at least.

    >>> _text(1234567.89, 6, 0), _text(-3.0, 6, 0)
    ('1234567.89', '-3')
    """
    text = float_repr(float_round(_zero(value), precision_digits=most), most)
    whole, decimals = text.split(".")
    decimals = decimals.rstrip("0").ljust(least, "0")
    return f"{whole}.{decimals}" if decimals else whole


def _adjustment_terms(currency, amount, gross):
    """Return what makes quantity times price the net amount: discount, fixed taxes."""
    charges = [_charge(tax, value) for tax, value in amount.fixed]
    gross = currency.round(gross)
    discount = gross - amount.sold
    if amount.base_line["discount"] and not currency.is_zero(discount):
        adjustment = _discount(gross, discount, amount.base_line["discount"])
        if discount > 0:
            return {"BG-27": [adjustment], "BG-28": charges}
        charges.append(
            {**adjustment, "amount": -discount, "reason_code": OTHER_SERVICE}
        )
    return {"BG-28": charges}


def _discount(gross, amount, rate):
    values = {"amount": amount, "reason": "Remise", "reason_code": DISCOUNT}
    if amount > 0 and abs(gross * rate / 100 - amount) < 0.011:
        values.update(base_amount=gross, rate=rate)
    return values


def _charge(tax, amount):
    return {"amount": amount, "reason": clean(tax.name), "reason_code": OTHER_SERVICE}


def _exemption_terms(amount):
    """Return why no VAT is charged, on the line as the EXTENDED profile wants."""
    if amount.reason is None:
        return {}
    return {
        "EXT-FR-FE-178": clean(amount.reason.text),
        "EXT-FR-FE-179": amount.reason.code,
    }


def _zero(value):
    """Return a value without the sign of a negative zero."""
    return value or 0.0


def _notes_by_line(move, lines):
    """Return what is written over and under each line of the invoice.

    EN 16931 has no sections: the first line of each says its title.
    """
    notes, last, ahead = defaultdict(list), None, []
    for line in move.invoice_line_ids.sorted(lambda line: (line.sequence, line.id)):
        if line in lines:
            notes[line], ahead, last = ahead, [], line
        elif line.display_type != "product":
            is_under = last and not ahead and line.display_type == "line_note"
            (notes[last] if is_under else ahead).append(clean(line.name or ""))
    notes[last] += ahead
    return notes


def used_rates(amounts):
    """Return the VAT rates of the lines that French law does not know."""
    return {amount.vat.rate for amount in amounts if amount.vat} - codes.RATES
