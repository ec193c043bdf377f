from freezegun import freeze_time

from odoo import Command

from .campaign_common import CampaignCommon

# Figures are read on the second day: thirty days after the first electronic invoice.
SWITCH, TODAY = "2026-11-02", "2026-12-02"
# An invoice older than the thirty days before.
FIRST = "2026-10-01"


class PaymentCommon(CampaignCommon):
    """Customers who were invoiced and paid for real, then got electronic invoices."""

    def _invoice(self, partner, issued_on, due_on, amount=100.0, **values):
        """Post an invoice without VAT."""
        line = {"name": "Paper", "price_unit": amount, "tax_ids": []}
        move = self.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "partner_id": partner.id,
                "invoice_date": issued_on,
                "invoice_date_due": due_on,
                "invoice_line_ids": [Command.create(line)],
                **values,
            }
        )
        move.action_post()
        return move

    def _pay(self, move, day, amount=None, **values):
        """Pay an invoice as users do, wholly by default."""
        if amount:
            values["amount"] = amount
        wizard = self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=move.ids
        )
        return wizard.create({"payment_date": day, **values})._create_payments()

    def _credit(self, move, day, amount):
        """Post a credit note and match it with its invoice."""
        note = self._invoice(move.partner_id, day, day, amount, move_type="out_refund")
        lines = (move | note).line_ids
        lines.filtered(lambda l: l.account_type == "asset_receivable").reconcile()
        return note

    def _switch(self, campaign, partner, basis="explicit_page", first_on=FIRST):
        """Let a customer agree, and an invoice of theirs leave electronically."""
        consent = self._request_of(campaign, partner).consent_id
        first = self._invoice(partner, first_on, first_on)
        self._pay(first, first_on)
        event = "expire" if basis.startswith("tacit") else "accept"
        with freeze_time(f"{SWITCH} 08:00:00"):
            consent._apply("ask")
            consent._apply(event, basis=basis)
            self._deliver(first, consent)
        return consent
