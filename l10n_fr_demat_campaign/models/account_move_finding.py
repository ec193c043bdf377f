import logging

from odoo import api, fields, models

from ..einvoice import readiness
from ..einvoice.failure import log_failure
from ..rules.invoice import Finding, Flaw, Place
from .demat_collision import is_collision
from .demat_finding import READERS

_logger = logging.getLogger(__name__)


class AccountMove(models.Model):
    """What keeps an invoice from leaving electronically, known when it is posted."""

    _inherit = "account.move"

    l10n_fr_demat_finding_ids = fields.One2many(
        "demat.finding",
        "move_id",
        string="To correct before it leaves electronically",
        groups=READERS,
    )
    l10n_fr_demat_blocking_count = fields.Integer(
        compute="_compute_l10n_fr_demat_blocking_count", compute_sudo=True
    )

    @api.depends("l10n_fr_demat_finding_ids.is_blocking")
    def _compute_l10n_fr_demat_blocking_count(self):
        for move in self:
            found = move.l10n_fr_demat_finding_ids
            move.l10n_fr_demat_blocking_count = len(found.filtered("is_blocking"))

    def _post(self, soft=True):
        # EXTENDS 'account': told at once, never in the way
        posted = super()._post(soft)
        posted._check_l10n_fr_demat_readiness()
        return posted

    def button_draft(self):
        # EXTENDS 'account': a draft is not judged
        result = super().button_draft()
        self.env["demat.finding"]._record(dict.fromkeys(self, ()))
        return result

    def action_l10n_fr_demat_check(self):
        """Check this invoice again, once something was corrected."""
        # A customer reads his own invoices, too: what we find is not for him.
        self.env["demat.finding"].check_access("read")
        self.check_access("read")
        self._check_l10n_fr_demat_readiness()

    def _check_l10n_fr_demat_readiness(self):
        """Note on these invoices what keeps them from leaving electronically."""
        moves = self.filtered(lambda move: move._is_l10n_fr_demat_emitter())
        if moves:
            moves._fetch_l10n_fr_demat_lines()
            findings = {move: move._find_l10n_fr_demat_flaws() for move in moves}
            self.env["demat.finding"]._record(findings)

    def _find_l10n_fr_demat_flaws(self):
        """Return the findings on this invoice, whatever is wrong with it.

        No data may keep an accountant from posting: what cannot be read is a finding.
        """
        self.ensure_one()
        try:
            with self.env.cr.savepoint():
                return self._get_l10n_fr_demat_findings()
        except Exception as error:
            if is_collision(error):
                raise  # the whole posting is tried again
            log_failure(_logger, f"Invoice {self.id} cannot be read", error)
            return (self._prepare_l10n_fr_demat_finding(Flaw.FILE, str(error)),)

    def _get_l10n_fr_demat_findings(self, values=None):
        """Return what the rules find on this document.

        :param values: the terms, when they are known already
        """
        self.ensure_one()
        return readiness.findings_of(
            self.sudo(), values or self._prepare_l10n_fr_demat_terms()
        )

    @api.model
    def _prepare_l10n_fr_demat_finding(self, flaw, value, source="", is_blocking=True):
        """Return a finding that no row of the rules makes."""
        return Finding(
            flaw=flaw,
            term="",
            value=value,
            source=source,
            place=Place.INVOICE,
            is_blocking=is_blocking,
        )
