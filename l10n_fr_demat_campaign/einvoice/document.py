"""From terms and a printed invoice to the files that leave: XML, PDF/A-3, Factur-X."""

import functools
import io
import logging
import re
from decimal import Decimal

import pikepdf
from lxml import etree

from ..rules.vat_gap import gap_of, is_gap_taken
from . import pdfa, schema
from .codes import OUTSIDE, PROFILES, ROUTING
from .failure import log_failure
from .library import facturx, parse_ubl_cii_xml
from .pdfa import XML_NAME

_logger = logging.getLogger(__name__)

UBL = "ubl-2.1"
GUIDELINE = re.compile(
    rb"GuidelineSpecifiedDocumentContextParameter>\s*<ram:ID>([^<]*)"
)
CII = "factur-x"
# Of the metadata (XMP): the invoice inside, and the schema that describes it.
CLAIMS = (
    "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#",
    "http://www.aiim.org/pdfa/ns/extension/",
)
UNREADABLE = (pikepdf.PdfError, pikepdf.PasswordError)


class DocumentError(Exception):
    """A file of the invoice could not be made, or is not what it should be."""


class NotInUbl(DocumentError):
    """An invoice says what only EXTENDED can: UBL in EN 16931 would be refused."""


def build_xml(terms, level="en16931", flavor=CII):
    """Return the XML of an invoice, valid against the XSD of its profile."""
    try:
        xml = facturx.generate_xml(
            _copy(terms),  # the library writes in its input
            flavor=flavor,
            level=level,
            check_xsd=False,  # it would compile the schema each time
            check_schematron=False,
        )
        schema.check(xml, level)
    except (ValueError, etree.LxmlError) as error:  # what is said of the data
        raise DocumentError(str(error)) from error
    except Exception as error:
        log_failure(_logger, "An XML cannot be written", error)
        raise DocumentError(str(error)) from error
    return xml


def _copy(terms):
    """Return a copy of terms: dicts and lists of values that never change."""
    if isinstance(terms, dict):
        return {name: _copy(value) for name, value in terms.items()}
    return [_copy(value) for value in terms] if isinstance(terms, list) else terms


def to_ubl(xml):
    """Return in UBL 2.1 what an issued XML (CII) says: read from it, not made again.

    EN 16931 is what both syntaxes can say; what EXTENDED adds stays in the original.

    :raises NotInUbl: when it would be refused
    """
    try:
        terms = parse_ubl_cii_xml(xml, flavor=CII, check_xsd=False)
    except Exception as error:  # the library raises bare Exception
        log_failure(_logger, "An issued XML cannot be read", error)
        raise DocumentError(str(error)) from error
    terms["BG-23"] = _merge_breakdown(terms["BG-23"])
    if not all(map(_is_plain, terms["BG-23"])):
        raise NotInUbl
    # UBL names a buyer once (UBL-SR-16): by the establishment, not by the service.
    terms["BG-7"].get("identifiers", {}).pop(ROUTING, None)
    # Documents stay inside the PDF: what is beside it has their names only.
    for enclosed in terms.get("BG-24", ()):
        enclosed.pop("BT-124", None)
    return build_xml(terms, "en16931", UBL)


def _is_plain(row):
    """Return whether EN 16931 takes a row of VAT."""
    base, vat, rate = (
        float(row.get(name) or 0) for name in ("BT-116", "BT-117", "BT-119")
    )
    gap = gap_of(base, vat, rate)
    return row["BT-118"] != OUTSIDE and is_gap_taken(gap, "en16931")


def _merge_breakdown(rows):
    """Return one row of VAT per category and rate, as EN 16931 wants.

    EXTENDED has one per reason for not charging VAT.
    """
    merged = {}
    for row in rows:
        known = merged.setdefault((row["BT-118"], row.get("BT-119")), dict(row))
        if row.get("BT-120") != known.get("BT-120"):
            texts = filter(None, (known.get("BT-120"), row.get("BT-120")))
            known["BT-120"] = " ; ".join(texts)
            for name in ("BT-116", "BT-117"):
                known[name] = str(Decimal(known[name]) + Decimal(row[name]))
    return list(merged.values())


def level_of(xml):
    """Return the profile that an XML says it is written in (BT-24), if it is ours."""
    found = GUIDELINE.search(xml)
    said = found and found[1].decode()
    return next((level for level, code in PROFILES.items() if code == said), None)


def build_facturx(
    pdf, xml, *, level="en16931", lang="fr-FR", title=None, enclosed=None
):
    """Return a Factur-X file: the printed invoice as PDF/A-3b with its XML inside.

    :param pdf: the printed invoice, as bytes, without any attachment
    :param title: what the document's metadata call it, with ``author`` and ``subject``
    :param enclosed: other documents to embed, names and contents
    """
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            pdfa.convert(document)
            pdfa.embed(document, xml, enclosed or {})
            pdfa.describe(document, level, lang, title or {})
            return pdfa.save(document)
    except (*UNREADABLE, pdfa.NotConvertible) as error:
        raise DocumentError(str(error)) from error
    except Exception as error:
        log_failure(_logger, "A printed invoice cannot be made PDF/A-3", error)
        raise DocumentError(str(error)) from error


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
    except UNREADABLE as error:
        raise DocumentError(str(error)) from error


def _save(document):
    target = io.BytesIO()
    # The same content gives the same bytes: the checksum is part of the delivery key.
    document.save(target, deterministic_id=True)
    return target.getvalue()
