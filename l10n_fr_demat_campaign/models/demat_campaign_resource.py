from datetime import timedelta
from http.client import HTTPException

from odoo import api, fields, models, tools
from odoo.exceptions import ValidationError
from odoo.tools.misc import hash_sign, verify_hash_signed

from .demat_link import LinkRefused

_SCOPE = "l10n_fr_demat_campaign.resource"
# Servers that answer so to HEAD may well serve the page.
_TRY_GET = (403, 405, 501)
# A link that worked longer ago may be dead.
LINK_DAYS = 30


class DematCampaignResource(models.Model):
    """Help offered to the customers of a campaign: a meeting, a notice, questions."""

    _name = "demat.campaign.resource"
    _description = "Help offered in a campaign"
    _inherit = ["demat.sealed"]
    _rec_name = "title"
    _order = "sequence, id"
    _demat_sealed = frozenset({"link_checked_at", "link_failure", "link_state"})

    campaign_id = fields.Many2one(
        "demat.campaign", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="campaign_id.company_id", store=True, index=True
    )
    sequence = fields.Integer(default=10)
    kind = fields.Selection(
        selection=[
            ("meeting", "Webinar or question hour"),
            ("notice", "Notice"),
            ("faq", "Questions and answers"),
            ("official", "Official questions and answers"),
        ],
        required=True,
        default="faq",
    )
    title = fields.Char(
        required=True, help="As customers read it, in their language if you can."
    )
    url = fields.Char(string="Link")
    starts_at = fields.Datetime(string="Starts on")
    ends_at = fields.Datetime(string="Ends on")
    text = fields.Char(string="In one sentence")
    link_state = fields.Selection(
        selection=[("not_run", "Not checked"), ("ok", "Works"), ("failed", "Fails")],
        required=True,
        readonly=True,
        copy=False,
        default="not_run",
    )
    link_checked_at = fields.Datetime(
        string="Link checked on", readonly=True, copy=False
    )
    link_failure = fields.Char(readonly=True, copy=False)

    @api.constrains("url")
    def _check_url(self):
        for resource in self:
            url = (resource.url or "").lower()
            if url and not url.startswith(("https://", "http://")):
                raise ValidationError(
                    self.env._("%s: a link starts with https://.", resource.title)
                )

    @api.constrains("kind", "starts_at", "ends_at")
    def _check_meeting(self):
        for resource in self.filtered(lambda one: one.kind == "meeting"):
            begin, end = resource.starts_at, resource.ends_at
            if not (begin and end and begin < end):
                raise ValidationError(
                    self.env._(
                        "%s: a meeting has a start and a later end.", resource.title
                    )
                )

    def write(self, vals):
        # A link that changes is to be checked again.
        result = super().write(vals)
        if "url" in vals:
            self._write_sealed({"link_state": "not_run", "link_failure": False})
        return result

    # Do the links work?

    def action_check_links(self):
        """Open each link once, and keep what came of it."""
        for resource in self.filtered("url"):
            failure = resource._find_link_failure()
            resource._write_sealed(
                {
                    "link_state": "failed" if failure else "ok",
                    "link_failure": failure,
                    "link_checked_at": fields.Datetime.now(),
                }
            )

    def _find_link_failure(self):
        """Return why the link does not work, False when it does."""
        try:
            status = self._call("HEAD", self.url)
            if status in _TRY_GET:
                status = self._call("GET", self.url)
        except LinkRefused as error:
            return str(error)
        except (HTTPException, OSError, ValueError) as error:
            return type(error).__name__
        return status >= 400 and f"HTTP {status}"

    @api.model
    def _call(self, method, url):
        """Return the HTTP status of a page."""
        return self.env["demat.link"]._get_status(method, url)

    def _get_link_message(self):
        """Return what is to be said of the link before the launch."""
        self.ensure_one()
        if self.link_state == "failed":
            return self.env._(
                "%(title)s: the link does not work (%(failure)s).",
                title=self.title,
                failure=self.link_failure,
            )
        return self.env._(
            "%(title)s: the link was not checked in the last %(days)s days.",
            title=self.title,
            days=LINK_DAYS,
        )

    def _is_link_unchecked(self):
        """Return whether nobody knows if the link works today."""
        self.ensure_one()
        since = fields.Datetime.now() - timedelta(days=LINK_DAYS)
        checked = self.link_state != "not_run" and self.link_checked_at > since
        return bool(self.url) and not checked

    # The meeting as a calendar file

    def _get_calendar_url(self):
        """Return where the meeting is downloaded for a calendar; nobody's secret."""
        self.ensure_one()
        token = hash_sign(self.sudo().env, _SCOPE, self.id)
        return f"{self.get_base_url()}/demat/calendar/{token}"

    @api.model
    def _from_calendar_token(self, token):
        """Return the meeting of a genuine token, else an empty recordset."""
        try:
            resource_id = verify_hash_signed(self.sudo().env, _SCOPE, token or "")
        except (TypeError, ValueError, UnicodeError):
            return self.browse()
        found = self.sudo().browse(resource_id or ()).exists()
        return found.filtered(lambda resource: resource.kind == "meeting")

    def _prepare_calendar(self):
        """Return the meeting as an iCalendar file (RFC 5545), bytes."""
        self.ensure_one()
        lines = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//l10n_fr_demat_campaign//FR",
            "BEGIN:VEVENT",
            f"UID:demat-resource-{self.id}@{self.get_base_url().split('//')[-1]}",
            f"DTSTAMP:{self.write_date:%Y%m%dT%H%M%SZ}",
            f"DTSTART:{self.starts_at:%Y%m%dT%H%M%SZ}",
            f"DTEND:{self.ends_at:%Y%m%dT%H%M%SZ}",
            f"SUMMARY:{self._escape_calendar(self.title)}",
            *([f"DESCRIPTION:{self._escape_calendar(self.text)}"] if self.text else []),
            *([f"URL:{self.url}"] if self.url else []),
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        ]
        return "\r\n".join(map(self._fold, lines)).encode()

    @api.model
    def _escape_calendar(self, text):
        for sign in ("\\", ";", ","):
            text = text.replace(sign, f"\\{sign}")
        return " ".join(text.split())

    @api.model
    def _fold(self, line):
        """Return a line cut every 70 characters (RFC 5545, section 3.1)."""
        # 36 characters are 72 bytes at most in the languages of our letters.
        return "\r\n ".join(tools.split_every(36, line, "".join)) or line
