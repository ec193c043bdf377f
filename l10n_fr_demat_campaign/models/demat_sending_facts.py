from operator import itemgetter

from odoo import api, models

from ..rules.facts import Sending
from .demat_rows import read_rows
from .demat_wave import REMINDER_KINDS

_COLUMNS = (
    *("id", "request_id", "medium", "kind", "address", "state", "version_id"),
    *("sent_at", "failed_at", "bounced_at", "returned_at"),
)

_get_circumstances = itemgetter(
    *("medium", "kind", "state", "version_id"),
    *("failed_at", "bounced_at", "returned_at", "batch_posted_on"),
)


class DematSendingFacts(models.Model):
    """What was sent to many customers, as the rules on silence take it."""

    _inherit = "demat.sending"

    @api.model
    def _read_of(self, requests):
        """Return what was sent for each of these requests, in one query.

        :return: dict of request id to a list of dicts, the last sending first
        """
        query = self.sudo()._search([("request_id", "in", requests.ids)])
        batch = query.left_join(
            query.table, "batch_id", "demat_batch", "id", "batch_id"
        )
        rows = read_rows(
            self.env,
            query,
            {
                "": (self.sudo(), query.table, _COLUMNS),
                "batch_": (self.env["demat.batch"].sudo(), batch, ("posted_on",)),
            },
        )
        sendings = {request_id: [] for request_id in requests._ids}
        for row in sorted(rows, key=lambda row: row["id"], reverse=True):
            sendings[row["request_id"]].append(row)
        return sendings

    def _prepare_rule(self):
        """Return this sending as the rules on silence take it."""
        self.ensure_one()
        rows = self._read_of(self.request_id)[self.request_id.id]
        return self._get_rule(next(row for row in rows if row["id"] == self.id))

    @api.model
    def _get_rules(self, rows, rule_of):
        """Return the sendings of one customer as the rules take them.

        What tells their addresses apart is enough: customers in the same case have
        the same facts, and what is sent alike is the same to the rules.

        :param rule_of: dict of what tells sendings apart to the rule, filled here
        """
        known, found, day = {}, [], self.env["demat.request"]._get_day
        for row in rows:
            place = row["medium"], (row["address"] or "").casefold()
            address = str(known.setdefault(place, len(known)))
            key = (address, day(row["sent_at"]), *_get_circumstances(row))
            if key not in rule_of:
                rule_of[key] = self._get_rule({**row, "address": address})
            found.append(rule_of[key])
        return tuple(found)

    @api.model
    def _get_rule(self, row):
        """Hook: return one sending as the rules on silence take it.

        Asked once for all that left alike on the same day.
        """
        day = self.env["demat.request"]._get_day
        is_letter = row["medium"] == "letter"
        proven_on = row["batch_posted_on"] if is_letter else day(row["sent_at"])
        return Sending(
            channel=row["medium"],
            address=row["address"] or "",
            proven_on=proven_on or None,
            failed_on=day(row["bounced_at"] or row["returned_at"] or row["failed_at"]),
            is_reminder=row["kind"] in REMINDER_KINDS,
        )
