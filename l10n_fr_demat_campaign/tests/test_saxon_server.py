import logging
import socket
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from unittest import skipUnless

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..einvoice import saxon_server
from ..einvoice.checker import schematron
from ..einvoice.library import facturx
from ..einvoice.saxon_server import SaxonServer
from ..einvoice.worker import FAILED, NOT_RUN, OK
from ..models.account_move_gate import SAXON
from .emission_common import EmissionCommon

PROGRAM = Path(__file__).with_name("saxon_program.py")
SHEETS = ["en16931", "fr"]
REPORT = (
    '<svrl:schematron-output xmlns:svrl="http://purl.oclc.org/dsdl/svrl">'
    "{}</svrl:schematron-output>"
)
FIRED = "<svrl:fired-rule/>"
REFUSED = (
    '<svrl:failed-assert id="BR-1" flag="{}">'
    "<svrl:text>No </svrl:text></svrl:failed-assert>"
)


class Answers(BaseHTTPRequestHandler):
    """A server that says what a test tells it to."""

    def do_POST(self):
        """Read the question, then answer."""
        self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append(self.path)
        status, headers, content = self.server.told
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if callable(content):
            content(self.wfile)
        else:
            self.wfile.write(content)

    do_GET = do_POST

    def log_message(self, *arguments):
        """Say nothing."""


