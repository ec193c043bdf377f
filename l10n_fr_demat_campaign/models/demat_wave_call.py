import dataclasses

from odoo import fields, models

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
        for request in sendings.request_id:
            request.sudo()._plan_call(self)


class DematSendingCall(models.Model):
    _inherit = "demat.sending"

    def _prepare_rule(self):
        # EXTENDS: a call proves nothing in writing, it starts no clock
        rule = super()._prepare_rule()
        if self.medium == "phone":
            rule = dataclasses.replace(rule, proven_on=None, failed_on=None)
        return rule


class DematRequestCallAddress(models.Model):
    _inherit = "demat.request"

    def _get_sending_address(self, medium):
        # EXTENDS
        if medium == "phone":
            return self.partner_id.phone
        return super()._get_sending_address(medium)
