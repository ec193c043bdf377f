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
import subprocess
import sys
import threading
import time
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from dataclasses import dataclass
from pathlib import Path

_logger = logging.getLogger(__name__)

PROGRAM = Path(__file__).with_name("checker") / "judge.py"
OK, FAILED, NOT_RUN = "ok", "failed", "not_run"
MEMORY = 1 << 30  # what the process may keep, in bytes, before it is replaced
PATIENCE = 60  # seconds for one answer
# Seconds before another try where saxonche is not installed.
PAUSE = 600


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What one schematron says: ok, failed, or that it was not asked."""

    state: str
    messages: tuple = ()


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
        """Return a Verdict by sheet; a process that dies is given a second chance."""
        verdicts = self.collect(self.submit(xml, sheets), sheets)
        if all(verdict.state == NOT_RUN for verdict in verdicts.values()):
            verdicts = self.collect(self.submit(xml, sheets), sheets)
        return verdicts

    def submit(self, xml, sheets):
        """Ask for a judgement; return what ``collect`` takes."""
        answer = Future()
        text = xml.decode() if isinstance(xml, bytes) else xml
        with self._lock:
            if not self._is_alive() and not self._start():
                answer.set_result(None)
                return answer
            number = next(self._numbers)
            self._waiting[number] = answer
            question = {"id": number, "xml": _without_heading(text), "sheets": sheets}
            self._questions.put(json.dumps(question) + "\n")
        return answer

    def collect(self, answer, sheets):
        """Wait for a judgement; what did not come is ``not_run``."""
        try:
            found = answer.result(self.patience)
        except FutureTimeoutError:
            _logger.warning("The schematron process does not answer: it is replaced.")
            self.stop()
            found = None
        self._watch_memory()
        values = (found or {}).get("verdicts", {})
        return {sheet: _verdict(values.get(sheet)) for sheet in sheets}

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
            is_able = json.loads(process.stdout.readline() or "{}").get("able")
        except (OSError, ValueError) as error:
            _logger.info("The schematron process cannot start: %s", error)
            is_able = False
        if not is_able:
            self._absent_until = time.monotonic() + PAUSE
            return False
        # Each process has its own questions: the end of one leaves those of the next.
        self._process, self._waiting = process, {}
        self._questions = queue.SimpleQueue()
        talk = (process, self._waiting, self._questions)
        for target in (self._read, self._ask):
            threading.Thread(target=target, args=talk, daemon=True).start()
        return True

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


def _without_heading(text):
    """Return an XML without its declaration: it is a text already, not bytes."""
    return text.split("?>", 1)[1] if text.startswith("<?xml") else text


_workers = {}


def get_worker():
    """Return the worker of this process: a fork of Odoo has its own."""
    return _workers.setdefault(os.getpid(), Worker())
