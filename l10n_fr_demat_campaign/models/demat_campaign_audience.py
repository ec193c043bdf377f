from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import split_every

_INVOICED = "[('l10n_fr_demat_is_invoiced', '=', True)]"
_EVERYBODY = "[('customer_rank', '>', 0)]"
# Customers written in one transaction while an audience is prepared.
AUDIENCE_BATCH = 500


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
    customer_count = fields.Integer(
        string="Customers chosen",
        compute="_compute_customer_count",
        help="Companies, and people who are of none: contacts follow the company they "
        "belong to. Who of them is asked is worked out in the preview.",
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
    def _compute_customer_count(self):
        for campaign in self:
            try:
                partners, chosen = campaign._get_entities()
            except ValidationError:  # while it is being written
                campaign.customer_count = 0
            else:
                campaign.customer_count = partners.search_count(chosen)

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
        domain = company._get_l10n_fr_demat_invoiced_domain()
        return bool(self.env["account.move"].sudo().search_count(domain, limit=1))

    # What the user does

    def action_preview_audience(self):
        """Work out who will be asked and who not, without writing to anybody."""
        self.ensure_one()
        self._check_group("user")
        self._check_not_over()
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
        self._check_not_over()
        if not reason.strip():
            raise UserError(self.env._("Say why: the reason is kept as evidence."))
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
        if self.state != "draft":
            return
        kept = set(asked.ids)
        dropped = self.request_ids.filtered(
            lambda request: (
                request.partner_id.id not in kept
                and not (request.sending_ids or request.answer)
            )
        )
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
