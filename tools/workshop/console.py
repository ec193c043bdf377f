"""Tell what happens: one line per step, one sentence per failure."""

import re
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager

from .paths import LOGS


class Failure(Exception):
    """A failure that one sentence explains, with what to do about it."""


# What a tool prints when it fails, and what its reader should do.
CAUSES = (
    (
        r"No space left on device|Disk quota exceeded|ENOSPC",
        "The disk is full: free some space, then start again.",
    ),
    (
        r"Temporary failure|Could not resolve|Name or service not known|ENOTFOUND"
        r"|EAI_AGAIN|Network is unreachable|Connection refused|Connection timed out"
        r"|Failed to establish a new connection|ECONNREFUSED|ETIMEDOUT|Max retries"
        r"|Unable to connect|Connection failed|Cannot initiate the connection",
        "The network does not answer: check the connection and the proxy.",
    ),
)
BAR = "\r\033[K"


def say(text):
    """Print a line at once, whoever reads it."""
    print(text, flush=True)  # noqa: T201


@contextmanager
def step(title):
    """Announce a step, then tell how long it took."""
    say(f"→ {title}")
    start = time.monotonic()
    yield
    say(f"  done in {time.monotonic() - start:.0f} s")


def run(command, *, log, advice, **options):
    """Run a command, its output in a log, and raise a Failure when it fails."""
    LOGS.mkdir(parents=True, exist_ok=True)
    path = LOGS / f"{log}.log"
    with path.open("a") as output, _started(command, advice, options) as process:
        for line in process.stdout:
            output.write(line)
            _show_progress(line)
    _clear_progress()
    if process.returncode:
        raise Failure(f"{_cause(path) or advice} (The whole story: {path})")


def _started(command, advice, options):
    command = [str(part) for part in command]
    try:
        return subprocess.Popen(  # noqa: S603
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            **options,
        )
    except FileNotFoundError as error:
        raise Failure(f"{command[0]} is not on this machine. {advice}") from error


def _cause(path):
    tail = path.read_text(errors="replace")[-4000:]
    return next((advice for cause, advice in CAUSES if re.search(cause, tail)), None)


def _show_progress(line):
    """Show the last line of a command below its step, on a terminal only."""
    if sys.stdout.isatty() and line.strip():
        width = shutil.get_terminal_size().columns - 4
        sys.stdout.write(f"{BAR}  {line.strip()[:width]}")
        sys.stdout.flush()


def _clear_progress():
    if sys.stdout.isatty():
        sys.stdout.write(BAR)
        sys.stdout.flush()
