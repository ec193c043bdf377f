import re

from odoo import models
from odoo.tools import format_date, format_datetime

from ..rules import gates
from .demat_evidence import read_json

_SHA256 = re.compile(r"[0-9a-f]{64}")
# Facts of an event that are the fingerprint of a text.
_TEXTS = ("version", "statement", "notice_text")


class DematConsent(models.Model):
    """The evidence file as a lawyer reads it: words, in the reader's language."""

    _inherit = "demat.consent"

    def _get_evidence_report(self):
        """Return what the printed evidence file shows."""
        self.ensure_one()
        evidences = self.env["demat.evidence"].search(
            [("consent_id", "=", self.id)], order="number"
        )
        return {
            "timezone": self.env.user.tz or "UTC",
            "identity": self._get_evidence_identity(),
            "events": [evidence._prepare_report_line() for evidence in evidences],
            "silences": [
                evidence._prepare_report_silence()
                for evidence in evidences
                if "gates" in evidence._get_payload()
            ],
            "texts": self._get_evidence_texts(evidences),
            "integrity": self._get_evidence_integrity(),
            "steps": self._get_evidence_steps(),
        }

    def _get_evidence_identity(self):
        """Hook: return who the customer is and where they stand, line by line."""
        self.ensure_one()
        partner, env = self.partner_id, self.env
        lines = [
            (env._("Company"), self.company_id.display_name),
            (env._("Customer"), partner.display_name),
            (env._("SIREN"), partner.l10n_fr_demat_siren),
            (env._("VAT number"), partner.vat),
            (env._("Address"), self._get_evidence_address()),
            (env._("Position"), self._get_label("state")),
            (env._("Since"), format_date(env, self.since)),
            (env._("Rests on"), self._get_label("basis")),
            (env._("Asked on"), format_date(env, self.asked_on)),
            (
                env._("First electronic invoice possible on"),
                format_date(env, self.effective_on),
            ),
            (env._("Why silence did not count"), self.blocker_words),
        ]
        return [(label, value) for label, value in lines if value]

    def _get_evidence_address(self):
        """Return the address of the customer on one line."""
        address = self.partner_id._display_address(without_company=True)
        return ", ".join(filter(None, map(str.strip, address.splitlines())))

    def _get_label(self, name):
        """Return the value of a selection in words."""
        field = self._fields[name]
        return field.convert_to_export(self[name], self)

    def _get_evidence_texts(self, evidences):
        """Return every text that an event names by its fingerprint."""
        hashes = {
            str(value)
            for evidence in evidences
            for name, value in evidence._get_payload().items()
            if name in _TEXTS and _SHA256.fullmatch(str(value))
        }
        versions = self.env["demat.letter.version"].sudo()
        known = {
            version.sha256: version
            for version in versions.search([("sha256", "in", sorted(hashes))])
        }
        return [
            {
                "sha256": sha256,
                "name": known[sha256].subject if sha256 in known else "",
                "body": known[sha256].body if sha256 in known else "",
            }
            for sha256 in sorted(hashes)
        ]

    def _get_evidence_steps(self):
        """Hook: return how a reader verifies the file, step by step."""
        env = self.env
        return [
            env._("Unpack the archive into a folder of its own."),
            env._("Run: python3 verifier.py evidence.json public_key.pem"),
            env._(
                "Compare the public key and the daily heads with those in the messages "
                "that were sent out every day: they were kept by somebody else."
            ),
            env._("Compare the SHA-256 of evidence.json with the one printed above."),
        ]


class DematEvidence(models.Model):
    _inherit = "demat.evidence"

    def _get_payload(self):
        self.ensure_one()
        payload = read_json(self.payload)
        return payload if isinstance(payload, dict) else {}

    def _prepare_report_line(self):
        """Return one line of the timeline."""
        self.ensure_one()
        facts = [*self._get_facts(), *self.detail_ids._get_facts()]
        return {
            "number": self.number,
            "at": format_datetime(self.env, self.recorded_at),
            "label": self._get_kinds().get(self.kind, self.kind),
            "facts": [
                (self.env._("%(label)s:", label=label), value) for label, value in facts
            ],
            "is_erased": bool(self.digests) and not self.detail_ids,
            "user": self._get_author(),
        }

    def _prepare_report_silence(self):
        """Return each condition of tacit acceptance, met or not, with its source."""
        self.ensure_one()
        payload = self._get_payload()
        shut = set(re.findall(r"G\d\d", str(payload["gates"])))
        return {
            "at": format_datetime(self.env, self.recorded_at),
            "deadline": self._format_fact("deadline", payload.get("deadline") or "-"),
            "gates": [
                {
                    "code": gate.code,
                    "label": self._get_gate_labels().get(gate.code, ""),
                    "is_met": gate.code not in shut,
                    "source": gate.source,
                }
                for gate in gates.GATES
                if gate.stage is gates.Stage.ACCEPT
            ],
        }

    def _get_gate_labels(self):
        """Return each condition of tacit acceptance in words, by its code."""
        env = self.env
        return {
            "G01": env._("The customer is an identified company"),
            "G02": env._("The customer is not a public body"),
            "G03": env._("The law lets silence count at that date"),
            "G04": env._("The text says that silence counts"),
            "G05": env._("The text says how to refuse, for free, until when"),
            "G06": env._("A message arrived and did not come back"),
            "G07": env._("The letter, if it is the proof, had time to arrive"),
            "G08": env._("The minimum time is over"),
            "G09": env._("The announced date is over"),
            "G10": env._("A reminder arrived"),
            "G11": env._("No question is open"),
            "G12": env._("No reply waits to be read"),
            "G13": env._("No dispute is open"),
            "G14": env._("No salesperson holds the customer back"),
            "G15": env._("The customer did not ask to stop the reminders"),
            "G16": env._("No wish that is not served"),
            "G17": env._("No refusal was recorded"),
            "G20": env._("The customer was of the company that asked"),
        }
