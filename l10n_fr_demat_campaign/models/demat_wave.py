from odoo import api, fields, models
from odoo.exceptions import UserError

# Waves whose recipients have not answered yet.
_ASKING = ("email", "reminder", "letter", "letter_reminder", "call_list")
LETTER_KINDS = ("letter", "letter_reminder", "letter_notice")
# Reminders, with the days to answer that they leave at least: a letter is read later.
REMINDER_KINDS = {"reminder": 7, "letter_reminder": 14}
NOTICE_KINDS = ("notice", "letter_notice")
# Said once in a campaign, whichever of its steps says it.
_FIRST_KINDS = ("email", "letter")
_MEDIUMS = {
    **dict.fromkeys(LETTER_KINDS, "letter"),
    "call_list": "phone",
    "heads_up": "heads_up",
}


class DematWave(models.Model):
    """One planned step of a campaign, carried out once for each customer concerned."""

    _name = "demat.wave"
    _description = "Wave"
    _inherit = ["demat.sealed"]
    _order = "campaign_id, planned_on, sequence, id"
    _demat_sealed = frozenset(
        {
            "capped_request_ids",
            "carried_out_at",
            "last_request_id",
            "mailing_id",
            "state",
        }
    )
    _demat_fixed = frozenset({"campaign_id"})

    campaign_id = fields.Many2one(
        "demat.campaign", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="campaign_id.company_id", store=True, index=True
    )
    sequence = fields.Integer(default=10)
    kind = fields.Selection(selection="_selection_kind", required=True)
    planned_on = fields.Date(required=True, default=fields.Date.context_today)
    state = fields.Selection(
        selection=[
            ("planned", "To come"),
            ("running", "Being carried out"),
            ("done", "Carried out"),
            ("skipped", "Skipped"),
        ],
        required=True,
        readonly=True,
        copy=False,
        default="planned",
    )
    carried_out_at = fields.Datetime(string="Carried out on", readonly=True, copy=False)
    mailing_id = fields.Many2one("mailing.mailing", readonly=True, copy=False)
    sending_ids = fields.One2many("demat.sending", "wave_id", string="Sendings")
    sending_count = fields.Integer(compute="_compute_sending_count")

    def write(self, vals):
        if "kind" in vals:
            self._check_kind(vals["kind"])
        return super().write(vals)

    def _check_kind(self, kind):
        """Refuse to make a reminder of a first message, or the reverse, afterwards."""
        if carried_out := self.filtered(lambda w: w.sending_ids and w.kind != kind):
            raise UserError(
                self.env._(
                    "%s: customers were written to, this step stays what it was.",
                    carried_out[0].display_name,
                )
            )

    @api.model
    def _selection_kind(self):
        env = self.env
        return [
            ["heads_up", env._("Heads-up to salespeople")],
            ["email", env._("First e-mail")],
            ["reminder", env._("Reminder by e-mail")],
            ["letter", env._("Letter")],
            ["letter_reminder", env._("Reminder by letter")],
            ["call_list", env._("Call list")],
            ["notice", env._("Notice after silence")],
            ["letter_notice", env._("Notice after silence, by letter")],
        ]

    @api.depends("campaign_id", "kind")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for wave in self:
            wave.display_name = f"{wave.campaign_id.name}, {wave._get_kind_label()}"

    def _get_kind_label(self):
        """Return which step this is, for who is looking at the campaign."""
        self.ensure_one()
        return dict(self._selection_kind()).get(self.kind, "")

    @api.depends("sending_ids")
    def _compute_sending_count(self):
        counts = dict(
            self.env["demat.sending"]._read_group(
                [("wave_id", "in", self.ids)], ["wave_id"], ["__count"]
            )
        )
        for wave in self:
            wave.sending_count = counts.get(wave, 0)

    def _get_medium(self):
        """Return how this wave leaves: by e-mail, as letters, by phone…"""
        self.ensure_one()
        return _MEDIUMS.get(self.kind, "email")

    def _get_families(self):
        """Return the families of letters that this wave may have to write."""
        self.ensure_one()
        if self.kind == "notice":
            return ("consent_tacit",)
        return ("consent_tacit", "consent_express", "information")

    def _get_letters(self):
        """Return the letter of each family, empty where there is none."""
        self.ensure_one()
        letters = self.env["demat.letter"]
        return {
            family: letters._find_letter(self.company_id, family, self.kind)
            for family in self._get_families()
        }

    def _get_versions(self, requests):
        """Return the text that each request receives, empty where there is none.

        :return: dict of request to version, each text looked for once
        """
        letters, versions = self._get_letters() if self else {}, {}
        for key in {(request.family, request.lang) for request in requests}:
            family, lang = key
            letter = letters.get(family)
            none = self.env["demat.letter.version"]
            versions[key] = letter._get_version(lang) if letter else none
        return {request: versions[request.family, request.lang] for request in requests}

    def _check_letters(self):
        families = dict(self.env["demat.request"]._selection_family())
        for wave in self:
            for family, letter in wave._get_letters().items():
                if not letter.version_ids:
                    raise UserError(
                        self.env._(
                            "%(wave)s: there is no letter « %(family)s » for this "
                            "moment. Write one in the menu Letters.",
                            wave=wave.display_name,
                            family=families[family],
                        )
                    )

    # Who is concerned

    def _get_requests_domain(self):
        """Hook: the requests this wave still has to write to."""
        self.ensure_one()
        domain = [
            ("campaign_id", "=", self.campaign_id.id),
            ("sending_ids", "not any", [("wave_id", "=", self.id)]),
            ("stop_requested_at", "=", False),
            # Not under a name that was merged into another one.
            ("consent_id.active", "=", True),
        ]
        if self.kind in _FIRST_KINDS:
            asked = [("kind", "=", self.kind), ("state", "in", ("planned", "sent"))]
            domain += [("sending_ids", "not any", asked)]
        if self.kind in _ASKING:
            domain += [
                ("answer", "=", False),
                ("is_question_open", "=", False),
                ("is_reply_pending", "=", False),
                ("consent_id.state", "in", ("not_asked", "asked")),
                ("partner_id.active", "=", True),
                ("partner_id", "any", self.campaign_id._get_company_domain()),
                "|",
                ("hold_until", "=", False),
                ("hold_until", "<", fields.Date.context_today(self)),
            ]
        return domain + getattr(self, f"_get_{self.kind}_domain")()

    def _get_email_domain(self):
        return [("partner_id.email_normalized", "!=", False)]

    def _get_reminder_domain(self):
        """Only who received the first message is reminded of it."""
        reached = [("medium", "=", "email"), ("state", "=", "sent")]
        return [
            *self._get_email_domain(),
            ("sending_ids", "any", reached),
            ("sending_ids", "not any", [("state", "in", ("bounced", "failed"))]),
        ]

    def _get_letter_domain(self):
        """Whoever no e-mail reached, or who has no address at all."""
        reached = [("medium", "=", "email"), ("state", "in", ("sent", "planned"))]
        return [("sending_ids", "not any", reached)]

    def _get_notice_domain(self):
        """Whoever was accepted by silence and has not been told yet."""
        return [
            ("answer", "=", False),
            ("consent_id.basis", "=", "tacit_delay"),
        ]

    def _get_requests(self):
        """Return the requests this wave still has to write to."""
        return self.env["demat.request"].search(self._get_requests_domain())

    # What the user does

    def action_skip(self):
        """Leave this wave out."""
        self._check_group("user")
        planned = self.filtered(lambda wave: wave.state == "planned")
        planned._write_sealed({"state": "skipped"})

    def action_view_sendings(self):
        """Open what this wave sent."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "l10n_fr_demat_campaign.demat_sending_action"
        )
        return {**action, "domain": [("wave_id", "in", self.ids)]}
