from datetime import datetime, time, timedelta

from pytz import timezone, utc

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date

PARIS = timezone("Europe/Paris")
WEEK = timedelta(days=7)


class ResCompanySalesDigest(models.Model):
    _inherit = "res.company"

    l10n_fr_demat_sales_digest = fields.Boolean(
        string="Weekly news to salespeople",
        help="Every Monday each salesperson receives one mail with the answers, the "
        "refusals and their reasons of their own customers. No news, no mail.",
    )


class ResConfigSettingsSalesDigest(models.TransientModel):
    _inherit = "res.config.settings"

    l10n_fr_demat_sales_digest = fields.Boolean(
        related="company_id.l10n_fr_demat_sales_digest", readonly=False
    )


class DematSalesDigest(models.Model):
    """What one salesperson was told of a week: news of their own customers."""

    _name = "demat.sales.digest"
    _description = "Weekly news to a salesperson"
    _order = "since desc, user_id"
    _rec_name = "user_id"

    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="cascade"
    )
    user_id = fields.Many2one(
        "res.users",
        string="Salesperson",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    since = fields.Date(string="Week of", required=True, readonly=True)
    request_ids = fields.Many2many(
        "demat.request", string="My customers", readonly=True
    )

    _week_uniq = models.UniqueIndex(
        "(company_id, user_id, since)", "A salesperson is told of a week once."
    )

    @api.model
    def _cron_send(self):
        """Tell each salesperson of the week that is over, one per transaction.

        Who was told already is not told again: the job may be stopped at any moment.
        """
        cron, since = self.env["ir.cron"], self._get_last_week()
        untold = self._find_untold(since)
        cron._commit_progress(remaining=len(untold))
        for (company, user), requests in untold.items():
            self._tell(company, user, since, requests)
            if not cron._commit_progress(1):
                break

    @api.model
    def _get_last_week(self):
        """Return the Monday of the last week that is over, in Paris."""
        today = fields.Date.context_today(self.with_context(tz=PARIS.zone))
        return today - timedelta(days=today.weekday()) - WEEK

    @api.model
    def _find_untold(self, since):
        """Return the customers with news of each salesperson who was not told yet.

        :return: dict of (company, user) to requests
        """
        companies = self.env["res.company"].search(
            [("l10n_fr_demat_sales_digest", "=", True)]
        )
        requests = self.env["demat.request"].search(
            self._get_news_domain(since)
            & Domain("company_id", "in", companies.ids)
            & Domain("partner_id.user_id.active", "=", True)
            & Domain("partner_id.user_id.share", "=", False)
        )
        told = self.search([("since", "=", since)])
        known = {(digest.company_id, digest.user_id) for digest in told}
        groups = requests.grouped(lambda r: (r.company_id, r.partner_id.user_id))
        return {
            (company, user): news
            for (company, user), news in groups.items()
            if (company, user) not in known and news.campaign_id[0]._may_follow(user)
        }

    @api.model
    def _get_news_domain(self, since):
        """Hook: return the requests to which something happened in a week."""
        start, end = (
            PARIS.localize(datetime.combine(day, time.min))
            .astimezone(utc)
            .replace(tzinfo=None)
            for day in (since, since + WEEK)
        )
        moments = ("answered_at", "questioned_at", "stop_requested_at")
        news = Domain.OR(
            Domain(name, ">=", start) & Domain(name, "<", end) for name in moments
        )
        decided = Domain("deadline", ">=", since - timedelta(days=1)) & Domain(
            "deadline", "<", since + WEEK - timedelta(days=1)
        )
        return news | (decided & Domain("state", "in", ("silent", "blocked")))

    @api.model
    def _tell(self, company, user, since, requests):
        """Write to one salesperson, and remember that it was done."""
        digest = self.create(
            {
                "company_id": company.id,
                "user_id": user.id,
                "since": since,
                "request_ids": requests.ids,
            }
        )
        if user.email:
            self.env["mail.mail"].create(digest._prepare_mail_values())
        return digest

    def _prepare_mail_values(self):
        self.ensure_one()
        user, company = self.user_id, self.company_id
        localized = self.with_context(lang=user.lang)
        return {
            "subject": localized.env._("News of your customers: electronic invoices"),
            "body_html": localized.env["ir.qweb"]._render(
                "l10n_fr_demat_campaign.demat_sales_digest_mail",
                {
                    "digest": localized,
                    "since": format_date(localized.env, self.since),
                    "url": self._get_url(),
                },
            ),
            "email_from": company.email_formatted or user.company_id.email_formatted,
            "email_to": user.email_formatted,
            "auto_delete": True,
        }

    def _get_url(self):
        """Return the address of the salesperson's list, for who is logged in."""
        action = "l10n_fr_demat_campaign.demat_consent_my_action"
        return f"{self.get_base_url()}/odoo/action-{action}"
