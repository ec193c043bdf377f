from odoo import api, models


class DematWorded(models.AbstractModel):
    """Records named after a choice: their name is what that choice is called."""

    _name = "demat.worded"
    _description = "Named after a choice"

    @api.depends(lambda self: (self._rec_name,))
    @api.depends_context("lang")
    def _compute_display_name(self):
        words = dict(self._fields[self._rec_name]._description_selection(self.env))
        for record in self:
            choice = record[self._rec_name]
            record.display_name = words.get(choice, choice)
