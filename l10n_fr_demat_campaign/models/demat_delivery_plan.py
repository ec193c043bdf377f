from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..rules import delivery as rules


class DematDelivery(models.Model):
    """What waits for the day that the customer chose."""

    _inherit = "demat.delivery"

    planned_at = fields.Datetime(
        string="Planned for",
        readonly=True,
        help="The customer receives invoices once a day or once a week: this one waits "
        "for its turn. Empty: it leaves at once.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        # What is planned is not due before.
        for vals in vals_list:
            if vals.get("planned_at"):
                vals["next_attempt"] = vals["planned_at"]
        return super().create(vals_list)

    @api.model
    def _get_planned_domain(self):
        """Return what waits for its turn."""
        return Domain("state", "=", rules.State.QUEUED.value) & Domain(
            "planned_at", "!=", False
        )

    def _requeue_planned(self):
        """Put a delivery that is free now in the queue, for the turn it comes at."""
        self.ensure_one()
        self._requeue()
        channel = self.env["demat.channel"]._get(self.channel)
        planned_at = self.move_id._get_l10n_fr_demat_departure(self.rule_id, channel)
        if planned_at:
            self.write({"planned_at": planned_at, "next_attempt": planned_at})

    def action_send_now(self):
        """Send at once what waits for its turn: a person took the decision."""
        planned = self._check_officer().filtered_domain(self._get_planned_domain())
        if not planned:
            raise UserError(
                self.env._("Nothing in this selection waits for a planned day.")
            )
        planned.write({"planned_at": False, "next_attempt": fields.Datetime.now()})

    @api.model
    def _replan(self, domain):
        """Queue anew what is planned: the customer chose otherwise meanwhile.

        An invoice that reached the customer by another destination is not printed on
        top of it when the agreement ends.
        """
        planned = self.sudo().search(self._get_planned_domain() & Domain(domain))
        planned._move_to(
            rules.State.CANCELLED,
            reason=self.env._("The customer chose otherwise meanwhile."),
        )
        self.sudo()._enqueue(
            planned.move_id.filtered(
                lambda move: (
                    move._get_l10n_fr_demat_rules()
                    or not move._is_l10n_fr_demat_delivered()
                )
            )
        )


class DematConsent(models.Model):
    """An agreement that ends takes back what was planned under it."""

    _inherit = "demat.consent"

    def _apply(self, event, **position):
        # EXTENDS this add-on: what waits leaves on paper instead
        result = super()._apply(event, **position)
        ended = self.filtered(lambda consent: consent.state in ("refused", "withdrawn"))
        if ended:
            self.env["demat.delivery"]._replan([("consent_id", "in", ended.ids)])
        return result
