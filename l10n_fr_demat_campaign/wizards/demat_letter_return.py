from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.demat_notification import CLOSE, tell


class DematLetterReturn(models.TransientModel):
    """Letters that the post brought back: scanned or typed, several at once."""

    _name = "demat.letter.return"
    _description = "Letters that came back"

    codes = fields.Text(
        required=True,
        help="One line per letter: scan its QR code, or type its code or reference.",
    )
    reason = fields.Selection(
        selection="_selection_reason",
        required=True,
        default="npai",
    )
    returned_on = fields.Date(required=True, default=fields.Date.context_today)
    unknown = fields.Text(readonly=True)
    count = fields.Integer(string="Letters entered", readonly=True)

    @api.model
    def _selection_reason(self):
        reason = self.env["demat.sending"]._fields["return_reason"]
        return reason._description_selection(self.env)

    def action_record(self):
        """Record the letters; those that are not recognised stay to be corrected."""
        self.ensure_one()
        self.env["demat.request"]._check_group("user")
        if self.returned_on > fields.Date.context_today(self):
            raise UserError(self.env._("A letter does not come back tomorrow."))
        found, unknown = self._find_letters()
        found.sudo()._record_returned(self.reason, self.returned_on)
        self.write(
            {
                "count": self.count + len(found),
                "unknown": "\n".join(unknown),
                "codes": "\n".join(unknown) or " ",
            }
        )
        return self._reopen() if unknown else self._tell()

    def _find_letters(self):
        """Return the letters of these lines, and the lines that say nothing to us."""
        requests, unknown = self.env["demat.request"], []
        letters = self.env["demat.sending"]
        for line in filter(None, map(str.strip, self.codes.splitlines())):
            letter = letters.browse()
            if request := requests._from_scan(line):
                letter = request._get_last_letter()
            letters |= letter
            if not letter:
                unknown.append(line)
        return letters, unknown

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

    def _tell(self):
        return tell(self.env._("%s letters entered.", self.count), next=CLOSE)


class DematCoupon(models.TransientModel):
    """A reply coupon: its code opens the answer, filled in as far as it can be."""

    _name = "demat.coupon"
    _description = "Reply coupon"

    code = fields.Char(
        required=True, help="Scan the QR code, or type the code or the reference."
    )

    def action_open(self):
        """Open the entry of the answer of this customer."""
        self.ensure_one()
        request = self.env["demat.request"]._from_scan(self.code)
        if not request:
            raise UserError(self.env._("No customer has the code « %s ».", self.code))
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "l10n_fr_demat_campaign.demat_request_answer_action"
        )
        context = {"default_request_id": request.id, "default_door": "coupon"}
        return {**action, "context": context}
