import base64
import io
import os
from pathlib import Path
from unittest.mock import patch

import pikepdf
import qrcode
from PIL import Image, ImageCms

from odoo import Command
from odoo.tests import tagged
from odoo.tests.common import HOST
from odoo.tools import config, file_open

from ..einvoice import container
from .emission_common import EmissionCommon

# bin/conformance gives a folder: every page, drawn by wkhtmltopdf, for veraPDF.
FOLDER = os.environ.get("DEMAT_CONFORMANCE")
LAYOUTS = ("standard", "boxed", "bold", "striped", "bubble", "wave", "folder")
PAPERS = ("euro", "us")
# What the fonts of a server have not all.
TEXTS = (
    "Chaise 🪑 pliante 👩‍👩‍👧 ☃ ✔",
    "椅子 折り畳み 의자 キャスター",
    "كرسي قابل للطي כיסא Стул ไทย देवनागरी",
    "“œ” € \u2013 … ½ ✕ é è ê ÿ ﬁ \u00a0\u202f\u2011\u200b\ufeff|",
)
LINKS = (
    '<p><a href="https://www.lumiere.example/a?b=c">Conditions</a>, '
    '<a href="mailto:a@lumiere.example">mail</a>, <a href="#top">above</a></p>'
)
VECTORS = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30">'
    b'<linearGradient id="g"><stop stop-color="#f00"/><stop offset="1" '
    b'stop-color="#00f" stop-opacity=".2"/></linearGradient>'
    b'<rect width="90" height="30" fill="url(#g)" opacity=".5"/></svg>'
)


def picture(mode, kind, **options):
    """Return a picture as bytes, half of it see-through where it can be."""
    image = Image.new("RGBA", (60, 40), (200, 30, 30, 90))
    image.paste((0, 80, 200, 255), (0, 0, 30, 40))
    target = io.BytesIO()
    image.convert(mode).save(target, kind, **options)
    return target.getvalue()


def kept(name):
    """Return a picture of a kind that Odoo lets Pillow read and write nowhere."""
    path = f"l10n_fr_demat_campaign/tests/files/{name}"
    with file_open(path, "rb") as file:
        return file.read()


