"""How long it takes to issue invoices, ours and core's, on the same data in one run.

    COUNT=200 bin/odoo shell -d A_COPY < benchmarks/emission.py

Run it on a copy of a database with the add-on: it keeps the invoices it makes. All
sides make Factur-X; core checks nothing, ours checks data, schema and container and
asks the official rules, « unjudged » does not ask them. The first batch of each side is
not counted: it warms up. The seconds of a part pass on a clock; « cpu » is what this
thread worked, which other programs on the machine change less.
"""

import gc
import os
import resource
import statistics
import sys
import time
from collections import Counter
from contextlib import ExitStack, contextmanager, nullcontext
from unittest.mock import patch

from odoo import Command, http
from odoo.service import server
from odoo.tools import config

COUNT = int(os.environ.get("COUNT", "200"))
LINES, WARM_UP, DAY = 5, 5, "2026-11-21"
RUNS = int(os.environ.get("RUNS", "1"))
# Where the parts begin; what core calls inside another is counted in both.
PARTS = {
    "rendering": ("account.move.send", "_prepare_invoice_pdf_report"),
    "xml": ("account.move.send", "_hook_invoice_document_before_pdf_report_render"),
    "pdf": ("account.move.send", "_hook_invoice_document_after_pdf_report_render"),
    "linking": ("account.move.send", "_link_invoice_documents"),
}
SHOWN = ("whole", "but rendering", "its steps", *PARTS)


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


@contextmanager
def watched(env, spent):
    """Count the seconds of this process in the parts of the pipeline."""
    with ExitStack() as stack:
        for part, (model, name) in PARTS.items():
            original = getattr(env.registry[model], name)

            def timed(*arguments, part=part, original=original, **named):
                with counted(spent, part):
                    return original(*arguments, **named)

            stack.enter_context(patch.object(env.registry[model], name, timed))
        yield


@contextmanager
def counted(spent, part):
    """Add to a part the seconds that pass, and those this thread works."""
    start, work = time.monotonic(), time.thread_time()
    try:
        yield
    finally:
        spent[part] += time.monotonic() - start
        spent[f"{part} cpu"] += time.thread_time() - work


@contextmanager
def without_ours(env):
    """Leave core alone: for a French seller its XML would be ours."""
    move = env.registry["account.move"]
    with patch.object(move, "_is_l10n_fr_demat_emitter", lambda _move: False):
        yield


@contextmanager
def unjudged(env):
    """Ask no schematron, as where the company's setting says so."""
    move = env.registry["account.move"]
    with patch.object(move, "_get_l10n_fr_demat_sheets", lambda *_given: []):
        yield


def send(env, moves, **settings):
    """Issue invoices; return the seconds by part."""
    spent = Counter()
    env.invalidate_all()
    gc.collect()
    with watched(env, spent), counted(spent, "whole"):
        env["account.move.send"]._generate_and_send_invoices(moves, **settings)
        env.cr.commit()
    for unit in ("", " cpu"):
        rest = spent[f"whole{unit}"] - spent[f"rendering{unit}"]
        spent[f"but rendering{unit}"] = rest
        spent[f"its steps{unit}"] = spent[f"xml{unit}"] + spent[f"pdf{unit}"]
    return spent


def measure(env):
    """Issue the same invoices by both sides; return the seconds of each."""
    core, ours = prepare(env)
    manual = {"sending_methods": {"manual"}, "invoice_edi_format": "facturx"}
    found = {}
    for name, partner, settings, around in (
        ("core", core, manual, without_ours(env)),
        ("ours", ours, {}, nullcontext()),
        ("unjudged", ours, {}, unjudged(env)),
    ):
        with around:
            send(env, post(env, partner, WARM_UP), **settings)
            moves = post(env, partner, COUNT)
            found[name] = send(env, moves, **settings)
        issued = sum(bool(move.invoice_pdf_report_id) for move in moves)
        say(f"{name}: {issued} of {COUNT} invoices issued, {checks_of(moves)}")
    return found


def checks_of(moves):
    """Return how often each check gave each result."""
    return dict(
        Counter(
            f"{name} {state}"
            for move in moves
            for name, state in (move.l10n_fr_demat_checks or {}).items()
        )
    )


def show(runs):
    """Say the median of each part, and of its ratio to core's."""
    say(f"{'median, s':17} {'core':>8} {'ours':>8} {'ratio':>6} {'unjudged':>8}  ratio")
    for part in SHOWN:
        for unit in ("", " cpu"):
            seconds = {
                side: [run[side][part + unit] for run in runs] for side in runs[0]
            }
            ours, unjudged = (
                f"{statistics.median(seconds[side]):8.2f}"
                f" {median_ratio(seconds[side], seconds['core']):6.2f}"
                for side in ("ours", "unjudged")
            )
            core = statistics.median(seconds["core"])
            say(f"{part + unit:17} {core:8.2f} {ours} {unjudged}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    say(f"peak {peak} MB")


def show_growth(env):
    """Say how the time of one file grows with the lines of its invoice."""
    partner, spent = prepare(env)[-1], {}
    for lines in (100, 1000):
        move = post(env, partner, 1, lines)
        turns = []
        for _turn in range(3):
            start = time.process_time()
            move._get_l10n_fr_demat_xml()
            turns.append(time.process_time() - start)
        spent[lines] = min(turns)
    say(f"XML of 1,000 lines beside 100: time x {spent[1000] / spent[100]:.1f}")


def median_ratio(ours, core):
    """Return the median of the ratios of single runs."""
    return statistics.median(b / a for a, b in zip(core, ours, strict=True))


env = env(context={**env.context, "force_report_rendering": True})  # noqa: F821
port = config["http_port"]
env["ir.config_parameter"].set_param("report.url", f"http://127.0.0.1:{port}")
env.cr.commit()
server.load_server_wide_modules()
server.ThreadedServer(http.root).http_spawn()
show_growth(env)
show([measure(env) for _run in range(RUNS)])
