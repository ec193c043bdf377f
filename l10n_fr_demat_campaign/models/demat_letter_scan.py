import re

from odoo import api, fields, models

from .demat_request_token import _SIGNS

_REFERENCE = re.compile(r"^C(\d+)-(\d+)$", re.IGNORECASE)


class DematRequestScan(models.Model):
    """Paper that comes back: found by what is printed on it, scanned or typed."""

    _inherit = "demat.request"

    @api.model
    def _from_scan(self, text):
        """Return the request of a QR code, a short code or a reference, or nothing.

        Only what the user may read is found.
        """
        text = (text or "").strip()
        if "/demat/" in text:
            token = re.split(r"[/?#]", text.rsplit("/demat/", 1)[1])[0]
            found = self._from_token(token)
        elif match := _REFERENCE.match(text):
            found = self.sudo().browse(int(match[2])).exists()
            found = found.filtered(lambda r: r.campaign_id.id == int(match[1]))
        else:
            code = _SIGNS.sub("", text.upper())
            return self.search([("short_code", "=", code)]) if code else self.browse()
        return self.search([("id", "in", found.ids)])


class DematSendingReturn(models.Model):
    _inherit = "demat.sending"

    return_reason = fields.Selection(
        selection=[
            ("npai", "Unknown at this address (NPAI)"),
            ("pnd", "Could not be delivered (PND)"),
        ],
        readonly=True,
    )

    def _record_returned(self, reason=False, day=None):
        """Say that the post brought the letters back: silence says nothing any more.

        :param reason: ``npai`` or ``pnd``, as the post marks them
        :param day: the day they came back, today by default
        """
        fresh = self.filtered(lambda sending: not sending.returned_at)
        day = day or fields.Date.context_today(self)
        values = {"returned_at": fields.Datetime.to_datetime(day)}
        fresh._write_sealed({**values, "return_reason": reason})
        self._record_evidence(
            "letter_returned", fresh, {"day": day, "reason": reason or ""}
        )
        fresh.request_id._record_letter_lost(day)


class DematRequestLost(models.Model):
    _inherit = "demat.request"

    def _get_last_letter(self):
        """Return the last letter posted to this customer that did not come back."""
        self.ensure_one()
        return self.sending_ids.filtered(
            lambda sending: sending.medium == "letter" and sending.state == "sent"
        ).sorted("id")[-1:]

    def _record_letter_lost(self, day):
        """Tell on the screen why silence does not count, before its day comes."""
        waiting = self.filtered(lambda request: not request.answer)
        waiting._write_blocker("G07", "letter_returned", date=day)
