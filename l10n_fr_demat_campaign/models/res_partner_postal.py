from odoo import models

from ..rules import postal as rules


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _get_l10n_fr_demat_address_lines(self):
        """Return the address block of a letter, in the layout of La Poste.

        :raises rules.postal.AddressError: when the address cannot be printed; it says
            which line is at fault, nothing is ever cut
        """
        self.ensure_one()
        country = self.country_id
        return rules.address_block(
            self._get_l10n_fr_demat_typed_address(),
            country.code or "FR",
            country.name or "",
        )
