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
# What a disk reads as a path, refuses in a name, or shows the wrong way round.
UNSAFE = re.compile(
    r'[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069<>:"/\\|?*]+'
)
MAX_STEM, MAX_SUFFIX = 100, 12
NAMELESS = "document"


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
    for name in map(_safe_name, names):
        taken = {other.casefold() for other in (XML_NAME, *free)}
        free.append(_free_name(name, taken))
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


def _safe_name(name):
    """Return a name that who takes the document out may write it under.

    >>> _safe_name("../BL 17.pdf")
    '_BL 17.pdf'
    """
    path = PurePath(UNSAFE.sub("_", name).strip(" .") or NAMELESS)
    return path.stem[:MAX_STEM] + path.suffix[:MAX_SUFFIX]


def _free_name(name, taken):
    """Return a name that no other document has, whatever the case of letters.

    >>> _free_name("note.pdf", {"note.pdf"})
    'note (2).pdf'
    """
    path, number, free = PurePath(name), 1, name
    while free.casefold() in taken:
        number += 1
        free = f"{path.stem} ({number}){path.suffix}"
    return free
