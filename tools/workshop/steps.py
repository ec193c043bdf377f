"""Do a step of the set-up once, and again only when what it depends on changes."""

import fcntl
import hashlib
import shutil
from contextlib import contextmanager

from . import console
from .paths import WORKSHOP

LOCKS = WORKSHOP / "locks"
GIGABYTE = 1024**3


def fingerprint(*parts):
    """Return a short digest of texts and of contents of files."""
    digest = hashlib.sha256()
    for part in parts:
        content = part if isinstance(part, bytes) else str(part).encode()
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
        check_room(GIGABYTE)
        with console.step(title):
            build()
        marker.parent.mkdir(parents=True, exist_ok=True)
        marker.write_text(version)


def check_room(needed):
    """Raise a Failure when the disk has less room than a step needs."""
    free = shutil.disk_usage(WORKSHOP.parent).free
    if free < needed:
        raise console.Failure(
            f"The disk of {WORKSHOP.parent} has {free / GIGABYTE:.1f} GB left, "
            f"{needed / GIGABYTE:.0f} GB are needed: free some space, then start again."
        )


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
