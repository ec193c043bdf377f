"""The table: every rule that an invoice is held against, with its source.

BR-FR: XP Z12-012. BR and BR-CO: EN 16931-1. The others are the law's own texts. A row
blocks when a validator refuses the file; else it tells a mention that is missing.
"""

from .invoice_document import DOCUMENT
from .invoice_lines import LINES
from .invoice_notes import NOTES
from .invoice_parties import BUYER, SELLER
from .invoice_payment import PAYMENT
from .invoice_references import REFERENCES

TABLE = DOCUMENT + NOTES + SELLER + BUYER + REFERENCES + PAYMENT + LINES
