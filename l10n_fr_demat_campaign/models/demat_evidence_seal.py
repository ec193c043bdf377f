import base64
import json

from odoo import api, fields, models
from odoo.tools import SQL, format_date

from ..rules import chain
from ..rules import evidence_file as rules
from .demat_evidence import read_json
from .demat_evidence_chain import get_subject


class DematEvidenceSeal(models.Model):
    """The public heads of all chains that moved in a day, signed.

    The signed statement leaves the database by mail. Whoever kept the message can
    later prove, with the public key alone, that no event was changed, removed or cut
    off: each statement names the one before, so that none can be left out either.
    """

    _name = "demat.evidence.seal"
    _description = "Signed head of the evidence"
    _inherit = ["demat.evidence.audit"]
    _order = "day desc, id desc"
    _rec_name = "day"

    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="restrict"
    )
    day = fields.Date(required=True, readonly=True)
    head_count = fields.Integer(string="Chains", required=True, readonly=True)
    leaf_ids = fields.One2many("demat.evidence.leaf", "seal_id", string="Heads")
    body = fields.Text(string="What is signed", required=True, readonly=True)
    digest = fields.Char(string="Fingerprint", required=True, readonly=True)
    signature = fields.Char(required=True, readonly=True)
    public_key = fields.Text(required=True, readonly=True)
    email = fields.Char(
        string="Sent to",
        readonly=True,
        help="Empty: the seal never left this database and proves less.",
    )

    _company_day_uniq = models.UniqueIndex("(company_id, day)")

    @api.depends("day")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for seal in self:
            seal.display_name = format_date(self.env, seal.day)

    @api.model
    def _cron_seal(self):
        """Sign the heads of every company whose evidence moved."""
        companies = self._get_companies_to_seal()
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=len(companies))
        for company in companies:
            self.with_company(company)._seal(company)
            if not cron._commit_progress(1):
                break

    @api.model
    def _get_companies_to_seal(self):
        rows = self.env.execute_query(
            SQL(
                """SELECT DISTINCT company_id FROM demat_evidence_chain
                WHERE event_count <> sealed_count AND company_id NOT IN (
                    SELECT company_id FROM demat_evidence_seal WHERE day = %s)
                ORDER BY company_id""",
                fields.Date.context_today(self),
            )
        )
        return self.env["res.company"].browse(id_ for [id_] in rows)

    @api.model
    def _seal(self, company):
        """Sign the heads of one company and send them out.

        A chain that another worker is prolonging right now waits for the next day.
        """
        rows = self._lock_heads(company)
        if not rows:
            return self.browse()
        values = self._prepare_seal_values(company, rows)
        # What is handed out never holds the gate.
        seal = self.sudo().browse(self._with_gate().sudo().create(values).id)
        self.env["demat.evidence.leaf"]._insert(seal, rows)
        seal._mail()
        self.env.cr.execute(
            SQL(
                """UPDATE demat_evidence_chain SET sealed_count = event_count
                WHERE id IN %s""",
                tuple(row["id"] for row in rows),
            )
        )
        self.env["demat.evidence.chain"].invalidate_model(["sealed_count"])
        return seal

    @api.model
    def _lock_heads(self, company):
        return self.env.execute_query_dict(
            SQL(
                """SELECT id, consent_id, campaign_id, event_count, public_head
                FROM demat_evidence_chain
                WHERE company_id = %s AND event_count <> sealed_count
                ORDER BY id FOR NO KEY UPDATE SKIP LOCKED""",
                company.id,
            )
        )

    @api.model
    def _prepare_seal_values(self, company, rows):
        """Return a new seal: the statement, and its signature."""
        keys = self.env["demat.evidence.key"]
        seal = self.new(
            {"company_id": company.id, "day": fields.Date.context_today(self)}
        )
        heads = [
            rules.leaf(get_subject(row), row["event_count"], row["public_head"])
            for row in rows
        ]
        statement = seal._prepare_statement(heads)
        body = chain.canonical(statement)
        return {
            "company_id": company.id,
            "day": seal.day,
            "head_count": len(heads),
            "body": body.decode(),
            "digest": rules.statement_digest(statement),
            "signature": base64.b64encode(keys._sign(body)).decode(),
            "public_key": keys._get_public_key_pem().decode(),
            "email": company.l10n_fr_demat_seal_email,
        }

    def _prepare_statement(self, heads):
        """Return what is signed: the heads of the day, after the statement before."""
        self.ensure_one()
        previous = self.sudo().search(
            [("company_id", "=", self.company_id.id), ("day", "<", self.day)], limit=1
        )
        return rules.day_statement(
            f"res.company,{self.company_id.id}",
            self.day,
            heads,
            previous.digest or chain.GENESIS,
        )

    def _get_day_entry(self, chain_record):
        """Return this signed day as the evidence file of one subject holds it."""
        self.ensure_one()
        heads = self.env["demat.evidence.leaf"]._read_heads(self)
        subject = chain_record._get_key()
        return rules.day_entry(
            json.loads(self.body),
            base64.b64decode(self.signature),
            heads,
            next(head for head in heads if head["subject"] == subject),
        )

    def _find_flaws(self):
        return {seal.id: ("seal", 0) for seal in self if not seal._is_genuine()}

    def _is_genuine(self):
        """Return whether the seal and its heads still are what was signed."""
        self.ensure_one()
        heads = self.env["demat.evidence.leaf"]._read_heads(self)
        rebuilt = heads and self._prepare_statement(heads)
        is_signed = self.env["demat.evidence.key"]._is_signed
        return rebuilt == read_json(self.body) and is_signed(
            self.body.encode(), self.signature
        )