@tagged("post_install", "-at_install", "post_install_l10n")
class TestSaxonServer(EmissionCommon):
    def setUp(self):
        super().setUp()
        # Each server of a test is another, whatever its port.
        self.addCleanup(saxon_server._server.cache_clear)

    def _serve(self):
        """Start a server that a test tells what to say; return it and its address."""
        server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        server.asked, server.daemon_threads = [], True
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        self.addCleanup(thread.join)
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        return server, f"http://127.0.0.1:{server.server_port}/transform"

    def _start_saxon(self):
        """Start a server that judges; return its address."""
        program = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, str(PROGRAM)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self.addCleanup(program.stdout.close)
        self.addCleanup(program.wait)
        self.addCleanup(program.stdin.close)
        return f"http://127.0.0.1:{int(program.stdout.readline())}/transform"

    def _ask(self, told, patience=5):
        """Return what is made of an answer: status, headers and content."""
        server, url = self._serve()
        server.told = told
        verdict = SaxonServer(url, patience=patience).check("<a/>", ["fr"])["fr"]
        return verdict, server

    @skipUnless(find_spec("saxonche"), "needs saxonche")
    def test_a_saxon_server_judges_as_our_own_process_does(self):
        move = self._post_invoice()
        xml = move._get_l10n_fr_demat_xml()[0]
        url = self._start_saxon()
        server = SaxonServer(url)
        states = {sheet: v.state for sheet, v in server.check(xml, SHEETS).items()}
        self.assertEqual(states, dict.fromkeys(SHEETS, OK))
        wrong = xml.replace(b"PMT<", b"XXX<").replace(b">380<", b">999<")
        verdicts = server.check(wrong, SHEETS)
        self.assertIn("BR-FR-05", " ".join(verdicts["fr"].messages))
        # The lists of codes went with the rules.
        self.assertEqual(verdicts["en16931"].state, FAILED)
        local = self.env["account.move"]._get_l10n_fr_demat_judge().check(wrong, SHEETS)
        self.assertEqual(verdicts, local)
        with self.subTest("an invoice leaves by it"):
            self._accept(address="a@customer.example")
            self.env["ir.config_parameter"].set_param(SAXON, url)
            self.assertTrue(self._send(move, from_cron=True))
            self.assertEqual(set(move.l10n_fr_demat_checks.values()), {"ok"})

    @skipUnless(find_spec("saxonche"), "needs saxonche")
    def test_the_server_of_the_tests_is_one_that_factur_x_can_use(self):
        xml = self._post_invoice()._get_l10n_fr_demat_xml()[0]
        flavor = {"flavor": "ubl-2.1-invoice", "level": "en16931"}
        self.assertTrue(
            facturx.xml_check_schematron(
                xml,
                **flavor,
                saxon_server_url=self._start_saxon(),
                saxon_server_raise_if_http_error=True,
            )
        )

    def test_no_schematron_needs_another_file(self):
        for sheet in schematron.SHEETS:
            with self.subTest(sheet=sheet):
                text = schematron.standalone(sheet)
                self.assertNotIn(b"document(", text)
                self.assertTrue(text.rstrip().endswith(b"</xsl:stylesheet>"))

    def test_what_is_no_report_is_never_ok(self):
        cases = {
            "nothing": b"",
            "no XML": b"It works!",
            "a page": b"<html><body>It works!</body></html>",
            "a report of no rule": REPORT.format("").encode(),
            "an error in JSON": b'{"statusCode": 200}',
            "an entity": b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
            + REPORT.format("&b;").encode(),
        }
        for name, content in cases.items():
            with self.subTest(case=name), self._silenced():
                verdict, server = self._ask((200, {}, content))
                self.assertEqual(verdict.state, NOT_RUN)
                self.assertEqual(server.asked, ["/transform"])

    def test_what_is_a_report_is_read(self):
        cases = (
            (FIRED, OK, ()),
            (FIRED + REFUSED.format("warning"), OK, ()),
            (FIRED + REFUSED.format("fatal"), FAILED, ("BR-1 No",)),
        )
        for inside, state, messages in cases:
            with self.subTest(inside=inside):
                verdict, _server = self._ask((200, {}, REPORT.format(inside).encode()))
                self.assertEqual((verdict.state, verdict.messages), (state, messages))

    def test_a_server_that_fails_says_not_run(self):
        report = REPORT.format(FIRED).encode()
        for status in (204, 400, 401, 404, 500, 503):
            with self.subTest(status=status), self._silenced():
                verdict, _server = self._ask((status, {}, report))
                self.assertEqual(verdict.state, NOT_RUN)

    def test_an_invoice_goes_to_no_other_address(self):
        other, url = self._serve()
        other.told = (200, {}, REPORT.format(FIRED).encode())
        for status in (301, 302, 307, 308):
            with self.subTest(status=status), self._silenced():
                verdict, _server = self._ask((status, {"Location": url}, b""))
                self.assertEqual(verdict.state, NOT_RUN)
        self.assertFalse(other.asked)

    def test_a_server_that_is_slow_is_not_waited_for(self):
        def trickle(out):
            for _turn in range(50):
                out.write(b" ")
                out.flush()
                time.sleep(0.1)

        start = time.monotonic()
        with self._silenced():
            verdict, _server = self._ask((200, {}, trickle), patience=0.5)
        self.assertEqual(verdict.state, NOT_RUN)
        self.assertLess(time.monotonic() - start, 4)

    def test_a_report_without_end_is_not_read(self):
        def pour(out):
            for _turn in range(64):
                out.write(b" " * (1 << 20))

        with self._silenced():
            verdict, _server = self._ask((200, {}, pour), patience=30)
        self.assertEqual(verdict.state, NOT_RUN)

    def test_a_server_that_is_away_is_not_asked_for_each_invoice(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            url = f"http://127.0.0.1:{free.getsockname()[1]}/transform"
        server = SaxonServer(url)
        with self.assertLogs(saxon_server._logger, "WARNING") as log:
            for _turn in range(3):
                self.assertEqual(server.check("<a/>", ["fr"])["fr"].state, NOT_RUN)
        self.assertEqual(len(log.output), 1)

    def test_nothing_of_an_invoice_nor_of_the_address_is_logged(self):
        server, url = self._serve()
        server.told = (500, {}, b"<Secret/> quoted")
        url = url.replace("http://", "http://user:Password1@")
        with self.assertLogs(level=logging.DEBUG) as log:
            SaxonServer(url).check("<Secret/>", ["fr"])
        text = " ".join(log.output)
        self.assertIn("did not judge", text)
        for secret in ("Secret", "Password1"):
            self.assertNotIn(secret, text)

    def test_a_server_that_is_away_lets_go_or_not_as_the_company_says(self):
        self._accept(address="a@customer.example")
        server, url = self._serve()
        server.told = (503, {}, b"")
        self.env["ir.config_parameter"].set_param(SAXON, url)
        for gate, leaves, count in (("failed", 1, 2), ("strict", 0, 2), ("off", 1, 0)):
            with self.subTest(gate=gate), self._silenced():
                self.company.l10n_fr_demat_gate = gate
                server.asked.clear()
                move = self._post_invoice()
                self.assertEqual(len(self._send(move, from_cron=True)), leaves)
                self.assertEqual(move.l10n_fr_demat_checks["fr"], "not_run")
                self.assertEqual(len(server.asked), count)

    def test_administrators_choose_the_server_and_try_it(self):
        Settings = self.env["res.config.settings"].with_user(
            self.env.ref("base.user_admin")
        )
        for url in ("saxon:5000", "ftp://saxon/", "file:///etc/passwd", "http://"):
            with self.subTest(url=url), self.assertRaises(ValidationError):
                Settings.create({"l10n_fr_demat_saxon_server": url})
        server, url = self._serve()
        settings = Settings.create({"l10n_fr_demat_saxon_server": url})
        for inside, kind in ((FIRED, "success"), ("", "danger")):
            server.told = (200, {}, REPORT.format(inside).encode())
            told = settings.action_l10n_fr_demat_try_checker()
            self.assertEqual(told["params"]["type"], kind)
        settings.execute()
        judge = self.env["account.move"]._get_l10n_fr_demat_judge()
        self.assertEqual(judge.url, url)
        self.assertIs(judge, self.env["account.move"]._get_l10n_fr_demat_judge())
        settings.l10n_fr_demat_saxon_server = False
        settings.execute()
        judge = self.env["account.move"]._get_l10n_fr_demat_judge()
        self.assertFalse(hasattr(judge, "url"))
        with self.assertRaises(UserError):
            settings.with_user(self.user_manager).action_l10n_fr_demat_try_checker()

    def _silenced(self):
        """Let a failure be told in the log."""
        return mute_logger(saxon_server.__name__)
