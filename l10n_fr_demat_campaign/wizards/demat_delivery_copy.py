from odoo import fields, models


class DematDeliveryCopy(models.TransientModel):
    """Send invoices again, and say why: disputes and duplicates are counted by it."""

    _name = "demat.delivery.copy"
    _description = "Copy of an invoice"

    delivery_ids = fields.Many2many("demat.delivery", required=True, readonly=True)
    reason = fields.Selection(
        selection=lambda self: self.env["demat.delivery"]._selection_copy_reason(),
        string="Why",
        required=True,
    )
    note = fields.Text(
        string="What the customer said", help="Kept with the evidence, and erasable."
    )

    def action_send(self):
        """Queue the copies."""
        self.ensure_one()
        self.delivery_ids._send_copies(self.reason, self.note)
        return {"type": "ir.actions.act_window_close"}
