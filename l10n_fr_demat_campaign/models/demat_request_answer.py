from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import plaintext2html

from ..rules import consent as rules

_QUESTION = "l10n_fr_demat_campaign.mail_activity_question"
# What staff may record, and what the answer then rests on.
STAFF_BASES = {
    "phone": rules.Basis.EXPLICIT_PHONE,
    "coupon": rules.Basis.EXPLICIT_COUPON,
    "reply": rules.Basis.EXPLICIT_REPLY,
}
# What a choice says of a person: kept erasable, apart from the chain.
PERSONAL = frozenset({"address", "reason_text"})


def _get_time(row):
    """Return what tells which message left last; those still to leave come first."""
    return bool(row["sent_at"]), row["sent_at"] or row["id"], row["id"]


class DematRequestAnswer(models.Model):
    """What comes back from the customer."""

    _inherit = "demat.request"

    def _record_answer(
        self,
        event,
        *,
        answerer,
        choice=None,
        basis=rules.Basis.EXPLICIT_PAGE,
        shown=None,
    ):
        """Record a yes or a no, with who gave it and through which door.

        A late answer counts, and so does a change of mind.

        :param event: ``accept``, ``refuse`` or ``withdraw``
        :param answerer: personal data of who answers: name, function, ip, agent…
        :param choice: what was chosen: channel, format, address, tool…
        :param basis: the door the answer came through
        :param shown: what was on the screen: the statement, its hash and language
        """
        self.ensure_one()
        event = rules.Event(event)
        choice = choice or {}
        self._check_refusable(event)
        self._write_sealed(self._prepare_answer_values(event, answerer))
        self._close_question()
        self.consent_id._get_living()._apply(
            event,
            basis=basis,
            effective_on=self._get_explicit_start(),
            payloads={
                **self._prepare_answer_payload(),
                **(shown or {}),
                "choice": {k: v for k, v in choice.items() if k not in PERSONAL},
            },
            details={**answerer, **{k: choice[k] for k in PERSONAL & choice.keys()}},
        )
        if event is rules.Event.ACCEPT:
            self._apply_choice(choice)

    def _check_refusable(self, event):
        """Refuse a no where the law leaves nothing to refuse."""
        if event is not rules.Event.ACCEPT and self.family == "information":
            raise UserError(
                self.env._(
                    "%s receives invoices through a platform by law: there is nothing "
                    "to refuse here. Their wishes and questions are welcome.",
                    self.partner_id.name,
                )
            )

    def _prepare_answer_values(self, event, answerer):
        """Return what a request remembers of its answer."""
        return {
            "answer": "accept" if event is rules.Event.ACCEPT else "refuse",
            "answered_at": fields.Datetime.now(),
            "answered_by": answerer.get("name"),
            "is_reply_pending": False,
            "blocker_gate": False,
            "blocker_text": False,
        }

    def _get_explicit_start(self):
        """Return the first day of electronic invoices after an explicit yes."""
        today = fields.Date.context_today(self)
        return max(today, self.campaign_id.first_invoice_on)

    def _prepare_answer_payload(self, sendings=None):
        """Return what the evidence of an answer says about the question.

        :param sendings: what was sent to this customer, if it was read already
        """
        self.ensure_one()
        return {
            "request": self._get_reference(),
            **self._prepare_question_payload(sendings),
        }

    def _prepare_question_payload(self, sendings=None):
        """Hook: return what is the same for who was asked the same in a campaign.

        It depends on the campaign, the family, the text and the deadline alone:
        silence asks for it once, whatever the number of customers.
        """
        return {
            "campaign": self.campaign_id.name,
            "family": self.family,
            "statement": self._get_statement_version(sendings).sha256 or "",
            "deadline": self.deadline,
        }

    def _get_statement_version(self, sendings=None):
        """Return the text that the customer last received, or that the page shows."""
        self.ensure_one()
        letters = self.env["demat.letter"].sudo()
        if version_id := self._get_last_text(self._get_sendings(sendings)):
            return letters.version_ids.browse(version_id)
        letter = letters._find_letter(self.company_id, self.family, "email")
        return letter._get_version(self.lang) if letter else letter.version_ids

    @api.model
    def _get_last_text(self, sendings):
        """Return the id of the text that left last among what was sent, or None."""
        texts = [row for row in sendings if row["version_id"]]
        return max(texts, key=_get_time)["version_id"] if texts else None

    def _get_sendings(self, sendings=None):
        """Return what was sent to this customer, unless the caller read it already."""
        if sendings is None:
            sendings = self.env["demat.sending"]._read_of(self)[self.id]
        return sendings

    def _apply_choice(self, choice):
        """Turn the wishes of the customer into the rule that carries their invoices."""
        self.ensure_one()
        values = self._prepare_rule_values(choice)
        consent_sudo = self.consent_id._get_living().sudo()
        rules_sudo = consent_sudo.rule_ids
        if main := rules_sudo.filtered("active")[:1]:
            main.write(values)
        else:
            rules_sudo.create({"consent_id": consent_sudo.id, **values})

    def _prepare_rule_values(self, choice):
        """Hook: the delivery rule that a choice asks for."""
        announced = self._prepare_announced_rule_values()
        return {
            "channel": choice.get("channel") or announced["channel"],
            "format": choice.get("format") or announced["format"],
            "address": choice.get("address") or self._get_announced_address(),
        }

    @api.model
    def _prepare_announced_rule_values(self):
        """Hook: the delivery rule that our letters announce, but for its address."""
        return {"channel": "email", "format": "facturx"}

    def _get_announced_address(self, sendings=None):
        """Return the address that received our messages: the letters announce it."""
        self.ensure_one()
        mails = [
            row
            for row in self._get_sendings(sendings)
            if row["medium"] == "email" and row["state"] == "sent"
        ]
        last = max(mails, key=_get_time, default={"address": False})
        return last["address"] or self.partner_id.email

    def _record_question(self, text, *, answerer):
        """Record a question: the clock stands still until somebody answers it."""
        self.ensure_one()
        # It stands still already where an earlier question is open.
        since = self.is_question_open and self.questioned_at
        self._write_sealed(
            {
                "question": text,
                "questioned_at": since or fields.Datetime.now(),
                "question_answered_at": False,
                "is_question_open": True,
            }
        )
        self.env["demat.evidence"]._record(
            self.consent_id,
            "page_question",
            {**self._prepare_answer_payload(), "length": len(text)},
            [{**answerer, "question": text}],
        )
        request = self._in_our_language()
        request.activity_schedule(
            _QUESTION,
            summary=request.env._("Answer the question of %s", self.partner_id.name),
            note=plaintext2html(text),
            user_id=self.campaign_id.user_id.id or self.env.uid,
        )

    def action_question_answered(self):
        """Say that the question was answered: the clock runs again."""
        open_questions = self.filtered("is_question_open")
        for request in open_questions:
            request._close_question()
            request._write_sealed({"question_answered_at": fields.Datetime.now()})
            request.activity_feedback([_QUESTION])
        self.env["demat.evidence"]._record(
            open_questions.consent_id, "question_answered", {}
        )

    def _close_question(self):
        """Add the days of an open question to the pauses."""
        self.ensure_one()
        if self.is_question_open:
            days = (fields.Datetime.now() - self.questioned_at).days + 1
            self._write_sealed(
                {"is_question_open": False, "paused_days": self.paused_days + days}
            )

    def _record_staff_answer(self, event, door, *, answerer, choice=None, shown=None):
        """Record an answer received by phone, coupon or mail; twice the same is one.

        :param door: ``phone``, ``coupon`` or ``reply``
        :param shown: what the evidence says of how it arrived
        """
        choice, shown = choice or {}, shown or {}
        said = {**answerer, **choice, **shown, "door": door}
        for request in self:
            request._lock_page()
            if request._is_page_repeat(event, said):
                continue
            request._check_refusable(rules.Event(event))
            if request.family == "information":
                request._record_confirmation(answerer, {**shown, "door": door})
                request._propose("address", choice.get("address"))
            else:
                request._record_answer(
                    event,
                    answerer=answerer,
                    choice=choice,
                    basis=STAFF_BASES[door],
                    shown=shown,
                )
            request._write_sealed({"answer_key": request._get_page_key(event, said)})

    @api.model
    def _selection_channel(self):
        """Hook: the channels that customers may choose, as they read them."""
        env = self.env
        return [
            ["email", env._("E-mail, with the invoice attached")],
            ["portal", env._("Notice by e-mail, invoice on the customer space")],
        ]

    def _record_stop(self):
        """Stop the reminders of this campaign: neither a yes nor a no."""
        requests = self.filtered(lambda request: not request.stop_requested_at)
        requests._write_sealed({"stop_requested_at": fields.Datetime.now()})
        self.env["demat.evidence"]._record(requests.consent_id, "stop_requested", {})
        requests._tell_no_notice()

    def _tell_no_notice(self):
        """Say of who was accepted by silence why no notice will open the sending."""
        untold = self.filtered(
            lambda request: (
                request.consent_id.basis == "tacit_delay"
                and not request.consent_id.effective_on
            )
        )
        untold._write_blocker("G15", "no_notice")
