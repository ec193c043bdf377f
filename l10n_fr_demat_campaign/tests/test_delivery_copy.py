from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .emission_common import EmissionCommon
from .smtp_common import SmtpCommon


@tagged("post_install", "-at_install", "post_install_l10n")
class TestDeliveryCopy(SmtpCommon, EmissionCommon):
    """An invoice that left is sent again because the customer asked, and says so."""

    def setUp(self):
        super().setUp()
        self.mailbox = self.start_mailbox()
        self.consent = self._accept(address="Compta.AbC@customer.example")
        self.delivery = self._send(self._post_invoice())
        self._run_cron()

    def _copy(self, reason, deliveries=None, user=None, **values):
        """Fill in the form as an officer, and return what it queued."""
        deliveries = deliveries or self.delivery
        self._open(reason, deliveries, user, **values).save().action_send()
        return deliveries.sudo()._get_copies()

    def _open(self, reason, deliveries=None, user=None, **values):
        """Open the form, as an officer by default, and fill it in."""
        deliveries = (deliveries or self.delivery).with_user(user or self.user_officer)
        action = deliveries.action_copy()
        wizard = deliveries.env[action["res_model"]]
        form = Form(wizard.with_context(**action["context"]))
        form.reason = reason
        for name, value in values.items():
            setattr(form, name, value)
        return form

    def test_the_same_file_leaves_again_in_a_mail_of_its_own(self):
        copy = self._copy("not_received")
        self.assertEqual((copy.state, copy.copy_number), ("queued", 1))
        self._run_cron()
        self.assertEqual(copy.state, "sent", copy.reason)
        first, second = self.mailbox.messages
        self.assertNotEqual(first["Message-Id"], second["Message-Id"])
        self.assertEqual(second["To"], "Compta.AbC@customer.example")
        self.assertNotIn("(sent again)", first["Subject"])
        self.assertIn("(sent again)", second["Subject"])
        files = [
            [
                part.get_payload(decode=True)
                for part in mail.walk()
                if part.get_filename()
            ]
            for mail in (first, second)
        ]
        self.assertEqual(*files)
        self.assertEqual(files[0], [self.delivery.attachment_id.raw])

    def test_the_reason_is_evidence_with_the_words_of_the_customer(self):
        self._copy("duplicate", note="Our binder burnt")
        self.assertEvidence(self.consent, "invoice_copy")
        event = (
            self.env["demat.evidence"]
            .with_user(self.user_auditor)
            .search([("kind", "=", "invoice_copy")])
        )
        self.assertIn("The customer asks for a duplicate", event.message)
        self.assertIn(self.delivery.move_id.name, event.message)
        self.assertNotIn("binder", event.message)
        self.assertIn("binder", event.sudo().detail_ids.body)

    def test_it_goes_to_the_address_of_today(self):
        self.consent.rule_ids.address = "right@customer.example"
        copy = self._copy("not_received")
        self.assertEqual(copy.address, "right@customer.example")
        self._run_cron()
        self.assertEqual(self.mailbox.messages[-1]["To"], "right@customer.example")

    def test_who_wants_no_more_there_gets_no_copy(self):
        self.consent._apply("withdraw")
        with self.assertRaisesRegex(UserError, "mark it as a duplicate"):
            self._copy("duplicate")

    def test_what_did_not_leave_or_left_on_paper_is_not_copied(self):
        waiting = self._send(self._post_invoice())
        with self.assertRaises(UserError):
            self._copy("not_received", waiting)
        printed = self._send(self._post_invoice(partner=self._on_paper()))
        printed._move_to("sent")
        with self.assertRaises(UserError):
            self._copy("duplicate", printed)

    def _on_paper(self):
        partner = self._create_customer(name="Other", l10n_fr_demat_siren="732829320")
        self._accept(partner, channel="paper")
        return partner

    def test_each_copy_has_its_number_and_nothing_is_queued_twice(self):
        move = self.delivery.move_id
        self._create_rule(self.consent, address="b@customer.example", format="pdf")
        both = self._send(move)
        self._run_cron()
        for _time in range(2):
            self._copy("duplicate", both)
        copies = move.l10n_fr_demat_delivery_ids.filtered("copy_of_id").sorted("id")
        self.assertEqual(copies.mapped("copy_number"), [1, 2, 3, 4])
        self.assertEqual(len(copies.mapped("message_id")), 4)
        self.assertFalse(move._queue_l10n_fr_demat())
        self.assertEqual(move.l10n_fr_demat_delivery_state, "sent")

    def test_one_click_is_one_copy(self):
        wizard = self._open("duplicate").save()
        wizard.action_send()
        with self.assertRaisesRegex(UserError, "has just sent"):
            wizard.action_send()
        self.assertEqual(len(self.delivery._get_copies()), 1)
        self.assertEvidence(self.consent, "invoice_copy")

    def test_who_comes_second_reads_who_was_first_and_may_still_insist(self):
        first = self._open("duplicate")
        second = self._open("not_received", user=self.user_manager)
        first.save().action_send()
        with self.assertRaisesRegex(UserError, self.user_officer.name):
            second.save().action_send()
        self.assertEqual(len(self.delivery._get_copies()), 1)
        self.assertEqual(len(self._copy("not_received", user=self.user_manager)), 2)

    def test_many_are_sent_again_at_once(self):
        moves = self._post_invoice() | self._post_invoice()
        deliveries = self._send(moves)
        self._run_cron()
        copies = self._copy("duplicate", deliveries | self.delivery)
        self.assertEqual(copies.move_id, moves | self.delivery.move_id)
        self.assertEvidence(self.consent, "invoice_copy", 3)

    def test_only_officers_send_again(self):
        for user in (self.user_auditor, self.user_salesperson, self.simple_accountman):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.delivery.with_user(user)._send_copies("other")
