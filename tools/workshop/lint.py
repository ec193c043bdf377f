"""Check style and architecture; show every failure.

bin/lint         run all the checks
bin/lint --fix   mend first what the tools can mend by themselves
"""

import os
import re
from concurrent.futures import ThreadPoolExecutor

from . import console, node, venv
from .paths import ADDONS, ROOT

# What Odoo 19 no longer understands and no other tool reports.
REMOVED_IN_19 = re.compile(
    r"_sql_constraints|\b_(cr|uid|context)\b\.|odoo\.osv|[^_]read_group\(|<tree|t-esc="
    r"|groups_id"
)
# R8180: a model is split over files by concept here, on purpose.
PYLINT = ("--rcfile=.pylintrc", "--disable=R8180")
FORMATTED = (".cjs", ".css", ".js", ".json", ".md", ".scss", ".xml", ".yaml", ".yml")


def main(arguments):
    """Run every check; return 1 if one fails."""
    if arguments not in ((), ("--fix",)):
        console.say(__doc__.strip())
        return 0 if arguments[0] in ("-h", "--help") else 2
    venv.TOOLS.ensure()
    node.ensure()
    if arguments:
        _run_all(_fixes())
    return _run_all(_checks())


def files(*endings, folder=ROOT):
    """Return the files of the repository with these endings, new ones included."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = console.capture(command, cwd=folder).stdout.split("\0")
    return [
        name for name in names if name.endswith(endings) and (folder / name).exists()
    ]


def removed_idioms():
    """Return where our add-ons say what Odoo 19 no longer understands."""
    return [
        f"{name}:{number}: {line.strip()}"
        for name in module_files(".py", ".xml")
        for number, line in enumerate((ROOT / name).read_text().splitlines(), 1)
        if REMOVED_IN_19.search(line)
    ]


def module_files(*endings):
    """Return the files of our add-ons with these endings, seen from the root."""
    return [
        f"{addon.name}/{name}"
        for addon in ADDONS
        for name in files(*endings, folder=addon)
    ]


def _fixes():
    ruff = venv.TOOLS.bin / "ruff"
    return {
        "ruff check --fix": [ruff, "check", "--quiet", "--fix", ROOT],
        "ruff format": [ruff, "format", ROOT],
        "prettier --write": [node.PRETTIER, "--write", *files(*FORMATTED)],
    }


def _checks():
    tools = venv.TOOLS.bin
    module = module_files(".csv", ".xml", "__manifest__.py")
    names = [addon.name for addon in ADDONS]
    translations = files(".po", ".pot")
    return {
        "ruff check": [tools / "ruff", "check", "--output-format=concise", ROOT],
        "ruff format": [tools / "ruff", "format", "--check", ROOT],
        "pylint-odoo": [tools / "pylint", *PYLINT, *names],
        "oca-checks-odoo-module": [tools / "oca-checks-odoo-module", *module],
        "oca-checks-po": [tools / "oca-checks-po", *translations]
        if translations
        else None,
        "prettier": [node.PRETTIER, "--check", *files(*FORMATTED)],
        "layers": [tools / "lint-imports", "--no-cache"],
        "change log": [tools / "towncrier", "build", "--draft", "--version=next"],
        "decision tables": _own_check("regime-doc"),
        "idioms removed in Odoo 19": removed_idioms,
    }


def _own_check(name):
    """Return the check of one of our commands, if it exists."""
    program = ROOT / "bin" / name
    return [program, "--check"] if program.exists() else None


def _run_all(checks):
    checks = {name: check for name, check in checks.items() if check}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        outcomes = zip(checks, pool.map(_run, checks.values()), strict=True)
        failed = [name for name, flaws in outcomes if _tell(name, flaws)]
    if failed:
        console.say(f"✗ {len(failed)} of {len(checks)} failed: {', '.join(failed)}")
    return int(bool(failed))


def _run(check):
    """Run a check; return None when it passes, what it found when it does not."""
    if callable(check):
        return "\n".join(check()) or None
    environment = {**node.environment(), "PYTHONPATH": str(ROOT)}
    answer = console.capture(check, cwd=ROOT, env=environment)
    return answer.stdout + answer.stderr if answer.returncode else None


def _tell(name, flaws):
    console.say(f"✓ {name}" if flaws is None else f"✗ {name}\n{flaws.rstrip()}")
    return flaws is not None
