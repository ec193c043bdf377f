from odoo import models

from ..rules import chain as rules
from ..rules.evidence_file import public_link


class DematEvidenceChain(models.Model):
    """Finding out whether somebody touched the events."""

    _inherit = "demat.evidence.chain"

    def _find_flaws(self):
        """Return the first flaw of each broken chain, and the event it is at.

        The number of queries does not depend on the number of chains.
        """
        events = self.env["demat.evidence"]._read_events(self)
        leaves = self.env["demat.evidence.leaf"]._read_leaves(self)
        details = self.env["demat.evidence.detail"]._read_details(self)
        flaws = {
            chain.id: chain._find_link_flaw(events[chain.id])
            or chain._find_seal_flaw(events[chain.id], leaves.get(chain.id, ()))
            or chain._find_detail_flaw(events[chain.id], details)
            for chain in self
        }
        return {chain_id: flaw for chain_id, flaw in flaws.items() if flaw}

    def _find_link_flaw(self, rows):
        """Follow the keyed links up to the count and the head that are kept apart."""
        evidence = self.env["demat.evidence"]
        events = (
            {**evidence._prepare_event(row), rules.HASH: row["mac"]} for row in rows
        )
        key = self.env["demat.evidence.key"]._get_mac_key()
        verdict = rules.verify(events, key, self.head or "", self.event_count)
        return None if verdict else (verdict.flaw.value, verdict.position)

    def _find_seal_flaw(self, rows, leaves):
        """Compare the public links with what was signed, whoever holds our key."""
        heads = [rules.GENESIS]
        for row in rows:
            event = self.env["demat.evidence"]._prepare_event(row)
            heads.append(public_link(heads[-1], event, row["mac"]))
        if heads[-1] != (self.public_head or ""):
            return rules.Flaw.HEAD.value, self.event_count
        for count, head in leaves:
            if count >= len(heads) or heads[count] != head:
                return "sealed", count
        return None

    def _find_detail_flaw(self, rows, details):
        """Compare the personal data that was not erased with its digests."""
        for row in rows:
            detail = details.get(row["id"], {})
            digests = self.env["demat.evidence.detail"]._get_digests(detail)
            if digests.items() - (row["digests"] or {}).items():
                return "detail", row["number"]
        return None
