from odoo import api, models

from .demat_rows import insert_rows

# What a destination takes from its position.
_FOLLOWING = ("partner_id", "company_id")


class DematDeliveryRuleBatch(models.Model):
    """The first destination of many customers, made at once."""

    _inherit = "demat.delivery.rule"

    @api.model
    def _insert_for(self, values):
        """Insert the destination of several positions, in one statement.

        The defaults and what is computed are as if the ORM had made them. The caller
        answers for the addresses: see :meth:`_check_address`.

        :param values: dict of position to the values of its destination
        :return: dict of position to the id and the channel of its destination
        """
        if not values:
            return {}
        consents = self.env["demat.consent"].browse([c.id for c in values])
        names = [
            name
            for name, field in self._fields.items()
            if field.store and field.column_type and name != "id"
        ]
        common = self._convert(self._prepare_common_values(names))
        rows = [
            {
                **common,
                **self._convert(vals),
                "consent_id": consent.id,
                "partner_id": consent.partner_id.id,
                "company_id": consent.company_id.id,
            }
            for consent, vals in values.items()
        ]
        ids = insert_rows(self, names, [tuple([row[n] for n in names]) for row in rows])
        self._tell_inserted(consents, self.browse(ids))
        channels = [row["channel"] for row in rows]
        return dict(zip(consents, zip(ids, channels, strict=True), strict=True))

    @api.model
    def _tell_inserted(self, consents, rules):
        """Let what depends on new destinations be computed again."""
        consents.invalidate_recordset(["rule_ids"], flush=False)
        for consent, rule in zip(consents, rules, strict=True):
            self._fields["consent_id"]._update_cache(rule, consent.id)
        with self.env.protecting([self._fields[name] for name in _FOLLOWING], rules):
            rules.modified(self._fields, create=True)

    @api.model
    def _prepare_common_values(self, names):
        """Return what all new destinations share: the defaults, by whom, when."""
        now, uid = self.env.cr.now(), self.env.uid
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
