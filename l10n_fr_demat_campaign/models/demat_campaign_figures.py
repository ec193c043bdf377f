from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class DematCampaignFigures(models.Model):
    """From the campaign to its figures."""

    _inherit = "demat.campaign"

    indicator_ids = fields.One2many(
        "demat.campaign.indicator", "campaign_id", string="Indicators"
    )

    def _count_requests(self, domains):
        """Count the requests of each campaign that fit each domain, in one query.

        :return: dict of campaign id to a tuple in the order of the domains
        """
        requests = self.env["demat.request"]
        query = requests._search([("campaign_id", "in", self.ids)])
        campaign = requests._field_to_sql(query.table, "campaign_id", query)
        counts = [
            SQL(
                "COUNT(*) FILTER (WHERE %s)",
                Domain(domain)
                .optimize_full(requests)
                ._to_sql(requests, query.table, query),
            )
            for domain in domains
        ]
        query.groupby = campaign
        rows = self.env.execute_query(query.select(campaign, *counts))
        return {campaign_id: tuple(row) for campaign_id, *row in rows}

    def action_view_report(self):
        """Open the analysis of this campaign: by segment, step, day…"""
        return self._open_figures("demat_campaign_report_action")

    def action_view_payments(self):
        """Open how its customers paid before and after the switch."""
        return self._open_figures("demat_payment_report_action")

    def _open_figures(self, name):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            f"l10n_fr_demat_campaign.{name}"
        )
        return {**action, "domain": [("campaign_id", "in", self.ids)]}
