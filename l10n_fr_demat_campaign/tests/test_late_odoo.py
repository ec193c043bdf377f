from contextlib import contextmanager
from unittest.mock import patch

from lxml import etree

from odoo import SUPERUSER_ID
from odoo.exceptions import ValidationError
from odoo.tests import tagged

from odoo.addons.account.models.account_move_send import AccountMoveSend

from ..einvoice import container, document
from .emission_common import EmissionCommon


@tagged("post_install", "-at_install", "post_install_l10n")
class TestLateOdoo(EmissionCommon):
    """Odoo 19 since May 2026: its platform add-on (l10n_fr_pdp), simulated.

    What it does differently was read in its code: methods that answer without super,
    a format of its own and a constraint that wants it, a method that is offered to
    receivers only and bounds the size of documents, formats that depend on the
    company of the environment, a builder made of dict nodes that adds notes and BT-23.
    Nobody knows who comes first, so what is tested is what leaves.
    """

    def setUp(self):
        super().setUp()
        self.send = self.env["account.move.send"]

    @contextmanager
    def _late(self, **methods):
        """Put methods where a later version has its own, in front of ours."""
        registry = self.env.registry["account.move.send"]
        with patch.multiple(registry, **methods):
            yield

    def test_a_format_forced_by_the_platform_keeps_our_file(self):
        self._accept(address="a@customer.example")
        move = self._post_invoice()
        with self._late(
            _get_default_invoice_edi_format=lambda _s, _m, **_kw: "ubl_21_fr",
            _get_default_sending_methods=lambda _s, _m: {"email"},
        ):
            delivery = self._send(move)
        self.assertEqual((delivery.state, delivery.format), ("queued", "facturx"))
        original = move.invoice_pdf_report_id.raw
        self.assertFalse(container.flaws_of(original))
        self.assertEqual(delivery.attachment_id.raw, original)
        self.assertFalse(move.message_ids.filtered("notified_partner_ids"))

    def test_a_consumer_whom_the_platform_gives_to_the_mail_leaves_as_he_chose(self):
        """Default methods of a B2C customer: {"email"}, without super."""
        for vat in (False, "/"):
            partner = self._create_customer(
                l10n_fr_demat_recipient="consumer", l10n_fr_demat_siren=False, vat=vat
            )
            with self._late(_get_default_sending_methods=lambda _s, _m: {"email"}):
                stranger = self._post_invoice(partner=partner)
                self.assertFalse(self._send(stranger), "core's, as ever")
                self.assertTrue(stranger.message_ids.filtered("notified_partner_ids"))
                self._accept(partner, address="a@customer.example")
                move = self._post_invoice(partner=partner)
                self.assertEqual(self._send(move).address, "a@customer.example")
            self.assertFalse(move.message_ids.filtered("notified_partner_ids"))

    def test_an_add_on_below_ours_that_calls_no_super_changes_nothing(self):
        """The same answers, from a class that ours extends."""
        self._accept(address="a@customer.example")
        move = self._post_invoice()
        below = patch.multiple(
            AccountMoveSend,
            _get_default_sending_methods=lambda _s, _m: {"email"},
            _get_default_invoice_edi_format=lambda _s, _m, **_kw: "ubl_21_fr",
        )
        with below:
            settings = self.send._get_default_sending_settings(move)
            self.assertEqual(settings["sending_methods"], {"l10n_fr_demat"})
            self.assertEqual(settings["invoice_edi_format"], "facturx")
            self.assertEqual(self._send(move).state, "queued")
        self.assertFalse(container.flaws_of(move.invoice_pdf_report_id.raw))

    def test_the_method_and_the_format_that_the_platform_ties_are_never_parted(self):
        """The constraint: method peppol wants format ubl_21_fr, in one write."""
        partner = self.customer.with_company(self.company)
        partner.write({"invoice_sending_method": "peppol"})
        partner.invoice_edi_format_store = "ubl_21_fr"
        model = self.env.registry["res.partner"]
        validate = model._validate_fields

        def constrain(records, names, *arguments):
            validate(records, names, *arguments)
            for record in records.with_company(self.company):
                if (
                    record.invoice_sending_method == "peppol"
                    and record.invoice_edi_format_store != "ubl_21_fr"
                ):
                    raise ValidationError(record.invoice_edi_format_store)

        with patch.object(model, "_validate_fields", constrain):
            with self.assertRaises(ValidationError):
                partner.invoice_edi_format_store = "facturx"
            self._accept(address="a@customer.example")
            self.assertEqual(partner.invoice_sending_method, "l10n_fr_demat")
            self.assertEqual(self._send(self._post_invoice()).format, "facturx")

    def test_where_the_platform_is_not_offered_ours_still_is(self):
        """Method peppol, whatever it is called: to who receives by the platform."""
        self._accept(address="a@customer.example")
        move = self._post_invoice()
        ours = self.send._is_applicable_to_company
        for is_receiver in (True, False):

            def offered(_sender, method, company, _answer=is_receiver):
                return _answer if method == "peppol" else ours(method, company)

            with (
                self.subTest(is_receiver=is_receiver),
                self._late(_is_applicable_to_company=offered),
            ):
                wizard = self._create_account_move_send_wizard_single(move)
                boxes = wizard.sending_method_checkboxes
                self.assertEqual("peppol" in boxes, is_receiver)
                self.assertTrue(boxes["l10n_fr_demat"]["checked"])
                ticked = {name for name, box in boxes.items() if box.get("checked")}
                self.assertEqual(ticked, {"l10n_fr_demat"})

    def test_a_document_too_big_for_the_platform_keeps_back_nobody_else(self):
        """Over 10 MB the platform says so, and as a mere text."""
        self._accept(address="a@customer.example")
        big, small = self._post_invoice(), self._post_invoice()

        def refuse(_sender, moves_data):
            for move, data in moves_data.items():
                if move == big:
                    data["error"] = "Too big to send: 10 MB limit"

        late = {"_call_web_service_after_invoice_pdf_render": refuse}
        for options in ({}, {"from_cron": True}, {"allow_fallback_pdf": True}):
            with self.subTest(options=options), self._late(**late):
                self._send(big | small, **options)
                self.assertEqual(small.l10n_fr_demat_delivery_ids.state, "queued")
                self.assertFalse(big.l10n_fr_demat_delivery_ids)
                # Where core may fall back, it keeps the file that was made.
                kept = bool(big.invoice_pdf_report_id)
                self.assertEqual(kept, "allow_fallback_pdf" in options)
                told = [m for m in big.message_ids if "10 MB" in (m.body or "")]
                self.assertTrue(told)

    def test_formats_of_another_company_make_the_same_file(self):
        """The formats read env.company: in a cron that is the company of root."""
        self._accept(address="a@customer.example")
        elsewhere = self.env["res.company"].create(
            {"name": "Elsewhere SA", "country_id": self.env.ref("base.be").id}
        )
        partner = self.env.registry["res.partner"]
        formats = partner._get_ubl_cii_formats_info

        def late(model):
            known = formats(model)
            if model.env.company.country_code != "FR":
                known.pop("facturx")
            return known

        move = self._post_invoice()
        cron = move.with_user(SUPERUSER_ID).with_company(elsewhere)
        self.assertEqual(cron.env.company, elsewhere)
        with patch.object(partner, "_get_ubl_cii_formats_info", late):
            delivery = self._send(cron, from_cron=True)
        self.assertEqual((delivery.state, delivery.format), ("queued", "facturx"))
        original = move.invoice_pdf_report_id.raw
        self.assertFalse(container.flaws_of(original))
        self.assertEqual(
            document.extract_xml(original), move._get_l10n_fr_demat_xml()[0]
        )
        self.assertNotIn("failed", move.l10n_fr_demat_checks.values())

    def test_each_format_asked_for_is_made_whatever_core_would_choose(self):
        consent = self._accept(address="a@customer.example")
        for name in ("pdf", "xml_cii", "xml_ubl"):
            self._create_rule(consent, address=f"{name}@customer.example", format=name)
        for late in ("ubl_21_fr", "peppol", False):
            with (
                self.subTest(late=late),
                self._late(
                    _get_default_invoice_edi_format=lambda _s, _m, _f=late, **_kw: _f
                ),
            ):
                deliveries = self._send(self._post_invoice())
                self.assertEqual(
                    deliveries.mapped("format"),
                    ["facturx", "pdf", "xml_cii", "xml_ubl"],
                )
                self.assertEqual(set(deliveries.mapped("state")), {"queued"})

    def test_notes_that_core_also_writes_stand_once(self):
        """A later builder adds PMT, PMD, AAB and BT-23 by itself (odoo/odoo#279966)."""
        builder = self.env.registry["account.edi.xml.cii"]
        move = self._post_invoice()
        plain = self.env["account.edi.xml.cii"]._export_invoice(move)[0]
        late = {
            "_export_invoice_vals": lambda *_a, **_kw: {"included_note_list": ["x"]},
            "_get_document_nsmap": lambda *_a: {},
            "_get_invoice_node": lambda *_a: {},
        }
        with patch.multiple(builder, create=True, **late):
            xml, errors = self.env["account.edi.xml.cii"]._export_invoice(move)
        self.assertEqual((xml, errors), (plain, set()))
        tree = etree.fromstring(xml)
        self.assertTerm(tree, "IncludedNote/SubjectCode", "PMD", "PMT", "AAB")
        process = "BusinessProcessSpecifiedDocumentContextParameter/ID"
        self.assertTerm(tree, process, "B1")

    def test_what_a_platform_sends_keeps_the_platform_s_format(self):
        self._accept(address="a@customer.example")
        move = self._post_invoice()
        for methods, expected in (({"peppol"}, "ubl_21_fr"), ({"email"}, "facturx")):
            data = {"sending_methods": methods, "invoice_edi_format": "ubl_21_fr"}
            move._settle_l10n_fr_demat_format(data)
            self.assertEqual(data["invoice_edi_format"], expected)

    def test_the_xml_of_another_format_is_never_put_into_our_file(self):
        self._accept(address="a@customer.example")
        move = self._post_invoice()
        data = {
            "ubl_cii_xml_attachment_values": {"raw": b"<Invoice/>"},
            "ubl_cii_xml_options": {"ubl_cii_format": "ubl_21_fr"},
        }
        raw, errors = move._make_l10n_fr_demat_original(self.page, data)
        self.assertFalse(errors)
        self.assertIn(b"CrossIndustryInvoice", document.extract_xml(raw))
