from odoo import fields, models

# C. com. L441-10 II and D441-5: due without reminder, at least three times the legal
# rate; without agreement, the ECB's rate and ten points.
PENALTY = (
    "En cas de retard de paiement, pénalités exigibles sans rappel au taux de "
    "refinancement de la BCE majoré de 10 points (article L441-10 du code de commerce)."
)
INDEMNITY = (
    "Indemnité forfaitaire pour frais de recouvrement en cas de retard de paiement : "
    "40 € (article D441-5 du code de commerce)."
)
NO_DISCOUNT = "Escompte pour paiement anticipé : néant."


class ResCompany(models.Model):
    """What the company writes on every invoice, and in which profile."""

    _inherit = "res.company"

    l10n_fr_demat_profile = fields.Selection(
        selection=[("en16931", "EN 16931"), ("extended", "EXTENDED")],
        string="Factur-X profile",
        required=True,
        default="en16931",
        help="EN 16931 is understood by every tool. EXTENDED says more, and not every "
        "tool reads it: it is taken where an invoice does not fit in EN 16931.",
    )
    l10n_fr_demat_gate = fields.Selection(
        selection=[
            ("failed", "keeps back what they refuse"),
            ("strict", "keeps back also what could not be checked"),
            ("off", "does without them"),
        ],
        string="The check by the official rules",
        required=True,
        default="failed",
        help="EN 16931 and the French rules (XP Z12-012), asked in another process.",
    )
    l10n_fr_demat_note_pmd = fields.Text(
        string="Late payment penalty", required=True, default=PENALTY
    )
    l10n_fr_demat_note_pmt = fields.Text(
        string="Recovery indemnity", required=True, default=INDEMNITY
    )
    l10n_fr_demat_note_aab = fields.Text(
        string="Early payment discount",
        required=True,
        default=NO_DISCOUNT,
        help="Used when the payment terms of the invoice give no discount.",
    )

    def _get_l10n_fr_demat_legal_notes(self):
        """Hook: return the notes that the law wants, by subject code (BT-21)."""
        self.ensure_one()
        return {
            "PMD": self.l10n_fr_demat_note_pmd or "",
            "PMT": self.l10n_fr_demat_note_pmt or "",
            "AAB": self.l10n_fr_demat_note_aab or "",
        }


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    l10n_fr_demat_profile = fields.Selection(
        related="company_id.l10n_fr_demat_profile", readonly=False
    )
    l10n_fr_demat_gate = fields.Selection(
        related="company_id.l10n_fr_demat_gate", readonly=False
    )
    l10n_fr_demat_note_pmd = fields.Text(
        related="company_id.l10n_fr_demat_note_pmd", readonly=False
    )
    l10n_fr_demat_note_pmt = fields.Text(
        related="company_id.l10n_fr_demat_note_pmt", readonly=False
    )
    l10n_fr_demat_note_aab = fields.Text(
        related="company_id.l10n_fr_demat_note_aab", readonly=False
    )
