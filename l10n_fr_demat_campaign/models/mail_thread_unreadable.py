from odoo import api, models

from ..rules import mail_text, replies

DELIVERY_STATUS = "message/delivery-status"
FEEDBACK_REPORT = "message/feedback-report"


class MailThread(models.AbstractModel):
    """Messages that Odoo cannot read, and reports that it cannot tell what they are of.

    A report or a refusal is not lost because a program wrote it wrongly, or sent it to
    the return address: where we cannot read it either, a person does.
    """

    _inherit = "mail.thread"

    @api.private
    @api.model
    def message_parse(self, message, save_original=False):
        # EXTENDS 'mail': what Odoo would raise on is mended, then read
        try:
            values = super().message_parse(message, save_original=save_original)
        except mail_text.UNREADABLE:
            values = None
        if values and mail_text.can_be_kept(values):
            return values
        mail_text.mend(message)
        return super().message_parse(message, save_original=save_original)

    @api.model
    def _find_l10n_fr_demat_named(self, message, message_dict):
        """Return our sendings that a message answers, or names in its text."""
        named = mail_text.message_ids_in(
            " ".join(
                (
                    message_dict.get("in_reply_to") or "",
                    message_dict.get("references") or "",
                    mail_text.text_in(message),
                )
            )
        )
        return self.env["demat.sending"].sudo().search([("message_id", "in", named)])

    @api.model
    def _find_l10n_fr_demat_unclear(self, message, message_dict):
        """Return the request that a message to the return address is about.

        Only where no report says what happened: a person has to read it.
        """
        request = self.env["demat.request"]
        is_clear = message_dict.get("bounced_msg_ids") or message_dict.get(
            "bounced_email"
        )
        if (
            is_clear
            or not message_dict.get("is_bounce")
            or self._is_l10n_fr_demat_report(message)
        ):
            return request
        named = self._find_l10n_fr_demat_named(message, message_dict)
        return request.browse(named[:1].request_id.id)

    @api.model
    def _is_l10n_fr_demat_report(self, message):
        """Return whether a message tells, in the form of a report, what happened."""
        return bool(
            replies.known_actions(
                self._get_l10n_fr_demat_values(message, DELIVERY_STATUS, "Action")
            )
            or self._get_l10n_fr_demat_values(message, FEEDBACK_REPORT, "Feedback-Type")
        )

    @api.model
    def _get_l10n_fr_demat_values(self, message, content_type, name):
        """Return the values of a field of a report.

        A report whose parts were not found has become text, with the same lines.
        """
        if not message.is_multipart():
            return mail_text.fields_in(mail_text.text_in(message), name)
        return [
            value
            for part in message.walk()
            if part.get_content_type() == content_type
            for value in self._get_l10n_fr_demat_fields(part, name)
        ]

    @api.model
    def _get_l10n_fr_demat_fields(self, part, name):
        """Return the values of a field in the blocks of a report."""
        blocks = part.get_payload()
        if isinstance(blocks, str):
            return mail_text.fields_in(blocks, name)
        return [block[name] for block in blocks if block[name]]
