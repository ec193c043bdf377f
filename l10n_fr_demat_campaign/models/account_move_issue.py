from odoo import api, fields, models
from odoo.tools import SQL

from ..einvoice import document
from ..rules.invoice import Flaw
from .account_move_gate import JUDGED, XML
from .account_move_issued import ISSUED, SEALED, sha256
from .demat_sealed import GATE

METHOD = "l10n_fr_demat"
# Formats whose original is a Factur-X: the others are drawn from it.
STRUCTURED = ("facturx", "xml_cii", "xml_ubl")
# Where core's pipeline keeps what was printed.
PDF, PROFORMA = "pdf_attachment_values", "proforma_pdf_attachment_values"


class ResPartner(models.Model):
    _inherit = "res.partner"

    invoice_sending_method = fields.Selection(
        selection_add=[(METHOD, "as the customer chose")],
        ondelete={METHOD: "set null"},
    )


class AccountMove(models.Model):
    """How an invoice of a governed customer is issued."""

    _inherit = "account.move"

    l10n_fr_demat_issued_hash = fields.Char(
        string="SHA-256 of the file issued", copy=False, readonly=True
    )

    def _settle_l10n_fr_demat_format(self, invoice_data):
        """Let the customer's choice decide of the format, whoever answered before.

        What leaves by core's platform keeps the format that the platform wants.
        """
        self.ensure_one()
        methods = invoice_data.get("sending_methods") or ()
        if self._is_l10n_fr_demat_governed() and "peppol" not in methods:
            is_structured = self._get_l10n_fr_demat_format() in STRUCTURED
            invoice_data["invoice_edi_format"] = is_structured and "facturx"

    def _lend_l10n_fr_demat_blank(self, invoice_data, prints):
        """Give core a blank page to work on: what it makes of it is thrown away."""
        self.ensure_one()
        if self._is_l10n_fr_demat_governed():
            for key, raw in prints.items():
                if document.is_pdf(raw):
                    invoice_data[key]["raw"] = document.blank_pdf()

    def _issue_l10n_fr_demat(self, invoice_data, prints):
        """Put into the pipeline the original of this invoice, made from its print.

        What cannot be made is an error of this invoice: core then stores neither its
        PDF nor its XML. A proforma is left as it was printed.

        :param prints: what was printed before any add-on touched it, as PDF or, under
            test, HTML: dict of key of ``invoice_data`` to bytes
        """
        self.ensure_one()
        for key, raw in prints.items():
            invoice_data[key]["raw"] = raw
        printed = prints.get(PDF)
        structured = self._get_l10n_fr_demat_format() in STRUCTURED
        if PROFORMA in prints or not (structured and document.is_pdf(printed)):
            return
        raw, errors = self._make_l10n_fr_demat_original(printed, invoice_data)
        if errors:
            invoice_data["error"] = self._prepare_l10n_fr_demat_error(errors)
        else:
            invoice_data[PDF]["raw"] = raw

    def _make_l10n_fr_demat_original(self, printed, invoice_data):
        """Return the original made of a print, and what is wrong with it, in words."""
        # Made already for the stored XML, when the format is Factur-X.
        options = invoice_data.get("ubl_cii_xml_options") or {}
        is_ours = options.get("ubl_cii_format") == "facturx"
        xml, errors = is_ours and invoice_data[XML]["raw"], []
        if not xml:
            xml, errors = self._get_l10n_fr_demat_xml()
        if errors:
            self._note_l10n_fr_demat_unwritten(errors)
            return None, errors
        try:
            raw = self._get_l10n_fr_demat_facturx(printed, xml)
        except document.DocumentError as error:
            findings = [self._prepare_l10n_fr_demat_finding(Flaw.FILE, str(error))]
            raw = None
            self._note_l10n_fr_demat_stop("container", document.level_of(xml))
        else:
            findings = self._judge_l10n_fr_demat(xml, invoice_data.pop(JUDGED, None))
        if findings or self.sudo().l10n_fr_demat_finding_ids:
            self._note_l10n_fr_demat_findings(findings)
        write = self.env["demat.finding"]._get_text
        return raw, [write(finding) for finding in findings if finding.is_blocking]

    def _note_l10n_fr_demat_issued(self):
        """Keep the hash of each file that was just issued.

        Neither concerns accounting: one statement, where writing on each invoice would
        check its entries again.
        """
        moves = self.filtered(
            lambda move: (
                move._is_l10n_fr_demat_governed()
                or move._is_l10n_fr_demat_self_billed()
            )
        ).sudo()
        hashes = [
            SQL(
                "(%s, %s, %s)",
                move.id,
                sha256(move.invoice_pdf_report_id.raw),
                (move.ubl_cii_xml_id.raw and sha256(move.ubl_cii_xml_id.raw)) or None,
            )
            for move in moves
            if move.invoice_pdf_report_id.raw and not move.l10n_fr_demat_issued_hash
        ]
        if not hashes:
            return
        self.flush_model(list(ISSUED.values()))
        self.env.cr.execute(
            SQL(
                "UPDATE %s AS move SET l10n_fr_demat_issued_hash = new.hash,"
                " l10n_fr_demat_issued_xml_hash = new.xml_hash"
                " FROM (VALUES %s) AS new (id, hash, xml_hash)"
                " WHERE move.id = new.id",
                SQL.identifier(self._table),
                SQL(", ").join(hashes),
            )
        )
        moves.invalidate_recordset(list(ISSUED.values()))

    def _get_invoice_legal_documents(self, filetype, allow_fallback=False):
        # EXTENDS 'account'
        self._check_l10n_fr_demat_issued()
        return super()._get_invoice_legal_documents(filetype, allow_fallback)

    def _get_invoice_legal_documents_all(self, allow_fallback=False):
        # EXTENDS 'account'
        self._check_l10n_fr_demat_issued()
        return super()._get_invoice_legal_documents_all(allow_fallback)

    def button_draft(self):
        # EXTENDS 'account': what is issued next is another file
        result = super().button_draft()
        issued = self.filtered("l10n_fr_demat_issued_hash")
        issued.sudo().with_context(demat_gate=GATE).write(dict.fromkeys(SEALED, False))
        return result

    def _name_l10n_fr_demat_error(self, invoice_data):
        """Say what happened, where core names the format that it could not write."""
        error = invoice_data.get("error")
        errors = isinstance(error, dict) and error.get("errors")
        if errors and self._is_l10n_fr_demat_governed():
            error.update(self._prepare_l10n_fr_demat_error(errors))

    def _prepare_l10n_fr_demat_error(self, errors):
        """Return an error as core's sending pipeline wants it."""
        return {
            "error_title": self.env._("%s cannot leave electronically:", self.name),
            "errors": errors,
        }

    def _take_over_l10n_fr_demat(self, move_data):
        """Keep an invoice of a governed customer away from core's e-mail.

        :return: whether our outbox takes it
        """
        self.ensure_one()
        if not self._is_l10n_fr_demat_governed():
            return False
        methods = set(move_data["sending_methods"] or ())
        # Whatever was ticked, the mail to a customer is the one he chose.
        move_data["sending_methods"] = methods - {"email"}
        # An invoice that could not be made is not replaced by a proforma.
        return bool(methods & {"email", METHOD}) and not (
            move_data.get("proforma_pdf_attachment")
        )

    def _queue_l10n_fr_demat(self):
        """Give these invoices to the outbox, whatever the rights of who sends them."""
        return self.env["demat.delivery"].sudo()._enqueue(self)

    def _get_l10n_fr_demat_alerts(self):
        """Return the alerts of the sending wizards about governed customers."""
        governed = self.filtered(lambda move: move._is_l10n_fr_demat_governed())
        texts = {
            "demat_paper": (governed._filter_l10n_fr_demat_paper(), "info"),
            "demat_blocked": (governed._filter_l10n_fr_demat_blocked(), "warning"),
        }
        alerts = {
            key: governed._prepare_l10n_fr_demat_alert(key, moves, level)
            for key, (moves, level) in texts.items()
            if moves
        }
        if governed and not self._is_l10n_fr_demat_cron_active():
            alerts["demat_cron"] = {
                "level": "warning",
                "message": self.env._(
                    "The scheduled action that delivers invoices is switched off: "
                    "nothing leaves until an administrator switches it on."
                ),
            }
        return alerts

    def _filter_l10n_fr_demat_paper(self):
        """Return the invoices that leave on paper for want of an agreement."""
        return self.filtered(lambda move: not move._get_l10n_fr_demat_rules())

    def _filter_l10n_fr_demat_blocked(self):
        """Return the invoices that would leave electronically and cannot be made."""
        structured = self.filtered(
            lambda move: move._get_l10n_fr_demat_format() in STRUCTURED
        )
        return structured.filtered(lambda move: move._get_l10n_fr_demat_flaws())

    def _prepare_l10n_fr_demat_alert(self, key, moves, level):
        names = ", ".join(sorted(set(moves.commercial_partner_id.mapped("name"))))
        messages = {
            "demat_paper": self.env._(
                "No agreement in force, so the invoices are printed and nothing leaves "
                "electronically: %s",
                names,
            ),
            "demat_blocked": self.env._(
                "These invoices cannot leave electronically yet: %s",
                " ".join(
                    self.env._(
                        "%(label)s: %(value)s",
                        label=move.name,
                        value=" ".join(move._get_l10n_fr_demat_flaws()),
                    )
                    for move in moves
                ),
            ),
        }
        return {
            "level": level,
            "message": messages[key],
            "action_text": self.env._("View Invoice(s)"),
            "action": moves._get_records_action(name=self.env._("Invoices")),
        }

    @api.model
    def _is_l10n_fr_demat_cron_active(self):
        crons = (
            self.env["ir.cron"]
            .sudo()
            .search(
                [
                    ("code", "=", "model._cron_deliver()"),
                    ("model_id", "=", "demat.delivery"),
                ]
            )
        )
        return bool(crons)
