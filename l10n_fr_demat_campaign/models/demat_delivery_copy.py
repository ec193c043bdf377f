from itertools import count

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules.delivery import DONE, State
from .demat_collision import claim

# What a copy shares with the delivery that it repeats: the very same file.
_REPEATED = ("channel", "document_checksum", "file_name", "format")
_RELATED = ("company_id", "consent_id", "move_id", "partner_id")


class DematDelivery(models.Model):
    """An invoice that left and is sent once more, because the customer asked for it."""

    _inherit = "demat.delivery"

    copy_of_id = fields.Many2one(
        "demat.delivery",
        string="Sent again from",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    copy_reason = fields.Selection(
        selection="_selection_copy_reason", string="Sent again because", readonly=True
    )

    @api.model
    def _selection_copy_reason(self):
        env = self.env
        return [
            ["not_received", env._("It never arrived, the customer says")],
            ["duplicate", env._("The customer asks for a duplicate")],
            ["other", env._("Another reason")],
        ]

    def action_copy(self):
        """Ask why these invoices are sent again."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Send a copy"),
            "res_model": "demat.delivery.copy",
            "view_mode": "form",
            "target": "new",
            "context": {"default_delivery_ids": self.ids},
        }

    def _send_copies(self, reason, note=""):
        """Send again what left, to where the customer wants it today.

        :param reason: one of :meth:`_selection_copy_reason`
        :param note: what the customer said, kept with the evidence and erasable
        :return: the new deliveries
        """
        deliveries = self._check_officer()
        # Who numbers copies of the same invoice at the same time begins again.
        claim(deliveries.move_id)
        numbers = deliveries._get_copy_numbers()
        copies = deliveries.create(
            [
                {
                    **delivery._prepare_copy_values(),
                    "copy_number": next(numbers[delivery.move_id.id]),
                    "copy_of_id": delivery.id,
                    "copy_reason": reason,
                }
                for delivery in deliveries
            ]
        )
        copies._record_copies(note)
        return copies

    def _get_copies(self):
        """Return what was sent again from these deliveries, the last one first."""
        return self.sudo().search([("copy_of_id", "in", self.ids)])

    def _get_copy_numbers(self):
        """Return the numbers that are free, by the id of the invoice."""
        groups = self._read_group(
            [("move_id", "in", self.move_id.ids)], ["move_id"], ["copy_number:max"]
        )
        return {move.id: count(highest + 1) for move, highest in groups}

    def _prepare_copy_values(self):
        """Return the values of the same file to the same destination, as it is today.

        :raises UserError: when nothing left, or the customer wants no more there
        """
        self.ensure_one()
        move, channel = self.move_id, self.env["demat.channel"]._get(self.channel)
        rule = self.rule_id & move._get_l10n_fr_demat_rules()
        if State(self.state) not in DONE or rule.channel != self.channel:
            raise UserError(
                self.env._(
                    "%s: what is sent again left electronically, to a destination that "
                    "the customer still wants. Otherwise print the invoice and mark it "
                    "as a duplicate.",
                    self.display_name,
                )
            )
        reasons = move._get_l10n_fr_demat_blocking_reasons(channel, rule)
        return {
            **{name: self[name] for name in _REPEATED},
            **{name: self[name].id for name in _RELATED},
            "rule_id": rule.id,
            "address": rule._get_address(),
            "recipient_key": channel._get_recipient_key(rule, move),
            "content": self.attachment_id.raw,
            "state": (State.BLOCKED if reasons else State.QUEUED).value,
            "reason": " ".join(reasons) or False,
        }

    def _record_copies(self, note):
        """Keep in the evidence that the customer asked for it, and in which words."""
        with_consent = self.filtered("consent_id")
        for copies in with_consent._group_once_per_consent():
            self.env["demat.evidence"]._record(
                copies.consent_id,
                "invoice_copy",
                [
                    {
                        "invoice": copy.move_id.name,
                        "copy_reason": copy.copy_reason,
                        "channel": copy.channel,
                    }
                    for copy in copies
                ],
                {"reason_text": note} if note else None,
            )

    def _get_subject(self):
        # EXTENDS: nobody pays twice for what is the same invoice
        subject = super()._get_subject()
        if self.copy_of_id:
            return self.env._("%s (sent again)", subject)
        return subject


class DematEvidenceCopy(models.Model):
    _inherit = "demat.evidence"

    def _get_kinds(self):
        # EXTENDS
        label = self.env._("Invoice sent again")
        return {**super()._get_kinds(), "invoice_copy": label}

    def _get_fact_labels(self):
        # EXTENDS
        label = self.env._("Sent again because")
        return {**super()._get_fact_labels(), "copy_reason": label}

    def _get_fact_choices(self):
        # EXTENDS
        choices = (("demat.delivery", "copy_reason"),)
        return {**super()._get_fact_choices(), "copy_reason": choices}
