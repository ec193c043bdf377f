"""How long it takes to issue invoices, ours and core's, on the same data in one run.

    COUNT=200 bin/odoo shell -d A_COPY < benchmarks/emission.py

Run it on a copy of a database with the add-on: it keeps the invoices it makes. Both
sides make Factur-X; core checks nothing, ours checks data, schema and container and
asks the official rules. The first batch of each side is not counted: it warms up.
"""

import os
import resource
import sys
import time
from collections import Counter
from contextlib import contextmanager
from unittest.mock import patch

from odoo import Command, http
from odoo.service import server

COUNT = int(os.environ.get("COUNT", "200"))
LINES, WARM_UP, DAY = 5, 5, "2026-11-21"
RUNS = int(os.environ.get("RUNS", "1"))


def say(text):
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


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
            "email": "factures@lumiere.example",
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


def post(env, partner, count):
    """Create and post invoices of five lines."""
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
                "invoice_line_ids": [Command.create(line) for _line in range(LINES)],
            }
            for _number in range(count)
        ]
    )
    moves.action_post()
    env.cr.commit()
    return moves


@contextmanager
def watched(env, spent):
    """Count the seconds spent in the parts of the pipeline."""
    parts = {
        "rendering": ("account.move.send", "_prepare_invoice_pdf_report"),
        "xml": ("account.edi.xml.cii", "_export_invoice"),
    }
    patches = []
    for part, (model, name) in parts.items():
        original = getattr(env.registry[model], name)

        def timed(*arguments, part=part, original=original, **named):
            start = time.monotonic()
            try:
                return original(*arguments, **named)
            finally:
                spent[part] += time.monotonic() - start
                spent[f"{part} calls"] += 1

        patches.append(patch.object(env.registry[model], name, timed))
    for one in patches:
        one.start()
    yield
    for one in patches:
        one.stop()


def send(env, moves, **settings):
    """Issue invoices; return the seconds by part."""
    spent = Counter()
    start = time.monotonic()
    with watched(env, spent):
        env["account.move.send"]._generate_and_send_invoices(moves, **settings)
    env.cr.commit()
    spent["whole"] = time.monotonic() - start
    spent["but rendering"] = spent["whole"] - spent["rendering"]
    return spent


def measure(env):
    """Issue the same invoices by both sides and say the ratios."""
    core, ours = prepare(env)
    sides = (
        (
            "core",
            core,
            {"sending_methods": {"manual"}, "invoice_edi_format": "facturx"},
        ),
        ("ours", ours, {}),
    )
    found = {}
    for name, partner, settings in sides:
        send(env, post(env, partner, WARM_UP), **settings)
        moves = post(env, partner, COUNT)
        found[name] = send(env, moves, **settings)
        issued = sum(bool(move.invoice_pdf_report_id) for move in moves)
        if name == "ours":
            states = Counter(
                state
                for move in moves
                for state in (move.l10n_fr_demat_checks or {}).values()
            )
            say(f"checks: {dict(states)}")
        say(f"{name}: {issued} of {COUNT} invoices issued")
    say(f"{'seconds':14} {'core':>8} {'ours':>8} {'ratio':>6}")
    for part in ("whole", "rendering", "but rendering", "xml"):
        a, b = found["core"][part], found["ours"][part]
        say(f"{part:14} {a:8.2f} {b:8.2f} {b / a:6.2f}")
    calls = {name: side["xml calls"] for name, side in found.items()}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    say(f"xml calls {calls}, peak {peak} MB")


env = env(context={**env.context, "force_report_rendering": True})  # noqa: F821
server.load_server_wide_modules()
server.ThreadedServer(http.root).http_spawn()
for _run in range(RUNS):
    measure(env)
