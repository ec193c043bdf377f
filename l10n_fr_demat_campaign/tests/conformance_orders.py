"""More invoices: those that Odoo's own sales make of orders.

Each is a function of the test that makes and posts the document.
"""

from odoo import Command

from .emission_common import DAY


def _order(test, *lines, **values):
    """Return a confirmed order, of four chairs and a course by default."""
    return _confirmed(_quote(test, *lines, **values))


def _quote(test, *lines, **values):
    test._need("sale_loyalty")
    # Who invoices here sells too.
    test.env.user.sudo().group_ids |= test.env.ref("sales_team.group_sale_manager")
    known = lines or ((test.chair, "tva_normale", 4), (test.course, "tva_reduite", 1))
    return test.env["sale.order"].create(
        {
            "partner_id": test.customer.id,
            "company_id": test.company.id,
            "order_line": [
                Command.create(
                    {
                        "product_id": product.id,
                        "product_uom_qty": quantity,
                        "tax_ids": [Command.set(test._tax(tax).ids)],
                    }
                )
                for product, tax, quantity in known
            ],
            **values,
        }
    )


def _confirmed(order):
    order.order_line.product_id.invoice_policy = "order"
    order.action_confirm()
    return order


def _invoice(order, method="delivered", **values):
    """Invoice an order by the wizard of its button, and post what it makes."""
    known = order.invoice_ids
    wizard = order.env["sale.advance.payment.inv"].with_context(
        active_model="sale.order", active_ids=order.ids
    )
    wizard.create({"advance_payment_method": method, **values}).create_invoices()
    move = order.invoice_ids - known
    move.invoice_date = DAY
    move.action_post()
    return move


def sold(test):
    """Return the invoice of an order."""
    return _invoice(_order(test))


def deposit(test, order=None):
    """Return the deposit of 30 % on an order."""
    return _invoice(order or _order(test), "percentage", amount=30)


def final(test):
    """Return the invoice that takes off a deposit of 30 % and one of 120 euros."""
    order = _order(test)
    deposit(test, order)
    _invoice(order, "fixed", fixed_amount=120)
    return _invoice(order)


def given_back(test):
    """Return the credit note of an order of which one chair came back."""
    order = _order(test)
    _invoice(order)
    order.order_line[0].product_uom_qty = 3
    return _invoice(order)


def dearer_deposit(test):
    """Return the credit note of an order whose deposit was more than what is sold."""
    order = _order(test)
    _invoice(order, "fixed", fixed_amount=500)
    order.order_line[1].product_uom_qty = 0
    return _invoice(order)


def _reduced(test, kind, **values):
    order = _quote(test)
    wizard = test.env["sale.order.discount"].with_context(active_id=order.id)
    wizard.create({"discount_type": kind, **values}).action_apply_discount()
    return _invoice(_confirmed(order))


def promoted(test, reward="discount"):
    """Return the invoice of an order with a promotion, of 10 % off by default."""
    order = _quote(test)
    program = _create_program(test, "promotion")
    program.reward_ids.reward_type = reward
    return _rewarded(test, order)


def by_voucher(test, points=50, kind="gift_card"):
    """Return the invoice of an order that a voucher pays, in part if it is small."""
    order = _quote(test)
    card = test.env["loyalty.card"].create(
        {
            "program_id": _create_program(test, kind).id,
            "partner_id": test.customer.id,
            "points": points,
        }
    )
    if kind == "gift_card":
        order._try_apply_code(card.code)
    return _rewarded(test, order)


def _create_program(test, kind):
    """Return a program as its button makes it, the only one there is."""
    programs = test.env["loyalty.program"]
    programs.search([]).active = False
    return programs.browse(programs.create_from_template(kind)["res_id"])


def _rewarded(test, order):
    """Let a customer use all that may be used on an order, and invoice it."""
    order._update_programs_and_rewards()
    for card, rewards in order._get_claimable_rewards().items():
        test.assertFalse(order._apply_program_reward(rewards, card))
    test.assertTrue(order.order_line.reward_id)
    return _invoice(_confirmed(order))


ORDERS = {
    "order": sold,
    "deposit of an order": deposit,
    "credit note of the deposit of an order": lambda t: t._credit(deposit(t)),
    "final invoice of an order": final,
    "credit note of the final invoice of an order": lambda t: t._credit(final(t)),
    "order of which one comes back": given_back,
    "order cheaper than its deposit": dearer_deposit,
    "order, discount of the whole": lambda t: _reduced(
        t, "so_discount", discount_percentage=0.1
    ),
    "order, discount of an amount": lambda t: _reduced(
        t, "amount", discount_amount=33.33
    ),
    "order, discount of each line": lambda t: _reduced(
        t, "sol_discount", discount_percentage=0.07
    ),
    "order with a promotion": promoted,
    "order sent for nothing": lambda t: promoted(t, "shipping"),
    "order paid in part by a gift card": by_voucher,
    "order paid by an electronic wallet": lambda t: by_voucher(t, 5000, kind="ewallet"),
    "credit note of what a gift card paid": lambda t: t._credit(by_voucher(t)),
}
