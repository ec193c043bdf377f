from odoo.http import route

from odoo.addons.account.controllers.download_docs import (
    AccountDocumentDownloadController,
)


class DematDownload(AccountDocumentDownloadController):
    @route()
    def download_invoice_attachments(self, attachments):
        # EXTENDS 'account': what is downloaded is what was issued
        attachments.check_access("read")
        for attachment in attachments:
            attachment._check_l10n_fr_demat_issued()
        return super().download_invoice_attachments(attachments)
