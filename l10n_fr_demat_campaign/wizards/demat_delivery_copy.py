from odoo import api, fields, models
from odoo.exceptions import UserError


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
    known_count = fields.Integer(
        compute="_compute_known_count",
        store=True,
        readonly=False,
        help="How many copies there were when this was opened.",
    )

    @api.depends("delivery_ids")
    def _compute_known_count(self):
        for copy in self:
            copy.known_count = len(copy.delivery_ids._get_copies())

    def action_send(self):
        """Queue the copies, unless somebody else did since this was opened."""
        self.ensure_one()
        copies = self.delivery_ids._get_copies()
        if len(copies) != self.known_count:
            raise UserError(
                self.env._(
                    "%(user)s has just sent %(invoice)s again: nothing more leaves. If "
                    "the customer needs one more copy, open this window anew.",
                    user=copies[:1].create_uid.name,
                    invoice=copies[:1].move_id.name,
                )
            )
        self.delivery_ids._send_copies(self.reason, self.note)
        return {"type": "ir.actions.act_window_close"}
