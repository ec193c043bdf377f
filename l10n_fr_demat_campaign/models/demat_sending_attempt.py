from odoo import fields, models
from odoo.exceptions import UserError


class DematSending(models.Model):
    """Attempts to hand a message over: how many, what was said, and once more."""

    _inherit = "demat.sending"

    attempts = fields.Integer(
        readonly=True, help="How often the mail server could not take the message."
    )
    is_uncertain = fields.Boolean(
        string="May have left",
        readonly=True,
        help="The connection was lost before the mail server said whether it takes the "
        "message. It counts as not arrived and is not repeated by itself.",
    )

    refused_at = fields.Datetime(
        readonly=True,
        help="The mail server refused the message for good when it was handed over: "
        "for the rule that pauses a campaign, this is a return.",
    )

    def _record_refused(self):
        """Say that the mail server refused the messages for good, at once."""
        self.write({"refused_at": fields.Datetime.now()})
        self.campaign_id._apply_stop_rule()

    def _record_postponed(self, reason, at):
        """Say that the mail server did not take the messages, and when we try again."""
        for attempts, sendings in self.grouped("attempts").items():
            sendings.write({"attempts": attempts + 1, "failure": reason, "slot_at": at})
        cron = self.env.ref("mail.ir_cron_mail_scheduler_action")
        cron.sudo()._trigger(at)

    def _record_uncertain(self, reason):
        """Say that nobody knows whether the messages left: a person decides."""
        self.is_uncertain = True
        self._record_failed(reason)

    def _record_sent(self, at=None):
        # EXTENDS: nothing is uncertain or failed any more
        doubtful = self.filtered(
            lambda sending: (
                sending.is_uncertain or sending.failure or sending.refused_at
            )
        )
        doubtful.write({"is_uncertain": False, "failure": False, "refused_at": False})
        return super()._record_sent(at)

    def action_send_again(self):
        """Put e-mails that did not leave back into the queue: a person decided.

        They keep their Message-ID: a mail system that has seen one already knows it.
        """
        self.request_id._check_group("user")
        for sending in self:
            sending._check_send_again()
        self.sudo()._send_again()

    def _check_send_again(self):
        """Refuse what left, what nobody waits for any more, and what is no mail."""
        self.ensure_one()
        if self.medium != "email" or self.state != "failed" or not self._get_mails():
            raise UserError(
                self.env._("Only an e-mail that did not leave can be sent again.")
            )
        if self._is_too_late():
            raise UserError(
                self.env._("%s has answered meanwhile.", self.partner_id.display_name)
            )
        if self.campaign_id.state != "running":
            raise UserError(self.env._("%s is not running.", self.campaign_id.name))

    def _get_mails(self):
        """Return the messages of these sendings that did not leave."""
        mails = self.env["mail.mail"].sudo()
        return mails.search(
            [
                ("message_id", "in", self.mapped("message_id")),
                ("mailing_id.l10n_fr_demat_wave_id", "in", self.wave_id.ids),
                ("state", "=", "exception"),
            ]
        )

    def _send_again(self):
        """Queue the messages as they were written, with fresh attempts."""
        if not self:
            return
        mails = self._get_mails()
        mails.write({"state": "outgoing", "scheduled_date": False})
        traces = mails.mailing_trace_ids
        traces.write({"trace_status": "outgoing", "failure_type": False})
        queued = traces._get_l10n_fr_demat_sendings().values()
        self.concat(*queued).write({"failed_at": False, "attempts": 0})
        self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()._trigger()


class DematWave(models.Model):
    _inherit = "demat.wave"

    def _send_failed_again(self):
        """Put back into the queue what is known not to have left."""
        running = self.filtered(lambda wave: wave.campaign_id.state == "running")
        failed = running.sending_ids.filtered(
            lambda s: s.message_id and s.state == "failed" and not s.is_uncertain
        )
        failed.filtered(lambda s: not s._is_too_late())._send_again()
