from odoo import api, models

from .demat_rows import get_values, insert_rows

# What a destination takes from its position.
_FOLLOWING = ("partner_id", "company_id")


class DematDeliveryRuleBatch(models.Model):
    """The first destination of many customers, made at once."""

    _inherit = "demat.delivery.rule"

    @api.model
    def _insert_for(self, addresses, values):
        """Insert the destination of several positions, in one statement.

        The defaults and what is computed are as if the ORM had made them. The caller
        answers for the addresses: see :meth:`_check_address`.

        :param addresses: dict of the id of a position to where its invoices go
        :param values: what all these destinations share
        :return: dict of the id of a position to the id and channel of its destination
        """
        if not addresses:
            return {}
        consents = self.env["demat.consent"].browse(addresses)
        own = {
            "consent_id": list(consents._ids),
            "address": list(addresses.values()),
            **{name: get_values(consents, name) for name in _FOLLOWING},
        }
        shared = self._convert({**self._prepare_common_values(), **values})
        shared = {name: value for name, value in shared.items() if name not in own}
        ids = insert_rows(self, own, shared)
        self._tell_inserted(consents, self.browse(ids))
        return {
            consent_id: (rule_id, shared["channel"])
            for consent_id, rule_id in zip(consents._ids, ids, strict=True)
        }

    @api.model
    def _tell_inserted(self, consents, rules):
        """Let what depends on new destinations be computed again."""
        consents.invalidate_recordset(["rule_ids"], flush=False)
        self._fields["consent_id"]._insert_cache(rules, consents._ids)
        with self.env.protecting([self._fields[name] for name in _FOLLOWING], rules):
            rules.modified(self._fields, create=True)

    @api.model
    def _prepare_common_values(self):
        """Return what all new destinations share: the defaults, by whom, when."""
        now, uid = self.env.cr.now(), self.env.uid
        names = [
            name
            for name, field in self._fields.items()
            if field.store and field.column_type and name != "id"
        ]
        return {
            **dict.fromkeys(names, False),
            **self.default_get(names),
            "create_uid": uid,
            "write_uid": uid,
            "create_date": now,
            "write_date": now,
        }

    @api.model
    def _convert(self, values):
        """Return values as the columns hold them."""
        return {
            name: self._fields[name].convert_to_column_insert(value, self)
            for name, value in values.items()
        }
