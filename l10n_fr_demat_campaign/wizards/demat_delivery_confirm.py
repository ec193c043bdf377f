from odoo import fields, models


class DematDeliveryConfirm(models.TransientModel):
    """Note the receipt of documents that a person deposited."""

    _name = "demat.delivery.confirm"
    _description = "Receipt of a deposit"

    delivery_ids = fields.Many2many("demat.delivery", required=True, readonly=True)
    number = fields.Char(
        string="Receipt number", required=True, help="As the website gave it."
    )
    place = fields.Char(
        string="Deposited on", required=True, help="Name of the website."
    )
    received_on = fields.Date(
        required=True, default=lambda self: fields.Date.context_today(self)
    )

    def action_confirm(self):
        """Note the receipt on every delivery."""
        self.ensure_one()
        self.delivery_ids._confirm_deposit(
            {
                "place": self.place,
                "number": self.number,
                "received_on": fields.Date.to_string(self.received_on),
                "by": self.env.user.name,
            }
        )
        return {"type": "ir.actions.act_window_close"}
