import hashlib
import io
from contextlib import contextmanager
from unittest.mock import patch

import pikepdf
from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError
from odoo.sql_db import db_connect
from odoo.tests import tagged
from odoo.tools import html2plaintext, mute_logger

from ..einvoice import container, document
from ..models import demat_delivery_work
from ..rules.delivery import DeliveryError, DeliveryUncertain, IllegalMove, State
from .emission_common import EmissionCommon


@tagged("post_install", "-at_install", "post_install_l10n")
class TestDelivery(EmissionCommon):
    def _deliver_with(self, result):
        """Let the e-mail channel answer something, without any mail."""
        channel = self.env.registry["demat.channel.email"]
        values = (
            {"side_effect": result}
            if isinstance(result, Exception)
            else {"return_value": result}
        )
        return patch.object(channel, "_deliver", **values)

    @contextmanager
    def _other_worker(self, delivery):
        """Let another session of PostgreSQL own a delivery."""
        with db_connect(self.env.cr.dbname).cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_lock(hashtext('demat.delivery'), %s)", [delivery.id]
            )
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock_all()")

    def test_an_accepted_invoice_is_a_factur_x_queued_for_its_destination(self):
        consent = self._accept(address="Factures.AbC@robot.example", is_robot=True)
        move = self._post_invoice()
        delivery = self._send(move)
        self.assertRecordValues(
            delivery,
            [
                {
                    "consent_id": consent.id,
                    "channel": "email",
                    "format": "facturx",
                    "state": "queued",
                    "recipient_key": "mailto:Factures.AbC@robot.example",
                    "address": "Factures.AbC@robot.example",
                    "copy_number": 0,
                }
            ],
        )
        original = move.invoice_pdf_report_id.raw
        self.assertEqual(delivery.attachment_id.raw, original)
        self.assertFalse(container.flaws_of(original))
        self.assertIn(move.name.encode(), document.extract_xml(original))
        self.assertEqual(
            (move.l10n_fr_demat_channel, move.l10n_fr_demat_delivery_state),
            ("email", "queued"),
        )

    def test_the_mail_reads_well_as_plain_text(self):
        self._accept()
        move = self._post_invoice(ref="CDE-12")
        text = html2plaintext(self._send(move)._render_body())
        words = " ".join(text.split())
        self.assertIn("(your reference: CDE-12).", words)
        self.assertRegex(words, r"Total: \S+ €, due on \S+\. ")

    def test_queueing_twice_makes_one_delivery(self):
        self._accept()
        move = self._post_invoice()
        self._send(move)
        self.assertFalse(move._queue_l10n_fr_demat())
        self.assertEqual(len(self._send(move)), 1)

    def test_what_was_cancelled_may_be_sent_anew_as_another_copy(self):
        self._accept(address="a@customer.example")
        move = self._post_invoice()
        first = self._send(move)
        first.with_user(self.user_officer).action_cancel()
        second = self._send(move) - first
        self.assertEqual((first.state, second.state), ("cancelled", "queued"))
        self.assertEqual(first.document_checksum, second.document_checksum)
        self.assertEqual(second.copy_number, 1)
        self.assertNotEqual(first.message_id, second.message_id)

    def test_each_destination_gets_its_format_from_the_same_original(self):
        consent = self._accept(address="one@customer.example")
        for name in ("pdf", "xml_cii", "xml_ubl"):
            self._create_rule(consent, address=f"{name}@customer.example", format=name)
        deliveries = self._send(self._post_invoice())
        self.assertEqual(
            deliveries.mapped("format"), ["facturx", "pdf", "xml_cii", "xml_ubl"]
        )
        original, plain, cii, ubl = deliveries.mapped("attachment_id.raw")
        self.assertEqual(cii, document.extract_xml(original))
        self.assertIsNone(document.extract_xml(plain))
        self.assertTrue(ubl.startswith(b"<?xml") and b"<Invoice" in ubl)
        for delivery in deliveries:
            self.assertEqual(
                delivery.document_checksum,
                hashlib.sha256(delivery.attachment_id.raw).hexdigest(),
            )

    def test_what_is_derived_later_says_what_was_issued(self):
        self._accept(address="one@customer.example")
        move = self._post_invoice()
        self._send(move)
        formats = ("facturx", "pdf", "xml_cii", "xml_ubl")
        before = [move._get_l10n_fr_demat_file(name) for name in formats]
        self.customer.write({"name": "Another SARL", "city": "Brest"})
        self._pay(move)
        self.assertNotEqual(before[2], move._get_l10n_fr_demat_xml()[0])
        self.assertEqual(
            before, [move._get_l10n_fr_demat_file(name) for name in formats]
        )

    def test_a_plain_pdf_has_nothing_inside_and_claims_nothing(self):
        self._accept(address="one@customer.example", format="xml_cii")
        move = self._post_invoice()
        self._send(move)
        plain = move._get_l10n_fr_demat_file("pdf")
        with pikepdf.open(io.BytesIO(plain)) as found:
            self.assertFalse(found.attachments)
            self.assertFalse({"/AF", "/PageMode"} & set(found.Root.keys()))
            xmp = found.Root.Metadata.read_bytes()
            dicts = [o for o in found.objects if isinstance(o, pikepdf.Dictionary)]
        self.assertFalse([o for o in dicts if o.get("/Type") == "/Filespec"])
        for claim in (b"ConformanceLevel", b"factur-x.xml", b"pdfaExtension:schemas"):
            self.assertNotIn(claim, xmp)
        self.assertIn(b"<pdfaid:part>3</pdfaid:part>", xmp)

    def test_without_agreement_in_force_the_invoice_is_printed(self):
        asked = self._create_consent(self._create_customer(name="Asked"))
        asked._apply("ask")
        refused = self._create_consent(self._create_customer(name="Refused"))
        refused._apply("refuse")
        later = self._accept(self._create_customer(name="Later"), address="a@b.example")
        self._create_consent(self._create_customer(name="x"))
        with freeze_time("2025-12-31"):
            self.assertFalse(
                later._get_rules_for(self.env["account.move"], fields.Date.today())
            )
        for consent in (asked, refused):
            with self.subTest(state=consent.state):
                self._create_rule(consent, address="never@customer.example")
                delivery = self._send(self._post_invoice(partner=consent.partner_id))
                self.assertEqual(
                    (delivery.channel, delivery.state, delivery.address),
                    ("paper", "queued", False),
                )
                self.assertIsNone(document.extract_xml(delivery.attachment_id.raw))

    def test_the_cron_sends_and_keeps_the_proof(self):
        consent = self._accept(address="a@customer.example")
        delivery = self._send(self._post_invoice())
        with self._deliver_with({"message_id": "<1@x>"}):
            self._run_cron()
        self.assertEqual(
            (delivery.state, delivery.attempts, delivery.receipt),
            ("sent", 1, {"message_id": "<1@x>"}),
        )
        self.assertTrue(delivery.sent_at and delivery.worker)
        self.assertEvidence(consent, "invoice_delivered")

    def test_a_failure_waits_longer_each_time_then_is_given_up(self):
        self._accept(address="a@customer.example")
        delivery = self._send(self._post_invoice())
        waits = []
        with self._deliver_with(DeliveryError("mailbox busy")):
            while delivery.state != "given_up":
                due = delivery.next_attempt
                with freeze_time(due):
                    self._run_cron()
                if delivery.next_attempt:
                    waits.append(delivery.next_attempt - due)
        self.assertEqual(waits, sorted(waits))
        self.assertEqual(delivery.attempts, len(waits) + 1)
        self.assertEqual(delivery.reason, "mailbox busy")

    def test_a_final_refusal_is_not_tried_again(self):
        self._accept(address="a@customer.example")
        delivery = self._send(self._post_invoice())
        with self._deliver_with(DeliveryError("no such mailbox", retry=False)):
            self._run_cron()
        self.assertEqual((delivery.state, delivery.attempts), ("given_up", 1))

    def test_a_doubt_waits_for_a_person(self):
        self._accept(address="a@customer.example")
        doubts = (DeliveryUncertain("hung up"), KeyError("bug of a channel"))
        for doubt in doubts:
            with self.subTest(doubt=repr(doubt)):
                delivery = self._send(self._post_invoice())
                with (
                    self._deliver_with(doubt),
                    mute_logger(demat_delivery_work.__name__),
                ):
                    self._run_cron()
                self.assertEqual(delivery.state, "uncertain")
                with self._deliver_with({"never": "called"}):
                    self._run_cron()
                self.assertEqual(delivery.state, "uncertain", "sent again blindly")

    def test_one_failure_leaves_the_others_alone(self):
        self._accept(address="a@customer.example")
        other = self._create_customer(name="Other", l10n_fr_demat_siren="732829320")
        self._accept(other, address="b@customer.example")
        bad = self._send(self._post_invoice())
        good = self._send(self._post_invoice(partner=other))

        def deliver(_self, delivery):
            if delivery.id == bad.id:
                raise DeliveryError("no")
            return {"ok": 1}

        with patch.object(
            self.env.registry["demat.channel.email"], "_deliver", deliver
        ):
            self._run_cron()
        self.assertEqual((bad.state, good.state), ("failed", "sent"))

    def test_a_claim_that_lost_its_worker_becomes_uncertain(self):
        self._accept(address="a@customer.example")
        delivery = self._send(self._post_invoice())
        delivery._move_to(State.SENDING, worker="dead:1")
        self._run_cron()
        self.assertEqual(delivery.state, "uncertain")

    def test_a_claim_whose_worker_lives_is_left_alone(self):
        self._accept(address="a@customer.example")
        delivery = self._send(self._post_invoice())
        delivery._move_to(State.SENDING, worker="alive:1")
        with self._other_worker(delivery):
            self._run_cron()
            self.assertEqual(delivery.state, "sending")
        self._run_cron()
        self.assertEqual(delivery.state, "uncertain")

    def test_two_workers_never_take_the_same_delivery(self):
        self._accept(address="a@customer.example")
        delivery = self._send(self._post_invoice())
        with self._other_worker(delivery), self._deliver_with({"never": "called"}):
            self._run_cron()
        self.assertEqual((delivery.state, delivery.attempts), ("queued", 0))

    def test_the_outcome_is_written_even_if_others_write_meanwhile(self):
        self._accept(address="a@customer.example")
        delivery = self._send(self._post_invoice())
        delivery._move_to(State.SENDING)
        calls, settle = [], type(delivery)._mark_sent

        def collide(records, receipt, **values):
            calls.append(1)
            if len(calls) == 1:
                raise demat_delivery_work.OperationalError("could not serialize access")
            return settle(records, receipt, **values)

        with (
            patch.object(self.env.registry["demat.delivery"], "_mark_sent", collide),
            self.enter_registry_test_mode(),
            patch.object(self.env.cr, "rollback"),
        ):
            delivery._settle({"ok": 1})
        self.assertEqual((delivery.state, len(calls)), ("sent", 2))

    def test_resending_keeps_the_message_id(self):
        self._accept(address="a@customer.example")
        delivery = self._send(self._post_invoice())
        before = delivery.message_id
        delivery._move_to(State.SENDING)
        delivery._move_to(State.UNCERTAIN)
        delivery.with_user(self.user_officer).action_resend()
        self.assertEqual((delivery.state, delivery.message_id), ("queued", before))

    def test_back_to_draft_cancels_what_did_not_leave(self):
        self._accept(address="a@customer.example")
        waiting, sent = self._post_invoice(), self._post_invoice()
        deliveries = self._send(waiting | sent)
        first, second = deliveries
        second._move_to(State.SENT)
        (waiting | sent).button_draft()
        self.assertEqual((first.state, second.state), ("cancelled", "sent"))

    def test_a_new_file_after_a_correction_is_a_new_delivery(self):
        self._accept(address="a@customer.example")
        move = self._post_invoice()
        self._send(move)
        move.button_draft()
        self.env.invalidate_all()
        move.invoice_line_ids[0].price_unit = 41
        move.action_post()
        self.assertEqual(self._send(move).mapped("state"), ["cancelled", "queued"])

    def test_a_platform_that_is_missing_blocks_and_a_deposit_frees(self):
        self.company.l10n_fr_demat_issuer_size = "large"
        self.customer.l10n_fr_demat_directory_state = "active"
        consent = self._accept(address="a@customer.example")
        delivery = self._send(self._post_invoice())
        self.assertEqual(delivery.state, "blocked")
        self.assertIn("platform", delivery.reason)
        officer = delivery.with_user(self.user_officer)
        officer.action_unblock()
        self.assertEqual(delivery.state, "blocked")
        wizard = self.env["demat.delivery.confirm"].with_user(self.user_officer)
        wizard.create(
            {"delivery_ids": delivery.ids, "place": "PA", "number": "R-1"}
        ).action_confirm()
        self.assertEqual(delivery.state, "acknowledged")
        self.assertEqual(delivery.receipt["number"], "R-1")
        self.assertEvidence(consent, "invoice_delivered")

    def test_what_keeps_from_leaving_is_said(self):
        customer = self._create_customer(email=False)
        self._accept(customer)
        delivery = self._send(self._post_invoice(partner=customer))
        self.assertEqual(delivery.state, "blocked")
        self.assertIn("address", delivery.reason)
        delivery.rule_id.address = "a@customer.example"
        delivery.action_unblock()
        self.assertEqual(delivery.state, "queued")

    def test_a_format_chosen_after_issue_never_changes_the_original(self):
        consent = self._create_consent()
        consent._apply("refuse")
        move = self._post_invoice(partner=consent.partner_id)
        self._send(move)
        before = move.invoice_pdf_report_id.raw
        consent._apply("accept", basis="explicit_page", effective_on="2026-01-01")
        self._create_rule(consent, address="a@customer.example")
        later = self._send(move)[-1]
        self.assertEqual(move.invoice_pdf_report_id.raw, before)
        self.assertEqual((later.channel, later.state), ("email", "blocked"))
        later.with_user(self.user_officer).action_unblock()
        self.assertEqual(later.state, "blocked", "it still has no data")
        self.assertIn("without electronic data", later.reason)

    def test_an_original_that_was_changed_or_lost_leaves_to_nobody(self):
        consent = self._accept(address="a@customer.example")
        move = self._post_invoice()
        first = self._send(move)
        original = move.invoice_pdf_report_id
        kept = original.raw
        for name in ("pdf", "xml_cii", "xml_ubl"):
            self._create_rule(consent, address=f"{name}@customer.example", format=name)
        altered = (kept + b" ", b"")
        for raw in altered:
            original.raw = raw
            self._send(move)
        blocked = move.l10n_fr_demat_delivery_ids - first
        self.assertEqual(blocked.mapped("state"), ["blocked"] * 4, "not twice")
        officer = blocked.with_user(self.user_officer)
        for raw in altered:
            original.raw = raw
            officer.action_unblock()
            self.assertEqual(blocked.mapped("state"), ["blocked"] * 4)
            self.assertEqual(
                set(blocked.mapped("reason")),
                {"The file is not the one that was issued."},
            )
            self.assertFalse(any(blocked.attachment_id.mapped("raw")))
        # Restored from a backup, each leaves to whom it did not go yet.
        original.raw = kept
        officer.action_unblock()
        self.assertEqual(blocked.mapped("state"), ["cancelled"] * 4)
        fresh = move.l10n_fr_demat_delivery_ids - blocked - first
        self.assertEqual(set(fresh.mapped("format")), {"pdf", "xml_cii", "xml_ubl"})
        self.assertEqual(fresh.mapped("state"), ["queued"] * 3)
        self.assertEqual(fresh.rule_id, blocked.rule_id - first.rule_id)
        for delivery in fresh:
            file = move._get_l10n_fr_demat_file(delivery.format)
            self.assertEqual(delivery.attachment_id.raw, file)

    def test_illegal_moves_and_writes_are_refused(self):
        self._accept(address="a@customer.example")
        delivery = self._send(self._post_invoice())
        with self.assertRaises(IllegalMove):
            delivery._move_to(State.ACKNOWLEDGED)
        with self.assertRaises(AccessError):
            delivery.with_user(self.user_manager).write({"state": "sent"})
        with self.assertRaises(AccessError):
            delivery.unlink()

    def test_an_auditor_reads_and_does_nothing(self):
        self._accept(address="a@customer.example")
        delivery = self._send(self._post_invoice()).with_user(self.user_auditor)
        self.assertEqual(delivery.state, "queued")
        for action in ("action_mark_sent", "action_resend", "action_cancel"):
            with self.assertRaises(AccessError):
                getattr(delivery, action)()

    def test_a_salesperson_sees_the_own_customers_only(self):
        self.customer.user_id = self.user_salesperson
        other = self._create_customer(name="Other", l10n_fr_demat_siren="732829320")
        for partner in (self.customer, other):
            self._accept(partner, address="a@customer.example")
            self._send(self._post_invoice(partner=partner))
        seen = self.env["demat.delivery"].with_user(self.user_salesperson).search([])
        self.assertEqual(seen.partner_id, self.customer)
