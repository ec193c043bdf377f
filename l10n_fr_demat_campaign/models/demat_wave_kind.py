from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from .demat_wave import NOTICE_KINDS

# Letters answered late come back on the 8th to 14th day: nobody is reminded before.
LETTER_REST_DAYS = 14
# These waves go on after their day: who becomes concerned later is written to then.
STANDING = ("email", "letter", "letter_reminder", *NOTICE_KINDS)
MAIL = [("medium", "=", "email")]
POST = [("medium", "=", "letter")]


class DematWaveKind(models.Model):
    """Whom each step is for: who no e-mail reached has a way of their own, on paper."""

    _inherit = "demat.wave"

    letter_scope = fields.Selection(
        selection=[
            ("unreached", "Who no e-mail reached"),
            ("no_address", "Who has no e-mail address"),
            ("bounced", "Whose e-mail came back"),
            ("everyone", "Everyone who has not answered"),
        ],
        string="Letters to",
        required=True,
        default="unreached",
        help="Of the customers who have not answered, whom the letters are for.",
    )

    progress = fields.Float(
        compute="_compute_progress",
        help="Share of the customers concerned for whom this step is prepared.",
    )

    @api.depends("state", "sending_ids")
    def _compute_progress(self):
        for wave in self:
            left = 0
            if wave.state == "running":
                domain = wave._get_batch_domain()
                left = self.env["demat.request"].search_count(domain)
            total = wave.sending_count + left
            finished = 100 if wave.state == "done" else 0
            wave.progress = 100 * wave.sending_count / total if total else finished

    def _get_families(self):
        # EXTENDS: a notice tells of silence that counted, whatever carries it
        if self.kind in NOTICE_KINDS:
            return ("consent_tacit",)
        return super()._get_families()

    # Whom the steps are for

    def _get_requests_domain(self):
        # EXTENDS: after its day the first e-mail is for who had no message until then
        domain = super()._get_requests_domain()
        if self.kind == "email" and self.carried_out_at:
            domain = [*domain, ("sending_ids", "=", False)]
        return domain

    def _get_letter_domain(self):
        """Whom letters are for, as chosen on the wave."""
        reached = [*MAIL, ("state", "in", ("sent", "planned"))]
        lost = [*MAIL, ("state", "in", ("bounced", "failed"))]
        scopes = {
            "unreached": [("sending_ids", "not any", reached)],
            "no_address": [("partner_id.email_normalized", "=", False)],
            "bounced": [("sending_ids", "any", lost)],
            "everyone": [],
        }
        return scopes[self.letter_scope or "unreached"]

    def _get_letter_reminder_domain(self):
        """Whoever got a first letter long enough ago; or any first message."""
        today = fields.Date.context_today(self)
        rest = fields.Date.to_string(today - timedelta(days=LETTER_REST_DAYS))
        posted = [*POST, ("kind", "=", "letter"), ("batch_id.posted_on", "<=", rest)]
        mailed = [*MAIL, ("kind", "=", "email"), ("state", "=", "sent")]
        reached = Domain("sending_ids", "any", [*posted, ("state", "=", "sent")])
        if self.letter_scope == "everyone":
            reached |= Domain("sending_ids", "any", mailed)
        returned = Domain("sending_ids", "not any", [("state", "=", "returned")])
        return [*(reached & returned), *self._get_letter_domain()]

    def _get_notice_domain(self):
        # EXTENDS: by e-mail to who can be reached so
        lost = [*MAIL, ("state", "in", ("bounced", "failed"))]
        return [
            *super()._get_notice_domain(),
            *self._get_email_domain(),
            ("sending_ids", "not any", lost),
        ]

    def _get_letter_notice_domain(self):
        """Whoever silence accepted and no e-mail can tell."""
        lost = [*MAIL, ("state", "in", ("bounced", "failed"))]
        unreachable = Domain("partner_id.email_normalized", "=", False)
        unreachable |= Domain("sending_ids", "any", lost)
        accepted = [("answer", "=", False), ("consent_id.basis", "=", "tacit_delay")]
        return [*accepted, *unreachable]

    # Steps that go on after their day

    @api.model
    def _get_due_domain(self):
        # EXTENDS: the notice follows from a decision, closed campaign or not
        told = Domain("campaign_id.state", "=", "done") & Domain(
            "kind", "in", NOTICE_KINDS
        )
        due = Domain("state", "=", "running") | (
            Domain("state", "=", "planned")
            & Domain("planned_on", "<=", fields.Date.context_today(self))
        )
        return Domain(super()._get_due_domain()) | (told & due)

    @api.model
    def _cron_run_due(self):
        # EXTENDS: who became concerned since yesterday is written to as well
        self._reopen_standing()
        return super()._cron_run_due()

    @api.model
    def _reopen_standing(self):
        """Plan again the steps that somebody became concerned by after their day."""
        today = fields.Datetime.to_datetime(fields.Date.context_today(self))
        waves = self.search(
            [
                ("state", "=", "done"),
                ("kind", "in", STANDING),
                ("carried_out_at", "<", today),
                ("campaign_id.state", "in", ("running", "done")),
            ]
        )
        again = waves.filtered(
            lambda wave: (
                (wave.campaign_id.state == "running" or wave.kind in NOTICE_KINDS)
                and wave._get_requests()
            )
        )
        again._write_sealed({"state": "planned", "last_request_id": 0})
