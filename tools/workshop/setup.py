"""Set up everything that the other commands need, and say where it is.

bin/setup          download and install what is missing
bin/setup --lock   compute the pinned versions again, from requirements/*.in
"""

import sys

from . import browser, console, node, odoo, venv, wkhtmltopdf
from .paths import WORKSHOP


def main(arguments):
    """Set everything up, or renew the pinned versions."""
    if arguments == ("--lock",):
        for environment in (venv.ODOO, venv.TOOLS):
            environment.lock_again()
        return 0
    if arguments:
        console.say(__doc__.strip())
        return 0 if arguments[0] in ("-h", "--help") else 2
    odoo.ensure()
    wkhtmltopdf.ensure()
    browser.ensure()
    venv.TOOLS.ensure()
    node.ensure()
    console.say(f"Everything is in {WORKSHOP} (Python {sys.version.split()[0]}).")
    return 0
