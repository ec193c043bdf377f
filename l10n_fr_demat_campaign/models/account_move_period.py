from odoo import fields, models

START, END = "l10n_fr_demat_period_start", "l10n_fr_demat_period_end"
# Where an accounting add-on that defers revenue keeps the same dates.
DEFERRED_START, DEFERRED_END = "deferred_start_date", "deferred_end_date"


class AccountMove(models.Model):
    """Over which days the operation of an invoice took place."""

    _inherit = "account.move"

    l10n_fr_demat_period_start = fields.Date(
        string="Period from",
        copy=False,
        help="First day that this invoice is for (BT-73), as of a month of services.",
    )
    l10n_fr_demat_period_end = fields.Date(
        string="Period until", copy=False, help="Last day, included (BT-74)."
    )

    def _get_l10n_fr_demat_period(self):
        """Return the first and the last day of the period invoiced (BG-14)."""
        self.ensure_one()
        return self[START], self[END]


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    l10n_fr_demat_period_start = fields.Date(
        string="From", help="First day that this line is for (BT-134)."
    )
    l10n_fr_demat_period_end = fields.Date(
        string="Until", help="Last day, included (BT-135)."
    )

    def _get_l10n_fr_demat_period(self):
        """Return the first and the last day that this line is for (BG-26)."""
        self.ensure_one()
        own = self[START], self[END]
        if any(own) or DEFERRED_START not in self._fields:
            return own
        return self[DEFERRED_START], self[DEFERRED_END]
