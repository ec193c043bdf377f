from odoo import api, fields, models
from odoo.fields import Domain

from ..rules import regime as rules


class ResPartner(models.Model):
    """The position of a customer, shown where people look: on the customer."""

    _inherit = "res.partner"

    l10n_fr_demat_consent_ids = fields.One2many(
        "demat.consent", "partner_id", string="Positions on electronic invoices"
    )
    l10n_fr_demat_consent_id = fields.Many2one(
        "demat.consent",
        string="Position on electronic invoices",
        compute="_compute_l10n_fr_demat_consent",
        search="_search_l10n_fr_demat_consent_id",
        groups="l10n_fr_demat_campaign.demat_group_salesperson,"
        "l10n_fr_demat_campaign.demat_group_auditor",
    )
    l10n_fr_demat_state = fields.Selection(
        selection=lambda self: self.env["demat.consent"]._selection_state(),
        string="Electronic invoices",
        compute="_compute_l10n_fr_demat_consent",
        search="_search_l10n_fr_demat_state",
        groups="l10n_fr_demat_campaign.demat_group_salesperson,"
        "l10n_fr_demat_campaign.demat_group_auditor",
    )
    l10n_fr_demat_basis = fields.Selection(
        selection=lambda self: self.env["demat.consent"]._selection_basis(),
        string="Agreement rests on",
        compute="_compute_l10n_fr_demat_consent",
        groups="l10n_fr_demat_campaign.demat_group_salesperson,"
        "l10n_fr_demat_campaign.demat_group_auditor",
    )
    l10n_fr_demat_effective_on = fields.Date(
        string="Electronic from",
        compute="_compute_l10n_fr_demat_consent",
        groups="l10n_fr_demat_campaign.demat_group_salesperson,"
        "l10n_fr_demat_campaign.demat_group_auditor",
    )
    l10n_fr_demat_blocker_text = fields.Char(
        string="Why silence does not count",
        compute="_compute_l10n_fr_demat_consent",
        groups="l10n_fr_demat_campaign.demat_group_salesperson,"
        "l10n_fr_demat_campaign.demat_group_auditor",
    )

    l10n_fr_demat_deadline = fields.Date(
        string="Answer until",
        compute="_compute_l10n_fr_demat_consent",
        groups="l10n_fr_demat_campaign.demat_group_salesperson,"
        "l10n_fr_demat_campaign.demat_group_auditor",
    )

    @api.depends_context("company", "lang")
    @api.depends(
        "commercial_partner_id.l10n_fr_demat_consent_ids.state",
        "commercial_partner_id.l10n_fr_demat_consent_ids.basis",
        "commercial_partner_id.l10n_fr_demat_consent_ids.effective_on",
        "commercial_partner_id.l10n_fr_demat_consent_ids.blocker_text",
        "commercial_partner_id.l10n_fr_demat_consent_ids.deadline",
    )
    def _compute_l10n_fr_demat_consent(self):
        found = self.env["demat.consent"]._find(self, self.env.company)
        empty = self.env["demat.consent"]
        for partner in self:
            consent = found.get(partner.commercial_partner_id, empty)
            partner.l10n_fr_demat_consent_id = consent
            partner.l10n_fr_demat_state = consent.state
            partner.l10n_fr_demat_basis = consent.basis
            partner.l10n_fr_demat_effective_on = consent.effective_on
            partner.l10n_fr_demat_blocker_text = consent.blocker_words
            partner.l10n_fr_demat_deadline = consent.deadline

    @api.model
    def _search_l10n_fr_demat_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        consents = Domain("company_id", "=", self.env.company.id)
        found = self.env["demat.consent"]._search(
            consents & Domain("state", "in", list(value))
        )
        known = Domain("l10n_fr_demat_consent_ids", "any", Domain("id", "in", found))
        domain = Domain("commercial_partner_id", "any", known)
        if False in value:
            having = Domain("l10n_fr_demat_consent_ids", "any", consents)
            domain |= ~Domain("commercial_partner_id", "any", having)
        return domain

    @api.model
    def _search_l10n_fr_demat_consent_id(self, operator, value):
        if operator != "in":
            return NotImplemented
        consents = Domain("company_id", "=", self.env.company.id)
        wanted = consents & Domain("id", "in", [v for v in value if v])
        domain = Domain(
            "commercial_partner_id",
            "any",
            Domain("l10n_fr_demat_consent_ids", "any", wanted),
        )
        if False in value:
            having = Domain("l10n_fr_demat_consent_ids", "any", consents)
            domain |= ~Domain("commercial_partner_id", "any", having)
        return domain

    def _prepare_l10n_fr_demat_situation(self, company, day, **values):
        """Return what the law asks about this customer, as plain values.

        :param company: the company that invoices
        :param day: date of the invoice
        :param values: what is known better, e.g. ``operation`` of an invoice
        """
        self.ensure_one()
        partner = self.commercial_partner_id
        # The company's own address, of which Odoo would read each field in between.
        country = company.sudo().partner_id.country_id
        return rules.Situation(
            **{
                "issuer_size": company.l10n_fr_demat_issuer_size,
                "vat_group_member": company.l10n_fr_demat_vat_group_member,
                "issuer_established_in_france": country.code == "FR",
                "recipient": partner.l10n_fr_demat_recipient or None,
                "territory": partner.l10n_fr_demat_territory or None,
                "operation": partner.l10n_fr_demat_operation or "taxed",
                "directory": partner.l10n_fr_demat_directory_state or "unknown",
                "day": day,
                **values,
            }
        )

    def _get_l10n_fr_demat_regime(self, company, day, overrides=None, **values):
        """Return the row of the legal table for this customer on that day.

        :param overrides: corrections already read, for who asks about many customers
        """
        if overrides is None:
            overrides = self.env["demat.regime.override"]._get_rules(company)
        situation = self._prepare_l10n_fr_demat_situation(company, day, **values)
        return rules.regime_of(situation, overrides)

    def action_l10n_fr_demat_view_consent(self):
        """Open the position of this customer, creating it on the first visit."""
        self.ensure_one()
        consent = self.env["demat.consent"]._find_or_create(self, self.env.company)
        return {
            "type": "ir.actions.act_window",
            "res_model": "demat.consent",
            "res_id": consent.id,
            "view_mode": "form",
        }

    @api.model
    def _clear_l10n_fr_demat_sending_method(self):
        """Remove our sending method from every customer of every company."""
        self.env["ir.default"].discard_values(
            "res.partner", "invoice_sending_method", ["l10n_fr_demat"]
        )
        # pylint: disable-next=no-search-all
        for company in self.env["res.company"].search([]):
            partners = self.with_company(company).with_context(active_test=False)
            partners.search(
                [("invoice_sending_method", "=", "l10n_fr_demat")]
            ).invoice_sending_method = False
