from odoo import api, models

from .demat_rows import insert_rows


class DematDeliveryRuleBatch(models.Model):
    """The first destination of many customers, made at once."""

    _inherit = "demat.delivery.rule"

    @api.model
    def _insert_for(self, values):
        """Insert the destination of several positions, in one statement.

        The defaults and what is computed are as if the ORM had made them. The caller
        answers for the addresses: see :meth:`_check_address`.

        :param values: dict of position to the values of its destination
        :return: the destinations, in the same order
        """
        consents = self.env["demat.consent"].browse([c.id for c in values])
        names = [
            name
            for name, field in self._fields.items()
            if field.store and field.column_type and name != "id"
        ]
        common = self._prepare_common_values(names)
        rows = [
            self._prepare_row(names, {**common, **vals}, consent)
            for consent, vals in values.items()
        ]
        rules = self.browse(insert_rows(self, names, rows) if rows else [])
        consents.invalidate_recordset(["rule_ids"], flush=False)
        rules.modified(self._fields, create=True)
        return rules

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
    def _prepare_row(self, names, values, consent):
        """Return the columns of one new destination."""
        values.update(
            consent_id=consent.id,
            partner_id=consent.partner_id.id,
            company_id=consent.company_id.id,
        )
        return tuple(
            self._fields[name].convert_to_column_insert(values[name], self)
            for name in names
        )
