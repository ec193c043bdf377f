"""What crosses several things at once: money, discounts, rounding, kinds, taxes.

Each is a function of the test that makes and posts the document.
"""

from odoo import Command

from .conformance_documents import (
    BOUGHT,
    DEPOSIT,
    DISCOUNT,
    KIND,
    ORIGINS,
    _self_billed,
    _self_billed_corrective,
)

EXPORT = "tva_sale_good_export_0"


def _dollars(test):
    return {"currency_id": test.env.ref("base.USD").id}


def _exported(test):
    """Return an export in dollars: its VAT is zero, in euros too."""
    partner = test._create_customer(
        name="Overseas Inc",
        l10n_fr_demat_siren=False,
        vat=False,
        company_registry=False,
        country_id=test.env.ref("base.us").id,
    )
    return test._post_invoice(
        [test._line(tax=EXPORT)], partner, fiscal_position_id=False, **_dollars(test)
    )


def _all_at_once(test):
    """Return dollars at two rates, discounted twice, and rounded to be paid."""
    return test._post_invoice(
        [
            test._line(price=200.03, quantity=3, discount=7),
            test._line(tax="tva_reduite", price=33.33),
            test._line(price=-20.01, extra_tax_data=DISCOUNT),
            test._line(tax="tva_reduite", price=-3.3, extra_tax_data=DISCOUNT),
        ],
        invoice_cash_rounding_id=test.rounding.id,
        **_dollars(test),
    )


def _deposit(test):
    line = test._line(test.course, price=333.33, extra_tax_data=DEPOSIT)
    return test._post_invoice([line], **_dollars(test))


def _final(test):
    lines = [
        test._line(price=1000.01),
        test._line(test.course, price=-333.33, extra_tax_data=DEPOSIT),
    ]
    origins = {ORIGINS: [Command.set(_deposit(test).ids)]}
    return test._post_invoice(lines, **origins, **_dollars(test))


def _paid(test):
    """Return an invoice paid in coins: the total of the norm is a cent away."""
    move = test._post_invoice(
        [test._line(price=100.01)], invoice_cash_rounding_id=test.rounding.id
    )
    test._pay(move)
    return move


def _rounded_in_vat(test):
    rounding = test.rounding.copy({"name": "In the VAT", "strategy": "biggest_tax"})
    return test._post_invoice(
        [test._line(price=100.01), test._line(tax="tva_reduite", price=50)],
        invoice_cash_rounding_id=rounding.id,
    )


def _not_sold(test):
    """Return lines of nothing, and given away, at prices with VAT."""
    included = {"tax": "tva_normale_ttc", "price": 12}
    return test._post_invoice(
        [
            test._line(quantity=0, **included),
            test._line(discount=100, **included),
            test._line(price=-5, quantity=0),
            test._line(),
        ]
    )


def _taken_off(test):
    """Return a surcharge, and lines that take back with discounts of their own."""
    return test._post_invoice(
        [
            test._line(price=1000),
            test._line(price=19.99, quantity=3, discount=-10),
            test._line(price=19.99, quantity=-3, discount=-10),
            test._line(price=-19.99, quantity=3, discount=10),
            test._line(price=-19.99, quantity=-3, discount=10),
            test._line(price=19.99, quantity=3, discount=150),
        ]
    )


def _fixed(test, fixed, tax=None, tax_ids=None, **values):
    """Return what bears a fixed tax, in the base of its VAT or apart."""
    other = test.eco if fixed else test.bottles
    taxes = test.env["account.tax"].browse(tax_ids[0][2]) if tax_ids else test._tax(tax)
    line = test._line(quantity=3, tax_ids=[Command.set((other | taxes).ids)])
    return test._post_invoice([line, test._line()], **values)


def _bottles_deposit(test, sign):
    """Return the lines that Odoo makes of a deposit where bottles bear no VAT."""
    return [
        test._line(price=sign * 120, extra_tax_data=DEPOSIT),
        test._line(tax=None, price=sign * 1.5, extra_tax_data=DEPOSIT),
    ]


