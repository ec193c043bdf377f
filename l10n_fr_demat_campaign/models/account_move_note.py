from odoo import models

# What sending notes on an invoice: nothing of it is in an entry.
NOTED = frozenset({"is_move_sent", "message_main_attachment_id", "sending_data"})
# How core itself says that no line of an entry changes.
UNTOUCHED = {"skip_invoice_sync": True, "check_move_validity": False}


# What is behind the lines of an invoice: taxes, payments, orders.
LINKS = frozenset(
    {
        "matched_credit_ids",
        "matched_debit_ids",
        "sale_line_ids",
        "tax_ids",
        "tax_tag_ids",
    }
)
PARTS = (
    "credit_amount_currency",
    "credit_move_id",
    "debit_amount_currency",
    "debit_move_id",
    "exchange_move_id",
)


class AccountMove(models.Model):
    """What is noted while an invoice leaves."""

    _inherit = "account.move"

    def write(self, vals):
        # EXTENDS 'account': core makes the lines again for each of these fields
        moves = self
        if (
            vals
            and vals.keys() <= NOTED
            and all(move._is_l10n_fr_demat_governed() for move in self)
        ):
            moves = self.with_context(**UNTOUCHED)
        return super(AccountMove, moves).write(vals)

    def _fetch_l10n_fr_demat_lines(self):
        """Read at once what would be read of each invoice alone."""
        lines = self.sudo().line_ids
        lines.fetch(LINKS & lines._fields.keys())
        parts = lines.matched_credit_ids | lines.matched_debit_ids
        parts.fetch(PARTS)
        items = parts.credit_move_id | parts.debit_move_id
        items.fetch(["date", "move_id"])
        items.move_id.fetch(["move_type", "origin_payment_id"])
        if "sale_line_ids" in lines._fields:
            ordered = lines.sale_line_ids
            ordered.fetch({"is_delivery", "invoice_lines"} & ordered._fields.keys())
