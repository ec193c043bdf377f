import hashlib

from odoo import api, fields, models
from odoo.tools import SQL

from ..rules import chain
from ..rules import consent as rules

# What the chain attests of a choice; the rest is personal and stays erasable.
_ANSWERER = ("name", "function", "email", "phone")
_CHOICE = ("channel", "format", "rhythm", "address", "reason", "reason_text")
_DETAILS = ("siren", "siret", "electronic_address", "tool", "reference")


class DematRequestRecord(models.Model):
    """What the answer page records: each answer once, however often it is sent."""

    _inherit = "demat.request"

    answer_key = fields.Char(
        readonly=True,
        copy=False,
        help="Digest of the last answer given on the page: a second click on the same "
        "button is the same answer.",
    )

    def _record_page_answer(
        self, choice, values, visitor, basis=rules.Basis.EXPLICIT_PAGE
    ):
        """Record an answer of the page; return False when it was there already.

        :param choice: ``accept``, ``refuse``, ``confirm`` or ``modify``
        :param values: the values of the form, checked
        :param visitor: ``ip`` and ``agent``
        :param basis: the door the answer came through
        """
        self.ensure_one()
        self._lock_page()
        if self._is_page_repeat(choice, values):
            return False
        event = self._get_page_event(choice)
        key = self._get_page_key(choice, values)
        wanted = self._prepare_page_choice(event, values)
        answerer = {**self._prepare_answerer(values), **visitor}
        if event is None:
            self._record_confirmation(answerer)
        else:
            shown = self._prepare_shown()
            self._propose("address", wanted.get("address"))
            self._record_answer(
                event, answerer=answerer, choice=wanted, basis=basis, shown=shown
            )
        self._write_sealed({"answer_key": key})
        self._record_details(values)
        self._review_answerer(values.get("email"))
        self._send_receipt(values.get("email"))
        return True

    def _is_page_repeat(self, choice, values):
        """Return whether this very answer is already the one in force."""
        self.ensure_one()
        key = self._get_page_key(choice, values)
        return key == self.answer_key and self._is_page_answered_as(choice)

    def _lock_page(self):
        """Wait for who answers at this very moment; a change since starts us again."""
        self.flush_recordset()
        self.env.cr.execute(
            SQL("SELECT id FROM demat_request WHERE id = %s FOR UPDATE", self.id),
            log_exceptions=False,
        )

    def _get_page_event(self, choice):
        """Return what happens to the position; nothing where none is asked for."""
        if self.family == "information":
            return None
        if choice == "accept":
            return rules.Event.ACCEPT
        if self.consent_id.state == "accepted" and self._is_page_answered():
            return rules.Event.WITHDRAW
        return rules.Event.REFUSE

    def _is_page_answered_as(self, choice):
        """Return whether the position is already what this choice makes of it."""
        if self.family == "information":
            return self.answer == "confirm"
        return self._is_page_answered() and (choice == "accept") == (
            self.consent_id.state == "accepted"
        )

    @api.model
    def _get_page_key(self, choice, values):
        """Return the digest of everything that was answered."""
        text = chain.canonical({"choice": choice, **values})
        return hashlib.sha256(text).hexdigest()

    @api.model
    def _prepare_answerer(self, values):
        return {name: values[name] for name in _ANSWERER if values.get(name)}

    def _prepare_page_choice(self, event, values):
        """Return what was chosen, without what was left empty."""
        wanted = {name: values[name] for name in _CHOICE if values.get(name)}
        if event is rules.Event.ACCEPT:
            wanted["is_robot"] = self._is_robot_address(values)
        return wanted

    @api.model
    def _is_robot_address(self, values):
        """Return whether a robot reads the address: as told, else as it looks."""
        if values.get("reader") in ("person", "robot"):
            return values["reader"] == "robot"
        guess = self.env["demat.receiving.tool"]._guess(values.get("address"))
        return str(guess.kind) == "robot"

    def _prepare_shown(self):
        """Return the statement that the visitor had on the screen, and its hash."""
        return {
            "page_text": self._get_page_text(),
            "page_sha256": self._get_page_hash(),
            "lang": self.env.lang or "en_US",
        }

    def _record_confirmation(self, answerer, arrival=None):
        """Record that a customer who is only informed confirmed their data.

        :param arrival: how it arrived, where the customer saw no page
        """
        self._write_sealed(
            {
                "answer": "confirm",
                "answered_at": fields.Datetime.now(),
                "answered_by": answerer.get("name"),
                "is_reply_pending": False,
            }
        )
        self._close_question()
        payload = {
            **self._prepare_answer_payload(),
            **(arrival or self._prepare_shown()),
            "answer": "confirm",
        }
        kind = "data_confirmed" if arrival else "page_answer"
        self.env["demat.evidence"]._record(self.consent_id, kind, payload, answerer)

    # The rule that carries the invoices

    def _prepare_rule_values(self, choice):
        # EXTENDS: who reads the address, which nobody has verified yet
        values = super()._prepare_rule_values(choice)
        main = self.consent_id.sudo().main_rule_id
        if values["address"] != main.address:
            values["verification_state"] = "unverified"
        if "is_robot" in choice:
            values["is_robot"] = choice["is_robot"]
        return values

    # Proposals

    def _record_page_details(self, values, visitor):
        """Record the details of a customer as proposals; return the new ones."""
        self.ensure_one()
        self._lock_page()
        proposals = self._record_details(values)
        if proposals:
            payload = {
                **self._prepare_answer_payload(),
                "proposals": sorted(proposals.mapped("field")),
            }
            details = {p.field: p.new_value for p in proposals}
            self.env["demat.evidence"]._record(
                self.consent_id, "page_details", payload, {**details, **visitor}
            )
        return proposals

    def _record_details(self, values):
        proposals = self.env["demat.proposal"]
        named = {**values, "tool": self._get_tool_name(values)}
        for name in _DETAILS:
            proposals |= self._propose(name, named.get(name))
        return proposals

    @api.model
    def _get_tool_name(self, values):
        """Return the name of the tool that was chosen or typed, or nothing."""
        code, typed = values.get("tool"), values.get("tool_other")
        if typed or code in (None, "", "unknown", "none", "other"):
            return typed
        tools = self.env["demat.receiving.tool"].sudo()
        return tools.search([("code", "=", code)], limit=1).name

    def _propose(self, name, value):
        """Propose one change, unless it is known already or waits to be looked at."""
        self.ensure_one()
        proposals = self.env["demat.proposal"].sudo()
        known = self._get_known(name)
        if not value or self._get_bare(name, value) == self._get_bare(name, known):
            return proposals
        same = proposals.search(
            [
                ("request_id", "=", self.id),
                ("field", "=", name),
                ("new_value", "=", value),
                ("state", "=", "open"),
            ],
            limit=1,
        )
        if same:
            return proposals
        return proposals.create(
            {
                "request_id": self.id,
                "field": name,
                "old_value": known,
                "new_value": value,
            }
        )

    def _get_known(self, name):
        """Return what we know today of a field that a customer may change."""
        partner, rule = self.partner_id, self.consent_id.main_rule_id
        return {
            "siren": partner.l10n_fr_demat_siren,
            "siret": partner.l10n_fr_demat_siret,
            "address": (rule and rule._get_address()) or self.email,
            "tool": partner.l10n_fr_demat_tool_id.name,
        }.get(name)

    def _get_bare(self, name, value):
        """Return a value as it is compared.

        Numbers without their spaces; addresses without their capitals, unless the
        customer's tool is known to tell them apart.
        """
        value = str(value or "").strip()
        tool = self.partner_id.l10n_fr_demat_tool_id
        if name == "address" and tool.case_sensitive != "yes":
            return value.casefold()
        return "".join(value.split()) if name in ("siren", "siret") else value

    # Questions

    def _record_page_question(self, values, visitor):
        """Record a question or a wish; the same one twice is one."""
        self.ensure_one()
        self._lock_page()
        wishes = dict(self._get_page_offers()["wish"])
        wish = wishes.get(values.get("wish"), "")
        contact = [values.get("name"), values.get("email"), values.get("phone")]
        text = "\n".join(
            filter(None, [wish, values["question"], ", ".join(filter(None, contact))])
        )
        if self.is_question_open and self.question == text:
            return False
        answerer = {**self._prepare_answerer(values), **visitor}
        self._record_question(text, answerer=answerer)
        if values.get("wish") == "format":
            self._record_page_wish()
        return True

    def _record_page_wish(self):
        """Keep that they wish something else: answering does not make it a yes.

        Their own words stay out of what the evidence attests.
        """
        if self.env.user._is_public():
            # Nobody reads that a « Public user » wishes something.
            self._track_set_author(self.partner_id)
        env = self._in_our_language().env
        self.unserved_wish = self.unserved_wish or env._("another format or channel")
