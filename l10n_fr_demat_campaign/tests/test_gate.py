import os
import shlex
import signal
import subprocess
import sys
import time
from concurrent.futures import Future
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from odoo.tests import tagged

from ..einvoice import worker
from ..einvoice.worker import FAILED, NOT_RUN, OK, Verdict, Worker
from ..rules.invoice import Flaw
from .emission_common import EmissionCommon

SHEETS = ["en16931", "fr"]
HAS_SAXON = bool(find_spec("saxonche"))


class FakeWorker:
    """A worker that gives the verdicts it was made with."""

    def __init__(self, state, message=""):
        self.verdict = Verdict(state=state, messages=(message,) if message else ())
        self.submitted = 0

    def submit(self, xml, sheets):
        self.submitted += 1
        return Future()

    def collect(self, _answer, sheets):
        return dict.fromkeys(sheets, self.verdict)

    def check(self, xml, sheets):
        return self.collect(None, sheets)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestGate(EmissionCommon):
    def _worker(self, program=None, **options):
        """Return a worker, on our program or on a small one of Python."""
        command = [sys.executable, "-c", program] if program else None
        made = Worker(command, **options)
        self.addCleanup(made.stop)
        return made

    def _states(self, verdicts):
        return {sheet: verdict.state for sheet, verdict in verdicts.items()}

    def _send_judged(self, move, state, gate="failed", message=""):
        self.company.l10n_fr_demat_gate = gate
        fake = FakeWorker(state, message)
        with patch.object(worker, "get_worker", lambda: fake):
            delivery = self._send(move, from_cron=True)
        return delivery, fake

    def test_the_official_rules_judge_an_invoice_in_another_process(self):
        xml = self._post_invoice()._get_l10n_fr_demat_xml()[0]
        judge = self._worker()
        expected = OK if HAS_SAXON else NOT_RUN
        self.assertEqual(
            self._states(judge.check(xml, SHEETS)), dict.fromkeys(SHEETS, expected)
        )
        self.assertNotIn("saxonche", sys.modules)

    def test_what_they_refuse_is_told_with_its_rule(self):
        if not HAS_SAXON:
            self.assertEqual(self._worker().check("<a/>", ["fr"])["fr"].state, NOT_RUN)
            return
        xml = self._post_invoice()._get_l10n_fr_demat_xml()[0]
        verdict = self._worker().check(xml.replace(b"PMT<", b"XXX<"), SHEETS)["fr"]
        self.assertEqual(verdict.state, FAILED)
        self.assertIn("BR-FR-05", " ".join(verdict.messages))

    def test_what_is_no_invoice_is_not_judged_and_kills_nothing(self):
        judge = self._worker()
        self.assertEqual(judge.check("<broken", ["fr"])["fr"].state, NOT_RUN)
        self.assertEqual(judge.check(b"<a/>", ["nonsense"])["nonsense"].state, NOT_RUN)

    def test_it_works_under_odoo_s_limit_of_memory(self):
        program = f"{shlex.quote(sys.executable)} {shlex.quote(str(worker.PROGRAM))}"
        judge = Worker(["sh", "-c", f"ulimit -S -v 2621440; exec {program}"])
        self.addCleanup(judge.stop)
        xml = self._post_invoice()._get_l10n_fr_demat_xml()[0]
        expected = OK if HAS_SAXON else NOT_RUN
        self.assertEqual(judge.check(xml, ["fr"])["fr"].state, expected)

    ECHO = """
import json, sys
print(json.dumps({"able": True}), flush=True)
for line in sys.stdin:
    question = json.loads(line)
    verdict = {"state": "ok", "messages": []}
    found = dict.fromkeys(question["sheets"], verdict)
    print(json.dumps({"id": question["id"], "verdicts": found}), flush=True)
"""
    DEAF = "import time; print('{\"able\": true}', flush=True); time.sleep(60)"
    PARENT = """
import subprocess, sys, time
child = subprocess.Popen(
    [sys.executable, sys.argv[1]], stdin=subprocess.PIPE, stdout=subprocess.PIPE
)
child.stdout.readline()
print(child.pid, flush=True)
time.sleep(60)
"""
    DYING = "import sys; print('{\"able\": true}', flush=True); sys.stdin.readline()"

    def test_a_process_that_dies_is_replaced(self):
        judge = self._worker(self.ECHO)
        self.assertEqual(judge.check("<a/>", ["fr"])["fr"].state, OK)
        first = judge._process.pid
        os.kill(first, signal.SIGKILL)
        judge._process.wait()
        self.assertEqual(judge.check("<a/>", ["fr"])["fr"].state, OK)
        self.assertNotEqual(judge._process.pid, first)

    def test_a_process_that_dies_on_a_question_says_not_run(self):
        judge = self._worker(self.DYING)
        self.assertEqual(judge.check("<a/>", ["fr"])["fr"].state, NOT_RUN)

    def test_a_process_killed_while_it_judges_is_asked_again(self):
        # The first process never answers; the second does.
        mark = Path(self.enterContext(TemporaryDirectory()), "once")
        program = f"""
import os, sys, time
if not os.path.exists({str(mark)!r}):
    open({str(mark)!r}, "w").close()
    print('{{"able": true}}', flush=True)
    time.sleep(60)
{self.ECHO}"""
        judge = self._worker(program)
        asked = [judge.submit("<a/>", ["fr"]) for _number in range(3)]
        while not mark.exists():
            time.sleep(0.01)
        os.kill(judge._process.pid, signal.SIGKILL)
        for one in asked:
            self.assertEqual(judge.collect(one, ["fr"])["fr"].state, OK)

    def test_a_process_that_swells_while_it_judges_is_ended(self):
        judge = self._worker(self.DEAF, memory=1, patience=30)
        start = time.monotonic()
        with self.assertLogs(worker._logger, "WARNING") as log:
            self.assertEqual(judge.check("<a/>", ["fr"])["fr"].state, NOT_RUN)
        self.assertIn("swells", log.output[0])
        self.assertLess(time.monotonic() - start, 20)
        self.assertIsNone(judge._process)

    def test_it_lives_longer_than_the_time_of_one_request(self):
        """Odoo bounds the processor time of each request, and its children inherit."""
        program = f"{shlex.quote(sys.executable)} {shlex.quote(str(worker.PROGRAM))}"
        judge = Worker(["sh", "-c", f"ulimit -S -t 1; exec {program}"])
        self.addCleanup(judge.stop)
        xml = self._post_invoice()._get_l10n_fr_demat_xml()[0]
        expected = OK if HAS_SAXON else NOT_RUN
        for _turn in range(3):
            found = judge.check(xml, ["en16931", "extended", "fr"])
            self.assertEqual(found["fr"].state, expected)
            first = judge._process
        if HAS_SAXON:
            ticks = Path(f"/proc/{first.pid}/stat").read_text().rsplit(")", 1)[1]
            used = sum(map(int, ticks.split()[11:13])) / os.sysconf("SC_CLK_TCK")
            self.assertGreater(used, 1, "it went over the limit")

    def test_without_saxonche_nothing_is_judged(self):
        program = f"""
import importlib.util, sys
find = importlib.util.find_spec
importlib.util.find_spec = lambda name: None if name == "saxonche" else find(name)
sys.path.insert(0, {str(worker.PROGRAM.parent)!r})
import judge
judge.main()
"""
        judge = self._worker(program)
        xml = self._post_invoice()._get_l10n_fr_demat_xml()[0]
        found = self._states(judge.check(xml, SHEETS))
        self.assertEqual(found, dict.fromkeys(SHEETS, NOT_RUN))
        with self.subTest("a strict company keeps its invoices back"):
            self._accept(address="a@customer.example")
            self.company.l10n_fr_demat_gate = "strict"
            move = self._post_invoice()
            with patch.object(worker, "get_worker", lambda: judge):
                self.assertFalse(self._send(move, from_cron=True))
            self.assertFalse(move.invoice_pdf_report_id)

    def test_it_ends_with_the_process_that_asks(self):
        parent = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-c", self.PARENT, str(worker.PROGRAM)],
            stdout=subprocess.PIPE,
            text=True,
        )
        self.addCleanup(parent.stdout.close)
        child = int(parent.stdout.readline())
        self.assertTrue(Path(f"/proc/{child}").exists())
        parent.kill()
        parent.wait()
        end = time.monotonic() + 30
        while self._is_running(child) and time.monotonic() < end:
            time.sleep(0.05)
        self.assertFalse(self._is_running(child))

    def _is_running(self, number):
        try:
            status = Path(f"/proc/{number}/stat").read_text()
        except OSError:
            return False
        return status.rsplit(")", 1)[1].split()[0] != "Z"

    def test_a_fork_of_odoo_has_a_process_of_its_own(self):
        mine = worker.get_worker()
        self.assertIs(worker.get_worker(), mine)
        child = os.fork()
        if not child:
            os._exit(int(worker.get_worker() is mine))
        _pid, status = os.waitpid(child, 0)
        self.assertEqual(os.waitstatus_to_exitcode(status), 0)

    def test_a_process_that_does_not_answer_is_replaced(self):
        judge = self._worker(self.DEAF, patience=0.2)
        with self.assertLogs(worker._logger, "WARNING"):
            self.assertEqual(judge.check("<a/>", ["fr"])["fr"].state, NOT_RUN)
        self.assertIsNone(judge._process)

    def test_a_process_that_grows_is_replaced(self):
        judge = self._worker(self.ECHO, memory=1)
        self.assertEqual(judge.check("<a/>", ["fr"])["fr"].state, OK)
        self.assertIsNone(judge._process)
        self.assertEqual(judge.get_memory(), 0)
        self.assertEqual(judge.check("<a/>", ["fr"])["fr"].state, OK)

    def test_where_nothing_can_judge_nobody_tries_at_each_invoice(self):
        for program in (
            "print('{\"able\": false}')",
            "raise SystemExit",
            "print(1, 2)",
        ):
            judge = self._worker(program)
            with self.subTest(program=program):
                self.assertEqual(judge.check("<a/>", ["fr"])["fr"].state, NOT_RUN)
                self.assertGreater(judge._absent_until, time.monotonic())
        judge = Worker(["/nowhere/at/all"])
        self.assertEqual(judge.check("<a/>", ["fr"])["fr"].state, NOT_RUN)

    def test_many_questions_wait_for_their_own_answers(self):
        judge = self._worker(self.ECHO)
        asked = [judge.submit("<a/>" * 1000, [f"sheet{n}"]) for n in range(50)]
        for number, answer in enumerate(asked):
            found = judge.collect(answer, [f"sheet{number}"])
            self.assertEqual(found[f"sheet{number}"].state, OK)

    def test_what_the_rules_refuse_does_not_leave(self):
        self._accept(address="a@customer.example")
        move = self._post_invoice()
        delivery, fake = self._send_judged(move, FAILED, message="BR-FR-99 wrong")
        self.assertFalse(delivery)
        self.assertFalse(move.invoice_pdf_report_id)
        self.assertFalse(move.ubl_cii_xml_id)
        self.assertEqual(fake.submitted, 1, "judged while the page was drawn")
        finding = move.l10n_fr_demat_finding_ids[:1]
        self.assertEqual(finding.flaw, Flaw.SCHEMATRON.value)
        self.assertEqual(finding.source, "BR-FR-99")
        self.assertEqual(move.l10n_fr_demat_checks["fr"], "failed")

    def test_what_could_not_be_checked_leaves_or_not_as_the_company_says(self):
        self._accept(address="a@customer.example")
        for gate, leaves in (("failed", True), ("strict", False), ("off", True)):
            with self.subTest(gate=gate):
                move = self._post_invoice()
                delivery, fake = self._send_judged(move, NOT_RUN, gate)
                self.assertEqual(bool(delivery), leaves)
                self.assertEqual(move.l10n_fr_demat_checks["fr"], "not_run")
                self.assertEqual(fake.submitted, int(gate != "off"))
                found = move.l10n_fr_demat_finding_ids.mapped("flaw")
                self.assertEqual(found, [] if gate == "off" else ["not_checked"])
                self.assertIn("not checked", move.l10n_fr_demat_checks_text)

    def test_what_passes_says_so(self):
        self._accept(address="a@customer.example")
        move = self._post_invoice()
        delivery, _fake = self._send_judged(move, OK)
        self.assertTrue(delivery)
        self.assertEqual(set(move.l10n_fr_demat_checks.values()), {"ok"})
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(
            move.l10n_fr_demat_checks_text,
            "data: ok, schema: ok, container: ok, EN 16931 rules: ok, French rules: ok",
            "in the order they are done",
        )

    # pylint: disable-next=missing-return  # the super of a class inside
    def test_a_refused_invoice_leaves_the_others_of_the_batch_alone(self):
        self._accept(address="a@customer.example")
        good, bad = self._post_invoice(), self._post_invoice()

        class Picky(FakeWorker):
            def submit(self, xml, sheets):
                return bad.name.encode() in xml

            def collect(self, answer, sheets):
                self.verdict = Verdict(
                    state=FAILED if answer else OK, messages=("X x",) * bool(answer)
                )
                return super().collect(answer, sheets)

        with patch.object(worker, "get_worker", lambda: Picky(OK)):
            self._send(good | bad, from_cron=True)
        self.assertTrue(good.l10n_fr_demat_delivery_ids)
        self.assertFalse(bad.l10n_fr_demat_delivery_ids)
        self.assertFalse(bad.invoice_pdf_report_id)
