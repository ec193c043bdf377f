import hashlib

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_date


class DematBatch(models.Model):
    """Papers that leave together: one merged file, its count and its fingerprint."""

    _name = "demat.batch"
    _description = "Batch of papers"
    _inherit = ["demat.sealed", "mail.thread"]
    _order = "id desc"
    _demat_fixed = frozenset(
        {
            "attachment_id",
            "campaign_id",
            "company_id",
            "count",
            "kind",
            "name",
            "sha256",
        }
    )

    name = fields.Char(required=True, readonly=True)
    kind = fields.Selection(
        selection=[("letter", "Letters"), ("print", "Invoices on paper")],
        required=True,
        readonly=True,
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.company,
    )
    campaign_id = fields.Many2one("demat.campaign", readonly=True, ondelete="restrict")
    count = fields.Integer(string="Documents", readonly=True)
    attachment_id = fields.Many2one("ir.attachment", string="File", readonly=True)
    sha256 = fields.Char(
        string="Fingerprint", readonly=True, help="SHA-256 of the merged file."
    )
    posted_on = fields.Date(
        string="Posted on",
        tracking=True,
        help="Day on which the batch was handed to the post. Silence counts from the "
        "posting, never from the printing.",
    )
    slip_number = fields.Char(string="Posting slip", tracking=True)
    sending_ids = fields.One2many("demat.sending", "batch_id", readonly=True)
    returned_count = fields.Integer(
        string="Came back", compute="_compute_returned_count"
    )

    @api.depends("sending_ids.returned_at")
    def _compute_returned_count(self):
        for batch in self:
            batch.returned_count = len(batch.sending_ids.filtered("returned_at"))

    def _creation_message(self):
        # OVERRIDE: a name in words of its own agrees in every language
        return self.env._("Papers put together")

    def _get_ordered_sendings(self):
        """Return the letters in the order of the list, which is that of the file."""
        self.ensure_one()
        return self.sending_ids.sorted("batch_rank")

    @api.model
    def _create_from_pdf(self, name, kind, company, content, count, **values):
        """Keep a merged file with its count and its fingerprint.

        :param content: the merged PDF, as bytes
        :param count: number of documents inside
        """
        batch = self.create(
            {
                "name": name,
                "kind": kind,
                "company_id": company.id,
                "count": count,
                "sha256": hashlib.sha256(content).hexdigest(),
                **values,
            }
        )
        attachment = self.env["ir.attachment"].create(
            {
                "name": f"{name}.pdf",
                "raw": content,
                "mimetype": "application/pdf",
                "res_model": batch._name,
                "res_id": batch.id,
            }
        )
        batch._write_sealed({"attachment_id": attachment.id})
        return batch

    def action_download(self):
        """Download the merged file."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self.attachment_id.id}?download=true",
            "target": "self",
        }

    def write(self, vals):
        result = super().write(vals)
        if {"posted_on", "slip_number"} & vals.keys():
            self._record_posted()
        return result

    @api.constrains("posted_on")
    def _check_posted_on(self):
        """A letter is posted after it was printed, and not tomorrow."""
        get_day = self.env["demat.request"]._get_day
        for batch in self.filtered("posted_on"):
            printed_at = min(
                filter(None, batch.sending_ids.mapped("sent_at")), default=0
            )
            printed_on = get_day(printed_at) or batch.posted_on
            if not printed_on <= batch.posted_on <= get_day(fields.Datetime.now()):
                raise ValidationError(
                    self.env._(
                        "%(batch)s: the day of posting lies between %(printed)s, when "
                        "it was printed, and today.",
                        batch=batch.name,
                        printed=format_date(self.env, printed_on),
                    )
                )

    def action_mark_posted(self):
        """Say that the batch was handed to the post today."""
        self._check_group("user")
        today = fields.Date.context_today(self)
        self.filtered(lambda batch: not batch.posted_on).posted_on = today

    def _record_posted(self):
        """Write the posting into the evidence of each customer written to."""
        for batch in self.filtered("sending_ids"):
            batch.sending_ids._record_evidence(
                "letter_posted",
                batch.sending_ids,
                {
                    "batch": batch.sha256,
                    "day": batch.posted_on,
                    "slip": batch.slip_number or "",
                },
            )
