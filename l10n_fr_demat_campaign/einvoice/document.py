"""From terms and a printed invoice to the files that leave: XML, PDF/A-3, Factur-X."""

import copy
import functools
import io
import logging

import pikepdf
from lxml import etree

from odoo.tools.pdf import (
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    OdooPdfFileReader,
    OdooPdfFileWriter,
)

from .library import facturx, parse_ubl_cii_xml

XML_NAME = "factur-x.xml"
UBL = "ubl-2.1"
CII = "factur-x"
# Of the metadata (XMP): the invoice inside, and the schema that describes it.
CLAIMS = (
    "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#",
    "http://www.aiim.org/pdfa/ns/extension/",
)
MISSING_GLYPH = b" <0000> Tj"

# The fonts that wkhtmltopdf embeds bear a date that fontTools finds odd, each time.
logging.getLogger("fontTools").setLevel(logging.ERROR)


class DocumentError(Exception):
    """A file of the invoice could not be made, or is not what it should be."""


def build_xml(terms, level="en16931", flavor=CII):
    """Return the XML of an invoice, valid against the XSD of its profile."""
    try:
        return facturx.generate_xml(
            copy.deepcopy(terms),  # the library writes in its input
            flavor=flavor,
            level=level,
            check_schematron=False,
        )
    except Exception as error:  # the library raises bare Exception
        raise DocumentError(str(error)) from error


def to_ubl(xml):
    """Return in UBL 2.1 what an issued XML (CII) says: read from it, not made again.

    EN 16931 is what both syntaxes can say; what EXTENDED adds stays in the original.
    """
    try:
        terms = parse_ubl_cii_xml(xml, flavor=CII, check_xsd=False)
    except Exception as error:  # the library raises bare Exception
        raise DocumentError(str(error)) from error
    return build_xml(terms, "en16931", UBL)


def build_facturx(pdf, xml, *, level="en16931", lang="fr-FR", title=None):
    """Return a Factur-X file: the printed invoice as PDF/A-3b with its XML inside.

    :param pdf: the printed invoice, as bytes, without any attachment
    :param title: what the document's metadata call it, with ``author`` and ``subject``
    """
    try:
        return facturx.generate_from_binary(
            to_pdfa(pdf),
            xml,
            flavor=CII,
            level=level,
            lang=lang,
            pdf_metadata=title,
            check_xsd=False,  # done when the XML was made
            check_schematron=False,
        )
    except DocumentError:
        raise
    except Exception as error:  # the library raises bare Exception
        raise DocumentError(str(error)) from error


def to_pdfa(pdf):
    """Return a printed invoice as PDF/A-3: embedded profile, right widths of glyphs.

    A PDF that cannot be converted raises: a file that only says it is PDF/A is worse
    than none.
    """
    try:
        with io.BytesIO(pdf) as source, io.BytesIO() as target:
            writer = OdooPdfFileWriter()
            writer.cloneReaderDocumentRoot(OdooPdfFileReader(source, strict=False))
            _convert(writer)
            writer.write(target)
            return target.getvalue()
    except Exception as error:  # PDF readers raise almost anything
        raise DocumentError(str(error)) from error


def _convert(writer):
    """Convert a document, even without outlines: core fails on those of a batch."""
    root, key = writer._root_object, NameObject("/Outlines")
    has_outlines = key in root
    if not has_outlines:
        root[key] = DictionaryObject()
    writer.convert_to_pdfa()
    if not has_outlines:
        del root[key]
    for page in writer.pages:
        _leave_out_missing_glyphs(writer, page)


def _leave_out_missing_glyphs(writer, page):
    """Take out the boxes drawn for characters that no font has, as most emoji.

    PDF/A forbids the glyph that stands for what is missing (ISO 19005-3, 6.2.11.8).
    wkhtmltopdf places each glyph apart: the others do not move.
    """
    contents = page.get("/Contents")
    stream = contents.get_object() if contents is not None else None
    data = stream.get_data() if hasattr(stream, "get_data") else b""
    if MISSING_GLYPH not in data:
        return
    cleaned = DecodedStreamObject()
    cleaned.set_data(data.replace(MISSING_GLYPH, b""))
    reference = writer._add_object(cleaned.flate_encode())
    page[NameObject("/Contents")] = reference


@functools.cache
def blank_pdf():
    """Return a page with nothing on it, for who makes what is thrown away."""
    with pikepdf.new() as document:
        document.add_blank_page()
        return _save(document)


def to_plain_pdf(pdf):
    """Return a PDF with nothing embedded, and that does not claim to have it."""
    with _open(pdf) as document:
        root = document.Root
        if "/Names" in root and "/EmbeddedFiles" in root.Names:
            del root.Names["/EmbeddedFiles"]
        for holder in (root, *document.pages):
            _drop(holder, "/AF", "/PageMode")
        if "/Metadata" in root:
            plain = _without_claim(root.Metadata.read_bytes())
            root.Metadata.write(plain)
        return _save(document)


def _drop(holder, *keys):
    for key in keys:
        if key in holder:
            del holder[key]


def _without_claim(xmp):
    """Return metadata without what they say of an electronic invoice inside."""
    tree = etree.fromstring(xmp)
    for namespace in CLAIMS:
        for node in tree.xpath("//*[namespace-uri() = $claim]", claim=namespace):
            parent = node.getparent()
            if parent is not None:
                parent.remove(node)
    return etree.tostring(tree.getroottree(), encoding="utf-8")


def extract_xml(pdf):
    """Return the XML inside a Factur-X file, None when there is none."""
    with _open(pdf) as document:
        if XML_NAME not in document.attachments:
            return None
        return document.attachments[XML_NAME].get_file().read_bytes()


def merge(pdfs):
    """Return one PDF with the pages of several, in order, without their attachments."""
    with pikepdf.new() as merged:
        for pdf in pdfs:
            with _open(pdf) as document:
                merged.pages.extend(document.pages)
        return _save(merged)


def is_pdf(content):
    """Return whether a content is a PDF: under test Odoo prints HTML."""
    return bool(content) and content.startswith(b"%PDF")


def _open(pdf):
    try:
        return pikepdf.open(io.BytesIO(pdf))
    except pikepdf.PdfError as error:
        raise DocumentError(str(error)) from error


def _save(document):
    target = io.BytesIO()
    # The same content gives the same bytes: the checksum is part of the delivery key.
    document.save(target, deterministic_id=True)
    return target.getvalue()
