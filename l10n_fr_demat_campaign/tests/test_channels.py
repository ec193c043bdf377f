import email
import socket
from unittest.mock import patch

from aiosmtpd.controller import Controller

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.mail.tests.common import mail_new_test_user

from ..einvoice import document
from ..models.demat_delivery_rule import FORMATS
from ..rules.delivery import DeliveryError
from .emission_common import EmissionCommon

ADDRESS = "Client.AbC+Facture@Robot.Example"


class Mailbox:
    """An SMTP server on loopback that keeps what it receives, or refuses it."""

    def __init__(self):
        self.messages, self.refusal = [], None

    async def handle_RCPT(self, _server, _session, envelope, address, _options):
        if self.refusal:
            return self.refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):
        self.messages.append(
            (envelope.rcpt_tos, email.message_from_bytes(envelope.content))
        )
        return "250 OK"


@tagged("post_install", "-at_install", "post_install_l10n")
class TestChannels(EmissionCommon):
    def _channels(self):
        channel = self.env["demat.channel"]
        return {code: channel._get(code) for code in channel._get_codes()}

    def test_every_channel_keeps_the_contract(self):
        consent = self._accept(address="a@customer.example")
        move = self._post_invoice()
        formats = dict(FORMATS)
        for code, channel in self._channels().items():
            with self.subTest(channel=code):
                rule = self._create_rule(
                    consent, channel=code, address="b@customer.example"
                )
                self.assertIn(channel._can_carry(rule, move), (True, False))
                self.assertEqual(
                    channel._can_carry(rule, move), not channel._get_missing(rule, move)
                )
                self.assertLessEqual(set(channel._get_formats()), set(formats))
                self.assertIn(channel._get_format(rule, move), channel._get_formats())
                self.assertTrue(channel._get_recipient_key(rule, move))
                self.assertTrue(channel._get_label())
                self.assertTrue(channel._is_configured(self.company))

    def test_questions_of_channels_never_write(self):
        rule = self._accept(address="a@customer.example").rule_ids
        move = self._post_invoice()
        self.env.flush_all()
        refusing = patch.object(
            self.env.registry["base"], "write", side_effect=KeyError
        )
        for code, channel in self._channels().items():
            with self.subTest(channel=code), refusing:
                channel._can_carry(rule, move)
                channel._get_format(rule, move)
                channel._get_recipient_key(rule, move)

    def test_the_skeleton_ships_four_channels(self):
        self.assertLessEqual(
            {"email", "portal", "deposit", "paper"}, set(self._channels())
        )

    def _start_mailbox(self):
        """Let Odoo's mail leave for a server of ours, for real."""
        mailbox = Mailbox()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        controller = Controller(mailbox, hostname="127.0.0.1", port=port)
        controller.start()
        self.addCleanup(controller.stop)
        self.env["ir.mail_server"].search([]).active = False
        self.env["ir.mail_server"].create(
            {"name": "loopback", "smtp_host": "127.0.0.1", "smtp_port": port}
        )
        server = self.env.registry["ir.mail_server"]
        self.startPatcher(patch.object(server, "_disable_send", lambda _self: False))
        return mailbox

    def test_a_document_beside_the_file_has_a_name_that_mails_take(self):
        mailbox = self._start_mailbox()
        self._accept(address=ADDRESS, attachments="beside")
        move = self._post_invoice()
        move.l10n_fr_demat_enclosure_ids = [
            Command.create({"name": name, "raw": b"1;2"})
            for name in ("a\nb.csv", "heures.csv")
        ]
        delivery = self._send(move)
        self._run_cron()
        self.assertEqual(delivery.state, "sent", delivery.reason)
        ((_recipients, message),) = mailbox.messages
        files = {
            part.get_filename(): part.get_payload(decode=True)
            for part in message.walk()
            if part.get_filename()
        }
        for name in ("a_b.csv", "heures.csv"):
            self.assertEqual(files[name], b"1;2")
        self.assertEqual(len(files), 3)

    def test_a_mail_reaches_the_address_as_it_was_typed(self):
        mailbox = self._start_mailbox()
        self._accept(address=ADDRESS, is_robot=True)
        delivery = self._send(self._post_invoice())
        self._run_cron()
        self.assertEqual(delivery.state, "sent", delivery.reason)
        ((recipients, message),) = mailbox.messages
        self.assertEqual(recipients, [ADDRESS], "SMTP command")
        self.assertEqual(message["To"], ADDRESS)
        self.assertEqual(message["Message-Id"], delivery.message_id)
        files = [part for part in message.walk() if part.get_filename()]
        self.assertEqual([part.get_filename() for part in files], [delivery.file_name])
        content = files[0].get_payload(decode=True)
        self.assertEqual(content, delivery.attachment_id.raw)
        self.assertTrue(document.extract_xml(content))
        mail = self.env["mail.mail"].search([("message_id", "=", delivery.message_id)])
        self.assertEqual(mail.state, "sent")

    def test_a_mail_sent_again_bears_the_same_message_id(self):
        mailbox = self._start_mailbox()
        self._accept(address=ADDRESS)
        delivery = self._send(self._post_invoice())
        mailbox.refusal = "450 busy"
        with mute_logger("odoo.addons.mail.models.mail_mail"):
            self._run_cron()
        self.assertEqual(delivery.state, "failed")
        mails = self.env["mail.mail"].search([("message_id", "=", delivery.message_id)])
        self.assertFalse(mails, "left to Odoo's own queue")
        mailbox.refusal = None
        delivery.action_resend()
        self._run_cron()
        self.assertEqual(delivery.state, "sent")
        self.assertEqual(mailbox.messages[0][1]["Message-Id"], delivery.message_id)

    def test_a_file_says_what_it_is_whoever_sends_it(self):
        """Odoo calls XML a mere text when its author may not write views."""
        mail_new_test_user(
            self.env,
            login="accountant",
            groups="base.group_user,account.group_account_invoice",
            company_id=self.company.id,
        )
        for name in ("facturx", "pdf", "xml_cii", "xml_ubl"):
            partner = self._create_customer()
            self._accept(partner, address="a@customer.example", format=name)
            move = self._post_invoice(partner=partner)
            with self.subTest(format=name), self.with_user("accountant"):
                kind = self._send(move.with_env(self.env)).attachment_id.mimetype
                is_xml = name.startswith("xml")
                self.assertEqual(kind, "text/xml" if is_xml else "application/pdf")

    def test_an_unknown_mailbox_is_given_up_at_once(self):
        mailbox = self._start_mailbox()
        mailbox.refusal = "550 no such user"
        self._accept(address=ADDRESS)
        delivery = self._send(self._post_invoice())
        with mute_logger("odoo.addons.mail.models.mail_mail"):
            self._run_cron()
        self.assertEqual(delivery.state, "given_up")

    def test_a_server_out_of_reach_is_tried_again(self):
        self._start_mailbox()
        self.env["ir.mail_server"].search([]).smtp_port = 1
        self._accept(address=ADDRESS)
        delivery = self._send(self._post_invoice())
        self._run_cron()
        self.assertEqual(delivery.state, "failed")

    def test_a_robot_s_mailbox_receives_no_other_mail(self):
        mailbox = self._start_mailbox()
        self._accept(address=ADDRESS, is_robot=True)
        for address, count in ((ADDRESS.lower(), 0), ("person@customer.example", 1)):
            mail = self.env["mail.mail"].create(
                {
                    "email_to": address,
                    "email_from": "us@lumiere.example",
                    "subject": "News",
                    "body_html": "<p>News</p>",
                }
            )
            mail.send()
            self.assertEqual(len(mailbox.messages), count, address)

    def test_the_portal_s_notice_has_a_link_and_no_file(self):
        mailbox = self._start_mailbox()
        self._accept(channel="portal", address="person@customer.example")
        delivery = self._send(self._post_invoice())
        self._run_cron()
        self.assertEqual(delivery.state, "sent", delivery.reason)
        message = mailbox.messages[0][1]
        self.assertFalse([part for part in message.walk() if part.get_filename()])
        html = message.get_payload()[-1].get_payload(decode=True).decode()
        self.assertIn(f"/my/invoices/{delivery.move_id.id}", html)

    def test_what_people_do_is_never_done_by_the_cron(self):
        for code in ("paper", "deposit"):
            customer = self._create_customer(name=code)
            self._accept(customer, channel=code)
            delivery = self._send(self._post_invoice(partner=customer))
            self._run_cron()
            self.assertEqual((delivery.channel, delivery.state), (code, "queued"))
        with self.assertRaises(DeliveryError):
            self.env["demat.channel"]._get("deposit")._deliver(delivery)

    def test_paper_is_printed_together_with_count_and_fingerprint(self):
        customers = [self._create_customer(name=name) for name in ("One", "Two")]
        moves = self.env["account.move"]
        for customer in customers:
            self._create_consent(customer)._apply("refuse")
            moves |= self._post_invoice(partner=customer)
        deliveries = self._send(moves)
        action = deliveries.with_user(self.user_officer).action_print()
        batch = self.env["demat.batch"].search(action["domain"])
        self.assertEqual((batch.count, batch.kind, len(batch.sha256)), (2, "print", 64))
        self.assertTrue(document.is_pdf(batch.attachment_id.raw))
        self.assertEqual(set(deliveries.mapped("state")), {"sent"})
        self.assertEqual(deliveries.batch_id, batch)
        for delivery in deliveries:
            self.assertEvidence(delivery.consent_id, "invoice_delivered")
        with self.assertRaises(UserError):
            deliveries.action_print()

    def test_what_is_not_a_pdf_is_not_printed(self):
        self._create_consent(self.customer)._apply("refuse")
        move = self._post_invoice()
        self.env["account.move.send"]._generate_and_send_invoices(move)
        with self.assertRaises(DeliveryError):
            move.l10n_fr_demat_delivery_ids._print_batches()
