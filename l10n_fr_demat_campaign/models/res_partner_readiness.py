from odoo import api, fields, models

from ..einvoice import readiness
from .demat_finding import READERS


class ResPartner(models.Model):
    """What to correct on a customer before any invoice is made."""

    _inherit = "res.partner"

    l10n_fr_demat_readiness = fields.Text(
        string="To correct for electronic invoices",
        compute="_compute_l10n_fr_demat_readiness",
        groups=READERS,
    )

    @api.depends(
        "name",
        "vat",
        "email",
        "street",
        "zip",
        "city",
        "country_id",
        "company_registry",
        "l10n_fr_demat_siren",
        "l10n_fr_demat_siret",
        "l10n_fr_demat_recipient",
        "l10n_fr_demat_territory",
        "l10n_fr_demat_routing_ids",
    )
    @api.depends_context("lang")
    def _compute_l10n_fr_demat_readiness(self):
        today = fields.Date.context_today(self)
        write = self.env["demat.finding"]._get_text
        for partner in self:
            customer = partner.commercial_partner_id
            # Where our own company is corrected, what it lacks as a seller is told.
            company = customer.sudo().ref_company_ids[:1]
            found = (
                company._find_l10n_fr_demat_flaws(today)
                if company.is_france_country
                else readiness.findings_of_customer(customer.sudo(), today)
            )
            partner.l10n_fr_demat_readiness = "\n".join(map(write, found))


class ResCompany(models.Model):
    _inherit = "res.company"

    l10n_fr_demat_readiness = fields.Text(
        string="To correct on our company", compute="_compute_l10n_fr_demat_readiness"
    )

    @api.depends_context("lang")
    def _compute_l10n_fr_demat_readiness(self):
        today = fields.Date.context_today(self)
        write = self.env["demat.finding"]._get_text
        for company in self:
            found = company._find_l10n_fr_demat_flaws(today)
            company.l10n_fr_demat_readiness = "\n".join(map(write, found))

    def _find_l10n_fr_demat_flaws(self, day):
        """Return what keeps every invoice of this company from leaving."""
        notes = self._get_l10n_fr_demat_legal_notes()
        return readiness.findings_of_company(self, notes, day)


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    l10n_fr_demat_readiness = fields.Text(related="company_id.l10n_fr_demat_readiness")
