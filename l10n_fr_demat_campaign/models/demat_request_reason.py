from odoo import api, fields, models


class DematRequestReason(models.Model):
    """Why a customer keeps paper, where they said so: nobody has to."""

    _inherit = "demat.request"

    answer_reason = fields.Selection(
        selection="_selection_answer_reason",
        string="Reason given",
        readonly=True,
        copy=False,
        help="Empty: none was given, and none is needed.",
    )

    @api.model
    def _selection_answer_reason(self):
        return self._get_page_offers()["reason"]

    def _record_answer(self, event, *, choice=None, **values):
        # EXTENDS: the code alone; words of the customer stay erasable
        result = super()._record_answer(event, choice=choice, **values)
        codes = dict(self._selection_answer_reason())
        reason = (choice or {}).get("reason")
        self._write_sealed({"answer_reason": reason if reason in codes else False})
        return result
