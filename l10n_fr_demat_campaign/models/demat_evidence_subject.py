from odoo import fields, models


class DematEvidenceSubject(models.AbstractModel):
    """What evidence is about: a customer's position, or a campaign."""

    _name = "demat.evidence.subject"
    _description = "Subject of evidence"

    evidence_count = fields.Integer(compute="_compute_evidence_count")

    def _compute_evidence_count(self):
        empty = self.env["demat.evidence.chain"].sudo()
        chains = empty._get_chains(self)
        for subject in self:
            subject.evidence_count = chains.get(subject.id, empty).event_count

    def _get_chain(self):
        """Return the chain of evidence of one subject, empty when nothing happened."""
        self.ensure_one()
        chains = self.env["demat.evidence.chain"]
        return chains._get_chains(self).get(self.id, chains)

    def _get_evidence_identities(self):
        """Hook: return who each subject is, kept as text with its first event."""
        return {}

    def action_view_evidence(self):
        """Open the events of these subjects."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "l10n_fr_demat_campaign.demat_evidence_action"
        )
        column = self.env["demat.evidence.chain"]._get_column(self)
        return {**action, "domain": [(column, "in", self.ids)], "context": {}}

    def action_verify_evidence(self):
        """Verify the chain of these subjects and say what was found."""
        chains = self.env["demat.evidence.chain"]
        return chains.union(*(subject._get_chain() for subject in self)).action_verify()


class DematConsent(models.Model):
    _name = "demat.consent"
    _inherit = ["demat.consent", "demat.evidence.subject"]

    def _get_evidence_identities(self):
        return {
            consent.id: {
                "customer": consent.partner_id.name,
                "siren": consent.partner_id.l10n_fr_demat_siren,
                "vat": consent.partner_id.vat,
            }
            for consent in self
        }


class DematCampaign(models.Model):
    _name = "demat.campaign"
    _inherit = ["demat.campaign", "demat.evidence.subject"]
