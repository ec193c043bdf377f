import io
import json
import zipfile

from freezegun import freeze_time
from pypdf import PdfReader

from odoo import fields
from odoo.tests import tagged

from .evidence_common import run_verifier
from .test_returns import ReturnsCommon

VISITOR = {"ip": "192.0.2.44", "agent": "Firefox"}
ANSWER = {
    "channel": "email",
    "format": "facturx",
    "address": "compta@papeterie-durand.example",
    "name": "Anne Durand",
    "function": "Comptable",
    "email": "anne@papeterie-durand.example",
}
# Each step of the life below: the kind of its events, and the facts each must hold.
STEPS = {
    "consent_ask": (),
    "request_sent": ("request", "wave", "medium", "version", "text", "deadline"),
    "request_bounced": ("reason",),
    "letter_posted": ("batch", "day", "slip"),
    "hold_set": ("until",),
    "hold_released": (),
    "page_question": ("statement", "deadline", "length"),
    "question_answered": (),
    "reply_received": ("request", "message_id"),
    "reply_read": (),
    "tacit_evaluated": ("gates", "computed", "deadline"),
    "consent_expire": ("gates", "computed", "deadline"),
    "notice_sent": ("effective_on",),
    "consent_accept": ("statement", "page_text", "page_sha256", "lang", "choice"),
    "invoice_delivered": ("invoice", "channel", "format", "sha256", "message_id"),
    "consent_withdraw": ("statement", "page_text"),
}


