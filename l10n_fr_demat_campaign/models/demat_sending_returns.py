from odoo import api, fields, models
from odoo.exceptions import UserError


class DematSendingReturns(models.Model):
    """What comes back about a message, and what it does to its campaign."""

    _inherit = "demat.sending"

    complained_at = fields.Datetime(
        string="Reported as unwanted",
        readonly=True,
        help="The recipient told their mail provider that the message is unwanted.",
    )

    def _record_bounced(self, text=False):
        # EXTENDS: too many returns stop the campaign
        result = super()._record_bounced(text)
        self.campaign_id._apply_stop_rule()
        return result

    def _record_complained(self):
        """Say that the messages were reported as unwanted: no reminder any more."""
        fresh = self.filtered(lambda sending: not sending.complained_at)
        fresh._write_sealed({"complained_at": fields.Datetime.now()})
        self._record_evidence("request_complained", fresh, {})
        fresh.request_id._record_stop()
        fresh.campaign_id._apply_stop_rule()

    def action_record_complaint(self):
        """Enter by hand that the recipient reported the message as unwanted."""
        self._check_left()
        self.sudo()._record_complained()

    def action_record_bounce(self):
        """Enter by hand that the message came back: a person read what it says."""
        self._check_left()
        self.sudo()._record_bounced()

    def _check_left(self):
        """Refuse what nobody can have received, and who is no officer."""
        self.request_id._check_group("user")
        for sending in self:
            if sending.medium != "email" or not sending.sent_at:
                raise UserError(
                    self.env._(
                        "Only an e-mail that left can come back, or be reported as "
                        "unwanted."
                    )
                )


class DematEvidence(models.Model):
    _inherit = "demat.evidence"

    @api.model
    def _get_kinds(self):
        # EXTENDS
        env = self.env
        return {
            **super()._get_kinds(),
            "request_complained": env._("Message reported as unwanted"),
            "campaign_stopped": env._("Campaign stopped by itself"),
            "campaign_resumed": env._("Campaign resumed with a reason"),
            "campaign_preflight": env._("Campaign launched in spite of a check"),
        }

    @api.model
    def _get_fact_labels(self):
        # EXTENDS
        env = self.env
        return {
            **super()._get_fact_labels(),
            "announced_on": env._("Date announced"),
            "call_back_on": env._("Call back on"),
            "computed": env._("What was looked at"),
            "dispute": env._("Dispute"),
            "first_proven_on": env._("First message arrived"),
            "has_identifier": env._("Identified"),
            "hold_until": env._("Held back until"),
            "is_consumer": env._("Consumer"),
            "is_elsewhere": env._("Of another company"),
            "is_public": env._("Public body"),
            "minimum_days": env._("Days to answer"),
            "pauses": env._("Days of pause"),
            "period_end": env._("Minimum time over"),
            "points": env._("Points of the text"),
            "proven": env._("Messages arrived"),
            "question_on": env._("Open question"),
            "refused_on": env._("Refused"),
            "regime": env._("Answer of the law"),
            "reminded": env._("Reminders arrived"),
            "stop_requested_on": env._("Asked for no reminder"),
            "stopped": env._("Stopped because"),
            "unread_reply_on": env._("Reply to read"),
            "unserved_wish": env._("Wish not served"),
        }
