from datetime import timedelta

from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..rules import plan as rules

# A step, the one that makes it needed (None: any plan does), and by whom. Who is not
# written to at all needs no reminder.
NEEDED = (
    ("letter", None, "paper"),
    ("reminder", "email", "mail_tacit"),
    ("letter_reminder", "letter", "paper_tacit"),
    ("notice", "email", "mail_tacit"),
    ("letter_notice", "letter", "paper_tacit"),
)


class DematCampaignPlan(models.Model):
    """The usual steps of a campaign, and whom a plan leaves behind."""

    _inherit = "demat.campaign"

    wave_ids = fields.One2many(default=lambda self: self._default_wave_ids())
    plan_warning = fields.Text(
        string="What the plan leaves out", compute="_compute_plan_warning"
    )

    @api.model
    def _default_wave_ids(self):
        """Propose the usual steps on the screen; programs plan their own."""
        if not self.env.context.get("demat_plan"):
            return False
        today = fields.Date.context_today(self)
        return self._prepare_steps(today, self._default_deadline())

    @api.model
    def _default_deadline(self):
        # EXTENDS: the first message of the usual plan leaves after a week
        deadline = super()._default_deadline()
        if self.env.context.get("demat_plan"):
            deadline += timedelta(days=rules.LEAD_DAYS)
        return deadline

    @api.model
    def _prepare_steps(self, today, deadline, known=()):
        """Return the commands that plan the usual steps which are not there."""
        return [
            Command.create({"kind": kind, "planned_on": day})
            for kind, day in rules.usual_steps(today, deadline, known)
        ]

    def action_add_usual_steps(self):
        """Complete the plan of a draft; what is planned stays as it is."""
        self._check_group("user")
        today = fields.Date.context_today(self)
        for campaign in self:
            if campaign.state != "draft":
                raise UserError(
                    self.env._(
                        "%s was launched: add the steps that it needs one by one.",
                        campaign.name,
                    )
                )
            known = campaign.wave_ids.mapped("kind")
            campaign.wave_ids = self._prepare_steps(today, campaign.deadline, known)

    @api.depends(
        *("state", "wave_ids.kind", "wave_ids.planned_on", "wave_ids.letter_scope"),
        "audience_line_ids.is_asked",
    )
    @api.depends_context("lang")
    def _compute_plan_warning(self):
        for campaign in self:
            lines = campaign._get_plan_warnings() if campaign.state == "draft" else []
            campaign.plan_warning = "\n".join(lines)

    def _get_plan_warnings(self):
        """Return, in words, whom of the audience the plan leaves behind, and how many.

        Who was not listed yet is not counted. Steps in the wrong order are told too.
        """
        self.ensure_one()
        kinds, counts = set(self.wave_ids.mapped("kind")), self._count_reach()
        messages, orders = self._get_plan_messages(), self._get_order_messages()
        # Letters that choose their customers otherwise do not wait for the e-mails.
        ordered = self.wave_ids.filtered(
            lambda w: (
                w.planned_on
                and not (w.kind == "letter" and w.letter_scope != "unreached")
            )
        )
        early = rules.too_early([(wave.kind, wave.planned_on) for wave in ordered])
        return [
            *(orders[kind] for kind in early),
            *self._get_missing_steps(kinds, counts, messages),
        ]

    @api.model
    def _get_missing_steps(self, kinds, counts, messages):
        return [
            messages[missing] % count
            for missing, wanted, name in NEEDED
            if (count := counts[name])
            and missing not in kinds
            and (wanted is None or wanted in kinds)
        ]

    @api.model
    def _get_plan_messages(self):
        """Return, in words, what a missing step means for so many customers."""
        env = self.env
        return {
            "letter": env._(
                "Customers without e-mail address: %s. No letter is planned."
            ),
            "reminder": env._(
                "Customers to remind by e-mail: %s. Without a reminder their silence "
                "never counts."
            ),
            "letter_reminder": env._(
                "Customers reached by letter alone: %s. Without a reminder by letter "
                "their silence never counts."
            ),
            "notice": env._(
                "Customers whose silence may count: %s. Without a notice they receive "
                "no electronic invoice."
            ),
            "letter_notice": env._(
                "Customers whose silence may count and whom only a letter tells: %s. "
                "Without a notice by letter they receive no electronic invoice."
            ),
        }

    @api.model
    def _get_order_messages(self):
        """Return, in words, what a step that comes too early means."""
        env = self.env
        return {
            "reminder": env._(
                "The reminder by e-mail is not planned after the first e-mail: it "
                "reminds nobody."
            ),
            "letter": env._(
                "A letter is planned before the first e-mail: everybody receives one."
            ),
        }

    def _count_reach(self):
        """Return how many of the audience are reached by e-mail, and by paper alone."""
        lines_sudo = self.env["demat.audience.line"].sudo()
        asked = Domain("campaign_id", "in", self._origin.ids) & Domain(
            "is_asked", "=", True
        )
        tacit = Domain("family", "=", "consent_tacit")
        paper = Domain("email", "in", (False, ""))
        return {
            "paper": lines_sudo.search_count(asked & paper),
            "paper_tacit": lines_sudo.search_count(asked & tacit & paper),
            "mail_tacit": lines_sudo.search_count(asked & tacit & ~paper),
        }


class DematPreflight(models.Model):
    _inherit = "demat.preflight"

    @api.model
    def _selection_code(self):
        # EXTENDS
        return [
            ["plan", self.env._("Plan of the campaign")],
            *super()._selection_code(),
        ]


class DematCampaignPlanPreflight(models.Model):
    _inherit = "demat.campaign"

    def _preflight_plan(self):
        if not self.asked_count:
            return "not_run", self.env._("List who will be asked first.")
        warnings = self._get_plan_warnings()
        return ("failed", " ".join(warnings)) if warnings else ("ok", False)
