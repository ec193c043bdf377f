"""The invoices of the demonstration: several rates, a credit note, one abroad."""

from odoo import Command, fields

LINES = (
    ("PAPIER", 12),
    ("LIVRE", 2),
    ("MAINT", 1),
)
PRODUCTS = {
    "PAPIER": ("Ramette de papier A4, 500 feuilles", 4.95, "consu", 20.0),
    "LIVRE": ("Livre technique", 28.90, "consu", 5.5),
    "MAINT": ("Maintenance, abonnement mensuel", 79.00, "service", 20.0),
}


def create_products(env):
    """Create the products, with their VAT rate."""
    for code, (name, price, kind, rate) in PRODUCTS.items():
        env["product.product"].create(
            {
                "default_code": code,
                "name": name,
                "list_price": price,
                "type": kind,
                "taxes_id": [Command.set(find_tax(env, rate, kind).ids)],
            }
        )


def find_tax(env, rate, scope):
    """Return the French sales tax of a rate, on goods or on services, ready to use."""
    tax = (
        env["account.tax"]
        .with_context(active_test=False)
        .search(
            [
                *env["account.tax"]._check_company_domain(env.company),
                ("type_tax_use", "=", "sale"),
                ("amount", "=", rate),
                ("tax_scope", "=", scope),
                ("price_include_override", "!=", "tax_included"),
            ],
            limit=1,
        )
    )
    tax.active = True
    return tax


def create_drafts(env, partners, day):
    """Create one draft per customer; Odoo chooses taxes by country, as for anybody."""
    term = env.ref("account.account_payment_term_15days")
    products = {
        product.default_code: product
        for product in env["product.product"].search(
            [("default_code", "in", [*PRODUCTS])]
        )
    }
    return env["account.move"].create(
        [
            {
                "move_type": "out_invoice",
                "partner_id": partner.id,
                "invoice_date": day,
                "invoice_payment_term_id": term.id,
                "ref": f"CDE-{1000 + number}",
                "invoice_line_ids": [
                    Command.create(
                        {
                            "product_id": products[code].id,
                            "quantity": quantity + number % 3,
                        }
                    )
                    for code, quantity in LINES[: 1 + number % 3]
                ],
            }
            for number, partner in enumerate(partners)
        ]
    )


def pay(env, invoices, day):
    """Note what the bank received on a day, one payment per invoice."""
    if invoices:
        env["account.payment.register"].with_context(
            active_model="account.move", active_ids=invoices.ids
        ).create({"payment_date": day, "group_payment": False})._create_payments()


def create_credit_note(env, invoice, day):
    """Refund part of a posted invoice, through Odoo's own wizard."""
    wizard = (
        env["account.move.reversal"]
        .with_context(active_model="account.move", active_ids=invoice.ids)
        .create(
            {
                "reason": "Retour d'un article",
                "date": day,
                "journal_id": invoice.journal_id.id,
            }
        )
    )
    action = wizard.refund_moves()
    refund = env["account.move"].browse(action["res_id"])
    refund.invoice_date = fields.Date.to_date(day)
    refund.action_post()
    return refund


def send(env, invoices):
    """Hand invoices to Odoo's own batch sending, as the accountant does."""
    env["account.move.send.batch.wizard"].with_context(
        active_model="account.move", active_ids=invoices.ids
    ).create({}).action_send_and_print()
