import socket
import threading
from contextlib import contextmanager
from unittest.mock import patch

import dns.flags
import dns.message
import dns.rcode
import dns.resolver
import dns.rrset

from odoo.tests import tagged

from ..models import demat_preflight_dns
from .campaign_common import CampaignCommon

RIGHT = {
    "lumiere.example.": ["v=spf1 include:mail.example -all", "site-verification=1"],
    "_dmarc.lumiere.example.": ["v=DMARC1; p=quarantine"],
    "s1._domainkey.lumiere.example.": ["v=DKIM1; p=MIGf" + "A" * 250],
}
# Code of the check, name, texts, and a word of what is said.
WRONG = (
    ("spf", "lumiere.example.", ["v=spf1 -all", "v=spf1 a -all"], "several"),
    ("spf", "lumiere.example.", ["v=spf1 +all"], "any server"),
    ("spf", "lumiere.example.", ["spf2.0/pra -all"], "no such record"),
    ("dmarc", "_dmarc.lumiere.example.", ["v=DMARC1; p=perhaps"], "policy"),
    ("dmarc", "_dmarc.lumiere.example.", ["v=DMARC2; p=none"], "no such record"),
    ("dkim", "s1._domainkey.lumiere.example.", ["v=DKIM1; p="], "revoked"),
)


class NameServer(threading.Thread):
    """A DNS server on loopback: answers TXT questions from a dict, or fails as told."""

    def __init__(self, records, failure=None):
        super().__init__(daemon=True)
        self.records, self.failure, self.questions = records, failure, []
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]

    def run(self):
        """Answer until a packet without a question says to stop."""
        while True:
            packet, client = self.socket.recvfrom(4096)
            if not packet:
                return
            if self.failure != "silence":
                answer = self._answer(dns.message.from_wire(packet))
                self.socket.sendto(answer.to_wire(), client)

    def stop(self):
        """Stop answering."""
        self.socket.sendto(b"", ("127.0.0.1", self.port))
        self.join()
        self.socket.close()

    def _answer(self, query):
        (question,) = query.question
        name = question.name.to_text().lower()
        self.questions.append(name)
        answer = dns.message.make_response(query)
        answer.flags |= dns.flags.RA
        if self.failure:
            answer.set_rcode(self.failure)
        elif name in self.records:
            texts = [self._quote(text) for text in self.records[name]]
            answer.answer.append(dns.rrset.from_text(name, 60, "IN", "TXT", *texts))
        else:
            answer.set_rcode(dns.rcode.NXDOMAIN)
        return answer

    def _quote(self, text):
        """Return a text as the DNS carries it: in strings of 255 bytes at most."""
        parts = [text[start : start + 200] for start in range(0, len(text), 200)]
        return " ".join(f'"{part}"' for part in parts)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestPreflightDns(CampaignCommon):
    """The records of the sender's domain, asked from a real server on loopback."""

    def setUp(self):
        super().setUp()
        self.company.l10n_fr_demat_dkim_selector = "s1"
        self.campaign = self._create_campaign(self.customer)

    @contextmanager
    def _name_server(self, records, failure=None):
        """Serve records, and let the checks ask for them there."""
        server = NameServer(records, failure)
        server.start()
        resolver = dns.resolver.Resolver(configure=False)
        resolver.nameservers, resolver.port = ["127.0.0.1"], server.port
        resolver.lifetime = 0.5

        def get_resolver(_campaign):
            return resolver

        try:
            with patch.object(
                self.registry["demat.campaign"], "_get_resolver", get_resolver
            ):
                yield server
        finally:
            server.stop()

    def _check(self, records=RIGHT, failure=None):
        """Press the button as the officer; return the results and the questions."""
        with self._name_server(records, failure) as server:
            self.campaign.with_user(self.user_officer).action_preflight()
        lines = {line.code: line for line in self.campaign.preflight_ids}
        return {code: lines[code] for code in ("spf", "dkim", "dmarc")}, server

    def test_records_that_are_right_are_shown_with_their_date(self):
        lines, server = self._check()
        for code, line in lines.items():
            with self.subTest(code=code):
                self.assertEqual(line.state, "ok", line.detail)
                self.assertTrue(line.checked_at)
        self.assertEqual(lines["spf"].detail, "v=spf1 include:mail.example -all")
        self.assertEqual(sorted(server.questions), sorted(RIGHT))

    def test_records_that_are_wrong_fail_and_say_why(self):
        for code, name, texts, words in WRONG:
            with self.subTest(code=code, texts=texts):
                lines, _server = self._check({**RIGHT, name: texts})
                self.assertEqual(lines[code].state, "failed")
                self.assertIn(words, lines[code].detail)

    def test_a_domain_without_records_fails(self):
        lines, _server = self._check({"lumiere.example.": ["something else"]})
        self.assertEqual({line.state for line in lines.values()}, {"failed"})

    def test_a_server_that_says_nothing_or_fails_means_not_run(self):
        for failure in ("silence", dns.rcode.SERVFAIL, dns.rcode.REFUSED):
            with self.subTest(failure=failure):
                lines, _server = self._check(failure=failure)
                for line in lines.values():
                    self.assertEqual(line.state, "not_run")
                    self.assertIn("does not answer", line.detail)

    def test_the_domain_above_speaks_for_those_below(self):
        self.company.l10n_fr_demat_contact_email = "a@news.lumiere.example"
        lines, server = self._check()
        self.assertEqual(lines["dmarc"].state, "ok")
        self.assertEqual(lines["spf"].state, "failed")
        self.assertIn("_dmarc.news.lumiere.example.", server.questions)

    def test_a_selector_that_is_not_known_is_not_guessed(self):
        self.company.l10n_fr_demat_dkim_selector = False
        lines, server = self._check()
        self.assertEqual(lines["dkim"].state, "not_run")
        self.assertFalse([name for name in server.questions if "domainkey" in name])

    def test_without_the_library_the_checks_are_not_run_and_say_so(self):
        with patch.object(demat_preflight_dns, "dns", None):
            self.campaign.with_user(self.user_officer).action_preflight()
        lines = self.campaign.preflight_ids.filtered(
            lambda line: line.code in ("spf", "dkim", "dmarc")
        )
        self.assertEqual(set(lines.mapped("state")), {"not_run"})
        self.assertEqual(len(lines.filtered(lambda li: "dnspython" in li.detail)), 3)

    def test_reading_the_results_asks_nobody(self):
        with self._name_server(RIGHT) as server:
            self.campaign.preflight_ids.read()
            self.campaign._get_launch_warnings()
            self.assertFalse(server.questions)
