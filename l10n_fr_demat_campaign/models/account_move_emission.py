import logging

import psycopg2

from odoo import fields, models
from odoo.tools import format_date

from ..einvoice import codes, container, document, terms
from ..einvoice.failure import log_failure

_logger = logging.getLogger(__name__)

# BT-23 (XP Z12-012): B goods, S services, M both; 1 invoice, 2 already paid.
BUSINESS_PROCESSES = [
    ("B1", "B1 - Goods"),
    ("S1", "S1 - Services"),
    ("M1", "M1 - Goods and services"),
    ("B2", "B2 - Goods, already paid"),
    ("S2", "S2 - Services, already paid"),
    ("M2", "M2 - Goods and services, already paid"),
    ("S3", "S3 - Services, subcontractor paid directly"),
    ("B4", "B4 - Goods, final invoice after a deposit"),
    ("S4", "S4 - Services, final invoice after a deposit"),
    ("M4", "M4 - Goods and services, final invoice after a deposit"),
    ("S5", "S5 - Services, by a subcontractor"),
    ("S6", "S6 - Services, by a co-contractor"),
    ("B7", "B7 - Goods, VAT already collected"),
    ("S7", "S7 - Services, VAT already collected"),
]
NOT_FOR_CONSUMERS = "Sans objet : la loi ne le prévoit pas pour un consommateur."


class AccountMove(models.Model):
    """From an invoice to its electronic file."""

    _inherit = "account.move"

    l10n_fr_demat_business_process = fields.Selection(
        selection=BUSINESS_PROCESSES,
        string="Nature of operations",
        copy=False,
        help="BT-23 of the electronic invoice. Empty: read from the lines.",
    )

    def _is_l10n_fr_demat_emitter(self):
        """Return whether the French rules apply to this document."""
        self.ensure_one()
        codes = self.env["res.company"]._get_france_country_codes()
        return self.company_id.country_code in codes and (
            self.is_sale_document() or self._is_l10n_fr_demat_self_billed()
        )

    def _prepare_l10n_fr_demat_terms(self):
        """Hook: return the EN 16931 terms of this document."""
        self.ensure_one()
        # What an invoice says does not depend on who sends it.
        move = self.sudo().with_company(self.company_id)
        move = move.with_context(lang=self.partner_id.lang or self.env.lang)
        return terms.build_terms(move, self.company_id.l10n_fr_demat_profile)

    def _get_l10n_fr_demat_flaws(self, values=None):
        """Return, in words, what keeps this document from leaving electronically.

        :param values: the terms, when they are known already
        """
        write = self.env["demat.finding"]._get_text
        find = self._get_l10n_fr_demat_findings
        findings = find(values) if values else self._find_l10n_fr_demat_flaws()
        return [write(finding) for finding in findings if finding.is_blocking]

    def _get_l10n_fr_demat_xml(self):
        """Return the XML of this document and what is wrong with it, in words.

        Core asks for it on every print: nothing is ever raised.

        :return: the XML as bytes, None when it cannot be made, and a list of messages
        """
        self.ensure_one()
        try:
            values = self._prepare_l10n_fr_demat_terms()
            if flaws := self._get_l10n_fr_demat_flaws(values):
                return None, flaws
            return document.build_xml(values, codes.level_of(values)), []
        except psycopg2.Error:
            raise  # this transaction is over
        except document.DocumentError as error:
            return None, [str(error)]
        except Exception as error:  # noqa: BLE001
            # Core goes on without a word: only the log tells.
            log_failure(_logger, f"Invoice {self.id} cannot be written", error)
            return None, [str(error)]

    def _get_l10n_fr_demat_facturx(self, pdf, xml):
        """Return the Factur-X file made of a printed invoice and its XML.

        :raises einvoice.document.DocumentError: when the file is not what it should be
        """
        self.ensure_one()
        content = document.build_facturx(
            pdf,
            xml,
            level=document.level_of(xml),
            lang=(self.partner_id.lang or "fr_FR").replace("_", "-"),
            title=self._prepare_l10n_fr_demat_metadata(),
            enclosed=self._prepare_l10n_fr_demat_enclosures(),
        )
        if flaws := container.flaws_of(content):
            raise document.DocumentError(", ".join(flaws))
        return content

    def _prepare_l10n_fr_demat_metadata(self):
        """Hook: return what the metadata of the file say."""
        company = self.company_id.name
        return {
            "author": company,
            "title": f"{company}: {self.name}",
            "subject": f"{self.name}, {format_date(self.env, self.invoice_date)}",
            "keywords": "Factur-X",
        }

    def _get_l10n_fr_demat_business_process(self):
        """Return BT-23: what was chosen on the invoice, else what its lines say."""
        self.ensure_one()
        if self.l10n_fr_demat_business_process:
            return self.l10n_fr_demat_business_process
        return f"{self._get_l10n_fr_demat_nature()}{self._get_l10n_fr_demat_stage()}"

    def _get_l10n_fr_demat_stage(self):
        """Return the digit of BT-23: 4 after a deposit, 2 paid already, 1 else."""
        if self._is_l10n_fr_demat_final():
            return 4
        return 2 if self._is_l10n_fr_demat_paid() else 1

    def _get_l10n_fr_demat_legal_notes(self):
        """Hook: return the notes that the law wants, by subject code (BT-21)."""
        self.ensure_one()
        notes = self.company_id._get_l10n_fr_demat_legal_notes()
        if self.commercial_partner_id.l10n_fr_demat_recipient == "consumer":
            notes |= dict.fromkeys(("PMD", "PMT"), NOT_FOR_CONSUMERS)
        notes["AAB"] = self._get_l10n_fr_demat_discount_note()
        return {**notes, **self._get_l10n_fr_demat_treatment_note()}

    def _get_l10n_fr_demat_discount_note(self):
        term = self.invoice_payment_term_id
        if not term.early_discount:
            return self.company_id.l10n_fr_demat_note_aab
        return (
            f"Escompte de {term.discount_percentage:g} % "
            f"pour paiement sous {term.discount_days} jours."
        )
