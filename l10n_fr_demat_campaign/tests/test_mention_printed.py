import io
import re

from pypdf import PdfReader

from odoo import Command
from odoo.tests import tagged

from .emission_common import EmissionCommon

PARTY = "SpecifiedLegalOrganization/ID"


@tagged("post_install", "-at_install", "post_install_l10n")
class TestMentionPrinted(EmissionCommon):
    """The mentions as a person reads them in the file that leaves, and as a robot."""

    def _draw(self, move):
        """Return the pages that wkhtmltopdf draws of an invoice, in its Factur-X."""
        report = self.env["ir.actions.report"].with_context(force_report_rendering=True)
        with self.allow_pdf_render():
            content, _kind = report._render_qweb_pdf(
                "account.account_invoices", move.ids
            )
        made = move._get_l10n_fr_demat_facturx(
            content, move._get_l10n_fr_demat_xml()[0]
        )
        return PdfReader(io.BytesIO(made)).pages

    def _read_page(self, move):
        """Return the words of these pages."""
        return self._plain(" ".join(page.extract_text() for page in self._draw(move)))

    def _places(self, page):
        """Return each piece of text of a page with its place, from the bottom left."""
        found = []

        def keep(text, outer, inner, _font, _size):
            if text.strip():
                left = inner[4] * outer[0] + outer[4]
                found.append((text.strip(), left, inner[5] * outer[3] + outer[5]))

        page.extract_text(visitor_text=keep)
        return found

    def _plain(self, text):
        """Return a text without what only lays it out: blanks, the form of quotes."""
        return re.sub(r"\s+", "", text.replace("\u2019", "'"))

    def _invoice(self):
        """Return goods and services on debits, delivered elsewhere, with a discount."""
        self.company.l10n_fr_demat_is_vat_on_debits = True
        shop = self._create_customer(
            name="Magasin de Rennes",
            parent_id=self.customer.id,
            type="delivery",
            street="7 rue de Nantes",
            zip="35000",
            city="Rennes",
        )
        term = self.env["account.payment.term"].create(
            {
                "name": "2 % within 8 days",
                "early_discount": True,
                "discount_percentage": 2,
                "discount_days": 8,
                "line_ids": [
                    Command.create(
                        {"value": "percent", "value_amount": 100, "nb_days": 30}
                    )
                ],
            }
        )
        return self._post_invoice(
            [self._line(), self._line(self.course, "tva_normale_encaissement")],
            partner_shipping_id=shop.id,
            invoice_payment_term_id=term.id,
        )

    def test_what_the_law_wants_is_on_the_page_and_in_the_xml(self):
        self._accept()
        move = self._invoice()
        notes = move._get_l10n_fr_demat_legal_notes()
        page, tree = self._read_page(move), self._read_xml(move)
        for text in (
            "Vendeur : SIREN 123456782",
            "Client : SIREN 341777639",
            "livraison de biens et prestation de services",
            "Option pour le paiement de la taxe d'après les débits",
            "Magasin de Rennes, 7 rue de Nantes",
            *(notes[code] for code in ("PMD", "PMT", "AAB")),
        ):
            with self.subTest(printed=text):
                self.assertIn(self._plain(text), page)
        self.assertTerm(tree, PARTY, "123456782", "341777639")
        process = "BusinessProcessSpecifiedDocumentContextParameter/ID"
        self.assertTerm(tree, process, "M1")
        tax = "ApplicableHeaderTradeSettlement/ApplicableTradeTax"
        self.assertIn("5", self._texts(tree, f"{tax}/DueDateTypeCode"))
        self.assertTerm(tree, "ShipToTradeParty/Name", "Magasin de Rennes")
        said = self._texts(tree, "IncludedNote/Content")
        for code, text in (("PMD", "10"), ("PMT", "40"), ("AAB", "2 %")):
            with self.subTest(note=code):
                self.assertIn(text, notes[code])
                self.assertIn(notes[code], said)

    def test_a_line_is_never_cut_nor_hidden_by_the_head_of_a_page(self):
        self._accept()
        lines = [self._line(name=f"Chaise {n}.\nAcier {n}.") for n in range(60)]
        pages = self._draw(self._post_invoice(lines))
        self.assertGreater(len(pages), 2)
        seen = []
        for page in pages:
            places = self._places(page)
            text = " ".join(text for text, _left, _height in places)
            seats = re.findall(r"Chaise (\d+)", text)
            self.assertEqual(seats, re.findall(r"Acier (\d+)", text), "cut in two")
            seen += seats
            heads, rows = (
                [height for text, _left, height in places if word in text]
                for word in ("Description", "Chaise")
            )
            if rows:
                self.assertGreater(heads[0] - max(rows), 10, "one over the other")
        self.assertEqual(seen, [str(number) for number in range(60)])

    def test_amounts_stay_on_the_page_beside_a_word_that_has_no_end(self):
        """The address of a web page, say: it must not push them off the paper."""
        self._accept()
        line = self._line(name="x" * 5000, price=11.11, quantity=3)
        page = self._read_page(self._post_invoice([line]))
        for amount in ("3.00", "11.11", "33.33"):
            self.assertIn(amount, page)
