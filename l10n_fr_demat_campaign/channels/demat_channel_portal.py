from odoo import api, models


class DematChannelPortal(models.AbstractModel):
    """A notice with a link: the customer opens the invoice on the portal."""

    _name = "demat.channel.portal"
    _inherit = "demat.channel.email"
    _description = "Invoice channel: portal"

    @api.model
    def _get_label(self):
        return self.env._("Portal, with a notice by e-mail")

    @api.model
    def _get_formats(self):
        return ["facturx", "pdf"]

    @api.model
    def _get_recipient_key(self, rule, move):
        return f"portal:{rule._get_address()}"

    @api.model
    def _prepare_mail_values(self, delivery):
        return self._prepare_notice_values(delivery)
