"""Databases to copy from: built once, and again only when what is in them changes.

Each template is built on a copy of another: on what the add-on depends on, which takes
most of the time, stands what it may meet besides; the add-on stands on either. Each
keeps its version as its comment, so that the server itself knows what it holds.
"""

import os
import shutil
from contextlib import contextmanager
from pathlib import Path

from . import odoo, odoo_source, postgres
from .console import run, step
from .manifest import depends
from .paths import ADDON_NAME, ADDONS, LOGS, ROOT
from .steps import alone, fingerprint

# Several checkouts may share a server.
PREFIX = f"campaign_{fingerprint(ROOT)[:6]}"
DECLARED = f"{PREFIX}_declared"
DEPENDENCIES = f"{PREFIX}_dependencies"
INSTALLED = f"{PREFIX}_installed"
ALONE = f"{PREFIX}_alone"
# Odoo's own add-ons that change what we meet: two install themselves in most databases,
# rules of automation listen to what we write, orders make deposits, vouchers pay, goods
# are sent for a price, debit notes go on from an invoice, tills invoice what they sold.
ALSO = (
    "account_debit_note",
    "account_peppol",
    "base_automation",
    "delivery",
    "l10n_fr_facturx_chorus_pro",
    "pos_loyalty",
    "sale_loyalty",
)
ADVICE = "Odoo could not install the add-ons."
# What a change of does not need a new template.
APART = ("tests", "__pycache__", "readme")


@contextmanager
def scratch(template, name):
    """Provide a copy of a template, and drop it afterwards."""
    copy(template, name)
    try:
        yield name
    finally:
        drop(name)


def copy(template, name):
    """Copy a database and its files."""
    drop(name)
    postgres.client("createdb", "--template", template, name)
    if _files(template).exists():
        shutil.copytree(_files(template), _files(name), copy_function=os.link)


def drop(name):
    """Drop a database and its files, if they exist."""
    postgres.client("dropdb", "--if-exists", "--force", name)
    shutil.rmtree(_files(name), ignore_errors=True)


def drop_left_over(prefix):
    """Drop the copies of commands that were killed.

    Their names end with a process, then with a number where it has several copies.
    """
    for name in postgres.query("SELECT datname FROM pg_database").splitlines():
        process = name.removeprefix(prefix).partition("-")[0]
        if process.isdigit() and not Path("/proc", process).exists():
            drop(name)


def with_declared():
    """Return the template with what the add-on depends on, and nothing more."""
    modules = depends()
    version = fingerprint(*modules, odoo_source.version(), _server_version())
    _build(DECLARED, version, "what the add-on depends on", ",".join(modules))
    return DECLARED


def with_dependencies():
    """Return the template with everything that the add-on depends on or meets."""
    template = with_declared()
    version = fingerprint(_comment(template), *ALSO)
    _build(DEPENDENCIES, version, "Odoo's own add-ons", ",".join(ALSO), template)
    return DEPENDENCIES


def with_addon():
    """Return the template with the add-on, as its files are now."""
    return _with_addon(INSTALLED, with_dependencies(), "the add-on")


def with_addon_alone():
    """Return the template with the add-on and nothing but what it depends on."""
    return _with_addon(ALONE, with_declared(), "the add-on alone")


def installation_logs():
    """Return the logs of the add-on's installations."""
    logs = (LOGS / f"{name}.log" for name in (INSTALLED, ALONE))
    return [log for log in logs if log.exists()]


def _with_addon(name, template, title):
    version = fingerprint(_comment(template), *_sources())
    _build(name, version, title, ADDON_NAME, template)
    return name


def _build(name, version, title, modules, template=None):
    """Build a template on a copy that takes its name only when everything went well."""
    with alone(name):
        if _comment(name) == version:
            return
        with step(f"Database with {title}"):
            draft = f"{name}_draft"
            _start_from(template, draft)
            _install(draft, modules)
            _rename(draft, name)
            _close_paid_services(name)
            postgres.query(f"COMMENT ON DATABASE {name} IS '{version}'")


def _start_from(template, draft):
    if template:
        copy(template, draft)
    else:
        drop(draft)


def _install(name, modules):
    log = LOGS / f"{name}.log"
    log.unlink(missing_ok=True)
    options = (
        "--init",
        modules,
        "--stop-after-init",
        "--no-http",
        "--max-cron-threads=0",
    )
    command = odoo.command("--database", name, *options)
    run(command, log=log.stem, advice=ADVICE, env=odoo.environment(), cwd=ROOT)


def _rename(draft, name):
    drop(name)
    postgres.query(f"ALTER DATABASE {draft} RENAME TO {name}")
    if _files(draft).exists():
        _files(draft).rename(_files(name))
    (LOGS / f"{draft}.log").rename(LOGS / f"{name}.log")


def _close_paid_services(name):
    """Keep Odoo from calling its paid services: nothing listens at that port."""
    sql = (
        "INSERT INTO ir_config_parameter (key, value)"
        " VALUES ('iap.endpoint', 'http://127.0.0.1:1') ON CONFLICT DO NOTHING"
    )
    postgres.client("psql", "-Xq", "-d", name, "-c", sql)


def _comment(name):
    oid = f"(SELECT oid FROM pg_database WHERE datname = '{name}')"
    return postgres.query(f"SELECT shobj_description({oid}, 'pg_database')")


def _server_version():
    return postgres.query("SHOW server_version")


def _files(name):
    return odoo.DATA / "filestore" / name


def _sources():
    """Yield the names and contents of the files that an installation reads."""
    for path in sorted(path for addon in ADDONS for path in addon.rglob("*")):
        relative = path.relative_to(ROOT)
        if path.is_file() and not set(APART).intersection(relative.parts):
            yield relative
            yield path.read_bytes()
