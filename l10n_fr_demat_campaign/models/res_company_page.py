from urllib.parse import urlsplit

from odoo import models


class ResCompany(models.Model):
    _inherit = "res.company"

    def _prepare_l10n_fr_demat_trust_values(self):
        """Return what lets a visitor check that a page is really ours."""
        self.ensure_one()
        siren = self.partner_id.l10n_fr_demat_siren
        return {
            "id": self.id,
            "name": self.name,
            "siren": self.env["demat.request"]._format_siren(siren),
            "contact": self.l10n_fr_demat_contact or self.name,
            "phone": self.l10n_fr_demat_contact_phone or self.phone or "",
            "email": self.l10n_fr_demat_contact_email or self.email or "",
            "host": urlsplit(self.get_base_url()).netloc,
            "has_logo": bool(self.logo) and not self.uses_default_logo,
        }
