from datetime import timedelta

from odoo import fields, models

from .demat_wave import NOTICE_KINDS, REMINDER_KINDS
from .demat_wave_screen import SILENCE_COUNTS

# A day lost around midnight is no reason to write a message again.
_TOLERANCE = 1
_WAITING = ("not_asked", "asked")


class DematSendingRecheck(models.Model):
    """A message that was written some time ago, looked at again when it is to leave.

    Between the two there may be days: a slow pace, a pause, a queue that stood still.
    """

    _inherit = "demat.sending"

    def _recheck(self):
        """Return the messages that leave no more, that wait, and that are written anew.

        :return: three recordsets; what is in none of them leaves
        """
        late = self.filtered(lambda sending: sending._is_too_late())
        resting = (self - late).filtered(lambda sending: sending._get_rest_end())
        stale = (self - late - resting)._find_stale()
        return late, resting, stale

    def _is_too_late(self):
        """Return whether nobody waits for this message any more."""
        self.ensure_one()
        request, consent = self.request_id, self.request_id.consent_id
        if request.stop_requested_at or not consent.active:
            return True
        if self.kind in NOTICE_KINDS:
            return (consent.state, consent.basis) != ("accepted", "tacit_delay")
        is_waiting = consent.state in _WAITING and not request.answer
        is_ours = self.partner_id.active and not request._is_elsewhere()
        return not (is_waiting and is_ours)

    def _get_late_text(self):
        """Return why this message leaves no more."""
        self.ensure_one()
        if self.request_id.answer:
            return self.env._("The customer answered before the message left.")
        if self.request_id._is_elsewhere():
            return self.request_id._get_elsewhere_message()
        return self.env._("The customer was asked no more when the message was to go.")

    def _get_rest_end(self):
        """Return the day before which this message must not leave, or False.

        A salesperson holds the customer back, or a question waits for our answer.
        """
        self.ensure_one()
        request, today = self.request_id, fields.Date.context_today(self)
        if self.kind in NOTICE_KINDS:
            return False
        if request.hold_until and request.hold_until >= today:
            return request.hold_until + timedelta(days=1)
        is_open = request.is_question_open or request.is_reply_pending
        return is_open and today + timedelta(days=1)

    def _rest(self):
        """Give these messages a moment after what keeps them back; return it by id."""
        moments = {}
        for sending in self:
            start = fields.Datetime.to_datetime(sending._get_rest_end())
            slots = sending.wave_id._plan_slots(1, start, [])
            sending.slot_at = moments[sending] = slots[0] if slots else start
        return moments

    def _find_stale(self):
        """Return the messages whose text does not suit any more.

        The law may allow no silence since, or the date printed may be too near.
        """
        asking = self.filtered(lambda sending: sending.kind not in NOTICE_KINDS)
        allowed = asking.request_id._refresh_family()
        return asking.filtered(
            lambda sending: (
                sending.request_id not in allowed
                or sending._is_unlawful()
                or sending._is_short()
            )
        )

    def _is_unlawful(self):
        """Return whether the text says that silence counts where it may not."""
        self.ensure_one()
        is_tacit = self.request_id.family == "consent_tacit"
        return not is_tacit and SILENCE_COUNTS in self.version_id._get_points()

    def _is_short(self):
        """Return whether the date printed leaves less time than we owe.

        What a mail server puts off for now keeps its text: it is given up in time.
        """
        self.ensure_one()
        days = self.wave_id._get_days_to_answer()
        if self.attempts or not days:
            return False
        owed = fields.Date.context_today(self) + timedelta(days=days - _TOLERANCE)
        return self.request_id.deadline < owed

    def _write_anew(self):
        """Forget these messages, which never left, and let their waves write them."""
        for wave, sendings in self.grouped("wave_id").items():
            wave._tell_written_anew(len(sendings))
        waves = self.wave_id
        self.unlink()
        # From the start, also where a worker is in the middle of it: one of both stops.
        waves._write_sealed(
            {"state": "planned", "carried_out_at": False, "last_request_id": 0}
        )
        self.env.ref("l10n_fr_demat_campaign.ir_cron_run_waves")._trigger()


class DematWaveRecheck(models.Model):
    _inherit = "demat.wave"

    def _get_days_to_answer(self):
        """Return how many days the date printed leaves at least, 0: no date counts."""
        self.ensure_one()
        if self.kind in ("email", "letter"):
            return self.company_id.l10n_fr_demat_minimum_days
        return REMINDER_KINDS.get(self.kind, 0)

    def _tell_written_anew(self, count):
        campaign = self.campaign_id
        campaign.message_post(
            body=campaign.with_context(lang=campaign.user_id.lang).env._(
                "%(wave)s: %(count)s messages waited too long, or the law changed for "
                "their customers: they are written anew.",
                wave=self._get_kind_label(),
                count=count,
            )
        )
