"""Documents that travel inside a Factur-X file: delivery notes, time sheets."""

import io
import re
from pathlib import PurePath
from urllib.parse import quote

import pikepdf

from .document import UNREADABLE, XML_NAME

# What a document is (BR-FR-17), by what its name says; else an annex.
KINDS = (
    ("BON_LIVRAISON", r"bl|bons? de livraison|delivery (slip|note)s?"),
    ("BON_COMMANDE", r"bc|bons? de commande|purchase orders?"),
    ("RIB", r"rib"),
)
ANNEX = "DOCUMENT_ANNEXE"


def is_readable(name, content):
    """Return whether who receives a document can open it.

    A PDF that asks for a password, or that is damaged, is of no use to anybody.
    """
    if not content:
        return False
    if not (content.startswith(b"%PDF") or name.lower().endswith(".pdf")):
        return True
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            return bool(document.pages)
    except UNREADABLE:
        return False


def free_names(names):
    """Return the names of documents as they are embedded, no two of them alike.

    >>> free_names(["note.pdf", "factur-x.xml", "note.pdf"])
    ['note.pdf', 'factur-x (2).xml', 'note (2).pdf']
    """
    free = []
    for name in names:
        free.append(_free_name(name, {XML_NAME, *free}))
    return free


def kind_of(name):
    """Return what a document is, as BR-FR-17 calls it.

    >>> kind_of("BL_2026-17.pdf"), kind_of("Heures août.csv")
    ('BON_LIVRAISON', 'DOCUMENT_ANNEXE')
    """
    words = " ".join(re.findall(r"\w+", name.replace("_", " ").lower()))
    found = (kind for kind, text in KINDS if re.search(rf"\b({text})\b", words))
    return next(found, ANNEX)


def address_of(name):
    """Return where a document of this name is: in the PDF itself (RFC 8118).

    >>> address_of("BL 17.pdf")
    '#ef=BL%2017.pdf'
    """
    return f"#ef={quote(name)}"


def _free_name(name, taken):
    """Return a name that no other document has.

    >>> _free_name("note.pdf", {"note.pdf"})
    'note (2).pdf'
    """
    path, number, free = PurePath(name), 1, name
    while free in taken:
        number += 1
        free = f"{path.stem} ({number}){path.suffix}"
    return free
