from odoo import models


class IrDefault(models.Model):
    _inherit = "ir.default"

    def _get_model_defaults(self, model_name, condition=False):
        # EXTENDS 'base': what only a button writes has no default of a user
        defaults = super()._get_model_defaults(model_name, condition=condition)
        is_sealed = getattr(self.env[model_name], "_is_demat_sealed", None)
        if not is_sealed:
            return defaults
        return {name: value for name, value in defaults.items() if not is_sealed(name)}
