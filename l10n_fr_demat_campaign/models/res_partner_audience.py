from odoo import api, fields, models
from odoo.fields import Domain

RECENT = "today -24m"


class ResPartner(models.Model):
    """Who was invoiced lately: the customers that a campaign asks by default."""

    _inherit = "res.partner"

    l10n_fr_demat_is_invoiced = fields.Boolean(
        string="Invoiced in the last 24 months",
        compute="_compute_l10n_fr_demat_is_invoiced",
        search="_search_l10n_fr_demat_is_invoiced",
        groups="l10n_fr_demat_campaign.demat_group_salesperson,"
        "l10n_fr_demat_campaign.demat_group_auditor",
        help="By the current company: posted invoices of the customer and of their "
        "contacts; neither drafts nor credit notes alone.",
    )

    @api.depends_context("company")
    def _compute_l10n_fr_demat_is_invoiced(self):
        domain = self.env.company._get_l10n_fr_demat_invoiced_domain()
        invoiced = {
            partner.id
            for [partner] in self.env["account.move"]
            .sudo()
            ._read_group(
                domain
                & Domain("commercial_partner_id", "in", self.commercial_partner_id.ids),
                ["commercial_partner_id"],
            )
        }
        for partner in self:
            entity = partner.commercial_partner_id
            partner.l10n_fr_demat_is_invoiced = entity.id in invoiced

    @api.model
    def _search_l10n_fr_demat_is_invoiced(self, operator, value):
        if operator != "in":
            return NotImplemented
        # Who chooses customers need not read invoices: that there are some is enough.
        domain = self.env.company._get_l10n_fr_demat_invoiced_domain()
        moves = self.env["account.move"].sudo()._search(domain)
        invoiced = Domain(
            "commercial_partner_id", "in", moves.subselect("commercial_partner_id")
        )
        wanted = set(value)
        if len(wanted) > 1:
            return Domain.TRUE
        return invoiced if True in wanted else ~invoiced


class ResCompany(models.Model):
    _inherit = "res.company"

    def _get_l10n_fr_demat_invoiced_domain(self):
        """Hook: return the invoices that make a customer of somebody."""
        self.ensure_one()
        return Domain(
            [
                ("company_id", "=", self.id),
                ("move_type", "=", "out_invoice"),
                ("state", "=", "posted"),
                ("invoice_date", ">=", RECENT),
            ]
        )
