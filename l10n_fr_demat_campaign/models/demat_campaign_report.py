from odoo import api, fields, models
from odoo.tools import SQL

from .demat_campaign_rows import (
    INDICATORS,
    MEDIANS,
    PER_THOUSAND,
    ROWS,
    SALESPEOPLE,
)

_DEPENDS = {
    "account.move": [
        "amount_untaxed_signed",
        "commercial_partner_id",
        "company_id",
        "invoice_date",
        "move_type",
        "payment_state",
        "state",
    ],
    "demat.access": ["consent_id", "kind"],
    "demat.audience.line": ["partner_id", "volume"],
    "demat.consent": ["basis", "state"],
    "demat.delivery": [
        "address",
        "channel",
        "consent_id",
        "copy_of_id",
        "copy_reason",
        "move_id",
        "state",
    ],
    "demat.delivery.rule": ["active", "address", "consent_id", "verification_state"],
    "demat.heads.up": ["campaign_id", "seen_at"],
    "demat.proposal": ["request_id", "state"],
    "demat.request": [
        "answer",
        "answer_reason",
        "answered_at",
        "held_on",
        "hold_until",
        "question_answered_at",
        "questioned_at",
        "state",
        "stop_requested_at",
    ],
    "demat.sending": ["bounced_at", "returned_at", "sent_at", "state"],
}


