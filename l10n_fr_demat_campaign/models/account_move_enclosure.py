from odoo import fields, models

from ..einvoice import enclosure
from ..rules.invoice import Flaw


class AccountMove(models.Model):
    """Documents that the customer wants with the invoice."""

    _inherit = "account.move"

    l10n_fr_demat_enclosure_ids = fields.Many2many(
        "ir.attachment",
        "l10n_fr_demat_enclosure_rel",
        "move_id",
        "attachment_id",
        string="Documents for the customer",
        copy=False,
        help="Delivery notes, time sheets… Inside the Factur-X file or beside it, as "
        "the customer wants them. The chatter is never sent.",
    )

    def _get_l10n_fr_demat_enclosures(self, mode="embedded", rule=None):
        """Return the documents that go with this invoice to a destination.

        :param mode: ``embedded`` in the file, or ``beside`` it
        :param rule: the destination, the main one by default
        """
        self.ensure_one()
        enclosures = self.sudo().l10n_fr_demat_enclosure_ids
        if not enclosures:
            return enclosures
        rule = rule or self._get_l10n_fr_demat_rules()[:1]
        return enclosures.sorted("id") if rule.attachments == mode else enclosures[:0]

    def _prepare_l10n_fr_demat_enclosures(self):
        """Return what is embedded in the original: contents by name."""
        documents = self._get_l10n_fr_demat_enclosures()
        names = enclosure.free_names(documents.mapped("name"))
        return {
            name: document.raw for name, document in zip(names, documents, strict=True)
        }

    def _get_l10n_fr_demat_enclosed(self):
        """Hook: return the documents inside the file, names and kinds (BR-FR-17)."""
        names = self._get_l10n_fr_demat_enclosures().mapped("name")
        return [(name, enclosure.kind_of(name)) for name in enclosure.free_names(names)]

    def _get_l10n_fr_demat_findings(self, values=None):
        # EXTENDS: what cannot be opened is not embedded
        return (
            *super()._get_l10n_fr_demat_findings(values),
            *(
                self._prepare_l10n_fr_demat_finding(Flaw.ENCLOSURE, document.name)
                for document in self._get_l10n_fr_demat_enclosures()
                if not enclosure.is_readable(document.name, document.raw)
            ),
        )
