from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import email_domain_extract

# A check that is older says nothing of today.
PREFLIGHT_DAYS = 7
# What must run for a campaign to leave, to be answered and to end.
_CRONS = (
    "l10n_fr_demat_campaign.ir_cron_run_waves",
    "l10n_fr_demat_campaign.ir_cron_accept_tacitly",
    "mass_mailing.ir_cron_mass_mailing_queue",
    "mail.ir_cron_mail_scheduler_action",
)


class DematPreflight(models.Model):
    """One thing looked at before messages leave, and what was found."""

    _name = "demat.preflight"
    _description = "Check before the messages leave"
    _order = "id"

    campaign_id = fields.Many2one(
        "demat.campaign", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="campaign_id.company_id", store=True)
    code = fields.Selection(
        selection="_selection_code", string="Check", required=True, readonly=True
    )
    state = fields.Selection(
        selection=[("ok", "OK"), ("failed", "Failed"), ("not_run", "Not run")],
        string="Result",
        required=True,
        readonly=True,
    )
    detail = fields.Char(readonly=True)
    checked_at = fields.Datetime(
        string="Checked on", readonly=True, default=fields.Datetime.now
    )

    @api.model
    def _selection_code(self):
        env = self.env
        return [
            ["settings", env._("Settings of the company")],
            ["server", env._("Outgoing mail server")],
            ["sender", env._("Sender's domain")],
            ["bounce", env._("Address for returns")],
            ["reply", env._("Address for replies")],
            ["incoming", env._("Incoming mail")],
            ["crons", env._("Scheduled actions")],
            ["spf", env._("SPF record")],
            ["dkim", env._("DKIM record")],
            ["dmarc", env._("DMARC record")],
        ]


class DematCampaignPreflight(models.Model):
    _inherit = "demat.campaign"

    preflight_ids = fields.One2many(
        "demat.preflight", "campaign_id", string="Checks before the messages leave"
    )

    def action_preflight(self):
        """Look at everything the messages need, in the DNS too."""
        self.ensure_one()
        self._check_group("user")
        values = []
        for code, _label in self.env["demat.preflight"]._selection_code():
            state, detail = getattr(self.sudo(), f"_preflight_{code}")()
            values.append(
                {
                    "campaign_id": self.id,
                    "code": code,
                    "state": state,
                    "detail": detail,
                }
            )
        self.sudo().preflight_ids.unlink()
        self.env["demat.preflight"].sudo().create(values)

    def _get_launch_warnings(self):
        # EXTENDS: what failed needs a reason, kept as evidence
        failed = self.preflight_ids.filtered(lambda line: line.state == "failed")
        codes = dict(self.env["demat.preflight"]._selection_code())
        warnings = [
            *super()._get_launch_warnings(),
            *(f"{codes[line.code]}: {line.detail}" for line in failed),
        ]
        if self._is_preflight_missing():
            warnings.append(
                self.env._(
                    "The checks before the messages leave were not run in the last %s "
                    "days.",
                    PREFLIGHT_DAYS,
                )
            )
        return warnings

    def _is_preflight_missing(self):
        """Return whether e-mails would leave that nobody looked ahead for lately."""
        self.ensure_one()
        since = fields.Datetime.now() - timedelta(days=PREFLIGHT_DAYS)
        if any(line.checked_at > since for line in self.preflight_ids):
            return False
        planned = self.wave_ids.filtered(lambda wave: wave.state == "planned")
        return any(wave._get_medium() == "email" for wave in planned)

    # One method per check: the state, and what to know of it

    def _preflight_settings(self):
        try:
            self._check_sender()
        except UserError as error:
            return "failed", str(error)
        return "ok", False

    def _preflight_server(self):
        servers = self.env["ir.mail_server"].search_count([])
        if servers:
            return "ok", self.env._("%s servers", servers)
        return "not_run", self.env._("Only the server of Odoo's configuration file.")

    def _preflight_sender(self):
        sender = self._get_sender_domain()
        own = self.company_id.alias_domain_id.name
        if not sender:
            return "failed", self.env._("The company has no address to write from.")
        if own and sender != own and not sender.endswith(f".{own}"):
            return "failed", self.env._(
                "Messages come from %(sender)s, replies and returns go to %(own)s: "
                "mailbox providers distrust that.",
                sender=sender,
                own=own,
            )
        return "ok", sender

    def _get_sender_domain(self):
        """Return the domain that customers see as the sender's."""
        company = self.company_id
        address = company.l10n_fr_demat_contact_email or company.email
        return email_domain_extract(address or "")

    def _preflight_bounce(self):
        address = self.company_id.bounce_email
        if address:
            return "ok", address
        return "failed", self.env._("Returns would be seen by nobody: set an alias.")

    def _preflight_reply(self):
        address = self.company_id.catchall_email
        if address:
            return "ok", address
        return "failed", self.env._("Replies would not reach Odoo: set an alias.")

    def _preflight_incoming(self):
        if "fetchmail.server" in self.env and self.env["fetchmail.server"].search_count(
            [("state", "=", "done")]
        ):
            return "ok", False
        return "not_run", self.env._(
            "No incoming server here: make sure that a gateway brings the mail in."
        )

    def _preflight_crons(self):
        crons = [self.env.ref(xmlid, raise_if_not_found=False) for xmlid in _CRONS]
        stopped = [cron.name for cron in crons if cron and not cron.active]
        return ("failed", ", ".join(stopped)) if stopped else ("ok", False)
