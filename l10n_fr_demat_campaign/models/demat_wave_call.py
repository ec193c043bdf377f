import dataclasses

from odoo import api, fields, models

CALL_ACTIVITY = "l10n_fr_demat_campaign.mail_activity_call"


class DematWaveCall(models.Model):
    """A call list: one activity per customer, with the script to read out."""

    _inherit = "demat.wave"

    call_by = fields.Selection(
        selection=[
            ("salesperson", "The customer's salesperson"),
            ("officer", "The responsible of the campaign"),
        ],
        string="Calls by",
        required=True,
        default="salesperson",
    )

    def _get_call_list_domain(self):
        """Whoever is silent and has a phone number."""
        return [("partner_id.phone", "not in", (False, ""))]

    def _run_phone(self, requests):
        """Plan one call per customer, the most invoiced ones first."""
        self.ensure_one()
        sendings = self._create_sendings(requests, "phone")
        called = sendings.request_id.sudo()
        self._note_turnover(called)
        called.sorted("turnover", reverse=True)._plan_call(self)

    def _note_turnover(self, requests):
        """Keep what each customer was invoiced: the list to call goes by it."""
        figures = self.campaign_id._get_invoice_figures(requests.partner_id)
        for request in requests:
            _count, turnover = figures.get(request.partner_id.id, (0, 0.0))
            request._write_sealed({"turnover": turnover})


class DematSendingCall(models.Model):
    _inherit = "demat.sending"

    @api.model
    def _get_rule(self, row):
        # EXTENDS: a call proves nothing in writing, it starts no clock
        rule = super()._get_rule(row)
        if row["medium"] == "phone":
            rule = dataclasses.replace(rule, proven_on=None, failed_on=None)
        return rule


class DematRequestCallAddress(models.Model):
    _inherit = "demat.request"

    currency_id = fields.Many2one(related="company_id.currency_id")
    turnover = fields.Monetary(
        readonly=True,
        copy=False,
        help="Without VAT, over the twelve months before the call was planned.",
    )

    def _get_sending_address(self, medium):
        # EXTENDS
        if medium == "phone":
            return self.partner_id.phone
        return super()._get_sending_address(medium)
