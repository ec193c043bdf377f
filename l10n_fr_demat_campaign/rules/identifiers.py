"""Every identifier of a customer, under one roof.

The rules proper are in `company_numbers` (SIREN, SIRET), `vat_number`,
`electronic_address` (scheme 0225) and `emails`; what is here compares them.
"""

from .company_numbers import (
    Flaw,
    IdentifierError,
    Siren,
    Siret,
    parse_siren,
    parse_siret,
)
from .electronic_address import (
    AddressWarning,
    ElectronicAddress,
    Mesh,
    parse_electronic_address,
)
from .emails import EmailFlaw, email_flaw, split_emails
from .vat_number import VatFr, parse_vat_fr

__all__ = [
    "AddressWarning",
    "ElectronicAddress",
    "EmailFlaw",
    "Flaw",
    "IdentifierError",
    "Mesh",
    "Siren",
    "Siret",
    "VatFr",
    "consistency",
    "email_flaw",
    "names_company",
    "parse_electronic_address",
    "parse_siren",
    "parse_siret",
    "parse_vat_fr",
    "split_emails",
]

_VAT_DIGITS = 2


def consistency(siren=None, siret=None, vat=None):
    """The contradictions between identifiers of one customer; bad ones are left out.

    The SIREN is the measure, or that of the SIRET where there is no good SIREN.

    >>> consistency("341777639", "35600000000048", "FR39356000000")
    ('siret_mismatch', 'vat_mismatch')
    """
    company, in_siret, in_vat = (
        _part(parse_siren, siren, "value"),
        _part(parse_siret, siret, "siren"),
        _part(parse_vat_fr, vat, "siren"),
    )
    pairs = (
        ("siret_mismatch", company, in_siret),
        ("vat_mismatch", company or in_siret, in_vat),
    )
    return tuple(key for key, one, two in pairs if one and two and one != two)


def names_company(siren=None, siret=None, registry=None, vat=None):
    """Return whether one of these numbers names the customer as a company.

    A register's number counts when it is a SIREN or a SIRET, a VAT number when it has
    digits (two at least, in Romania): Odoo writes « / » for who has none.

    >>> names_company(registry="341 777 639"), names_company(vat="DE136695976")
    (True, True)
    >>> names_company(registry="HRB 12345", vat="/")
    False
    """
    return bool(
        siren
        or siret
        or _part(parse_siren, registry, "value")
        or _part(parse_siret, registry, "siren")
        or sum(map(str.isdigit, vat or "")) >= _VAT_DIGITS
    )


def _part(parse, text, name):
    try:
        return getattr(parse(text), name)
    except IdentifierError:
        return None
