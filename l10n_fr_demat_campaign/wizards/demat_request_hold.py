from odoo import api, fields, models


class DematRequestHold(models.TransientModel):
    """Hold customers back: why, and until when."""

    _name = "demat.request.hold"
    _description = "Hold back"

    request_ids = fields.Many2many(
        "demat.request",
        string="Customers",
        required=True,
        readonly=True,
        default=lambda self: self._default_request_ids(),
    )
    hold_until = fields.Date(required=True)
    hold_reason = fields.Char(string="Reason", required=True)

    @api.model
    def _default_request_ids(self):
        if self.env.context.get("active_model") == "demat.request":
            return self.env.context.get("active_ids")
        return False

    def action_hold(self):
        """Hold the customers back."""
        self.ensure_one()
        self.request_ids._hold(self.hold_until, self.hold_reason)
        return {"type": "ir.actions.act_window_close"}
