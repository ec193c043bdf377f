from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class DematCampaignPilot(models.Model):
    """A pilot: a chosen sample is written to first, and somebody reads what came."""

    _inherit = "demat.campaign"

    pilot_count = fields.Integer(string="In the pilot", compute="_compute_pilot_count")
    has_pilot = fields.Boolean(compute="_compute_has_pilot")
    pilot_reviewed_at = fields.Datetime(
        string="Pilot read on", readonly=True, copy=False
    )
    pilot_reviewed_by_id = fields.Many2one("res.users", readonly=True, copy=False)

    @api.depends("request_ids.is_pilot")
    def _compute_pilot_count(self):
        counts = dict(
            self.env["demat.request"]._read_group(
                [("campaign_id", "in", self.ids), ("is_pilot", "=", True)],
                ["campaign_id"],
                ["__count"],
            )
        )
        for campaign in self:
            campaign.pilot_count = counts.get(campaign._origin, 0)

    @api.depends("wave_ids.is_pilot", "wave_ids.state")
    def _compute_has_pilot(self):
        for campaign in self:
            campaign.has_pilot = bool(campaign.wave_ids._get_pilots())

    def action_review_pilot(self):
        """Say that the answers of the pilot were read: the other waves may leave."""
        self.ensure_one()
        self._check_group("user")
        if self.wave_ids._get_pilots().filtered(lambda wave: wave.state != "done"):
            raise UserError(self.env._("The pilot has not been carried out yet."))
        self._write_sealed(
            {
                "pilot_reviewed_at": fields.Datetime.now(),
                "pilot_reviewed_by_id": self.env.uid,
            }
        )
        self.env["demat.evidence"]._record(
            self, "pilot_reviewed", {"customers": self.pilot_count}
        )

    def _check_launch(self):
        # EXTENDS: a pilot needs its sample
        result = super()._check_launch()
        if self.wave_ids._get_pilots() and not self.pilot_count:
            raise UserError(
                self.env._(
                    "%s: put at least one customer in the pilot, in the list of "
                    "customers.",
                    self.name,
                )
            )
        return result


class DematWavePilot(models.Model):
    _inherit = "demat.wave"

    is_pilot = fields.Boolean(
        string="Pilot",
        help="Writes only to the customers ticked for the pilot. The other waves wait "
        "until somebody has read what came of it.",
    )

    def _get_pilots(self):
        """Return the pilot waves among these, those left out apart."""
        return self.filtered(lambda wave: wave.is_pilot and wave.state != "skipped")

    def _get_requests_domain(self):
        # EXTENDS: the sample only, or everybody whom the pilot did not write to
        domain = super()._get_requests_domain()
        if self.is_pilot:
            return [*domain, ("is_pilot", "=", True)]
        told = [("wave_id.is_pilot", "=", True), ("kind", "=", self.kind)]
        return [*domain, ("sending_ids", "not any", told)]

    @api.model
    def _get_due_domain(self):
        # EXTENDS: no other customer is written to before the pilot was read
        waiting = [("is_pilot", "=", True), ("state", "!=", "skipped")]
        return Domain(super()._get_due_domain()) & (
            Domain("is_pilot", "=", True)
            | Domain("kind", "=", "heads_up")
            | Domain("campaign_id.pilot_reviewed_at", "!=", False)
            | Domain("campaign_id.wave_ids", "not any", waiting)
        )

    def action_run(self):
        # EXTENDS
        for wave in self.filtered(lambda one: one.state == "planned"):
            campaign = wave.campaign_id
            is_free = wave.is_pilot or wave.kind == "heads_up"
            if campaign.has_pilot and not (is_free or campaign.pilot_reviewed_at):
                raise UserError(
                    self.env._(
                        "%s: read first what came of the pilot, then say so on the "
                        "campaign.",
                        campaign.name,
                    )
                )
        return super().action_run()


class DematRequestPilot(models.Model):
    _inherit = "demat.request"

    is_pilot = fields.Boolean(
        string="In the pilot",
        copy=False,
        help="Written to by the pilot wave, before everybody else.",
    )

    def action_add_to_pilot(self):
        """Put these customers in the sample of the pilot."""
        self._check_group("user")
        self.is_pilot = True

    def action_remove_from_pilot(self):
        """Take these customers out of the sample of the pilot."""
        self._check_group("user")
        self.filtered(lambda request: not request.sending_ids).is_pilot = False
