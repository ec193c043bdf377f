from odoo import api, fields, models
from odoo.exceptions import UserError


class DematRequestCall(models.TransientModel):
    """What came out of a call: the script on one side, one button per outcome."""

    _name = "demat.request.call"
    _description = "Outcome of a call"

    request_id = fields.Many2one("demat.request", required=True, readonly=True)
    family = fields.Selection(related="request_id.family")
    phone = fields.Char(related="request_id.partner_id.phone")
    call_count = fields.Integer(
        string="Calls made",
        compute="_compute_call_count",
        store=True,
        readonly=False,
        help="When this was opened.",
    )
    script = fields.Html(compute="_compute_script")
    name = fields.Char(string="Who answered")
    function = fields.Char(string="Position in the company")
    email = fields.Char(string="Confirmation to")
    channel = fields.Selection(
        selection=lambda self: self.env["demat.request"]._selection_channel(),
        default="email",
    )
    address = fields.Char(string="Address for invoices")
    text = fields.Text(string="Question or wish")
    day = fields.Date(string="Call back on")
    contact = fields.Char(
        string="Right person", help="Name and phone number of who handles invoices."
    )

    @api.depends("request_id")
    def _compute_call_count(self):
        for call in self:
            call.call_count = call.request_id.call_count

    @api.depends("request_id")
    def _compute_script(self):
        for call in self:
            request = call.request_id
            wave = request._get_call_wave()
            call.script = request.with_context(demat_wave_id=wave.id).letter_body

    @api.model
    def default_get(self, fields):
        # EXTENDS: what we know already, so that most calls take two clicks
        values = super().default_get(fields)
        request = self.env["demat.request"].browse(values.get("request_id"))
        known = {"email": request.email, "address": request.email}
        return {
            **{name: known[name] for name in known if name in fields},
            **values,
        }

    def _record(self, outcome):
        """Record the outcome, unless somebody else did since this was opened."""
        self.ensure_one()
        if self.request_id.call_count != self.call_count:
            raise UserError(
                self.env._(
                    "The outcome of a call to %s has just been recorded: it counts "
                    "once. If you called as well, open this window anew.",
                    self.request_id.display_name,
                )
            )
        names = ("name", "function", "email", "channel", "address", "text", "day")
        values = {name: self[name] for name in (*names, "contact")}
        self.request_id._record_call(outcome, values)
        return {"type": "ir.actions.act_window_close"}

    def action_accept(self):
        """The customer agrees to what was read out."""
        return self._record("accept")

    def action_refuse(self):
        """The customer keeps paper."""
        return self._record("refuse")

    def action_other_choice(self):
        """The customer wishes something else."""
        return self._record("other_choice")

    def action_question(self):
        """The customer has a question that somebody answers later."""
        return self._record("question")

    def action_call_back(self):
        """The customer wishes to be called another day."""
        return self._record("call_back")

    def action_wrong_person(self):
        """Somebody else handles invoices."""
        return self._record("wrong_person")

    def action_unreachable(self):
        """Nobody answered."""
        return self._record("unreachable")
