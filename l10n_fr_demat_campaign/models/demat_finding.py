from odoo import api, fields, models

from ..rules.invoice import Flaw, Place
from .demat_collision import claim

READERS = (
    "account.group_account_invoice,account.group_account_readonly,"
    "l10n_fr_demat_campaign.demat_group_salesperson,"
    "l10n_fr_demat_campaign.demat_group_auditor"
)


class DematFinding(models.Model):
    """One thing to correct before an invoice can leave electronically.

    Written by the add-on only, each time an invoice is checked.
    """

    _name = "demat.finding"
    _description = "What keeps an invoice from leaving electronically"
    _order = "is_blocking desc, flaw, id"
    _rec_name = "move_id"

    move_id = fields.Many2one(
        "account.move",
        string="Invoice",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        related="move_id.company_id", store=True, index=True, readonly=True
    )
    partner_id = fields.Many2one(
        related="move_id.commercial_partner_id",
        string="Customer",
        store=True,
        index=True,
        readonly=True,
    )
    user_id = fields.Many2one(
        related="partner_id.user_id", string="Salesperson", store=True, index=True
    )
    flaw = fields.Selection(
        selection="_selection_flaw", string="Cause", required=True, readonly=True
    )
    term = fields.Char(readonly=True, help="Of the norm EN 16931: BT-1 is the number.")
    value = fields.Char(
        string="Value as written", readonly=True, help="What the invoice says."
    )
    source = fields.Char(string="Rule", readonly=True)
    place = fields.Selection(
        selection="_selection_place",
        string="Corrected on",
        required=True,
        readonly=True,
    )
    is_blocking = fields.Boolean(string="Blocks", readonly=True)
    advice = fields.Char(string="What to do", compute="_compute_advice")

    @api.model
    def _selection_flaw(self):
        return [(flaw.value, text[0]) for flaw, text in self._get_messages().items()]

    @api.model
    def _selection_place(self):
        env = self.env
        return [
            (Place.INVOICE.value, env._("The invoice")),
            (Place.CUSTOMER.value, env._("The customer")),
            (Place.COMPANY.value, env._("Our company")),
        ]

    @api.depends("flaw")
    @api.depends_context("lang")
    def _compute_advice(self):
        messages = self._get_messages()
        for finding in self:
            finding.advice = messages[Flaw(finding.flaw)][1]

    @api.model
    def _record(self, findings):
        """Replace what is known of some invoices.

        :param findings: dict of invoice to its findings (``rules.invoice.Finding``)
        """
        moves = self.env["account.move"].union(*findings)
        rows = [
            self._prepare(move, finding)
            for move, found in findings.items()
            for finding in found
        ]
        known = self.sudo().search([("move_id", "in", moves.ids)], order="id")
        # What is still so stays: a deletion empties the cache of a whole batch.
        if [known._prepare_again(finding) for finding in known] == rows:
            return known
        claim(moves)
        known.unlink()
        return self.sudo().create(rows)

    @api.model
    def _prepare_again(self, finding):
        """Return the values that a known finding was written with."""
        names = ("flaw", "term", "value", "source", "place", "is_blocking")
        return {
            "move_id": finding.move_id.id,
            **{name: finding[name] for name in names},
        }

    @api.model
    def _prepare(self, move, finding):
        return {
            "move_id": move.id,
            "flaw": finding.flaw.value,
            "term": finding.term,
            "value": finding.value,
            "source": finding.source,
            "place": finding.place.value,
            "is_blocking": finding.is_blocking,
        }

    @api.model
    def _get_text(self, finding):
        """Return a finding of the rules in one paragraph."""
        what, advice = self._get_messages()[Flaw(finding.flaw)]
        said = self._get_said(finding)
        if said and finding.term:
            said = self.env._("%(label)s: %(value)s", label=finding.term, value=said)
        return f"{what[:-1]} ({said}). {advice}" if said else f"{what} {advice}"

    def action_check_again(self):
        """Check these invoices again, once something was corrected."""
        moves = self.move_id
        moves.check_access("read")
        moves._check_l10n_fr_demat_readiness()
        return {"type": "ir.actions.client", "tag": "soft_reload"}
