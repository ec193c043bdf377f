"""Odoo 19 itself: the one of ``ODOO_PATH``, else Debian's package, unpacked here."""

import os
import re
import shutil
from pathlib import Path

from .apt import Apt, debian_mirror
from .console import Failure
from .paths import WORKSHOP
from .steps import GIGABYTE, check_room, once

DEBIAN_ROOT = WORKSHOP / "odoo-root"
DEBIAN_PATH = DEBIAN_ROOT / "usr/lib/python3/dist-packages"
SERIES = (19, 0)
ADVICE = (
    "Odoo 19 could not be fetched from Debian: try again, "
    "or give the path of your own Odoo 19 in ODOO_PATH."
)
# Odoo's package links to the files of these: icons, fonts, libraries of the web pages.
# Newer suites renamed files that it links to.
ASSETS = (
    "libjs-jquery/bookworm",
    "libjs-jquery-form/bookworm",
    "libjs-underscore/bookworm",
    "fonts-font-awesome/bookworm",
    "fonts-roboto-unhinted/bookworm",
    "fonts-inconsolata/bookworm",
    "fonts-ocr-b/bookworm",
    "fonts-montserrat/sid",
)


def odoo_path():
    """Return the folder that holds the ``odoo`` package, with Odoo 19 in it."""
    given = os.environ.get("ODOO_PATH")
    if given:
        return _check_version(Path(given).expanduser().resolve())
    once("odoo-source", " ".join(ASSETS), "Odoo 19 from Debian (about 130 MB)", _fetch)
    return DEBIAN_PATH


def version():
    """Return what tells one Odoo 19 from another."""
    path = odoo_path()
    packages = DEBIAN_ROOT / "packages"
    if path == DEBIAN_PATH and packages.exists():
        return packages.read_text()
    return f"{path} {(path / 'odoo/release.py').stat().st_mtime}"


def addons_paths(path):
    """Return the folders of Odoo's own add-ons: a checkout has two of them."""
    return [
        folder
        for folder in (path / "odoo/addons", path / "addons")
        if _has_addons(folder)
    ]


def _has_addons(folder):
    return any(folder.glob("*/__manifest__.py"))


def _check_version(path):
    release = path / "odoo" / "release.py"
    if not release.exists():
        raise Failure(f"ODOO_PATH: no Odoo in {path} (no odoo/release.py there).")
    found = re.search(r"version_info = \(\D*(\d+), (\d+)", release.read_text())
    version = tuple(map(int, found.groups())) if found else ()
    if version != SERIES:
        name = ".".join(map(str, version)) or "an unknown version"
        raise Failure(f"ODOO_PATH: {path} holds Odoo {name}, this add-on needs 19.0.")
    return path


def _fetch():
    # All in all: Odoo, its packages, a browser and the databases.
    check_room(4 * GIGABYTE)
    apt = Apt("odoo", ADVICE)
    mirror = debian_mirror()
    if not mirror:
        raise Failure(f"apt knows no Debian mirror on this machine. {ADVICE}")
    apt.update([(mirror, "sid"), (mirror, "bookworm")])
    apt.download("odoo-19/sid", *ASSETS)
    shutil.rmtree(DEBIAN_ROOT, ignore_errors=True)
    DEBIAN_ROOT.mkdir(parents=True)
    names = sorted(path.name for path in apt.debs.glob("*.deb"))
    apt.unpack(DEBIAN_ROOT)
    (DEBIAN_ROOT / "packages").write_text("\n".join(names))
    _check_version(DEBIAN_PATH)
