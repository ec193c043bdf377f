"""The factur-x library, as Odoo 19 lets it be imported.

Odoo 19 puts a loader of its own on ``stdnum`` to patch one of its modules. That loader
has no resource reader, and factur-x reads ``stdnum``'s data files: importing it fails
with ``Can't open orphan path``. The real loader is given back first. Everybody imports
factur-x from here.
"""

import importlib.machinery
import logging

import stdnum

stdnum.__spec__.loader = importlib.machinery.PathFinder.find_spec("stdnum").loader

import facturx
from facturx.facturx import (
    FACTURX_LEVEL2xmp,
    FACTURX_LEVEL2xsd,
    UBL_21_xsd,
    get_flavor,
    get_level,
)
from facturx.parse_xml import parse_ubl_cii_xml

# On failure the library logs the whole invoice: personal data. What went wrong reaches
# the caller by the exception.
logging.getLogger("factur-x").setLevel(logging.CRITICAL)

__all__ = [
    "FACTURX_LEVEL2xmp",
    "FACTURX_LEVEL2xsd",
    "UBL_21_xsd",
    "facturx",
    "get_flavor",
    "get_level",
    "parse_ubl_cii_xml",
]
