"""Kill the worker of a campaign at random moments, let it resume, then count.

    python3 benchmarks/kill_campaign.py [KILLS] [CUSTOMERS] [SEED]

SIGKILL falls on real Odoo processes while they compose, send, print and look at
silence, with a real PostgreSQL and a real SMTP server on loopback. At the end: each
message composed once, at most one message repeated per kill and with the same
Message-ID, letters, positions and evidence exactly once, every chain intact. The exit
status is 0 when all of this holds. Everything happens on a copy of the template
database, dropped afterwards.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TOOLS = ROOT / "tools"
sys.path.insert(0, str(TOOLS))

from workshop import console, database, odoo, postgres, venv

WORKER = Path(__file__).with_name("kill_worker.py")
PREFIX = f"{database.PREFIX}_kill_"
DEFAULTS = {"kills": "20", "customers": "240", "seed": "1"}


def main(arguments, template=None, worker=WORKER, defaults=DEFAULTS):
    """Run a worker on a copy of a template; return 0 when all went well."""
    options = {**defaults, **dict(zip(defaults, arguments, strict=False))}
    odoo.ensure()
    with postgres.running():
        database.drop_left_over(PREFIX)
        name = f"{PREFIX}{os.getpid()}"
        with database.scratch(template or database.with_addon(), name):
            return _run(worker, name, options)


def _run(worker, name, options):
    folder = Path(tempfile.mkdtemp(prefix="demat-kill-"))
    try:
        configuration = odoo.configure(folder / "odoo.conf", db_name=name)
        (folder / "mails").mkdir()
        port = odoo.free_port(2526)
        words = {
            **options,
            "configuration": configuration,
            "database": name,
            "smtp-port": port,
            "mails": folder / "mails",
        }
        command = [venv.ODOO.python, worker]
        command += [f"--{word}={value}" for word, value in words.items()]
        with _mail_server(port, folder / "mails"):
            return console.attend(command, _environment())
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _mail_server(port, folder):
    command = [venv.ODOO.python, "-m", "demo.smtp_server", port, folder]
    words = [str(word) for word in command]
    with subprocess.Popen(words, env=_environment()) as process:  # noqa: S603
        try:
            yield
        finally:
            process.terminate()


def _environment():
    return {**odoo.environment(), "PYTHONPATH": str(TOOLS)}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
