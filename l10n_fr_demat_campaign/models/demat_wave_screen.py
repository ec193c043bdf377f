from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from .demat_campaign_cap import CAP_DAYS

# The point of the checklist that a text makes when it says that silence counts.
SILENCE_COUNTS = "P10"
# They tell what was decided: no cap holds them back, no family is chosen again.
_TELLING = ("notice", "letter_notice")


class DematWaveScreen(models.Model):
    """The last look before a message is written: whom, how often, with which text."""

    _inherit = "demat.wave"

    capped_request_ids = fields.Many2many(
        "demat.request",
        "demat_wave_capped_request_rel",
        string="Not written to: contacted too often",
        readonly=True,
        copy=False,
    )
    capped_count = fields.Integer(
        string="Contacted too often", compute="_compute_capped_count"
    )

    @api.depends("capped_request_ids")
    def _compute_capped_count(self):
        for wave in self:
            wave.capped_count = len(wave.capped_request_ids)

    def _get_letters(self):
        # EXTENDS: in the texts that were in force when the campaign was launched
        frozen = tuple(self.campaign_id.version_ids.ids)
        return {
            family: letter.with_context(demat_version_ids=frozen)
            for family, letter in super()._get_letters().items()
        }

    def _run_email(self, requests):
        # EXTENDS: only to whom it may go, and to mailboxes that people read
        allowed = self._screen(requests - self._find_robots(requests))
        return super()._run_email(allowed) if allowed else None

    def _run_letter(self, requests):
        # EXTENDS: only to whom it may go
        allowed = self._screen(requests)
        return super()._run_letter(allowed) if allowed else None

    def _run_phone(self, requests):
        # EXTENDS: a script is a text as well, said instead of written
        allowed = requests._refresh_family()
        self._check_silence(allowed)
        return super()._run_phone(allowed) if allowed else None

    def _screen(self, requests):
        """Return the requests that this wave may write to, as the law is today."""
        self.ensure_one()
        if self.kind in _TELLING:
            return requests
        requests = self._leave_out_capped(requests)._refresh_family()
        self._check_silence(requests)
        return requests

    def _find_robots(self, requests):
        """Return the requests whose mailbox would file our message as an invoice."""
        self.ensure_one()
        addresses = requests.partner_id.mapped("email_normalized")
        known = self.env["demat.delivery.rule"].sudo()._get_robots(addresses)
        catalogue = self.env["demat.receiving.tool"]._get_catalogue()
        robots = {
            address
            for address in filter(None, addresses)
            if address in known or self.campaign_id._is_robot(address, catalogue)
        }
        return requests.filtered(lambda r: r.partner_id.email_normalized in robots)

    def _check_silence(self, requests):
        """Refuse a text that announces tacit acceptance where it is not allowed."""
        versions = self._get_versions(
            requests.filtered(lambda request: request.family != "consent_tacit")
        )
        tacit = {
            version
            for version in set(versions.values())
            if SILENCE_COUNTS in version._get_points()
        }
        wrong = requests.filtered(lambda request: versions.get(request) in tacit)
        if wrong:
            raise UserError(
                self.env._(
                    "%(wave)s: the text for %(customer)s and %(count)s customers in "
                    "all says that silence counts, which the law does not allow for "
                    "them. Nothing was sent to them: mend the letter.",
                    wave=self._get_kind_label(),
                    customer=wrong[0].partner_id.display_name,
                    count=len(wrong),
                )
            )

    # The cap

    def _leave_out_capped(self, requests):
        """Return who may still be written to; keep and tell who was too often."""
        over = self.campaign_id._find_over_cap(
            requests.partner_id, fields.Date.context_today(self)
        )
        capped = requests.filtered(lambda request: request.partner_id.id in over)
        known = self.capped_request_ids
        if fresh := capped - known:
            self._tell_capped(fresh)
        if (kept := (known - requests) | capped) != known:
            self._write_sealed({"capped_request_ids": [Command.set(kept.ids)]})
        return requests - capped

    def _tell_capped(self, requests):
        self.campaign_id.message_post(
            body=self.env._(
                "%(wave)s: %(count)s customers are not written to, they already "
                "received %(cap)s messages in %(days)s days.",
                wave=self._get_kind_label(),
                count=len(requests),
                cap=self.company_id.l10n_fr_demat_message_cap,
                days=CAP_DAYS,
            )
        )

    def action_view_capped(self):
        """Open the customers that this wave did not write to."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "l10n_fr_demat_campaign.demat_request_action"
        )
        domain = [("id", "in", self.capped_request_ids.ids)]
        return {**action, "domain": domain, "context": {}}
