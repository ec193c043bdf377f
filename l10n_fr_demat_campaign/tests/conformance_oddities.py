"""Invoices that nobody likes to see, and that are right all the same.

Each is a function of the test that makes and posts the document.
"""

from odoo import Command

ARABIC = "\u202bكرسي قابل للطي\u202c שולחן"


def _texts(test):
    """Return lines whose texts are long, from right to left, or hardly there."""
    return test._post_invoice(
        [
            test._line(name="Chaise " * 1428 + "\n" + "x" * 5000),
            test._line(name=ARABIC),
            test._line(name="\x1b[31m \ufffe"),
            test._line(name="<![CDATA[ &amp; ]]> <ram:ID>1</ram:ID>"),
        ]
    )


def _small_prices(test):
    return test._post_invoice(
        [
            test._line(price=0.000001, quantity=1_000_000),
            test._line(price=0.000001),
            test._line(price=123.456789, quantity=3, discount=12.345),
        ]
    )


def _fine_quantities(test):
    test.env.ref("uom.decimal_product_uom").digits = 4
    quantities = (0.0001, 1.2345, 33.3333)
    return test._post_invoice([test._line(quantity=number) for number in quantities])


def _big_quantities(test):
    """Return quantities of more than six figures, as a meter counts them."""
    quantities = (1234567.89, 100000.01, 1_000_000)
    return test._post_invoice(
        [test._line(price=0.0123, quantity=number) for number in quantities]
    )


def _given_away(test):
    lines = [test._line(price=price, discount=100) for price in (19.99, 1000)]
    return test._post_invoice([*lines, test._line(price=0.01)])


def _mixed(test):
    """Return an invoice of goods taxed, exempt, discounted and taken back."""
    return test._post_invoice(
        [
            test._line(price=33.33, quantity=3, discount=7),
            test._line(tax="tva_sale_good_0", price=19.99),
            test._line(tax="tva_reduite", price=-10.01),
            test._line(price=5.55, quantity=-1),
            Command.create({"display_type": "line_note", "name": "Retour du 3"}),
        ]
    )


def _many_rates(test, method="round_globally"):
    """Return a hundred lines whose cents depend on when they are rounded."""
    test.company.tax_calculation_rounding_method = method
    taxes = ("tva_normale", "tva_reduite", "tva_normale_ttc", "tva_intermediaire")
    return test._post_invoice(
        [
            test._line(tax=taxes[number % 4], price=0.07 + number * 0.111, quantity=3)
            for number in range(100)
        ]
    )


def _foreign(test):
    """Return an invoice in dollars with discounts, exempt lines and cents to round."""
    return test._post_invoice(
        [
            test._line(price=19.99, quantity=7, discount=3),
            test._line(tax="tva_reduite", price=0.335, quantity=11),
            test._line(tax="tva_sale_good_0", price=12.5),
        ],
        currency_id=test.env.ref("base.USD").id,
    )


def _in_parts(test):
    """Return an invoice paid in three parts."""
    term = test.env["account.payment.term"].create(
        {
            "name": "30 %, 30 %, the rest",
            "note": "<p>En trois fois</p>",
            "line_ids": [
                Command.create(
                    {"value": "percent", "value_amount": share, "nb_days": days}
                )
                for share, days in ((30, 0), (30, 30), (40, 60))
            ],
        }
    )
    return test._post_invoice(
        [test._line(price=100.01)], invoice_payment_term_id=term.id
    )


ODDITIES = {
    "texts of all kinds": _texts,
    "small prices": _small_prices,
    "fine quantities": _fine_quantities,
    "big quantities": _big_quantities,
    "given away": _given_away,
    "taxed, exempt and taken back": _mixed,
    "credit note of taxed, exempt and taken back": lambda t: t._credit(_mixed(t)),
    "hundred lines rounded globally": _many_rates,
    "hundred lines rounded apart": lambda t: _many_rates(t, "round_per_line"),
    "dollars and cents": _foreign,
    "credit note in dollars": lambda t: t._credit(_foreign(t)),
    "paid in three parts": _in_parts,
}
