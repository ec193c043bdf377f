"""The official schematrons, asked in another process that lives and dies apart.

One process serves all the invoices of an Odoo process: compiling the schematrons takes
most of a second, judging an invoice some hundredths. Questions are put without waiting,
so that an invoice is judged while its page is drawn.
"""

import contextlib
import itertools
import json
import logging
import os
import queue
import select
import subprocess
import sys
import threading
import time
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from dataclasses import dataclass
from pathlib import Path

from .checker.schematron import without_heading
from .verdict import FAILED, NOT_RUN, OK, Verdict

__all__ = ["FAILED", "NOT_RUN", "OK", "Verdict", "Worker", "get_worker"]

_logger = logging.getLogger(__name__)

PROGRAM = Path(__file__).with_name("checker") / "judge.py"
# What the process may keep, in bytes, before it is replaced; twice that on the way.
MEMORY = 1 << 30
PATIENCE = 60  # seconds for one answer
WATCH = 1  # seconds between two looks at a process that judges
# Seconds before another try where saxonche is not installed.
PAUSE = 600


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question that was put, and the answer that comes: None when nothing will."""

    text: str
    sheets: list
    answer: Future


class Worker:
    """A process that judges, started when needed and replaced when it dies."""

    def __init__(self, command=None, *, memory=MEMORY, patience=PATIENCE):
        self.command = command or [sys.executable, str(PROGRAM)]
        self.memory = memory
        self.patience = patience
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)
        self._process = None
        self._waiting, self._questions = {}, None
        self._absent_until = 0.0

    def check(self, xml, sheets):
        """Return a Verdict by sheet."""
        return self.collect(self.submit(xml, sheets), sheets)

    def submit(self, xml, sheets):
        """Ask for a judgement; return what ``collect`` takes."""
        text = xml.decode() if isinstance(xml, bytes) else xml
        return self._put(without_heading(text), sheets)

    def collect(self, asked, sheets):
        """Wait for a judgement; what did not come is ``not_run``.

        A process that died may have done so over the question of another: each is put
        once more.
        """
        found = self._wait(asked.answer)
        if found is None:
            found = self._wait(self._put(asked.text, asked.sheets).answer)
        self._watch_memory()
        values = (found or {}).get("verdicts", {})
        return {sheet: _verdict(values.get(sheet)) for sheet in sheets}

    def _put(self, text, sheets):
        asked = Asked(text=text, sheets=sheets, answer=Future())
        with self._lock:
            if not self._is_alive() and not self._start():
                asked.answer.set_result(None)
                return asked
            number = next(self._numbers)
            self._waiting[number] = asked.answer
            question = {"id": number, "xml": text, "sheets": sheets}
            self._questions.put(json.dumps(question) + "\n")
        return asked

    def _wait(self, answer):
        """Return an answer, None from a process that died, {} from one that is ended.

        Who judges is watched: one that says nothing or swells is ended.
        """
        end = time.monotonic() + self.patience
        while True:
            left = end - time.monotonic()
            try:
                return answer.result(max(0, min(left, WATCH)))
            except FutureTimeoutError:
                is_swollen = self.get_memory() > 2 * self.memory
            if is_swollen or left <= 0:
                _logger.warning(
                    "The schematron process %s: it is replaced.",
                    "swells" if is_swollen else "does not answer",
                )
                self.stop()
                return {}

    def stop(self):
        """End the process; the next question starts another."""
        with self._lock:
            process, self._process = self._process, None
        if process:
            process.kill()
            process.wait()
            with contextlib.suppress(OSError):  # what was not sent is lost with it
                process.stdin.close()

    def get_memory(self):
        """Return how much memory the process keeps, in bytes; 0 without a process."""
        process = self._process
        try:
            lines = Path(f"/proc/{process.pid}/status").read_text().splitlines()
        except (AttributeError, OSError):
            return 0
        return next(
            (int(line.split()[1]) << 10 for line in lines if line.startswith("VmRSS")),
            0,
        )

    def _is_alive(self):
        return self._process is not None and self._process.poll() is None

    def _start(self):
        """Start a process; return whether it can judge."""
        if time.monotonic() < self._absent_until:
            return False
        process = self._launch()
        if process is None:
            self._absent_until = time.monotonic() + PAUSE
            return False
        # Each process has its own questions: the end of one leaves those of the next.
        self._process, self._waiting = process, {}
        self._questions = queue.SimpleQueue()
        talk = (process, self._waiting, self._questions)
        for target in (self._read, self._ask):
            threading.Thread(target=target, args=talk, daemon=True).start()
        return True

    def _launch(self):
        """Return a process that says it can judge, None when there is none."""
        try:
            process = subprocess.Popen(  # noqa: S603 - our own program
                self.command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
                close_fds=True,
            )
        except OSError as error:
            _logger.info("The schematron process cannot start: %s", error)
            return None
        if _is_able(process, self.patience):
            return process
        process.kill()
        process.communicate()
        return None

    def _ask(self, process, waiting, questions):
        """Put the questions one by one: a pipe is soon full, and nobody may wait."""
        try:
            while line := questions.get():
                process.stdin.write(line)
                process.stdin.flush()
        except (OSError, ValueError):
            self._give_up(waiting)

    def _read(self, process, waiting, questions):
        """Hand each answer to who waits for it; at the end, nobody waits any more."""
        for line in process.stdout:
            found = json.loads(line)
            waiting.pop(found["id"]).set_result(found)
        process.stdout.close()
        process.wait()
        questions.put(None)  # the last
        self._give_up(waiting)

    def _give_up(self, waiting):
        """Tell who waits that nothing will come."""
        with self._lock:
            answers = [waiting.pop(number) for number in list(waiting)]
        for answer in answers:
            answer.set_result(None)

    def _watch_memory(self):
        if not self._waiting and self.get_memory() > self.memory:
            _logger.info("The schematron process has grown: it is replaced.")
            self.stop()


def _verdict(values):
    if not values:
        return Verdict(state=NOT_RUN)
    return Verdict(state=values["state"], messages=tuple(values["messages"]))


def _is_able(process, patience):
    """Return whether a process that was started says it can judge."""
    if not select.select([process.stdout], [], [], patience)[0]:
        return False
    try:
        said = json.loads(process.stdout.readline() or "{}")
    except ValueError:
        return False
    return isinstance(said, dict) and bool(said.get("able"))


_workers = {}


def get_worker():
    """Return the worker of this process: a fork of Odoo has its own."""
    return _workers.setdefault(os.getpid(), Worker())
