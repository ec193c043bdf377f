from datetime import date, time, timedelta, timezone

from odoo import fields, models
from odoo.tools import format_date, format_time

from ..rules import frequency

# What a planned delivery was made from: when it changes, the delivery is made anew.
_COURSE = (
    "active",
    "address",
    "channel",
    "contact_id",
    "date_from",
    "date_to",
    "format",
    "hour",
    "rhythm",
    "weekday",
)
_TIME_ZONE = "Europe/Paris"
_A_MONDAY = date(2024, 1, 1)


class DematDeliveryRule(models.Model):
    """The rhythm of a destination: when what waits for it leaves."""

    _inherit = "demat.delivery.rule"

    def write(self, vals):
        """Let what is planned and did not leave follow the new wishes."""
        self.check_access("write")  # before anything is read
        before = {rule: rule._get_course() for rule in self}
        result = super().write(vals)
        changed = [rule.id for rule in self if rule._get_course() != before[rule]]
        if changed:
            self.env["demat.delivery"]._replan([("rule_id", "in", changed)])
        return result

    def unlink(self):
        """Let nothing leave to a destination that is gone."""
        deliveries = self.env["demat.delivery"]
        planned = deliveries.sudo().search([("rule_id", "in", self.ids)]).ids
        result = super().unlink()
        deliveries._replan([("id", "in", planned)])
        return result

    def _get_course(self):
        return tuple(self[name] for name in _COURSE)

    def _get_frequency(self):
        """Return the rhythm as the rules know it; a week without a day is a Monday."""
        self.ensure_one()
        return frequency.Rule(
            kind=frequency.Kind(self.rhythm),
            weekday=int(self.weekday or 0),
            hour=self.hour,
        )

    def _get_time_zone(self):
        """Return the time zone of who receives."""
        self.ensure_one()
        return self.contact_id.tz or self.partner_id.tz or _TIME_ZONE

    def _get_departure(self, invoice_day=None):
        """Return when what is ready now leaves, in UTC; nothing means at once.

        :param invoice_day: date of the invoice: it leaves within that month
        """
        if not self or self.rhythm == "each":
            return False
        now = fields.Datetime.now()
        moment = now.replace(tzinfo=timezone.utc)
        push = frequency.next_push(
            self._get_frequency(), moment, self._get_time_zone(), invoice_day
        )
        departure = push.astimezone(timezone.utc).replace(tzinfo=None, microsecond=0)
        return departure > now and departure

    def _get_rhythm_text(self):
        """Return the rhythm in words: what the customer reads of it."""
        self.ensure_one()
        env = self.env
        hour = format_time(env, time(self.hour), time_format="short")
        day = _A_MONDAY + timedelta(days=int(self.weekday or 0))
        return {
            "each": env._("Each invoice as soon as it is issued"),
            "daily": env._("Once a day, at %s", hour),
            "weekly": env._(
                "Once a week, on %(day)s at %(hour)s",
                day=format_date(env, day, date_format="EEEE"),
                hour=hour,
            ),
        }[self.rhythm]
