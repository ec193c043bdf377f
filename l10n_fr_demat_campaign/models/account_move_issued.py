import hashlib
import logging

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError, UserError

from ..rules.invoice import Flaw
from .demat_sealed import get_seal_message, is_forced

_logger = logging.getLogger(__name__)
# The fields of an invoice whose files are issued, with where their hash is kept.
ISSUED = {
    "invoice_pdf_report_file": "l10n_fr_demat_issued_hash",
    "ubl_cii_xml_file": "l10n_fr_demat_issued_xml_hash",
}
# What says how an invoice was issued: never edited by hand.
SEALED = frozenset({*ISSUED.values(), "l10n_fr_demat_checks"})


def sha256(content):
    """Return the hash of a file, as hexadecimal text."""
    return hashlib.sha256(content or b"").hexdigest()


class AccountMove(models.Model):
    """What was issued is what is shown: each file is held against its hash."""

    _inherit = "account.move"

    l10n_fr_demat_issued_xml_hash = fields.Char(
        string="SHA-256 of the XML issued", copy=False, readonly=True
    )

    @api.model_create_multi
    def create(self, vals_list):
        # EXTENDS 'account'
        given = {key.removeprefix("default_") for key in self.env.context}
        self._check_l10n_fr_demat_seal(given.union(*vals_list))
        return super().create(vals_list)

    def write(self, vals):
        # EXTENDS 'account'
        self._check_l10n_fr_demat_seal(vals.keys())
        return super().write(vals)

    @api.model
    def _check_l10n_fr_demat_seal(self, names):
        """Refuse to change by hand what proves which file was issued."""
        if is_forced(self, sealed := sorted(SEALED & names)):
            raise AccessError(get_seal_message(self, sealed[0]))

    @api.model
    def _is_demat_sealed(self, name):
        """Return whether users may not give themselves a default for a field."""
        return name in SEALED

    def _check_l10n_fr_demat_issued(self):
        """Refuse to show as issued a file that is not the one that was issued."""
        self.ensure_one()
        move = self.sudo()
        for name in move._get_l10n_fr_demat_lost():
            move._tell_l10n_fr_demat_altered(name)
        for attachment in move.invoice_pdf_report_id | move.ubl_cii_xml_id:
            attachment._check_l10n_fr_demat_issued()

    def _tell_l10n_fr_demat_altered(self, file_name):
        """Refuse to show a file that is not the one that was issued.

        The log has it at once; the finding comes when this transaction ends, however
        it ends, for a refusal undoes what it wrote.
        """
        self.ensure_one()
        _logger.error("%s of %s is not the file that was issued", file_name, self)
        for callbacks in (self.env.cr.postrollback, self.env.cr.postcommit):
            callbacks.add(self._note_l10n_fr_demat_altered)
        raise UserError(
            self.env._(
                "The file of %s is not the one that was issued: somebody changed "
                "it. Restore it from a backup.",
                self.name,
            )
        )

    def _note_l10n_fr_demat_altered(self):
        """Check the invoice in a transaction of its own."""
        with self.env.registry.cursor() as cr:
            move = self.with_env(self.env(cr=cr, user=SUPERUSER_ID)).exists()
            move._check_l10n_fr_demat_readiness()

    def _find_l10n_fr_demat_flaws(self):
        # Told until the file is again the one that was issued.
        self.ensure_one()
        files = self._get_l10n_fr_demat_issued_files()
        altered = files.filtered(lambda file: file._is_l10n_fr_demat_altered())
        return (
            *super()._find_l10n_fr_demat_flaws(),
            *(
                self._prepare_l10n_fr_demat_finding(Flaw.ALTERED, file.name)
                for file in altered
            ),
            *(
                self._prepare_l10n_fr_demat_finding(Flaw.ALTERED, name)
                for name in self._get_l10n_fr_demat_lost()
            ),
        )

    def _get_l10n_fr_demat_lost(self):
        """Return the names of the files that were issued and are there no more."""
        move = self.sudo()
        files = (
            (move.l10n_fr_demat_issued_hash, "invoice_pdf_report_id", "facturx"),
            (move.l10n_fr_demat_issued_xml_hash, "ubl_cii_xml_id", "xml_cii"),
        )
        return [
            move._get_l10n_fr_demat_file_name(file_format)
            for known, field, file_format in files
            if known and not move[field]
        ]

    def _get_l10n_fr_demat_issued_files(self):
        """Return the files whose hash was kept, as the system."""
        move = self.sudo()
        if not move.l10n_fr_demat_issued_hash:
            return self.env["ir.attachment"]
        delivered = move.l10n_fr_demat_delivery_ids.attachment_id
        return move.invoice_pdf_report_id | move.ubl_cii_xml_id | delivered


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    def _to_http_stream(self):
        # EXTENDS 'base': whatever the road, the file of an invoice is the one issued
        self._check_l10n_fr_demat_issued()
        return super()._to_http_stream()

    def _build_zip_from_attachments(self):
        # EXTENDS 'account'
        for attachment in self:
            attachment._check_l10n_fr_demat_issued()
        return super()._build_zip_from_attachments()

    def _check_l10n_fr_demat_issued(self):
        """Refuse to show the file of an invoice that is not the one that was issued."""
        if self._is_l10n_fr_demat_altered():
            move, _known = self._get_l10n_fr_demat_issued()
            move._tell_l10n_fr_demat_altered(self.name)

    def _is_l10n_fr_demat_altered(self):
        """Return whether this is the file of an invoice, and not as it was issued."""
        self.ensure_one()
        _move, known = self._get_l10n_fr_demat_issued()
        return bool(known) and sha256(self.sudo().raw) != known

    def _get_l10n_fr_demat_issued(self):
        """Return the invoice whose file this is, and the hash it was issued with."""
        attachment = self.sudo()
        owner = attachment.res_model in ("account.move", "demat.delivery") and (
            self.env[attachment.res_model].sudo().browse(attachment.res_id).exists()
        )
        if not owner:
            return None, None
        if owner._name == "account.move":
            field = ISSUED.get(attachment.res_field)
            return owner, field and owner[field]
        is_file = owner.attachment_id == attachment
        return owner.move_id, is_file and owner.document_checksum
