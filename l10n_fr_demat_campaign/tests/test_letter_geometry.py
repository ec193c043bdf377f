import io

import pikepdf
from pypdf import PdfReader
from reportlab.pdfbase import pdfmetrics

from odoo.tests import BaseCase, tagged

from ..report import letter_pdf

MM = 72 / 25.4
HEIGHT = 297
# Where a sheet is folded, from its top; above the first fold is what the window shows.
FOLDS = {"DL": (99, 198), "C5": (148.5,)}
MARGIN = 5
SIX = (
    "ÉTABLISSEMENTS LEFÈVRE",
    "Service comptabilité fournisseurs",
    "Bâtiment Les Érables, entrée B",
    "45 QUAI DE L'ÎLE FEYDEAU",
    "BP 12345",
    "44000 NANTES CEDEX 1",
)
SEVEN = (*SIX, "ALLEMAGNE")
WIDE = ("W" * 38, *SIX[1:])
URL = "https://factures.lumiere-fournitures.example/demat/"
TOKEN = "QGZ0b2tlbl9vZl9hX3JlcXVlc3RfdGhhdF9pc19hc19sb25nX2FzX2luX3JlYWxfbGlmZQ"  # noqa: S105


@tagged("post_install", "-at_install", "post_install_l10n")
class TestLetterGeometry(BaseCase):
    """The letter is measured in the PDF itself, as the printer gets it."""

    def _render(self, recipient):
        letter = letter_pdf.Letter(
            sender=("Lumière Fournitures SAS", "18 rue de la République"),
            recipient=recipient,
            place_and_date="Lyon, le lundi 7 septembre 2026",
            subject="Vos factures",
            body="<p>Bonjour.</p>",
            qr_url=URL + TOKEN,
            captions=("Scannez", "https://factures.example.fr/demat", "Code 7KQ2M"),
            coupon=("Coupon", "J'accepte", "Je garde le papier", "Nom, date :"),
        )
        return letter_pdf.render(letter, [])

    def _texts(self, content):
        """Return (text, left, right, baseline) in millimetres from the top left."""
        found = []

        def visit(text, _cm, tm, font, size):
            if text.strip():
                name = (font or {}).get("/BaseFont", "/Helvetica")[1:]
                width = pdfmetrics.stringWidth(text.strip(), name, size) / MM
                left, base = tm[4] / MM, HEIGHT - tm[5] / MM
                found.append((text.strip(), left, left + width * tm[0], base))

        PdfReader(io.BytesIO(content)).pages[0].extract_text(visitor_text=visit)
        return found

    def _boxes(self, content):
        """Return (left, top, right, bottom) of every filled rectangle of the page."""
        with pikepdf.open(io.BytesIO(content)) as document:
            page = document.pages[0]
            self.assertNotIn("/XObject", page.resources, "The code is a picture.")
            return list(self._walk(pikepdf.parse_content_stream(page)))

    def _walk(self, operations):
        matrix, stack, pending = pikepdf.Matrix(), [], []
        for operands, operator in operations:
            name = str(operator)
            if name == "q":
                stack.append(matrix)
            elif name == "Q":
                matrix = stack.pop()
            elif name == "cm":
                matrix = pikepdf.Matrix(*map(float, operands)) @ matrix
            elif name == "re":
                pending.append(self._corners(matrix, *map(float, operands)))
            elif name in ("f", "f*", "B", "B*"):
                yield from pending
                pending = []
            elif name in ("n", "S"):
                pending = []

    def _corners(self, matrix, x, y, width, height):
        points = [matrix.transform((x, y)), matrix.transform((x + width, y + height))]
        lefts = sorted(point[0] / MM for point in points)
        tops = sorted(HEIGHT - point[1] / MM for point in points)
        return (lefts[0], tops[0], lefts[1], tops[1])

    def test_six_and_seven_lines_stand_in_the_window_of_dl_and_c5(self):
        left, top, width, height = letter_pdf.WINDOW
        self.assertEqual((left, top, width, height), (110, 55, 85, 33))
        for envelope, folds in FOLDS.items():
            self.assertLess(top + height + MARGIN, folds[0])
            for lines in (SIX, SEVEN, WIDE):
                with self.subTest(envelope=envelope, lines=len(lines), first=lines[0]):
                    shown = self._texts(self._render(lines))
                    inside = [text for text in shown if top <= text[3] <= top + height]
                    self.assertEqual(tuple(text[0] for text in inside), lines)
                    for text, start, _end, base in inside:
                        self.assertGreaterEqual(start, left, text)
                        # Capitals are 2.6 mm high at most, tails hang by 0.8 mm.
                        self.assertGreaterEqual(base - 2.6, top, text)
                        self.assertLessEqual(base + 0.8, top + height, text)

    def test_the_widest_line_does_not_leave_the_window(self):
        left, top, width, height = letter_pdf.WINDOW
        for lines in (SIX, SEVEN, WIDE):
            with self.subTest(first=lines[0]):
                content = self._render(lines)
                scale = self._scale(content)
                for text, start, end, base in self._texts(content):
                    if top <= base <= top + height:
                        right = start + (end - start) * scale
                        self.assertLessEqual(right, left + width, text)

    def _scale(self, content):
        """Return how much the address is narrowed, 1 when it is not."""
        with pikepdf.open(io.BytesIO(content)) as document:
            operations = pikepdf.parse_content_stream(document.pages[0])
            scales = [float(o[0]) for o, name in operations if str(name) == "Tz"]
        return min(scales, default=100) / 100

    def test_nothing_else_shows_around_the_window(self):
        left, top, width, height = letter_pdf.WINDOW
        for _text, start, _end, base in self._texts(self._render(SEVEN)):
            around = (
                left - MARGIN <= start <= left + width + MARGIN
                and top - MARGIN <= base <= top + height + MARGIN
            )
            within = left <= start and top <= base <= top + height
            self.assertEqual(around, within)

    def test_the_code_is_drawn_and_at_least_38_mm_wide(self):
        boxes = [box for box in self._boxes(self._render(SIX)) if box[1] > 200]
        dark = [box for box in boxes if box[2] - box[0] < 20]
        self.assertGreater(len(dark), 100)
        width = max(box[2] for box in dark) - min(box[0] for box in dark)
        height = max(box[3] for box in dark) - min(box[1] for box in dark)
        self.assertGreaterEqual(round(width, 1), 38)
        self.assertGreaterEqual(round(height, 1), 38)

    def test_no_fold_crosses_the_code(self):
        boxes = [box for box in self._boxes(self._render(SIX)) if box[1] > 200]
        top, bottom = min(box[1] for box in boxes), max(box[3] for box in boxes)
        for envelope, folds in FOLDS.items():
            with self.subTest(envelope=envelope):
                self.assertFalse([fold for fold in folds if top <= fold <= bottom])
        self.assertLess(bottom, HEIGHT)
