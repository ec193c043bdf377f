from odoo import api, models
from odoo.tools import email_normalize, escape_psql


class MailThread(models.AbstractModel):
    """A customer who writes a new message instead of replying is heard as well.

    Core tells them that nobody reads what comes without a reference. It may be a
    refusal, and a refusal counts by whatever way it comes.
    """

    _inherit = "mail.thread"

    @api.private
    @api.model
    def message_route(
        self, message, message_dict, model=None, thread_id=None, custom_values=None
    ):
        # EXTENDS 'mail': what core would send back goes to the request of its writer
        requests = self._find_l10n_fr_demat_writer(
            message, message_dict
        ) or self._find_l10n_fr_demat_unclear(message, message_dict)
        if requests:
            return [
                (request._name, request.id, custom_values, self.env.uid, None)
                for request in requests
            ]
        return super().message_route(
            message,
            message_dict,
            model=model,
            thread_id=thread_id,
            custom_values=custom_values,
        )

    @api.model
    def _find_l10n_fr_demat_writer(self, message, message_dict):
        """Return the last request sent to who writes to nobody in particular.

        One of each customer, where several share the mailbox: nobody knows for whom
        they write.

        Anybody may pretend to be somebody else: all it does is to let silence wait
        until a person has read the message.
        """
        request = self.env["demat.request"]
        is_reply = message_dict.get("references") or message_dict.get("in_reply_to")
        if (
            is_reply
            or self._detect_is_bounce(message, message_dict)
            or not self._detect_write_to_catchall(message_dict)
        ):
            return request
        writer = email_normalize(message_dict.get("email_from") or "")
        sendings = self.env["demat.sending"].sudo()
        if writer:
            sendings = sendings.search(
                [
                    ("medium", "=", "email"),
                    ("sent_at", "!=", False),
                    ("address", "=ilike", escape_psql(writer)),
                ],
                order="sent_at, id",
            )
        last = {s.request_id.consent_id: s.request_id.id for s in sendings}
        return request.browse(last.values())
