from odoo import api, models


class MergePartnerAutomatic(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        # EXTENDS 'base': a customer has one position per company, the strictest
        self.env["demat.consent"]._settle_merge(src_partners | dst_partner)
        self.env.flush_all()
        return super()._update_foreign_keys(src_partners, dst_partner)

    @api.model
    def _update_values(self, src_partners, dst_partner):
        # EXTENDS 'base': the merge mixes the sending methods of both customers
        result = super()._update_values(src_partners, dst_partner)
        self.env["demat.consent"]._refresh_merged(dst_partner)
        return result
