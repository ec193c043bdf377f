import logging
from functools import partial

import psycopg2

from odoo import SUPERUSER_ID, api, fields, models

from ..einvoice import document, saxon_server, worker
from ..rules.invoice import Flaw

_logger = logging.getLogger(__name__)

# The checks done in this process, in order.
IN_PROCESS = ("readiness", "xsd", "container")
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
            checks = move.l10n_fr_demat_checks or {}
            # The database does not keep the order they were done in.
            order = sorted(checks, key=lambda name: [*names, name].index(name))
            move.l10n_fr_demat_checks_text = ", ".join(
                self.env._(
                    "%(label)s: %(value)s",
                    label=names.get(name, name),
                    value=states.get(checks[name], checks[name]),
                )
                for name in order
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
        if not self._is_l10n_fr_demat_governed():
            return
        if error := invoice_data.get("error"):
            # Other add-ons give a mere text.
            errors = error["errors"] if isinstance(error, dict) else [error]
            self._note_l10n_fr_demat_unwritten(errors)
        elif xml := invoice_data.get(XML):
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
        self._note_l10n_fr_demat_verdicts(verdicts, document.level_of(xml))
        return self._find_l10n_fr_demat_refusals(verdicts)

    def _note_l10n_fr_demat_verdicts(self, verdicts, profile):
        """Keep what the official rules say of a file that was made.

        It would not be there, had one of our own checks failed.
        """
        made = dict.fromkeys(IN_PROCESS, worker.OK)
        asked = dict.fromkeys((profile, "fr"), worker.NOT_RUN)
        states = {sheet: verdict.state for sheet, verdict in verdicts.items()}
        self._note_l10n_fr_demat_checks({**made, **asked, **states})

    def _note_l10n_fr_demat_unwritten(self, errors):
        """Keep why no XML was written: its data, or what the schema says of it.

        Something changed since it was posted, or nobody could know before.
        """
        self.ensure_one()
        findings = []
        is_ready = not any(f.is_blocking for f in self._find_l10n_fr_demat_flaws())
        if is_ready:
            text = " ".join(sorted(map(str, errors)))
            findings.append(self._prepare_l10n_fr_demat_finding(Flaw.FILE, text))
        self._note_l10n_fr_demat_stop("xsd" if is_ready else "readiness")
        self._note_l10n_fr_demat_findings(findings)

    def _note_l10n_fr_demat_stop(self, failed, profile=None):
        """Keep which check failed: those before it passed, those after did not run."""
        profile = profile or self.company_id.l10n_fr_demat_profile
        steps = [*IN_PROCESS, profile, "fr"]
        place = steps.index(failed)
        self._note_l10n_fr_demat_checks(
            {
                **dict.fromkeys(steps[:place], worker.OK),
                failed: worker.FAILED,
                **dict.fromkeys(steps[place + 1 :], worker.NOT_RUN),
            }
        )

    def _note_l10n_fr_demat_findings(self, findings):
        """Keep on the invoice what making its file showed, beside what is known.

        Core's wizard tells a failure by an exception, which undoes what is written:
        then it is written again.
        """
        known = self._find_l10n_fr_demat_flaws()
        self._record_l10n_fr_demat_findings((*known, *findings))
        if any(finding.is_blocking for finding in (*known, *findings)):
            self.env.cr.postrollback.add(
                partial(
                    self._keep_l10n_fr_demat_failure,
                    (*known, *findings),
                    self.l10n_fr_demat_checks,
                )
            )

    def _record_l10n_fr_demat_findings(self, findings):
        if findings or self.sudo().l10n_fr_demat_finding_ids:
            self.env["demat.finding"]._record({self: findings})

    def _keep_l10n_fr_demat_failure(self, findings, checks):
        """Keep what was found, in a transaction of its own."""
        try:
            with self.env.registry.cursor() as cr:
                move = self.with_env(self.env(cr=cr, user=SUPERUSER_ID)).exists()
                if move.state == "posted":
                    move._record_l10n_fr_demat_findings(findings)
                    move._note_l10n_fr_demat_checks(checks)
        except psycopg2.OperationalError:
            # Somebody else works on this invoice: the failure was told anyway.
            _logger.info("The findings on %s were not kept", self)

    def _note_l10n_fr_demat_checks(self, states):
        """Keep the result of each check, in the order they are done."""
        # It does not concern accounting, and an ordinary write checks the entries
        # again: the field alone is written, with those of the whole batch.
        self._fields[CHECKS].write(self.sudo(), states)

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
