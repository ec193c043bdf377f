from odoo import models


class DematRequestPreview(models.Model):
    """Opening the exact preview, and keeping personal links out of it."""

    _inherit = "demat.request"

    def _get_page_url(self):
        # EXTENDS: a preview carries no link that answers in the customer's place
        if self.env.context.get("demat_preview"):
            return f"{self.get_base_url()}/demat"
        return super()._get_page_url()

    def action_preview(self):
        """Show what this customer will receive."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("What will this customer receive?"),
            "res_model": "demat.request.preview",
            "view_mode": "form",
            "target": "new",
            "context": {"default_request_id": self.id},
        }
