from odoo import models, tools
from odoo.tools import SQL

# What a column holds: one address, one name, or a text with addresses in it.
ADDRESS, NAME, TEXT = "address", "name", "text"
COLUMNS = {
    "demat.delivery": {"address": ADDRESS},
    "demat.delivery.rule": {"address": ADDRESS},
    "demat.evidence.detail": {"body": TEXT},
    "demat.import.row": {"email_key": ADDRESS, "name": NAME},
    "demat.proposal": {"new_value": ADDRESS, "old_value": ADDRESS},
    "demat.request": {"answered_by": NAME, "replied_by": TEXT},
    "demat.sending": {"address": ADDRESS},
}


class PrivacyLookupWizard(models.TransientModel):
    """Find a person where our models keep an address or a name of their own.

    Odoo looks at fields called ``email`` and at links to contacts. The address that
    receives invoices is often nobody's in the contacts: a mailbox, a software.
    """

    _inherit = "privacy.lookup.wizard"

    def _get_query(self):
        # EXTENDS 'privacy_lookup'
        parts = [super()._get_query(), *map(self._get_demat_query, COLUMNS)]
        return SQL(
            "SELECT DISTINCT * FROM (%s) AS found ORDER BY res_model_id, res_id",
            SQL(" UNION ALL ").join(parts),
        )

    def _get_demat_query(self, model_name):
        """Return the query of the records of a model that name the person."""
        model = self.env[model_name]
        conditions = [
            self._get_demat_condition(SQL.identifier(column), kind)
            for column, kind in COLUMNS[model_name].items()
        ]
        return SQL(
            "SELECT %s AS res_model_id, id AS res_id, %s AS is_active FROM %s WHERE %s",
            self.env["ir.model"]._get_id(model_name),
            SQL.identifier("active") if "active" in model else SQL("TRUE"),
            SQL.identifier(model._table),
            SQL(" OR ").join(conditions),
        )

    def _get_demat_condition(self, column, kind):
        """Return what says that a column names the person."""
        if kind == NAME:
            return SQL("LOWER(TRIM(%s)) = %s", column, self.name.strip().lower())
        email = tools.email_normalize(self.email.strip())
        if kind == ADDRESS:
            return SQL("LOWER(TRIM(%s)) = %s", column, email)
        # Whole addresses only: the personal data of others stay where they are.
        address = rf"(^|[^a-z0-9._%+-]){_escape(email)}($|[^a-z0-9.-])"
        return SQL("LOWER(%s) ~ %s", column, address)


def _escape(text):
    """Return a text that a regular expression of PostgreSQL takes for itself."""
    return "".join(sign if sign.isalnum() else f"\\{sign}" for sign in text)
