from ast import literal_eval
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import format_date

from .demat_notification import CLOSE, tell


class DematCampaign(models.Model):
    """Who is asked, for what, and until when."""

    _name = "demat.campaign"
    _description = "Campaign"
    _inherit = ["demat.sealed", "mail.thread", "mail.activity.mixin"]
    _order = "launched_on desc, id desc"
    _demat_sealed = frozenset(
        {
            "launched_on",
            "pilot_reviewed_at",
            "pilot_reviewed_by_id",
            "resumed_at",
            "state",
            "stop_text",
            "stop_wave_id",
            "version_ids",
        }
    )

    name = fields.Char(required=True, tracking=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    user_id = fields.Many2one(
        "res.users", string="Responsible", default=lambda self: self.env.user
    )
    state = fields.Selection(
        selection=[
            ("draft", "Draft"),
            ("running", "Running"),
            ("paused", "Paused"),
            ("done", "Closed"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        copy=False,
        default="draft",
        tracking=True,
    )
    domain = fields.Char(
        string="Customers",
        required=True,
        default=lambda self: self._default_domain(),
        help="Which customers are asked. Contacts follow the company they belong to.",
    )
    launched_on = fields.Date(readonly=True, copy=False)
    deadline = fields.Date(
        string="Answer until",
        required=True,
        tracking=True,
        default=lambda self: self._default_deadline(),
        help="The date printed in every message. A customer who received the message "
        "late gets more time, never less.",
    )
    first_invoice_on = fields.Date(
        string="First electronic invoice",
        required=True,
        tracking=True,
        default=lambda self: self._default_first_invoice_on(),
    )
    wave_ids = fields.One2many("demat.wave", "campaign_id", string="Waves", copy=True)
    request_ids = fields.One2many(
        "demat.request", "campaign_id", string="Customers asked"
    )
    request_count = fields.Integer(compute="_compute_counts")
    delivered_count = fields.Integer(string="Reached", compute="_compute_counts")
    answered_count = fields.Integer(string="Answered", compute="_compute_counts")
    explicit_count = fields.Integer(string="Accepted", compute="_compute_counts")
    tacit_count = fields.Integer(
        string="Accepted by silence", compute="_compute_counts"
    )
    refused_count = fields.Integer(string="Keeping paper", compute="_compute_counts")
    blocked_count = fields.Integer(
        string="Silent, not accepted", compute="_compute_counts"
    )

    _dates_order_check = models.Constraint(
        "CHECK (first_invoice_on > deadline)",
        "The first electronic invoice comes after the deadline.",
    )

    @api.model
    def _default_deadline(self):
        days = self.env.company.l10n_fr_demat_minimum_days + 5
        return fields.Date.context_today(self) + timedelta(days=days)

    @api.model
    def _default_first_invoice_on(self):
        days = self.env.company.l10n_fr_demat_objection_days + 5
        return self._default_deadline() + timedelta(days=days)

    @api.depends("request_ids.state", "request_ids.consent_id.basis")
    def _compute_counts(self):
        """Count without ever blending what was said with what was not."""
        domains = self._get_count_domains()
        counts = self._count_requests(domains.values())
        nothing = (0,) * len(domains)
        for campaign in self:
            found = counts.get(campaign._origin.id, nothing)
            campaign.update(dict(zip(domains, found, strict=True)))

    @api.model
    def _get_count_domains(self):
        tacit = ("tacit_delay", "tacit_processed")
        accepted = ("consent_state", "=", "accepted")
        return {
            "request_count": [],
            "delivered_count": [("sending_ids.state", "=", "sent")],
            "answered_count": [("answer", "!=", False)],
            "explicit_count": [accepted, ("basis", "not in", tacit)],
            "tacit_count": [accepted, ("basis", "in", tacit)],
            "refused_count": [("consent_state", "in", ("refused", "withdrawn"))],
            "blocked_count": [("state", "=", "blocked")],
        }

    @api.constrains("domain")
    def _check_domain(self):
        for campaign in self:
            campaign._get_chosen_domain()

    def write(self, vals):
        if "company_id" in vals and self.request_ids:
            raise UserError(
                self.env._("A campaign with customers stays with its company.")
            )
        self._check_announced(fields.Date.to_date(vals.get("first_invoice_on")))
        if not vals.get("active", True):
            self._check_archived()
        return super().write(vals)

    def _check_archived(self):
        """Refuse to hide what goes on: its messages would still leave."""
        for campaign in self.filtered(lambda c: c.state in ("running", "paused")):
            raise UserError(
                self.env._(
                    "%s is not over: close it or cancel it, then archive it.",
                    campaign.name,
                )
            )

    def _check_announced(self, first_invoice_on):
        """Refuse to send electronic invoices before the day that was announced."""
        for campaign in self.filtered(lambda campaign: campaign.state != "draft"):
            if first_invoice_on and first_invoice_on < campaign.first_invoice_on:
                raise UserError(
                    self.env._(
                        "%(campaign)s: customers were told %(day)s. A later day is "
                        "possible, an earlier one is not.",
                        campaign=campaign.name,
                        day=format_date(self.env, campaign.first_invoice_on),
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_launched(self):
        if launched := self.filtered(lambda campaign: campaign.state != "draft"):
            raise UserError(
                self.env._(
                    "%s was launched: it is kept with its evidence. Archive it.",
                    launched[0].name,
                )
            )

    # What the user does

    def action_prepare(self):
        """List the customers to ask, each with the letter the law allows."""
        self._check_group("user")
        for campaign in self:
            campaign._check_not_over()
            campaign._prepare_requests()

    def _check_not_over(self):
        """Refuse to change who is asked once nobody is asked any more."""
        self.ensure_one()
        if self.state in ("done", "cancelled"):
            raise UserError(self.env._("%s is over.", self.name))

    def action_launch(self):
        """Start the campaign: its waves run at their planned dates."""
        self._check_group("manager")
        return self.filtered(lambda campaign: campaign.state == "draft")._launch()

    def _launch(self):
        """Let draft campaigns run, each with its customers and its evidence."""
        for campaign in self:
            campaign._check_launch()
            campaign._prepare_requests()
            campaign._write_sealed(
                {"state": "running", "launched_on": fields.Date.context_today(campaign)}
            )
            self.env["demat.evidence"]._record(
                campaign, "campaign_launched", campaign._prepare_launch_payload()
            )
        return self._tell_nobody_asked()

    def _tell_nobody_asked(self):
        """Return what tells that some of these campaigns have no customer, or None."""
        empty = self.filtered(lambda campaign: not campaign.request_ids)
        if not empty:
            return None
        message = self.env._(
            "%s asks nobody yet. The list of customers says who is left out, "
            "and why; who is chosen later is added by « List the customers ».",
            empty[0].name,
        )
        return tell(message, "warning", sticky=True, next=CLOSE)

    def action_pause(self):
        """Hold every wave that has not left yet."""
        self._check_group("user")
        self._change_state(("running",), "paused")

    def action_resume(self):
        """Let the waves leave again."""
        self._check_group("user")
        self._change_state(("paused",), "running")

    def action_close(self):
        """End the campaign. Late answers still count."""
        self._check_group("manager")
        self._change_state(("running", "paused"), "done")

    def action_cancel(self):
        """Stop the campaign: nothing more leaves, nobody is accepted by silence."""
        self._check_group("manager")
        self._change_state(("draft", "running", "paused"), "cancelled")

    def _change_state(self, before, after):
        """Let the campaigns that are in one of these states change to another."""
        changing = self.filtered(lambda campaign: campaign.state in before)
        changing._write_sealed({"state": after})
        self.env["demat.evidence"]._record(changing, f"campaign_{after}", {})

    def action_view_requests(self):
        """Open the customers of this campaign."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "l10n_fr_demat_campaign.demat_request_action"
        )
        return {
            **action,
            "domain": [("campaign_id", "=", self.id)],
            "context": {"default_campaign_id": self.id, **self._get_view_context()},
        }

    def _creation_message(self):
        # OVERRIDE: a name in words of its own agrees in every language
        return self.env._("Campaign prepared")

    def _get_view_context(self):
        """Return the filter that a counter of the form asks for."""
        name = self.env.context.get("demat_filter")
        return {f"search_default_{name}": 1} if name else {}

    # The audience

    def _check_launch(self):
        self.ensure_one()
        if not self.wave_ids:
            raise UserError(
                self.env._("%s: plan at least one wave before the launch.", self.name)
            )
        minimum = fields.Date.context_today(self) + timedelta(
            days=self.company_id.l10n_fr_demat_minimum_days
        )
        if self.deadline < minimum:
            raise UserError(
                self.env._(
                    "%(campaign)s: customers have at least %(days)s days to answer. "
                    "Choose a deadline from %(date)s on.",
                    campaign=self.name,
                    days=self.company_id.l10n_fr_demat_minimum_days,
                    date=format_date(self.env, minimum),
                )
            )
        self._check_sender()
        self.wave_ids._check_letters()

    def _check_sender(self):
        """Refuse letters that would not say who writes and how to answer."""
        company = self.company_id
        missing = [
            label
            for label, value in (
                ("SIREN", company.partner_id.l10n_fr_demat_siren),
                (self.env._("contact"), company.l10n_fr_demat_contact),
                (
                    self.env._("phone for questions"),
                    company.l10n_fr_demat_contact_phone or company.phone,
                ),
                (
                    self.env._("address for questions"),
                    company.l10n_fr_demat_contact_email or company.email,
                ),
            )
            if not value
        ]
        if missing:
            raise UserError(
                self.env._(
                    "%(company)s: letters cannot leave without %(missing)s. Fill them "
                    "in the settings of electronic invoicing and on the company.",
                    company=company.name,
                    missing=", ".join(missing),
                )
            )

    def _get_chosen_domain(self):
        """Return the customers that the officer chose; nothing is evaluated."""
        self.ensure_one()
        try:
            domain = Domain(literal_eval(self.domain or "[]"))
            domain.validate(self.env["res.partner"])
        except (SyntaxError, TypeError, ValueError) as error:
            raise ValidationError(
                self.env._("%s: the choice of customers cannot be read.", self.name)
            ) from error
        return domain

    def _get_company_domain(self):
        return Domain("company_id", "in", (False, self.company_id.id))

    def _prepare_launch_payload(self):
        groups = self.env["demat.request"]._read_group(
            [("campaign_id", "=", self.id)], ["family"], ["__count"]
        )
        return {
            "name": self.name,
            "deadline": self.deadline,
            "first_invoice_on": self.first_invoice_on,
            "families": dict(groups),
        }
