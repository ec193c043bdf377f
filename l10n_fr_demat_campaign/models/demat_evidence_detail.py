import json
import secrets

from odoo import api, fields, models
from odoo.tools import SQL

from ..rules import chain as rules
from .demat_evidence_chain import SUBJECTS


class DematEvidenceDetail(models.Model):
    """The personal data of an event, apart from the chain.

    Erasing it takes the salt away too: nobody can guess the values back from the
    digests that remain, and the chain stays valid. ``name`` and ``email`` are where
    Odoo's privacy lookup searches.
    """

    _name = "demat.evidence.detail"
    _description = "Personal data of an evidence"
    _inherit = ["demat.append.only"]
    _log_access = False

    evidence_id = fields.Many2one(
        "demat.evidence", required=True, readonly=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="evidence_id.company_id", store=True)
    name = fields.Char(readonly=True)
    email = fields.Char(readonly=True, index="btree_not_null")
    body = fields.Text(required=True, readonly=True, help="Each value with its salt.")
    content = fields.Char(string="Personal data", compute="_compute_content")

    @api.depends("body")
    @api.depends_context("lang")
    def _compute_content(self):
        for detail in self:
            evidence = detail.env["demat.evidence"]
            detail.content = evidence._join_facts(detail._get_facts())

    @api.model
    def _seal(self, values):
        """Return the digests that the chain attests, and the detail that explains them.

        Values that are not known are left out: no digest says that there was one.
        """
        if not values:
            return {}, {}
        values = json.loads(rules.canonical(values))
        detail = {
            name: {"salt": secrets.token_hex(16), "value": value}
            for name, value in values.items()
            if value
        }
        return self._get_digests(detail), detail

    @api.model
    def _get_digests(self, detail):
        """Return what stands for each personal value in the chain."""
        return {
            name: rules.digest(datum["salt"], datum["value"])
            for name, datum in detail.items()
        }

    @api.model
    def _insert(self, events, details):
        """Insert the details that hold something, in one statement."""
        rows = [
            self._prepare_row(event, detail)
            for event, detail in zip(events, details, strict=True)
            if detail
        ]
        if rows:
            self.env.cr.execute(
                SQL(
                    """INSERT INTO demat_evidence_detail
                        (evidence_id, company_id, name, email, body)
                    VALUES %s""",
                    SQL(", ").join(SQL("%s", row) for row in rows),
                )
            )

    @api.model
    def _prepare_row(self, event, detail):
        # PostgreSQL knows no NUL character; the body holds it escaped.
        name, email = (
            str(detail.get(key, {}).get("value", "")).replace("\0", "") or None
            for key in ("name", "email")
        )
        body = rules.canonical(detail).decode()
        return event["id"], event["company_id"], name, email, body

    @api.model
    def _read_details(self, chains):
        """Return the personal data of all events of some chains, by evidence id."""
        rows = self.env.execute_query(
            SQL(
                """SELECT detail.evidence_id, detail.body
                FROM demat_evidence_detail detail
                JOIN demat_evidence evidence ON evidence.id = detail.evidence_id
                WHERE evidence.chain_id IN %s""",
                chains._ids or (0,),
            )
        )
        return {evidence_id: json.loads(body) for evidence_id, body in rows}

    def _get_detail(self):
        """Return the personal values and their salts; nothing once erased."""
        return json.loads(self.body) if self else {}

    def _get_facts(self):
        """Return the personal data as pairs of label and value."""
        labels = self.env["demat.evidence"]._get_fact_labels()
        return [
            (labels.get(name, name), str(datum["value"]))
            for name, datum in self._get_detail().items()
        ]

    def action_erase(self):
        """Erase personal data for good; that it was done becomes an event itself."""
        self.check_access("unlink")
        self.unlink()

    def unlink(self):
        by_subject = self.sudo().evidence_id.grouped(
            lambda event: event.consent_id or event.campaign_id
        )
        erased = {model: {} for model in SUBJECTS}
        for subject, events in by_subject.items():
            erased[subject._name][subject] = {"events": sorted(events.mapped("number"))}
        result = super().unlink()
        for model, payloads in erased.items():
            subjects = self.env[model].concat(*payloads)
            self.env["demat.evidence"]._record(
                subjects, "detail_erased", list(payloads.values())
            )
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_gate(self):
        # Erasing is a right of the persons concerned: the access rights decide who.
        pass
