from odoo import models
from odoo.fields import Domain

from ..rules import customer_match
from ..rules.customer_row import REFUSING

# How a mark of the rules is called on a customer, and on a row.
MARKS = {
    "code": "ref",
    "siret": "l10n_fr_demat_siret",
    "siren": "l10n_fr_demat_siren",
    "vat": "vat",
    "name_key": "l10n_fr_demat_name_key",
    "zip": "zip",
}
PLAIN = {
    "name": "name",
    "phone": "phone",
    "email": "email",
    "street": "street",
    "street2": "street2",
    "street3": "l10n_fr_demat_street3",
    "zip": "zip",
    "city": "city",
    "vat": "vat",
    "code": "ref",
    "siren": "l10n_fr_demat_siren",
    "siret": "l10n_fr_demat_siret",
    "recipient": "l10n_fr_demat_recipient",
    "tool_other": "l10n_fr_demat_tool_other",
    "service_code": "l10n_fr_demat_service_code",
    "commitment": "l10n_fr_demat_commitment",
    "comment": "comment",
}
ADDRESS = {"street", "street2", "l10n_fr_demat_street3", "zip", "city", "country_id"}
# Never written on a customer who is already there.
NOT_COMPLETED = {
    *("name", "is_company", "comment", "customer_rank"),
    "l10n_fr_demat_is_to_review",
}
QUIET = {
    "tracking_disable": True,
    "mail_create_nosubscribe": True,
    "mail_create_nolog": True,
    # the wrong numbers are left out already
    "no_vat_validation": True,
}


