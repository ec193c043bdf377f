import io

import pikepdf
from lxml import etree

from odoo import Command
from odoo.tests import tagged

from ..einvoice import container, document, enclosure
from ..rules.invoice import Flaw
from .emission_common import EmissionCommon

NUMBER = "//*[local-name() = 'ExchangedDocument']/*[local-name() = 'ID']/text()"


@tagged("post_install", "-at_install", "post_install_l10n")
class TestBadInput(EmissionCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.consent = cls._accept(address="a@customer.example", attachments="embedded")
        # What differs from the paper invoice is not what is tried here.
        cls.company.l10n_fr_demat_is_parity_read = False

    def _pdf(self, pages=1, **encryption):
        target = io.BytesIO()
        with pikepdf.new() as made:
            for _number in range(pages):
                made.add_blank_page()
            protection = pikepdf.Encryption(**encryption) if encryption else None
            made.save(target, encryption=protection)
        return target.getvalue()

    def _enclose(self, move, *documents):
        """Put documents with an invoice, as people do on its form."""
        move.l10n_fr_demat_enclosure_ids = [
            Command.create(
                {"name": name, "raw": raw, "res_model": move._name, "res_id": move.id}
            )
            for name, raw in documents
        ]

    def _flaws(self, move):
        return {Flaw(flaw) for flaw in move.l10n_fr_demat_finding_ids.mapped("flaw")}

    def _names(self, pdf):
        with pikepdf.open(io.BytesIO(pdf)) as found:
            return sorted(found.attachments)

    def assertLeaves(self, move):
        """Check that the invoice leaves as a sound file that says Odoo's amount."""
        deliveries = self._send(move, from_cron=True)
        self.assertTrue(deliveries)
        self.assertEqual(set(deliveries.mapped("state")), {"queued"})
        original = move.invoice_pdf_report_id.raw
        self.assertFalse(container.flaws_of(original))
        self.assertNotIn("failed", move.l10n_fr_demat_checks.values())
        xml = move._get_l10n_fr_demat_xml()[0]
        self.assertEqual(document.extract_xml(original), xml)
        self.assertEqual(move.ubl_cii_xml_id.raw, xml)
        self.assertEqual(
            etree.fromstring(xml).xpath(NUMBER), [move.name], "never a wrong number"
        )
        self.assertAddsUp(move)

    def assertStays(self, move, flaw):
        """Check that the invoice is not issued, and that its finding says why."""
        self.assertFalse(self._send(move, from_cron=True))
        self.assertFalse(move.invoice_pdf_report_id or move.ubl_cii_xml_id)
        self.assertIn(flaw, self._flaws(move))

    def test_odd_but_sound_invoices_leave(self):
        company_bank = self.company.partner_id.bank_ids
        unit = self.env["uom.uom"].create({"name": "Palette", "relative_factor": 1})
        for name in ("pdf", "xml_cii", "xml_ubl"):
            address = f"{name}@customer.example"
            self._create_rule(self.consent, address=address, format=name)
        cases = {
            "nothing to pay": {"invoice_line_ids": [self._line(price=0)]},
            "a negative line": {
                "invoice_line_ids": [self._line(price=100), self._line(price=-99.99)]
            },
            "a unit that no norm knows": {
                "invoice_line_ids": [self._line(product_uom_id=unit.id)]
            },
            "no unit at all": {
                "invoice_line_ids": [self._line(product_id=False, product_uom_id=False)]
            },
            "a discount of all": {"invoice_line_ids": [self._line(discount=100)]},
            "a credit in the place of a quantity": {
                "invoice_line_ids": [self._line(price=100), self._line(quantity=-2)]
            },
            "control characters and emoji": {
                "invoice_line_ids": [self._line(name="\x0b🪑\x1f\ufffe Chaise")]
            },
            "a line without words": {"invoice_line_ids": [self._line(name=" ")]},
        }
        for name, values in cases.items():
            with self.subTest(case=name):
                self.assertLeaves(self._post_invoice(**values))
        with self.subTest(case="a credit note of nothing"):
            self.assertLeaves(self._credit(self._post_invoice([self._line(price=0)])))
        with self.subTest(case="no bank account"):
            company_bank.active = False
            move = self._post_invoice(partner_bank_id=False)
            self.assertNotIn(b"IBANID", move._get_l10n_fr_demat_xml()[0])
            self.assertLeaves(move)

    def test_what_is_wrong_stays_and_is_told(self):
        odd = self._tax("tva_normale").copy({"name": "19 %", "amount": 19})
        cases = (
            (Flaw.NUMBER, {"name": "FAC 2026 00001"}),
            (Flaw.NUMBER, {"name": "FAC/2026/" + "1" * 27}),
            (
                Flaw.RATE,
                {"invoice_line_ids": [self._line(tax_ids=[Command.set(odd.ids)])]},
            ),
            (Flaw.NO_VAT, {"invoice_line_ids": [self._line(tax=None)]}),
        )
        for flaw, values in cases:
            with self.subTest(flaw=str(flaw), values=str(values)):
                self.assertStays(self._post_invoice(**values), flaw)

    def test_a_customer_nobody_can_address_gets_no_electronic_file(self):
        nobody = {"l10n_fr_demat_siren": False, "vat": False, "email": False}
        partner = self._create_customer(**nobody)
        self._accept(partner, address="b@customer.example")
        self.assertStays(self._post_invoice(partner=partner), Flaw.BUYER_ADDRESS)

    def test_a_customer_without_siren_is_told_and_leaves(self):
        partner = self._create_customer(l10n_fr_demat_siren=False)
        self._accept(partner, address="b@customer.example")
        self.assertLeaves(self._post_invoice(partner=partner))

    def test_the_siren_of_another_company_is_told_and_leaves(self):
        """No validator can know it, and a VAT group has a number of its own."""
        cases = (
            {"l10n_fr_demat_siren": "732829320", "vat": "FR55341777639"},
            {"l10n_fr_demat_siren": "123456782", "vat": False},  # our own
        )
        for values in cases:
            with self.subTest(values=values):
                partner = self._create_customer(**values)
                self._accept(partner, address="b@customer.example")
                move = self._post_invoice(partner=partner)
                self.assertEqual(self._flaws(move), {Flaw.BUYER_SIREN_OTHER})
                self.assertLeaves(move)
                self.assertEqual(self._flaws(move), {Flaw.BUYER_SIREN_OTHER})
        self.assertFalse(self._post_invoice().l10n_fr_demat_finding_ids)

    def test_two_hundred_pages_leave_as_one_sound_file(self):
        self.page = document.merge([self.page] * 200)
        move = self._post_invoice()
        self.assertLeaves(move)
        with pikepdf.open(io.BytesIO(move.invoice_pdf_report_id.raw)) as found:
            self.assertEqual(len(found.pages), 200)

    def test_a_print_that_is_damaged_stays_and_is_told(self):
        page = self.page
        for name, damaged in (
            ("cut", page[: len(page) // 2]),
            ("only begun", b"%PDF-1.4 cut"),
            ("protected", self._pdf(user="x", owner="y")),
            ("its font left out", self._without_font(page)),
        ):
            with self.subTest(print=name):
                self.page = damaged
                move = self._post_invoice()
                self.assertStays(move, Flaw.FILE)
                self.assertEqual(move.l10n_fr_demat_checks["container"], "failed")
                self.page = page
                self.assertLeaves(move)
                self.assertFalse(move.l10n_fr_demat_finding_ids)

    def _without_font(self, pdf):
        target = io.BytesIO()
        with pikepdf.open(io.BytesIO(pdf)) as printed:
            for font in printed.pages[0].resources.Font.values():
                del font.DescendantFonts[0].FontDescriptor.FontFile2
            printed.save(target)
        return target.getvalue()

    def test_documents_travel_in_the_file_when_the_customer_wants_them(self):
        move = self._post_invoice()
        self._enclose(
            move,
            ("BL 17.pdf", self._pdf(pages=2)),
            ("BL 17.pdf", self._pdf()),
            ("factur-x.xml", b"<other/>"),
            ("Heures août.csv", b"jour;heures\n"),
        )
        self.assertLeaves(move)
        original = move.invoice_pdf_report_id.raw
        self.assertEqual(
            self._names(original),
            [
                "BL 17 (2).pdf",
                "BL 17.pdf",
                "Heures août.csv",
                "factur-x (2).xml",
                "factur-x.xml",
            ],
        )
        with pikepdf.open(io.BytesIO(original)) as found:
            related = {str(spec.AFRelationship) for spec in found.Root.AF}
            self.assertEqual(len(found.Root.AF), 5)
        self.assertEqual(related, {"/Data", "/Supplement"})
        self.assertFalse(self._names(move._get_l10n_fr_demat_file("pdf")))
        self.assertIn(move.name.encode(), document.extract_xml(original))

    def test_names_of_documents_are_safe_on_every_disk(self):
        """A robot that takes documents out writes them under these names."""
        names = {
            "../../etc/passwd.pdf": "_.._etc_passwd.pdf",
            'a/b\\c\n"d".pdf': "a_b_c_d_.pdf",
            "\u202efdp.exe": "_fdp.exe",
            "x\x00.csv": "x_.csv",
            "C:\\BL.pdf": "C_BL.pdf",
            "..": "document",
            " ": "document (2)",
            "FACTUR-X.XML": "FACTUR-X (2).XML",
            "é" * 300 + ".pdf": "é" * 100 + ".pdf",
            "Bon à 5 % (n° 2), l'été.pdf": "Bon à 5 % (n° 2), l'été.pdf",
        }
        self.assertEqual(enclosure.free_names(names), list(names.values()))
        self.assertEqual(
            enclosure.free_names(["a.pdf", "A.pdf"]), ["a.pdf", "A (2).pdf"]
        )
        move = self._post_invoice()
        stored = [name for name in names if "\x00" not in name]
        self._enclose(move, *((name, self._pdf()) for name in stored))
        self.assertLeaves(move)
        original = move.invoice_pdf_report_id.raw
        safe = [names[name] for name in stored]
        self.assertEqual(self._names(original), sorted([*safe, "factur-x.xml"]))
        tree = etree.fromstring(document.extract_xml(original))
        path = "AdditionalReferencedDocument/IssuerAssignedID"
        self.assertEqual(sorted(self._texts(tree, path)), sorted(safe))

    def test_documents_in_the_file_are_named_in_its_xml(self):
        move = self._post_invoice()
        self._enclose(
            move,
            ("BL_2026-17.pdf", self._pdf()),
            ("Heures août.csv", b"jour;heures\n"),
            ("factur-x.xml", b"<other/>"),
        )
        self.assertLeaves(move)
        original = move.invoice_pdf_report_id.raw
        tree = etree.fromstring(document.extract_xml(original))
        path = "AdditionalReferencedDocument"
        names = self._texts(tree, f"{path}/IssuerAssignedID")
        self.assertEqual(sorted([*names, "factur-x.xml"]), self._names(original))
        self.assertTerm(
            tree,
            f"{path}/Name",
            "BON_LIVRAISON",
            "DOCUMENT_ANNEXE",
            "DOCUMENT_ANNEXE",
        )
        self.assertEqual(
            self._texts(tree, f"{path}/URIID")[:2],
            ["#ef=BL_2026-17.pdf", "#ef=Heures%20ao%C3%BBt.csv"],
        )
        # What is beside the PDF has no document inside.
        ubl = move._get_l10n_fr_demat_file("xml_ubl")
        self.assertIn(b"BL_2026-17.pdf", ubl)
        self.assertNotIn(b"#ef=", ubl)

    def test_documents_stay_out_when_the_customer_does_not_want_them(self):
        self.consent.rule_ids.attachments = "none"
        move = self._post_invoice()
        self._enclose(move, ("BL 17.pdf", b"%PDF cut"))
        self.assertLeaves(move)
        original = move.invoice_pdf_report_id.raw
        self.assertEqual(self._names(original), ["factur-x.xml"])
        self.assertNotIn(b"AdditionalReferenced", document.extract_xml(original))

    def test_documents_go_beside_the_file_but_never_to_a_robot(self):
        channel = self.env["demat.channel.email"]
        for is_robot, count in ((False, 2), (True, 1)):
            self.consent.rule_ids.write({"attachments": "beside", "is_robot": is_robot})
            move = self._post_invoice()
            self._enclose(move, ("BL 17.pdf", self._pdf()))
            values = channel._prepare_mail_values(self._send(move))
            self.assertEqual(len(values["attachment_ids"]), count)

    def test_a_document_that_nobody_can_open_is_a_finding(self):
        cases = (
            ("protected.pdf", self._pdf(user="secret", owner="secret")),
            ("cut.pdf", self._pdf()[:200]),
            ("no pdf.pdf", b"hello"),
            ("empty.csv", b""),
        )
        for name, raw in cases:
            with self.subTest(name=name):
                move = self._post_invoice()
                self._enclose(move, (name, raw))
                self.assertStays(move, Flaw.ENCLOSURE)
                self.assertIn(name, move.l10n_fr_demat_finding_ids.mapped("value"))
                move.l10n_fr_demat_enclosure_ids = False
                self.assertLeaves(move)
        # Who may open it without a password reads it.
        self.assertTrue(enclosure.is_readable("a.pdf", self._pdf(owner="y", user="")))
