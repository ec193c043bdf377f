from odoo import api, fields, models
from odoo.tools import SQL

from ..rules import chain as rules
from .demat_rows import leave_room

# What a locked chain holds and a new event moves on.
_STATE = ("id", "event_count", "head", "public_head")
_MOVED = (*_STATE[1:], "last_at", "evidence_ids")
# Model of a subject: the column that points to it.
SUBJECTS = {"demat.consent": "consent_id", "demat.campaign": "campaign_id"}


def get_subject(row):
    """Return the name by which a chain or an event calls its subject."""
    names = (f"{model},{row[name]}" for model, name in SUBJECTS.items() if row[name])
    return next(names, "")


class DematEvidenceChain(models.Model):
    """The events of one subject, linked one to the next.

    How many there are and the last link are kept here, apart from the events: a tail
    that is cut off shows.
    """

    _name = "demat.evidence.chain"
    _description = "Chain of evidence"
    _inherit = ["demat.evidence.audit"]
    _log_access = False
    _order = "last_at desc, id desc"

    consent_id = fields.Many2one(
        "demat.consent", string="Position", readonly=True, ondelete="restrict"
    )
    campaign_id = fields.Many2one("demat.campaign", readonly=True, ondelete="restrict")
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="restrict"
    )
    event_count = fields.Integer(string="Events", required=True, readonly=True)
    head = fields.Char(
        string="Last link", required=True, readonly=True, help="Keyed: proves to us."
    )
    public_head = fields.Char(
        string="Last public link",
        required=True,
        readonly=True,
        help="Without a key: signed every day, it proves to everybody.",
    )
    last_at = fields.Datetime(string="Last event", readonly=True)
    sealed_count = fields.Integer(
        string="Sealed events",
        required=True,
        readonly=True,
        default=0,
        help="How many events the last signed head covers.",
    )
    evidence_ids = fields.One2many("demat.evidence", "chain_id")

    _one_subject_check = models.Constraint(
        "CHECK (num_nonnulls(consent_id, campaign_id) = 1)",
        "A chain of evidence has exactly one subject.",
    )
    _consent_uniq = models.UniqueIndex("(consent_id) WHERE consent_id IS NOT NULL")
    _campaign_uniq = models.UniqueIndex("(campaign_id) WHERE campaign_id IS NOT NULL")

    def init(self):
        """Keep room in the pages: every event moves a chain on, and no index."""
        leave_room(self)

    @api.depends("consent_id", "campaign_id")
    def _compute_display_name(self):
        for chain in self:
            subject = chain.sudo()._get_subject()
            chain.display_name = subject.display_name

    def _get_subject(self):
        """Return the consent or the campaign that the events are about."""
        self.ensure_one()
        return self.consent_id or self.campaign_id

    def _get_key(self):
        """Return the name by which events and signatures call the subject."""
        self.ensure_one()
        return get_subject({name: self[name].id for name in SUBJECTS.values()})

    @api.model
    def _get_column(self, subjects):
        """Return the column that points to subjects of this model."""
        return SUBJECTS[subjects._name]

    @api.model
    def _get_chains(self, subjects):
        """Return the chain of each subject that has one, by subject id."""
        column = self._get_column(subjects)
        chains = self.search([(column, "in", subjects.ids)])
        return {chain[column].id: chain for chain in chains}

    @api.model
    def _lock_for(self, subjects):
        """Return the locked chain of each subject, made when there is none yet.

        Chains are locked in the order of their ids, so that two workers wait for
        one another instead of blocking one another. A chain that another worker
        has prolonged since this transaction began raises a serialization error:
        the caller's transaction is run again, as Odoo does for every request.

        :return: dict of subject id to a dict of chain values
        """
        rows = self._select_for_update(subjects)
        if missing := set(subjects.ids) - rows.keys():
            self._insert_for(subjects.browse(missing))
            rows = self._select_for_update(subjects)
        return rows

    @api.model
    def _select_for_update(self, subjects):
        column = SUBJECTS[subjects._name]
        rows = self.env.execute_query_dict(
            SQL(
                """SELECT id, company_id, event_count, head, public_head, %s
                FROM demat_evidence_chain WHERE %s IN %s
                ORDER BY id FOR NO KEY UPDATE""",
                SQL.identifier(column),
                SQL.identifier(column),
                tuple(subjects.ids),
            )
        )
        return {row[column]: row for row in rows}

    @api.model
    def _insert_for(self, subjects):
        subjects.flush_recordset(["company_id"])
        self.env.cr.execute(
            SQL(
                """INSERT INTO demat_evidence_chain
                    (%s, company_id, event_count, sealed_count, head, public_head,
                    state)
                SELECT id, company_id, 0, 0, %s, %s, 'unverified' FROM %s
                WHERE id IN %s ORDER BY id
                ON CONFLICT DO NOTHING""",
                SQL.identifier(SUBJECTS[subjects._name]),
                rules.GENESIS,
                rules.GENESIS,
                SQL.identifier(subjects._table),
                tuple(subjects.ids),
            )
        )

    @api.model
    def _prolong(self, rows, at):
        """Store the new count and head of locked chains, in one statement."""
        self.env.cr.execute(
            SQL(
                """UPDATE demat_evidence_chain AS chain
                SET event_count = new.event_count, head = new.head, last_at = %s,
                    public_head = new.public_head
                FROM unnest(%s, %s, %s, %s) AS new (id, event_count, head, public_head)
                WHERE chain.id = new.id""",
                at,
                *([row[name] for row in rows] for name in _STATE),
            )
        )
        moved = self.browse([row["id"] for row in rows])
        # What a verification found, and is not written yet, stays.
        moved.invalidate_recordset(_MOVED, flush=False)

    def action_export_evidence(self):
        """Download the evidence files of the customers these chains are about."""
        return self.consent_id.action_export_evidence()
