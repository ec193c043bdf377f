"""What a Factur-X file must be as a container, checked on the bytes that leave.

Passing these checks does not make a file PDF/A: only veraPDF can say that.
"""

import io

import pikepdf

from . import document
from .document import XML_NAME, DocumentError

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
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            return _flaws_of_document(opened)
    except pikepdf.PdfError as error:
        raise DocumentError(str(error)) from error


def _flaws_of_document(opened):
    specs = _specs(opened)
    if len(specs) != 1:
        return ["xml_count"]
    spec, xmp = specs[0], _xmp(opened)
    xml = spec.EF.F.read_bytes()
    checks = (
        ("relationship", spec.get("/AFRelationship") in ("/Data", "/Alternative")),
        ("subtype", spec.EF.F.get("/Subtype") == "/text/xml"),
        ("associated", spec.objgen in [item.objgen for item in _associated(opened)]),
        ("pdfa_part", _tag(xmp, "pdfaid:part") == "3"),
        ("pdfa_conformance", _tag(xmp, "pdfaid:conformance") in ("B", "A", "U")),
        ("file_name", _tag(xmp, "fx:DocumentFileName") == XML_NAME),
        ("level", _tag(xmp, "fx:ConformanceLevel") == level_of(xml)),
        ("extension_schema", "pdfaExtension:schemas" in xmp),
        ("output_intent", "/OutputIntents" in opened.Root),
    )
    return [key for key, passed in checks if not passed]


def level_of(xml):
    """Return the profile of an XML, as XMP writes it."""
    return LEVELS.get(document.level_of(xml))


def _specs(opened):
    names = opened.Root.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", [])
    pairs = zip(list(names)[::2], list(names)[1::2], strict=True)
    return [spec for name, spec in pairs if str(name) == XML_NAME]


def _associated(opened):
    return list(opened.Root.get("/AF", []))


def _xmp(opened):
    metadata = opened.Root.get("/Metadata")
    return metadata.read_bytes().decode("utf-8", "replace") if metadata else ""


def _tag(xmp, name):
    """Return the text of an XMP property, written as an element or as an attribute."""
    for start, end in ((f"<{name}>", "<"), (f'{name}="', '"')):
        _before, found, rest = xmp.partition(start)
        if found:
            return rest.partition(end)[0].strip()
    return None
