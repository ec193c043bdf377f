from urllib.parse import urlsplit

from odoo import models


class ResCompany(models.Model):
    _inherit = "res.company"

    def _prepare_l10n_fr_demat_trust_values(self):
        """Return what lets a visitor check that a page is really ours."""
        self.ensure_one()
        siren = self.partner_id.l10n_fr_demat_siren
        host = urlsplit(self.get_base_url()).netloc
        return {
            "id": self.id,
            "name": self.name,
            "siren": self.env["demat.request"]._format_siren(siren),
            "contact": self.l10n_fr_demat_contact or "",
            "phone": self.l10n_fr_demat_contact_phone or self.phone or "",
            "email": self.l10n_fr_demat_contact_email or self.email or "",
            "check": self.env._(
                "To check: type the address %s/demat yourself, or call the number "
                "printed on one of our past invoices.",
                host,
            ),
            "has_logo": bool(self.logo) and not self.uses_default_logo,
        }
