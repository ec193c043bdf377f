import logging

from odoo import models

from ..einvoice.failure import log_failure
from ..rules.invoice import Flaw
from .account_move_issue import STRUCTURED
from .demat_collision import is_collision
from .ir_actions_report import RENDERERS

_logger = logging.getLogger(__name__)

# Where the pipeline keeps that the page of an invoice cannot be drawn.
UNDRAWN = "l10n_fr_demat_undrawn"


class AccountMoveSend(models.AbstractModel):
    """A page that cannot be drawn keeps back its own invoice, and no other."""

    _inherit = "account.move.send"

    def _prepare_invoice_pdf_report(self, invoices_data):
        # EXTENDS 'account': drawn by several renderers at once
        if not any(move._is_l10n_fr_demat_governed() for move in invoices_data):
            return super()._prepare_invoice_pdf_report(invoices_data)
        count = self.env["ir.actions.report"]._get_l10n_fr_demat_renderers()
        sending = self.with_context(**{RENDERERS: count})
        draw = super(AccountMoveSend, sending)._prepare_invoice_pdf_report
        return self._draw_l10n_fr_demat(invoices_data, draw)

    def _draw_l10n_fr_demat(self, invoices_data, draw):
        """Draw a batch; what fails is drawn by halves, until who fails is alone."""
        try:
            with self.env.cr.savepoint():
                return draw(invoices_data)
        except Exception as error:  # templates raise anything
            if is_collision(error):
                raise  # the whole sending is tried again
            moves = list(invoices_data)
            if len(moves) == 1:
                return moves[0]._keep_back_l10n_fr_demat(invoices_data, error)
        middle = len(moves) // 2
        for half in (moves[:middle], moves[middle:]):
            self._draw_l10n_fr_demat({m: invoices_data[m] for m in half}, draw)
        return None

    def _generate_invoice_fallback_documents(self, invoices_data):
        # EXTENDS 'account': what cannot be drawn is no proforma either
        drawn = {m: data for m, data in invoices_data.items() if UNDRAWN not in data}
        return super()._generate_invoice_fallback_documents(drawn)


class AccountMove(models.Model):
    _inherit = "account.move"

    def _keep_back_l10n_fr_demat(self, invoices_data, error):
        """Note that the page of this invoice cannot be drawn, and why."""
        self.ensure_one()
        what = f"Invoice {self.id} cannot be drawn"
        log_failure(_logger, what, error, level=logging.INFO)
        title = self.env._("The page of %s cannot be drawn:", self.name)
        invoices_data[self]["error"] = {"error_title": title, "errors": [str(error)]}
        invoices_data[self][UNDRAWN] = True
        if (
            self._is_l10n_fr_demat_governed()
            and self._get_l10n_fr_demat_format() in STRUCTURED
        ):
            finding = self._prepare_l10n_fr_demat_finding(Flaw.FILE, str(error))
            self._note_l10n_fr_demat_stop("container")
            self._note_l10n_fr_demat_findings([finding])
