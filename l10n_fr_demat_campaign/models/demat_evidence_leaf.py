from odoo import api, fields, models
from odoo.tools import SQL

from ..rules import evidence_file as rules
from .demat_evidence_chain import get_subject


class DematEvidenceLeaf(models.Model):
    """What a signed day says of one chain: how many events, and the public head."""

    _name = "demat.evidence.leaf"
    _description = "Chain in a signed head"
    _inherit = ["demat.append.only"]
    _log_access = False
    _rec_name = "chain_id"
    _order = "seal_id desc, chain_id"

    seal_id = fields.Many2one(
        "demat.evidence.seal",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    chain_id = fields.Many2one(
        "demat.evidence.chain",
        string="Subject",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    event_count = fields.Integer(string="Events", required=True, readonly=True)
    head = fields.Char(string="Public head", required=True, readonly=True)

    @api.model
    def _insert(self, seal, rows):
        """Keep what a seal says of each chain, in one statement."""
        self.env.cr.execute(
            SQL(
                """INSERT INTO demat_evidence_leaf
                    (seal_id, chain_id, event_count, head)
                SELECT %s, chain_id, event_count, head
                FROM unnest(%s, %s, %s) AS leaf (chain_id, event_count, head)""",
                seal.id,
                *(
                    [row[name] for row in rows]
                    for name in ("id", "event_count", "public_head")
                ),
            )
        )
        seal.invalidate_recordset(["leaf_ids"])

    @api.model
    def _read_leaves(self, chains):
        """Return the signed (count, head) of each chain, oldest first."""
        leaves = {}
        for chain_id, *leaf in self.env.execute_query(
            SQL(
                """SELECT chain_id, event_count, head FROM demat_evidence_leaf
                WHERE chain_id IN %s ORDER BY chain_id, event_count""",
                chains._ids or (0,),
            )
        ):
            leaves.setdefault(chain_id, []).append(leaf)
        return leaves

    @api.model
    def _read_heads(self, seal):
        """Return every head of one seal, as the rules sign it."""
        rows = self.env.execute_query_dict(
            SQL(
                """SELECT
                    chain.consent_id, chain.campaign_id, leaf.event_count, leaf.head
                FROM demat_evidence_leaf leaf
                JOIN demat_evidence_chain chain ON chain.id = leaf.chain_id
                WHERE leaf.seal_id = %s ORDER BY leaf.chain_id""",
                seal.id,
            )
        )
        return [
            rules.leaf(get_subject(row), row["event_count"], row["head"])
            for row in rows
        ]
