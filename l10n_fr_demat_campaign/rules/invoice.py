"""What an invoice must say before it leaves: French rules and mandatory mentions.

An invoice is a dict of EN 16931 terms (BT-1, BG-25...). The rows are in
``invoice_table``: the one check of the customer, of the company, of posting and of the
gate. Flaws are named here and worded by the models.
"""

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum


class Flaw(str, Enum):
    """What is wrong with an invoice."""

    NUMBER = "number"
    NUMBER_PUBLIC = "number_public"
    DATE = "date"
    PERIOD = "period"
    DOCUMENT_TYPE = "document_type"
    PROCESS = "process"
    PROCESS_PUBLIC = "process_public"
    PROCESS_FINAL = "process_final"
    PROCESS_PAID = "process_paid"
    NOTE_PMT = "note_pmt"
    NOTE_PMD = "note_pmd"
    NOTE_AAB = "note_aab"
    NOTE_TWICE = "note_twice"
    NOTE_GROUP = "note_group"
    NOTE_PUBLIC = "note_public"
    TREATMENT = "treatment"
    TREATMENT_TWICE = "treatment_twice"
    TREATMENT_SIREN = "treatment_siren"
    TREATMENT_ADDRESS = "treatment_address"
    SELLER_NAME = "seller_name"
    SELLER_SIREN = "seller_siren"
    SELLER_SIRET = "seller_siret"
    SELLER_SIRET_PUBLIC = "seller_siret_public"
    SELLER_VAT = "seller_vat"
    SELLER_GROUP_VAT = "seller_group_vat"
    SELLER_ADDRESS = "seller_address"
    SELLER_ADDRESS_FORM = "seller_address_form"
    SELLER_COUNTRY = "seller_country"
    SELLER_POSTAL = "seller_postal"
    SUPPLIER = "supplier"
    OURSELVES = "ourselves"
    BUYER_NAME = "buyer_name"
    BUYER_NAME_PUBLIC = "buyer_name_public"
    BUYER_SIREN = "buyer_siren"
    BUYER_SIREN_FORM = "buyer_siren_form"
    BUYER_SIREN_OTHER = "buyer_siren_other"
    BUYER_SIRET = "buyer_siret"
    BUYER_SIRET_PUBLIC = "buyer_siret_public"
    BUYER_VAT = "buyer_vat"
    BUYER_REVERSE = "buyer_reverse"
    BUYER_ADDRESS = "buyer_address"
    BUYER_ADDRESS_FORM = "buyer_address_form"
    BUYER_ROUTING = "buyer_routing"
    BUYER_COUNTRY = "buyer_country"
    BUYER_POSTAL = "buyer_postal"
    ADDRESS_PUBLIC = "address_public"
    DELIVERY_COUNTRY = "delivery_country"
    REFERENCE_PUBLIC = "reference_public"
    COMMITMENT = "commitment"
    NO_ORIGIN = "no_origin"
    ONE_ORIGIN = "one_origin"
    ORIGIN_NUMBER = "origin_number"
    ORIGIN_PUBLIC = "origin_public"
    GLOBAL_DISCOUNT = "global_discount"
    DUE_DATE = "due_date"
    NO_DUE_DATE = "no_due_date"
    BANK = "bank"
    BANK_PUBLIC = "bank_public"
    MANDATE = "mandate"
    CREDITOR = "creditor"
    CURRENCY = "currency"
    NO_LINE = "no_line"
    NO_VAT = "no_vat"
    SEVERAL_VAT = "several_vat"
    LEVY = "levy"
    WITHHELD = "withheld"
    ITEM_NAME = "item_name"
    UNIT = "unit"
    PRICE = "price"
    QUANTITY = "quantity"
    AMOUNT = "amount"
    CATEGORY = "category"
    RATE = "rate"
    VAT = "vat"
    REASON = "reason"
    ATTACHMENT_KIND = "attachment_kind"
    ATTACHMENT_TWICE = "attachment_twice"
    TOTAL = "total"
    # Found by whoever makes the file, not by a row of the table.
    FILE = "file"
    SCHEMATRON = "schematron"
    NOT_CHECKED = "not_checked"
    ALTERED = "altered"
    ENCLOSURE = "enclosure"
    PARITY = "parity"

    def __str__(self):
        return self.value


class Place(str, Enum):
    """Where a flaw is corrected."""

    INVOICE = "invoice"
    CUSTOMER = "customer"
    COMPANY = "company"

    def __str__(self):
        return self.value


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One row: what shows a flaw on the terms, and the text that asks for the datum."""

    flaw: Flaw
    term: str
    source: str
    place: Place
    find: Callable[[dict], Iterable]
    # A validator refuses the file; else a mention is missing that the law wants.
    is_blocking: bool = True
    is_public: bool = False  # for customers of the public sector only


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A flaw of one invoice: which term, what it says, by which rule, where to mend."""

    flaw: Flaw
    term: str
    value: str
    source: str
    place: Place
    is_blocking: bool = True


def check(terms, *, is_public=False, places=tuple(Place)):
    """Return the findings on the terms of an invoice, in the order of the table.

    :param is_public: whether the customer is of the public sector
    :param places: only what is corrected there: a customer is ready before any invoice
    """
    found = (
        _finding_of(row, value)
        for row in _rows(places, is_public)
        for value in row.find(terms)
    )
    return tuple(dict.fromkeys(found))


@functools.cache
def _rows(places, is_public):
    """Return the rows of the table that count, chosen once: most invoices ask alike."""
    from .invoice_table import TABLE

    wanted = {Place(place) for place in places}
    return tuple(
        row for row in TABLE if row.place in wanted and (is_public or not row.is_public)
    )


def _is_whole(value):
    return isinstance(value, float) and value.is_integer()


def _finding_of(row, value):
    return Finding(
        flaw=row.flaw,
        term=row.term,
        value=str(int(value) if _is_whole(value) else value),
        source=row.source,
        place=row.place,
        is_blocking=row.is_blocking,
    )
