from odoo import models

from ..einvoice import amounts, codes

# CGI ann. II 242 nonies A and 289 I-5: the words that name a document, and how it
# stands to earlier ones. BOI-TVA-DECLA-30-20-20-30: what replaces says so.
ALONE = {
    (False, codes.DEPOSIT): "Facture d'acompte",
    (False, codes.CORRECTIVE): "Facture rectificative",
    (True, codes.GLOBAL_DISCOUNT): "Avoir au titre d'une remise globale",
}
REFERRING = {
    (False, codes.ORDINARY): "Complète {}",
    (False, codes.DEPOSIT): "Facture d'acompte, suite de {}",
    (False, codes.CORRECTIVE): "Facture rectificative : annule et remplace {}",
    (True, codes.ORDINARY): "Avoir sur {}",
    (True, codes.DEPOSIT): "Avoir sur {}",
    (True, codes.GLOBAL_DISCOUNT): "Avoir au titre d'une remise globale sur {}",
}
FINAL = "Facture finale, déduction faite de {}"
MEANS = {
    codes.CARD: "Paiement par carte",
    codes.CHEQUE: "Paiement par chèque",
    codes.CASH: "Paiement en espèces",
}
DAY = "%d/%m/%Y"


class AccountMove(models.Model):
    """The mentions on what this document is, and on what it goes on from."""

    _inherit = "account.move"

    def _get_l10n_fr_demat_document_mentions(self):
        """Hook: return what to print of the kind of document and of its references."""
        self.ensure_one()
        return [
            *self._get_l10n_fr_demat_issuer_mentions(),
            self._get_l10n_fr_demat_origin_mention(),
            self._get_l10n_fr_demat_period_mention(),
            self._get_l10n_fr_demat_contract_mention(),
            self._get_l10n_fr_demat_group_mention(),
            self._get_l10n_fr_demat_payment_mention(),
            *self._get_l10n_fr_demat_paid_mentions(),
            *self._get_l10n_fr_demat_exemption_mentions(),
        ]

    def _get_l10n_fr_demat_origin_mention(self):
        """Return the kind of document, with the number and date of earlier ones."""
        key = self._is_l10n_fr_demat_refund(), self._get_l10n_fr_demat_document_kind()
        origins = ", ".join(
            f"{origin.name} du {origin.invoice_date.strftime(DAY)}"
            for origin in self._get_l10n_fr_demat_origins()
            if origin.invoice_date
        )
        if not origins:
            return ALONE.get(key)
        words = FINAL if self._is_l10n_fr_demat_final() else REFERRING.get(key)
        return words and words.format(origins)

    def _get_l10n_fr_demat_period_mention(self):
        start, end = self._get_l10n_fr_demat_period()
        days = [
            f"{word} {day.strftime(DAY)}"
            for word, day in (("du", start), ("au", end))
            if day
        ]
        return f"Période facturée : {' '.join(days)}" if days else None

    def _get_l10n_fr_demat_contract_mention(self):
        contract = self.l10n_fr_demat_contract
        return f"Contrat : {contract}" if contract else None

    def _get_l10n_fr_demat_group_mention(self):
        """Return who the VAT group is (CGI 256 C), as our invoices have to say."""
        if not self._is_l10n_fr_demat_in_vat_group():
            return None
        group = self.company_id.l10n_fr_demat_vat_group_id.sudo()
        address = group._display_address(without_company=True) if group else ""
        said = [group.name, group.vat, *address.splitlines()]
        return "Membre d'un assujetti unique : " + ", ".join(
            text.strip() for text in said if text and text.strip()
        )

    def _get_l10n_fr_demat_payment_mention(self):
        """Return how the money is taken: a transfer is printed by Odoo itself."""
        if self._is_l10n_fr_demat_refund():
            return None
        means = self._get_l10n_fr_demat_payment_means()
        if means == codes.SEPA_DEBIT:
            return self._get_l10n_fr_demat_debit_mention()
        return MEANS.get(means)

    def _get_l10n_fr_demat_debit_mention(self):
        account = self._get_l10n_fr_demat_mandate_account()
        known = {
            "mandat": account.l10n_fr_demat_mandate,
            "créancier": self.company_id.l10n_fr_demat_creditor,
            # A page travels further than a mandate: the account is only recalled.
            "compte finissant par": (account.sanitized_acc_number or "")[-4:],
        }
        said = [f"{name} {value}" for name, value in known.items() if value]
        return ", ".join(["Prélèvement SEPA", *said])

    def _get_l10n_fr_demat_exemption_mentions(self):
        """Return why no VAT is charged, where Odoo does not print it with the tax."""
        taxes = self.invoice_line_ids.tax_ids.flatten_taxes_hierarchy()
        # The engine works for nothing where each tax is charged at a rate.
        if all(map(amounts.is_charged, taxes)):
            return []
        found = amounts.read_amounts(self)
        reasons = [
            amount.reason.text
            for amount in found
            if amount.reason
            and amount.base_line["tax_ids"]
            and not any(amount.base_line["tax_ids"].mapped("invoice_legal_notes"))
        ]
        return list(dict.fromkeys(reasons))
