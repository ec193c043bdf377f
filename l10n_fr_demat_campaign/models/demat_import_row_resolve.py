from markupsafe import escape

from odoo import api, models

# How a value of a row is called on a customer.
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
}
ADDRESS = {"street", "street2", "l10n_fr_demat_street3", "zip", "city", "country_id"}
# Never written on a customer who is already there.
NOT_COMPLETED = {
    *("name", "is_company", "comment", "customer_rank", "lang"),
    "l10n_fr_demat_is_to_review",
}
# Where customers are written to in French.
FRENCH_SPEAKING = {
    *("FR", "MC", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "WF", "PF", "NC"),
    *("BE", "CH", "LU"),
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
        batch = self._get_batch()
        matches = self._find_customers(batch["kept"])
        created = self._create_customers(matches, batch)
        for row, match in matches.items():
            owner = match.known.owner if match.known else row
            partner = owner if owner._name == "res.partner" else created.get(owner)
            row._settle(match, partner, batch)
        self._remember_positions(batch)
        self._note_flaws()

    def _create_customers(self, matches, batch):
        """Create the customers of the rows that match nobody, in one go."""
        rows = [
            row
            for row, match in matches.items()
            if not match.known and not row._is_refused(match.flaws)
        ]
        partners = self.env["res.partner"].with_context(**QUIET)
        created = partners.create([row._prepare_partner(batch) for row in rows])
        pairs = dict(zip(rows, created.with_env(self.env), strict=True))
        # res.partner takes no sudo commands: contacts are made apart
        contacts = {row: batch["kept"][row]["contact"] for row in pairs}
        partners.create(
            [
                {"name": contacts[row], "parent_id": partner.id}
                for row, partner in pairs.items()
                if contacts[row] and partner.is_company
            ]
        )
        return pairs

    def _prepare_partner(self, batch):
        """Hook: return the values of the customer that a row makes."""
        self.ensure_one()
        values = batch["kept"][self]
        country = batch["countries"].get(values["country"])
        user = batch["users"].get(values["salesperson"])
        tool = batch["tools"].get(values["robot_tool"] or values["tool"])
        links = {"country_id": country, "user_id": user, "l10n_fr_demat_tool_id": tool}
        return {
            **{field: values[name] for name, field in PLAIN.items() if values[name]},
            **{name: record.id for name, record in links.items() if record},
            "is_company": values["is_company"],
            "lang": self._get_partner_lang(country),
            "comment": escape(values["comment"]),
            "customer_rank": 1,
            "l10n_fr_demat_is_to_review": values["needs_review"],
        }

    @api.model
    def _get_partner_lang(self, country):
        """Hook: the language to write in: French where it is spoken, else English."""
        french = not country or country.code in FRENCH_SPEAKING
        wanted = "fr_FR" if french else "en_US"
        known = {code for code, _name in self.env["res.lang"].get_installed()}
        return wanted if wanted in known else self.env.lang or "en_US"

    def _settle(self, match, partner, batch):
        """Write what became of one row."""
        self.ensure_one()
        flaws = [*filter(None, (self.flaws or "").split(",")), *match.flaws]
        completed = ()
        if partner:
            flaws += self._get_database_flaws(partner, batch)
            if match.known and "duplicate" not in flaws:
                completed = self._complete(partner, batch)
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

    def _get_database_flaws(self, partner, batch):
        """Return the flaws that only the database shows."""
        values, flaws = batch["kept"][self], []
        if values["salesperson"] and values["salesperson"] not in batch["users"]:
            flaws.append("unknown_salesperson")
        others = [
            other
            for other in batch["emails"].get(values["email_key"], ())
            if other != partner
            and not (values["siren"] and other.l10n_fr_demat_siren == values["siren"])
        ]
        if self.is_email_shared or others:
            flaws.append("shared_email")
        if not partner.active:
            flaws.append("archived")
        return flaws

    def _complete(self, partner, batch):
        """Fill the empty fields of a customer; return the names of these fields."""
        if not self.import_id.is_completing:
            return ()
        skipped = set(NOT_COMPLETED)
        if any(partner[name] for name in ADDRESS - {"country_id"}):
            skipped |= ADDRESS
        missing = {
            name: value
            for name, value in self._prepare_partner(batch).items()
            if name not in skipped and value and not partner[name]
        }
        if missing:
            partner.with_context(**QUIET).write(missing)
        return tuple(missing)

    def _remember_positions(self, batch):
        """Give each customer a position, not asked yet, and robots their rule."""
        rows = self.filtered("partner_id")
        company = self.import_id.company_id
        consents = self.env["demat.consent"]._find_or_create(rows.partner_id, company)
        by_partner = consents.grouped("partner_id")
        rules = self.env["demat.delivery.rule"].with_context(active_test=False)
        known = rules.search([("consent_id", "in", consents.ids)])
        seen = {(rule.consent_id, rule.address) for rule in known}
        wanted = []
        for row in rows:
            values, consent = batch["kept"][row], by_partner[row.partner_id]
            key = (consent, values["robot_address"])
            if key[1] and key not in seen and "duplicate" not in row.flaws:
                seen.add(key)
                wanted.append(self._prepare_rule(consent, values, batch))
        rules.create(wanted)

    def _prepare_rule(self, consent, values, batch):
        """Return the values of the rule that keeps the address of a robot."""
        tool = batch["tools"].get(values["robot_tool"] or "mailbox_robot")
        return {
            "consent_id": consent.id,
            "address": values["robot_address"],
            "channel": "email",
            "tool_id": tool and tool.id,
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
