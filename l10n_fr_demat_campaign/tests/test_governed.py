from unittest.mock import patch

import requests

from odoo import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..einvoice import container, document
from .emission_common import EmissionCommon

SIRET = "34177763900012"


@tagged("post_install", "-at_install", "post_install_l10n")
class TestGoverned(EmissionCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.send = cls.env["account.move.send"]

    def _snapshot(self, moves):
        """Return how invoices would be sent, as plain values."""
        return {
            move: {
                name: value.ids if hasattr(value, "ids") else value
                for name, value in self.send._get_default_sending_settings(move).items()
            }
            for move in moves
        }

    def test_who_was_never_asked_is_sent_as_odoo_does(self):
        methods = ("email", "manual", False)
        partners = [self._create_customer(name=str(m)) for m in methods]
        for partner, method in zip(partners, methods, strict=True):
            partner.invoice_sending_method = method
        moves = self.env["account.move"].union(
            *(self._post_invoice(partner=partner) for partner in partners)
        )
        ours = self._snapshot(moves)
        with patch.object(
            self.env.registry["account.move"],
            "_is_l10n_fr_demat_governed",
            lambda _move: False,
        ):
            self.assertEqual(ours, self._snapshot(moves), "without this add-on")
        for partner in partners:
            self._create_consent(partner)  # a position that nobody was asked about
        self.assertEqual(ours, self._snapshot(moves))
        self.assertEqual(
            [values["sending_methods"] for values in ours.values()],
            [{"email"}, {"manual"}, {"email"}],
        )
        deliveries = self._send(moves)
        self.assertFalse(deliveries)

    def test_a_governed_customer_is_sent_as_he_chose(self):
        self._accept(address="a@customer.example")
        values = self._snapshot(self._post_invoice())
        settings = next(iter(values.values()))
        self.assertEqual(settings["sending_methods"], {"l10n_fr_demat"})
        self.assertEqual(settings["invoice_edi_format"], "facturx")

    def test_two_companies_and_one_customer_differ_in_one_batch(self):
        """He accepted from one and refused from the other."""
        other = self.setup_other_company(name="Autre SAS")["company"]
        other.write({"vat": "FR44732829320", "zip": "69001", "city": "Lyon"})
        other.partner_id.l10n_fr_demat_siren = "732829320"
        self._accept(address="a@customer.example")
        refused = self._create_consent(self.customer, company_id=other.id)
        refused._apply("refuse")
        tax = self.env["account.tax"].search(
            [
                *self.env["account.tax"]._check_company_domain(other),
                ("type_tax_use", "=", "sale"),
                ("amount", "=", 20),
            ],
            limit=1,
        )
        line = self._line(tax_ids=[Command.set(tax.ids)])
        theirs = self._post_invoice([line], company_id=other.id)
        ours = self._post_invoice()
        for batch in (ours | theirs, theirs | ours):
            with self.subTest(first=batch[0].company_id.name):
                self._send(batch)
                for move, channel in ((ours, "email"), (theirs, "paper")):
                    delivery = move.l10n_fr_demat_delivery_ids
                    self.assertEqual(delivery.channel, channel)
                    self.assertEqual(delivery.company_id, move.company_id)
        self.assertIn(
            ours.name.encode(), document.extract_xml(ours.invoice_pdf_report_id.raw)
        )
        self.assertFalse(theirs.ubl_cii_xml_id)

    def test_peppol_installed_and_not_registered_changes_nothing(self):
        self._accept(address="a@customer.example")
        self.assertFalse(self.company.peppol_can_send)
        self.customer.write({"peppol_eas": "0009", "peppol_endpoint": SIRET})
        move = self._post_invoice()
        asked = patch.object(
            requests.Session, "request", side_effect=AssertionError("no network")
        )
        with asked, self._printing():
            wizard = self._create_account_move_send_wizard_single(move)
            self.assertFalse(wizard.sending_method_checkboxes["peppol"]["checked"])
            wizard.action_send_and_print()
        self.assertEqual(move.l10n_fr_demat_delivery_ids.channel, "email")
        self.assertFalse(move.peppol_move_state)

    def test_a_contact_shares_the_position_of_the_company(self):
        self._accept(address="a@customer.example")
        contact = self._create_customer(
            name="Service",
            parent_id=self.customer.id,
            type="invoice",
            is_company=False,
            l10n_fr_demat_siren=False,
        )
        delivery = self._send(self._post_invoice(partner=contact))
        self.assertEqual(delivery.address, "a@customer.example")

    def test_core_s_mail_never_reaches_a_governed_customer(self):
        self._accept(address="a@customer.example")
        move = self._post_invoice()
        before = self.env["mail.mail"].search_count([])
        for methods in (["email"], ["email", "l10n_fr_demat"]):
            with self.subTest(ticked=methods), self._printing():
                wizard = self._create_account_move_send_wizard_single(
                    move, sending_methods=methods
                )
                wizard.action_send_and_print()
        self.assertEqual(self.env["mail.mail"].search_count([]), before)
        self.assertEqual(move.l10n_fr_demat_delivery_ids.channel, "email")
        self.assertFalse(move.message_ids.filtered("notified_partner_ids"))

    def test_a_late_override_does_not_bring_core_s_mail_back(self):
        self._accept(address="a@customer.example")
        move = self._post_invoice()
        send = self.env.registry["account.move.send"]
        with patch.object(
            send, "_get_default_sending_methods", lambda _self, _move: {"email"}
        ):
            delivery = self._send(move)
        self.assertEqual(delivery.channel, "email")
        self.assertFalse(move.message_ids.filtered("notified_partner_ids"))

    def test_what_was_only_printed_is_not_delivered(self):
        self._accept(address="a@customer.example")
        self.assertFalse(self._send(self._post_invoice(), sending_methods={"manual"}))

    def test_an_invoice_that_cannot_be_made_leaves_the_others_alone(self):
        self._accept(address="a@customer.example")
        bad_customer = self._create_customer(
            name="Nobody", email=False, vat=False, l10n_fr_demat_siren=False
        )
        self._accept(bad_customer, address="b@customer.example")
        good, bad = self._post_invoice(), self._post_invoice(partner=bad_customer)
        for options in ({}, {"from_cron": True}, {"allow_fallback_pdf": True}):
            with self.subTest(options=options):
                self._send(bad | good, **options)
                self.assertEqual(good.l10n_fr_demat_delivery_ids.state, "queued")
                self.assertFalse(bad.l10n_fr_demat_delivery_ids)
                self.assertFalse(bad.invoice_pdf_report_id)
                self.assertFalse(bad.ubl_cii_xml_id)
                self.assertTrue(
                    any("electronic address" in (m.body or "") for m in bad.message_ids)
                )

    def test_a_proforma_in_place_of_a_failed_file_is_not_delivered(self):
        self._accept(address="a@customer.example")
        move = self._post_invoice()
        failing = patch.object(
            document, "build_facturx", side_effect=document.DocumentError("broken font")
        )
        with failing, self._printing():
            move._generate_and_send(sending_methods=["l10n_fr_demat"])
        self.assertFalse(move.l10n_fr_demat_delivery_ids)
        self.assertFalse(move.invoice_pdf_report_id)

    def test_a_container_that_is_wrong_is_not_issued(self):
        self._accept(address="a@customer.example")
        move = self._post_invoice()
        with patch.object(container, "flaws_of", return_value=["level"]):
            self.assertFalse(self._send(move, from_cron=True))
        self.assertFalse(move.invoice_pdf_report_id)

    def test_a_print_as_html_is_let_through(self):
        self._accept(address="a@customer.example")
        move = self._post_invoice()
        self.send._generate_and_send_invoices(move)
        self.assertTrue(move.l10n_fr_demat_delivery_ids.attachment_id.raw)

    def test_the_wizard_says_what_will_happen(self):
        refused = self._create_consent()
        refused._apply("refuse")
        move = self._post_invoice(partner=refused.partner_id)
        nobody = self._create_customer(
            name="Nobody", email=False, vat=False, l10n_fr_demat_siren=False
        )
        self._accept(nobody, address="b@customer.example")
        bad = self._post_invoice(partner=nobody)
        alerts = self.send._get_alerts(move | bad, self._settings(move | bad))
        self.assertEqual(alerts["demat_paper"]["level"], "info")
        self.assertEqual(alerts["demat_blocked"]["level"], "warning")
        self.assertIn("electronic address", alerts["demat_blocked"]["message"])
        self.assertNotIn("demat_cron", alerts)

    def test_an_inactive_scheduled_action_is_told_by_both_wizards(self):
        self._accept(address="a@customer.example")
        moves = self._post_invoice() | self._post_invoice()
        self.env.ref("l10n_fr_demat_campaign.ir_cron_deliver").active = False
        for wizard in (
            self._create_account_move_send_wizard_single(moves[0]),
            self._create_account_move_send_wizard_multi(moves),
        ):
            self.assertEqual(wizard.alerts["demat_cron"]["level"], "warning")

    def _settings(self, moves):
        return {move: self.send._get_default_sending_settings(move) for move in moves}

    def test_an_invoice_of_another_country_keeps_core_s_file(self):
        self.company.partner_id.country_id = self.env.ref("base.be")
        move = self._post_invoice()
        self.assertFalse(move._is_l10n_fr_demat_emitter())
        with mute_logger("odoo.addons.account_edi_ubl_cii.models.account_move_send"):
            xml, _errors = self.env["account.edi.xml.cii"]._export_invoice(move)
        self.assertIn(b"urn:factur-x.eu:1p0:extended", xml)

    def test_uninstalling_leaves_no_method_behind(self):
        other = self._create_company(name="Other SAS")
        partner = self.customer.with_company(other)
        for record in (self.customer, partner):
            record.invoice_sending_method = "l10n_fr_demat"
        self.env["res.partner"].sudo()._clear_l10n_fr_demat_sending_method()
        self.assertFalse(self.customer.invoice_sending_method)
        self.assertFalse(partner.invoice_sending_method)
