"""A letter on paper: address in the window, text, QR code, short code and coupon.

Measures, in millimetres from the top left corner of an A4 sheet: the window of DL and
C5 envelopes shows 85 by 33 mm at 55 mm from the top and 110 mm from the left; the sheet
is folded at 99 and 198 mm. Plain Python: values in, bytes out.
"""

import io
from dataclasses import dataclass

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    NextPageTemplate,
    PageTemplate,
    Paragraph,
)

from .letter_text import escape, paragraphs_of

WINDOW = (110, 55, 85, 33)
# Quiet zone included: the code itself is at least 38 mm wide.
QR_SIZE = 48
MARGIN = 20
BODY_TOP, COUPON_TOP = 100, 216
# From the edge of the window to the text; capitals of 38 characters may need less.
_ADDRESS_INSET, _ADDRESS_SIZES, _ADDRESS_LEADING = 3, (10, 9.5, 9), 11.4
_EMBEDDED = ("DematLetter", "DematLetter-Bold")
_BUILT_IN = ("Helvetica", "Helvetica-Bold")


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What one letter says, ready to be printed.

    :param sender: lines about the company, its name first
    :param recipient: the address block, already laid out
    :param place_and_date: « Lyon, le lundi 7 septembre 2026 »
    :param subject: one line above the text
    :param body: the text, as simple HTML
    :param lang: language of the text, for screen readers
    :param qr_url: what the QR code opens
    :param captions: the lines beside the QR code, the typed address and code included
    :param coupon: title of the reply coupon, one line per box, the signature line
    """

    sender: tuple[str, ...]
    recipient: tuple[str, ...]
    place_and_date: str
    subject: str
    body: str
    lang: str = "fr-FR"
    qr_url: str
    captions: tuple[str, ...]
    coupon: tuple[str, ...]


def render(letter, fonts):
    """Return the letter as PDF bytes.

    :param fonts: paths of a regular and of a bold TrueType font, embedded when the
        text needs more letters than western Europe's
    """
    buffer = io.BytesIO()
    regular, bold = _fonts_of(letter, fonts)
    document = BaseDocTemplate(
        buffer,
        pagesize=A4,
        title=letter.subject,
        author=letter.sender[0],
        lang=letter.lang,
        pageTemplates=_templates(letter, regular, bold),
    )
    document.build([NextPageTemplate("later"), *_paragraphs(letter, regular, bold)])
    return buffer.getvalue()


def _fonts_of(letter, paths):
    texts = (*letter.sender, *letter.recipient, letter.body, letter.subject)
    try:
        "".join(texts).encode("cp1252")
    except UnicodeEncodeError:
        for name, path in zip(_EMBEDDED, paths, strict=True):
            pdfmetrics.registerFont(TTFont(name, path))
        pdfmetrics.registerFontFamily(
            _EMBEDDED[0],
            normal=_EMBEDDED[0],
            bold=_EMBEDDED[1],
            italic=_EMBEDDED[0],
            boldItalic=_EMBEDDED[1],
        )
        return _EMBEDDED
    return _BUILT_IN


def _templates(letter, regular, bold):
    """Return the first page, with everything around the text, and the later ones."""
    width, height = A4
    inner = width - 2 * MARGIN * mm
    first = Frame(
        MARGIN * mm,
        height - COUPON_TOP * mm,
        inner,
        (COUPON_TOP - BODY_TOP) * mm,
        *(0, 0, 0, 0),
    )
    later = Frame(
        MARGIN * mm, MARGIN * mm, inner, height - 2 * MARGIN * mm, *(0, 0, 0, 0)
    )

    def draw(canvas, _document):
        _draw_head(canvas, letter, regular, bold)
        _draw_foot(canvas, letter, regular, bold)

    return [
        PageTemplate(id="first", frames=[first], onPage=draw),
        PageTemplate(id="later", frames=[later]),
    ]


def _draw_head(canvas, letter, regular, bold):
    """Draw the sender, the recipient in the window, the date."""
    _draw_lines(canvas, letter.sender[:1], MARGIN, 18, bold, 11)
    _draw_lines(canvas, letter.sender[1:], MARGIN, 23, regular, 9)
    _draw_address(canvas, letter.recipient, regular)
    _draw_lines(canvas, [letter.place_and_date], WINDOW[0] + 3, 97, regular, 9)


def _draw_address(canvas, lines, font):
    """Draw the address inside the window, narrower where its lines need it."""
    left, top, width, _height = WINDOW
    room = (width - 2 * _ADDRESS_INSET) * mm
    widths = [
        max(pdfmetrics.stringWidth(line, font, size) for line in lines)
        for size in _ADDRESS_SIZES
    ]
    fitting = [n for n, needed in enumerate(widths) if needed <= room]
    number = fitting[0] if fitting else len(widths) - 1
    text = canvas.beginText((left + _ADDRESS_INSET) * mm, A4[1] - (top + 5) * mm)
    text.setFont(font, _ADDRESS_SIZES[number], _ADDRESS_LEADING)
    text.setHorizScale(min(100, 100 * room / widths[number]))
    for line in lines:
        text.textLine(line)
    canvas.drawText(text)


def _draw_foot(canvas, letter, regular, bold):
    """Draw the QR code, what is typed by hand, and the reply coupon."""
    top, left = COUPON_TOP + 4, MARGIN + QR_SIZE + 8
    title, *choices, signature = letter.coupon
    cut = A4[1] - (COUPON_TOP + 2) * mm
    canvas.setDash(2, 2)
    canvas.line(MARGIN * mm, cut, A4[0] - MARGIN * mm, cut)
    canvas.setDash()
    _draw_qr(canvas, letter.qr_url, MARGIN - 4, top)
    _draw_lines(canvas, letter.captions, MARGIN, top + QR_SIZE + 3, regular, 8)
    _draw_lines(canvas, [title], left, top + 7, bold, 10)
    for number, choice in enumerate(choices):
        line_top = top + 16 + 9 * number
        canvas.rect(left * mm, A4[1] - line_top * mm, 3.5 * mm, 3.5 * mm)
        _draw_lines(canvas, [choice], left + 6, line_top - 0.4, regular, 9)
    _draw_lines(canvas, [signature], left, top + 18 + 9 * len(choices), regular, 9)


def _draw_lines(canvas, lines, left, top, font, size):
    """Draw lines of text; ``left`` and ``top`` in millimetres from the corner."""
    text = canvas.beginText(left * mm, A4[1] - top * mm)
    text.setFont(font, size)
    text.setLeading(size * 1.25)
    for line in lines:
        text.textLine(line)
    canvas.drawText(text)


def _draw_qr(canvas, url, left, top):
    """Draw a vector QR code with its quiet zone of four modules."""
    code = QrCodeWidget(url, barLevel="M", barBorder=4)
    size = QR_SIZE * mm
    x0, y0, x1, y1 = code.getBounds()
    drawing = Drawing(
        size, size, transform=[size / (x1 - x0), 0, 0, size / (y1 - y0), 0, 0]
    )
    drawing.add(code)
    renderPDF.draw(drawing, canvas, left * mm, A4[1] - top * mm - size)


def _paragraphs(letter, regular, bold):
    """Return the text as paragraphs that flow over as many pages as needed."""
    style = ParagraphStyle(
        "text", fontName=regular, fontSize=9.6, leading=12.4, spaceAfter=5
    )
    title = ParagraphStyle(
        "title", parent=style, fontName=bold, fontSize=10.5, spaceAfter=7
    )
    yield Paragraph(escape(letter.subject), title)
    for markup, is_item in paragraphs_of(letter.body):
        yield Paragraph(markup, style, bulletText="•" if is_item else None)
