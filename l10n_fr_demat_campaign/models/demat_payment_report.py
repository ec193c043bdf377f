from odoo import fields, models
from odoo.tools import SQL

from .demat_payment_rows import payment_rows

# A ratio is made of sums, never of ratios. A group that blends what was said with what
# was not, what was before with what came after, or two currencies, has none.
_KIND = ("agreement", "period", "currency_id")
_RATIOS = {
    "mean_days:avg": lambda column: SQL(
        "SUM(%s)::float / NULLIF(SUM(%s), 0)",
        column("past_due_days"),
        column("due_count"),
    ),
    "dso:avg": lambda column: SQL(
        "SUM(%s) / NULLIF(SUM(%s / %s), 0)",
        column("receivable"),
        column("invoiced"),
        column("days"),
    ),
}


class DematPaymentReport(models.Model):
    """How customers paid before and after their first electronic invoice."""

    _name = "demat.payment.report"
    _description = "Payments before and after the switch"
    _auto = False
    _rec_name = "partner_id"
    _order = "partner_id, id"
    _depends = {
        "account.account": ["account_type", "non_trade"],
        "account.move": ["matched_payment_ids", "move_type", "payment_state"],
        "account.move.line": [
            "account_id",
            "amount_currency",
            "balance",
            "company_id",
            "date",
            "date_maturity",
            "display_type",
            "move_id",
            "parent_state",
            "partner_id",
        ],
        "account.partial.reconcile": [
            "amount",
            "credit_move_id",
            "debit_amount_currency",
            "debit_move_id",
            "max_date",
        ],
        "account.payment": ["date", "move_id", "state"],
        "demat.audience.line": ["campaign_id", "partner_id", "volume"],
        "demat.campaign": ["launched_on"],
        "demat.consent": ["basis", "since", "state"],
        "demat.delivery": ["channel", "consent_id", "copy_number", "sent_at", "state"],
        "demat.request": ["campaign_id", "company_id", "consent_id", "partner_id"],
        "res.company": ["currency_id"],
        "res.partner": ["user_id"],
    }

    campaign_id = fields.Many2one(
        "demat.campaign",
        readonly=True,
        help="The last one that asked the customer before the switch.",
    )
    company_id = fields.Many2one("res.company", readonly=True)
    consent_id = fields.Many2one("demat.consent", string="Position", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    user_id = fields.Many2one("res.users", string="Salesperson", readonly=True)
    volume = fields.Selection(
        selection=lambda self: self.env["demat.audience.line"]._selection_volume(),
        string="Segment",
        readonly=True,
    )
    basis = fields.Selection(
        selection=lambda self: self.env["demat.consent"]._selection_basis(),
        readonly=True,
    )
    agreement = fields.Selection(
        selection=[
            ("explicit", "Said yes"),
            ("tacit", "Silence that counts"),
            ("without", "No agreement in force"),
        ],
        readonly=True,
        help="As it is today. Without agreement: reached through a platform, or back "
        "to paper.",
    )
    switched_on = fields.Date(
        string="First electronic invoice",
        readonly=True,
        help="The day on which the first one left.",
    )
    period = fields.Selection(
        selection=[("before", "Before the switch"), ("since", "After the switch")],
        readonly=True,
        help="As long before the first electronic invoice as after it: a year at most, "
        "and not longer than you invoiced this customer in Odoo before. It ends "
        "yesterday, or when the customer went back to paper.",
    )
    starts_on = fields.Date(string="First day", readonly=True)
    ends_on = fields.Date(string="Last day", readonly=True)
    days = fields.Integer(
        string="Days of the period",
        readonly=True,
        aggregator="avg",
        help="The same before and after. A short period says little.",
    )
    due_count = fields.Integer(
        string="Due dates passed",
        readonly=True,
        help="Of customer invoices that were both issued and due in the period. An "
        "invoice in several parts counts once for each; what a credit note alone "
        "settled does not count.",
    )
    past_due_days = fields.Integer(
        string="Days past due",
        readonly=True,
        help="From each due date to the day on which the invoice was paid in full, or "
        "to the end of the period while it was not. Paid early or in time: 0.",
    )
    mean_days = fields.Float(
        string="Mean days past due",
        digits=(16, 1),
        readonly=True,
        aggregator="avg",
        help="Days past due / due dates passed.",
    )
    currency_id = fields.Many2one("res.currency", readonly=True)
    receivable = fields.Monetary(
        string="Owed at the end",
        readonly=True,
        help="The balance of the receivable accounts on the last day of the period, "
        "without what payments that wait for the bank have settled.",
    )
    invoiced = fields.Monetary(
        string="Invoiced in the period",
        readonly=True,
        help="With VAT, credit notes deducted.",
    )
    dso = fields.Float(
        string="DSO, days",
        digits=(16, 1),
        readonly=True,
        aggregator="avg",
        help="Days sales outstanding, by the balance method: owed at the end / "
        "invoiced a day, with VAT, in the period.",
    )

    @property
    def _table_query(self):
        today = self.env["demat.request"]._get_day(fields.Datetime.now())
        return payment_rows(today)

    def _read_group_select(self, aggregate_spec, query):
        # EXTENDS: the ratio of the sums
        if aggregate_spec not in _RATIOS:
            return super()._read_group_select(aggregate_spec, query)

        def column(name):
            return self._field_to_sql(self._table, name, query)

        return SQL(
            "CASE WHEN COUNT(DISTINCT (%s)) = 1 THEN (%s)::float END",
            SQL(", ").join(map(column, _KIND)),
            _RATIOS[aggregate_spec](column),
        )
