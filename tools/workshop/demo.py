"""Show the product: the whole job on a customer file, then an Odoo to click in.

bin/demo                            the job on the sample, then Odoo until Ctrl-C
bin/demo --headless                 the job only; exit status 0 if every step worked
bin/demo --customers FILE.csv       the same on your own customer file

Mails, letters, invoices, evidence, the import report and the figures are left in
var/demo/. Nothing leaves this machine: mails go to a server on loopback.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from . import console, database, odoo, postgres, venv, wkhtmltopdf
from .console import Failure, say, step
from .paths import ROOT, VAR

SAMPLE = ROOT / "data" / "customers.csv"
OUTPUT = VAR / "demo"
TOOLS = ROOT / "tools"
SMTP_PORT = 2525
LOGINS = (
    ("adv", "accounts receivable officer"),
    ("responsable", "manager of the campaigns"),
    ("commercial.nord", "salesperson"),
    ("comptable", "accountant"),
    ("auditeur", "auditor"),
    ("client", "a customer, on the portal"),
    ("admin", "administrator (password: admin)"),
)


def main(arguments):
    """Run the demonstration; return its exit status."""
    if arguments[:1] in (("-h",), ("--help",)):
        say(__doc__.strip())
        return 0
    customers = customer_file(arguments)
    odoo.ensure()
    wkhtmltopdf.ensure()
    with postgres.running():
        with step(f"Fresh database {odoo.DATABASE}"):
            database.copy(database.with_addon_alone(), odoo.DATABASE)
        _empty(OUTPUT)
        port = odoo.free_port()
        with _mail_server() as smtp_port:
            status = _run_job(customers, port, smtp_port)
            if status == 0 and "--headless" not in arguments:
                status = _serve(port)
    return status


def customer_file(arguments):
    """Return the customer file to use; raise a Failure when it cannot be read."""
    if "--customers" not in arguments:
        return SAMPLE
    rest = arguments[arguments.index("--customers") + 1 :]
    if not rest:
        raise Failure("Say which file: bin/demo --customers FILE.csv")
    path = Path(rest[0]).absolute()
    if not path.is_file():
        raise Failure(f"{path} is not a file: give a CSV file of customers.")
    return path


def _empty(folder):
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "mails").mkdir(parents=True)


def _environment():
    paths = os.pathsep.join([str(TOOLS), os.environ.get("PYTHONPATH", "")])
    return {**odoo.environment(), "PYTHONPATH": paths.rstrip(os.pathsep)}


def _run_job(customers, port, smtp_port):
    say("→ The whole job, each step on its day")
    start = time.monotonic()
    options = {
        "configuration": odoo.CONFIGURATION,
        "database": odoo.DATABASE,
        "port": port,
        "smtp-port": smtp_port,
        "output": OUTPUT,
        "customers": customers,
    }
    words = [f"--{name}={value}" for name, value in options.items()]
    status = console.attend(
        [venv.ODOO.python, "-m", "demo.job", *words], _environment()
    )
    say(f"  done in {time.monotonic() - start:.0f} s, look into {OUTPUT}")
    return status


@contextmanager
def _mail_server():
    """Provide a real SMTP server that keeps each message as a file."""
    port = odoo.free_port(SMTP_PORT)
    command = [venv.ODOO.python, "-m", "demo.smtp_server", port, OUTPUT / "mails"]
    # Its own group: Ctrl-C must not end it before Odoo.
    with subprocess.Popen(
        [str(word) for word in command], env=_environment(), start_new_session=True
    ) as process:
        try:
            yield port
        finally:
            process.terminate()


def _serve(port):
    """Leave Odoo running and say how to enter."""
    address = f"http://127.0.0.1:{port}/odoo/action-l10n_fr_demat_campaign.demat_campaign_action"
    say(f"\n  Odoo runs on {address}\n  Password of everybody: demo\n")
    for login, role in LOGINS:
        say(f"    {login:<18} {role}")
    say("\n  Ctrl-C stops it.")
    command = odoo.command("--http-port", str(port), "--workers=0", "--log-level=warn")
    signal.signal(signal.SIGTERM, lambda *_args: sys.exit(0))
    status = console.attend(command, odoo.environment())
    return 0 if status in (0, -signal.SIGINT, -signal.SIGTERM) else status
