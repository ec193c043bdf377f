from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules import emails


class DematSending(models.Model):
    """One wave carried out for one request: what left, how, and what became of it."""

    _name = "demat.sending"
    _description = "Sending to a customer"
    _inherit = ["demat.sealed"]
    _order = "id desc"
    _rec_name = "request_id"

    request_id = fields.Many2one(
        "demat.request", required=True, readonly=True, index=True, ondelete="restrict"
    )
    wave_id = fields.Many2one(
        "demat.wave", required=True, readonly=True, index=True, ondelete="restrict"
    )
    campaign_id = fields.Many2one(
        related="request_id.campaign_id", store=True, index=True
    )
    company_id = fields.Many2one(
        related="request_id.company_id", store=True, index=True
    )
    partner_id = fields.Many2one(
        related="request_id.partner_id", store=True, index=True
    )
    kind = fields.Selection(related="wave_id.kind", store=True)
    medium = fields.Selection(
        selection=[("email", "E-mail"), ("letter", "Letter"), ("phone", "Phone")],
        required=True,
        readonly=True,
    )
    version_id = fields.Many2one(
        "demat.letter.version", string="Text", readonly=True, ondelete="restrict"
    )
    text_hash = fields.Char(
        string="Fingerprint", readonly=True, help="SHA-256 of the text as it left."
    )
    address = fields.Char(readonly=True)
    slot_at = fields.Datetime(string="Planned at", readonly=True)
    message_id = fields.Char(string="Message-ID", readonly=True, index="btree_not_null")
    batch_id = fields.Many2one("demat.batch", readonly=True, index="btree_not_null")
    posted_on = fields.Date(related="batch_id.posted_on")
    sent_at = fields.Datetime(string="Sent on", readonly=True)
    failed_at = fields.Datetime(string="Failed on", readonly=True)
    failure = fields.Char(readonly=True)
    bounced_at = fields.Datetime(
        string="Bounced on",
        readonly=True,
        help="Sticky: a later opening does not undo a bounce.",
    )
    bounce_text = fields.Char(readonly=True)
    returned_at = fields.Datetime(string="Letter returned at", readonly=True)
    state = fields.Selection(
        selection=[
            ("planned", "Planned"),
            ("sent", "Sent"),
            ("failed", "Failed"),
            ("bounced", "Bounced"),
            ("returned", "Returned"),
        ],
        compute="_compute_state",
        store=True,
        index=True,
    )

    _request_wave_uniq = models.UniqueIndex(
        "(request_id, wave_id)", "A wave reaches a customer only once."
    )

    @api.depends("sent_at", "failed_at", "bounced_at", "returned_at")
    def _compute_state(self):
        for sending in self:
            sending.state = (
                (sending.returned_at and "returned")
                or (sending.bounced_at and "bounced")
                or (sending.failed_at and "failed")
                or (sending.sent_at and "sent")
                or "planned"
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_left(self):
        # The superuser included: Odoo's privacy lookup deletes as one.
        if self.filtered(lambda sending: sending.state != "planned"):
            raise UserError(
                self.env._("What left to a customer is kept: it proves what we told.")
            )

    # What happened to it

    def _record_composed(self, mails):
        """Remember of each mail that was composed what it says, to whom, and its id.

        The customer may have changed language or address since the mail was planned.

        :param mails: dict of request id to the values of its mail
        """
        requests = self.request_id.with_context(demat_wave_id=self.wave_id.id)
        versions = self.wave_id._get_versions(requests)
        self._write_multi(
            [
                {
                    "address": request._get_sending_address("email"),
                    "message_id": mails[request.id]["message_id"],
                    "text_hash": request._get_letter_hash(),
                    "version_id": versions[request].id,
                }
                for request in map(requests.browse, self.request_id._ids)
            ]
        )
        fresh = self.env["demat.letter.version"].union(*versions.values())
        fresh.filtered(lambda v: not v.is_used)._write_sealed({"is_used": True})
        self.invalidate_recordset(["address", "message_id", "text_hash", "version_id"])

    def _record_sent(self, at=None):
        """Say that the mail server took the messages."""
        fresh = self.filtered(lambda sending: not sending.sent_at)
        if not fresh:
            return
        fresh.write({"sent_at": at or fields.Datetime.now(), "failed_at": False})
        self._record_evidence(
            "request_sent",
            fresh,
            [sending._prepare_sent_payload() for sending in fresh],
        )
        fresh.filtered(lambda s: s.kind == "notice").request_id._record_notified()

    def _record_failed(self, reason):
        """Say that the messages did not leave."""
        self.write({"failed_at": fields.Datetime.now(), "failure": reason})
        self._record_evidence("request_failed", self, {}, reason)

    def _record_bounced(self, text=False):
        """Say that the messages came back: sticky, whatever is opened later."""
        fresh = self.filtered(lambda sending: not sending.bounced_at)
        text = text and str(text)[:500]
        fresh.write({"bounced_at": fields.Datetime.now(), "bounce_text": text})
        self._record_evidence("request_bounced", fresh, {}, text)

    def _prepare_sent_payload(self):
        self.ensure_one()
        return {
            "request": self.request_id._get_reference(),
            "wave": self.kind,
            "medium": self.medium,
            "version": self.version_id.sha256 or "",
            "text": self.text_hash or "",
            "message_id": self.message_id or "",
            "batch": self.batch_id.sha256 or "",
            "deadline": self.request_id.deadline,
        }

    @api.model
    def _record_evidence(self, kind, sendings, payloads, text=None):
        """Write one evidence per sending, with what is personal kept erasable.

        :param text: what a mail server said, often with the address in it
        """
        if not sendings:
            return
        consents = self.env["demat.consent"].browse(
            [sending.request_id.consent_id.id for sending in sendings]
        )
        details = [{"address": sending.address or ""} for sending in sendings]
        if text is not None:
            payloads = {**payloads, "reason": emails.without_addresses(text or "")}
            details = [{**detail, "reason_text": text or ""} for detail in details]
        self.env["demat.evidence"]._record(consents, kind, payloads, details)
