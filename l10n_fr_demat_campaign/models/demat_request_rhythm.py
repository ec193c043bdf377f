from odoo import fields, models
from odoo.tools import format_datetime


class DematRequestRhythm(models.Model):
    """The rhythm on the answer page: asked where it is offered, shown where it is."""

    _inherit = "demat.request"

    def _get_page_offers(self):
        # EXTENDS this add-on
        return {**super()._get_page_offers(), "rhythm": self._get_page_rhythms()}

    def _get_page_rhythms(self):
        """Return the rhythms offered to this customer; none is no question."""
        env = self.env
        if not self.company_id.l10n_fr_demat_offers_rhythms:
            return []
        return [
            ["each", env._("Each invoice as soon as it is issued")],
            ["daily", env._("Once a day, in the morning: the new ones")],
            ["weekly", env._("Once a week, on Monday morning: the new ones")],
        ]

    def _prepare_page_defaults(self):
        # EXTENDS this add-on
        rule = self.consent_id.main_rule_id
        return {**super()._prepare_page_defaults(), "rhythm": rule.rhythm or "each"}

    def _prepare_rule_values(self, choice):
        # EXTENDS this add-on: what was not asked stays as it is
        values = super()._prepare_rule_values(choice)
        if rhythm := choice.get("rhythm"):
            values["rhythm"] = rhythm
        return values

    def _prepare_page_position_values(self, offers):
        # EXTENDS this add-on
        values = super()._prepare_page_position_values(offers)
        rule = self.consent_id.main_rule_id
        is_told = values["is_accepted"] and rule and rule.rhythm != "each"
        return {
            **values,
            "rhythm": is_told and rule._get_rhythm_text(),
            "departure": is_told and self._get_page_departure(rule),
        }

    def _get_page_departure(self, rule):
        """Return when the next invoices may leave, once the first ones may."""
        if not self.consent_id._may_leave_electronically(fields.Date.today()):
            return ""
        return format_datetime(
            self.env,
            rule._get_departure(),
            tz=rule._get_time_zone(),
            dt_format="EEEE d MMMM y, HH:mm",
        )
