from odoo import models
from odoo.tools import format_datetime

from ..rules.delivery import DONE


class AccountMove(models.Model):
    """Invoices that wait for the day that their customer chose."""

    _inherit = "account.move"

    def _get_l10n_fr_demat_departure(self, rule, channel):
        """Return when this invoice leaves to a destination; nothing means at once."""
        self.ensure_one()
        if channel._demat_by_hand:
            return False
        return rule._get_departure(self.invoice_date)

    def _prepare_l10n_fr_demat_delivery(self, rule):
        # EXTENDS this add-on: the rhythm of the destination
        values = super()._prepare_l10n_fr_demat_delivery(rule)
        channel = self.env["demat.channel"]._get(values["channel"])
        is_free = values["state"] == "queued"
        values["planned_at"] = is_free and self._get_l10n_fr_demat_departure(
            rule, channel
        )
        return values

    def _is_l10n_fr_demat_delivered(self):
        """Return whether this invoice left to one destination at least."""
        done = {state.value for state in DONE}
        deliveries = self.sudo().l10n_fr_demat_delivery_ids
        return not done.isdisjoint(deliveries.mapped("state"))

    def _get_l10n_fr_demat_alerts(self):
        # EXTENDS this add-on: say what will not leave at once
        alerts = super()._get_l10n_fr_demat_alerts()
        departures = self._get_l10n_fr_demat_departures()
        if departures:
            alerts["demat_planned"] = {
                "level": "info",
                "message": self.env._(
                    "As their customers chose, these invoices will leave on %s. To "
                    "send one earlier, open its delivery and press “Send now”.",
                    "; ".join(
                        f"{self._get_l10n_fr_demat_moment(moment)} ({names})"
                        for moment, names in departures.items()
                    ),
                ),
            }
        return alerts

    def _get_l10n_fr_demat_moment(self, moment):
        """Return a moment in full words, in the time of who sends."""
        zone = self.env.user.tz or "Europe/Paris"
        return format_datetime(
            self.env, moment, tz=zone, dt_format="EEEE d MMMM y, HH:mm"
        )

    def _get_l10n_fr_demat_departures(self):
        """Return, by the moment they leave, the names of the invoices that wait."""
        channels = self.env["demat.channel"]
        names = {}
        for move in self.filtered(lambda move: move._is_l10n_fr_demat_governed()):
            moments = [
                move._get_l10n_fr_demat_departure(rule, channels._get(rule.channel))
                for rule in move._get_l10n_fr_demat_rules()
            ]
            if moments and all(moments):
                names.setdefault(min(moments), []).append(move.name)
        return {moment: ", ".join(names[moment]) for moment in sorted(names)}
