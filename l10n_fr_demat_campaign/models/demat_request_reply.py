from odoo import api, fields, models
from odoo.tools.mail import email_normalize, email_split_tuples

_ACTIVITY = "l10n_fr_demat_campaign.mail_activity_reply"


class DematRequestReply(models.Model):
    """Replies by e-mail: a person reads them, and silence waits meanwhile."""

    _inherit = "demat.request"

    proposed_answer = fields.Selection(
        selection="_selection_proposed_answer",
        readonly=True,
        copy=False,
        help="What the reply seems to say. Nothing is recorded before a person agrees.",
    )
    replied_by = fields.Char(readonly=True, copy=False)

    @api.model
    def _selection_proposed_answer(self):
        env = self.env
        return [
            ["accept", env._("The reply says yes")],
            ["refuse", env._("The reply says no")],
        ]

    @api.private
    def message_update(self, msg_dict, update_vals=None):
        # EXTENDS 'mail': called for each message that arrives on the request
        context = self.env.context
        if context.get("demat_reply_is_automatic"):
            # Who is away said neither yes nor no: the message is kept, that is all.
            return super().message_update(msg_dict, update_vals=update_vals)
        self._record_reply(
            msg_dict.get("message_id") or "",
            author=msg_dict.get("email_from") or "",
            answer=context.get("demat_reply_answer"),
        )
        return super().message_update(msg_dict, update_vals=update_vals)

    def _record_reply(self, message_id, author="", answer=None):
        """Remember that a reply waits to be read: it may be a refusal.

        :param message_id: Message-ID of the reply, kept as evidence
        :param author: address of who replied
        :param answer: ``accept`` or ``refuse`` when the reply says only that
        """
        for request in self:
            is_asking = request.family != "information"
            is_first = not request.is_reply_pending
            request._write_sealed(
                {
                    "is_reply_pending": True,
                    "replied_at": fields.Datetime.now(),
                    "replied_by": author,
                    "proposed_answer": answer if is_asking else False,
                }
            )
            self.env["demat.evidence"]._record(
                request.consent_id,
                "reply_received",
                {"request": request._get_reference(), "message_id": message_id},
                {"email": email_normalize(author) or ""},
            )
            # Two programs that answer each other fill a thread, not a to-do list.
            if is_first:
                # The mail gateway has no language, and the customer's is another.
                request.activity_schedule(
                    _ACTIVITY,
                    summary=request._in_our_language()._get_reply_summary(),
                    user_id=request.campaign_id.user_id.id or self.env.uid,
                )

    def _get_reply_summary(self):
        """Return what the officer has to do about a reply."""
        self.ensure_one()
        name = self.partner_id.name
        return {
            "accept": self.env._("%s seems to say yes: read and confirm", name),
            "refuse": self.env._("%s seems to say no: read and confirm", name),
        }.get(self.proposed_answer) or self.env._("Read the reply of %s", name)

    def action_confirm_reply(self):
        """Record the answer that the reply gives, now that a person has read it."""
        self._check_group("user")
        for request in self.filtered(
            lambda r: r.is_reply_pending and r.proposed_answer
        ):
            answer = request.proposed_answer
            request._record_staff_answer(
                answer, "reply", answerer=request._prepare_replier()
            )
            request._close_reply()

    def _prepare_replier(self):
        """Return who replied, as personal data of the answer."""
        self.ensure_one()
        names = email_split_tuples(self.replied_by or "")
        name, email = names[0] if names else ("", "")
        return {"name": name or email or self.partner_id.name, "email": email}

    def action_reply_read(self):
        """Say that the reply was read and is neither a yes nor a no."""
        pending = self.filtered("is_reply_pending")
        pending._close_reply()
        self.env["demat.evidence"]._record(pending.consent_id, "reply_read", {})

    def _close_reply(self):
        self._write_sealed({"is_reply_pending": False, "proposed_answer": False})
        self.activity_feedback([_ACTIVITY])
