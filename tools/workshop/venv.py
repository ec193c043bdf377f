"""Two virtual environments from pinned lists: one runs Odoo, one holds the tools."""

import sys
import tempfile
from pathlib import Path

from .apt import Apt
from .console import capture, run, step
from .paths import REQUIREMENTS, WORKSHOP
from .steps import fingerprint, once

ADVICE = "Python packages could not be installed: see what pip says."
PIP_ADVICE = "This Python has no pip: install python3-venv, then start again."
# Most packages have left Python 3.10: it keeps the last versions that it can run.
PYTHON = sys.version_info[:2]
SUFFIX = "-py310" if PYTHON < (3, 11) else ""


class Venv:
    """A virtual environment whose whole content is pinned in ``requirements/``."""

    def __init__(self, folder, name, title):
        self.title = title
        self.name = name
        self.folder = WORKSHOP / folder
        self.bin = self.folder / "bin"
        self.python = self.bin / "python"
        self.lock = REQUIREMENTS / f"{name}{SUFFIX}.txt"

    def ensure(self):
        """Create the environment, or bring it to the pinned versions."""
        version = fingerprint(PYTHON, self.lock.read_bytes())
        once(self.name, version, self.title, self._build)
        return self

    def site_packages(self):
        """Return the folder of the installed packages."""
        return next(self.folder.glob("lib/python*/site-packages"))

    def add_path(self, path):
        """Let this environment import what is in a folder."""
        link = self.site_packages() / "workshop.pth"
        if not link.exists() or link.read_text().strip() != str(path):
            link.write_text(f"{path}\n")

    def _build(self):
        if not self._is_of_this_python():
            self._create()
        self.pip("install", "--requirement", self.lock)

    def _create(self):
        create = [sys.executable, "-m", "venv", "--clear", self.folder]
        if _has_module("ensurepip"):
            run(create, log=self.name, advice=PIP_ADVICE)
        else:
            run([*create, "--without-pip"], log=self.name, advice=PIP_ADVICE)
            _install_debian_pip(self)

    def _is_of_this_python(self):
        """Tell whether the environment is there, with pip and the same Python."""
        program = "import pip, sys; print(*sys.version_info[:2])"
        answer = capture([self.python, "-c", program]) if self.python.exists() else None
        return bool(answer) and answer.stdout.split() == list(map(str, PYTHON))

    def lock_again(self):
        """Pin the newest versions that the list of what we need allows."""
        wanted = self.lock.with_name(f"{self.name}.in")
        with tempfile.TemporaryDirectory() as folder:
            draft = Venv(Path(folder), self.name, self.title)
            with step(self.title):
                draft._create()
                draft.pip("install", "--requirement", wanted)
            pinned = capture([draft.python, "-m", "pip", "freeze"]).stdout
        command = "bin/setup --lock"
        self.lock.write_text(f"# Made from {wanted.name} by {command}\n{pinned}")

    def pip(self, *arguments):
        """Run this environment's pip."""
        quiet = ("--disable-pip-version-check", "--no-input")
        command = [self.python, "-m", "pip", *quiet, *arguments]
        run(command, log=self.name, advice=ADVICE)


def _has_module(name):
    return capture([sys.executable, "-c", f"import {name}"]).returncode == 0


def _install_debian_pip(venv):
    """Bring pip from its Debian package, where Python comes without it."""
    root = WORKSHOP / "pip-root"
    apt = Apt("pip", PIP_ADVICE)
    apt.update_as_machine()
    apt.download("python3-pip-whl")
    apt.unpack(root)
    wheel = next(root.glob("usr/share/python-wheels/pip-*.whl"))
    command = [venv.python, f"{wheel}/pip", "install", "--no-index", wheel]
    run(command, log=venv.name, advice=PIP_ADVICE)


ODOO = Venv("venv", "odoo", "Python packages of Odoo and of the add-on")
TOOLS = Venv("tools", "tools", "Python packages of the checks")
