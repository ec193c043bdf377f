from odoo import models
from odoo.exceptions import UserError

from .demat_notification import RELOAD, tell


class AccountMove(models.Model):
    """The electronic file of an invoice that we make for a supplier.

    Odoo sends sale documents only: this one is made here, kept on the bill, and given
    to the supplier by whoever made it.
    """

    _inherit = "account.move"

    def action_l10n_fr_demat_make(self):
        """Make the file of this self-billed invoice, once, and download it."""
        self.ensure_one()
        self.check_access("write")
        if not self._is_l10n_fr_demat_self_billed() or self.state != "posted":
            raise UserError(
                self.env._(
                    "Only a posted invoice that we make for a supplier has such a file."
                )
            )
        errors = self._make_l10n_fr_demat_self_billed()
        if errors:
            return self._tell_l10n_fr_demat_not_made(errors)
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self.invoice_pdf_report_id.id}?download=true",
            "target": "download",
        }

    def _make_l10n_fr_demat_self_billed(self):
        """Keep the Factur-X file of this bill; return what is wrong, in words."""
        if self.invoice_pdf_report_id:
            return []
        printed = self._print_l10n_fr_demat_self_billed()
        raw, errors = self._make_l10n_fr_demat_original(printed, {})
        if errors:
            return errors
        self.env["ir.attachment"].create(
            {
                "name": self._get_l10n_fr_demat_file_name("facturx"),
                "raw": raw,
                "mimetype": "application/pdf",
                "res_model": self._name,
                "res_id": self.id,
                "res_field": "invoice_pdf_report_file",
            }
        )
        self.invalidate_recordset(["invoice_pdf_report_id", "invoice_pdf_report_file"])
        self._note_l10n_fr_demat_issued()
        return []

    def _print_l10n_fr_demat_self_billed(self):
        """Hook: return the printed page of this bill."""
        content, _kind = self.env["ir.actions.report"]._render_qweb_pdf(
            "account.account_invoices", self.ids
        )
        return content

    def _tell_l10n_fr_demat_not_made(self, errors):
        """Show what is wrong: raising would take back the findings just written."""
        title = self.env._("The electronic invoice cannot be made")
        message = "\n".join(errors)
        return tell(message, "warning", title=title, sticky=True, next=RELOAD)
