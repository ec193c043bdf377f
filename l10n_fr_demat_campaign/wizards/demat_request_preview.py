import base64
from urllib.parse import quote_plus

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.demat_notification import CLOSE, tell


class DematRequestPreview(models.TransientModel):
    """What will this customer receive? The very text, made by the code that sends."""

    _name = "demat.request.preview"
    _description = "Exact preview"

    request_id = fields.Many2one(
        "demat.request",
        string="Customer",
        required=True,
        domain="[('campaign_id', '=', campaign_id)]",
    )
    campaign_id = fields.Many2one(
        "demat.campaign",
        required=True,
        default=lambda self: self._default_campaign_id(),
    )
    wave_id = fields.Many2one(
        "demat.wave",
        required=True,
        domain="[('campaign_id', '=', campaign_id)]",
        default=lambda self: self._default_wave_id(),
    )
    medium = fields.Char(compute="_compute_message")
    version_id = fields.Many2one(
        "demat.letter.version", string="Text", compute="_compute_message"
    )
    address = fields.Char(compute="_compute_message")
    subject = fields.Char(compute="_compute_message")
    body = fields.Html(compute="_compute_message", sanitize=False)
    letter = fields.Binary(compute="_compute_letter")
    letter_name = fields.Char(compute="_compute_letter")
    letter_frame = fields.Html(compute="_compute_letter", sanitize=False)

    @api.model
    def _default_campaign_id(self):
        request_id = self.env.context.get("default_request_id")
        return self.env["demat.request"].browse(request_id).campaign_id

    @api.model
    def _default_wave_id(self):
        """Return the next message that reaches this customer, else the first one."""
        waves = self._default_campaign_id().wave_ids
        request_id = self.env.context.get("default_request_id")
        request = self.env["demat.request"].browse(request_id)
        reaching = waves.filtered(lambda wave: self._is_reaching(wave, request))
        found = reaching or waves
        return found.filtered(lambda wave: wave.state == "planned")[:1] or found[:1]

    @api.model
    def _is_reaching(self, wave, request):
        """Tell whether a step has something to read for this customer, and where."""
        medium = wave._get_medium()
        return bool(
            medium in ("email", "letter")
            and wave._get_letters().get(request.family)
            and request._get_sending_address(medium)
        )

    @api.depends("request_id", "wave_id")
    def _compute_message(self):
        for preview in self:
            request, wave = preview._get_reader(), preview.wave_id
            letter = wave and wave._get_letters().get(request.family)
            has_text = bool(request and letter)
            preview.medium = wave and wave._get_medium()
            preview.version_id = has_text and letter._get_version(request.lang)
            preview.subject = has_text and request.letter_subject
            preview.body = has_text and request.letter_body
            preview.address = has_text and preview._get_address()

    def _get_reader(self):
        """Return the request as the sending reads it, without its personal link."""
        return self.request_id.with_context(
            demat_wave_id=self.wave_id.id, demat_preview=True
        )

    def _get_address(self):
        self.ensure_one()
        request = self.request_id
        if self.medium == "letter" and not request._has_postal_address():
            return self.env._("No postal address that can be printed")
        return request._get_sending_address(self.medium)

    @api.depends("request_id", "wave_id")
    def _compute_letter(self):
        for preview in self:
            content = preview._render_letter()
            preview.letter = content and base64.b64encode(content)
            preview.letter_name = f"{preview.request_id.partner_id.name or ''}.pdf"
            preview.letter_frame = content and preview._get_letter_frame()

    def _get_letter_frame(self):
        """Return the viewer of the letter: a widget shows saved records only."""
        self.ensure_one()
        request, wave = self.request_id._origin, self.wave_id._origin
        letter = f"/demat/preview/letter?request_id={request.id}&wave_id={wave.id}"
        return Markup('<iframe title="%s" src="%s" %s></iframe>') % (
            self.env._("Letter"),
            f"/web/static/lib/pdfjs/web/viewer.html?file={quote_plus(letter)}",
            Markup('class="w-100 border" style="height: 65vh"'),
        )

    def _render_letter(self):
        """Return the PDF that the post would carry, False where there is none."""
        self.ensure_one()
        request = self.request_id
        if self.medium != "letter" or not (
            self.version_id and request._has_postal_address()
        ):
            return False
        sending = self.env["demat.sending"].with_context(demat_preview=True)
        values = {"request_id": request.id, "wave_id": self.wave_id.id}
        return sending.new(values)._render_letter()

    def action_send_test(self):
        """Send this message to the user's own address: marked, without a live link."""
        self.ensure_one()
        self.check_access("write")
        if not self.env.user.email:
            raise UserError(self.env._("Your user has no e-mail address."))
        if not self.version_id:
            raise UserError(self.env._("This wave has no text for this customer."))
        mail_sudo = self.env["mail.mail"].sudo().create(self._prepare_test_values())
        mail_sudo.send()
        message = self.env._("Test sent to %s.", self.env.user.email)
        return tell(message, next=CLOSE)

    def _prepare_test_values(self):
        mark = self.env._("TEST, not sent to the customer")
        content = self._render_letter()
        return {
            "subject": f"[{mark}] {self.subject}",
            "body_html": Markup("<p><b>%s</b></p>%s") % (mark, self.body),
            "email_from": self.wave_id._get_email_from(),
            "email_to": self.env.user.email_formatted,
            "auto_delete": True,
            "attachment_ids": [
                fields.Command.create({"name": self.letter_name, "raw": content})
            ]
            if content
            else [],
        }
