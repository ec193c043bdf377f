from odoo import fields, models

from .account_move_emission import NOT_FOR_CONSUMERS

# CGI ann. II 242 nonies A, I: the words of the decree of 2022-10-07.
NATURES = {
    "B": "Nature des opérations : livraison de biens",
    "S": "Nature des opérations : prestation de services",
    "M": "Nature des opérations : livraison de biens et prestation de services",
}
ON_DEBITS = "Option pour le paiement de la taxe d'après les débits"


class ResCompany(models.Model):
    """What the company prints on its invoices."""

    _inherit = "res.company"

    l10n_fr_demat_is_vat_on_debits = fields.Boolean(
        string="VAT on debits",
        help="The company chose to pay the VAT of its services when it invoices them "
        "(CGI 269, 2 c). The invoice must say so.",
    )
    l10n_fr_demat_is_printed_always = fields.Boolean(
        string="Print the mentions on every invoice",
        help="Else only on the invoices of customers who were asked how they want "
        "theirs.",
    )


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    l10n_fr_demat_is_vat_on_debits = fields.Boolean(
        related="company_id.l10n_fr_demat_is_vat_on_debits", readonly=False
    )
    l10n_fr_demat_is_printed_always = fields.Boolean(
        related="company_id.l10n_fr_demat_is_printed_always", readonly=False
    )


class AccountMove(models.Model):
    """The mentions that the law wants, on the page that people read."""

    _inherit = "account.move"

    def _is_l10n_fr_demat_mentioned(self):
        """Return whether this document is printed with our mentions."""
        self.ensure_one()
        if not self._is_l10n_fr_demat_emitter():
            return False
        return (
            self.company_id.l10n_fr_demat_is_printed_always
            or self._is_l10n_fr_demat_self_billed()
            or self._is_l10n_fr_demat_governed()
        )

    def _is_l10n_fr_demat_on_debits(self):
        """Return whether the option on debits concerns this document: it has services.

        VAT on goods is always due when they are delivered (CGI 269, 2 a). The option
        is that of the seller: we do not know that of a supplier.
        """
        self.ensure_one()
        if (
            not self.company_id.l10n_fr_demat_is_vat_on_debits
            or self._is_l10n_fr_demat_self_billed()
        ):
            return False
        return self._get_l10n_fr_demat_business_process()[0] in ("S", "M")

    def _get_l10n_fr_demat_mentions(self):
        """Hook: return the mentions to print, in French as the law words them."""
        self.ensure_one()
        notes = self._get_l10n_fr_demat_legal_notes()
        delivery = self._get_l10n_fr_demat_delivery_mention()
        mentions = [
            *self._get_l10n_fr_demat_identity_mentions(),
            # Whoever prints need not read mandates nor payment methods.
            *self.sudo()._get_l10n_fr_demat_document_mentions(),
            NATURES.get(self._get_l10n_fr_demat_business_process()[0]),
            ON_DEBITS if self._is_l10n_fr_demat_on_debits() else None,
            delivery,
            *(notes[code] for code in ("PMD", "PMT", "AAB")),
        ]
        return [text for text in mentions if text and text != NOT_FOR_CONSUMERS]

    def _get_l10n_fr_demat_identity_mentions(self):
        seller = self._get_l10n_fr_demat_seller()
        both = self.company_id.partner_id | self.commercial_partner_id
        buyer = (both - seller) or seller
        numbers = {
            "Vendeur": seller.sudo()._get_l10n_fr_demat_siren(),
            "Client": buyer.sudo()._get_l10n_fr_demat_siren(),
        }
        return [f"{who} : SIREN {siren}" for who, siren in numbers.items() if siren]

    def _get_l10n_fr_demat_delivery_mention(self):
        """Return where goods go when it is not where the invoice goes."""
        address = self.partner_shipping_id
        is_goods = self._get_l10n_fr_demat_business_process()[0] in ("B", "M")
        if not is_goods or not address or address == self.partner_id:
            return None
        text = address._display_address(without_company=True)
        lines = [address.name or "", *text.splitlines()]
        return "Adresse de livraison : " + ", ".join(
            dict.fromkeys(line.strip() for line in lines if line.strip())
        )