def profile():
    """Return a colour profile, as cameras put into their pictures."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


LOGOS = {
    "png_alpha": lambda: picture("RGBA", "PNG"),
    "png_grey_alpha": lambda: picture("LA", "PNG"),
    "png_palette": lambda: picture("P", "PNG", transparency=0),
    "png_two_colours": lambda: picture("1", "PNG"),
    "png_profile": lambda: picture("RGB", "PNG", icc_profile=profile()),
    "jpeg": lambda: picture("RGB", "JPEG"),
    "jpeg_grey": lambda: picture("L", "JPEG"),
    "jpeg_cmyk": lambda: picture("CMYK", "JPEG"),
    "jpeg_profile": lambda: picture("RGB", "JPEG", icc_profile=profile()),
    "gif": lambda: picture("P", "GIF"),
    "svg": lambda: VECTORS,
}
# What no renderer can draw, however it came into the database.
UNDRAWN = {
    "webp_alone": lambda: kept("logo.webp"),
    "avif": lambda: kept("logo.avif"),
    "cut": lambda: picture("RGB", "PNG")[:60],
    "text": lambda: b"hello",
    "svg_cut": lambda: VECTORS[:40],
}


def chosen(names):
    """Return all the names for veraPDF, the first else: drawing takes time."""
    return list(names) if FOLDER else list(names)[:1]


@tagged("post_install", "-at_install", "post_install_l10n")
class TestPages(EmissionCommon):
    """Pages as companies set them up, drawn for real and made PDF/A-3."""

    def setUp(self):
        super().setUp()
        # Where the program that draws finds the style sheets of a layout.
        address = f"http://{HOST}:{config['http_port']}"
        self.env["ir.config_parameter"].set_param("report.url", address)

    def _draw(self, move):
        report = self.env["ir.actions.report"].with_context(force_report_rendering=True)
        with self.allow_pdf_render():
            content, kind = report._render_qweb_pdf(
                "account.account_invoices", move.ids
            )
        self.assertEqual(kind, "pdf")
        return content

    def _make(self, name, move):
        """Return the Factur-X file of an invoice, and keep it for veraPDF."""
        xml, errors = move._get_l10n_fr_demat_xml()
        self.assertFalse(errors)
        made = move._get_l10n_fr_demat_facturx(self._draw(move), xml)
        self.assertEqual(container.flaws_of(made), [])
        if FOLDER:
            folder = Path(FOLDER, "pages")
            folder.mkdir(exist_ok=True)
            folder.joinpath(f"{name}.pdf").write_bytes(made)
        opened = pikepdf.open(io.BytesIO(made))
        self.addCleanup(opened.close)
        return opened

    def _pictures(self, opened):
        return [
            item
            for item in opened.objects
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"
        ]

    def test_each_layout_of_odoo(self):
        lines = [self._line(), self._line(quantity=3)]
        for name in chosen(LAYOUTS):
            with self.subTest(layout=name):
                layout = self.env.ref(f"web.external_layout_{name}")
                self.company.external_report_layout_id = layout
                self._make(f"layout_{name}", self._post_invoice(lines))

    def test_each_kind_of_logo(self):
        for name in chosen(LOGOS):
            with self.subTest(logo=name):
                self.company.logo = base64.b64encode(LOGOS[name]())
                opened = self._make(f"logo_{name}", self._post_invoice())
                if name != "svg":
                    self.assertTrue(self._pictures(opened), "it is on the page")

    def test_a_logo_in_webp_is_drawn_as_the_web_client_converted_it(self):
        self._set_logo(kept("logo.webp"))
        origin = self._logo_file()
        self.env["ir.attachment"].create(
            {
                "name": "logo.jpg",
                "raw": picture("RGB", "JPEG"),
                "res_model": origin._name,
                "res_id": origin.id,
            }
        )
        opened = self._make("logo_webp", self._post_invoice())
        self.assertTrue(self._pictures(opened), "it is on the page")

    def test_a_logo_that_cannot_be_drawn_leaves_the_invoice_without_it(self):
        for name in chosen(UNDRAWN):
            with self.subTest(logo=name):
                self._set_logo(UNDRAWN[name]())
                opened = self._make(f"undrawn_{name}", self._post_invoice())
                self.assertFalse(self._pictures(opened))

    def _set_logo(self, content):
        """Put a logo where Odoo keeps it, whatever today's checks say of it."""
        self.company.logo = base64.b64encode(picture("RGB", "PNG"))
        logo = self._logo_file().with_context(image_no_postprocess=True)
        logo.raw = content
        self.env.invalidate_all()

    def _logo_file(self):
        partner = self.company.partner_id
        return self.env["ir.attachment"].search(
            [
                ("res_model", "=", partner._name),
                ("res_id", "=", partner.id),
                ("res_field", "=", "image_1920"),
            ]
        )

    def test_each_paper(self):
        for name in chosen(PAPERS):
            with self.subTest(paper=name):
                self.company.paperformat_id = self.env.ref(f"base.paperformat_{name}")
                self._make(f"paper_{name}", self._post_invoice())

    def test_texts_that_no_font_has_and_links(self):
        self.company.report_footer = LINKS
        lines = [self._line(name=text) for text in TEXTS]
        opened = self._make("texts", self._post_invoice(lines, narration=LINKS))
        links = [link for page in opened.pages for link in page.obj.get("/Annots", [])]
        self.assertTrue(links)
        self.assertTrue(all(int(link.F) & 4 for link in links), "printed")
        addresses = {str(link.A.URI) for link in links if "/A" in link}
        self.assertIn("https://www.lumiere.example/a?b=c", addresses)

    def test_the_language_of_the_customer_is_that_of_the_file(self):
        self.env["res.lang"]._activate_lang("de_DE")
        for code in chosen(("de_DE", "en_US")):
            self.customer.lang = code
            opened = self._make(f"language_{code}", self._post_invoice())
            self.assertEqual(str(opened.Root.Lang), code.replace("_", "-"))

    def test_a_code_to_pay_by_telephone(self):
        self.company.qr_code = True
        bank = self.company.partner_id.bank_ids[:1]
        move = self._post_invoice(partner_bank_id=bank.id, qr_code_method="sct_qr")
        drawn = []

        def barcode(_report, barcode_type, value, **_options):
            """Draw the same code without Cairo, which pip does not bring."""
            self.assertEqual(barcode_type, "QR")
            drawn.append(qrcode.make(value, border=0))
            target = io.BytesIO()
            drawn[-1].save(target)
            return target.getvalue()

        report = self.env.registry["ir.actions.report"]
        with patch.object(report, "barcode", barcode):
            opened = self._make("code", move)
        found = [pikepdf.PdfImage(one).as_pil_image() for one in self._pictures(opened)]
        code = drawn[-1].get_image().convert("L")
        same = [p for p in found if p.size == code.size and p.convert("L") == code]
        self.assertTrue(same, "dot by dot")

    def test_many_pages(self):
        lines = [self._line(name=f"Article {number}") for number in range(90)]
        opened = self._make("many_pages", self._post_invoice(lines))
        self.assertGreater(len(opened.pages), 2)

    def test_documents_of_any_sort_inside(self):
        self._accept(address="a@customer.example", attachments="embedded")
        sorts = {
            "for_owners": {"encryption": pikepdf.Encryption(owner="x", user="")},
            "version_2": {"force_version": "2.0"},
        }
        for name, options in chosen(sorts.items()):
            with self.subTest(sort=name), pikepdf.new() as document:
                document.add_blank_page()
                target = io.BytesIO()
                document.save(target, **options)
                values = {"name": f"{name}.pdf", "raw": target.getvalue()}
                move = self._post_invoice()
                move.l10n_fr_demat_enclosure_ids = [Command.create(values)]
                opened = self._make(f"inside_{name}", move)
                self.assertIn(values["name"], opened.attachments)
