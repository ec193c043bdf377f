from contextlib import contextmanager
from unittest.mock import patch

from lxml import etree

from odoo.tests import tagged
from odoo.tools import file_open

from ..einvoice import container, document
from .emission_common import EmissionCommon


@tagged("post_install", "-at_install", "post_install_l10n")
class TestLateOdoo(EmissionCommon):
    """Odoo 19 since May 2026: its platform add-on (l10n_fr_pdp), simulated.

    What it does differently was read in its code: methods that answer without super,
    a format of its own, a builder made of dict nodes that adds notes and BT-23.
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
        with file_open(
            "l10n_fr_demat_campaign/tests/files/invoice_print.pdf", "rb"
        ) as file:
            raw, errors = move._make_l10n_fr_demat_original(file.read(), data)
        self.assertFalse(errors)
        self.assertIn(b"CrossIndustryInvoice", document.extract_xml(raw))