class DematImportRow(models.Model):
    """From judged rows to customers, a whole batch at once."""

    _inherit = "demat.import.row"

    def _resolve(self):
        """Give every row its outcome: customer created, matched, or row refused."""
        around = self._get_database()
        matches = self._find_customers()
        created = self._create_customers(matches, around)
        for row, match in matches.items():
            owner = match.known.owner if match.known else row
            partner = owner if owner._name == "res.partner" else created.get(owner)
            row._settle(match, partner, around)
        self._remember_positions()
        self._note_flaws()

    def _get_values(self, name):
        """Return the different values that the rows have under a name."""
        return {row["values"].get(name) for row in self} - {None, "", False}

    def _get_database(self):
        """Return what the rows point to, by name: read once for the whole batch."""
        users = self.env["res.users"].search(
            [("login", "in", list(self._get_values("salesperson")))]
        )
        countries = self.env["res.country"].search(
            [("code", "in", list(self._get_values("country")))]
        )
        tools = self.env["demat.receiving.tool"].search([])
        return {
            "users": {user.login: user for user in users},
            "countries": {country.code: country for country in countries},
            "tools": {tool.code: tool for tool in tools},
            "emails": self._get_known_emails(),
        }

    def _get_known_emails(self):
        """Return a dict of e-mail to the customers that have it already."""
        partners = self._search_customers(
            Domain("email_normalized", "in", list(self._get_values("email_key")))
        )
        emails = {}
        for partner in partners:
            emails.setdefault(partner.email_normalized, []).append(partner)
        return emails

    def _search_customers(self, domain):
        """Return the commercial entities of the company, archived ones included."""
        companies = Domain("company_id", "in", [False, *self.import_id.company_id.ids])
        entities = Domain("parent_id", "=", False) | Domain("is_company", "=", True)
        partners = self.env["res.partner"].with_context(active_test=False)
        return partners.search(domain & companies & entities)

    def _get_known_customers(self):
        """Return the customers that the rows may be, found in one query."""
        marks = {field: list(self._get_values(name)) for name, field in MARKS.items()}
        postcodes = Domain("zip", "in", marks.pop("zip"))
        names = Domain("l10n_fr_demat_name_key", "in", marks.pop(MARKS["name_key"]))
        domain = Domain.OR(Domain(field, "in", found) for field, found in marks.items())
        partners = self._search_customers(domain | (names & postcodes))
        earlier = self.search(
            [
                ("import_id", "in", self.import_id.ids),
                ("partner_id", "in", partners.ids),
            ]
        )
        return [
            customer_match.Known(
                owner=partner,
                in_file=partner in earlier.partner_id,
                **{name: partner[field] or "" for name, field in MARKS.items()},
            )
            for partner in partners
        ]

    def _find_customers(self):
        """Return the match of each row, earlier rows of the batch included."""
        index = customer_match.Index(self._get_known_customers())
        matches = {}
        for row in self:
            if row._is_refused():
                matches[row] = customer_match.Match()
                continue
            match = matches[row] = index.find(row["values"])
            if match.known:
                index.mark_in_file(match.known)
            elif not row._is_refused(match.flaws):
                index.add(row._prepare_known())
        return matches

    def _is_refused(self, more=()):
        flaws = {*(self.flaws or "").split(","), *more}
        return not flaws.isdisjoint(REFUSING)

    def _prepare_known(self):
        values = {name: self["values"].get(name) or "" for name in MARKS}
        return customer_match.Known(owner=self, in_file=True, **values)

    def _create_customers(self, matches, around):
        """Create the customers of the rows that match nobody, in one go."""
        rows = [
            row
            for row, match in matches.items()
            if not match.known and not row._is_refused(match.flaws)
        ]
        partners = self.env["res.partner"].with_context(**QUIET)
        created = partners.create([row._prepare_partner(around) for row in rows])
        pairs = dict(zip(rows, created.with_env(self.env), strict=True))
        partners.create(
            [
                {"name": row["values"]["contact"], "parent_id": partner.id}
                for row, partner in pairs.items()
                if row["values"]["contact"] and partner.is_company
            ]
        )
        return pairs

    def _prepare_partner(self, around):
        """Hook: return the values of the customer that a row makes."""
        self.ensure_one()
        values = self["values"]
        country = around["countries"].get(values["country"])
        user = around["users"].get(values["salesperson"])
        tool = around["tools"].get(values["robot_tool"] or values["tool"])
        links = {"country_id": country, "user_id": user, "l10n_fr_demat_tool_id": tool}
        return {
            **{field: values[name] for name, field in PLAIN.items() if values[name]},
            **{name: record.id for name, record in links.items() if record},
            "is_company": values["is_company"],
            "customer_rank": 1,
            "l10n_fr_demat_is_to_review": values["needs_review"],
        }

    def _settle(self, match, partner, around):
        """Write what became of one row."""
        self.ensure_one()
        flaws = [*filter(None, (self.flaws or "").split(",")), *match.flaws]
        completed = ()
        if partner:
            flaws += self._get_database_flaws(partner, around)
            if match.known and "duplicate" not in flaws:
                completed = self._complete(partner, around)
        flaws = list(dict.fromkeys(flaws))
        outcome = ("matched" if match.known else "created") if partner else "refused"
        self.write(
            {
                "outcome": outcome,
                "partner_id": partner and partner.id,
                "flaws": ",".join(flaws),
                "text": self._get_text(outcome, flaws, match, partner, completed),
            }
        )

    def _get_database_flaws(self, partner, around):
        """Return the flaws that only the database shows."""
        values, flaws = self["values"], []
        if values["salesperson"] and values["salesperson"] not in around["users"]:
            flaws.append("unknown_salesperson")
        others = [
            other
            for other in around["emails"].get(values["email_key"], ())
            if other != partner
            and not (values["siren"] and other.l10n_fr_demat_siren == values["siren"])
        ]
        if self.is_email_shared or others:
            flaws.append("shared_email")
        if not partner.active:
            flaws.append("archived")
        return flaws

    def _complete(self, partner, around):
        """Fill the empty fields of a customer; return the names of these fields."""
        if not self.import_id.is_completing:
            return ()
        skipped = set(NOT_COMPLETED)
        if any(partner[name] for name in ADDRESS - {"country_id"}):
            skipped |= ADDRESS
        missing = {
            name: value
            for name, value in self._prepare_partner(around).items()
            if name not in skipped and value and not partner[name]
        }
        if missing:
            partner.with_context(**QUIET).write(missing)
        return tuple(missing)

    def _remember_positions(self):
        """Give each customer a position, not asked yet, and robots their rule."""
        rows = self.filtered(lambda row: row.partner_id)
        company = self.import_id.company_id
        consents = self.env["demat.consent"]._find_or_create(rows.partner_id, company)
        by_partner = consents.grouped("partner_id")
        known = {
            (rule.consent_id, rule.address)
            for rule in self.env["demat.delivery.rule"].search(
                [("consent_id", "in", consents.ids)]
            )
        }
        wanted = {}
        for row in rows:
            address = row["values"]["robot_address"]
            key = (by_partner[row.partner_id], address)
            if address and key not in known and "duplicate" not in row.flaws:
                wanted.setdefault(key, row)
        self.env["demat.delivery.rule"].create(
            [row._prepare_rule(consent) for (consent, _address), row in wanted.items()]
        )

    def _prepare_rule(self, consent):
        """Return the values of the rule that keeps the address of a robot."""
        values = self["values"]
        tools = self.env["demat.receiving.tool"]
        tool = tools.search([("code", "=", values["robot_tool"] or "mailbox_robot")])
        return {
            "consent_id": consent.id,
            "address": values["robot_address"],
            "channel": "email",
            "tool_id": tool.id,
            "is_robot": True,
        }

    def _note_flaws(self):
        """Tell on each new customer what the file had wrong."""
        flawed = self.filtered(lambda row: row.outcome == "created" and row.flaws)
        bodies = {row.partner_id.id: row.text for row in flawed}
        if bodies:
            flawed.partner_id._message_log_batch(bodies=bodies)

    def _refuse_unwritable(self, error):
        """Refuse a row that Odoo itself will not take."""
        self.ensure_one()
        self.write(
            {
                "outcome": "refused",
                "flaws": ",".join(filter(None, (self.flaws, "unwritable"))),
                "text": self.env._("Odoo refuses this customer: %s", error),
            }
        )
