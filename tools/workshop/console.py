"""Tell what happens: one line per step, one sentence per failure."""

import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager

from .paths import LOGS


class Failure(Exception):
    """A failure that one sentence explains, with what to do about it."""


# What a tool prints when it fails, and what its reader should do.
NO_NETWORK = (
    *("Temporary failure", "Could not resolve", "Name or service not known"),
    *("Network is unreachable", "Connection refused", "Connection timed out"),
    *("Failed to establish a new connection", "Max retries", "Unable to connect"),
    *("Cannot initiate the connection", "Connection failed", "ENOTFOUND", "EAI_AGAIN"),
)
NO_ROOM = ("No space left on device", "Disk quota exceeded", "ENOSPC")
CAUSES = (
    (NO_ROOM, "The disk is full: free some space, then start again."),
    (NO_NETWORK, "The network does not answer: check the connection and the proxy."),
)
BAR = "\r\033[K"


_said = []


def say(text):
    """Print a line beside what the commands print themselves."""
    _said.append(text)
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


@contextmanager
def step(title):
    """Announce a step, then tell how long it took.

    When other steps were announced meanwhile, the last line names its own.
    """
    say(f"→ {title}")
    start, lines = time.monotonic(), len(_said)
    yield
    duration = time.monotonic() - start
    if duration >= 1:
        subject = "" if len(_said) == lines else f"{title}: "
        say(f"  {subject}done in {duration:.0f} s")


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
        raise Failure(f"{_explain(path) or advice} (The whole story: {path})")


def capture(command, **options):
    """Run a command quietly; return its status, its output and its errors."""
    return subprocess.run(
        list(map(str, command)), check=False, capture_output=True, text=True, **options
    )


def attend(command, environment):
    """Run a command on this terminal until it ends, and return its status."""
    with subprocess.Popen(list(map(str, command)), env=environment) as process:
        # Ctrl-C reaches it by itself: we only wait for its end, to clean up then.
        former = signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, lambda *_args: process.terminate())
        status = process.wait()
        signal.signal(signal.SIGINT, former)
        return status


def attend_all(commands, environment):
    """Run commands at once and return the first bad status, or zero.

    The first one speaks on this terminal, each other one when all have ended.
    """
    first, *others = commands
    with ExitStack() as stack:
        outputs = [stack.enter_context(tempfile.TemporaryFile()) for _ in others]
        processes = [
            stack.enter_context(
                subprocess.Popen(
                    list(map(str, command)),
                    env=environment,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                )
            )
            for command, output in zip(others, outputs, strict=True)
        ]
        status = attend(first, environment)
        if status < 0:  # it was killed, and so are the others
            for process in processes:
                process.terminate()
        statuses = [status, *(process.wait() for process in processes)]
        for output in outputs:
            output.seek(0)
            say(output.read().decode(errors="replace"))
    return next(filter(None, statuses), 0)


def _started(command, advice, options):
    command = [str(part) for part in command]
    try:
        return subprocess.Popen(
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


def _explain(path):
    """Return the known cause of a failure, or show the end of its log."""
    tail = path.read_text(errors="replace")[-4000:]
    for signs, advice in CAUSES:
        if any(sign in tail for sign in signs):
            return advice
    say("\n".join(f"  | {line}" for line in tail.splitlines()[-12:]))
    return None


def _show_progress(line):
    """Show the last line of a command below its step, on a terminal only."""
    if sys.stderr.isatty() and line.strip():
        width = shutil.get_terminal_size().columns - 4
        sys.stderr.write(f"{BAR}  {line.strip()[:width]}")
        sys.stderr.flush()


def _clear_progress():
    if sys.stderr.isatty():
        sys.stderr.write(BAR)
        sys.stderr.flush()
