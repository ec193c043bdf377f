from odoo import models

from ..einvoice.references import customer_reference


class DematDelivery(models.Model):
    """The words of the mails that carry or announce an invoice."""

    _inherit = "demat.delivery"

    def _get_subject(self):
        """Hook: return the subject: who, what, which number."""
        self.ensure_one()
        move = self.move_id
        kind = (
            self.env._("Credit note")
            if move.move_type == "out_refund"
            else self.env._("Invoice")
        )
        return self.env._(
            "%(company)s: %(kind)s %(number)s",
            company=move.company_id.name,
            kind=kind,
            number=move.name,
        )

    def _render_body(self):
        """Hook: return the HTML of the mail; the customer's data are values only."""
        self.ensure_one()
        move = self.move_id
        is_settled = move.move_type == "out_refund" or move._is_l10n_fr_demat_paid()
        values = {
            "delivery": self,
            "move": move,
            "link": self._get_link(),
            "reference": customer_reference(move.sudo()),
            "is_due": move.invoice_date_due and not is_settled,
        }
        return self.env["ir.qweb"]._render(
            "l10n_fr_demat_campaign.demat_delivery_mail", values, lang=self.env.lang
        )

    def _get_link(self):
        """Return the address where the customer opens the invoice, for a notice."""
        self.ensure_one()
        if self.channel != "portal":
            return False
        move = self.move_id.sudo()
        return move.get_base_url() + move.get_portal_url()
