from odoo import api, fields, models

from ..einvoice import document, saxon_server, worker
from ..rules.invoice import Flaw

# Where core's pipeline keeps the XML, and where ours keeps what is being judged.
XML, JUDGED = "ubl_cii_xml_attachment_values", "l10n_fr_demat_judged"
# The address of a Saxon server, which then takes the place of our own process.
SAXON = "l10n_fr_demat_campaign.saxon_server"
CHECKS = "l10n_fr_demat_checks"
# Where no schematron is asked.
OFF, FAILED, STRICT = "off", "failed", "strict"


class AccountMove(models.Model):
    """The official rules, asked before an invoice leaves."""

    _inherit = "account.move"

    l10n_fr_demat_checks = fields.Json(
        string="Checks of the electronic invoice", copy=False, readonly=True
    )
    l10n_fr_demat_checks_text = fields.Char(
        string="Checks", compute="_compute_l10n_fr_demat_checks_text"
    )

    @api.depends("l10n_fr_demat_checks")
    @api.depends_context("lang")
    def _compute_l10n_fr_demat_checks_text(self):
        names, states = self._get_l10n_fr_demat_check_labels()
        for move in self:
            move.l10n_fr_demat_checks_text = ", ".join(
                self.env._(
                    "%(label)s: %(value)s",
                    label=names.get(name, name),
                    value=states.get(state, state),
                )
                for name, state in (move.l10n_fr_demat_checks or {}).items()
            )

    @api.model
    def _get_l10n_fr_demat_check_labels(self):
        """Return what users call each check and each result."""
        env = self.env
        names = {
            "readiness": env._("data"),
            "xsd": env._("schema"),
            "container": env._("container"),
            "en16931": env._("EN 16931 rules"),
            "extended": env._("EXTENDED rules"),
            "fr": env._("French rules"),
        }
        states = {
            "ok": env._("ok"),
            "failed": env._("refused"),
            "not_run": env._("not checked"),
        }
        return names, states

    def _get_l10n_fr_demat_sheets(self, xml):
        """Hook: return the schematrons that judge the XML of this invoice."""
        self.ensure_one()
        if self.company_id.l10n_fr_demat_gate == OFF:
            return []
        return [document.level_of(xml), "fr"]

    @api.model
    def _get_l10n_fr_demat_judge(self):
        """Hook: return who is asked about the official rules."""
        url = self.env["ir.config_parameter"].sudo().get_param(SAXON)
        return saxon_server.get_server(url) if url else worker.get_worker()

    def _submit_l10n_fr_demat(self, invoice_data):
        """Let the XML be judged in the other process while the page is drawn."""
        self.ensure_one()
        if invoice_data.get("error") and self._is_l10n_fr_demat_governed():
            # Something changed since it was posted: what it is stands on the invoice.
            self._check_l10n_fr_demat_readiness()
        xml = invoice_data.get(XML)
        if xml and not invoice_data.get("error") and self._is_l10n_fr_demat_governed():
            sheets = self._get_l10n_fr_demat_sheets(xml["raw"])
            if sheets:
                judge = self._get_l10n_fr_demat_judge()
                invoice_data[JUDGED] = judge.submit(xml["raw"], sheets)

    def _judge_l10n_fr_demat(self, xml, submitted=None):
        """Note what the official rules say of an XML, and return what blocks it.

        :param submitted: the question that was put already
        :return: findings (``rules.invoice.Finding``)
        """
        self.ensure_one()
        sheets = self._get_l10n_fr_demat_sheets(xml)
        judge = self._get_l10n_fr_demat_judge()
        if submitted:
            verdicts = judge.collect(submitted, sheets)
        else:
            verdicts = judge.check(xml, sheets) if sheets else {}
        self._note_l10n_fr_demat_checks(verdicts, document.level_of(xml))
        return self._find_l10n_fr_demat_refusals(verdicts)

    def _note_l10n_fr_demat_checks(self, verdicts, profile):
        """Keep the result of each check; the first three are done in this process."""
        known = dict.fromkeys(("readiness", "xsd", "container"), worker.OK)
        asked = dict.fromkeys((profile, "fr"), "not_run")
        states = {sheet: verdict.state for sheet, verdict in verdicts.items()}
        # It does not concern accounting, and an ordinary write checks the entries
        # again: the field alone is written, with those of the whole batch.
        self._fields[CHECKS].write(self.sudo(), {**known, **asked, **states})

    def _find_l10n_fr_demat_refusals(self, verdicts):
        """Return the findings that the company's setting makes of verdicts."""
        found = [
            self._prepare_l10n_fr_demat_finding(
                Flaw.SCHEMATRON, message, message.split(" ", 1)[0]
            )
            for verdict in verdicts.values()
            for message in verdict.messages
            if verdict.state == worker.FAILED
        ]
        is_strict = self.company_id.l10n_fr_demat_gate == STRICT
        missing = [s for s, v in verdicts.items() if v.state == worker.NOT_RUN]
        if missing:
            found.append(
                self._prepare_l10n_fr_demat_finding(
                    Flaw.NOT_CHECKED, ", ".join(missing), is_blocking=is_strict
                )
            )
        return found
