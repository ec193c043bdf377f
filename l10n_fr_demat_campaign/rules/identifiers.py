"""Every identifier of a customer, under one roof.

The rules proper are in `company_numbers` (SIREN, SIRET, VAT), `electronic_address`
(scheme 0225) and `emails`.
"""

from .company_numbers import (
    Flaw,
    IdentifierError,
    Siren,
    Siret,
    VatFr,
    consistency,
    parse_siren,
    parse_siret,
    parse_vat_fr,
)
from .electronic_address import (
    AddressWarning,
    ElectronicAddress,
    Mesh,
    parse_electronic_address,
)
from .emails import EmailFlaw, email_flaw, split_emails

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
    "parse_electronic_address",
    "parse_siren",
    "parse_siret",
    "parse_vat_fr",
    "split_emails",
]
