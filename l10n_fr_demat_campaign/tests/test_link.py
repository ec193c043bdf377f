import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from unittest.mock import patch

from odoo.tests import TransactionCase, tagged

from ..models import demat_link
from ..models.demat_link import LinkRefused

PRIVATE = (
    "127.0.0.1",
    "127.255.255.254",
    "0.0.0.0",  # noqa: S104
    "10.0.0.8",
    "172.16.3.4",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1%eth0",
    "fd00::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.8",
    "64:ff9b::7f00:1",
    "2002:7f00:1::1",
)
PUBLIC = ("8.8.8.8", "2001:4860:4860::8888", "64:ff9b::808:808")


class Page(BaseHTTPRequestHandler):
    """A website of a few pages; it keeps what was asked of it."""

    asked = []

    def do_HEAD(self):
        self.asked.append((self.command, self.path))
        name = self.path.strip("/").split("?")[0]
        if name.startswith("to-"):
            self.send_response(302)
            self.send_header("Location", PLACES[name])
        else:
            is_refused = name == "get-only" and self.command == "HEAD"
            status = 405 if is_refused else STATUSES.get(name, 200)
            self.send_response(status)
        self.end_headers()

    def do_GET(self):
        if self.path == "/drip":
            return self._drip()
        self.do_HEAD()
        # More than anybody would read, were the body read.
        for _part in range(1000):
            self.wfile.write(b"x" * 10_000)
        return None

    def _drip(self):
        """Answer one letter at a time, for ever."""
        while True:
            self.wfile.write(b"H")
            threading.Event().wait(0.05)

    def handle(self):
        # Who asked hung up: that is what these tests are about.
        try:
            super().handle()
        except OSError:
            return

    def log_message(self, *args):
        """Say nothing on the console."""


STATUSES = {"missing": 404, "broken": 500}
PLACES = {
    "to-fine": "/fine",
    "to-loop": "/to-loop",
    "to-private": "http://10.0.0.8/secret",
    "to-file": "file:///etc/passwd",
}


@tagged("post_install", "-at_install", "post_install_l10n")
class TestLink(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
        thread = threading.Thread(target=cls.server.serve_forever, daemon=True)
        thread.start()
        cls.addClassCleanup(thread.join, 5)
        cls.addClassCleanup(cls.server.server_close)
        cls.addClassCleanup(cls.server.shutdown)
        cls.site = f"http://127.0.0.1:{cls.server.server_port}"
        cls.link = cls.env["demat.link"]

    def setUp(self):
        super().setUp()
        Page.asked.clear()

    @contextmanager
    def _loopback(self):
        """Let our own server be called: the test only."""
        links = self.env.registry["demat.link"]
        check = links._is_public

        def is_public(records, address):
            return address == "127.0.0.1" or check(records, address)

        with patch.object(links, "_is_public", is_public):
            yield

    def test_addresses_that_only_we_reach_are_not_public(self):
        for address in PRIVATE:
            with self.subTest(address=address):
                self.assertFalse(self.link._is_public(address))
        for address in PUBLIC:
            with self.subTest(address=address):
                self.assertTrue(self.link._is_public(address))

    def test_our_own_network_is_never_called(self):
        port = self.server.server_port
        for host in ("127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.1"):
            with self.subTest(host=host), self.assertRaises(LinkRefused):
                self.link._get_status("HEAD", f"http://{host}:{port}/fine")
        self.assertFalse(Page.asked)

    def test_other_protocols_are_refused(self):
        for url in ("file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://x", "http://"):
            with self.subTest(url=url), self.assertRaises(LinkRefused):
                self.link._get_status("HEAD", url)

    def test_a_page_answers_with_its_status(self):
        cases = {"fine?x=1": 200, "missing": 404, "broken": 500, "to-fine": 200}
        with self._loopback():
            for name, status in cases.items():
                with self.subTest(name=name):
                    url = f"{self.site}/{name}"
                    self.assertEqual(self.link._get_status("HEAD", url), status)
        self.assertIn(("HEAD", "/fine?x=1"), Page.asked)

    def test_the_body_is_not_read(self):
        with self._loopback():
            self.assertEqual(self.link._get_status("GET", f"{self.site}/big"), 200)

    def test_each_redirection_is_looked_at_again(self):
        with self._loopback():
            for name in ("to-private", "to-file", "to-loop"):
                with self.subTest(name=name), self.assertRaises(LinkRefused):
                    self.link._get_status("HEAD", f"{self.site}/{name}")
        loops = Page.asked.count(("HEAD", "/to-loop"))
        self.assertEqual(loops, demat_link.MAX_REDIRECTS + 1)

    def test_a_name_that_changes_its_address_meanwhile_is_asked_nothing(self):
        public = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("8.8.8.8", 80))]
        connection = demat_link.http.client.HTTPConnection

        def connect(opened):
            opened.sock = socket.socket()
            opened.sock.connect(("127.0.0.1", self.server.server_port))

        with (
            patch.object(demat_link.socket, "getaddrinfo", return_value=public),
            patch.object(connection, "connect", connect),
            self.assertRaises(LinkRefused),
        ):
            self.link._get_status("HEAD", "http://rebinding.example/fine")
        self.assertFalse(Page.asked)

    def test_a_server_that_never_ends_its_answer_is_left(self):
        with (
            self._loopback(),
            patch.object(demat_link, "DEADLINE", 0.3),
            self.assertRaises(demat_link.http.client.HTTPException),
        ):
            self.link._get_status("GET", f"{self.site}/drip")

    def test_the_campaign_says_why_a_link_was_refused(self):
        campaign = self.env["demat.campaign"].create({"name": "Links"})
        resource = self.env["demat.campaign.resource"].create(
            {"campaign_id": campaign.id, "title": "x", "url": f"{self.site}/get-only"}
        )
        resource.action_check_links()
        self.assertEqual(resource.link_state, "failed")
        self.assertIn("public internet", resource.link_failure)
        with self._loopback():
            resource.action_check_links()
        self.assertEqual(resource.link_state, "ok")
        self.assertEqual([method for method, _path in Page.asked], ["HEAD", "GET"])
