from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

# The list of the first wave is closed that many days before it leaves.
HOLD_NOTICE_DAYS = 2
_ACTION = "l10n_fr_demat_campaign.demat_heads_up_action"


class DematHeadsUp(models.Model):
    """What one salesperson was told before their customers are written to."""

    _name = "demat.heads.up"
    _description = "Heads-up to a salesperson"
    _order = "wave_id desc, user_id"
    _rec_name = "campaign_id"

    wave_id = fields.Many2one(
        "demat.wave", required=True, readonly=True, index=True, ondelete="restrict"
    )
    campaign_id = fields.Many2one(related="wave_id.campaign_id", store=True, index=True)
    company_id = fields.Many2one(related="wave_id.company_id", store=True, index=True)
    user_id = fields.Many2one(
        "res.users",
        string="Salesperson",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    request_ids = fields.Many2many(
        "demat.request", string="My customers", readonly=True
    )
    request_count = fields.Integer(string="Customers", compute="_compute_request_count")
    hold_before = fields.Date(
        string="Hold back until",
        compute="_compute_hold_before",
        help="Last day on which a customer can be taken out of the first messages.",
    )
    seen_at = fields.Datetime(
        readonly=True, help="When the salesperson opened this page; no mail is watched."
    )
    letter_preview = fields.Html(
        string="What customers will read", compute="_compute_letter_preview"
    )

    _wave_user_uniq = models.UniqueIndex(
        "(wave_id, user_id)", "A salesperson is told once."
    )

    @api.depends("request_ids")
    def _compute_request_count(self):
        for heads_up in self:
            heads_up.request_count = len(heads_up.request_ids)

    @api.depends("campaign_id.wave_ids.planned_on", "campaign_id.wave_ids.kind")
    def _compute_hold_before(self):
        for heads_up in self:
            heads_up.hold_before = heads_up.campaign_id._get_hold_limit()

    @api.depends("request_ids")
    def _compute_letter_preview(self):
        for heads_up in self:
            wave = heads_up.campaign_id.wave_ids.filtered(
                lambda wave: wave.kind in ("email", "letter")
            )[:1]
            # One example per family is enough to know what customers read.
            examples = {
                request.family: request.with_context(demat_wave_id=wave.id)
                for request in heads_up.request_ids.sorted("id", reverse=True)
            }
            heads_up.letter_preview = self.env["ir.qweb"]._render(
                "l10n_fr_demat_campaign.demat_heads_up_letters",
                {"examples": [examples[family] for family in sorted(examples)]},
            )

    def web_read(self, specification):
        # EXTENDS 'web': opened in Odoo by the salesperson means seen
        mine = self.filtered(lambda h: h.user_id == self.env.user and not h.seen_at)
        mine.sudo().seen_at = fields.Datetime.now()
        return super().web_read(specification)

    def _send(self):
        """Write to each salesperson, with a link to their page in Odoo."""
        mails = self.env["mail.mail"].sudo()
        for heads_up in self.filtered("user_id.email"):
            mails |= mails.create(heads_up._prepare_mail_values())
        if mails:
            self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()._trigger()
        return mails

    def _prepare_mail_values(self):
        self.ensure_one()
        user = self.user_id
        localized = self.with_context(lang=user.lang)
        return {
            "subject": localized.env._(
                "Your customers will be written to: %s", self.campaign_id.name
            ),
            "body_html": localized.env["ir.qweb"]._render(
                "l10n_fr_demat_campaign.demat_heads_up_mail",
                {
                    "heads_up": localized,
                    "hold_before": format_date(localized.env, self.hold_before),
                    "url": self._get_url(),
                },
            ),
            "email_from": self.wave_id._get_email_from(),
            "email_to": user.email_formatted,
            "auto_delete": False,
        }

    def _get_url(self):
        """Return the address of this page in Odoo, for who is logged in."""
        self.ensure_one()
        return f"{self.get_base_url()}/odoo/action-{_ACTION}/{self.id}"


class DematCampaignHeadsUp(models.Model):
    _inherit = "demat.campaign"

    heads_up_ids = fields.One2many(
        "demat.heads.up", "campaign_id", string="Heads-up to salespeople"
    )

    heads_up_count = fields.Integer(compute="_compute_heads_up_count")
    heads_up_seen_count = fields.Integer(compute="_compute_heads_up_count")

    @api.depends("heads_up_ids.seen_at")
    def _compute_heads_up_count(self):
        for campaign in self:
            campaign.heads_up_count = len(campaign.heads_up_ids)
            seen = campaign.heads_up_ids.filtered("seen_at")
            campaign.heads_up_seen_count = len(seen)

    def action_view_heads_ups(self):
        """Open what the salespeople were told."""
        action = self.env["ir.actions.act_window"]._for_xml_id(_ACTION)
        return {**action, "domain": [("campaign_id", "in", self.ids)]}

    def _may_follow(self, user):
        """Return whether a salesperson may see their customers in this campaign."""
        self.ensure_one()
        return (
            user.active
            and not user.share
            and self.company_id in user.company_ids
            and user.has_group("l10n_fr_demat_campaign.demat_group_salesperson")
        )

    def _get_hold_limit(self):
        """Return the last day to hold a customer back before the first message."""
        self.ensure_one()
        first = self.wave_ids.filtered(
            lambda wave: wave.state == "planned" and wave.kind in ("email", "letter")
        )
        days = first.mapped("planned_on")
        return min(days) - timedelta(days=HOLD_NOTICE_DAYS) if days else False


class DematWaveHeadsUp(models.Model):
    """Salespeople first: one mail each, with their own customers and nobody else's."""

    _inherit = "demat.wave"

    heads_up_ids = fields.One2many(
        "demat.heads.up", "wave_id", string="Heads-up to salespeople"
    )

    @api.depends("heads_up_ids")
    def _compute_sending_count(self):
        # EXTENDS: the messages of a heads-up go to salespeople
        result = super()._compute_sending_count()
        for wave in self.filtered(lambda wave: wave.kind == "heads_up"):
            wave.sending_count = len(wave.heads_up_ids)
        return result

    def action_view_sendings(self):
        # EXTENDS: open the page of each salesperson
        if self.kind == "heads_up":
            return self.campaign_id.action_view_heads_ups()
        return super().action_view_sendings()

    def _get_families(self):
        # EXTENDS: no customer is written to
        return () if self.kind == "heads_up" else super()._get_families()

    def _get_heads_up_domain(self):
        """Whoever has a salesperson, still with us, and waits to be written to."""
        return [
            ("answer", "=", False),
            ("partner_id.user_id.active", "=", True),
            ("partner_id.user_id.share", "=", False),
        ]

    def _run_heads_up(self, _requests):
        """Wait for the end: a salesperson is told once, of all their customers."""

    def _finish_heads_up(self):
        """Tell each salesperson of their customers."""
        requests = self._get_requests().grouped(lambda r: r.partner_id.user_id)
        known = self.env["demat.heads.up"].sudo().search([("wave_id", "=", self.id)])
        heads_ups = (
            self.env["demat.heads.up"]
            .sudo()
            .create(
                [
                    {"wave_id": self.id, "user_id": user.id, "request_ids": mine.ids}
                    for user, mine in requests.items()
                    if user not in known.user_id and self.campaign_id._may_follow(user)
                ]
            )
        )
        heads_ups._send()


class DematRequestHeadsUp(models.Model):
    _inherit = "demat.request"

    def _hold(self, until, reason):
        # EXTENDS: the list of a wave is closed two days before it leaves; once it left,
        # a hold does not unsend but keeps silence from counting
        today = fields.Date.context_today(self)
        for campaign in self.sudo().campaign_id:
            limit = campaign._get_hold_limit()
            last = limit and limit + timedelta(days=HOLD_NOTICE_DAYS)
            is_planned = self.filtered(
                lambda r, c=campaign: r.campaign_id == c and r.state == "planned"
            )
            if is_planned and limit and limit < today <= last:
                raise UserError(
                    self.env._(
                        "The messages leave on %(date)s, their list is closed. Ask "
                        "%(name)s, who is responsible for the campaign.",
                        date=format_date(self.env, last),
                        name=campaign.user_id.name or campaign.company_id.name,
                    )
                )
        return super()._hold(until, reason)
