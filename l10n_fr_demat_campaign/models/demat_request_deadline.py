from collections import defaultdict
from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import split_every

# Customers decided in one transaction when their deadline is over.
TACIT_BATCH = 500
# What is read of each request and of its position, hundreds at a time.
_READ = (
    *("answer", "blocker_gates", "campaign_id", "consent_id", "deadline", "family"),
    *("is_question_open", "partner_id"),
)
_READ_OF_POSITION = (
    *("asked_on", "basis", "company_id", "effective_on", "main_rule_id", "partner_id"),
    "state",
)


class DematRequestDeadline(models.Model):
    """Silence: when it may count, and why it does not."""

    _inherit = "demat.request"

    evaluated_on = fields.Date(
        readonly=True,
        copy=False,
        help="Last day on which the conditions of tacit acceptance were looked at.",
    )
    blocker_gates = fields.Char(
        string="All gates", readonly=True, copy=False, help="Every condition not met."
    )
    blocker_gates_text = fields.Text(
        string="Conditions not met", compute="_compute_blocker_gates_text"
    )

    def _postpone_deadline(self, slots=None, days=None):
        """Give who is written to late the days that the company grants everybody.

        :param slots: dict of request to the moment at which its message leaves
        :param days: how many, those of the company by default
        """
        today, slots = fields.Date.context_today(self), slots or {}
        postponed = defaultdict(list)
        for request in self:
            owed = days or request.company_id.l10n_fr_demat_minimum_days
            leaves_on = self._get_day(slots.get(request)) or today
            earliest = leaves_on + timedelta(days=owed)
            if not request.deadline or request.deadline < earliest:
                postponed[earliest].append(request.id)
        for deadline, ids in postponed.items():
            self.browse(ids)._write_sealed({"deadline": deadline})

    # The decision

    @api.model
    def _get_overdue_domain(self):
        """Return who is silent after the deadline and was not looked at today."""
        today = fields.Date.context_today(self)
        return (
            Domain("family", "=", "consent_tacit")
            & Domain("consent_id.active", "=", True)
            & Domain("consent_id.state", "=", "asked")
            & Domain("campaign_id.state", "in", ("running", "done"))
            & Domain("deadline", "<", today)
            & (Domain("evaluated_on", "=", False) | Domain("evaluated_on", "<", today))
        )

    @api.model
    def _cron_accept_tacitly(self, limit=TACIT_BATCH):
        """Turn silence into acceptance after the deadline, one batch per commit."""
        domain, cron = self._get_overdue_domain(), self.env["ir.cron"]
        # Found once: to look for them before each batch takes quadratic time.
        overdue = self.search(domain, order="id").ids
        cron._commit_progress(remaining=len(overdue))
        silent = self.with_context(tracking_disable=True)
        for ids in split_every(limit, overdue):
            # Who has answered since, or was decided by another worker, is not found.
            batch = silent.search(Domain("id", "in", ids) & domain, order="id")
            # The customer may be answering at this very moment: who holds the lock is
            # left for later, what changed since the search is an error and run again.
            locked = batch.try_lock_for_update()
            locked._evaluate_silence()
            if not cron._commit_progress(len(locked)):
                break

    def _evaluate_silence(self):
        """Accept whom every gate lets through, and tell of each other one why not."""
        today = fields.Date.context_today(self)
        self.fetch(_READ)
        self.consent_id.fetch(_READ_OF_POSITION)
        sendings = self.env["demat.sending"]._read_of(self)
        cases = self._get_cases(today, sendings)
        accepted = self.browse(i for i in self._ids if not cases[i].blockers)
        kept = self - accepted
        kept._record_blockers(cases, sendings)
        kept._write_sealed({"evaluated_on": today})
        accepted._record_silence(cases, sendings)

    # The notice

    def _record_notified(self, day=None):
        """Open the refusal window of those whose notice left.

        :param day: the day the notice was given, today by default
        """
        day = day or fields.Date.context_today(self)
        for campaign, requests in self.grouped("campaign_id").items():
            requests.consent_id.filtered(
                lambda c: c.state == "accepted"
            )._record_notice(day, campaign.first_invoice_on)
