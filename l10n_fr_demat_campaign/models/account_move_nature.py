from odoo import models

from ..einvoice import amounts


class AccountMove(models.Model):
    """What is sold: goods, services or both."""

    _inherit = "account.move"

    def _get_l10n_fr_demat_nature(self):
        """Return B, S or M: goods, services or both."""
        services = {
            amounts.is_service({"product_id": line.product_id, "tax_ids": line.tax_ids})
            for line in self._get_l10n_fr_demat_operations()
        }
        return {frozenset({True}): "S", frozenset({False}): "B"}.get(
            frozenset(services), "M"
        )

    def _get_l10n_fr_demat_operations(self):
        """Return the lines that say what is sold, of this document or of its orders.

        What is taken off, given, or charged to send goods says nothing by itself. Nor
        does a deposit: Odoo taxes it as what was ordered, often with the tax of goods.
        """
        lines = self._get_l10n_fr_demat_sold_lines()
        sold = lines.filtered(
            lambda line: (
                line.price_subtotal > 0 and not line._is_l10n_fr_demat_deposit()
            )
        )
        carriage = lines._get_l10n_fr_demat_carriage()
        return (
            sold - carriage
            or lines._get_l10n_fr_demat_ordered()
            or lines - carriage
            or lines
        )


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    def _get_l10n_fr_demat_carriage(self):
        """Return the lines that charge the sending of goods."""
        sent = self._get_l10n_fr_demat_order_lines().filtered(is_carriage)
        return self & sent.invoice_lines if sent else self.browse()

    def _get_l10n_fr_demat_ordered(self):
        """Return the lines of the orders that these deposits are for."""
        deposits = self.filtered(lambda line: line._is_l10n_fr_demat_deposit())
        behind = deposits._get_l10n_fr_demat_order_lines()
        if not behind:
            return behind
        return behind.order_id.order_line.filtered(
            lambda line: (
                line.product_id
                and line.price_subtotal > 0
                and not line.is_downpayment
                and not is_carriage(line)
            )
        )

    def _get_l10n_fr_demat_order_lines(self):
        """Return the lines of orders behind these: none where Sales is not installed.

        Lines of orders and of invoices both know their product and their taxes.
        """
        known = "sale_line_ids" in self._fields
        return self.sudo().sale_line_ids if known else self.browse()


def is_carriage(line):
    """Return whether a line of an order charges the sending of goods."""
    return "is_delivery" in line._fields and line.is_delivery
