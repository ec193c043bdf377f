from odoo import models


class DematImportRow(models.Model):
    """What became of a row, in words."""

    _inherit = "demat.import.row"

    def _get_text(self, outcome, flaws, match, partner, completed):
        """Return one paragraph: the outcome, then each flaw."""
        messages = self._get_messages(self.cells) if flaws else {}
        texts = [self._get_outcome_message(outcome, match, partner)]
        texts += [messages[flaw] for flaw in flaws]
        if completed:
            labels = (
                partner._fields[name]._description_string(self.env)
                for name in completed
            )
            texts.append(self.env._("Completed: %s.", ", ".join(labels)))
        return " ".join(filter(None, texts))

    def _get_outcome_message(self, outcome, match, partner):
        if outcome != "matched":
            return ""
        env = self.env
        mark = {
            "code": env._("its code"),
            "siret": env._("its SIRET"),
            "siren": env._("its SIREN"),
            "vat": env._("its VAT number"),
            "name_zip": env._("its name and postcode"),
        }[match.mark]
        return env._(
            "Is %(customer)s, by %(mark)s.", customer=partner.display_name, mark=mark
        )

    def _get_messages(self, cells):
        """Hook: return the sentence of each flaw, for the cells of this row."""
        self.ensure_one()
        return {
            **self._get_refusal_messages(cells),
            **self._get_email_messages(cells),
            **self._get_number_messages(cells),
            **self._get_identity_messages(cells),
            **self._get_address_messages(cells),
            **self._get_use_messages(cells),
            **self._get_match_messages(),
        }

    def _get_refusal_messages(self, cells):
        env = self.env
        return {
            "columns": env._(
                "Refused: this row has not as many cells as the header. A cell with "
                "a separator must stand between quotes."
            ),
            "no_name": env._("Refused: this row has no name."),
            "code_taken": env._(
                "Refused: the code %s is that of a customer with another SIREN.",
                cells.get("code"),
            ),
            "ambiguous": env._(
                "Refused: several customers may be this one. Merge them, or give "
                "each its code, then import again."
            ),
            "formula": env._(
                "A cell begins like a formula of a spreadsheet: it was left out."
            ),
        }

    def _get_email_messages(self, cells):
        env, email = self.env, cells.get("email") or ""
        return {
            "no_email": env._("No e-mail: will be written to by post."),
            "bad_email": env._(
                "« %s » is not an e-mail address: it was left out, the customer will "
                "be written to by post.",
                email,
            ),
            "several_emails": env._(
                "Several e-mail addresses in one cell (%s): none was chosen for you.",
                email,
            ),
            "shared_email": env._(
                "%s is also the address of another customer: each is asked apart.",
                email,
            ),
            "robot_email": env._(
                "%s is read by a program: it is kept for invoices and gets no letter.",
                email,
            ),
            "doubtful_email": env._(
                "%s may be read by a program: it is kept for invoices and gets no "
                "letter, until you say that a person reads it.",
                email,
            ),
            "wrong_mailbox": env._(
                "%s is not a mailbox for purchase invoices: it was left out. Ask the "
                "customer for the right one.",
                email,
            ),
            "other_tool": env._(
                "%(email)s is not an address of the tool that was named (%(tool)s).",
                email=email,
                tool=cells.get("tool"),
            ),
        }

    def _get_number_messages(self, cells):
        env = self.env
        siren, siret, vat = (cells.get(name) for name in ("siren", "siret", "vat"))
        return {
            "no_siren": env._("No SIREN: it was read from the SIRET %s.", siret)
            if self["values"].get("siren")
            else env._("No SIREN."),
            "siren_checksum": self._get_wrong_siren_message(siren),
            "siren_format": env._("« %s » is not a SIREN. Left out.", siren),
            "siret_checksum": env._("SIRET %s: a digit is wrong. Left out.", siret),
            "siret_format": env._("« %s » is not a SIRET. Left out.", siret),
            "vat_invalid": env._("« %s » is not a VAT number. Left out.", vat),
            "siret_mismatch": env._(
                "The SIRET %s belongs to another company. Left out.", siret
            ),
            "siren_mismatch": env._("The SIREN %s is contradicted.", siren),
            "vat_mismatch": env._(
                "The VAT number %s belongs to another company. Left out.", vat
            ),
            "monaco": env._("An identifier of Monaco was left out: no SIRET there."),
        }

    def _get_wrong_siren_message(self, siren):
        """Tell the wrong SIREN, and what the SIRET holds, for a person to decide."""
        if siret := self["values"].get("siret"):
            return self.env._(
                "SIREN %(siren)s: a digit is wrong. Left out; its SIRET has %(other)s.",
                siren=siren,
                other=siret[:9],
            )
        return self.env._("SIREN %s: a digit is wrong. Left out.", siren)

    def _get_identity_messages(self, cells):
        env = self.env
        return {
            "identity_conflict": env._(
                "The identifiers name different companies and none of them is "
                "confirmed: all were left out. Somebody must find out who it is."
            ),
            "unknown_category": env._(
                "Kind of customer « %s » not known: choose it on the customer.",
                cells.get("category"),
            ),
            "bad_country": env._("Country « %s » not known.", cells.get("country")),
            "no_country": env._(
                "No country: taken as %s, as chosen for this import.",
                self.import_id.country_id.name or env._("not known"),
            ),
        }

    def _get_address_messages(self, cells):
        env = self.env
        return {
            "no_address": env._("No postal address: no letter can be sent."),
            "incomplete_address": env._("The postal address is not complete."),
            "bad_address": env._("The postal address has signs that do not print."),
            "long_address": env._(
                "The postal address is too long for a letter (six lines of 38 "
                "characters): it was kept whole, shorten it on the customer."
            ),
        }

    def _get_use_messages(self, cells):
        env = self.env
        return {
            "unknown_tool": env._(
                "Receiving tool « %s » not in the catalogue.", cells.get("tool")
            ),
            "unknown_salesperson": env._(
                "No user has the login « %s »: no salesperson.",
                cells.get("salesperson"),
            ),
        }

    def _get_match_messages(self):
        env = self.env
        return {
            "duplicate": env._(
                "An earlier row of the file is the same customer: nothing was changed."
            ),
            "possible_duplicate": env._(
                "Another customer of the same town has this name, with another code: "
                "check whether they are one."
            ),
            "other_establishment": env._(
                "Another establishment of a company that is already a customer."
            ),
            "other_name": env._("The name differs from that of the customer."),
            "shared_vat": env._(
                "A customer with another name has this VAT number: check whether "
                "they are one."
            ),
            "archived": env._("This customer is archived, and stays so."),
        }
