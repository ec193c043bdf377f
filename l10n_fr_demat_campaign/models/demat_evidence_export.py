import hashlib
import io
import re
import zipfile
from datetime import timezone

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import file_open

from ..rules import evidence_file as rules

# Customers in one archive: each one is rendered as a PDF.
EXPORT_LIMIT = 100
REPORT = "l10n_fr_demat_campaign.demat_evidence_report"
VERIFIER = "l10n_fr_demat_campaign/rules/verifier.py"


class DematConsent(models.Model):
    """The evidence file of one customer: for a lawyer, and for a machine."""

    _inherit = "demat.consent"

    def action_export_evidence(self):
        """Download the evidence files of these customers."""
        self._check_export()
        ids = ",".join(map(str, self.ids))
        return {
            "type": "ir.actions.act_url",
            "url": f"/demat/evidence/file?ids={ids}",
            "target": "download",
        }

    def _check_export(self):
        """Let only those export who may read the evidence of these customers."""
        self.check_access("read")
        self.env["demat.evidence.detail"].check_access("read")
        if len(self) > EXPORT_LIMIT:
            raise UserError(
                self.env._("Export at most %s customers at a time.", EXPORT_LIMIT)
            )

    def _get_evidence_zip(self):
        """Return the archive: each customer's two files, the key and the verifier."""
        self._check_export()
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
            for consent in self:
                folder = (
                    f"{consent._get_evidence_file_name()}/" if len(self) > 1 else ""
                )
                for name, data in consent._get_evidence_files().items():
                    archive.writestr(f"{folder}{name}", data)
        return content.getvalue()

    def _get_evidence_files(self):
        """Return the files of one evidence file, by name."""
        self.ensure_one()
        data = self._get_evidence_json()
        with file_open(VERIFIER, "rb") as verifier:
            return {
                "evidence.pdf": self._get_evidence_pdf(data),
                "evidence.json": data,
                "public_key.pem": self.env["demat.evidence.key"]._get_public_key_pem(),
                "verifier.py": verifier.read(),
                "README.txt": self._get_evidence_readme().encode(),
            }

    def _get_evidence_json(self):
        """Return the evidence file for a machine, signed, with every signed day."""
        self.ensure_one()
        self._check_export()
        chain = self._get_chain().sudo()
        leaves = self.env["demat.evidence.leaf"].sudo()
        seals = leaves.search([("chain_id", "in", chain.ids)]).seal_id.sorted("day")
        export = rules.build_export(
            company=f"res.company,{self.company_id.id}",
            subject=f"{self._name},{self.id}",
            events=self._prepare_export_events(chain),
            days=[seal._get_day_entry(chain) for seal in seals],
            exported_at=fields.Datetime.now().replace(tzinfo=timezone.utc),
            sign=self.env["demat.evidence.key"]._sign,
        )
        return rules.serialize(export)

    def _prepare_export_events(self, chain):
        """Return each event with its link and the personal data not erased."""
        evidence = self.env["demat.evidence"]
        details = self.env["demat.evidence.detail"]._read_details(chain)
        return [
            (
                evidence._prepare_event(row),
                row["mac"],
                {
                    name: (datum["salt"], datum["value"])
                    for name, datum in details.get(row["id"], {}).items()
                },
            )
            for row in evidence._read_events(chain).get(chain.id, ())
        ]

    def _get_evidence_pdf(self, data=None):
        """Return the evidence file for a reader, in the user's language.

        :param data: the file for a machine, when it is made already: its fingerprint
            is printed
        """
        self.ensure_one()
        self._check_export()
        fingerprint = hashlib.sha256(data or self._get_evidence_json()).hexdigest()
        report = self.env["ir.actions.report"].with_context(
            demat_evidence_sha256=fingerprint
        )
        return report._render_qweb_pdf(REPORT, self.ids)[0]

    def _get_evidence_integrity(self):
        """Return what a reader compares when verifying, line by line."""
        self.ensure_one()
        env, chain = self.env, self._get_chain()
        seals = env["demat.evidence.leaf"].search([("chain_id", "=", chain.id)]).seal_id
        lines = [
            (
                env._("Made on"),
                fields.Datetime.to_string(fields.Datetime.now()) + " UTC",
            ),
            (
                env._("SHA-256 of evidence.json"),
                env.context.get("demat_evidence_sha256"),
            ),
            (env._("Events"), str(chain.event_count)),
            (env._("Last public link"), chain.public_head),
            (env._("Verified just now"), chain._get_verdict_message()),
            *(
                (env._("Signed on %s", seal.day), seal.digest)
                for seal in seals.sorted("day")
            ),
        ]
        return [(label, value) for label, value in lines if value]

    def _get_evidence_readme(self):
        """Return how to verify, as a plain text beside the files."""
        self.ensure_one()
        title = f"{self.company_id.display_name} - {self.partner_id.display_name}"
        steps = [f"{n}. {step}" for n, step in enumerate(self._get_evidence_steps(), 1)]
        return "\n".join([title, "", *steps, ""])

    def _get_evidence_file_name(self):
        """Return a name that every file system takes."""
        self.ensure_one()
        name = re.sub(r"[^\w-]+", "-", self.partner_id.display_name or "").strip("-")
        return f"evidence-{self.id}-{name[:40]}".rstrip("-")

    def _get_evidence_archive_name(self):
        """Return the name of the downloaded archive."""
        name = self._get_evidence_file_name() if len(self) == 1 else "evidence"
        return f"{name}.zip"
