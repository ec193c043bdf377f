from odoo import api, fields, models

from ..einvoice import codes

# Odoo's tax engine marks so the lines of a deposit, and those that take it off later,
# and the shares of a discount of the whole.
DEPOSIT_KEY, DISCOUNT_KEY = "down_payment", "global_discount"


class AccountMove(models.Model):
    """What kind of document this is, and which earlier ones it refers to."""

    _inherit = "account.move"

    l10n_fr_demat_document_kind = fields.Selection(
        selection="_selection_l10n_fr_demat_document_kind",
        string="Kind of document",
        copy=False,
        help="BT-3 of the electronic invoice. Empty: read from the lines.",
    )
    l10n_fr_demat_origin_ids = fields.Many2many(
        "account.move",
        "l10n_fr_demat_move_origin_rel",
        "move_id",
        "origin_id",
        string="Earlier invoices",
        copy=False,
        check_company=True,
        help="The invoice that this one corrects, or the deposit invoices it takes "
        "off. Odoo's own links, as that of a credit note, need not be repeated.",
    )
    l10n_fr_demat_contract = fields.Char(
        string="Contract", help="The number of the contract or market (BT-12)."
    )
    l10n_fr_demat_is_self_billed = fields.Boolean(
        string="Self-billed",
        compute="_compute_l10n_fr_demat_is_self_billed",
    )

    @api.model
    def _selection_l10n_fr_demat_document_kind(self):
        env = self.env
        return [
            [codes.ORDINARY, env._("Invoice or credit note")],
            [codes.DEPOSIT, env._("Deposit")],
            [codes.CORRECTIVE, env._("Corrective invoice, replaces an earlier one")],
            [codes.GLOBAL_DISCOUNT, env._("Credit note of a global discount")],
        ]

    @api.depends("move_type", "journal_id", "commercial_partner_id")
    def _compute_l10n_fr_demat_is_self_billed(self):
        for move in self:
            move.l10n_fr_demat_is_self_billed = move._is_l10n_fr_demat_self_billed()

    def _is_l10n_fr_demat_self_billed(self):
        """Return whether we make this invoice in the name of a French supplier."""
        if not self.is_purchase_document() or not self.journal_id.is_self_billing:
            return False
        countries = self.env["res.company"]._get_france_country_codes()
        return self.commercial_partner_id.country_code in countries

    def _is_l10n_fr_demat_refund(self):
        """Return whether this document takes back what an earlier one said."""
        return self.move_type in ("out_refund", "in_refund")

    def _get_l10n_fr_demat_seller(self):
        """Return who sells: our company, or the supplier we make the invoice for."""
        if self._is_l10n_fr_demat_self_billed():
            return self.commercial_partner_id
        return self.company_id.partner_id

    def _get_l10n_fr_demat_document_type(self):
        """Return BT-3, None for a document that the French rules do not know."""
        self.ensure_one()
        return codes.document_type_of(
            self_billed=self._is_l10n_fr_demat_self_billed(),
            refund=self._is_l10n_fr_demat_refund(),
            kind=self._get_l10n_fr_demat_document_kind(),
        )

    def _get_l10n_fr_demat_document_kind(self):
        """Return what was chosen, else a deposit where every line is one."""
        if self.l10n_fr_demat_document_kind:
            return self.l10n_fr_demat_document_kind
        lines = self._get_l10n_fr_demat_sold_lines()
        is_deposit = lines and all(line._is_l10n_fr_demat_deposit() for line in lines)
        return codes.DEPOSIT if is_deposit else codes.ORDINARY

    def _get_l10n_fr_demat_sold_lines(self):
        """Return the lines that sell, or take off what is sold: not those that pay."""
        lines = self.invoice_line_ids.filtered(
            lambda line: line.display_type == "product"
        )
        return lines - self._get_l10n_fr_demat_vouchers()

    def _is_l10n_fr_demat_final(self):
        """Return whether this invoice takes off a deposit that was invoiced before."""
        if (
            self._is_l10n_fr_demat_refund()
            or self._get_l10n_fr_demat_document_kind() == codes.DEPOSIT
        ):
            return False
        lines = self._get_l10n_fr_demat_sold_lines()
        return any(line._is_l10n_fr_demat_deposit() for line in lines) or any(
            origin._get_l10n_fr_demat_document_kind() == codes.DEPOSIT
            for origin in self.l10n_fr_demat_origin_ids
        )

    def _get_l10n_fr_demat_origins(self):
        """Return the invoices that this one corrects or goes on from (BG-3)."""
        self.ensure_one()
        origins = self.reversed_entry_id | self.l10n_fr_demat_origin_ids
        if "debit_origin_id" in self._fields:
            origins |= self.debit_origin_id
        if self._is_l10n_fr_demat_final():
            origins |= self.invoice_line_ids._get_downpayment_lines().move_id
        elif self._is_l10n_fr_demat_refund() and not origins:
            origins = self.invoice_line_ids._get_l10n_fr_demat_earlier_invoices()
        known = origins.filtered(lambda move: move.state == "posted") - self
        return known.sorted(lambda move: (move.invoice_date or move.date, move.id))

    def _get_l10n_fr_demat_issuer_mentions(self):
        """Return what the law wants to read where the buyer makes the invoice.

        CGI ann. II 242 nonies A, I: the word itself.
        """
        return ["Autofacturation"] if self._is_l10n_fr_demat_self_billed() else []


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    def _is_l10n_fr_demat_deposit(self):
        """Return whether this line invoices a deposit, or takes one off."""
        is_marked = "is_downpayment" in self._fields and self.is_downpayment
        return bool(is_marked) or self._has_l10n_fr_demat_key(DEPOSIT_KEY)

    def _get_l10n_fr_demat_earlier_invoices(self):
        """Return the invoices of the same lines of orders, as before a return."""
        if "sale_line_ids" not in self._fields:
            return self.move_id.browse()
        moves = self.sudo().sale_line_ids.invoice_lines.move_id
        return moves.filtered(lambda move: move.move_type == "out_invoice")

    def _is_l10n_fr_demat_global_discount(self):
        """Return whether this line is a share of a discount of the whole."""
        return self._has_l10n_fr_demat_key(DISCOUNT_KEY)

    def _has_l10n_fr_demat_key(self, beginning):
        key = (self.extra_tax_data or {}).get("computation_key") or ""
        return key.startswith(beginning)
