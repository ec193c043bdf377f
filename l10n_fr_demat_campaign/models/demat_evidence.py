import json

from odoo import api, fields, models
from odoo.tools import SQL

# What the database itself refuses to change: all that the links attest.
ATTESTED = (
    "chain_id",
    "company_id",
    "consent_id",
    "campaign_id",
    "number",
    "kind",
    "recorded_at",
    "user_id",
    "payload",
    "digests",
    "mac",
)


def read_json(text):
    """Return what a text says; a text that says nothing any more, as it stands.

    Whoever breaks the text breaks the link: verifying must tell, not fail.
    """
    try:
        return json.loads(text)
    except ValueError:
        return text


class DematEvidence(models.Model):
    """One thing that happened to one subject, kept for ever.

    Only :meth:`_record` adds an event. Nobody changes or deletes one, neither by
    the ORM (superuser included) nor by plain SQL: a trigger refuses it. Whoever
    removes the trigger breaks the chain, which shows. Personal data stays outside:
    the event holds salted digests, its detail holds the data and can be erased.
    """

    _name = "demat.evidence"
    _description = "Evidence"
    _inherit = ["demat.append.only", "demat.worded"]
    _log_access = False
    _order = "recorded_at desc, id desc"
    _rec_name = "kind"

    chain_id = fields.Many2one(
        "demat.evidence.chain",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="restrict"
    )
    consent_id = fields.Many2one(
        "demat.consent",
        string="Position",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    campaign_id = fields.Many2one(
        "demat.campaign", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    number = fields.Integer(
        required=True, readonly=True, help="Rank of the event in its chain, from 1."
    )
    kind = fields.Selection(
        selection="_selection_kind", string="Event", required=True, readonly=True
    )
    recorded_at = fields.Datetime(
        string="Recorded on", required=True, readonly=True, index=True
    )
    user_id = fields.Many2one(
        "res.users",
        required=True,
        readonly=True,
        ondelete="restrict",
    )
    payload = fields.Text(
        string="Facts",
        required=True,
        readonly=True,
        help="What happened, in the canonical form that the link attests.",
    )
    digests = fields.Json(
        string="Digests of personal data",
        readonly=True,
        help="Salted digest of each personal value of the detail.",
    )
    mac = fields.Char(string="Link", required=True, readonly=True)
    detail_ids = fields.One2many("demat.evidence.detail", "evidence_id")

    _number_uniq = models.UniqueIndex("(chain_id, number)")

    def init(self):
        """Let PostgreSQL itself refuse what the ORM refuses.

        Only the attested columns are guarded against changes, so that an upgrade
        may add and fill others.
        """
        columns = SQL(", ").join(map(SQL.identifier, ATTESTED))
        for statement in (
            SQL(
                """CREATE OR REPLACE FUNCTION demat_evidence_refuse()
                RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'demat_evidence is append-only: %% refused', TG_OP
                    USING ERRCODE = 'integrity_constraint_violation';
                END $$"""
            ),
            SQL("DROP TRIGGER IF EXISTS demat_evidence_keep ON demat_evidence"),
            SQL("DROP TRIGGER IF EXISTS demat_evidence_keep_all ON demat_evidence"),
            SQL(
                """CREATE TRIGGER demat_evidence_keep
                BEFORE DELETE OR UPDATE OF %s ON demat_evidence
                FOR EACH ROW EXECUTE FUNCTION demat_evidence_refuse()""",
                columns,
            ),
            SQL(
                """CREATE TRIGGER demat_evidence_keep_all
                BEFORE TRUNCATE ON demat_evidence
                FOR EACH STATEMENT EXECUTE FUNCTION demat_evidence_refuse()"""
            ),
        ):
            self.env.cr.execute(statement)

    @api.model
    def _drop_guard(self):
        """Take back what lives outside of our tables, when the add-on is removed."""
        self.env.cr.execute(SQL("DROP FUNCTION demat_evidence_refuse() CASCADE"))
        self.env["demat.evidence.key"]._forget()

    @api.model
    def _is_gate_open(self):
        # No gate leads here: events are inserted by _record alone, never by the ORM.
        return False
