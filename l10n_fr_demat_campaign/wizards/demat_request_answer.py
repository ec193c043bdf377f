import base64
import hashlib

from odoo import fields, models
from odoo.exceptions import UserError


class DematRequestAnswer(models.TransientModel):
    """An answer that came by phone, on paper or by mail, entered by one of us."""

    _name = "demat.request.answer"
    _description = "Record an answer"

    request_id = fields.Many2one("demat.request", required=True, readonly=True)
    family = fields.Selection(related="request_id.family")
    answer = fields.Selection(
        selection=[
            ("accept", "Accepts electronic invoices"),
            ("refuse", "Keeps paper"),
        ],
        required=True,
    )
    door = fields.Selection(
        selection=[
            ("phone", "Phone"),
            ("coupon", "Reply coupon"),
            ("reply", "Reply by e-mail"),
        ],
        string="Received by",
        required=True,
        default="phone",
    )
    name = fields.Char(string="Who answered", required=True)
    function = fields.Char(string="Position in the company")
    received_on = fields.Date(required=True, default=fields.Date.context_today)
    channel = fields.Selection(
        selection=lambda self: self.env["demat.request"]._selection_channel(),
        default="email",
    )
    address = fields.Char(
        string="Address for invoices",
        default=lambda self: self._default_address(),
    )
    scan = fields.Binary(string="Scan of the coupon or letter", attachment=False)
    scan_name = fields.Char()

    def _default_address(self):
        request_id = self.env.context.get("default_request_id")
        return (
            self.env["demat.request"].browse(request_id).email if request_id else False
        )

    def action_record(self):
        """Record the answer, with who gave it and how it arrived."""
        self.ensure_one()
        if self.received_on > fields.Date.context_today(self):
            raise UserError(self.env._("An answer is not received tomorrow."))
        self.request_id._record_staff_answer(
            self.answer,
            self.door,
            answerer=self._prepare_answerer(),
            choice=self._prepare_choice(),
            shown={
                "received_on": fields.Date.to_string(self.received_on),
                **self._prepare_scan_facts(),
            },
        )
        if self.scan:
            self.request_id.message_post(
                body=self.env._("Scan of the answer"),
                attachments=[(self.scan_name or "scan", base64.b64decode(self.scan))],
            )
        return {"type": "ir.actions.act_window_close"}

    def _prepare_choice(self):
        """Return what was chosen; who keeps paper chooses no address."""
        if self.answer != "accept":
            return {}
        return {"channel": self.channel, "address": self.address or ""}

    def _prepare_scan_facts(self):
        """Return the fingerprint of the scan: the evidence says which paper it was."""
        if not self.scan:
            return {}
        return {"sha256": hashlib.sha256(base64.b64decode(self.scan)).hexdigest()}

    def _prepare_answerer(self):
        return {
            "name": self.name,
            "function": self.function or "",
            "recorded_by": self.env.user.name,
        }
