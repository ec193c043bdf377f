"""Do a step of the set-up once, and again only when what it depends on changes."""

import fcntl
import hashlib
from contextlib import contextmanager

from . import console
from .paths import WORKSHOP

LOCKS = WORKSHOP / "locks"


def fingerprint(*parts):
    """Return a short digest of texts and files."""
    digest = hashlib.sha256()
    for part in parts:
        content = part.read_bytes() if hasattr(part, "read_bytes") else str(part).encode()
        digest.update(b"%d:" % len(content) + content)
    return digest.hexdigest()[:16]


def once(name, version, title, build):
    """Call ``build`` unless it already succeeded for this version."""
    marker = WORKSHOP / "done" / name
    if _read(marker) == version:
        return
    with alone(name):
        if _read(marker) == version:  # another command has just done it
            return
        marker.unlink(missing_ok=True)
        with console.step(title):
            build()
        marker.parent.mkdir(parents=True, exist_ok=True)
        marker.write_text(version)


@contextmanager
def alone(name):
    """Keep other commands of this checkout out of the same piece of work."""
    with lock_file(name).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            console.say(f"→ waiting for another command ({name})")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def lock_file(name):
    """Return the file whose lock guards that piece of work."""
    LOCKS.mkdir(parents=True, exist_ok=True)
    return LOCKS / name


def _read(marker):
    return marker.read_text() if marker.exists() else None