def _bottles_taken_off(test):
    sold = test._line(price=40, quantity=10, tax_ids=test._taxes("tva_normale", False))
    return test._post_invoice([sold, *_bottles_deposit(test, -1)])


def _in_a_group(test):
    group = test._tax("tva_normale").copy(
        {
            "name": f"Group {test.env['account.tax'].search_count([])}",
            "amount_type": "group",
            "children_tax_ids": [
                Command.set((test.eco | test._tax("tva_normale")).ids)
            ],
        }
    )
    return test._post_invoice(
        [test._line(quantity=3, tax_ids=[Command.set(group.ids)])]
    )


def _with_titles(test):
    """Return notes and titles over, under and between the lines."""
    texts = ("line_note", "line_section", "line_subsection", "line_note", "line_note")
    before, after = (
        [
            Command.create({"display_type": kind, "name": f"{when} {number}"})
            for number, kind in enumerate(texts)
        ]
        for when in ("before", "after")
    )
    return test._post_invoice([*before, test._line(), *after, test._line()])


def _self_billed_discounted(test):
    lines = [
        test._line(test.course, BOUGHT, price=500, discount=3),
        test._line(test.course, BOUGHT, price=-50, extra_tax_data=DISCOUNT),
    ]
    return _self_billed(test, lines=lines, **_dollars(test))


def _many_with_vat(test):
    """Return prices with VAT of which six decimals lose cents."""
    included = {"tax": "tva_normale_ttc"}
    return test._post_invoice(
        [
            test._line(price=0.29, quantity=123457, **included),
            test._line(price=0.29, quantity=123457, discount=10, **included),
            test._line(price=10, quantity=3, **included),
        ]
    )


CROSSES = {
    "export in dollars": _exported,
    "credit note of an export in dollars": lambda t: t._credit(_exported(t)),
    "dollars, discounted and rounded": _all_at_once,
    "credit note of all at once": lambda t: t._credit(_all_at_once(t)),
    "deposit in dollars": _deposit,
    "credit note of a deposit in dollars": lambda t: t._credit(_deposit(t)),
    "final invoice in dollars": _final,
    "credit note of a final invoice": lambda t: t._credit(_final(t)),
    "paid in coins": _paid,
    "cash rounded in the VAT": _rounded_in_vat,
    "not sold": _not_sold,
    "surcharged and taken off": _taken_off,
    "bottles of what is exempt": lambda t: _fixed(t, False, "tva_sale_good_0"),
    "eco-participation, VAT owed by the customer": lambda t: _fixed(
        t, True, tax_ids=t._own_tax("AE")
    ),
    "eco-participation in dollars": lambda t: _fixed(
        t, True, "tva_normale", **_dollars(t)
    ),
    "bottles and early discount": lambda t: _fixed(
        t, False, "tva_normale", **t._discounted("mixed")
    ),
    "deposit of bottles": lambda t: t._post_invoice(_bottles_deposit(t, 1)),
    "final invoice of bottles": _bottles_taken_off,
    "credit note of bottles": lambda t: t._credit(_bottles_taken_off(t)),
    "group of taxes": _in_a_group,
    "many at prices with VAT": _many_with_vat,
    "credit note of many at prices with VAT": lambda t: t._credit(_many_with_vat(t)),
    "notes and titles": _with_titles,
    "a millionth": lambda t: t._post_invoice([t._line(price=0.000001)]),
    "VAT of no cent": lambda t: t._post_invoice([t._line(price=0.02)], **_dollars(t)),
    "self-billed, discounted, in dollars": _self_billed_discounted,
    "credit note of a self-billed deposit": lambda t: t._credit(
        _self_billed(t, **{KIND: "deposit"})
    ),
    "credit note of a self-billed corrective": lambda t: t._credit(
        _self_billed_corrective(t)
    ),
}


def _yens(test):
    """Return yens, in whatever profile: a VAT without cents is that of no rate."""
    test.company.l10n_fr_demat_profile = "extended"
    yen = test.env.ref("base.JPY")
    yen.active = True
    return test._post_invoice(
        [test._line(price=1999, quantity=3, discount=10)], currency_id=yen.id
    )


# Whatever the setting, these are written in EN 16931.
PLAIN = {"yens": _yens}
