from odoo import models

from ..rules.invoice import Flaw, Place
from .demat_notification import CLOSE, tell

IN_SETTINGS = (
    *(Flaw.NOTE_PMT, Flaw.NOTE_PMD, Flaw.NOTE_AAB, Flaw.NOTE_GROUP),
    *(Flaw.CREDITOR, Flaw.SELLER_GROUP_VAT, Flaw.NOT_CHECKED),
)
ON_TAXES = (Flaw.CATEGORY, Flaw.REASON, Flaw.VAT)
# Of what Odoo lets nobody change once it is posted.
IN_DRAFT = (
    *(Flaw.NO_LINE, Flaw.NO_VAT, Flaw.SEVERAL_VAT, Flaw.LEVY, Flaw.WITHHELD),
    *(Flaw.ITEM_NAME, Flaw.UNIT, Flaw.PRICE, Flaw.QUANTITY, Flaw.AMOUNT, Flaw.RATE),
    *(Flaw.DATE, Flaw.CURRENCY),
)
# Terms of an electronic address, and of the postal one.
ON_ROUTING = ("BT-34", "BT-49")
ON_ADDRESS = ("BT-35", "BT-40", "BT-50", "BT-55")


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
            return self._tell_posted(action) if self._is_in_draft() else action
        return self._tell_forbidden(action if place.has_access("read") else None)

    def _get_place(self):
        """Hook: return the records where this is corrected."""
        self.ensure_one()
        place = {
            Place.INVOICE.value: self.move_id,
            Place.CUSTOMER.value: self.partner_id,
            Place.COMPANY.value: self.company_id.partner_id,
        }[self.place]
        return self._get_detail(place.sudo()).with_env(self.env) or place

    def _get_detail(self, place):
        """Return the records beside a place that hold what is wrong, none elsewhere."""
        move = self.move_id.sudo()
        if self.flaw in ON_TAXES:
            return move.invoice_line_ids.tax_ids
        if self.flaw == Flaw.MANDATE:
            return place.bank_ids
        if self.term in ON_ROUTING:
            addresses = place.l10n_fr_demat_routing_ids
            return addresses._filter_valid(move.invoice_date)[:1]
        if self.term in ON_ADDRESS and self.place == Place.CUSTOMER:
            return move.partner_id.filtered("country_id")
        return self.browse()

    def _is_in_draft(self):
        """Return whether this is corrected in draft, where the invoice is not."""
        return self.flaw in IN_DRAFT and self.move_id.state == "posted"

    def _tell_posted(self, action):
        message = self.env._(
            "This invoice is posted: reset it to draft, correct it, then post it "
            "again. If the customer has it already, make a credit note instead."
        )
        return tell(message, "info", title=self.advice[:-1], next=action)

    def _tell_forbidden(self, action=None):
        """Tell that somebody else has to correct this; show it where it may be seen."""
        message = self.env._(
            "You have no right to change this: ask an administrator, or "
            "whoever keeps these records."
        )
        return tell(message, "warning", title=self.advice[:-1], next=action or CLOSE)
