from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules import consent as rules
from .demat_wave_call import CALL_ACTIVITY

# A customer who does not answer the phone is left in peace after that.
MAX_CALLS = 3
# Days between two attempts.
CALL_REST = 2
ANSWERS = ("accept", "refuse")


class DematRequestCall(models.Model):
    """Calls: what to say, what the customer said, and when to try again."""

    _inherit = "demat.request"

    phone = fields.Char(related="partner_id.phone")
    call_count = fields.Integer(string="Calls made", readonly=True, copy=False)
    call_outcome = fields.Selection(
        selection="_selection_call_outcome",
        string="Last call",
        readonly=True,
        copy=False,
    )

    @api.model
    def _selection_call_outcome(self):
        env = self.env
        return [
            ["accept", env._("Accepts")],
            ["refuse", env._("Keeps paper")],
            ["other_choice", env._("Wishes something else")],
            ["question", env._("Has a question")],
            ["call_back", env._("Call back")],
            ["wrong_person", env._("Not the right person")],
            ["unreachable", env._("Could not be reached")],
        ]

    # Planning

    def _get_call_wave(self):
        """Return the call list that this customer is on."""
        self.ensure_one()
        calls = self.sending_ids.filtered(lambda sending: sending.medium == "phone")
        return calls.wave_id[:1]

    def _get_caller(self, wave):
        """Hook: return who calls this customer."""
        self.ensure_one()
        salesperson = self.partner_id.user_id
        # Who may not see the customer could not record what came of the call.
        if wave.call_by == "salesperson" and self.campaign_id._may_follow(salesperson):
            return salesperson
        return self.campaign_id.user_id or self.env.user

    def _plan_call(self, wave, day=None, note=""):
        """Plan a call to each, with the script in the language of the customer."""
        # The list is in the caller's activities: no mail for each customer on it.
        activities = self.env["mail.activity"].with_context(
            mail_activity_quick_update=True
        )
        shared = {
            "activity_type_id": self.env.ref(CALL_ACTIVITY).id,
            "automated": True,
            "date_deadline": day or fields.Date.context_today(self),
            "res_model_id": self.env["ir.model"]._get_id(self._name),
        }
        activities.create(
            [{**shared, **request._prepare_call_values(wave, note)} for request in self]
        )

    def _prepare_call_values(self, wave, note):
        self.ensure_one()
        caller = self._get_caller(wave)
        return {
            "res_id": self.id,
            "user_id": caller.id,
            "summary": self.with_context(lang=caller.lang)._get_call_summary(note),
            "note": self.with_context(demat_wave_id=wave.id).letter_body,
        }

    def _get_call_summary(self, note=""):
        self.ensure_one()
        text = self.env._(
            "Call %(customer)s, %(phone)s (attempt %(number)s of %(total)s)",
            customer=self.partner_id.name,
            phone=self.partner_id.phone or "",
            number=self.call_count + 1,
            total=MAX_CALLS,
        )
        return f"{text}: {note}" if note else text

    def _record_answer(self, event, **values):
        # EXTENDS: nobody is called for what they have said
        result = super()._record_answer(event, **values)
        self.sudo().activity_unlink([CALL_ACTIVITY])
        return result

    def _record_silence(self, cases, sendings):
        # EXTENDS: nor who is told that silence counted
        result = super()._record_silence(cases, sendings)
        self.sudo().activity_unlink([CALL_ACTIVITY])
        return result

    # What came out

    def _record_call(self, outcome, values):
        """Record what came out of a call, by who made it.

        :param outcome: one of :meth:`_selection_call_outcome`
        :param values: name, function, email, channel, address, text, day, contact
        """
        self.ensure_one()
        request_sudo = self._check_own_customers()
        labels = dict(self._selection_call_outcome())
        if outcome not in labels:
            raise UserError(self.env._("Say what came out of the call."))
        request_sudo._check_call(outcome, values)
        request_sudo.activity_feedback([CALL_ACTIVITY], feedback=labels[outcome])
        request_sudo._write_sealed(
            {
                "call_count": self.call_count + 1,
                "call_outcome": outcome,
                "call_back_on": values.get("day") if outcome == "call_back" else False,
            }
        )
        request_sudo._record_call_evidence(outcome, values)
        getattr(request_sudo, f"_record_call_{outcome}")(values)

    def _check_call(self, outcome, values):
        needed = {
            **dict.fromkeys(ANSWERS, ("name", "function")),
            "other_choice": ("text",),
            "question": ("name", "text"),
            "call_back": ("day",),
            "wrong_person": ("contact",),
        }
        if not all(values.get(name) for name in needed.get(outcome, ())):
            raise UserError(
                self.env._(
                    "An answer counts with the name and position of who gave it; a "
                    "wish or a question with its text, a call back with its day, "
                    "another contact with a name."
                )
            )
        day = values.get("day")
        if outcome == "call_back" and day < fields.Date.context_today(self):
            raise UserError(self.env._("The day to call back is still to come."))

    def _record_call_evidence(self, outcome, values):
        calls = self.sending_ids.filtered(lambda s: s.medium == "phone")[:1]
        reached = calls if outcome != "unreachable" else calls.browse()
        reached.filtered(lambda s: not s.sent_at)._write_sealed(
            {"sent_at": fields.Datetime.now()}
        )
        self.env["demat.evidence"]._record(
            self.consent_id,
            "call_made",
            {
                "request": self._get_reference(),
                "outcome": outcome,
                "attempt": self.call_count,
                "statement": calls.version_id.sha256 or "",
            },
            [{"name": values.get("name") or "", "caller": self.env.user.name}],
        )

    def _record_call_accept(self, values):
        """Record a yes, or the data of who has nothing to accept; confirm by mail."""
        answerer = self._prepare_call_answerer(values)
        if self.family == "information":
            self._record_confirmation(answerer, {"door": "phone"})
        else:
            self._record_call_answer("accept", answerer, values)
        self._send_receipt(values.get("email"))

    def _record_call_refuse(self, values):
        self._record_call_answer("refuse", self._prepare_call_answerer(values), values)
        self._send_receipt(values.get("email"))

    def _record_call_answer(self, event, answerer, values):
        statement = self._get_call_wave()._get_letters().get(self.family)
        version = statement and statement._get_version(self.lang)
        choice = {
            name: values[name]
            for name in ("channel", "address", "format")
            if event == "accept" and values.get(name)
        }
        self._record_answer(
            event,
            answerer=answerer,
            choice=choice,
            basis=rules.Basis.EXPLICIT_PHONE,
            shown={"statement": version.sha256 if version else ""},
        )

    def _prepare_call_answerer(self, values):
        answerer = {
            name: values[name]
            for name in ("name", "function", "email")
            if values.get(name)
        }
        return {**answerer, "recorded_by": self.env.user.name}

    def _record_call_other_choice(self, values):
        """Keep a wish that we do not serve: silence does not count (G16)."""
        self.unserved_wish = values["text"]

    def _record_call_question(self, values):
        self._record_question(
            values["text"], answerer=self._prepare_call_answerer(values)
        )

    def _record_call_call_back(self, values):
        self._plan_next_call(values["day"])

    def _record_call_wrong_person(self, values):
        self._plan_next_call(note=values["contact"])

    def _record_call_unreachable(self, _values):
        self._plan_next_call()

    def _plan_next_call(self, day=None, note=""):
        """Plan another attempt, unless three were made."""
        self.ensure_one()
        if self.call_count < MAX_CALLS and not self._is_elsewhere():
            today = fields.Date.context_today(self)
            day = day or today + timedelta(days=CALL_REST)
            self._plan_call(self._get_call_wave(), day, note)


class DematEvidenceCall(models.Model):
    _inherit = "demat.evidence"

    def _get_kinds(self):
        # EXTENDS
        return {**super()._get_kinds(), "call_made": self.env._("Called")}

    def _get_fact_labels(self):
        # EXTENDS
        env = self.env
        return {
            **super()._get_fact_labels(),
            "attempt": env._("Attempt"),
            "caller": env._("Called by"),
            "outcome": env._("Outcome"),
        }
