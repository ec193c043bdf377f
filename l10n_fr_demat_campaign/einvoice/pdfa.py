"""A printed invoice as PDF/A-3b with its XML inside: opened once, written once.

What wkhtmltopdf prints is nearly PDF/A: it embeds its fonts, but is wrong about the
widths of their glyphs, has no colour profile, and draws a box for what no font has.
"""

import copy
import functools
import hashlib
import io
import logging
import mimetypes
import zlib
from datetime import datetime, timezone

import pikepdf
from fontTools.ttLib import TTFont, TTLibError
from lxml import etree
from pikepdf import Array, Dictionary, Name, String

from odoo.tools import file_open

from .library import FACTURX_LEVEL2xmp, facturx
from .text import clean

XML_NAME = "factur-x.xml"
PRODUCER = f"pikepdf {pikepdf.__version__}"
CREATOR = "Odoo"
MISSING_GLYPH = b" <0000> Tj"
PRINT = 4  # flag of an annotation (ISO 32000-1, 12.5.3)
# What stands around XMP (ISO 16684-1, 7.3.2).
PACKET = (
    b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n%s\n'
    b'<?xpacket end="w"?>'
)
# One batch of prints shares its fonts.
FONTS_KEPT = 32

# The fonts that wkhtmltopdf embeds bear a date that fontTools finds odd, each time.
logging.getLogger("fontTools").setLevel(logging.ERROR)


class NotConvertible(Exception):
    """A document has what wkhtmltopdf does not write."""


def convert(document):
    """Make a printed document PDF/A-3, but for its metadata.

    A file that only says it is PDF/A is worse than none.

    :raises NotConvertible: when it would only say so
    """
    document.Root.OutputIntents = Array([_output_intent(document)])
    fonts = {}
    for page in document.pages:
        _leave_out_missing_glyphs(document, page)
        for annotation in page.obj.get("/Annots", []):
            annotation.F = annotation.get("/F", 0) | PRINT
        for font in page.resources.get("/Font", {}).values():
            fonts[font.objgen if font.is_indirect else id(font)] = font
    for font in fonts.values():
        _correct_widths(font)


def embed(document, xml, enclosed):
    """Put the XML into a document, as its data, and other files that complete it.

    ISO 19005-3, 6.8: each says what it is to the page.

    :param enclosed: dict of name to content
    """
    data = _file(document, XML_NAME, xml, "text/xml", Name.Data, "Factur-X XML file")
    specs = {XML_NAME: data}
    for name, content in enclosed.items():
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        specs[name] = _file(document, name, content, kind, Name.Supplement, name)
    # A name tree is sorted (ISO 32000-1, 7.9.6).
    pairs = sorted((bytes(String(name)), spec) for name, spec in specs.items())
    names = Array([part for name, spec in pairs for part in (String(name), spec)])
    document.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=names))
    document.Root.AF = Array(list(specs.values()))
    document.Root.PageMode = Name.UseAttachments


def _file(document, name, content, kind, relationship, description):
    """Return a file to embed, with what it is to the document."""
    stream = document.make_stream(
        content,
        Type=Name.EmbeddedFile,
        Subtype=Name(f"/{kind}"),
        Params=Dictionary(
            CheckSum=String(hashlib.md5(content, usedforsecurity=False).digest()),
            ModDate=String(_pdf_date()),
            Size=len(content),
        ),
    )
    return document.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            AFRelationship=relationship,
            Desc=String(description),
            F=String(name),
            UF=String(name),
            EF=Dictionary(F=stream, UF=stream),
        )
    )


def describe(document, level, lang, texts):
    """Write what a document says of itself, in its dictionary and as XMP.

    :param texts: ``title``, ``author``, ``subject`` and ``keywords``
    """
    texts = {key: clean(text) for key, text in texts.items()}
    document.Root.Lang = String(lang)
    document.Root.Metadata = document.make_stream(
        PACKET % _xmp(level, texts), Type=Name.Metadata, Subtype=Name.XML
    )
    values = {
        **{key.capitalize(): text for key, text in texts.items()},
        **dict.fromkeys(("CreationDate", "ModDate"), _pdf_date()),
        "Producer": PRODUCER,
        "Creator": CREATOR,
    }
    for key, text in values.items():
        document.docinfo[f"/{key}"] = String(text)


def save(document):
    """Return a document as bytes, in the version PDF/A-3 is based on."""
    target = io.BytesIO()
    document.save(
        target, force_version="1.7", fix_metadata_version=False, deterministic_id=True
    )
    return target.getvalue()


def _output_intent(document):
    profile = document.make_stream(_colour_profile(), N=3, Filter=Name.FlateDecode)
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB"),
        DestOutputProfile=profile,
    )


@functools.cache
def _colour_profile():
    """Return the profile of all colours, compressed once for all documents."""
    with file_open("tools/data/files/sRGB2014.icc", "rb") as profile:
        return zlib.compress(profile.read(), 9)


def _leave_out_missing_glyphs(document, page):
    """Take out the boxes drawn for characters that no font has, as most emoji.

    PDF/A forbids the glyph that stands for what is missing (ISO 19005-3, 6.2.11.8).
    wkhtmltopdf places each glyph apart: the others do not move.
    """
    if "/Contents" not in page.obj:
        return
    contents = page.obj.Contents
    parts = [contents] if isinstance(contents, pikepdf.Stream) else contents
    data = b"\n".join(part.read_bytes() for part in parts)
    if MISSING_GLYPH in data:
        page.obj.Contents = document.make_stream(data.replace(MISSING_GLYPH, b""))


def _correct_widths(font):
    """Write the widths that the embedded font itself gives to its glyphs."""
    for descendant in font.get("/DescendantFonts", [Dictionary()]):
        program = descendant.get("/FontDescriptor", {}).get("/FontFile2")
        try:
            widths = _glyph_widths(program.read_bytes() if program else b"")
        except TTLibError as error:
            name = str(font.get("/BaseFont", "")).lstrip("/")
            raise NotConvertible(f"{name}: not embedded as TrueType") from error
        descendant.W = Array([0, Array(widths)])


@functools.lru_cache(maxsize=FONTS_KEPT)
def _glyph_widths(program):
    """Return the width of each glyph of a TrueType font, in thousandths."""
    with TTFont(io.BytesIO(program), lazy=True) as font:
        unit, metrics = font["head"].unitsPerEm, font["hmtx"].metrics
        return tuple(
            round(1000 * metrics[glyph][0] / unit) for glyph in font.getGlyphOrder()
        )


def _xmp(level, texts):
    """Return the XMP of a document: the model of its level with its own values."""
    now = datetime.now(timezone.utc).isoformat(timespec="seconds")
    own = {"title": "", "author": "", "subject": "", **texts, "timestamp": now}
    root = copy.deepcopy(_xmp_model(level))
    for node in root.iter():
        node.text = own.get(node.text, node.text)
    return etree.tostring(root)


@functools.cache
def _xmp_model(level):
    """Return the XMP of a level, with the names of its values in their places."""
    values = {
        **{name: name for name in ("title", "author", "subject", "timestamp")},
        "pdfa3_flavor": "B",
        "producer": PRODUCER,
        "creator_tool": CREATOR,
        "version": "1.0",
        "documenttype": "INVOICE",
        "xml_filename": XML_NAME,
        "xmp_level": FACTURX_LEVEL2xmp[level],
        "urn": "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#",
    }
    return etree.fromstring(etree.tostring(facturx.generate_xmp_object(values)))


def _pdf_date():
    return datetime.now(timezone.utc).strftime("D:%Y%m%d%H%M%S+00'00'")