class DematCampaignReport(models.Model):
    """What came of a campaign, customer by customer: for pivots and graphs."""

    _name = "demat.campaign.report"
    _description = "Analysis of a campaign"
    _auto = False
    _rec_name = "partner_id"
    _order = "id desc"
    _depends = _DEPENDS

    campaign_id = fields.Many2one("demat.campaign", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    consent_id = fields.Many2one("demat.consent", string="Position", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    user_id = fields.Many2one("res.users", string="Salesperson", readonly=True)
    family = fields.Selection(
        selection=lambda self: self.env["demat.request"]._selection_family(),
        readonly=True,
    )
    state = fields.Selection(
        selection=lambda self: self.env["demat.request"]._selection_state(),
        readonly=True,
    )
    basis = fields.Selection(
        selection=lambda self: self.env["demat.consent"]._selection_basis(),
        readonly=True,
    )
    answer_reason = fields.Selection(
        selection=lambda self: self.env["demat.request"]._selection_answer_reason(),
        string="Reason given",
        readonly=True,
    )
    volume = fields.Selection(
        selection=lambda self: self.env["demat.audience.line"]._selection_volume(),
        string="Segment",
        readonly=True,
    )
    tool_id = fields.Many2one("demat.receiving.tool", readonly=True)
    wave_id = fields.Many2one(
        "demat.wave", readonly=True, help="The last message before the answer."
    )
    kind = fields.Selection(
        selection=lambda self: self.env["demat.wave"]._selection_kind(),
        string="Step",
        readonly=True,
    )
    answered_on = fields.Date(string="Answer on", readonly=True)
    invoice_count = fields.Integer(string="Invoices, 12 months", readonly=True)
    turnover = fields.Float(string="Turnover, 12 months", readonly=True)
    targeted = fields.Integer(readonly=True)
    reached = fields.Integer(readonly=True)
    answered = fields.Integer(readonly=True)
    explicit = fields.Integer(string="Accepted", readonly=True)
    tacit = fields.Integer(string="Accepted by silence", readonly=True)
    refused = fields.Integer(string="Keeping paper", readonly=True)
    question = fields.Integer(string="With a question", readonly=True)
    blocked = fields.Integer(string="Silent, not accepted", readonly=True)
    messages = fields.Integer(string="Messages sent", readonly=True)
    bounced = fields.Integer(readonly=True)
    returned = fields.Integer(string="Letters returned", readonly=True)
    complained = fields.Integer(string="Complaints", readonly=True)
    page_seen = fields.Integer(string="Page fetched", readonly=True)
    invoiced = fields.Integer(string="First electronic invoice", readonly=True)
    paid = fields.Integer(string="Electronic invoice paid", readonly=True)
    verified = fields.Integer(
        string="Address verified",
        readonly=True,
        help="By hand, or because a message to it was taken and did not come back.",
    )
    held = fields.Integer(string="Held back", readonly=True)
    data_gained = fields.Integer(
        string="With data gained",
        readonly=True,
        help="Customers of whom we accepted at least one change they proposed.",
    )
    delivered = fields.Integer(string="Invoices delivered", readonly=True)
    as_wished = fields.Integer(string="Invoices delivered as wished", readonly=True)
    electronic = fields.Integer(string="Invoices sent electronically", readonly=True)
    not_received = fields.Integer(
        string="Said not received",
        readonly=True,
        help="Electronic invoices that we sent again because the customer said that "
        "they never arrived.",
    )
    duplicates = fields.Integer(
        string="Duplicates asked for",
        readonly=True,
        help="Electronic invoices that we sent again because the customer asked for a "
        "duplicate.",
    )
    watched = fields.Integer(string="With three electronic invoices", readonly=True)
    first_right = fields.Integer(string="First three arrived", readonly=True)
    question_days = fields.Integer(
        string="Days to answer a question",
        readonly=True,
        aggregator="avg",
        help="From Monday to Friday, from the question to our answer. Public holidays "
        "are counted.",
    )

    @property
    def _table_query(self):
        return ROWS


class DematCampaignIndicator(models.Model):
    """An indicator of a campaign, always with its two numbers."""

    _name = "demat.campaign.indicator"
    _description = "Indicator of a campaign"
    _inherit = ["demat.worded"]
    _auto = False
    _rec_name = "code"
    _order = "campaign_id, id"
    _depends = _DEPENDS

    campaign_id = fields.Many2one("demat.campaign", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    code = fields.Selection(
        selection="_selection_code", string="Indicator", readonly=True
    )
    numerator = fields.Float(string="Count", digits=(16, 0), readonly=True)
    denominator = fields.Float(string="Among", digits=(16, 0), readonly=True)
    rate = fields.Float(readonly=True, aggregator=None)
    per_thousand = fields.Float(
        string="Per 1,000",
        digits=(16, 1),
        readonly=True,
        aggregator=None,
        help="Of invoices sent again from their delivery. Only what was recorded since "
        "the switch: of paper, nothing is known.",
    )
    median_days = fields.Float(
        string="Median, days",
        readonly=True,
        aggregator=None,
        help="Half of them took that many days or less, from Monday to Friday.",
    )

    @api.model
    def _selection_code(self):
        env = self.env
        return [
            ["reach", env._("Reached, among the customers targeted")],
            ["answers", env._("Answered, among the customers reached")],
            ["explicit", env._("Said yes, among the customers targeted")],
            ["explicit_invoices", env._("Said yes, in invoices")],
            ["explicit_turnover", env._("Said yes, in turnover")],
            ["tacit", env._("Silence that counts, among the customers targeted")],
            ["tacit_invoices", env._("Silence that counts, in invoices")],
            ["tacit_turnover", env._("Silence that counts, in turnover")],
            ["refusals", env._("Keep paper, among the customers reached")],
            ["questions", env._("Asked a question, among the customers reached")],
            ["questions_answered", env._("Questions we answered, among those asked")],
            ["complaints", env._("Complaints, among the messages sent")],
            ["stops", env._("Stops asked for, among the messages sent")],
            ["bounces", env._("Bounces, among the messages sent")],
            ["letters_returned", env._("Letters returned, among the messages sent")],
            ["page_seen", env._("Page fetched, among the customers reached")],
            ["answered_after_page", env._("Answered, among those who saw the page")],
            ["first_invoice", env._("First electronic invoice, among the accepted")],
            ["verified", env._("Address verified, among the accepted")],
            ["paid", env._("Paid, among those with an electronic invoice")],
            ["data_gained", env._("Gave data we took over, among the targeted")],
            ["as_wished", env._("Invoices sent as wished, among those delivered")],
            [
                "first_right",
                env._("First three invoices arrived, among those who had three"),
            ],
            [
                "not_received",
                env._("Said not received, among the invoices sent electronically"),
            ],
            [
                "duplicates",
                env._("Duplicates asked for, among the invoices sent electronically"),
            ],
            ["held", env._("Held back by salespeople, among the targeted")],
            ["heads_up_seen", env._("Salespeople who opened their heads-up")],
        ]

    @property
    def _table_query(self):
        figures = [
            SQL(
                """
                SELECT campaign_id * 100 + %s AS id, campaign_id, company_id,
                    %s AS code, %s::float AS numerator, %s::float AS denominator,
                    %s::float AS median_days
                FROM customers GROUP BY campaign_id, company_id
                """,
                number,
                code,
                count,
                among,
                MEDIANS.get(code, SQL("NULL")),
            )
            for number, (code, count, among) in enumerate(INDICATORS)
        ]
        return SQL(
            """
            WITH customers AS (%s), figures AS (%s)
            SELECT figures.*, numerator / NULLIF(denominator, 0) AS rate,
                CASE WHEN code IN %s THEN 1000 * numerator / NULLIF(denominator, 0) END
                    AS per_thousand
            FROM figures
            """,
            ROWS,
            SQL(" UNION ALL ").join([*figures, SALESPEOPLE]),
            PER_THOUSAND,
        )
