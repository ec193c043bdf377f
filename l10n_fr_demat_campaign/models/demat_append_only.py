from odoo import api, models
from odoo.exceptions import AccessError

# Whoever holds this object may add to a sealed table. It never leaves Python, so
# no RPC call, no import and no server action can forge it.
GATE = object()


class DematAppendOnly(models.AbstractModel):
    """Records that nobody edits, the superuser included.

    What must be added or marked is done by the model's own methods, which hold the
    gate. A mistake is corrected by a new record, never by changing an old one.
    """

    _name = "demat.append.only"
    _description = "Append-only records"

    @api.model_create_multi
    def create(self, vals_list):
        self._check_gate()
        return super().create(vals_list)

    def write(self, vals):
        self._check_gate()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_gate(self):
        self._check_gate()

    @api.model
    def _with_gate(self):
        return self.with_context(demat_evidence_gate=GATE)

    @api.model
    def _is_gate_open(self):
        return self.env.context.get("demat_evidence_gate") is GATE

    @api.model
    def _check_gate(self):
        """Refuse whoever does not come through the model's own methods."""
        if not self._is_gate_open():
            raise AccessError(
                self.env._(
                    "%s: these records prove what happened. They are neither created, "
                    "changed nor deleted by hand; a correction is a new event.",
                    self._description,
                )
            )
