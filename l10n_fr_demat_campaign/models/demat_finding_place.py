from odoo import models

from ..rules.invoice import Flaw, Place
from .demat_notification import CLOSE, tell

IN_SETTINGS = (
    *(Flaw.NOTE_PMT, Flaw.NOTE_PMD, Flaw.NOTE_AAB, Flaw.NOTE_GROUP),
    *(Flaw.CREDITOR, Flaw.SELLER_GROUP_VAT, Flaw.NOT_CHECKED),
)
ON_TAXES = (Flaw.CATEGORY, Flaw.REASON, Flaw.VAT)


class DematFinding(models.Model):
    """Where a finding is corrected, and whether this user may do it there."""

    _inherit = "demat.finding"

    def action_correct(self):
        """Open the place where this is corrected; tell who may only look at it."""
        self.ensure_one()
        if self.flaw in IN_SETTINGS:
            settings = self.env["res.config.settings"]
            action = self.env["ir.actions.act_window"]._for_xml_id(
                "account.action_account_config"
            )
            return action if settings.has_access("create") else self._tell_forbidden()
        place = self._get_place()
        action = place._get_records_action()
        if place.has_access("write"):
            return action
        return self._tell_forbidden(action if place.has_access("read") else None)

    def _get_place(self):
        """Hook: return the records where this is corrected."""
        self.ensure_one()
        if self.flaw in ON_TAXES:
            taxes = self.move_id.sudo().invoice_line_ids.tax_ids
            return self.env["account.tax"].browse(taxes.ids) or self.move_id
        if self.flaw == Flaw.MANDATE:
            accounts = self.partner_id.sudo().bank_ids
            return self.env["res.partner.bank"].browse(accounts.ids) or self.partner_id
        return {
            Place.INVOICE.value: self.move_id,
            Place.CUSTOMER.value: self.partner_id,
            Place.COMPANY.value: self.company_id.partner_id,
        }[self.place]

    def _tell_forbidden(self, action=None):
        """Tell that somebody else has to correct this; show it where it may be seen."""
        message = self.env._(
            "You have no right to change this: ask an administrator, or "
            "whoever keeps these records."
        )
        return tell(message, "warning", title=self.advice, next=action or CLOSE)
