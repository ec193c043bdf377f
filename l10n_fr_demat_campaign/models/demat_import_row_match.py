from odoo import models
from odoo.fields import Domain

from ..rules import customer_match
from ..rules.customer_row import REFUSING

# How a mark of the rules is called on a customer.
MARKS = {
    "code": "ref",
    "siret": "l10n_fr_demat_siret",
    "siren": "l10n_fr_demat_siren",
    "vat": "vat",
    "name_key": "l10n_fr_demat_name_key",
    "zip": "zip",
}


class DematImportRow(models.Model):
    """Which customers are there already: read once for a whole batch."""

    _inherit = "demat.import.row"

    def _get_batch(self):
        """Return what a batch needs to know, each thing read once.

        ``kept`` holds the values of each row: a Json field is copied at each reading.
        """
        kept = {row: row["values"] for row in self}
        users = self.env["res.users"].search(
            [("login", "in", _distinct(kept, "salesperson"))]
        )
        countries = self.env["res.country"].search(
            [("code", "in", _distinct(kept, "country"))]
        )
        tools = self.env["demat.receiving.tool"].search(
            [("code", "in", self._get_tool_codes(kept))]
        )
        return {
            "kept": kept,
            "users": {user.login: user for user in users},
            "countries": {country.code: country for country in countries},
            "tools": {tool.code: tool for tool in tools},
            "emails": self._get_known_emails(_distinct(kept, "email_key")),
        }

    def _get_tool_codes(self, kept):
        named = _distinct(kept, "tool") + _distinct(kept, "robot_tool")
        return [*named, "mailbox_robot"]

    def _get_known_emails(self, emails):
        """Return a dict of e-mail to the customers that have it already."""
        partners = self._search_customers(Domain("email_normalized", "in", emails))
        return dict(partners.grouped("email_normalized"))

    def _search_customers(self, domain):
        """Return the commercial entities of the company, archived ones included."""
        companies = Domain("company_id", "in", [False, *self.import_id.company_id.ids])
        entities = Domain("parent_id", "=", False) | Domain("is_company", "=", True)
        partners = self.env["res.partner"].with_context(active_test=False)
        return partners.search(domain & companies & entities)

    def _get_known_customers(self, kept):
        """Return the customers that the rows may be, found in one query."""
        marks = {field: _distinct(kept, name) for name, field in MARKS.items()}
        postcodes = Domain("zip", "in", marks.pop("zip"))
        names = Domain("l10n_fr_demat_name_key", "in", marks.pop(MARKS["name_key"]))
        domain = Domain.OR(Domain(field, "in", found) for field, found in marks.items())
        partners = self._search_customers(domain | (names & postcodes))
        earlier = self._get_earlier_customers(partners)
        return [
            customer_match.Known(
                owner=partner,
                in_file=partner in earlier,
                **{name: partner[field] or "" for name, field in MARKS.items()},
            )
            for partner in partners
        ]

    def _get_earlier_customers(self, partners):
        """Return those of the customers that earlier rows of the file are."""
        rows = self.search(
            [
                ("import_id", "in", self.import_id.ids),
                ("partner_id", "in", partners.ids),
            ]
        )
        return rows.partner_id

    def _find_customers(self, kept):
        """Return the match of each row, earlier rows of the batch included."""
        index = customer_match.Index(self._get_known_customers(kept))
        matches = {}
        for row, values in kept.items():
            if row._is_refused():
                matches[row] = customer_match.Match()
                continue
            match = matches[row] = index.find(values)
            if match.known:
                index.mark_in_file(match.known)
            elif not row._is_refused(match.flaws):
                marks = {name: values.get(name) or "" for name in MARKS}
                index.add(customer_match.Known(owner=row, in_file=True, **marks))
        return matches

    def _is_refused(self, more=()):
        flaws = {*(self.flaws or "").split(","), *more}
        return not flaws.isdisjoint(REFUSING)


def _distinct(kept, name):
    """The different values that rows have under a name."""
    return list({values.get(name) for values in kept.values()} - {None, "", False})
