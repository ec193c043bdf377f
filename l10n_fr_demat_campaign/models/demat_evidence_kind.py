from odoo import api, fields, models


class DematEvidence(models.Model):
    _inherit = "demat.evidence"

    message = fields.Char(string="What happened", compute="_compute_message")

    @api.model
    def _selection_kind(self):
        return list(self._get_kinds().items())

    @api.model
    def _get_kinds(self):
        """Hook: every kind of event and what it means in words."""
        env = self.env
        return {
            "consent_ask": env._("Asked whether invoices may be electronic"),
            "consent_accept": env._("Agreed to electronic invoices"),
            "consent_expire": env._("Silence taken as agreement"),
            "consent_refuse": env._("Keeps paper"),
            "consent_withdraw": env._("Withdrew the agreement"),
            "consent_process": env._("Processed an electronic invoice"),
            "request_sent": env._("Message sent"),
            "request_failed": env._("Message not sent"),
            "request_bounced": env._("Message returned"),
            "letter_posted": env._("Letter posted"),
            "letter_returned": env._("Letter returned"),
            "data_confirmed": env._("Data confirmed to one of us"),
            "page_answer": env._("Answer on the page"),
            "page_question": env._("Question asked on the page"),
            "question_answered": env._("Question answered"),
            "stop_requested": env._("Asked to receive no reminder"),
            "tacit_evaluated": env._("Silence examined"),
            "notice_sent": env._("Notice of the change sent"),
            "invoice_delivered": env._("Invoice delivered"),
            "import_row": env._("Taken over from a file"),
            "campaign_launched": env._("Campaign launched"),
            "campaign_text": env._("Text used"),
            "campaign_warning_acknowledged": env._("Warning on a text accepted"),
            "reply_received": env._("Reply received by e-mail"),
            "reply_read": env._("Reply read"),
            "detail_erased": env._("Personal data erased"),
            "consent_merged": env._("Customer merged with another"),
            "hold_set": env._("Held back by us"),
            "hold_released": env._("No longer held back"),
            "parity_read": env._("Differences from paper read"),
        }

    @api.depends("kind", "payload")
    @api.depends_context("lang")
    def _compute_message(self):
        for evidence in self:
            evidence.message = evidence._get_message()

    def _get_message(self):
        """Hook: return the event in words, in the reader's language."""
        self.ensure_one()
        facts = self._join_facts(self._get_facts())
        label = self._get_kinds().get(self.kind, self.kind)
        return f"{label} ({facts})" if facts else label
