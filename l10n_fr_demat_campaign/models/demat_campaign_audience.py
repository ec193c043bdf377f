from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import split_every

from ..rules import families

_INVOICED = (
    "[('invoice_ids', 'any', [('move_type', '=', 'out_invoice'), "
    "('state', '=', 'posted'), ('invoice_date', '>=', 'today -24m')])]"
)
_EVERYBODY = "[('customer_rank', '>', 0)]"
# Customers written in one transaction while an audience is prepared.
AUDIENCE_BATCH = 500
# Customers read at once for the preview.
PREVIEW_BATCH = 1000


class DematCampaignAudience(models.Model):
    """Who is asked and who is not, shown before anything leaves."""

    _inherit = "demat.campaign"

    audience_line_ids = fields.One2many(
        "demat.audience.line", "campaign_id", string="Audience", readonly=True
    )
    asked_count = fields.Integer(
        string="Will be asked", compute="_compute_audience_counts"
    )
    left_out_count = fields.Integer(
        string="Left out", compute="_compute_audience_counts"
    )
    is_fallback_domain = fields.Boolean(compute="_compute_is_fallback_domain")

    @api.depends("audience_line_ids.is_asked")
    def _compute_audience_counts(self):
        groups = self.env["demat.audience.line"]._read_group(
            [("campaign_id", "in", self.ids)], ["campaign_id", "is_asked"], ["__count"]
        )
        counts = {(campaign, asked): count for campaign, asked, count in groups}
        for campaign in self:
            campaign.asked_count = counts.get((campaign, True), 0)
            campaign.left_out_count = counts.get((campaign, False), 0)

    @api.depends("domain", "company_id")
    def _compute_is_fallback_domain(self):
        for campaign in self:
            campaign.is_fallback_domain = (
                campaign.domain == _EVERYBODY
                and not campaign._has_recent_invoice(campaign.company_id)
            )

    @api.model
    def _default_domain(self):
        # EXTENDS: who was invoiced in the last 24 months, or every customer of a
        # company that does not invoice with Odoo yet.
        return _INVOICED if self._has_recent_invoice(self.env.company) else _EVERYBODY

    @api.model
    def _has_recent_invoice(self, company):
        return bool(
            self.env["account.move"]
            .sudo()
            .search_count(
                [
                    ("company_id", "=", company.id),
                    ("move_type", "=", "out_invoice"),
                    ("state", "=", "posted"),
                    ("invoice_date", ">=", "today -24m"),
                ],
                limit=1,
            )
        )

    # What the user does

    def action_preview_audience(self):
        """Work out who will be asked and who not, without writing to anybody."""
        self.ensure_one()
        self._check_group("user")
        self._rebuild_audience()
        return self.action_view_audience()

    def action_view_audience(self):
        """Open the customers of the preview."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "l10n_fr_demat_campaign.demat_audience_line_action"
        )
        domain = [("campaign_id", "=", self.id)]
        context = {"default_campaign_id": self.id, **self._get_view_context()}
        return {**action, "domain": domain, "context": context}

    def _decide(self, partners, decision, reason):
        """Include or exclude customers by hand; the reason is kept as evidence."""
        self.ensure_one()
        self._check_group("user")
        if self.state in ("done", "cancelled"):
            raise UserError(self.env._("%s is over.", self.name))
        partners = partners.commercial_partner_id
        self._check_not_written_to(partners, decision)
        self.env["demat.evidence"]._record(
            self,
            "audience_changed",
            {"decision": decision, "reason": reason, "customers": len(partners)},
            {"customer": ", ".join(partners.mapped("display_name"))},
        )
        chosen = (decision, reason, self.env.uid)
        self._rebuild_audience(dict.fromkeys(partners.ids, chosen))

    def _check_not_written_to(self, partners, decision):
        """Refuse to leave out who already received something: that is a hold."""
        written = self.request_ids.filtered("sending_ids").partner_id & partners
        if decision == "exclude" and written:
            raise UserError(
                self.env._(
                    "%s was already written to: hold the request back instead.",
                    written[0].display_name,
                )
            )

    # How the preview is made

    def _get_audience(self):
        """Return the commercial entities of the domain, archived ones included."""
        self.ensure_one()
        partners = self.env["res.partner"].with_context(active_test=False)
        domain = self._get_chosen_domain() & self._get_company_domain()
        found = partners.search_fetch(domain, ["commercial_partner_id"], order="id")
        return found.with_context(active_test=True).commercial_partner_id

    def _rebuild_audience(self, decisions=None):
        """Make the lines of the preview anew; what was decided by hand stays.

        :param decisions: dict of partner id to (decision, reason, user id)
        """
        self.ensure_one()
        self.check_access("write")
        decisions = {**self._get_decisions(), **(decisions or {})}
        partners = self._get_audience()
        partners |= partners.browse(sorted(decisions))
        lines = self.env["demat.audience.line"]
        lines._clear(self)
        for batch in self._split_audience(partners):
            lines._insert(self._prepare_audience_rows(batch, decisions))
            # What was read of these customers is needed no more.
            self.env.invalidate_all()

    @api.model
    def _split_audience(self, partners):
        """Yield the customers by batches; who shares a SIREN stays together."""
        partners.fetch(["l10n_fr_demat_siren"])
        twins = {}
        for partner in partners:
            key = partner.l10n_fr_demat_siren or partner.id
            twins.setdefault(key, []).append(partner.id)
        batch = []
        for ids in twins.values():
            if batch and len(batch) + len(ids) > PREVIEW_BATCH:
                yield partners.browse(batch)
                batch = []
            batch += ids
        yield partners.browse(batch)

    def _get_decisions(self):
        decided = self.env["demat.audience.line"].search(
            [("campaign_id", "=", self.id), ("decision", "!=", False)]
        )
        return {
            line.partner_id.id: (
                line.decision,
                line.decision_reason,
                line.decided_by_id.id,
            )
            for line in decided
        }

    def _prepare_audience_rows(self, partners, decisions):
        """Return the columns of one line per customer."""
        regimes = self._get_regimes(partners)
        invoices = self._get_invoice_figures(partners)
        reasons = self._get_left_out(partners, decisions, regimes, invoices)
        return [
            {
                **self._prepare_audience_row(partner, regimes[partner.id]),
                **self._prepare_decision(decisions.get(partner.id)),
                **self._prepare_volume(invoices.get(partner.id, (0, 0.0))),
                "is_asked": partner.id not in reasons,
                "reason": reasons.get(partner.id, (None, None))[0],
                "duplicate_of_id": reasons.get(partner.id, (None, None))[1],
            }
            for partner in partners
        ]

    def _prepare_audience_row(self, partner, row):
        family = self._get_family(row)
        return {
            "campaign_id": self.id,
            "company_id": self.company_id.id,
            "currency_id": self.company_id.currency_id.id,
            "partner_id": partner.id,
            "user_id": partner.user_id.id or None,
            "tool_id": partner.l10n_fr_demat_tool_id.id or None,
            "email": partner.email or None,
            "family": family.value if family else None,
            "regime_key": row.key,
            "regime_answer": row.answer.value,
            "explanation_key": row.explanation,
        }

    @api.model
    def _prepare_decision(self, decision):
        names = ("decision", "decision_reason", "decided_by_id")
        return dict(zip(names, decision or (None,) * 3, strict=True))

    @api.model
    def _prepare_volume(self, figures):
        count, turnover = figures
        volume = self.env["demat.audience.line"]._get_volume(count)
        return {"invoice_count": count, "turnover": turnover, "volume": volume}

    # Who is asked becomes a request

    def _prepare_requests(self):
        """Create the missing requests; running it again adds only who is new."""
        self.ensure_one()
        self._rebuild_audience()
        asked = self.env["demat.audience.line"].search_fetch(
            [("campaign_id", "=", self.id), ("is_asked", "=", True)], ["partner_id"]
        )
        self._drop_requests(asked.partner_id)
        known = set(self.request_ids.partner_id.ids)
        missing = asked.filtered(lambda line: line.partner_id.id not in known)
        for ids in split_every(AUDIENCE_BATCH, missing.ids):
            self._create_requests(missing.browse(ids))
            self.env.invalidate_all()

    def _drop_requests(self, asked):
        """Forget the requests of who is left out before anything was sent."""
        dropped = self.request_ids.filtered(
            lambda request: (
                not (
                    request.partner_id in asked or request.sending_ids or request.answer
                )
            )
        )
        if self.state == "draft":
            # Officers delete no request by hand; nothing happened to these yet.
            dropped.sudo().unlink()

    def _create_requests(self, lines):
        """Create one request per line that is asked."""
        consents = self.env["demat.consent"]._find_or_create(
            lines.partner_id, self.company_id
        )
        by_partner = lines.grouped("partner_id")
        # Nobody may create a request by hand: the officer's right was checked.
        self.env["demat.request"].sudo().create(
            [
                self._prepare_request_values(consent, by_partner[consent.partner_id])
                for consent in consents
            ]
        )

    def _prepare_request_values(self, consent, line):
        return {
            "campaign_id": self.id,
            "consent_id": consent.id,
            "family": line.family,
            "regime_key": line.regime_key,
            "deadline": self.deadline,
        }

    # The regime

    def _get_regimes(self, partners):
        """Return the row of the legal table of each customer, by partner id.

        Customers in the same situation share one reading of the table.
        """
        self.ensure_one()
        company, day = self.company_id, self.first_invoice_on
        overrides = self.env["demat.regime.override"]._get_rules(company)
        rows, regimes = {}, {}
        for partner in partners:
            situation = partner._prepare_l10n_fr_demat_situation(company, day)
            if situation not in rows:
                rows[situation] = partner._get_l10n_fr_demat_regime(
                    company, day, overrides
                )
            regimes[partner.id] = rows[situation]
        return regimes

    def _get_family(self, row):
        """Return the family of letters that a row allows, None: nothing is sent."""
        uses_platform = self.company_id.l10n_fr_demat_uses_platform
        return families.family_of(row.answer, not uses_platform)
