"""The Odoo side of emission.py: the same invoices issued by each side, part by part.

The seconds of a part pass on a clock; « cpu » is what this thread worked, which other
programs on the machine change less; « all cpu » is what this process, its renderers,
its judge and its connection to the database worked together.
"""

import argparse
import gc
import os
import resource
import statistics
import sys
import time
from collections import Counter
from contextlib import contextmanager, nullcontext
from unittest.mock import patch

import odoo.init  # noqa: F401

# isort: split
from demo.session import Session
from emission_clocks import PARTS, UNITS, all_cpu, counted, watched
from emission_data import post, prepare
from kill_worker import say
from workshop.odoo import free_port

WARM_UP = 5
# How often, and for how many lines, the growth is measured.
TURNS, SIZES = 5, (100, 1000)
SHOWN = ("whole", "but rendering", "its steps", *PARTS)
RENDERERS = "l10n_fr_demat_campaign.renderers"


def main(arguments):
    """Measure; return 0 when every invoice was issued."""
    options = read_options(arguments, "invoices", "runs")
    session = start(options)
    with session.env() as env:
        env = env(context={**env.context, "force_report_rendering": True})
        show_growth(env)
        runs = [measure(env, options.invoices) for _run in range(options.runs)]
        show(runs)
    return int(any(spent["missing"] for run in runs for spent in run.values()))


def read_options(arguments, *numbers):
    """Return the options of the command line."""
    parser = argparse.ArgumentParser()
    for name in ("configuration", "database", "smtp-port", "mails"):
        parser.add_argument(f"--{name}", required=True)
    for name in numbers:
        parser.add_argument(f"--{name}", type=int, required=True)
    return parser.parse_args(arguments)


def start(options):
    """Start Odoo; the renderer reads its styles from its pages."""
    session = Session(options.configuration, options.database, free_port())
    with session.env() as env:
        env["ir.config_parameter"].set_param("report.url", session.base_url)
    session.serve()
    return session


# The sides


@contextmanager
def without_ours(env):
    """Leave core alone: for a French seller its XML would be ours."""
    move = env.registry["account.move"]
    with patch.object(move, "_is_l10n_fr_demat_emitter", lambda _move: False):
        yield


@contextmanager
def unjudged(env):
    """Ask no schematron, as where the company's setting says so."""
    env.company.l10n_fr_demat_gate = "off"
    yield
    env.company.l10n_fr_demat_gate = "failed"


@contextmanager
def alone(env):
    """Draw by one renderer."""
    env["ir.config_parameter"].set_param(RENDERERS, "1")
    yield
    env["ir.config_parameter"].set_param(RENDERERS, False)


def measure(env, count):
    """Issue the same invoices by each side; return the seconds of each."""
    core, ours = prepare(env)
    manual = {"sending_methods": {"manual"}, "invoice_edi_format": "facturx"}
    found = {}
    for name, partner, settings, around in (
        ("core", core, manual, without_ours(env)),
        ("ours", ours, {}, nullcontext()),
        ("unjudged", ours, {}, unjudged(env)),
        ("alone", ours, {}, alone(env)),
    ):
        with around:
            send(env, post(env, partner, WARM_UP), **settings)
            moves = post(env, partner, count)
            found[name] = send(env, moves, **settings)
        files = [raw for raw in moves.invoice_pdf_report_id.mapped("raw") if raw]
        found[name].update(issued=len(files), missing=count - len(files))
        converted = sum(b"/OutputIntent" in raw for raw in files)
        say(
            f"{name}: {len(files)} of {count} issued, {converted} converted to PDF/A,"
            f" load {os.getloadavg()[0]:.1f} {checks_of(moves)}"
        )
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


def send(env, moves, **settings):
    """Issue invoices; return the seconds by part."""
    spent = Counter()
    env.invalidate_all()
    gc.collect()
    before = all_cpu(env)
    with watched(env, spent), counted(spent, "whole"):
        env["account.move.send"]._generate_and_send_invoices(moves, **settings)
        env.cr.commit()
    spent["whole all cpu"] = all_cpu(env) - before
    for unit in UNITS:
        rest = spent[f"whole{unit}"] - spent[f"rendering{unit}"]
        spent[f"but rendering{unit}"] = rest
        spent[f"its steps{unit}"] = spent[f"xml{unit}"] + spent[f"pdf{unit}"]
    return spent


# The figures


def show(runs):
    """Say the median of each part, and of its ratio to core's."""
    sides = [side for side in runs[0] if side != "core"]
    titles = "".join(f" {side:>9} {'ratio':>6}" for side in sides)
    say(f"{'median, s':17} {'core':>7}{titles}")
    for part in SHOWN:
        for unit in UNITS:
            show_part(runs, sides, part + unit)
    show_part(runs, sides, "whole all cpu")
    show_steps(runs)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    say(f"peak {peak} MB")


def show_part(runs, sides, part):
    """Say one line of the table."""
    core = [run["core"][part] for run in runs]
    figures = ""
    for side in sides:
        seconds = [run[side][part] for run in runs]
        ratio = statistics.median(b / a for a, b in zip(core, seconds, strict=True))
        figures += f" {statistics.median(seconds):9.2f} {ratio:6.2f}"
    say(f"{part:17} {statistics.median(core):7.2f}{figures}")


def show_steps(runs):
    """Say what each step takes of this thread, per invoice."""
    say(f"{'median of this thread, ms per invoice':45} {'  '.join(runs[0])}")
    names = dict.fromkeys(
        name
        for spent in runs[0].values()
        for name in spent
        if ": " in name and name.endswith(" cpu") and name[0] in "xp"
    )
    for name in sorted(names, reverse=True):
        figures = ""
        for side in runs[0]:
            each = [run[side][name] / run[side]["issued"] * 1000 for run in runs]
            figures += f" {statistics.median(each):{len(side) + 1}.2f}"
        say(f"  {name.removesuffix(' cpu'):43}{figures}")


def show_growth(env):
    """Say how time grows with the lines of an invoice: the XML, and all but drawing.

    The best of some turns, one size after the other: what else the machine does, and
    Python's garbage collector, would tell more of themselves than of the lines.
    """
    partner = prepare(env)[-1]
    moves = {lines: post(env, partner, 1, lines) for lines in SIZES}
    xml = {lines: [] for lines in SIZES}
    for _turn in range(TURNS):
        for lines, move in moves.items():
            begun = time.process_time()
            move._get_l10n_fr_demat_xml()
            xml[lines].append(time.process_time() - begun)
    rest = {lines: [] for lines in SIZES}
    for _turn in range(TURNS):
        for lines in SIZES:
            spent = send(env, post(env, partner, 1, lines))
            rest[lines].append(spent["but rendering cpu"])
    for title, spent in (("XML", xml), ("all but rendering", rest)):
        few, many = (min(turns) for turns in spent.values())
        say(f"{title} of 1,000 lines beside 100: time x {many / few:.1f}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
