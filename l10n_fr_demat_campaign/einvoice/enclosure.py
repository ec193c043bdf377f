"""Documents that travel inside a Factur-X file: delivery notes, time sheets."""

import io
from pathlib import PurePath

import pikepdf

from .document import UNREADABLE, XML_NAME


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


def prepare(documents):
    """Return documents as they are embedded: dict of a name of its own to a content.

    :param documents: pairs of a name and a content
    """
    prepared = {}
    for name, content in documents:
        prepared[_free_name(name, {XML_NAME, *prepared})] = content
    return prepared


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
