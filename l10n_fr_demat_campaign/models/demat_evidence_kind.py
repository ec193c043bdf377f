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
            "letter_printed": env._("Letter printed"),
            "letter_posted": env._("Letter posted"),
            "letter_returned": env._("Letter returned"),
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
        }

    @api.model
    def _get_fact_labels(self):
        """Hook: what the facts of an event are called in words."""
        env = self.env
        return {
            "address": env._("Address"),
            "agent": env._("Browser"),
            "answer": env._("Answer"),
            "answered_at": env._("Answered"),
            "basis": env._("Basis"),
            "batch": env._("Batch"),
            "campaign": env._("Campaign"),
            "channel": env._("Channel"),
            "checksum": env._("SHA-256"),
            "customer": env._("Customer"),
            "day": env._("Day"),
            "deadline": env._("Deadline"),
            "document": env._("Document"),
            "effective_on": env._("Electronic from"),
            "email": env._("E-mail"),
            "events": env._("Events"),
            "failure": env._("Failure"),
            "family": env._("Family of letter"),
            "file_name": env._("File"),
            "format": env._("Format"),
            "gate": env._("Condition not met"),
            "gates": env._("Conditions not met"),
            "function": env._("Function"),
            "invoice": env._("Invoice"),
            "ip": env._("IP address"),
            "lang": env._("Language"),
            "medium": env._("Medium"),
            "message_id": env._("Message"),
            "name": env._("Name"),
            "question": env._("Question"),
            "reason": env._("Reason"),
            "request": env._("Request"),
            "sha256": env._("SHA-256"),
            "siren": env._("SIREN"),
            "state": env._("Status"),
            "statement": env._("Text shown"),
            "text": env._("Text"),
            "text_hash": env._("SHA-256 of the text"),
            "vat": env._("VAT number"),
            "version": env._("Version of the text"),
            "wave": env._("Wave"),
            "from": env._("From"),
            "into": env._("Into"),
            "states": env._("Statuses"),
            "until": env._("Until"),
        }

    @api.depends("kind", "payload")
    @api.depends_context("lang")
    def _compute_message(self):
        for evidence in self:
            evidence.message = evidence._get_message()

    def _get_message(self):
        """Hook: return the event in words, in the reader's language."""
        self.ensure_one()
        facts = ", ".join(f"{label}: {value}" for label, value in self._get_facts())
        label = self._get_kinds().get(self.kind, self.kind)
        return f"{label} ({facts})" if facts else label

    def _get_facts(self):
        """Return the facts of the event as pairs of label and value, in words."""
        self.ensure_one()
        labels = self._get_fact_labels()
        return [
            (labels.get(name, name), self._format_fact(name, value))
            for name, value in self._get_payload().items()
            if value not in (None, False, "", [], {})
        ]

    @api.model
    def _format_fact(self, name, value):
        """Return one fact in words."""
        if isinstance(value, dict):
            return ", ".join(f"{key}: {value[key]}" for key in sorted(value))
        if isinstance(value, list):
            return ", ".join(map(str, value))
        if name == "gates" and value == "open":
            return self.env._("none")
        if name in ("state", "basis"):
            selection = self.env["demat.consent"]._fields[name]
            return dict(selection._description_selection(self.env)).get(value, value)
        return self.env._("yes") if value is True else str(value)
