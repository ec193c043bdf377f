import re

from odoo import api, fields, models
from odoo.tools import format_date

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")


class DematEvidence(models.Model):
    """What an event says, in the reader's words."""

    _inherit = "demat.evidence"

    author = fields.Char(string="Recorded by", compute="_compute_author")

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
            "choice": env._("Choice"),
            "checksum": env._("SHA-256"),
            "customer": env._("Customer"),
            "day": env._("Day"),
            "deadline": env._("Deadline"),
            "differences": env._("Differences"),
            "document": env._("Document"),
            "door": env._("Received by"),
            "effective_on": env._("Electronic from"),
            "email": env._("E-mail"),
            "events": env._("Events"),
            "failure": env._("Failure"),
            "families": env._("Customers by family of letter"),
            "family": env._("Family of letter"),
            "file_name": env._("File"),
            "first_invoice_on": env._("First electronic invoice"),
            "format": env._("Format"),
            "gate": env._("Condition not met"),
            "gates": env._("Conditions not met"),
            "function": env._("Function"),
            "invoice": env._("Invoice"),
            "ip": env._("IP address"),
            "is_robot": env._("Robot"),
            "lang": env._("Language"),
            "length": env._("Length"),
            "medium": env._("Medium"),
            "message_id": env._("Message"),
            "name": env._("Name"),
            "page_sha256": env._("SHA-256 of the page"),
            "page_text": env._("Text of the page"),
            "question": env._("Question"),
            "reason": env._("Reason"),
            "received_on": env._("Received on"),
            "recorded_by": env._("Recorded by"),
            "reason_text": env._("Reason in their words"),
            "request": env._("Request"),
            "rhythm": env._("Rhythm"),
            "sha256": env._("SHA-256"),
            "siren": env._("SIREN"),
            "slip": env._("Posting slip"),
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

    @api.model
    def _get_fact_choices(self):
        """Hook: the fields whose choices word a fact, one or more for each."""
        return {
            "answer": [("demat.request", "answer")],
            "basis": [("demat.consent", "basis")],
            "channel": [("demat.delivery.rule", "channel")],
            "door": [("demat.request.answer", "door")],
            "families": [("demat.request", "family")],
            "family": [("demat.request", "family")],
            "format": [("demat.delivery.rule", "format")],
            "gate": [("demat.request", "blocker_gate")],
            "gates": [("demat.request", "blocker_gate")],
            "medium": [("demat.sending", "medium")],
            # Or the words of one of us, where it is none of these.
            "reason": [
                ("demat.request", "answer_reason"),
                ("demat.sending", "return_reason"),
            ],
            "outcome": [("demat.request", "call_outcome")],
            "regime": [("demat.regime.override", "answer")],
            "rhythm": [("demat.delivery.rule", "rhythm")],
            "state": [("demat.consent", "state")],
            "wave": [("demat.wave", "kind")],
        }

    def _get_facts(self):
        """Return the facts of the event as pairs of label and value, in words.

        What only a program reads comes last.
        """
        self.ensure_one()
        facts = self._word_facts(self._get_payload())
        return sorted(facts, key=lambda fact: bool(_FINGERPRINT.fullmatch(fact[1])))

    @api.model
    def _word_facts(self, facts, labels=None):
        labels = {**self._get_fact_labels(), **(labels or {})}
        return [
            (labels.get(name, name), self._format_fact(name, value))
            for name, value in facts.items()
            if value not in (None, False, "", [], {})
        ]

    def _get_author(self):
        """Return who recorded the event, in words that people outside understand."""
        self.ensure_one()
        user = self.user_id.sudo()
        if user._is_public():
            return self.env._("The customer, on the answer page")
        if user._is_superuser():
            return self.env._("Odoo, by itself")
        return user.name

    @api.depends("user_id")
    @api.depends_context("lang")
    def _compute_author(self):
        for evidence in self:
            evidence.author = evidence._get_author()

    @api.model
    def _join_facts(self, facts):
        """Return pairs of label and value as one text."""
        return ", ".join(
            self.env._("%(label)s: %(value)s", label=label, value=value)
            for label, value in facts
        )

    @api.model
    def _format_fact(self, name, value):
        """Return one fact in words."""
        words = self._get_fact_words(name)
        if isinstance(value, dict):
            return self._join_facts(self._word_facts(value, words))
        if isinstance(value, list):
            return ", ".join(self._format_fact(name, item) for item in value)
        if name == "gates" and isinstance(value, str):
            return self._format_gates(value, words)
        if isinstance(value, str) and _DAY.fullmatch(value):
            return format_date(self.env, value, date_format="long")
        return self.env._("yes") if value is True else words.get(value, str(value))

    @api.model
    def _format_gates(self, gates, words):
        """Return the conditions that were not met, in words."""
        if gates == "open":
            return self.env._("none")
        return ", ".join(words.get(gate, gate) for gate in gates.split(","))

    @api.model
    def _get_fact_words(self, name):
        """Return what each value of a fact is called, if it is one of a list."""
        if name == "lang":
            return dict(self.env["res.lang"].get_installed())
        words = {}
        for model, field in self._get_fact_choices().get(name, ()):
            choices = self.env[model]._fields[field]
            words |= dict(choices._description_selection(self.env))
        return words
