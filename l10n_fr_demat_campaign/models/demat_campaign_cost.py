from odoo import api, fields, models
from odoo.tools import SQL

# What it costs is known to those who prepare campaigns and to who sets it: customers
# may read their supplier's company on the portal, and salespeople do not need it.
_GROUPS = (
    "l10n_fr_demat_campaign.demat_group_user,"
    "l10n_fr_demat_campaign.demat_group_auditor,"
    "base.group_system"
)
# What is counted of each campaign, with the company's unit costs. Letters are those
# handed to the post; an invoice that was printed as well saved nothing.
_COUNTS = SQL(
    """
    SELECT
        campaign.id AS campaign_id,
        campaign.company_id,
        company.currency_id,
        COALESCE(company.l10n_fr_demat_letter_cost, 0) AS letter_price,
        COALESCE(company.l10n_fr_demat_call_cost, 0) AS call_price,
        (
            SELECT COUNT(*)
            FROM demat_sending sending
            JOIN demat_batch batch ON batch.id = sending.batch_id
            WHERE sending.campaign_id = campaign.id
                AND sending.medium = 'letter'
                AND batch.posted_on IS NOT NULL
        ) AS letters,
        (
            SELECT COALESCE(SUM(request.call_count), 0)
            FROM demat_request request
            WHERE request.campaign_id = campaign.id
        ) AS calls,
        (
            SELECT COUNT(*)
            FROM demat_request request
            JOIN demat_consent consent ON consent.id = request.consent_id
            WHERE request.campaign_id = campaign.id
                AND consent.state = 'accepted'
                AND consent.basis NOT IN ('tacit_delay', 'tacit_processed')
        ) AS explicit,
        (
            SELECT COUNT(DISTINCT delivery.move_id)
            FROM demat_request request
            JOIN demat_delivery delivery ON delivery.consent_id = request.consent_id
            WHERE request.campaign_id = campaign.id
                AND delivery.channel != 'paper'
                AND delivery.state IN ('sent', 'acknowledged')
                AND NOT EXISTS (
                    SELECT FROM demat_delivery printed
                    WHERE printed.move_id = delivery.move_id
                        AND printed.channel = 'paper'
                        AND printed.state = 'sent'
                )
        ) AS electronic
    FROM demat_campaign campaign
    JOIN res_company company ON company.id = campaign.company_id
"""
)
# Without a unit cost there is no figure, and no sum where one of its parts misses.
_ROWS = SQL(
    """
    SELECT
        counted.campaign_id * 10 + line.number AS id,
        counted.campaign_id,
        counted.company_id,
        counted.currency_id,
        line.code,
        line.quantity,
        line.unit_cost,
        line.total
    FROM (
        SELECT
            *,
            NULLIF(letter_price, 0) AS letter_cost,
            NULLIF(call_price, 0) AS call_cost,
            CASE
                WHEN GREATEST(letter_price, call_price) > 0
                    AND (letters = 0 OR letter_price > 0)
                    AND (calls = 0 OR call_price > 0)
                    THEN letters * letter_price + calls * call_price
            END AS spent
        FROM (%s) counted
    ) counted
    CROSS JOIN LATERAL (
        VALUES
            (1, 'letters', letters, letter_cost, letters * letter_cost),
            (2, 'calls', calls, call_cost, calls * call_cost),
            (3, 'explicit', explicit, spent / NULLIF(explicit, 0), spent),
            (4, 'postage', electronic, letter_cost, electronic * letter_cost)
    ) line (number, code, quantity, unit_cost, total)
    WHERE line.total IS NOT NULL
""",
    _COUNTS,
)


class ResCompanyCost(models.Model):
    _inherit = "res.company"

    l10n_fr_demat_letter_cost = fields.Monetary(
        string="A letter, printed and posted",
        groups=_GROUPS,
        help="Paper, print, envelope and postage of one letter; an invoice on paper is "
        "taken to cost the same. 0: no figure is shown.",
    )
    l10n_fr_demat_call_cost = fields.Monetary(
        string="A call",
        groups=_GROUPS,
        help="The time of one call, answered or not. 0: no figure is shown.",
    )

    _unit_costs_check = models.Constraint(
        "CHECK (l10n_fr_demat_letter_cost >= 0 AND l10n_fr_demat_call_cost >= 0)",
        "A cost cannot be negative.",
    )


class ResConfigSettingsCost(models.TransientModel):
    _inherit = "res.config.settings"

    l10n_fr_demat_letter_cost = fields.Monetary(
        related="company_id.l10n_fr_demat_letter_cost", readonly=False
    )
    l10n_fr_demat_call_cost = fields.Monetary(
        related="company_id.l10n_fr_demat_call_cost", readonly=False
    )


class DematCampaignCost(models.Model):
    """What a campaign cost and what it saves: for the team only.

    Opened by a button: the campaign's own form does not wait for it.
    """

    _name = "demat.campaign.cost"
    _description = "Cost of a campaign"
    _inherit = ["demat.worded"]
    _auto = False
    _rec_name = "code"
    _order = "campaign_id, id"
    _depends = {
        "demat.batch": ["posted_on"],
        "demat.campaign": ["company_id"],
        "demat.consent": ["basis", "state"],
        "demat.delivery": ["channel", "consent_id", "move_id", "state"],
        "demat.request": ["call_count", "campaign_id", "consent_id"],
        "demat.sending": ["batch_id", "campaign_id", "medium"],
        "res.company": [
            "currency_id",
            "l10n_fr_demat_call_cost",
            "l10n_fr_demat_letter_cost",
        ],
    }

    campaign_id = fields.Many2one("demat.campaign", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    code = fields.Selection(selection="_selection_code", string="What", readonly=True)
    quantity = fields.Integer(string="How many", readonly=True)
    unit_cost = fields.Monetary(
        string="Each", readonly=True, aggregator=None, help="Total / how many."
    )
    total = fields.Monetary(
        readonly=True, aggregator=None, help="At the unit costs of today's settings."
    )

    @api.model
    def _selection_code(self):
        env = self.env
        return [
            ["letters", env._("Letters handed to the post")],
            ["calls", env._("Calls made")],
            ["explicit", env._("Letters and calls, per customer who said yes")],
            ["postage", env._("Print and postage avoided by electronic invoices")],
        ]

    @property
    def _table_query(self):
        return _ROWS


class DematCampaign(models.Model):
    _inherit = "demat.campaign"

    def action_view_costs(self):
        """Open what this campaign cost."""
        return self._open_figures("demat_campaign_cost_action")
