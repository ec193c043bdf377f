"""Run the tests: those of the rules by plain pytest, then those of Odoo.

bin/test                 everything
bin/test --fast          the rules only, in about a second
bin/test [pytest args]   the tests that these arguments select: -k, -x, files, ...
"""

import os
import re
import shutil
import sys
from contextlib import ExitStack, contextmanager
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
LOGGED = VAR / "test" / str(os.getpid())
LAST_LOG = VAR / "test" / "odoo.log"
PASSED, NO_TEST = 0, 5
# Each has a database and a whole Odoo in memory.
MOST_PROCESSES = 4
# Real processes that are killed or meet, and how much they do: each takes more.
PROCESSES = (
    ("kill_campaign.py", "5", "45"),  # workers killed, customers of the campaign
    ("workers_campaign.py", "30", "3"),  # customers of the campaign, workers
    ("workers_emission.py", "2"),  # invoices at once
)
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
    processes = 1 if arguments else min(os.cpu_count() or 1, MOST_PROCESSES)
    with postgres.running(), _databases(processes) as names:
        if not arguments:
            failures = i18n.failures(names[0])
            targets = [*ADDONS, *_core_lint()]
        status = _pytest(names, *options, *(targets or ADDONS))
        if not arguments:
            failures += _try_processes()
            database.with_addon_alone()  # it fails, or its log tells
    failures += our_warnings(_logged())
    for failure in failures:
        console.say(f"✗ {failure}")
    if status == NO_TEST:
        status = plain_status
    return status or int(bool(failures))


def _try_processes():
    """Return what is wrong after real processes were killed, or worked at once."""
    return [
        f"{program}: something was lost, or done twice: see above."
        for program, *options in PROCESSES
        if console.attend(
            [sys.executable, ROOT / "benchmarks" / program, *options], dict(os.environ)
        )
    ]


def _set_up():
    odoo.ensure()
    wkhtmltopdf.ensure()
    browser.ensure()


@contextmanager
def _databases(count):
    """Provide a database for each process that runs tests."""
    template = database.with_addon()
    database.drop_left_over(TEST_DATABASE)
    names = [f"{TEST_DATABASE}{os.getpid()}-{number}" for number in range(count)]
    with ExitStack() as stack:
        yield [stack.enter_context(database.scratch(template, n)) for n in names]


def _pytest(names, *arguments):
    """Run tests, in as many processes as there are databases; return the status."""
    shutil.rmtree(LOGGED, ignore_errors=True)
    LOGGED.mkdir(parents=True)
    configurations = [
        odoo.configure(
            WORKSHOP / f"odoo-{name}.conf", db_name=name, logfile=LOGGED / f"{name}.log"
        )
        for name in names
    ]
    taken = LOGGED / "taken"
    taken.mkdir()
    commands = [
        (
            *(
                venv.ODOO.python,
                "-m",
                "pytest",
                "-q",
                "-ra",
                "-p",
                "workshop.core_lint",
            ),
            *("-p", "workshop.shared_tests", f"--taken-tests={taken}", "--odoo-http"),
            *("--odoo-log-level=warn", f"--odoo-config={configuration}"),
            f"--odoo-database={name}",
            *arguments,
        )
        for name, configuration in zip(names, configurations, strict=True)
    ]
    environment = {**odoo.environment(), **cen.environment(), "PYTHONPATH": str(TOOLS)}
    environment["PATH"] += os.pathsep + str(venv.TOOLS.bin)
    try:
        return console.attend_all(commands, environment)
    finally:
        for configuration in configurations:
            configuration.unlink()


def _core_lint():
    """Return Odoo's own checks of add-ons, where Odoo comes with them."""
    folders = [path / "test_lint" / "tests" for path in addons_paths(odoo_path())]
    return [folder for folder in folders if folder.exists()]


def _logged():
    """Return what Odoo logged while it installed the add-on and tested it."""
    logs = [*LOGGED.glob("*.log")]
    LAST_LOG.write_text("".join(log.read_text() for log in logs))
    shutil.rmtree(LOGGED)
    lines = LAST_LOG.read_text().splitlines()
    for log in database.installation_logs():
        lines += log.read_text().splitlines()
    return lines
