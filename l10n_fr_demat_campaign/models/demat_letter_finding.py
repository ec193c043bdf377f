import re
from functools import lru_cache

from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import html2plaintext

from ..rules import letter as rules

_COSTS = {"error": 25, "warn": 5, "info": 1}
_BADGES = {"error": "danger", "warn": "warning", "info": "info"}
_SENTENCE_END = re.compile(r"[.!?]\s|\n|<br|</p>|</li>|</div>")


@lru_cache(maxsize=256)
def check(*args, **kwargs):
    """Return the findings of a text; the shipped texts are read again and again."""
    return rules.check_letter(*args, **kwargs)


def _get_rank(finding):
    """Return the place of a remark: errors, then warnings, then advice."""
    return list(_COSTS).index(str(finding.severity))


class DematLetterFinding(models.Model):
    """The checker's remarks beside the text."""

    _inherit = "demat.letter.version"

    finding_html = fields.Html(
        string="Remarks", compute="_compute_findings", sanitize=False
    )
    score = fields.Integer(
        compute="_compute_findings",
        help="100 less 25 per error, 5 per warning and 1 per piece of advice.",
    )
    error_count = fields.Integer(string="Errors", compute="_compute_findings")
    warning_count = fields.Integer(string="Warnings", compute="_compute_findings")

    @api.depends("letter_id.name", "lang", "number")
    def _compute_display_name(self):
        for version in self:
            version.display_name = version._get_label()

    @api.depends("lang", "subject", "body", "letter_id.kind", "letter_id.family")
    @api.depends_context("lang", "company")
    def _compute_findings(self):
        for version in self:
            company = version.letter_id.company_id or self.env.company
            found = version._get_findings(company._get_offer())
            severities = [str(finding.severity) for finding in found]
            version.error_count = severities.count("error")
            version.warning_count = severities.count("warn")
            version.score = max(0, 100 - sum(map(_COSTS.get, severities)))
            version.finding_html = version._render_findings(found)

    def _render_findings(self, findings):
        """Return the remarks as a table, what stops a launch first."""
        if not findings:
            return Markup("<p>%s</p>") % self.env._("Nothing to say against this text.")
        labels = self._get_severity_labels()
        rows = Markup().join(
            Markup(
                "<tr><td><span class='badge text-bg-%s'>%s</span></td>"
                "<td>%s<div class='text-muted fst-italic'>%s</div></td>"
                "<td class='text-muted'>%s</td></tr>"
            )
            % (
                _BADGES[str(finding.severity)],
                labels[str(finding.severity)],
                self._get_advice(finding),
                self._get_sentence(finding),
                finding.key,
            )
            for finding in sorted(findings, key=_get_rank)
        )
        return Markup("<table class='table table-sm'>%s</table>") % rows

    @api.model
    def _get_severity_labels(self):
        env = self.env
        return {
            "error": env._("Error"),
            "warn": env._("Warning"),
            "info": env._("Advice"),
        }

    def _get_sentence(self, finding):
        """Return the sentence that a remark is about, as the reader sees it."""
        if finding.span is None:
            return self.env._("(missing)")
        text = self._get_sample_text()
        start, end = finding.span
        before = [match.end() for match in _SENTENCE_END.finditer(text, 0, start)]
        after = _SENTENCE_END.search(text, end)
        sentence = text[before[-1] if before else 0 : after.end() if after else None]
        # The cut may fall inside a tag: what precedes its end is no text.
        plain = html2plaintext(sentence.rpartition("<")[0] or sentence)
        return f"« {' '.join(plain.split())} »"

    def _get_label(self):
        """Return which text this is, to name it in a message."""
        self.ensure_one()
        lang = (self.lang or "")[:2]
        return f"{self.letter_id.name or ''} ({lang}, {self.number})"
