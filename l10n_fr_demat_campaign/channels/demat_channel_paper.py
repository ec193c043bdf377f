from odoo import api, models

from ..einvoice import document
from ..rules.delivery import DeliveryError


class DematChannelPaper(models.AbstractModel):
    """On paper: invoices are printed together, as one file with its fingerprint."""

    _name = "demat.channel.paper"
    _inherit = "demat.channel"
    _description = "Invoice channel: paper"

    _demat_electronic = False
    _demat_by_hand = True

    @api.model
    def _get_label(self):
        return self.env._("Paper")

    @api.model
    def _get_formats(self):
        return ["pdf"]

    @api.model
    def _get_recipient_key(self, rule, move):
        return f"post:{move.partner_id.id}"

    @api.model
    def _deliver(self, delivery):
        batch = self._print(delivery)
        return {"batch": batch.name, "sha256": batch.sha256}

    @api.model
    def _print(self, deliveries):
        """Return a batch with the pages of these invoices, of one company, in order."""
        company = deliveries.company_id.ensure_one()
        contents = [delivery.attachment_id.raw for delivery in deliveries]
        if not all(document.is_pdf(content) for content in contents):
            raise DeliveryError(
                self.env._("An invoice is not a PDF file."), retry=False
            )
        return self.env["demat.batch"]._create_from_pdf(
            self._get_batch_name(company),
            "print",
            company,
            document.merge(contents),
            len(deliveries),
        )

    @api.model
    def _get_batch_name(self, company):
        """Hook: return the name of a new batch, read on the print and in evidence."""
        count = self.env["demat.batch"].search_count(
            [("kind", "=", "print"), ("company_id", "=", company.id)]
        )
        return self.env._("Invoices on paper %s", f"{count + 1:05d}")
