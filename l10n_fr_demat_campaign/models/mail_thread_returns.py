from odoo import api, models, tools

from ..rules import replies
from .mail_thread_unreadable import DELIVERY_STATUS, FEEDBACK_REPORT

PLAIN_TEXT = "text/plain"


class MailThread(models.AbstractModel):
    """What comes back by e-mail about our messages, read for what it says."""

    _inherit = "mail.thread"

    @api.model
    def _routing_handle_bounce(self, email_message, message_dict):
        # EXTENDS 'mass_mailing': Odoo takes every report for a bounce; receipts and
        # delays are none, and a complaint is something else.
        sendings = self._find_l10n_fr_demat_sendings(email_message, message_dict)
        if not sendings:
            return super()._routing_handle_bounce(email_message, message_dict)
        report = self._read_l10n_fr_demat_report(email_message)
        if report is replies.Report.COMPLAINT:
            return sendings._record_complained()
        if report is replies.Report.PENDING:
            return None
        message_dict["bounced_msg_ids"] = sendings.mapped("message_id")
        result = super()._routing_handle_bounce(email_message, message_dict)
        text = self._get_l10n_fr_demat_text(email_message)
        sendings._record_bounced(text)
        return result

    @api.model
    def _find_l10n_fr_demat_sendings(self, email_message, message_dict):
        """Return our sendings that a report is about.

        Some servers only name the message in their words. Those that give back neither
        message nor headers tell at least to whom it went: then the last message sent to
        that address.
        """
        sendings = self.env["demat.sending"].sudo()
        if message_ids := message_dict.get("bounced_msg_ids"):
            return sendings.search([("message_id", "in", message_ids)])
        if named := self._find_l10n_fr_demat_named(email_message, message_dict):
            return named
        if email := message_dict.get("bounced_email"):
            domain = [
                ("medium", "=", "email"),
                ("sent_at", "!=", False),
                # An underscore is a letter like another, not any letter.
                ("address", "=ilike", tools.escape_psql(email)),
            ]
            return sendings.search(domain, order="sent_at desc, id desc", limit=1)
        return sendings

    @api.model
    def _read_l10n_fr_demat_report(self, email_message):
        """Return what a report says: failed, pending, or a complaint."""
        kinds = self._get_l10n_fr_demat_values(
            email_message, FEEDBACK_REPORT, "Feedback-Type"
        )
        types = {part.get_content_type() for part in email_message.walk()}
        if kinds or FEEDBACK_REPORT in types:
            is_complaint = replies.is_complaint("".join(kinds[:1]))
            report = replies.Report
            return report.COMPLAINT if is_complaint else report.PENDING
        return replies.read_actions(
            self._get_l10n_fr_demat_values(email_message, DELIVERY_STATUS, "Action")
        )

    @api.model
    def _get_l10n_fr_demat_text(self, email_message):
        """Return the words of a report: what its server said to a person."""
        for part in email_message.walk():
            if part.get_content_type() == PLAIN_TEXT:
                return " ".join(str(part.get_content()).split())
        return ""

    @api.model
    def _message_route_process(self, message, message_dict, routes):
        # EXTENDS 'mass_mailing': a request wants to know whether a machine replied
        thread = self
        if any(model == "demat.request" for model, *_route in routes or ()):
            body = replies.text_of(message_dict.get("body"))
            # What came to the return address may be a report, and all are automatic.
            is_bounce = message_dict.get("is_bounce")
            headers = () if is_bounce else message.raw_items()
            subject = message_dict.get("subject") or ""
            thread = self.with_context(
                demat_reply_is_automatic=replies.is_automatic(headers, subject, body),
                demat_reply_answer=replies.read_answer(body),
            )
        return super(MailThread, thread)._message_route_process(
            message, message_dict, routes
        )
