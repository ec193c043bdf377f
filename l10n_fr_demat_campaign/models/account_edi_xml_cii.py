from odoo import models


class AccountEdiXmlCii(models.AbstractModel):
    _inherit = "account.edi.xml.cii"

    def _export_invoice(self, invoice):
        # EXTENDS 'account_edi_ubl_cii': core embeds this in every PDF, format or not
        if not invoice._is_l10n_fr_demat_emitter():
            return super()._export_invoice(invoice)
        xml, errors = invoice._get_l10n_fr_demat_xml()
        if xml:
            return xml, set()
        if invoice._is_l10n_fr_demat_governed():
            return b"", set(errors)
        # Whoever is not concerned keeps what Odoo did before.
        return super()._export_invoice(invoice)
