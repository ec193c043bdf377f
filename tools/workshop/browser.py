"""The browser of the page tests: one of the ``PATH``, else a private Chromium."""

import os
import shutil

from . import programs
from .console import Failure
from .paths import BIN
from .steps import once

# The names that Odoo's tests look for.
NAMES = ("google-chrome", "chromium", "chromium-browser", "google-chrome-stable")
ADVICE = "The page tests need a browser: put chromium or google-chrome in PATH."


def ensure():
    """Make sure that Odoo's tests find a browser."""
    if not any(shutil.which(name) for name in NAMES):
        once("browser", "1", "Chromium from Debian (about 120 MB)", _fetch)


def _fetch():
    root = programs.fetch("chromium", ADVICE, "chromium", "fonts-dejavu-core")
    # The sandbox refuses to start as root.
    options = "--no-sandbox" if os.getuid() == 0 else ""
    programs.wrap(root / "usr/lib/chromium/chromium", root, options)
    if not programs.answers(BIN / "chromium"):
        raise Failure(f"The private Chromium does not start. {ADVICE}")
