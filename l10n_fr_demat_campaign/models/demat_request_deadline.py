from datetime import timedelta

from pytz import timezone, utc

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date

from ..rules import consent as rules

# Customers decided in one transaction when their deadline is over.
TACIT_BATCH = 500
PARIS = timezone("Europe/Paris")
# Facts of which a value, or its absence, is evidence as it is.
_COMPUTED = (
    "has_identifier",
    "is_consumer",
    "is_public",
    "question_on",
    "call_back_on",
    "unread_reply_on",
    "dispute",
    "hold_until",
    "stop_requested_on",
    "unserved_wish",
    "refused_on",
)


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

    def _postpone_deadline(self, slots=None):
        """Give who is written to late the days that the company grants everybody.

        :param slots: dict of request to the moment at which its message leaves
        """
        today, slots = fields.Date.context_today(self), slots or {}
        for request in self:
            days = request.company_id.l10n_fr_demat_minimum_days
            leaves_on = self._get_day(slots.get(request)) or today
            earliest = leaves_on + timedelta(days=days)
            if not request.deadline or request.deadline < earliest:
                request._write_sealed({"deadline": earliest})

    # The facts

    def _get_facts(self, day, overrides=None):
        """Return what the gates of tacit acceptance look at, on a day."""
        self.ensure_one()
        company, consent = self.company_id, self.consent_id
        partner = self.partner_id
        row = partner._get_l10n_fr_demat_regime(
            company, self.campaign_id.first_invoice_on, overrides
        )
        refused = consent.state in ("refused", "withdrawn")
        recipient = partner.l10n_fr_demat_recipient
        return rules.Facts(
            day=day,
            has_identifier=bool(partner.l10n_fr_demat_siren or partner.vat),
            is_consumer=recipient == "consumer" if recipient else rules.UNKNOWN,
            is_public=recipient == "public" if recipient else rules.UNKNOWN,
            answer=str(row.answer),
            answer_reason=row.explanation,
            outside_platform=not company.l10n_fr_demat_uses_platform,
            text_points=self._get_text_points(),
            sendings=[sending._prepare_rule() for sending in self.sending_ids],
            announced_on=self.deadline,
            minimum_days=company.l10n_fr_demat_minimum_days,
            letter_days=company.l10n_fr_demat_letter_days,
            pauses=self.paused_days,
            question_on=self._get_day(self.is_question_open and self.questioned_at),
            call_back_on=self.call_back_on or None,
            unread_reply_on=self._get_day(self.is_reply_pending and self.replied_at),
            dispute=self._get_dispute(),
            hold_until=self.hold_until or None,
            hold_reason=self.hold_reason or "",
            stop_requested_on=self._get_day(self.stop_requested_at),
            unserved_wish=self.unserved_wish or None,
            refused_on=consent.since if refused else None,
            notice_on=None,
            window_days=company.l10n_fr_demat_objection_days,
            invoices=(),
        )

    def _get_text_points(self):
        """Return the points that every text sent to this customer for asking holds."""
        self.ensure_one()
        asked = self.sending_ids.filtered(
            lambda sending: sending.sent_at and sending.kind in ("email", "letter")
        )
        points = [set(v._get_points()) for v in asked.version_id]
        return frozenset(set.intersection(*points)) if points else frozenset()

    def _get_dispute(self):
        """Hook: the reference of a dispute with this customer, or None."""
        self.ensure_one()
        return self.dispute or None

    @api.model
    def _get_day(self, moment):
        """Return the Paris day of a moment that Odoo stores in UTC, or None."""
        return utc.localize(moment).astimezone(PARIS).date() if moment else None

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
            # The customer may be answering at this very moment.
            locked = batch.try_lock_for_update().filtered_domain(domain)
            locked._evaluate_silence()
            if not cron._commit_progress(len(locked)) or not locked:
                break

    def _evaluate_silence(self):
        """Accept whom every gate lets through, and tell of each other one why not."""
        today = fields.Date.context_today(self)
        overrides = {
            company: self.env["demat.regime.override"]._get_rules(company)
            for company in self.company_id
        }
        facts = {
            request: request._get_facts(today, overrides[request.company_id])
            for request in self
        }
        blockers = {
            request: rules.tacit_blockers(facts[request], ("accept",))
            for request in self
        }
        accepted = self.filtered(lambda request: not blockers[request])
        (self - accepted)._record_blockers(blockers, facts)
        accepted._record_silence(facts)
        self._write_sealed({"evaluated_on": today})

    def _record_silence(self, facts):
        """Accept these requests: every gate let them through.

        :param facts: dict of request to what the gates looked at
        """
        self.filtered("blocker_gate")._write_sealed(
            {"blocker_gate": False, "blocker_gates": False, "blocker_text": False}
        )
        # The evidence tells what changed: a message per customer would take longer
        # than everything else.
        self.consent_id.with_context(tracking_disable=True)._apply(
            rules.Event.EXPIRE,
            payloads=[
                {
                    **request._prepare_answer_payload(),
                    "gates": "open",
                    "computed": request._prepare_computation(facts[request]),
                }
                for request in self
            ],
        )
        self._create_announced_rules()

    def _create_announced_rules(self):
        """Send invoices where the letter said, unless the customer said otherwise."""
        self.env["demat.delivery.rule"].sudo().create(
            [
                {
                    "consent_id": request.consent_id.id,
                    **request._prepare_rule_values({}),
                }
                for request in self
                if request._get_announced_address() and not request.consent_id.rule_ids
            ]
        )

    def _prepare_computation(self, facts):
        """Return the values that the gates looked at, one by one, as evidence."""
        self.ensure_one()
        reached = facts.first_proven_on
        return {
            "regime": facts.answer,
            "announced_on": facts.announced_on,
            "first_proven_on": reached,
            "period_end": facts.period_end,
            "deadline": facts.deadline,
            "minimum_days": facts.minimum_days,
            "pauses": facts.pauses,
            "points": sorted(facts.text_points),
            "proven": [day for day, _sending in facts.proofs],
            "reminded": [day for day, sent in facts.proofs if sent.is_reminder],
            **{
                name: getattr(facts, name) if facts.is_known(name) else "unknown"
                for name in _COMPUTED
            },
        }

    def _record_blockers(self, blockers, facts):
        """Keep, in words, why silence did not count; evidence only of what is new.

        Customers kept back for the same reason are written together.
        """
        groups, changed = {}, self.browse()
        for request in self:
            gates = ",".join(blocker.gate for blocker in blockers[request])
            if gates != request.blocker_gates:
                changed |= request
            first = blockers[request][0]
            text = request._in_our_language()._get_blocker_message(first)
            groups.setdefault((first.gate, gates, text), []).append(request.id)
        for (gate, gates, text), ids in groups.items():
            requests = self.browse(ids)
            values = {"blocker_gate": gate, "blocker_text": text}
            requests._write_sealed({**values, "blocker_gates": gates})
            requests.consent_id._write_sealed(values)
        payloads = [
            {
                **request._prepare_answer_payload(),
                "gates": request.blocker_gates,
                "computed": request._prepare_computation(facts[request]),
            }
            for request in changed
        ]
        self.env["demat.evidence"]._record(
            changed.consent_id, "tacit_evaluated", payloads
        )

    def _get_blocker_message(self, blocker):
        """Return one gate's reason in the words of the user."""
        self.ensure_one()
        values = {
            name: format_date(self.env, value) if hasattr(value, "year") else value
            for name, value in blocker.values.items()
        }
        reason = "bounced" if values.get("bounced_on") else blocker.reason
        template = self._get_blocker_templates().get(reason)
        if not template:
            return self.env._("Condition %s is not met.", blocker.gate)
        return template % {name: value or "" for name, value in values.items()}

    @api.model
    def _get_blocker_templates(self):
        """Return the sentence of each reason, with its values by name."""
        env = self.env
        return {
            "consumer": env._("A consumer agrees by a positive act only."),
            "unidentified": env._("No SIREN nor VAT number: express agreement only."),
            "public": env._("Public body: Chorus Pro, no agreement to ask for."),
            "not_needed": env._("Agreement not needed: only wishes are asked for."),
            "express_only": env._("Express agreement needed for this customer."),
            "to_review": env._("A person must examine this case."),
            "no_tacit_sentence": env._(
                "The text sent does not say that silence counts."
            ),
            "no_exit": env._(
                "The text sent does not say how to refuse, for free, and until when."
            ),
            "not_reached": env._("No message arrived."),
            "bounced": env._(
                "No message arrived: the mail came back on %(bounced_on)s."
            ),
            "letter_returned": env._("The letter came back on %(date)s."),
            "letter_recent": env._("The letter was posted only %(days)s days ago."),
            "not_started": env._("Nothing proves that a message arrived."),
            "too_soon": env._("The minimum time is not over: %(days)s more days."),
            "not_over": env._("Announced deadline: %(date)s."),
            "no_reminder": env._("No reminder arrived."),
            "open_question": env._("Question of %(date)s without an answer."),
            "call_back": env._("Waits for our call since %(date)s."),
            "unread_reply": env._("Reply received on %(date)s, to be read."),
            "dispute": env._("Dispute: %(reference)s."),
            "held": env._("Held back by the salesperson until %(date)s: %(cause)s"),
            "stop_requested": env._(
                "Asked on %(date)s to receive no reminder: silence says nothing."
            ),
            "unserved_wish": env._("Wishes %(format)s, which we do not serve."),
            "refused": env._("Refusal or return to paper recorded on %(date)s."),
            "unknown": env._("Nobody looked at this fact: %(fact)s."),
        }

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
