from odoo import fields, models


class DematRequestReply(models.Model):
    """Replies by e-mail: a person reads them, and silence waits meanwhile."""

    _inherit = "demat.request"

    def message_update(self, msg_dict, update_vals=None):
        # EXTENDS 'mail': called for each message that arrives on the request
        self._record_reply(msg_dict.get("message_id") or "")
        return super().message_update(msg_dict, update_vals=update_vals)

    def _record_reply(self, message_id):
        """Remember that a reply waits to be read: it may be a refusal.

        :param message_id: Message-ID of the reply, kept as evidence
        """
        for request in self:
            request._write_sealed(
                {"is_reply_pending": True, "replied_at": fields.Datetime.now()}
            )
            self.env["demat.evidence"]._record(
                request.consent_id,
                "reply_received",
                {"request": request._get_reference(), "message_id": message_id},
            )
            request.activity_schedule(
                "mail.mail_activity_data_todo",
                summary=self.env._("Read the reply of %s", request.partner_id.name),
                user_id=request.campaign_id.user_id.id or self.env.uid,
            )

    def action_reply_read(self):
        """Say that the reply was read and is neither a yes nor a no."""
        pending = self.filtered("is_reply_pending")
        pending._write_sealed({"is_reply_pending": False})
        pending.activity_feedback(["mail.mail_activity_data_todo"])
        self.env["demat.evidence"]._record(pending.consent_id, "reply_read", {})
