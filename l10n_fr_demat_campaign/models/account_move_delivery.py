import hashlib
import re

from odoo import api, fields, models
from odoo.tools.sql import column_exists, create_column

from ..einvoice import document
from ..rules.delivery import State
from ..rules.regime import Answer


class AccountMove(models.Model):
    """Where an invoice goes and what became of it."""

    _inherit = "account.move"

    l10n_fr_demat_delivery_ids = fields.One2many(
        "demat.delivery", "move_id", string="Electronic deliveries"
    )
    l10n_fr_demat_delivery_count = fields.Integer(
        compute="_compute_l10n_fr_demat_delivery_count"
    )
    l10n_fr_demat_channel = fields.Selection(
        selection=lambda self: self.env["demat.channel"]._get_selection(),
        string="Leaves by",
        compute="_compute_l10n_fr_demat_delivery",
        store=True,
        compute_sudo=True,
    )
    l10n_fr_demat_delivery_state = fields.Selection(
        selection=lambda self: self.env["demat.delivery"]._selection_state(),
        string="Delivery",
        compute="_compute_l10n_fr_demat_delivery",
        store=True,
        compute_sudo=True,
    )

    def _auto_init(self):
        # A database may have millions of invoices, and none of them has a delivery yet.
        for name in ("l10n_fr_demat_channel", "l10n_fr_demat_delivery_state"):
            if not column_exists(self.env.cr, self._table, name):
                create_column(self.env.cr, self._table, name, "varchar")
        return super()._auto_init()

    @api.depends("l10n_fr_demat_delivery_ids.state")
    def _compute_l10n_fr_demat_delivery(self):
        for move in self:
            deliveries = move.l10n_fr_demat_delivery_ids
            alive = deliveries.filtered(lambda d: d.state != State.CANCELLED.value)
            main = (alive or deliveries).sorted("id")[:1]
            move.l10n_fr_demat_channel = main.channel
            move.l10n_fr_demat_delivery_state = main.state

    @api.depends("l10n_fr_demat_delivery_ids")
    def _compute_l10n_fr_demat_delivery_count(self):
        for move in self:
            move.l10n_fr_demat_delivery_count = len(move.l10n_fr_demat_delivery_ids)

    def _get_l10n_fr_demat_consent(self):
        """Return the position of the customer of this invoice, maybe none."""
        self.ensure_one()
        # Read through the customer: asked for several times per invoice, read once.
        consents = self.commercial_partner_id.sudo().l10n_fr_demat_consent_ids
        company = self.company_id
        if len(consents) == 1 and consents.company_id == company:
            return consents
        own = consents.filtered(lambda consent: consent.company_id == company)
        # What is asked of one is asked for all the customers of a batch.
        return own.with_prefetch(consents._prefetch_ids)

    def _is_l10n_fr_demat_governed(self):
        """Return whether the customer's position steers the sending of this invoice."""
        self.ensure_one()
        return self.is_sale_document() and self._get_l10n_fr_demat_consent().is_governed

    def _get_l10n_fr_demat_rules(self):
        """Return where this invoice leaves to electronically; none means paper."""
        self.ensure_one()
        consent = self._get_l10n_fr_demat_consent()
        if not consent:
            return consent.rule_ids
        return consent._get_rules_for(self, fields.Date.context_today(self))

    def _get_l10n_fr_demat_regime(self):
        """Return the row of the legal table for this invoice."""
        self.ensure_one()
        day = self.invoice_date or fields.Date.context_today(self)
        partner = self.commercial_partner_id.sudo()
        return partner._get_l10n_fr_demat_regime(self.company_id, day)

    def _get_l10n_fr_demat_format(self):
        """Return the format of the original: that of the main destination."""
        self.ensure_one()
        rule = self._get_l10n_fr_demat_rules()[:1]
        channel = self.env["demat.channel"]._get(rule.channel or "paper")
        return channel._get_format(rule, self)

    def _get_l10n_fr_demat_blocking_reasons(self, channel, rule):
        """Return, in words, why this invoice cannot leave that way."""
        self.ensure_one()
        reasons = channel._get_missing(rule, self)
        answer = self._get_l10n_fr_demat_regime().answer
        if answer == Answer.PLATFORM_MANDATORY and not channel._demat_platform:
            reasons.append(
                self.env._(
                    "The law wants this invoice to go through a platform, and none is "
                    "connected: deposit it by hand and note the receipt."
                )
            )
        return reasons

    def _prepare_l10n_fr_demat_deliveries(self):
        """Return the values of one delivery per destination of this invoice."""
        self.ensure_one()
        rules = self._get_l10n_fr_demat_rules()
        return [
            self._prepare_l10n_fr_demat_delivery(rule)
            for rule in (rules or [self.env["demat.delivery.rule"]])
        ]

    def _prepare_l10n_fr_demat_delivery(self, rule):
        """Return the values of the delivery to one destination; no rule: paper."""
        channel = self.env["demat.channel"]._get(rule.channel or "paper")
        file_format = channel._get_format(rule, self)
        reasons = self._get_l10n_fr_demat_blocking_reasons(channel, rule)
        try:
            content = self._get_l10n_fr_demat_file(file_format)
        except document.DocumentError as error:
            content = b""  # there is nothing that could leave
            reasons.append(str(error))
        return {
            "move_id": self.id,
            "company_id": self.company_id.id,
            "partner_id": self.commercial_partner_id.id,
            "consent_id": self._get_l10n_fr_demat_consent().id,
            "rule_id": rule.id,
            "channel": channel._name.rpartition(".")[2],
            "format": file_format,
            "recipient_key": channel._get_recipient_key(rule, self),
            "address": rule._get_address() if rule else False,
            "content": content,
            "document_checksum": hashlib.sha256(content).hexdigest(),
            "file_name": self._get_l10n_fr_demat_file_name(file_format),
            "state": (State.BLOCKED if reasons else State.QUEUED).value,
            "reason": " ".join(reasons) or False,
        }

    def _get_l10n_fr_demat_file_name(self, file_format):
        """Hook: return the name of the file: letters, digits, hyphens, underscores."""
        stem = re.sub(r"[^A-Za-z0-9_-]+", "_", self.name)
        return f"{stem}.{'pdf' if file_format in ('facturx', 'pdf') else 'xml'}"

    def _get_l10n_fr_demat_file(self, file_format):
        """Return the file to deliver, drawn from the original that was issued.

        The original is never made again: what leaves says the same as what was kept.

        :raises einvoice.document.DocumentError: when the original has no data, or is
            not what was issued
        """
        self.ensure_one()
        original = self.invoice_pdf_report_id.raw
        known = self.sudo().l10n_fr_demat_issued_hash
        if not original or (known and known != hashlib.sha256(original).hexdigest()):
            raise document.DocumentError(
                self.env._("The file is not the one that was issued.")
            )
        if not document.is_pdf(original):
            return original
        if file_format == "pdf":
            return document.to_plain_pdf(original)
        xml = document.extract_xml(original)
        if not xml:
            raise document.DocumentError(
                self.env._("This invoice was issued without electronic data.")
            )
        if file_format == "xml_ubl":
            return self._get_l10n_fr_demat_ubl(xml)
        return xml if file_format == "xml_cii" else original

    def _get_l10n_fr_demat_ubl(self, xml):
        """Return in UBL what the original says.

        :raises einvoice.document.DocumentError: when it cannot be said there
        """
        try:
            return document.to_ubl(xml)
        except document.NotInUbl as error:
            raise document.DocumentError(
                self.env._(
                    "UBL cannot say the VAT of this invoice. Choose Factur-X or CII "
                    "for this destination."
                )
            ) from error

    def button_draft(self):
        # EXTENDS 'account': what did not leave yet never will
        result = super().button_draft()
        self.env["demat.delivery"]._cancel_open(self)
        return result

    def action_l10n_fr_demat_view_deliveries(self):
        """Open the deliveries of this invoice."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "l10n_fr_demat_campaign.demat_delivery_action"
        )
        return {**action, "domain": [("move_id", "in", self.ids)], "context": {}}
