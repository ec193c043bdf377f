from odoo import fields, models


class DematSendingMail(models.Model):
    _inherit = "demat.sending"

    def _prepare_mail_values(self):
        """Return what the message of this sending has of its own: when it leaves."""
        self.ensure_one()
        later = self.slot_at and self.slot_at > fields.Datetime.now()
        return {"scheduled_date": self.slot_at} if later else {}
