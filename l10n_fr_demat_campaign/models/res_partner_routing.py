from odoo import fields, models

from ..einvoice import codes
from ..rules import identifiers
from ..rules.electronic_address import SCHEME

EMAIL_SCHEME = "EM"
# Where a SIREN may stand, our own field first: field, parser, part that is the SIREN.
SIREN_SOURCES = (
    ("l10n_fr_demat_siren", identifiers.parse_siren, "value"),
    ("l10n_fr_demat_siret", identifiers.parse_siret, "siren"),
    ("company_registry", identifiers.parse_siren, "value"),
    ("company_registry", identifiers.parse_siret, "siren"),
    ("vat", identifiers.parse_vat_fr, "siren"),
)
# What names a company, in the order of the rule ``identifiers.names_company``.
NUMBERS = ("l10n_fr_demat_siren", "l10n_fr_demat_siret", "company_registry", "vat")


class ResPartner(models.Model):
    """The identifiers of a company, as an invoice of a given day writes them."""

    _inherit = "res.partner"

    l10n_fr_demat_routing_ids = fields.One2many(
        "demat.routing.address", "partner_id", string="Electronic addresses"
    )

    def _get_l10n_fr_demat_identity(self, day):
        """Return the SIREN, the SIRET and the electronic address valid on a day.

        :return: dict with ``siren`` and ``siret`` (texts or None) and ``routing``
            (pair of scheme and address, or None)
        """
        self.ensure_one()
        siren = self._get_l10n_fr_demat_siren()
        return {
            "siren": siren,
            "siret": self._get_l10n_fr_demat_siret(siren),
            "routing": self._get_l10n_fr_demat_routing(day, siren),
        }

    def _get_l10n_fr_demat_siren(self):
        """Return the SIREN, from our own field first, None for a foreign company."""
        self.ensure_one()
        if not self._is_l10n_fr_demat_french():
            return None
        # The first that is one: the others are not even read.
        found = (_read(parse, self[name], part) for name, parse, part in SIREN_SOURCES)
        return next(filter(None, found), None)

    def _get_l10n_fr_demat_siret(self, siren):
        """Return the SIRET of an establishment of that company (BR-FR-09)."""
        for text in (self.l10n_fr_demat_siret, self.company_registry):
            if siren and _read(identifiers.parse_siret, text, "siren") == siren:
                return str(identifiers.parse_siret(text))
        return None

    def _is_l10n_fr_demat_named(self):
        """Return whether a number names this customer as a company (gate G01)."""
        self.ensure_one()
        return identifiers.names_company(*(self[name] for name in NUMBERS))

    def _is_l10n_fr_demat_french(self):
        """Return whether the company may be in the French register."""
        known = {*self.env["res.company"]._get_france_country_codes(), "MC", False}
        return self.country_code in known

    def _get_l10n_fr_demat_routing(self, day, siren):
        """Return the scheme and the electronic address to write in an invoice.

        The directory's default address of a French company is its SIREN. A customer
        without any identifier is written with the e-mail address.
        """
        self.ensure_one()
        day = day or fields.Date.context_today(self)
        if known := self.l10n_fr_demat_routing_ids._filter_valid(day)[:1]:
            return known.scheme, known.address
        if siren:
            return SCHEME, siren
        found = (
            (self.peppol_eas, self.peppol_endpoint),
            (codes.vat_scheme_of(self.vat), (self.vat or "").replace(" ", "")),
            (EMAIL_SCHEME, self._get_l10n_fr_demat_email()),
        )
        return next((pair for pair in found if all(pair)), None)

    def _get_l10n_fr_demat_email(self):
        """Return one usable e-mail address, None when there is none."""
        emails = identifiers.split_emails(self.email or "")
        return next((e for e in emails if not identifiers.email_flaw(e)), None)


def _read(parse, text, name):
    """Return one part of an identifier, None when the text is not one."""
    if not text:
        return None
    try:
        return getattr(parse(text), name)
    except identifiers.IdentifierError:
        return None
