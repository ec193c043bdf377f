import smtplib
import sys

from odoo import fields, models

from ..rules import delivery, handover

# What core calls the failure of an attempt, whatever the reason.
_ATTEMPT_FAILED = ("mail_smtp", "unknown")


class MailMail(models.Model):
    """Campaign mail that could not be handed over: tried again, refused, or in doubt.

    Core says of all three that they failed, and nothing of a message during which the
    connection was lost.
    """

    _inherit = "mail.mail"

    def send(self, auto_commit=False, raise_exception=False, post_send_callback=None):
        # EXTENDS 'mail': a lost connection tells which message it was about
        try:
            return super().send(
                auto_commit=auto_commit,
                raise_exception=raise_exception,
                post_send_callback=post_send_callback,
            )
        except smtplib.SMTPServerDisconnected as error:
            in_flight = self._get_l10n_fr_demat_in_flight()
            if raise_exception or not in_flight:
                raise
            in_flight._record_l10n_fr_demat_lost(error)
            if auto_commit:
                self.env["ir.cron"]._commit_progress()
            # What comes after it in the queue leaves over a connection of its own.
            return True

    def _get_l10n_fr_demat_in_flight(self):
        """Return our message during which the connection was lost, if it is ours."""
        return self.filtered(
            lambda mail: (
                mail.state == "exception"
                and mail.mailing_trace_ids.filtered(
                    lambda trace: trace.trace_status == "outgoing"
                )._get_l10n_fr_demat_sendings()
            )
        )

    def _record_l10n_fr_demat_lost(self, error):
        """Say what is known of the message that was on its way."""
        if handover.outcome_of(error) is not handover.Outcome.LATER:
            self._record_l10n_fr_demat_doubt()
        elif not self._postpone_l10n_fr_demat(error):
            self.failure_reason = str(error)
            self.mailing_trace_ids.set_failed(failure_type="unknown")

    def _record_l10n_fr_demat_doubt(self):
        """Say that nobody knows whether these messages left."""
        traces = self.mailing_trace_ids
        traces.write({"trace_status": "error", "failure_type": "unknown"})
        self.failure_reason = self.env._(
            "The mail server hung up before it said whether it takes the message: it "
            "may have left."
        )
        sendings = traces._get_l10n_fr_demat_sendings().values()
        ours = self.env["demat.sending"].concat(*sendings)
        ours._record_uncertain(self.failure_reason)

    def _postprocess_sent_message(
        self, success_pids, success_emails, failure_reason=False, failure_type=None
    ):
        # EXTENDS 'mass_mailing': what may be tried again waits, it has not failed
        error = sys.exc_info()[1]  # the error that core is dealing with
        later = self.browse()
        if error and failure_type in _ATTEMPT_FAILED:
            later = self._postpone_l10n_fr_demat(error)
            (self - later)._refuse_l10n_fr_demat(error)
        return super(MailMail, self - later)._postprocess_sent_message(
            success_pids,
            success_emails,
            failure_reason=failure_reason,
            failure_type=failure_type,
        )

    def _postpone_l10n_fr_demat(self, error):
        """Let our messages that did not leave wait for another attempt.

        The pace is that of the invoices; what it gives up has failed.

        :return: the messages that wait
        """
        waiting, now = self.browse(), fields.Datetime.now()
        if handover.outcome_of(error) is not handover.Outcome.LATER:
            return waiting
        reason = handover.answer_of(error) or str(error)
        sendings = self.mailing_trace_ids._get_l10n_fr_demat_sendings()
        mail_of = {s: trace.mail_mail_id for trace, s in sendings.items()}
        ours = self.env["demat.sending"].concat(*mail_of)
        for attempts, group in ours.grouped("attempts").items():
            if pause := delivery.pause_after(attempts + 1):
                mails = self.browse().concat(*(mail_of[sending] for sending in group))
                mails.write({"state": "outgoing", "scheduled_date": now + pause})
                group._record_postponed(reason, now + pause)
                waiting |= mails
        return waiting

    def _refuse_l10n_fr_demat(self, error):
        """Say that the mail server refused our messages, in its own words alone."""
        if answer := handover.answer_of(error):
            sendings = self.mailing_trace_ids._get_l10n_fr_demat_sendings()
            ours = self.concat(*(trace.mail_mail_id for trace in sendings))
            ours.failure_reason = answer
            self.env["demat.sending"].concat(*sendings.values())._record_refused()
