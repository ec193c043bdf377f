from odoo import models

FIELD = ("res.partner", "invoice_sending_method")


class AccountMoveSendBatchWizard(models.TransientModel):
    _inherit = "account.move.send.batch.wizard"

    def _compute_summary_data(self):
        # EXTENDS 'account': core tells the methods in English only
        res = super()._compute_summary_data()
        labels = dict(self.env["ir.model.fields"].get_field_selection(*FIELD))
        labels.pop("manual", None)  # it has words of its own here
        for wizard in self:
            wizard.summary_data = {
                key: {**row, "label": labels.get(key, row["label"])}
                for key, row in (wizard.summary_data or {}).items()
            }
        return res
