from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..einvoice import document
from ..rules import delivery as rules
from .account_move_issued import sha256

# What a delivery has in common with the one that takes its place.
KEPT = (
    *("move_id", "company_id", "partner_id", "consent_id", "rule_id"),
    *("channel", "format", "recipient_key", "address", "file_name"),
)


class DematDelivery(models.Model):
    """What people do with deliveries: each button checks who may press it."""

    _inherit = "demat.delivery"

    def _check_officer(self):
        """Let only those through who follow deliveries, and only to what they see."""
        self.check_access("read")
        if not self.env.user.has_group("l10n_fr_demat_campaign.demat_group_user"):
            raise AccessError(
                self.env._("Following deliveries is for users of electronic invoicing.")
            )
        return self.sudo()

    def action_resend(self):
        """Send again, under the same Message-ID: a person took the decision."""
        for delivery in self._check_officer():
            delivery._requeue()

    def _requeue(self):
        """Put a delivery back in the queue, with fresh attempts."""
        self._move_to(
            rules.State.QUEUED,
            reason=False,
            attempts=0,
            planned_at=False,
            next_attempt=fields.Datetime.now(),
        )

    def action_mark_sent(self):
        """Note that the document left: seen in the customer's tool, or said by him."""
        self._check_officer()._mark_sent({"by": self.env.user.name})

    def action_unblock(self):
        """Look again at what blocked, and queue what is free now."""
        for delivery in self._check_officer():
            reasons = delivery._get_blocking_reasons()
            try:
                content = delivery.move_id._get_l10n_fr_demat_file(delivery.format)
            except document.DocumentError as error:
                reasons.append(str(error))
            if reasons:
                delivery.reason = " ".join(reasons)
            elif delivery.attachment_id.raw:
                delivery._requeue_planned()
            else:
                delivery._replace(content)

    def _get_blocking_reasons(self):
        self.ensure_one()
        channel = self.env["demat.channel"]._get(self.channel)
        return self.move_id._get_l10n_fr_demat_blocking_reasons(channel, self.rule_id)

    def _replace(self, content):
        """Queue the file that can be made now, in the place of none."""
        reason = self.env._("Its file could be made: it leaves in its place.")
        self._move_to(rules.State.CANCELLED, reason=reason)
        kept = {name: self[name] for name in KEPT}
        channel = self.env["demat.channel"]._get(self.channel)
        departure = self.move_id._get_l10n_fr_demat_departure(self.rule_id, channel)
        row = {
            **self._convert_to_write(kept),
            "content": content,
            "document_checksum": sha256(content),
            "planned_at": departure,
        }
        self._enqueue_rows(self.move_id, [row])

    def action_cancel(self):
        """Give up a delivery that did not leave."""
        self._check_officer()._move_to(rules.State.CANCELLED)

    def action_print(self):
        """Print the invoices on paper together, one batch per company."""
        deliveries = self._check_officer().filtered(
            lambda d: d.channel == "paper" and d.state == rules.State.QUEUED.value
        )
        if not deliveries:
            raise UserError(
                self.env._("There is no invoice to print in this selection.")
            )
        batches = deliveries._print_batches()
        return {
            "type": "ir.actions.act_window",
            "domain": [("id", "in", batches.ids)],
            "name": self.env._("Print batches"),
            "res_model": "demat.batch",
            "view_mode": "list,form",
        }

    def _print_batches(self):
        """Print all, oldest invoice first, and return the batches."""
        batches = self.env["demat.batch"]
        for deliveries in self.grouped("company_id").values():
            ordered = deliveries.sorted(lambda d: (d.move_id.invoice_date, d.id))
            batch = self.env["demat.channel"]._get("paper")._print(ordered)
            ordered._mark_sent(
                {"batch": batch.name, "sha256": batch.sha256}, batch_id=batch.id
            )
            batches |= batch
        return batches

    def action_confirm_deposit(self):
        """Open the form in which a person notes the receipt of a deposit."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Receipt"),
            "res_model": "demat.delivery.confirm",
            "view_mode": "form",
            "target": "new",
            "context": {"default_delivery_ids": self.ids},
        }

    def _confirm_deposit(self, receipt):
        """Note that a person deposited the documents, and the receipt they got."""
        deliveries = self._check_officer()
        deliveries._mark_sent(receipt)
        deliveries._move_to(rules.State.ACKNOWLEDGED)

    def action_download(self):
        """Download the file that leaves."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self.attachment_id.id}?download=true",
            "target": "self",
        }

    @api.model
    def _cancel_open(self, moves):
        """Cancel what did not leave yet: the invoice goes back to draft."""
        deliveries = self.sudo().search(
            [
                ("move_id", "in", moves.ids),
                ("state", "in", [state.value for state in rules.OPEN]),
            ]
        )
        deliveries._move_to(
            rules.State.CANCELLED, reason=self.env._("Invoice reset to draft.")
        )
