from odoo import models

# What sending notes on an invoice: nothing of it is in an entry.
NOTED = frozenset({"is_move_sent", "message_main_attachment_id", "sending_data"})
# How core itself says that no line of an entry changes.
UNTOUCHED = {"skip_invoice_sync": True, "check_move_validity": False}


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
        governed = self.filtered(lambda move: move._is_l10n_fr_demat_governed())
        lines = governed.sudo().line_ids
        known = {"tax_ids", "tax_tag_ids", "sale_line_ids"} & lines._fields.keys()
        lines.fetch(known)
