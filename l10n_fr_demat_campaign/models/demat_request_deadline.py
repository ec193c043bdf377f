from collections import defaultdict
from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ..rules import chain
from ..rules import consent as rules
from ..rules.identifiers import email_flaw

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


def _get_position(request):
    """Return what requests share that are written alike when silence counted."""
    is_answered = bool(request.answer or request.is_question_open)
    return request.consent_id.state, request.consent_id.basis, is_answered


class DematRequestDeadline(models.Model):
    """Silence: when it may count, and why it does not."""

    _inherit = "demat.request"

    evaluated_on = fields.Date(
        readonly=True,
        copy=False,
        index="btree_not_null",
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
        cron._commit_progress(remaining=self.search_count(domain))
        silent = self.with_context(tracking_disable=True)
        while batch := silent.search(domain, limit=limit, order="id"):
            # The customer may be answering at this very moment: who holds the lock is
            # left for later, what changed since the search is an error and run again.
            locked = batch.try_lock_for_update()
            locked._evaluate_silence()
            if not cron._commit_progress(len(locked)) or not locked:
                break

    def _evaluate_silence(self):
        """Accept whom every gate lets through, and tell of each other one why not."""
        today = fields.Date.context_today(self)
        self.fetch(_READ)
        self.consent_id.fetch(_READ_OF_POSITION)
        sendings = self.env["demat.sending"]._read_of(self)
        cases = self._get_cases(today, sendings)
        accepted = self.filtered(lambda request: not cases[request.id].blockers)
        kept = self - accepted
        kept._record_blockers(cases, sendings)
        kept._write_sealed({"evaluated_on": today})
        accepted._record_silence(cases, sendings)

    def _record_silence(self, cases, sendings):
        """Accept these requests: every gate let them through.

        :param cases: dict of request id to what the gates looked at
        :param sendings: dict of request id to what was sent
        """
        # Who was asked by two campaigns is silent once.
        last = self.browse(
            {request.consent_id: request.id for request in self}.values()
        )
        # The evidence tells what changed: a message per customer would take longer
        # than everything else.
        last.consent_id.with_context(tracking_disable=True)._apply(
            rules.Event.EXPIRE,
            payloads=last._prepare_evaluations(cases, sendings),
            main_rules=last._create_announced_rules(sendings),
        )
        self._write_silent()

    def _write_silent(self):
        """Say that these requests were silent, with what is computed from it."""
        silent = {
            "evaluated_on": fields.Date.context_today(self),
            "blocker_gate": False,
            "blocker_gates": False,
            "blocker_text": False,
        }
        for position, requests in self.grouped(_get_position).items():
            state, basis, is_answered = position
            result = {} if is_answered else {"state": "silent"}
            requests._write_alike(
                {**silent, "consent_state": state, "basis": basis, **result}
            )

    def _prepare_evaluations(self, cases, sendings):
        """Return what the evidence says of each of these requests, in their order.

        In its canonical form: many differ by the reference of the request alone.
        """
        forms, payloads = {}, []
        for request in self:
            case = cases[request.id]
            payload = request._prepare_answer_payload(sendings[request.id])
            reference = payload.pop("request")
            key = (case.gates, case.computed, *payload.items())
            if key not in forms:
                gates = {"gates": case.gates or "open", "computed": case.computed}
                forms[key] = chain.Form({**payload, **gates}, ["request"])
            payloads.append(forms[key].fill(request=chain.canonical(reference)))
        return payloads

    def _create_announced_rules(self, sendings):
        """Send invoices where the letter said, unless the customer said otherwise.

        An address that no mail server would take is left to whoever reads the list of
        customers without a destination.

        :return: dict of position to the id and the channel of its destination
        """
        destinations = self.env["demat.delivery.rule"].sudo()
        known = set(
            destinations.search([("consent_id", "in", self.consent_id.ids)]).consent_id
        )
        return destinations._insert_for(
            {
                request.consent_id: request._prepare_rule_values({"address": address})
                for request in self
                if request.consent_id not in known
                and (address := request._get_announced_address(sendings[request.id]))
                and not email_flaw(address)
            }
        )

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
