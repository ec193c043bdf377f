import hashlib

from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from odoo.addons.mail.tests.common import mail_new_test_user

from ..models import account_move_issued
from ..rules.invoice import Flaw
from .emission_common import EmissionCommon


@tagged("post_install", "-at_install", "post_install_l10n")
class TestIssued(EmissionCommon, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._accept(address="a@customer.example")
        consent = cls.customer.l10n_fr_demat_consent_ids
        cls._create_rule(consent, address="b@customer.example", format="xml_ubl")

    def setUp(self):
        super().setUp()
        self.env.user.write({"password": "demat-accountant"})
        self.authenticate(self.env.user.login, "demat-accountant")
        self.move = self._post_invoice()
        self.deliveries = self._send(self.move)

    def _roads(self):
        """Return each address by which a file of the invoice can be had."""
        move, token = self.move, self.move._portal_ensure_token()
        pdf, xml = move.invoice_pdf_report_id, move.ubl_cii_xml_id
        portal = f"report_type=pdf&download=true&access_token={token}"
        return {
            f"/web/content/{pdf.id}?download=true": pdf,
            f"/web/content/account.move/{move.id}/invoice_pdf_report_file": pdf,
            f"/my/invoices/{move.id}?{portal}": pdf,
            f"/account/download_invoice_documents/{move.id}/pdf": pdf,
            f"/account/download_invoice_documents/{move.id}/all": pdf,
            f"/account/download_invoice_attachments/{pdf.id}": pdf,
            f"/account/download_invoice_attachments/{pdf.id},{xml.id}": pdf,
            f"/account/download_move_attachments/{move.id}": pdf,
            f"/web/content/{xml.id}": xml,
            f"/account/download_invoice_documents/{move.id}/ubl": xml,
            **{
                f"/web/content/{delivery.attachment_id.id}": delivery.attachment_id
                for delivery in self.deliveries
            },
        }

    def test_the_hash_of_each_file_is_kept(self):
        move = self.move
        for name, attachment in (
            ("l10n_fr_demat_issued_hash", move.invoice_pdf_report_id),
            ("l10n_fr_demat_issued_xml_hash", move.ubl_cii_xml_id),
        ):
            self.assertEqual(move[name], hashlib.sha256(attachment.raw).hexdigest())
        for delivery in self.deliveries:
            self.assertEqual(
                delivery.document_checksum,
                hashlib.sha256(delivery.attachment_id.raw).hexdigest(),
            )
        move.button_draft()
        self.assertFalse(
            move.l10n_fr_demat_issued_hash or move.l10n_fr_demat_issued_xml_hash
        )

    def test_what_was_issued_can_be_had_by_every_road(self):
        for road in self._roads():
            with self.subTest(road=road):
                self.assertEqual(self.url_open(road).status_code, 200)
        self.assertFalse(self.move.l10n_fr_demat_finding_ids)

    def test_a_file_that_was_changed_is_shown_by_no_road(self):
        for road, attachment in self._roads().items():
            kept = attachment.raw
            attachment.raw = kept + b" altered"
            self.env.flush_all()
            with (
                self.subTest(road=road),
                self.assertLogs(account_move_issued._logger, "ERROR"),
            ):
                response = self.url_open(road)
                self.assertNotEqual(response.status_code, 200)
                self.assertNotIn(b"altered", response.content)
                self.env.invalidate_all()
                self.assertRecordValues(
                    self.move.l10n_fr_demat_finding_ids,
                    [{"flaw": Flaw.ALTERED.value, "value": attachment.name}],
                )
            attachment.raw = kept
            self.move.action_l10n_fr_demat_check()
            self.assertFalse(self.move.l10n_fr_demat_finding_ids)

    def test_a_zip_of_the_chatter_has_what_was_issued(self):
        files = self.move.invoice_pdf_report_id | self.deliveries.attachment_id
        form = {
            "file_ids": ",".join(map(str, files.ids)),
            "zip_name": "files.zip",
            "csrf_token": http.Request.csrf_token(self),
        }
        road = "/mail/attachment/zip"
        self.assertEqual(self.url_open(road, data=form).status_code, 200)
        files[-1:].sudo().raw += b" altered"
        self.env.flush_all()
        with self.assertLogs(account_move_issued._logger, "ERROR"):
            response = self.url_open(road, data=form)
        self.assertNotEqual(response.status_code, 200)

    def test_who_asks_is_told_in_words(self):
        self.move.ubl_cii_xml_id.raw = b"<other/>"
        with (
            self.assertLogs(account_move_issued._logger, "ERROR"),
            self.assertRaisesRegex(UserError, "not the one that was issued"),
        ):
            self.move._get_invoice_legal_documents_all()

    def test_the_proof_of_what_was_issued_is_not_edited_by_hand(self):
        move, values = self.move, {"move_type": "entry"}
        accountant = mail_new_test_user(
            self.env,
            login="issued_accountant",
            groups="base.group_user,account.group_account_manager",
            company_id=self.company.id,
        )
        for name, forged in (
            ("l10n_fr_demat_issued_hash", "0" * 64),
            ("l10n_fr_demat_issued_xml_hash", False),
            ("l10n_fr_demat_checks", {"fr": "ok"}),
        ):
            for user in (accountant, self.env.user):
                mine = move.with_user(user).with_context(demat_gate=True)
                with self.subTest(field=name, user=user.login):
                    with self.assertRaisesRegex(AccessError, "not edited by hand"):
                        mine.write({name: forged})
                    with self.assertRaisesRegex(AccessError, "not edited by hand"):
                        mine.create({**values, name: forged})
                    with self.assertRaisesRegex(AccessError, "not edited by hand"):
                        mine.with_context(**{f"default_{name}": forged}).create(values)

    def test_nobody_gives_himself_what_proves_that_an_invoice_was_issued(self):
        self.env["ir.default"].set(
            "account.move", "l10n_fr_demat_issued_hash", "0" * 64, user_id=True
        )
        self.env["ir.default"].set("account.move", "ref", "PO 1", user_id=True)
        move = self._post_invoice()
        self.assertEqual(move.ref, "PO 1")
        self.assertFalse(move.l10n_fr_demat_issued_hash)

    def test_a_file_that_was_taken_away_is_told(self):
        """It is neither made again nor replaced by another document of that name."""
        move = self.move
        for attachment, gesture in (
            (move.invoice_pdf_report_id, lambda file: file.write({"res_field": False})),
            (move.ubl_cii_xml_id, lambda file: file.unlink()),
        ):
            name = attachment.name.replace("_factur_x", "")
            gesture(attachment)
            self.env.invalidate_all()
            with self.subTest(file=name):
                move.action_l10n_fr_demat_check()
                found = move.l10n_fr_demat_finding_ids
                self.assertEqual(set(found.mapped("flaw")), {Flaw.ALTERED.value})
                self.assertIn(name, found.mapped("value"))
                with (
                    self.assertLogs(account_move_issued._logger, "ERROR"),
                    self.assertRaisesRegex(UserError, "not the one that was issued"),
                ):
                    move._get_invoice_legal_documents_all()
        move.button_draft()
        move.action_post()
        self.assertFalse(move.l10n_fr_demat_finding_ids)

    def test_a_changed_file_does_not_leave(self):
        delivery = self.deliveries[:1]
        delivery.attachment_id.raw += b" "
        (self.deliveries - delivery)._move_to("cancelled")
        self._run_cron()
        self.assertEqual((delivery.state, delivery.attempts), ("given_up", 1))
        self.assertIn("not the one that was issued", delivery.reason)
