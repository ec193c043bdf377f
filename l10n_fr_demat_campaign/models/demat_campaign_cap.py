from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

# Over how many days the messages to one customer are counted.
CAP_DAYS = 30


class ResCompanyCap(models.Model):
    _inherit = "res.company"

    l10n_fr_demat_message_cap = fields.Integer(
        string="Messages per customer in 30 days",
        required=True,
        default=4,
        help="No customer receives more e-mails and letters of campaigns than this, "
        "all campaigns together. The notice after silence always leaves.",
    )

    _message_cap_check = models.Constraint(
        "CHECK (l10n_fr_demat_message_cap > 0)",
        "At least one message must be allowed.",
    )


class ResConfigSettingsCap(models.TransientModel):
    _inherit = "res.config.settings"

    l10n_fr_demat_message_cap = fields.Integer(
        related="company_id.l10n_fr_demat_message_cap", readonly=False
    )


class DematCampaignCap(models.Model):
    """No customer is contacted more often than a cap."""

    _inherit = "demat.campaign"

    def _find_over_cap(self, partners, day):
        """Return who was already written to as often as allowed before a day.

        :return: set of partner ids
        """
        self.ensure_one()
        company = self.company_id
        groups = (
            self.env["demat.sending"]
            .sudo()
            ._read_group(
                self._get_contacts_domain(day)
                & Domain("company_id", "=", company.id)
                & Domain("partner_id", "in", partners.ids),
                ["partner_id"],
                ["__count"],
            )
        )
        cap = company.l10n_fr_demat_message_cap
        return {partner.id for partner, count in groups if count >= cap}

    @api.model
    def _get_contacts_domain(self, day):
        """Return the messages that count on a day: what left lately, or is leaving."""
        since = fields.Datetime.to_datetime(day) - timedelta(days=CAP_DAYS)
        leaving = Domain("sent_at", "=", False) & Domain("state", "=", "planned")
        return Domain("medium", "in", ("email", "letter")) & (
            Domain("sent_at", ">", since) | leaving
        )
