from odoo import api, fields, models
from odoo.exceptions import UserError

from .demat_notification import RELOAD, tell

# What a record says of a person, where the record itself stays.
# Why silence did not count quotes what a person typed; the gate itself stays.
_BLOCKER = ("blocker_text", "blocker_facts")
PERSONAL_FIELDS = {
    "demat.consent": _BLOCKER,
    "demat.request": (
        *("answered_by", "hold_reason", "question", "replied_by"),
        *_BLOCKER,
    ),
    "demat.sending": ("address", "bounce_text", "failure"),
    "mailing.trace": ("email",),
}


class DematConsentErasure(models.Model):
    """Erasing the personal data of a file whose retention is over.

    The events stay, with digests that nobody can guess back; so do the position, what
    was sent and when. Names, addresses, messages, scans and printed letters go.
    """

    _inherit = "demat.consent"

    def action_erase_personal_data(self):
        """Erase the personal data of these positions, where the day is past."""
        self._check_group("manager")
        self._refresh_retention()
        over = self.filtered("is_retention_over")
        if not over:
            raise UserError(
                self.env._(
                    "Nothing may be erased here: the day is not past, a dispute holds "
                    "the file back, or it was erased already."
                )
            )
        over._erase_personal_data()
        message = self.env._("Personal data erased: %s files", len(over))
        return tell(message, next=RELOAD)

    def _erase_personal_data(self):
        """Erase for good, and keep as evidence that it was done and why it could be."""
        if not self:
            return
        for records in self.sudo()._get_personal_records():
            records.unlink()
        self._blank_personal_fields()
        self._write_sealed({"retention_erased_on": fields.Date.context_today(self)})
        self.env["demat.evidence"]._record(
            self,
            "personal_data_erased",
            [
                {"until": consent.retention_until, "term": consent.retention_term}
                for consent in self
            ],
        )

    def _get_personal_records(self):
        """Hook: return the recordsets that hold nothing but personal data."""
        requests, sendings = self.request_ids, self.request_ids.sending_ids
        consents = [("consent_id", "in", self.ids)]
        return [
            self._search_attached("mail.message", "model", self),
            self._search_attached("mail.message", "model", requests),
            # Messages leave their attachments behind: scans of coupons, what replies
            # brought.
            *(
                self._search_attached("ir.attachment", "res_model", records)
                for records in (self, requests, sendings)
            ),
            self.env["demat.access"].search(consents),
            self.env["demat.proposal"].search(consents),
            self.env["demat.evidence.detail"].search(
                [("evidence_id.consent_id", "in", self.ids)]
            ),
        ]

    @api.model
    def _search_attached(self, model, column, records):
        """Return the records of a model that hang on others by name and number."""
        return self.env[model].search(
            [(column, "=", records._name), ("res_id", "in", records.ids)]
        )

    def _blank_personal_fields(self):
        """Empty what names a person in records that prove something else."""
        requests = self.sudo().request_ids
        traces = self.sudo()._search_attached("mailing.trace", "model", requests)
        for records in (self.sudo(), requests, requests.sending_ids):
            records._write_sealed(dict.fromkeys(PERSONAL_FIELDS[records._name], False))
        traces.write(dict.fromkeys(PERSONAL_FIELDS[traces._name], False))


class DematEvidence(models.Model):
    _inherit = "demat.evidence"

    @api.model
    def _get_kinds(self):
        # EXTENDS
        env = self.env
        return {
            **super()._get_kinds(),
            "personal_data_erased": env._("Personal data no longer needed, erased"),
            "retention_held": env._("File kept for a dispute"),
            "retention_released": env._("File no longer kept for a dispute"),
        }

    @api.model
    def _get_fact_labels(self):
        # EXTENDS
        return {**super()._get_fact_labels(), "term": self.env._("Kept because of")}

    @api.model
    def _get_fact_choices(self):
        # EXTENDS
        return {
            **super()._get_fact_choices(),
            "term": [("demat.consent", "retention_term")],
        }
