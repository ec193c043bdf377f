import re

from odoo import api, fields, models
from odoo.tools import format_date

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class DematBlocked(models.AbstractModel):
    """Records that say why silence does not count, each reader in their language.

    The text is kept in the words of who follows the campaign, to search and to group
    by; what it is made of lies beside it.
    """

    _name = "demat.blocked"
    _description = "Silence that does not count"

    blocker_text = fields.Char(
        string="Why silence does not count, as recorded", readonly=True, copy=False
    )
    blocker_facts = fields.Json(
        string="What keeps silence from counting", readonly=True, copy=False
    )
    blocker_words = fields.Char(
        string="Why silence does not count", compute="_compute_blocker_words"
    )

    @api.depends("blocker_text", "blocker_facts")
    @api.depends_context("lang")
    def _compute_blocker_words(self):
        requests = self.env["demat.request"]
        for record in self:
            facts, text = record.blocker_facts or {}, record.blocker_text
            # What was written without its facts stays as it is.
            is_known = text and facts.get("text") == text
            words = requests._word_blocker(**facts) if is_known else text
            record.blocker_words = words

    def _prepare_blocker(self, gate, reason, values):
        """Return what is kept of a gate that is shut, in our words."""
        facts = {
            "gate": gate,
            "reason": "bounced" if values.get("bounced_on") else reason,
            "values": {
                name: str(value) if hasattr(value, "year") else value
                for name, value in values.items()
            },
        }
        text = self._word_blocker(**facts)
        return {
            "blocker_gate": gate,
            "blocker_text": text,
            "blocker_facts": {**facts, "text": text},
        }

    @api.model
    def _word_blocker(self, gate, reason, values, **_text):
        """Return why a gate is shut in the words of the reader."""
        words = {
            name: format_date(self.env, value)
            if isinstance(value, str) and _DAY.fullmatch(value)
            else value or ""
            for name, value in values.items()
        }
        template = self.env["demat.request"]._get_blocker_templates().get(reason)
        if not template:
            return self.env._("Condition %s is not met.", gate)
        return template % words
