from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ..rules import families
from .demat_audience_line import UNIDENTIFIED

# Customers read at once for the preview.
PREVIEW_BATCH = 1000
EXPRESS = families.Family.CONSENT_EXPRESS


class DematCampaignPreview(models.Model):
    """How the audience is worked out: batch by batch, in a few queries each."""

    _inherit = "demat.campaign"

    def _get_audience(self):
        """Return the commercial entities of the domain, archived ones included."""
        partners, chosen = self._get_entities()
        found = partners.search_fetch(chosen, ["commercial_partner_id"])
        return found.sorted("id").with_context(active_test=True)

    def _get_entities(self):
        """Return the model as this campaign sees it, and which entities are chosen."""
        self.ensure_one()
        # What a domain says of invoices or positions is about the campaign's company.
        partners = self.env["res.partner"].with_company(self.company_id)
        partners = partners.with_context(active_test=False)
        ours = self._get_company_domain()
        chosen = partners._search(self._get_chosen_domain() & ours)
        # A contact of ours may belong to a customer of another company.
        entities = Domain("id", "in", chosen.subselect("commercial_partner_id"))
        return partners, entities & ours

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
        family = self._get_family(partner, row)
        # The law lets silence count, but nobody could say whose silence it was.
        is_unnamed = family == EXPRESS and families.family_of(row.answer) != EXPRESS
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
            "explanation_key": UNIDENTIFIED if is_unnamed else row.explanation,
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

    # The regime

    def _get_regimes(self, partners, days=0):
        """Return the row of the legal table of each customer, by partner id.

        Customers in the same situation share one reading of the table.

        :param days: how long from today no electronic invoice can leave to them yet
        """
        self.ensure_one()
        company, day = self.company_id, self._get_regime_day(days)
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

    def _get_regime_day(self, days=0):
        """Return the day of the first electronic invoice, as things are today.

        A campaign may go on after the day it planned, and the law change meanwhile.
        """
        earliest = fields.Date.context_today(self) + timedelta(days=days)
        return max(self.first_invoice_on, earliest)

    def _get_family(self, partner, row):
        """Return the family of a customer's letters, None: nothing is sent.

        :param row: what the law says of this customer, see :meth:`_get_regimes`
        """
        outside_platform = not self.company_id.l10n_fr_demat_uses_platform
        named = partner._is_l10n_fr_demat_named()
        return families.family_of(row.answer, outside_platform, named)
