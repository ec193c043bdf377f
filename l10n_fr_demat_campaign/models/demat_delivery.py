import hashlib

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError

from ..rules import delivery as rules
from .demat_collision import claim
from .demat_delivery_rule import FORMATS


class DematDelivery(models.Model):
    """One document to be delivered to one destination, once.

    The file is fixed when the delivery is queued. Deliveries are made and moved by the
    add-on only; users act on them with buttons.
    """

    _name = "demat.delivery"
    _description = "Delivery of an invoice"
    _order = "id desc"
    _rec_name = "move_id"
    _check_company_auto = True

    move_id = fields.Many2one(
        "account.move",
        string="Invoice",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="restrict"
    )
    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, readonly=True, index=True
    )
    user_id = fields.Many2one(
        related="partner_id.user_id", string="Salesperson", store=True, index=True
    )
    consent_id = fields.Many2one(
        "demat.consent",
        string="Position",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    rule_id = fields.Many2one(
        "demat.delivery.rule",
        string="Destination",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    channel = fields.Selection(
        selection=lambda self: self.env["demat.channel"]._get_selection(),
        required=True,
        readonly=True,
    )
    format = fields.Selection(selection=FORMATS, required=True, readonly=True)
    recipient_key = fields.Char(required=True, readonly=True)
    address = fields.Char(readonly=True, help="As the rule had it, capitals included.")
    document_checksum = fields.Char(
        string="Fingerprint",
        required=True,
        readonly=True,
        help="SHA-256 of the file that leaves.",
    )
    copy_number = fields.Integer(required=True, readonly=True, default=0)
    attachment_id = fields.Many2one(
        "ir.attachment", string="File", readonly=True, ondelete="restrict"
    )
    file_name = fields.Char(readonly=True)
    state = fields.Selection(
        selection="_selection_state",
        required=True,
        readonly=True,
        index=True,
        default=rules.State.QUEUED.value,
    )
    reason = fields.Char(readonly=True, help="Why it waits, failed or was given up.")
    worker = fields.Char(readonly=True)
    claimed_at = fields.Datetime(string="Taken on", readonly=True)
    attempts = fields.Integer(readonly=True)
    next_attempt = fields.Datetime(readonly=True)
    message_id = fields.Char(string="Message-ID", readonly=True, index="btree_not_null")
    sent_at = fields.Datetime(string="Sent on", readonly=True)
    receipt = fields.Json(string="Receipt data", readonly=True)
    receipt_text = fields.Char(
        string="Trace of the sending", compute="_compute_receipt_text"
    )
    batch_id = fields.Many2one(
        "demat.batch",
        string="Print batch",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )

    _document_destination_uniq = models.Constraint(
        "UNIQUE (move_id, channel, recipient_key, document_checksum, copy_number)",
        "This document is already on its way to this destination.",
    )
    _due_idx = models.Index("(next_attempt, id) WHERE state IN ('queued', 'failed')")
    _claimed_idx = models.Index("(claimed_at) WHERE state = 'sending'")

    @api.model
    def _selection_state(self):
        env, states = self.env, rules.State
        return [
            (states.QUEUED.value, env._("To send")),
            (states.BLOCKED.value, env._("Blocked")),
            (states.SENDING.value, env._("Being sent")),
            (states.UNCERTAIN.value, env._("Uncertain")),
            (states.SENT.value, env._("Sent")),
            (states.ACKNOWLEDGED.value, env._("Received")),
            (states.FAILED.value, env._("Failed, will be tried again")),
            (states.GIVEN_UP.value, env._("Given up")),
            (states.CANCELLED.value, env._("Cancelled")),
        ]

    @api.depends("receipt")
    def _compute_receipt_text(self):
        for delivery in self:
            delivery.receipt_text = ", ".join(
                str(value) for value in (delivery.receipt or {}).values()
            )

    @api.depends("move_id", "channel")
    def _compute_display_name(self):
        labels = dict(self._fields["channel"]._description_selection(self.env))
        for delivery in self:
            channel = labels.get(delivery.channel, "")
            delivery.display_name = f"{delivery.move_id.name}, {channel}"

    @api.ondelete(at_uninstall=False)
    def _unlink_except_untouched(self):
        if self.filtered(
            lambda delivery: delivery.state != rules.State.CANCELLED.value
        ):
            raise AccessError(
                self.env._("A delivery is kept: it says what became of an invoice.")
            )

    @api.model
    def _enqueue(self, moves):
        """Queue one delivery per destination of each invoice; twice makes one.

        :param moves: posted invoices of governed customers, with their stored file
        :return: the new deliveries
        """
        return self._enqueue_rows(
            moves,
            [row for move in moves for row in move._prepare_l10n_fr_demat_deliveries()],
        )

    @api.model
    def _enqueue_rows(self, moves, values):
        """Queue what is not on its way yet; what was cancelled is another copy."""
        known = self.search([("move_id", "in", moves.ids)]).grouped(
            lambda delivery: delivery._get_key()
        )
        fresh = []
        for row in values:
            copies = known.get(self._get_key_of(row), self.browse())
            if all(copy.state == rules.State.CANCELLED.value for copy in copies):
                fresh.append({**row, "copy_number": len(copies)})
        claim(moves if fresh else moves.browse())
        return self.create(fresh)

    def _get_key(self):
        """Return what makes a delivery a copy of another."""
        self.ensure_one()
        names = ("channel", "recipient_key", "document_checksum")
        return self._get_key_of(
            {"move_id": self.move_id.id, **{name: self[name] for name in names}}
        )

    @api.model
    def _get_key_of(self, values):
        names = ("move_id", "channel", "recipient_key", "document_checksum")
        return tuple(values[name] for name in names)

    @api.model_create_multi
    def create(self, vals_list):
        """Fix what must not change between two attempts: the file, the Message-ID."""
        if vals_list:
            self.check_access("create")
        contents = [vals.pop("content") for vals in vals_list]
        now = fields.Datetime.now()
        for vals in vals_list:
            vals.setdefault("message_id", self._get_message_id(vals))
            vals.setdefault("next_attempt", now)
        deliveries = super().create(vals_list)
        for delivery, content in zip(deliveries, contents, strict=True):
            delivery.attachment_id = delivery._create_attachment(content)
        return deliveries

    def _create_attachment(self, content):
        mimetype = (
            "application/pdf" if self.format in ("facturx", "pdf") else "text/xml"
        )
        # Odoo calls XML a mere text when who writes it may not write views.
        attachments = self.env["ir.attachment"].with_user(SUPERUSER_ID)
        return attachments.create(
            {
                "name": self.file_name,
                "raw": content,
                "mimetype": mimetype,
                "res_model": self._name,
                "res_id": self.id,
            }
        )

    @api.model
    def _get_message_id(self, values):
        """Return the Message-ID of a delivery: the same for each attempt.

        A mail system that sees it twice knows that it is the same message.
        """
        parts = (*self._get_key_of(values), values.get("copy_number", 0))
        text = "|".join(map(str, parts))
        digest = hashlib.sha256(f"{self.env.cr.dbname}|{text}".encode()).hexdigest()
        company = self.env["res.company"].browse(values["company_id"])
        domain = (
            company.alias_domain_id.name or (company.email or "").rpartition("@")[2]
        )
        return f"<demat.{digest[:40]}@{domain.strip('>') or 'localhost'}>"

    def _move_to(self, state, **values):
        """Let the deliveries of the recordset change state, as the rules allow.

        :raises rules.delivery.IllegalMove: when one of them cannot
        """
        for delivery in self:
            rules.next_state(delivery.state, state)
        self.write({"state": rules.State(state).value, **values})
