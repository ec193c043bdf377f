from odoo import fields, models
from odoo.exceptions import AccessError


class DematProposal(models.Model):
    """A change of data that a customer proposes and that one of us accepts or not."""

    _name = "demat.proposal"
    _description = "Change proposed by a customer"
    _inherit = ["demat.sealed"]
    _order = "id desc"
    _demat_sealed = frozenset({"state", "decided_by_id", "decided_at"})

    request_id = fields.Many2one(
        "demat.request", required=True, readonly=True, index=True, ondelete="restrict"
    )
    consent_id = fields.Many2one(
        related="request_id.consent_id", store=True, index=True
    )
    company_id = fields.Many2one(
        related="request_id.company_id", store=True, index=True
    )
    partner_id = fields.Many2one(
        related="request_id.partner_id", store=True, index=True
    )
    field = fields.Selection(
        selection=[
            ("siren", "SIREN"),
            ("siret", "SIRET"),
            ("address", "Address for invoices"),
            ("electronic_address", "Electronic address"),
            ("tool", "Receiving tool"),
            ("reference", "Reference to print"),
        ],
        required=True,
        readonly=True,
    )
    old_value = fields.Char(readonly=True)
    new_value = fields.Char(required=True, readonly=True)
    state = fields.Selection(
        selection=[
            ("open", "To check"),
            ("accepted", "Accepted"),
            ("rejected", "Rejected"),
        ],
        required=True,
        readonly=True,
        default="open",
        index=True,
    )
    decided_by_id = fields.Many2one("res.users", readonly=True)
    decided_at = fields.Datetime(string="Decided on", readonly=True)

    def action_accept(self):
        """Take the proposed value over into the customer's data."""
        self._check_officer()
        for proposal in self.filtered(lambda proposal: proposal.state == "open"):
            proposal._take_over()
        self._decide("accepted")

    def action_reject(self):
        """Leave the customer's data as they are."""
        self._check_officer()
        self._decide("rejected")

    def _check_officer(self):
        """Let officers decide, and only on what they see."""
        self.check_access("read")
        if not self.env.user.has_group("l10n_fr_demat_campaign.demat_group_user"):
            raise AccessError(
                self.env._("Deciding is for users of electronic invoicing.")
            )

    def _decide(self, state):
        self.filtered(lambda proposal: proposal.state == "open").sudo()._write_sealed(
            {
                "state": state,
                "decided_by_id": self.env.user.id,
                "decided_at": fields.Datetime.now(),
            }
        )

    def _take_over(self):
        """Hook: write the accepted value where it belongs.

        Who may decide need not be allowed to change every contact.
        """
        self.ensure_one()
        partner = self.partner_id.sudo()
        if self.field in ("siren", "siret"):
            partner[f"l10n_fr_demat_{self.field}"] = self.new_value