@tagged("post_install", "-at_install", "post_install_l10n")
class TestEvidenceFile(ReturnsCommon):
    """One customer lives through a whole campaign; the file tells all of it."""

    def setUp(self):
        super().setUp()
        self.campaign.wave_ids = [
            fields.Command.create({"kind": kind, "planned_on": day})
            for kind, day in (
                ("letter", "2026-09-09"),
                ("letter_reminder", "2026-09-24"),
                ("letter_notice", "2026-10-29"),
            )
        ]

    def _post(self, kind, day):
        """Print the letters of a step and hand them to the post."""
        self._run_waves(day)
        sending = self.request.sending_ids.filtered(lambda s: s.kind == kind)
        with freeze_time(f"{day} 16:00:00"):
            sending.batch_id.slip_number = f"LP-{kind}"
            sending.batch_id.with_user(self.user_officer).action_mark_posted()
        return sending

    def _live(self):
        """Let everything that can happen to one customer happen."""
        request, officer = self.request, self.user_officer
        self._receive("dsn_failed")
        self.letter = self._post("letter", "2026-09-09")
        with freeze_time("2026-09-12 09:00:00"):
            until = fields.Date.to_date("2026-09-20")
            request.with_user(officer)._hold(until, "Négociation en cours")
            request.with_user(officer).action_release_hold()
        self._post("letter_reminder", "2026-09-24")
        with freeze_time("2026-10-01 09:00:00"):
            answerer = {"name": "Anne Durand", **VISITOR}
            request._record_question("Et nos avoirs ?", answerer=answerer)
        self._evaluate_silence("2026-10-27")
        with freeze_time("2026-10-28 07:00:00"):
            request.with_user(officer).action_question_answered()
        self._receive("reply_other")
        request.with_user(officer).action_reply_read()
        self._evaluate_silence("2026-12-01")
        self.assertPosition(self.consent, "accepted", "tacit_delay")
        self._post("letter_notice", "2026-12-02")
        with freeze_time("2026-12-05 09:00:00"):
            request._record_page_answer("accept", ANSWER, VISITOR)
        self._deliver("2026-12-20")
        with freeze_time("2027-01-10 09:00:00"):
            request._record_page_answer("refuse", {"name": "Anne Durand"}, VISITOR)

    def _deliver(self, day):
        move = self.init_invoice(
            "out_invoice", self.customer, day, post=True, amounts=[100.0]
        )
        delivery = self.env["demat.delivery"].sudo()
        delivery = delivery.create(
            {
                "move_id": move.id,
                "company_id": self.company.id,
                "partner_id": self.customer.id,
                "consent_id": self.consent.id,
                "channel": "email",
                "format": "facturx",
                "recipient_key": "mailto:compta@papeterie-durand.example",
                "address": "compta@papeterie-durand.example",
                "document_checksum": "c" * 64,
                "message_id": "<invoice@lumiere.example>",
                "file_name": "invoice.pdf",
                "content": b"%PDF-",
                "state": "sending",
            }
        )
        with freeze_time(f"{day} 10:00:00"):
            delivery._mark_sent("250 OK queued")

    def _export(self):
        with freeze_time("2027-01-11 08:00:00"):
            self.env["demat.evidence.seal"]._seal(self.company)
            consent = self.consent.with_user(self.user_auditor)
            data = consent.with_context(force_report_rendering=True)._get_evidence_zip()
        archive = zipfile.ZipFile(io.BytesIO(data))
        return {name: archive.read(name) for name in archive.namelist()}

    def _check_steps(self, events):
        """Check that each kind of event is there, with its facts, and who did it."""
        for kind, facts in STEPS.items():
            found = [event for event in events if event["kind"] == kind]
            with self.subTest(kind=kind):
                self.assertTrue(found)
                for event in found:
                    self.assertEqual(set(facts) - event["payload"].keys(), set())
                    for name in facts:
                        self.assertNotIn(event["payload"][name], (None, ""), name)
                    self.assertTrue(event["user"])
                    self.assertTrue(event["at"])
        by_hand = f"res.users,{self.user_officer.id}"
        for kind in ("hold_set", "question_answered", "reply_read", "letter_posted"):
            with self.subTest(by_hand=kind):
                users = {event["user"] for event in events if event["kind"] == kind}
                self.assertIn(by_hand, users)

    def test_evidence_file_of_one_customer(self):
        self._live()
        files = self._export()
        entries = json.loads(files["evidence.json"])["events"]
        self._check_steps([entry["event"] for entry in entries])
        self._check_values(entries)
        self._check_document(files["evidence.pdf"])
        status, told = run_verifier(files)
        self.assertEqual(status, 0, told)
        self.assertIn(f"{len(entries)} events", told)
        self.assertIn("intact", told)

    def _check_values(self, entries):
        """Check that the facts are those of the records, personal data apart."""
        events = [entry["event"] for entry in entries]
        payloads = {event["kind"]: event["payload"] for event in events}
        sent = next(e["payload"] for e in events if e["kind"] == "request_sent")
        self.assertEqual(sent["message_id"], self.sending.message_id)
        self.assertEqual(sent["version"], self.sending.version_id.sha256)
        self.assertEqual(sent["text"], self.sending.text_hash)
        posted = next(e["payload"] for e in events if e["kind"] == "letter_posted")
        self.assertEqual(posted["batch"], self.letter.batch_id.sha256)
        self.assertEqual(posted["slip"], "LP-letter")
        self.assertEqual(payloads["tacit_evaluated"]["gates"].split(",")[0], "G11")
        self.assertEqual(payloads["consent_expire"]["gates"], "open")
        text = json.dumps([entry["event"] for entry in entries], ensure_ascii=False)
        for personal in (*VISITOR.values(), "Anne Durand", ANSWER["address"]):
            self.assertNotIn(personal, text)
        details = json.dumps([entry.get("details") for entry in entries])
        for personal in (VISITOR["ip"], "Anne Durand", self.sending.address):
            self.assertIn(personal, details)

    def _check_document(self, content):
        """Check that a reader finds the same in the PDF."""
        pages = PdfReader(io.BytesIO(content)).pages
        text = " ".join(" ".join(page.extract_text() for page in pages).split())
        flat = text.replace(" ", "")
        for words in (
            self.customer.name,
            "Silence taken as agreement",
            "The customer is an identified company",
            "A reminder arrived",
            "Anne Durand",
            VISITOR["ip"],
            "Message returned",
            "Withdrew the agreement",
            "LP-letter",
        ):
            with self.subTest(words=words):
                self.assertIn(words, text)
        for value in (
            self.sending.message_id,
            self.sending.version_id.sha256,
            self.letter.batch_id.sha256,
            "c" * 64,
        ):
            with self.subTest(value=value):
                self.assertIn(value.replace(" ", ""), flat)
