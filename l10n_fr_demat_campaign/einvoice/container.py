"""What a Factur-X file must be as a container, checked on the bytes that leave.

Passing these checks does not make a file PDF/A: only veraPDF can say that.
"""

import io
import re

import pikepdf
from lxml import etree

from .document import XML_NAME, DocumentError
from .library import get_level

# What XMP calls the profile whose identifier is BT-24.
LEVELS = {
    "basicwl": "BASIC WL",
    "basic": "BASIC",
    "en16931": "EN 16931",
    "extended": "EXTENDED",
}


def flaws_of(pdf):
    """Return what is wrong with a Factur-X container, as keys; empty: all is well."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            return _flaws_of_document(document)
    except pikepdf.PdfError as error:
        raise DocumentError(str(error)) from error


def _flaws_of_document(document):
    specs = _specs(document)
    if len(specs) != 1:
        return ["xml_count"]
    spec, xmp = specs[0], _xmp(document)
    xml = spec.EF.F.read_bytes()
    checks = (
        ("relationship", spec.get("/AFRelationship") in ("/Data", "/Alternative")),
        ("subtype", spec.EF.F.get("/Subtype") == "/text/xml"),
        ("associated", spec.objgen in [item.objgen for item in _associated(document)]),
        ("pdfa_part", _tag(xmp, "pdfaid:part") == "3"),
        ("pdfa_conformance", _tag(xmp, "pdfaid:conformance") in ("B", "A", "U")),
        ("file_name", _tag(xmp, "fx:DocumentFileName") == XML_NAME),
        ("level", _tag(xmp, "fx:ConformanceLevel") == level_of(xml)),
        ("extension_schema", "pdfaExtension:schemas" in xmp),
        ("output_intent", "/OutputIntents" in document.Root),
    )
    return [key for key, passed in checks if not passed]


def level_of(xml):
    """Return the profile of an XML, as XMP writes it."""
    return LEVELS.get(get_level(etree.fromstring(xml), "factur-x"))


def _specs(document):
    names = document.Root.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", [])
    pairs = zip(list(names)[::2], list(names)[1::2], strict=True)
    return [spec for name, spec in pairs if str(name) == XML_NAME]


def _associated(document):
    return list(document.Root.get("/AF", []))


def _xmp(document):
    metadata = document.Root.get("/Metadata")
    return metadata.read_bytes().decode("utf-8", "replace") if metadata else ""


def _tag(xmp, name):
    """Return the text of an XMP property, written as an element or as an attribute."""
    found = re.search(rf"<{name}>\s*([^<]*?)\s*</{name}>|\b{name}=\"([^\"]*)\"", xmp)
    return (found[1] or found[2]) if found else None
