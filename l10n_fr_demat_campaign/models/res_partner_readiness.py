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
        "l10n_fr_demat_routing_ids",
    )
    @api.depends_context("lang")
    def _compute_l10n_fr_demat_readiness(self):
        today = fields.Date.context_today(self)
        write = self.env["demat.finding"]._get_text
        for partner in self:
            customer = partner.commercial_partner_id
            found = readiness.findings_of_customer(customer, today)
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
            notes = company._get_l10n_fr_demat_legal_notes()
            found = readiness.findings_of_company(company, notes, today)
            company.l10n_fr_demat_readiness = "\n".join(map(write, found))


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    l10n_fr_demat_readiness = fields.Text(related="company_id.l10n_fr_demat_readiness")
