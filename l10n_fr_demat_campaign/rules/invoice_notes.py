"""The rules on the notes (BG-1): what the law wants to read, and the treatment."""

from .invoice import Flaw
from .invoice_rows import COMPANY, CUSTOMER, is_group_member, is_type, public, row
from .invoice_terms import (
    DIRECTORY,
    SELF_BILLED,
    TREATMENTS,
    absent,
    any_of,
    has_words,
    is_short,
    note,
    of,
    repeated,
    unfit,
    when,
)


def _is_business(terms):
    return "B2B" in note("BAR")(terms)


def _other_address(terms):
    """Find the address that does not begin with the SIREN of who is invoiced."""
    party = "BG-4" if is_type(SELF_BILLED)(terms) else "BG-7"
    siren = (of(party, "legal_identifier")(terms) or [""])[0]
    schemes = of(party, "einvoicing_addr_schemeid")(terms)
    values = of(party, "einvoicing_addr")(terms) or [""]
    is_fit = schemes == [DIRECTORY] and siren and values[0].startswith(siren)
    return [] if is_fit else values


NOTES = (
    *(
        row(
            flaw,
            "BT-22",
            "BR-FR-05, " + text,
            absent(lambda terms, code=code: filter(has_words, note(code)(terms))),
            COMPANY,
        )
        for flaw, code, text in (
            (Flaw.NOTE_PMT, "PMT", "C. com. D441-5"),
            (Flaw.NOTE_PMD, "PMD", "C. com. L441-10 II"),
            (Flaw.NOTE_AAB, "AAB", "C. com. L441-9"),
        )
    ),
    row(
        Flaw.NOTE_TWICE,
        "BT-21",
        "BR-FR-06",
        repeated(of("BG-1", "BT-21"), {"PMT", "PMD", "AAB", "TXD"}),
    ),
    row(
        Flaw.NOTE_GROUP,
        "BT-22",
        "BR-FR-CO-14",
        when(
            is_group_member,
            absent(
                lambda terms: [
                    text for text in note("TXD")(terms) if "ASSUJETTI_UNIQUE" in text
                ]
            ),
        ),
        COMPANY,
    ),
    row(
        Flaw.TREATMENT,
        "BT-22",
        "BR-FR-20",
        unfit(note("BAR"), TREATMENTS.__contains__),
    ),
    row(
        Flaw.TREATMENT_TWICE,
        "BT-21",
        "BR-FR-31",
        repeated(of("BG-1", "BT-21"), {"BAR"}),
    ),
    row(
        Flaw.TREATMENT_SIREN,
        "BT-47",
        "BR-FR-11",
        when(_is_business, absent(of("BG-7", "legal_identifier"))),
        CUSTOMER,
    ),
    row(
        Flaw.TREATMENT_ADDRESS,
        "BT-49",
        "BR-FR-21, BR-FR-22",
        when(_is_business, _other_address),
        CUSTOMER,
    ),
    public(
        Flaw.NOTE_PUBLIC,
        "BT-22",
        "BR-FR-CPRO",
        unfit(
            any_of(of("BG-1", "BT-22"), of("BT-20"), of("BG-25", "BT-154")),
            is_short(1024),
        ),
    ),
)
