"""How customers paid before and after their first electronic invoice, in SQL.

Both periods are as long, and each is seen as it stood on its last day: what was paid
later does not make the earlier one look better. One pass over the journal items of each
customer: twice as many customers take twice as long.
"""

from odoo.tools import SQL

# A year at most on each side: the same months then stand on both.
MOST_DAYS = 365
# Whoever was asked by several campaigns counts for the last one before the switch.
_COHORT = SQL(
    """
    SELECT DISTINCT ON (request.consent_id)
        request.consent_id,
        request.campaign_id,
        request.company_id,
        request.partner_id,
        consent.basis,
        CASE
            WHEN consent.state != 'accepted' THEN 'without'
            WHEN consent.basis IN ('tacit_delay', 'tacit_processed') THEN 'tacit'
            ELSE 'explicit'
        END AS agreement,
        CASE WHEN consent.state IN ('refused', 'withdrawn') THEN consent.since END
            AS left_on,
        switched.switched_on
    FROM (
        SELECT
            consent_id,
            (MIN(sent_at) AT TIME ZONE 'UTC' AT TIME ZONE 'Europe/Paris')::date
                AS switched_on
        FROM demat_delivery
        WHERE channel != 'paper'
            AND state IN ('sent', 'acknowledged')
            AND copy_number = 0
        GROUP BY consent_id
    ) switched
    JOIN demat_request request ON request.consent_id = switched.consent_id
    JOIN demat_campaign campaign ON campaign.id = request.campaign_id
    JOIN demat_consent consent ON consent.id = request.consent_id
    WHERE campaign.launched_on <= switched.switched_on
    ORDER BY request.consent_id, campaign.launched_on DESC, request.id DESC
"""
)
# As long after the switch as before it: no longer than the customer was invoiced here
# before, nor than invoices were electronic.
_PERIODS = """
    SELECT customer.*, side.period, side.number, side.starts_on,
        side.starts_on + customer.days - 1 AS ends_on
    FROM (
        SELECT cohort.*, LEAST(
            %(most_days)s,
            cohort.left_on - cohort.switched_on,
            %(today)s - cohort.switched_on,
            cohort.switched_on - invoiced.first_on
        ) AS days
        FROM (%(cohort)s) cohort
        JOIN LATERAL (
            SELECT MIN(line.date) AS first_on
            FROM account_move_line line
            JOIN account_move move ON move.id = line.move_id
            WHERE line.partner_id = cohort.partner_id
                AND line.company_id = cohort.company_id
                AND line.display_type = 'payment_term'
                AND line.parent_state = 'posted'
                AND move.move_type = 'out_invoice'
        ) invoiced ON invoiced.first_on IS NOT NULL
    ) customer
    CROSS JOIN LATERAL (
        VALUES
            ('before', 0, customer.switched_on - customer.days),
            ('since', 1, customer.switched_on)
    ) side (period, number, starts_on)
    WHERE customer.days > 0
"""
# Where Odoo's accounting app matches the bank, a payment has no entry before the bank's
# own, and Odoo shows the invoice as being paid: so do we, from the payment's day on.
_UNBOOKED = SQL(
    """
    SELECT MAX(payment.date) AS paid_on
    FROM account_move__account_payment link
    JOIN account_payment payment ON payment.id = link.payment_id
    WHERE link.invoice_id = move.id
        AND move.move_type = 'out_invoice'
        AND move.payment_state IN ('in_payment', 'paid')
        AND payment.move_id IS NULL
        AND payment.state IN ('in_process', 'paid')
    HAVING MAX(payment.date) <= period.ends_on
"""
)
# What was matched with an invoice by the end of the period, and the last day on which
# something else than a credit note was. Of older invoices nobody asks.
_MATCHED = SQL(
    """
    SELECT
        SUM(part.amount) AS amount,
        SUM(part.debit_amount_currency) AS amount_currency,
        MAX(part.max_date) FILTER (
            WHERE part.debit_amount_currency > 0 AND other.move_type != 'out_refund'
        ) AS paid_on
    FROM account_partial_reconcile part
    JOIN account_move_line counterpart ON counterpart.id = part.credit_move_id
    JOIN account_move other ON other.id = counterpart.move_id
    WHERE part.debit_move_id = line.id
        AND part.max_date <= period.ends_on
        AND move.move_type = 'out_invoice'
        AND (line.date >= period.starts_on OR unbooked.paid_on IS NOT NULL)
"""
)
# Each journal item on a customer's account until the end of the period. Where credit
# notes alone settled an invoice nothing was paid: no day, no count.
_ITEMS = SQL(
    """
    SELECT
        CASE
            WHEN unbooked.paid_on IS NULL THEN line.balance
            ELSE COALESCE(matched.amount, 0)
        END AS receivable,
        CASE WHEN line.date >= period.starts_on
            AND move.move_type IN ('out_invoice', 'out_refund', 'out_receipt')
            THEN line.balance
        END AS invoiced,
        CASE
            WHEN move.move_type != 'out_invoice'
                OR line.balance <= 0
                OR line.date < period.starts_on
                OR line.date_maturity > period.ends_on
                THEN NULL
            WHEN matched.amount_currency >= line.amount_currency
                THEN matched.paid_on - line.date_maturity
            ELSE COALESCE(unbooked.paid_on, period.ends_on) - line.date_maturity
        END AS days_past_due
    FROM account_move_line line
    JOIN account_account account
        ON account.id = line.account_id
        AND account.account_type = 'asset_receivable'
        AND account.non_trade IS NOT TRUE
    JOIN account_move move ON move.id = line.move_id
    LEFT JOIN LATERAL (%s) unbooked ON TRUE
    LEFT JOIN LATERAL (%s) matched ON TRUE
    WHERE line.partner_id = period.partner_id
        AND line.company_id = period.company_id
        AND line.parent_state = 'posted'
        AND line.date <= period.ends_on
""",
    _UNBOOKED,
    _MATCHED,
)
_ROWS = """
    SELECT
        period.consent_id * 2 + period.number AS id,
        period.consent_id,
        period.campaign_id,
        period.company_id,
        period.partner_id,
        partner.user_id,
        audience.volume,
        period.basis,
        period.agreement,
        period.switched_on,
        period.period,
        period.starts_on,
        period.ends_on,
        period.days,
        company.currency_id,
        figures.*,
        figures.past_due_days::float / NULLIF(figures.due_count, 0) AS mean_days,
        (figures.receivable * period.days
            / NULLIF(GREATEST(figures.invoiced, 0), 0))::float AS dso
    FROM (%(periods)s) period
    JOIN res_partner partner ON partner.id = period.partner_id
    JOIN res_company company ON company.id = period.company_id
    LEFT JOIN demat_audience_line audience
        ON audience.campaign_id = period.campaign_id
        AND audience.partner_id = period.partner_id
    CROSS JOIN LATERAL (
        SELECT
            COALESCE(SUM(receivable), 0) AS receivable,
            COALESCE(SUM(invoiced), 0) AS invoiced,
            COUNT(days_past_due) AS due_count,
            COALESCE(
                SUM(GREATEST(days_past_due, 0)) FILTER (
                    WHERE days_past_due IS NOT NULL
                ), 0
            ) AS past_due_days
        FROM (%(items)s) item
    ) figures
"""


def payment_rows(today):
    """Return the query of one row per customer and period, seen on a day."""
    periods = SQL(_PERIODS, cohort=_COHORT, most_days=MOST_DAYS, today=today)
    return SQL(_ROWS, periods=periods, items=_ITEMS)
