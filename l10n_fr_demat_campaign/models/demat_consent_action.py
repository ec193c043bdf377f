from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .demat_notification import tell
from .demat_wave import REMINDER_KINDS

# The steps that ask, and those that remind, by the way they go.
_STEPS = {
    "ask": {"email": "email", "letter": "letter"},
    "remind": {"email": "reminder", "letter": "letter_reminder"},
}


class DematWaveOnly(models.Model):
    """A step for chosen customers, which repeats none of those of the plan."""

    _inherit = "demat.wave"

    only_request_ids = fields.Many2many(
        "demat.request",
        string="Only these customers",
        readonly=True,
        copy=False,
        help="Empty: every customer concerned.",
    )

    def _get_requests_domain(self):
        # EXTENDS
        domain = super()._get_requests_domain()
        if self.only_request_ids:
            domain = [*domain, ("id", "in", self.only_request_ids.ids)]
        if days := REMINDER_KINDS.get(self.kind):
            # Nobody is reminded again while they may still answer the last reminder.
            since = fields.Datetime.now() - timedelta(days=days)
            fresh = Domain("state", "=", "planned") | Domain("sent_at", ">", since)
            fresh &= Domain("kind", "=", self.kind)
            domain = [*domain, ("sending_ids", "not any", fresh)]
        return domain


class DematRequestAction(models.Model):
    """What lists and automation rules can do with several customers at once."""

    _inherit = "demat.request"

    def action_ask(self):
        """Write the first message now to those of these customers who wait for it."""
        return self._run_step("ask")

    def action_remind(self):
        """Remind those of these customers who have not answered, now."""
        return self._run_step("remind")

    def _run_step(self, step):
        self._check_group("user")
        waves = self.env["demat.wave"]
        for campaign, requests in self.grouped("campaign_id").items():
            if campaign.state == "running":
                for medium, kind in _STEPS[step].items():
                    waves |= campaign._add_step(kind, requests._reached_by(medium))
        if not waves:
            raise UserError(
                self.env._("None of these customers is in a running campaign.")
            )
        for wave in waves.sudo():
            wave._write_sealed({"state": "running"})
            if wave._run_batch():
                self.env.ref("l10n_fr_demat_campaign.ir_cron_run_waves")._trigger()
        return self._tell_step(len(waves.sending_ids))

    def _reached_by(self, medium):
        """Return those of these customers whom a medium reaches."""
        by_email = self.filtered("partner_id.email_normalized")
        return by_email if medium == "email" else self - by_email

    def _tell_step(self, count):
        message = self.env._(
            "%(count)s of %(total)s customers are written to; the others have "
            "answered, are held back, or had this message already.",
            count=count,
            total=len(self),
        )
        return tell(message, "success" if count else "warning")

    def action_grant_tacit(self):
        """Accept by silence whom every condition allows; tell why of the others."""
        self._check_group("user")
        today = fields.Date.context_today(self)
        due = self.filtered(
            lambda request: (
                request.family == "consent_tacit"
                and request.consent_id.state == "asked"
                and request.consent_id.active
                and request.campaign_id.state in ("running", "done")
                and request.deadline < today
            )
        )
        due.sudo()._evaluate_silence()


class DematCampaignStep(models.Model):
    _inherit = "demat.campaign"

    def _add_step(self, kind, requests):
        """Return a new step of today for some customers, none for nobody."""
        self.ensure_one()
        waves = self.env["demat.wave"].sudo()
        if not requests:
            return waves
        return waves.create(
            {
                "campaign_id": self.id,
                "kind": kind,
                "planned_on": fields.Date.context_today(self),
                "letter_scope": "everyone",
                "only_request_ids": requests.ids,
            }
        )


class DematConsentAction(models.Model):
    """The same, from the positions: they act on the last request of each customer."""

    _inherit = "demat.consent"

    deadline = fields.Date(
        compute="_compute_deadline",
        store=True,
        help="Until when the customer may answer the last question.",
    )

    @api.depends("request_ids.deadline")
    def _compute_deadline(self):
        for consent in self:
            consent.deadline = consent.request_ids.sorted("id")[-1:].deadline

    def _get_last_requests(self):
        """Return the last request of each of these customers."""
        requests = [consent.request_ids.sorted("id")[-1:] for consent in self]
        found = self.env["demat.request"].union(*requests)
        if not found:
            raise UserError(self.env._("None of these customers is in a campaign."))
        return found

    def action_ask(self):
        """Write the first message now to those of these customers who wait for it."""
        return self._get_last_requests().action_ask()

    def action_remind(self):
        """Remind those of these customers who have not answered, now."""
        return self._get_last_requests().action_remind()

    def action_grant_tacit(self):
        """Accept by silence whom every condition allows; tell why of the others."""
        return self._get_last_requests().action_grant_tacit()

    def action_hold(self):
        """Hold these customers back."""
        return self._get_last_requests()._open_for_all("demat_request_hold_action")

    def action_record_answer(self):
        """Record the answer of one customer."""
        return self._get_last_requests().action_record_answer()


class DematRequestDialog(models.Model):
    _inherit = "demat.request"

    def action_record_answer(self):
        """Record the answer of one customer."""
        if len(self) != 1:
            raise UserError(self.env._("Choose one customer: an answer is personal."))
        action = self._open_for_all("demat_request_answer_action")
        return {**action, "context": {"default_request_id": self.id}}

    def action_hold(self):
        """Hold these customers back."""
        return self._open_for_all("demat_request_hold_action")

    def _open_for_all(self, name):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            f"l10n_fr_demat_campaign.{name}"
        )
        context = {"active_model": self._name, "active_ids": self.ids}
        return {**action, "context": context}
