from odoo import api, models

from ..rules.delivery import DeliveryError


class DematChannelDeposit(models.AbstractModel):
    """By hand, on the customer's or the State's website: a work queue with receipts."""

    _name = "demat.channel.deposit"
    _inherit = "demat.channel"
    _description = "Invoice channel: deposit by hand"

    _demat_by_hand = True
    _demat_platform = True

    @api.model
    def _get_label(self):
        return self.env._("Deposit by hand")

    @api.model
    def _get_formats(self):
        return ["facturx", "pdf", "xml_cii", "xml_ubl"]

    @api.model
    def _get_recipient_key(self, rule, move):
        return f"deposit:{rule.address or move.commercial_partner_id.id}"

    @api.model
    def _deliver(self, delivery):
        raise DeliveryError(
            self.env._("A person deposits this invoice and notes the receipt."),
            retry=False,
        )
