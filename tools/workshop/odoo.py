"""This project's Odoo: its configuration, its environment, its command line."""

import argparse
import os
import socket
from itertools import takewhile

from . import odoo_source, postgres, venv
from .console import Failure, attend
from .paths import BIN, ROOT, VAR, WORKSHOP

DATABASE = "demat_demo"
CONFIGURATION = WORKSHOP / "odoo.conf"
DATA = VAR / "odoo"
HOST = "127.0.0.1"
PORT = 8069


def ensure():
    """Set up what Odoo needs to start, but for its database server."""
    venv.ODOO.ensure()
    venv.ODOO.add_path(odoo_source.odoo_path())
    configure()


def configure(path=CONFIGURATION, **options):
    """Write a configuration file: ours, with some options of one's own."""
    DATA.mkdir(parents=True, exist_ok=True)
    addons = [ROOT, *odoo_source.addons_paths(odoo_source.odoo_path())]
    server = postgres.connection()
    settings = {
        "addons_path": ",".join(map(str, addons)),
        "data_dir": DATA,
        "http_interface": HOST,
        "http_port": PORT,
        "db_name": DATABASE,
        "db_host": server.get("PGHOST", False),
        "db_port": server.get("PGPORT", False),
        "db_user": server.get("PGUSER", False),
        "list_db": False,
        **options,
    }
    lines = [f"{name} = {value}\n" for name, value in settings.items() if value != ""]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(["[options]\n", *lines]))
    return path


def environment():
    """Return the environment where Odoo finds its server, its tools and a browser."""
    folders = [
        BIN,
        venv.ODOO.bin,
        os.environ.get("PATH", os.defpath),
        postgres.package() / "bin",
    ]
    return {
        **os.environ,
        **postgres.connection(),
        "PATH": os.pathsep.join(map(str, folders)),
    }


def command(*arguments, configuration=CONFIGURATION):
    """Return the command that runs Odoo, or one of its sub-commands (``shell``)."""
    words = list(takewhile(lambda word: not word.startswith("-"), arguments))
    start = (venv.ODOO.python, "-m", "odoo", *words)
    rest = arguments[len(words) :]
    return [str(part) for part in (*start, "--config", configuration, *rest)]


def free_port(preferred=PORT):
    """Return the preferred port if nobody listens on it, else a free one."""
    for port in (preferred, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return probe.getsockname()[1]
    raise Failure(f"No free port on {HOST}.")


def check_port(arguments):
    """Raise a Failure when Odoo would serve on a port that somebody else uses."""
    if {"--stop-after-init", "--no-http", "--version", "-h", "--help"} & set(arguments):
        return
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("-p", "--http-port", type=int, default=PORT)
    port = parser.parse_known_args(arguments)[0].http_port
    if free_port(port) != port:
        raise Failure(
            f"Port {port} of {HOST} is in use: stop what uses it, or give --http-port."
        )


def main(arguments):
    """Run this project's Odoo: same arguments as Odoo's own command."""
    ensure()
    if not arguments or arguments[0].startswith("-"):
        check_port(arguments)
    with postgres.running():
        return attend(command(*arguments), environment())
