"""Keep the terms to translate, and their French, up to date with the add-on.

bin/i18n           export the terms, and merge them into each language
bin/i18n --check   fail when a file is not up to date or not wholly translated

Both tell which terms still wait for their translation.
"""

from . import console, database, odoo, postgres, venv
from .console import Failure, run
from .paths import ADDON, ADDON_NAME, ROOT, WORKSHOP
from .steps import alone

FOLDER = ADDON / "i18n"
TEMPLATE = FOLDER / f"{ADDON_NAME}.pot"
EXPORTED = WORKSHOP / f"{ADDON_NAME}.pot"
ADVICE = "Odoo could not export the terms to translate."


def main(arguments):
    """Export the terms, or check that they are up to date."""
    odoo.ensure()
    venv.TOOLS.ensure()
    with postgres.running():
        name = database.with_addon()
        if "--check" not in arguments:
            _update(name)
        found = failures(name)
    for failure in found:
        console.say(f"✗ {failure}")
    return int(bool(found))


def failures(name):
    """Return how the files differ from the add-on of that database."""
    with alone("i18n"), console.step("Terms to translate"):
        _export(name)
        return _run_po("check").splitlines()


def _update(name):
    with alone("i18n"), console.step("Export of the terms"):
        _export(name)
        _run_po("merge")


def _export(name):
    EXPORTED.unlink(missing_ok=True)
    line = odoo.command("i18n", "export", "--database", name, "--languages", "pot")
    run(
        [*line, "--output", EXPORTED, ADDON_NAME],
        log="i18n",
        advice=ADVICE,
        env=odoo.environment(),
    )


def _run_po(verb):
    command = [venv.TOOLS.python, "-m", "workshop.po", verb, EXPORTED, TEMPLATE]
    answer = console.capture(command, cwd=ROOT / "tools")
    if answer.returncode:
        raise Failure(f"The translations cannot be read: {answer.stderr.strip()}")
    return answer.stdout
