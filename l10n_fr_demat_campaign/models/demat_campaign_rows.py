"""What the figures of a campaign are made of, in SQL."""

from odoo.tools import SQL

# One row per customer asked; silence and answers are never added up in one figure.
ROWS = SQL(
    """
    SELECT
        request.id,
        request.campaign_id,
        request.company_id,
        request.consent_id,
        request.partner_id,
        partner.user_id,
        request.family,
        request.state,
        request.answer_reason,
        consent.basis,
        line.volume,
        line.tool_id,
        COALESCE(bought.invoice_count, 0) AS invoice_count,
        COALESCE(bought.turnover, 0) AS turnover,
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
        (COALESCE(request.held_on, request.hold_until) IS NOT NULL)::int AS held,
        (gained.request_id IS NOT NULL)::int AS data_gained,
        (invoiced.electronic > 0)::int AS invoiced,
        invoiced.delivered,
        invoiced.as_wished,
        invoiced.electronic,
        COALESCE(copied.not_received, 0) AS not_received,
        COALESCE(copied.duplicates, 0) AS duplicates,
        (first.count = 3)::int AS watched,
        (first.count = 3 AND first.arrived)::int AS first_right,
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
    LEFT JOIN (
        SELECT
            company_id,
            commercial_partner_id,
            COUNT(*) AS invoice_count,
            SUM(amount_untaxed_signed) AS turnover
        FROM account_move
        WHERE move_type IN ('out_invoice', 'out_refund')
            AND state = 'posted'
            AND invoice_date > (NOW() AT TIME ZONE 'Europe/Paris')::date - 365
        GROUP BY company_id, commercial_partner_id
    ) bought
        ON bought.company_id = request.company_id
        AND bought.commercial_partner_id = request.partner_id
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
    LEFT JOIN LATERAL (
        SELECT
            COUNT(*) AS delivered,
            COUNT(*) FILTER (
                WHERE rule.channel = delivery.channel
                    OR (delivery.channel = 'paper' AND consent.state != 'accepted')
            ) AS as_wished,
            COUNT(*) FILTER (WHERE delivery.channel != 'paper') AS electronic,
            BOOL_OR(
                delivery.channel != 'paper'
                AND move.payment_state IN ('paid', 'in_payment')
            ) AS is_paid
        FROM demat_delivery delivery
        JOIN account_move move ON move.id = delivery.move_id
        LEFT JOIN demat_delivery_rule rule ON rule.id = delivery.rule_id
        WHERE delivery.consent_id = request.consent_id
            AND delivery.state IN ('sent', 'acknowledged')
            AND delivery.copy_number = 0
    ) invoiced ON TRUE
    LEFT JOIN LATERAL (
        SELECT COUNT(*), BOOL_AND(arrived) AS arrived
        FROM (
            SELECT delivery.state IN ('sent', 'acknowledged')
                AND NOT EXISTS (
                    SELECT FROM demat_delivery copy
                    WHERE copy.copy_of_id = delivery.id
                        AND copy.copy_reason = 'not_received'
                ) AS arrived
            FROM demat_delivery delivery
            WHERE delivery.consent_id = request.consent_id
                AND delivery.channel != 'paper'
                AND delivery.copy_number = 0
                AND delivery.state IN ('sent', 'acknowledged', 'failed', 'given_up')
            ORDER BY delivery.id
            LIMIT 3
        ) three
    ) first ON TRUE
    LEFT JOIN (
        SELECT
            consent_id,
            COUNT(*) FILTER (WHERE copy_reason = 'not_received') AS not_received,
            COUNT(*) FILTER (WHERE copy_reason = 'duplicate') AS duplicates
        FROM demat_delivery
        WHERE copy_of_id IS NOT NULL
        GROUP BY consent_id
    ) copied ON copied.consent_id = request.consent_id
    LEFT JOIN (
        SELECT DISTINCT request_id FROM demat_proposal WHERE state = 'accepted'
    ) gained ON gained.request_id = request.id
    LEFT JOIN LATERAL (
        SELECT rule.consent_id
        FROM demat_delivery_rule rule
        WHERE rule.consent_id = request.consent_id
            AND rule.active
            AND (
                rule.verification_state = 'verified'
                OR EXISTS (
                    SELECT FROM demat_sending sending
                    JOIN demat_request asked ON asked.id = sending.request_id
                    WHERE asked.consent_id = rule.consent_id
                        AND sending.medium = 'email'
                        AND LOWER(sending.address) = LOWER(rule.address)
                    HAVING BOOL_OR(sending.state = 'sent')
                        AND NOT BOOL_OR(sending.bounced_at IS NOT NULL)
                )
                OR EXISTS (
                    SELECT FROM demat_delivery delivery
                    WHERE delivery.rule_id = rule.id
                        AND delivery.channel != 'paper'
                        AND LOWER(delivery.address) = LOWER(rule.address)
                    HAVING BOOL_OR(delivery.state IN ('sent', 'acknowledged'))
                        AND NOT BOOL_OR(delivery.state IN ('failed', 'given_up'))
                )
            )
        LIMIT 1
    ) checked ON TRUE
"""
)
# Indicator, what is counted, among what. Each is shown with its two numbers.
INDICATORS = (
    ("reach", SQL("SUM(reached)"), SQL("SUM(targeted)")),
    ("answers", SQL("SUM(answered * reached)"), SQL("SUM(reached)")),
    ("explicit", SQL("SUM(explicit)"), SQL("SUM(targeted)")),
    (
        "explicit_invoices",
        SQL("SUM(explicit * invoice_count)"),
        SQL("SUM(invoice_count)"),
    ),
    ("explicit_turnover", SQL("SUM(explicit * turnover)"), SQL("SUM(turnover)")),
    ("tacit", SQL("SUM(tacit)"), SQL("SUM(targeted)")),
    ("tacit_invoices", SQL("SUM(tacit * invoice_count)"), SQL("SUM(invoice_count)")),
    ("tacit_turnover", SQL("SUM(tacit * turnover)"), SQL("SUM(turnover)")),
    ("refusals", SQL("SUM(refused * reached)"), SQL("SUM(reached)")),
    ("held", SQL("SUM(held)"), SQL("SUM(targeted)")),
    ("questions", SQL("SUM(question * reached)"), SQL("SUM(reached)")),
    ("questions_answered", SQL("COUNT(question_days)"), SQL("SUM(question)")),
    ("complaints", SQL("SUM(complained)"), SQL("SUM(messages)")),
    ("stops", SQL("SUM(stopped)"), SQL("SUM(messages)")),
    ("bounces", SQL("SUM(bounced)"), SQL("SUM(messages)")),
    ("letters_returned", SQL("SUM(returned)"), SQL("SUM(messages)")),
    ("page_seen", SQL("SUM(page_seen * reached)"), SQL("SUM(reached)")),
    ("answered_after_page", SQL("SUM(answered * page_seen)"), SQL("SUM(page_seen)")),
    ("first_invoice", SQL("SUM(invoiced)"), SQL("SUM(explicit + tacit)")),
    ("verified", SQL("SUM(verified)"), SQL("SUM(explicit + tacit)")),
    ("paid", SQL("SUM(paid)"), SQL("SUM(invoiced)")),
    ("data_gained", SQL("SUM(data_gained)"), SQL("SUM(targeted)")),
    ("as_wished", SQL("SUM(as_wished)"), SQL("SUM(delivered)")),
    ("first_right", SQL("SUM(first_right)"), SQL("SUM(watched)")),
    ("not_received", SQL("SUM(not_received)"), SQL("SUM(electronic)")),
    ("duplicates", SQL("SUM(duplicates)"), SQL("SUM(electronic)")),
)
# Indicators so small that they are told per thousand.
PER_THOUSAND = ("not_received", "duplicates")
# Indicators that have a middle value beside their two numbers.
MEDIANS = {
    "questions_answered": SQL(
        "PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY question_days)"
    )
}
# Of the salespeople told, those who opened the page in Odoo: no customer is counted.
SALESPEOPLE = SQL(
    """
    SELECT campaign_id * 100 + 99 AS id, campaign_id, company_id,
        'heads_up_seen' AS code, COUNT(seen_at)::float AS numerator,
        COUNT(*)::float AS denominator, NULL::float AS median_days
    FROM demat_heads_up GROUP BY campaign_id, company_id
"""
)
