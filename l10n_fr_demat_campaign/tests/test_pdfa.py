import io
from unittest.mock import patch

import pikepdf
from fontTools.ttLib import TTFont
from lxml import etree

from odoo.tests import BaseCase, tagged
from odoo.tools import file_open

from ..einvoice import document, pdfa, schema

TITLE = {
    "author": "Dupont & Fils\x0b",
    "title": "Dupont & Fils: F/1",
    "subject": "F/1, 21/11/2026",
    "keywords": "Factur-X",
}


@tagged("post_install", "-at_install", "post_install_l10n")
class TestPdfa(BaseCase):
    """A print of wkhtmltopdf as PDF/A-3; veraPDF judges it in ``bin/conformance``."""

    def setUp(self):
        super().setUp()
        files = "l10n_fr_demat_campaign/tests/files"
        with file_open(f"{files}/invoice_print.pdf", "rb") as printed:
            self.printed = printed.read()

    def _changed(self, change):
        """Return the print with a change made by a function."""
        with pikepdf.open(io.BytesIO(self.printed)) as printed:
            change(printed)
            target = io.BytesIO()
            printed.save(target)
        return target.getvalue()

    def _made(self, printed=None, **values):
        xml = b"<xml>\xc3\xa9</xml>"
        content = document.build_facturx(printed or self.printed, xml, **values)
        made = pikepdf.open(io.BytesIO(content))
        self.addCleanup(made.close)
        return made

    def test_each_font_has_the_widths_of_its_own_glyphs(self):
        fonts = self._made().pages[0].resources.Font.values()
        self.assertTrue(fonts)
        for font in fonts:
            descendant = font.DescendantFonts[0]
            program = descendant.FontDescriptor.FontFile2.read_bytes()
            first, widths = descendant.W
            with TTFont(io.BytesIO(program)) as real:
                unit = real["head"].unitsPerEm
                advances = [real["hmtx"][name][0] for name in real.getGlyphOrder()]
            self.assertEqual(first, 0)
            self.assertEqual(
                [int(width) for width in widths],
                [round(1000 * advance / unit) for advance in advances],
            )

    def test_the_file_says_what_it_is(self):
        made = self._made(title=TITLE, lang="de-DE", level="extended")
        tree = etree.fromstring(made.Root.Metadata.read_bytes())
        texts = {node.text for node in tree.iter()}
        self.assertLessEqual(
            {"Dupont & Fils", "Dupont & Fils: F/1", "EXTENDED", "3", "B"}, texts
        )
        self.assertEqual(str(made.Root.Lang), "de-DE")
        self.assertEqual(str(made.docinfo.Author), "Dupont & Fils")
        self.assertEqual(made.pdf_version, "1.7")
        self.assertIn("/OutputIntents", made.Root)

    def test_a_second_file_says_nothing_of_the_first(self):
        self._made(title=TITLE)
        self.assertNotIn(b"Dupont", self._made().Root.Metadata.read_bytes())

    def test_a_link_is_printed_with_the_page(self):
        def link(printed):
            printed.pages[0].obj.Annots = pikepdf.Array(
                [
                    printed.make_indirect(
                        pikepdf.Dictionary(
                            Type=pikepdf.Name.Annot,
                            Subtype=pikepdf.Name.Link,
                            Rect=[0, 0, 9, 9],
                        )
                    )
                ]
            )

        made = self._made(self._changed(link))
        self.assertEqual(made.pages[0].obj.Annots[0].F, 4)

    def test_what_cannot_be_converted_is_refused(self):
        def leave_the_font_out(printed):
            for font in printed.pages[0].resources.Font.values():
                del font.DescendantFonts[0].FontDescriptor.FontFile2

        for content, words in (
            (b"%PDF-1.4 broken", ""),
            (self._changed(leave_the_font_out), "not embedded as TrueType"),
        ):
            with (
                self.assertNoLogs(document.__name__),
                self.assertRaisesRegex(document.DocumentError, words),
            ):
                document.build_facturx(content, b"<xml/>")

    def test_what_only_we_can_mend_is_logged_without_its_words(self):
        """Words of an error may name a customer."""
        with (
            patch.object(pdfa, "embed", side_effect=TypeError("Dupont")),
            self.assertLogs(document.__name__, "ERROR") as logs,
            self.assertRaises(document.DocumentError),
        ):
            document.build_facturx(self.printed, b"<xml/>")
        self.assertIn("in build_facturx", logs.output[0])
        self.assertNotIn("Dupont", logs.output[0])

    def test_many_pages_are_converted_as_one(self):
        def repeat(printed):
            for _number in range(20):
                printed.pages.append(printed.pages[0])

        made = self._made(self._changed(repeat))
        self.assertEqual(len(made.pages), 21)

    def test_a_schema_that_is_kept_refuses_the_next_too(self):
        space = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
        xml = f'<CrossIndustryInvoice xmlns="{space}"/>'.encode()
        for level in ("en16931", "extended", "en16931"):
            with self.assertRaisesRegex(etree.DocumentInvalid, "Missing child"):
                schema.check(xml, level)
