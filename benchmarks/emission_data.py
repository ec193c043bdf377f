"""What emission.py issues: a company, a customer of each side, their invoices."""

from odoo import Command

LINES, DAY = 5, "2026-11-21"


def prepare(env):
    """Return a customer of each side: core's, then one who accepted."""
    company = env.company
    france = env.ref("base.fr").id
    if company.chart_template != "fr":
        company.write({"country_id": france, "name": "Lumière Fournitures SAS"})
        env["account.chart.template"].try_loading("fr", company, install_demo=False)
    company.write(
        {
            "street": "18 rue de la République",
            "zip": "69002",
            "city": "Lyon",
            "phone": "04 72 00 12 34",
            "email": "factures@lumiere-fournitures.example",
            "vat": "FR11123456782",
        }
    )
    company.partner_id.l10n_fr_demat_siren = "123456782"
    if not company.partner_id.bank_ids:
        number = {"acc_number": "FR7630006000011234567890189"}
        company.partner_id.bank_ids = [
            Command.create({**number, "allow_out_payment": True})
        ]
    return [_customer(env, name, france) for name in ("Core", "Ours")]


def _customer(env, name, country):
    partner = env["res.partner"].create(
        {
            "name": f"Papeterie {name}",
            "is_company": True,
            "street": "45 quai de l'Île",
            "zip": "44000",
            "city": "Nantes",
            "country_id": country,
            "email": "a@customer.example",
            "vat": "FR55341777639",
            "l10n_fr_demat_recipient": "taxable",
        }
    )
    if name == "Ours":
        consent = env["demat.consent"]._find_or_create(partner, env.company)
        consent._apply("accept", basis="explicit_page", effective_on="2026-01-01")
        env["demat.delivery.rule"].create(
            {"consent_id": consent.id, "channel": "email", "format": "facturx"}
        )
    return partner


def post(env, partner, count, lines=LINES):
    """Create and post invoices of so many lines."""
    taxes = env["account.tax"].search(
        [
            ("type_tax_use", "=", "sale"),
            ("amount", "=", 20),
            ("price_include", "=", False),
        ],
        limit=1,
    )
    line = {
        "name": "Chaise pliante\nen hêtre",
        "quantity": 3,
        "price_unit": 19.99,
        "discount": 5,
        "tax_ids": [Command.set(taxes.ids)],
    }
    moves = env["account.move"].create(
        [
            {
                "move_type": "out_invoice",
                "partner_id": partner.id,
                "invoice_date": DAY,
                "invoice_line_ids": [Command.create(line) for _line in range(lines)],
            }
            for _number in range(count)
        ]
    )
    moves.action_post()
    env.cr.commit()
    return moves
