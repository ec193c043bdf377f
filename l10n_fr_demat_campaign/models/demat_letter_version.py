import hashlib
import re

from markupsafe import Markup, escape

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
# What a placeholder brings may be markup, which an attribute cannot hold.
_IN_ATTRIBUTE = re.compile(
    r"=\s*[\"'][^\"'<>]*(?:\{|%7B)(answer_link|stop_link|resources)(?:\}|%7D)",
    re.IGNORECASE,
)
_TEXT_FIELDS = frozenset({"subject", "body", "lang", "letter_id"})


class DematLetterVersion(models.Model):
    """A text in one language. Once used it never changes: a new version replaces it."""

    _name = "demat.letter.version"
    _description = "Text of a letter"
    _inherit = ["demat.sealed"]
    _order = "letter_id, lang, number desc"
    _demat_fixed = frozenset({"is_current", "is_used", "letter_id", "number"})

    letter_id = fields.Many2one(
        "demat.letter", required=True, index=True, ondelete="cascade"
    )
    number = fields.Integer(default=1, readonly=True)
    lang = fields.Selection(
        selection=[("fr_FR", "Français"), ("en_US", "English")],
        required=True,
        default="fr_FR",
    )
    subject = fields.Char(
        required=True,
        help="May hold the same placeholders as the text.",
    )
    body = fields.Html(
        required=True,
        sanitize_attributes=True,
        help="Placeholders: {customer} {company} {deadline} {first_invoice} {contact} "
        "{phone} {email} {siren} {legal_name} {postal_address} {window_end} "
        "{resources}. The answer button is put where {answer_link} stands.",
    )
    is_current = fields.Boolean(default=True, readonly=True)
    is_used = fields.Boolean(
        readonly=True, help="This text was sent: it is kept as it is."
    )
    sha256 = fields.Char(
        string="Fingerprint", compute="_compute_sha256", store=True, readonly=True
    )

    _current_uniq = models.UniqueIndex(
        "(letter_id, lang) WHERE is_current",
        "A letter has one text in force per language.",
    )

    @api.depends("lang", "subject", "body")
    def _compute_sha256(self):
        for version in self:
            version.sha256 = self._get_hash(
                "\n".join([version.lang, version.subject or "", version.body or ""])
            )

    @api.model
    def _get_hash(self, text):
        """Return the SHA-256 of a text, as 64 hexadecimal digits."""
        return hashlib.sha256(text.encode()).hexdigest()

    @api.constrains("subject", "body")
    def _check_placeholders(self):
        known = self.env["demat.request"]._get_letter_names()
        for version in self:
            text = f"{version.subject} {version.body}"
            if unknown := sorted(set(_PLACEHOLDER.findall(text)) - known):
                raise ValidationError(
                    self.env._(
                        "%(letter)s: {%(name)s} is not a placeholder. Use one of: "
                        "%(known)s.",
                        letter=version.letter_id.display_name,
                        name=unknown[0],
                        known=", ".join(sorted(known)),
                    )
                )

    @api.constrains("body")
    def _check_links(self):
        for version in self:
            if found := _IN_ATTRIBUTE.search(version.body or ""):
                raise ValidationError(
                    self.env._(
                        "%(letter)s: put {%(name)s} in the text itself, not as the "
                        "address of a link: the link comes with it.",
                        letter=version.letter_id.display_name,
                        name=found[1],
                    )
                )

    def write(self, vals):
        if _TEXT_FIELDS & vals.keys() and (used := self.filtered("is_used")):
            raise UserError(
                self.env._(
                    "%s was already sent to customers and is kept as proof. Make a new "
                    "version instead.",
                    used[0].letter_id.display_name,
                )
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        if used := self.filtered("is_used"):
            raise UserError(
                self.env._(
                    "%s was already sent to customers and is kept as proof.",
                    used[0].letter_id.display_name,
                )
            )

    def action_new_version(self):
        """Replace a text that was used by a copy that can be changed."""
        self.ensure_one()
        self._check_group("user")
        self._write_sealed({"is_current": False})
        # The copy is inserted at once: the index must see that this one is past.
        self.flush_recordset(["is_current"])
        return self.copy(
            {"number": self.number + 1, "is_used": False, "is_current": True}
        )

    def _render(self, values):
        """Return (subject, HTML body) with the placeholders filled.

        :param values: dict of placeholder to value; plain text is escaped, Markup is
            kept. Nothing in a letter is ever evaluated.
        """
        self.ensure_one()
        subject = _PLACEHOLDER.sub(
            lambda match: str(values.get(match[1], match[0])), self.subject
        )
        body = _PLACEHOLDER.sub(
            lambda match: str(escape(values.get(match[1], match[0]))), self.body or ""
        )
        # The text was sanitized when it was stored, each value is escaped above.
        return " ".join(subject.split()), Markup(body)  # noqa: S704
