import secrets

from odoo import api, fields, models
from odoo.exceptions import AccessError

from .demat_rows import leave_room

# No 0, O, 1 or I: a person types this code from a sheet of paper.
CODE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LENGTH = 10


class DematRequest(models.Model):
    """One customer asked in one campaign: what we told, what they answered."""

    _name = "demat.request"
    _description = "Request to a customer"
    _inherit = ["demat.sealed", "demat.blocked", "mail.thread", "mail.activity.mixin"]
    _rec_name = "partner_id"
    _order = "campaign_id, partner_id, id"
    _mailing_enabled = True
    _demat_sealed = frozenset(
        {
            "answer",
            "answer_key",
            "answer_reason",
            "answered_at",
            "answered_by",
            "blocker_facts",
            "blocker_gate",
            "blocker_gates",
            "blocker_text",
            "call_count",
            "call_outcome",
            "evaluated_on",
            "held_on",
            "hold_reason",
            "hold_until",
            "is_question_open",
            "is_reply_pending",
            "nonce",
            "paused_days",
            "proposed_answer",
            "question",
            "question_answered_at",
            "questioned_at",
            "replied_at",
            "replied_by",
            "short_code",
            "stop_requested_at",
            "turnover",
        }
    )
    _demat_fixed = frozenset(
        {"campaign_id", "consent_id", "deadline", "family", "regime_key"}
    )

    # Its index is the one that begins with it.
    campaign_id = fields.Many2one(
        "demat.campaign", required=True, readonly=True, index=True, ondelete="restrict"
    )
    consent_id = fields.Many2one(
        "demat.consent",
        string="Position",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        related="campaign_id.company_id", store=True, index=True
    )
    partner_id = fields.Many2one(
        related="consent_id.partner_id", store=True, index=True
    )
    user_id = fields.Many2one(related="partner_id.user_id", string="Salesperson")
    email = fields.Char(related="partner_id.email")
    lang = fields.Selection(
        [["fr_FR", "French"], ["en_US", "English"]],
        string="Language",
        compute="_compute_lang",
        help="What this customer is written in.",
    )
    # Told in the thread of the position already, which these two follow.
    consent_state = fields.Selection(
        selection=lambda self: self.env["demat.consent"]._selection_state(),
        string="Position now",
        compute="_compute_position",
        store=True,
    )
    basis = fields.Selection(
        selection=lambda self: self.env["demat.consent"]._selection_basis(),
        compute="_compute_position",
        store=True,
    )
    family = fields.Selection(
        selection="_selection_family",
        readonly=True,
        required=True,
        help="What the law allows us to write to this customer.",
    )
    regime_key = fields.Char(string="Legal case", readonly=True)
    nonce = fields.Char(
        readonly=True,
        copy=False,
        groups="base.group_system",
        default=lambda self: secrets.token_hex(8),
    )
    short_code = fields.Char(
        readonly=True,
        copy=False,
        # Who knows it can answer in the customer's place.
        groups="l10n_fr_demat_campaign.demat_group_user",
        default=lambda self: self._default_short_code(),
        help="Printed on letters; opens the answer page together with the postcode.",
    )
    state = fields.Selection(
        selection="_selection_state",
        compute="_compute_state",
        store=True,
        help="How far this customer is in the campaign.",
    )
    deadline = fields.Date(
        readonly=True,
        copy=False,
        help="Last day on which silence is not yet an acceptance. It moves when a "
        "message did not arrive or when a question is open, and is never shortened.",
    )
    answer = fields.Selection(selection="_selection_answer", readonly=True, copy=False)
    answered_at = fields.Datetime(string="Answered on", readonly=True, copy=False)
    answered_by = fields.Char(readonly=True, copy=False)
    question = fields.Text(readonly=True, copy=False)
    questioned_at = fields.Datetime(string="Asked us on", readonly=True, copy=False)
    question_answered_at = fields.Datetime(
        string="Question answered on", readonly=True, copy=False
    )
    is_question_open = fields.Boolean(readonly=True, copy=False)
    paused_days = fields.Integer(
        readonly=True, copy=False, help="Days during which the clock stood still."
    )
    is_reply_pending = fields.Boolean(
        string="Reply to read",
        readonly=True,
        copy=False,
        help="A reply arrived that nobody has read yet: silence does not count.",
    )
    replied_at = fields.Datetime(string="Replied on", readonly=True, copy=False)
    stop_requested_at = fields.Datetime(
        string="Asked for no reminder on", readonly=True, copy=False
    )
    call_back_on = fields.Date(
        string="Call back on",
        tracking=True,
        copy=False,
        help="The customer waits for our call: silence does not count meanwhile.",
    )
    unserved_wish = fields.Char(
        tracking=True,
        copy=False,
        help="A format or a channel that the customer wishes and we do not serve, such "
        "as EDI: open a project rather than count silence.",
    )
    dispute = fields.Char(
        tracking=True,
        copy=False,
        help="Reference of a dispute with this customer: silence does not count.",
    )
    hold_until = fields.Date(
        string="Held back until", readonly=True, tracking=True, copy=False
    )
    held_on = fields.Date(
        string="First held back on",
        readonly=True,
        copy=False,
        help="Stays when the hold is over: how many were held back is told afterwards.",
    )
    hold_reason = fields.Char(
        string="Reason of the hold", readonly=True, tracking=True, copy=False
    )
    blocker_gate = fields.Selection(
        selection="_selection_gate",
        string="Condition not met",
        readonly=True,
        copy=False,
        index=True,
    )
    sending_ids = fields.One2many("demat.sending", "request_id", string="Sendings")
    proposal_ids = fields.One2many("demat.proposal", "request_id", string="Proposals")

    _campaign_consent_uniq = models.UniqueIndex(
        "(campaign_id, consent_id)", "This customer is already in this campaign."
    )
    _short_code_uniq = models.UniqueIndex(
        "(short_code)", "Two letters cannot carry the same code."
    )

    def _creation_message(self):
        # OVERRIDE: a name in words of its own agrees in every language
        return self.env._("This customer is part of the campaign")

    def init(self):
        """Keep room in the pages, and no index on what follows the customer.

        A change then stays on its page and touches no index at all.
        """
        leave_room(self)

    @api.model
    def _selection_family(self):
        env = self.env
        return [
            ["consent_tacit", env._("Agreement, silence may count")],
            ["consent_express", env._("Agreement, by a positive act only")],
            ["information", env._("Information and data request")],
        ]

    @api.model
    def _selection_state(self):
        env = self.env
        return [
            ["planned", env._("To be written to")],
            ["asked", env._("Waiting for an answer")],
            ["question", env._("Question to answer")],
            ["answered", env._("Answered")],
            ["silent", env._("Silent, accepted")],
            ["blocked", env._("Silent, not accepted")],
        ]

    @api.model
    def _selection_answer(self):
        env = self.env
        return [
            ["accept", env._("Accepts")],
            ["refuse", env._("Keeps paper")],
            ["confirm", env._("Confirmed their data")],
        ]

    @api.model
    def _default_short_code(self):
        return "".join(secrets.choice(CODE_ALPHABET) for _i in range(CODE_LENGTH))

    @api.depends("partner_id.lang")
    def _compute_lang(self):
        for request in self:
            lang = request.partner_id.lang or ""
            foreign = not lang and request.partner_id.country_id.code not in {
                False,
                "FR",
                "MC",
            }
            request.lang = "en_US" if lang.startswith("en") or foreign else "fr_FR"

    @api.depends("consent_id.state", "consent_id.basis")
    def _compute_position(self):
        # Who stands alike is written at once.
        for (state, basis), requests in self.grouped(
            lambda request: (request.consent_id.state, request.consent_id.basis)
        ).items():
            requests.consent_state = state
            requests.basis = basis

    @api.depends(
        "answer",
        "is_question_open",
        "evaluated_on",
        "blocker_gate",
        "consent_id.basis",
        "sending_ids.sent_at",
    )
    def _compute_state(self):
        # Who stands alike is written at once.
        for state, requests in self.grouped(lambda r: r._get_state()).items():
            requests.state = state

    def _get_state(self):
        self.ensure_one()
        if self.is_question_open:
            return "question"
        if self.answer:
            return "answered"
        if self.evaluated_on:
            return "blocked" if self.blocker_gate else "silent"
        return "asked" if any(self.sending_ids.mapped("sent_at")) else "planned"

    def _get_reference(self):
        """Return what a person can read out on the phone: C12-00034."""
        self.ensure_one()
        return self._format_reference(self.campaign_id.id, self.id)

    @api.model
    def _format_reference(self, campaign_id, request_id):
        return f"C{campaign_id}-{request_id:05d}"

    @api.ondelete(at_uninstall=False)
    def _unlink_except_untouched(self):
        if kept := self.filtered(lambda request: request.state != "planned"):
            raise AccessError(
                self.env._(
                    "%s: who was written to or answered stays in the campaign.",
                    kept[0].display_name,
                )
            )

    def action_view_consent(self):
        """Open the position of the customer."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "demat.consent",
            "res_id": self.consent_id.id,
            "view_mode": "form",
        }
