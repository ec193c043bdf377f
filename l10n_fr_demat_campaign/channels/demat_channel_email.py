import smtplib

from odoo import Command, api, models

from odoo.addons.base.models.ir_mail_server import MailDeliveryException

from ..einvoice.enclosure import free_names
from ..rules import handover
from ..rules.delivery import DeliveryError, DeliveryUncertain
from ..rules.identifiers import email_flaw

HEADER = "X-Demat-Delivery"


class DematChannelEmail(models.AbstractModel):
    """One mail per invoice, to a person or to a robot, with the file attached."""

    _name = "demat.channel.email"
    _inherit = "demat.channel"
    _description = "Invoice channel: e-mail"

    @api.model
    def _get_label(self):
        return self.env._("E-mail")

    @api.model
    def _get_formats(self):
        return ["facturx", "pdf", "xml_cii", "xml_ubl"]

    @api.model
    def _get_missing(self, rule, move):
        missing = super()._get_missing(rule, move)
        if email_flaw(rule._get_address()):
            missing.append(
                self.env._(
                    "The rule of %s has no usable address.", move.partner_id.name
                )
            )
        return missing

    @api.model
    def _get_recipient_key(self, rule, move):
        # The case is kept: some robots tell their mailboxes apart by it.
        return f"mailto:{rule._get_address()}"

    @api.model
    def _deliver(self, delivery):
        self._check_purpose(delivery)
        self._check_size(delivery)
        return self._send(delivery, self._prepare_mail_values(delivery))

    @api.model
    def _check_purpose(self, delivery):
        """Let nothing but an invoice reach the mailbox of a robot."""
        if delivery.rule_id.is_robot and not delivery.move_id.is_sale_document():
            raise DeliveryError(
                self.env._("A robot's mailbox receives invoices only."), retry=False
            )

    @api.model
    def _check_size(self, delivery):
        limit = self.env["ir.mail_server"].sudo()._get_max_email_size()
        if delivery.attachment_id.file_size * 4 / 3 > limit * 1024 * 1024:
            raise DeliveryError(
                self.env._("The file is larger than the %s MB of a mail.", limit),
                retry=False,
            )

    @api.model
    def _prepare_mail_values(self, delivery):
        """Hook: return the values of the mail that carries a delivery."""
        return {
            **self._prepare_notice_values(delivery),
            "attachment_ids": [
                Command.link(delivery.attachment_id.id),
                *self._prepare_enclosures(delivery),
            ],
        }

    @api.model
    def _prepare_enclosures(self, delivery):
        """Return what goes beside the file, under names that mails take.

        A robot gets nothing but invoices.
        """
        if not delivery.rule_id or delivery.rule_id.is_robot:
            return []
        files = delivery.move_id._get_l10n_fr_demat_enclosures(
            "beside", delivery.rule_id
        )
        names = free_names(files.mapped("name"))
        return [
            Command.link(file.id)
            if file.name == name
            else Command.create({"name": name, "raw": file.raw})
            for file, name in zip(files, names, strict=True)
        ]

    @api.model
    def _prepare_notice_values(self, delivery):
        """Return the values of a mail about an invoice, without any file."""
        move = delivery.move_id
        delivery = delivery.with_context(lang=move.partner_id.lang or self.env.lang)
        return {
            "model": move._name,
            "res_id": move.id,
            "message_id": delivery.message_id,
            "headers": repr({HEADER: delivery.message_id}),
            "email_from": move.company_id.email_formatted
            or self.env.user.email_formatted,
            "reply_to": move.invoice_user_id.email_formatted
            or move.company_id.email_formatted,
            "email_to": delivery.address,
            "subject": delivery._get_subject(),
            "body_html": delivery._render_body(),
            "auto_delete": False,
        }

    @api.model
    def _send(self, delivery, values):
        """Send one mail now, in this transaction, and return its receipt.

        The mail exists only if it left: an error undoes it with the transaction, so
        that Odoo's own mail queue never sends it again.
        """
        mail = self.env["mail.mail"].sudo().create(values)
        try:
            mail.send(raise_exception=True)
        except (smtplib.SMTPServerDisconnected, MailDeliveryException) as error:
            raise self._get_delivery_error(error) from error
        if mail.state != "sent":
            raise DeliveryError(
                mail.failure_reason or self.env._("The mail was not sent.")
            )
        return {"message_id": mail.message_id, "address": delivery.address}

    @api.model
    def _get_delivery_error(self, error):
        """Return what a failed mail means: try again, give up, or ask a person."""
        outcome = handover.outcome_of(error)
        text = handover.answer_of(error) or " ".join(map(str, error.args))
        if outcome is handover.Outcome.UNKNOWN:
            return DeliveryUncertain(text)
        return DeliveryError(text, retry=outcome is handover.Outcome.LATER)
