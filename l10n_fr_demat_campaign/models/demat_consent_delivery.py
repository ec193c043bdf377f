from odoo import api, fields, models

from .demat_rows import get_values


class DematConsent(models.Model):
    """Where the invoices of a customer go."""

    _inherit = "demat.consent"

    rule_ids = fields.One2many(
        "demat.delivery.rule", "consent_id", string="Destinations"
    )
    delivery_ids = fields.One2many("demat.delivery", "consent_id", string="Deliveries")
    delivery_count = fields.Integer(compute="_compute_delivery_count")
    main_rule_id = fields.Many2one(
        "demat.delivery.rule",
        string="Main destination",
        compute="_compute_main_rule",
        store=True,
    )
    channel = fields.Selection(
        selection=lambda self: self.env["demat.channel"]._get_selection(),
        compute="_compute_main_rule",
        store=True,
        help="How invoices leave once they may leave electronically.",
    )

    @api.depends("rule_ids.sequence", "rule_ids.active", "rule_ids.channel")
    def _compute_main_rule(self):
        for consent in self:
            rule = consent.rule_ids.filtered("active").sorted()[:1]
            consent.main_rule_id = rule
            consent.channel = rule.channel or "paper"

    @api.depends("delivery_ids")
    def _compute_delivery_count(self):
        counts = dict(
            self.env["demat.delivery"]._read_group(
                [("consent_id", "in", self.ids)], ["consent_id"], ["__count"]
            )
        )
        for consent in self:
            consent.delivery_count = counts.get(consent, 0)

    def _get_main_values(self, main_rules):
        """Return what :meth:`_compute_main_rule` gives each of these positions.

        :param main_rules: dict of the id of a position to the id and the channel of
            the only destination that it has
        """
        if not main_rules:
            return None
        others = self.browse(i for i in self._ids if i not in main_rules)
        columns = (get_values(others, name) for name in ("main_rule_id", "channel"))
        theirs = dict(zip(others._ids, zip(*columns, strict=True), strict=True))
        mains = {**main_rules, **theirs}
        rule_ids, channels = zip(*(mains[i] for i in self._ids), strict=True)
        return {"main_rule_id": rule_ids, "channel": channels}

    def _get_main_rule(self, day):
        """Return the first destination valid on a day; none means paper."""
        return self._get_valid_rules(day)[:1]

    def _get_valid_rules(self, day):
        """Return the destinations valid on a day, the main one first."""
        return self.rule_ids._filter_valid(day).sorted()

    def _get_rules_for(self, move, day):
        """Return where an invoice leaves to electronically; none means paper."""
        self.ensure_one()
        if not self._may_leave_electronically(day):
            return self.rule_ids.browse()
        return self._get_valid_rules(day)

    def action_view_deliveries(self):
        """Open what was and what will be delivered to these customers."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "l10n_fr_demat_campaign.demat_delivery_action"
        )
        return {**action, "domain": [("consent_id", "in", self.ids)], "context": {}}
