from odoo import api, fields, models
from odoo.tools import SQL

# One row per customer asked; silence and answers are never added up in one figure.
_ROWS = """
    SELECT
        request.id,
        request.campaign_id,
        request.company_id,
        request.consent_id,
        request.partner_id,
        partner.user_id,
        request.family,
        request.state,
        consent.basis,
        line.volume,
        line.tool_id,
        COALESCE(line.invoice_count, 0) AS invoice_count,
        COALESCE(line.turnover, 0) AS turnover,
        (request.answered_at AT TIME ZONE 'UTC' AT TIME ZONE 'Europe/Paris')::date
            AS answered_on,
        sent.wave_id,
        sent.kind,
        1 AS targeted,
        (sent.delivered > 0)::int AS reached,
        (request.answer IS NOT NULL)::int AS answered,
        (consent.state = 'accepted' AND consent.basis NOT IN
            ('tacit_delay', 'tacit_processed'))::int
            AS explicit,
        (consent.state = 'accepted' AND consent.basis IN
            ('tacit_delay', 'tacit_processed'))::int AS tacit,
        (consent.state IN ('refused', 'withdrawn'))::int AS refused,
        (request.answer = 'confirm' OR request.unserved_wish IS NOT NULL)::int
            AS other,
        (request.questioned_at IS NOT NULL)::int AS question,
        (request.state = 'blocked')::int AS blocked,
        (request.stop_requested_at IS NOT NULL)::int AS stopped,
        COALESCE(sent.sent, 0) AS messages,
        COALESCE(sent.bounced, 0) AS bounced,
        COALESCE(sent.returned, 0) AS returned,
        COALESCE(sent.complained, 0) AS complained,
        (seen.consent_id IS NOT NULL)::int AS page_seen,
        (invoiced.consent_id IS NOT NULL)::int AS invoiced,
        COALESCE(invoiced.is_paid, FALSE)::int AS paid,
        (consent.state = 'accepted' AND checked.consent_id IS NOT NULL)::int
            AS verified,
        CASE WHEN request.question_answered_at IS NOT NULL THEN (
            SELECT COUNT(*)
            FROM GENERATE_SERIES(
                request.questioned_at::date + 1, request.question_answered_at, '1 day'
            ) AS day
            WHERE EXTRACT(ISODOW FROM day) < 6
        ) END AS question_days
    FROM demat_request request
    JOIN demat_consent consent ON consent.id = request.consent_id
    JOIN res_partner partner ON partner.id = request.partner_id
    LEFT JOIN demat_audience_line line
        ON line.campaign_id = request.campaign_id
        AND line.partner_id = request.partner_id
    LEFT JOIN LATERAL (
        SELECT
            COUNT(*) FILTER (WHERE sending.state = 'sent') AS delivered,
            COUNT(sending.sent_at) AS sent,
            COUNT(sending.bounced_at) AS bounced,
            COUNT(sending.returned_at) AS returned,
            COUNT(sending.complained_at) AS complained,
            (ARRAY_AGG(sending.wave_id ORDER BY sending.sent_at DESC))[1] AS wave_id,
            (ARRAY_AGG(sending.kind ORDER BY sending.sent_at DESC))[1] AS kind
        FROM demat_sending sending
        WHERE sending.request_id = request.id
            AND sending.sent_at IS NOT NULL
            AND sending.sent_at <= COALESCE(request.answered_at, sending.sent_at)
    ) sent ON TRUE
    LEFT JOIN (
        SELECT DISTINCT consent_id FROM demat_access WHERE kind = 'page'
    ) seen ON seen.consent_id = request.consent_id
    LEFT JOIN (
        SELECT
            delivery.consent_id,
            BOOL_OR(move.payment_state IN ('paid', 'in_payment')) AS is_paid
        FROM demat_delivery delivery
        JOIN account_move move ON move.id = delivery.move_id
        WHERE delivery.state IN ('sent', 'acknowledged') AND delivery.channel != 'paper'
        GROUP BY delivery.consent_id
    ) invoiced ON invoiced.consent_id = request.consent_id
    LEFT JOIN (
        SELECT DISTINCT consent_id FROM demat_delivery_rule
        WHERE active AND verification_state = 'verified'
    ) checked ON checked.consent_id = request.consent_id
"""
# Indicator, what is counted, among what. Each is shown with its two numbers.
_INDICATORS = (
    ("reach", "SUM(reached)", "SUM(targeted)"),
    ("answers", "SUM(answered * reached)", "SUM(reached)"),
    ("explicit", "SUM(explicit)", "SUM(targeted)"),
    ("explicit_invoices", "SUM(explicit * invoice_count)", "SUM(invoice_count)"),
    ("explicit_turnover", "SUM(explicit * turnover)", "SUM(turnover)"),
    ("tacit", "SUM(tacit)", "SUM(targeted)"),
    ("tacit_invoices", "SUM(tacit * invoice_count)", "SUM(invoice_count)"),
    ("tacit_turnover", "SUM(tacit * turnover)", "SUM(turnover)"),
    ("refusals", "SUM(refused * reached)", "SUM(reached)"),
    ("questions", "SUM(question * reached)", "SUM(reached)"),
    ("questions_answered", "COUNT(question_days)", "SUM(question)"),
    ("complaints", "SUM(complained)", "SUM(messages)"),
    ("stops", "SUM(stopped)", "SUM(messages)"),
    ("bounces", "SUM(bounced)", "SUM(messages)"),
    ("letters_returned", "SUM(returned)", "SUM(messages)"),
    ("page_seen", "SUM(page_seen * reached)", "SUM(reached)"),
    ("answered_after_page", "SUM(answered * page_seen)", "SUM(page_seen)"),
    ("first_invoice", "SUM(invoiced)", "SUM(explicit + tacit)"),
    ("verified", "SUM(verified)", "SUM(explicit + tacit)"),
    ("paid", "SUM(paid)", "SUM(invoiced)"),
)
# Indicators that have a middle value beside their two numbers.
_MEDIANS = {
    "questions_answered": "PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY question_days)"
}
_DEPENDS = {
    "account.move": ["payment_state"],
    "demat.access": ["consent_id", "kind"],
    "demat.audience.line": ["invoice_count", "partner_id", "turnover", "volume"],
    "demat.consent": ["basis", "state"],
    "demat.delivery": ["channel", "consent_id", "move_id", "state"],
    "demat.delivery.rule": ["active", "consent_id", "verification_state"],
    "demat.request": [
        "answer",
        "answered_at",
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
    verified = fields.Integer(string="Address verified", readonly=True)
    question_days = fields.Integer(
        string="Days to answer a question",
        readonly=True,
        aggregator="avg",
        help="From Monday to Friday, from the question to our answer. Public holidays "
        "are counted.",
    )

    @property
    def _table_query(self):
        return SQL(_ROWS)


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
        ]

    @property
    def _table_query(self):
        figures = SQL(" UNION ALL ").join(
            SQL(
                """
                SELECT campaign_id * 100 + %s AS id, campaign_id, company_id,
                    %s AS code, %s::float AS numerator, %s::float AS denominator,
                    %s::float AS median_days
                FROM customers GROUP BY campaign_id, company_id
                """,
                number,
                code,
                SQL(count),
                SQL(among),
                SQL(_MEDIANS.get(code, "NULL")),
            )
            for number, (code, count, among) in enumerate(_INDICATORS)
        )
        return SQL(
            """
            WITH customers AS (%s), figures AS (%s)
            SELECT figures.*, numerator / NULLIF(denominator, 0) AS rate FROM figures
            """,
            SQL(_ROWS),
            figures,
        )
