"""Run the tests: those of the rules by plain pytest, then those of Odoo.

bin/test                 everything
bin/test --fast          the rules only, in about a second
bin/test [pytest args]   the tests that these arguments select: -k, -x, files, ...
"""

import os
import re
import sys
from pathlib import Path

from . import browser, cen, console, database, i18n, odoo, postgres, venv, wkhtmltopdf
from .odoo_source import addons_paths, odoo_path
from .paths import ADDON, ADDONS, ROOT, VAR, WORKSHOP

TOOLS = ROOT / "tools"
PLAIN = (ADDON / "tests" / "rules", TOOLS / "tests")
# Python keeps what it compiled, whatever the environment says.
COMPILED = {
    "PYTHONPYCACHEPREFIX": str(WORKSHOP / "pycache"),
    "PYTHONDONTWRITEBYTECODE": "",
}
TEST_DATABASE = f"{database.PREFIX}_test_"
# Several runs may go on at once.
CONFIGURATION = WORKSHOP / f"odoo-test-{os.getpid()}.conf"
LOG = VAR / "test" / f"odoo-{os.getpid()}.log"
LAST_LOG = VAR / "test" / "odoo.log"
PASSED, NO_TEST = 0, 5
# Workers killed, customers of the campaign: benchmarks/kill_campaign.py takes more.
KILLS = ("5", "45")
LOG_LINE = re.compile(r"\S+ \S+ \d+ (?:WARNING|ERROR|CRITICAL) \S+ (?P<text>\S+: .*)")


def main(arguments):
    """Run the tests that the arguments ask for; return pytest's status."""
    if arguments[:1] in (("-h",), ("--help",)):
        console.say(__doc__.strip())
        return PASSED
    options = [argument for argument in arguments if argument != "--fast"]
    venv.TOOLS.ensure()
    is_fast = "--fast" in arguments
    status = _run_plain(options, is_fast)
    if is_fast or status not in (PASSED, NO_TEST):
        return status
    return _run_odoo(options, status)


def split(arguments):
    """Return pytest's options, then the tests given by file, plain ones and Odoo's.

    >>> split(["-k", "siren"])
    (['-k', 'siren'], [], [])
    """
    options, plain, others = [], [], []
    for argument in arguments:
        path = _test_path(argument)
        if path is None:
            options.append(argument)
        elif any(path.is_relative_to(folder) for folder in PLAIN):
            plain.append(argument)
        else:
            others.append(argument)
    return options, plain, others


def our_warnings(lines):
    """Return the warnings and errors that concern us among the lines of a log."""
    found = (LOG_LINE.match(line) for line in lines)
    texts = (match["text"].replace(f"{ROOT}/", "") for match in found if match)
    return [f"In Odoo's log: {text}" for text in texts if "demat" in text]


def _test_path(argument):
    path = Path(argument.split("::")[0]).absolute()
    looks_like_a_file = "/" in argument or argument.endswith(".py")
    return path if looks_like_a_file and path.exists() else None


def _run_plain(arguments, is_fast):
    options, plain, others = split(arguments)
    if others and not plain:
        return NO_TEST
    targets = plain or [folder for folder in PLAIN if folder.exists()]
    command = [venv.TOOLS.python, "-m", "pytest", "-q", *options, *targets]
    if is_fast and not arguments:
        command = [venv.TOOLS.python, TOOLS / "workshop" / "fast.py"]
    # Odoo's own python must stay out of these tests.
    path = os.pathsep.join(map(str, (ROOT, TOOLS)))
    return console.attend(command, {**os.environ, **COMPILED, "PYTHONPATH": path})


def _run_odoo(arguments, plain_status):
    options, plain, targets = split(arguments)
    if plain and not targets:
        return plain_status
    _set_up()
    failures = []
    with postgres.running(), _database() as name:
        if not arguments:
            failures = i18n.failures(name)
            targets = [*ADDONS, *_core_lint()]
        status = _pytest(name, *options, *(targets or ADDONS))
        if not arguments:
            failures += _kill_workers()
    failures += our_warnings(_logged())
    for failure in failures:
        console.say(f"✗ {failure}")
    if status == NO_TEST:
        status = plain_status
    return status or int(bool(failures))


def _kill_workers():
    """Return what is wrong after workers of a small campaign were killed."""
    command = [sys.executable, ROOT / "benchmarks" / "kill_campaign.py", *KILLS]
    if console.attend(command, dict(os.environ)) == 0:
        return []
    return ["A worker that was killed lost or repeated something: see above."]


def _set_up():
    odoo.ensure()
    wkhtmltopdf.ensure()
    browser.ensure()


def _database():
    template = database.with_addon()
    database.drop_left_over(TEST_DATABASE)
    return database.scratch(template, f"{TEST_DATABASE}{os.getpid()}")


def _pytest(name, *arguments):
    LOG.parent.mkdir(parents=True, exist_ok=True)
    LOG.unlink(missing_ok=True)
    configuration = odoo.configure(CONFIGURATION, db_name=name, logfile=LOG)
    command = [
        *(venv.ODOO.python, "-m", "pytest", "-q", "-ra", "-p", "workshop.core_lint"),
        *("--odoo-http", "--odoo-log-level=warn", f"--odoo-config={configuration}"),
        f"--odoo-database={name}",
        *arguments,
    ]
    environment = {**odoo.environment(), **cen.environment(), "PYTHONPATH": str(TOOLS)}
    environment["PATH"] += os.pathsep + str(venv.TOOLS.bin)
    try:
        return console.attend(command, environment)
    finally:
        configuration.unlink()


def _core_lint():
    """Return Odoo's own checks of add-ons, where Odoo comes with them."""
    folders = [path / "test_lint" / "tests" for path in addons_paths(odoo_path())]
    return [folder for folder in folders if folder.exists()]


def _logged():
    """Return what Odoo logged while it installed the add-on and tested it."""
    if LOG.exists():
        LOG.replace(LAST_LOG)
    logs = (database.installation_log(), LAST_LOG)
    return [
        line for log in logs if log.exists() for line in log.read_text().splitlines()
    ]
