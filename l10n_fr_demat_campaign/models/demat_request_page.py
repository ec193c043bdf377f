import hashlib

from babel.dates import format_date

from odoo import api, fields, models

ANSWERED = frozenset({"accepted", "refused", "withdrawn"})


class DematRequestPage(models.Model):
    """What the answer page shows to a customer."""

    _inherit = "demat.request"

    # Choices

    def _get_page_choices(self):
        """Return the three options of the first screen, all of equal weight."""
        self.ensure_one()
        env = self.env
        if self.family == "information":
            return [
                ["confirm", env._("Confirm")],
                ["modify", env._("Change my data")],
                ["other", env._("Ask a question")],
            ]
        return [
            ["accept", env._("I accept")],
            ["other", env._("I prefer another way, or I have a question")],
            ["refuse", env._("I refuse, I keep paper")],
        ]

    def _get_page_view(self, choice=None):
        """Return which screen answers a choice; nothing is chosen beforehand."""
        self.ensure_one()
        views = {name for name, _label in self._get_page_choices()}
        if choice in views | ({"details"} if self._is_page_answered() else set()):
            return choice
        if choice != "change" and self._is_page_answered():
            return "done"
        return "choose"

    def _is_page_answered(self):
        """Return whether there is an answer to show; silence is none."""
        self.ensure_one()
        if self.family == "information":
            return bool(self.answer)
        is_silent = self.basis in ("tacit_delay", "cgv")
        return self.consent_id.state in ANSWERED and not is_silent

    @api.model
    def _get_page_offers(self):
        """Return, for each field with a closed list, codes and labels."""
        env = self.env
        tools = (
            env["demat.receiving.tool"]
            .sudo()
            .search([("active", "=", True), ("code", "not in", ("unknown", "none"))])
        )
        return {
            "channel": self._selection_channel(),
            "format": [
                ["facturx", env._("Factur-X: a PDF that your software can read too")],
                ["pdf", env._("Plain PDF")],
            ],
            "reader": [
                ["person", env._("A person reads this mailbox")],
                ["robot", env._("A software reads this mailbox")],
                ["unknown", env._("I do not know")],
            ],
            "reason": [
                ["tool", env._("Our software is not ready")],
                ["organisation", env._("Our internal organisation")],
                ["security", env._("Security")],
                ["other", env._("Another reason")],
            ],
            "wish": [
                ["question", env._("I have a question")],
                ["format", env._("I wish another format or channel (EDI, portal…)")],
                ["callback", env._("Call me back")],
            ],
            "tool": [
                ["unknown", env._("I do not know")],
                ["none", env._("None")],
                *((tool.code, tool.name) for tool in tools),
                ["other", env._("Another tool")],
            ],
        }

    # Texts

    def _get_page_day(self, day):
        """Return a day in full words, in the language of the page."""
        if not day:
            return ""
        lang = self.env.lang or "en_US"
        words = format_date(day, "EEEE d MMMM y", locale=lang)
        return words.replace(" 1 ", " 1er ") if lang.startswith("fr") else words

    def _get_page_heading(self):
        """Return the question that the page puts."""
        self.ensure_one()
        env, company = self.env, self.company_id.name
        if self.family == "information":
            return env._("Your invoices from %s: what we should know", company)
        return env._("How would you like to receive the invoices of %s?", company)

    def _get_page_statement(self):
        """Return, paragraph by paragraph, what an answer agrees to or refuses."""
        self.ensure_one()
        env = self.env
        if self.family == "information":
            return [
                self._get_page_road_statement(),
                env._(
                    "Tell us here which address to use and what helps you process them."
                ),
            ]
        return [
            self._get_page_start_statement(),
            env._(
                "Paper remains possible: you can go back to it at any time, free of "
                "charge and without giving a reason, on this page, by phone or by "
                "letter."
            ),
            *self._get_page_deadline_statement(),
        ]

    def _get_page_road_statement(self):
        """Return by which road the law sends the invoices of who is only informed."""
        env, company = self.env, self.company_id.name
        if self.partner_id.l10n_fr_demat_recipient == "public":
            return env._(
                "The invoices of %s reach you through Chorus Pro, as the law provides.",
                company,
            )
        return env._(
            "The invoices of %s reach you through your approved platform, as the law "
            "provides.",
            company,
        )

    def _get_page_start_statement(self):
        """Return what comes with a yes, and from which day if it is still to come."""
        env, company = self.env, self.company_id.name
        start = self._get_explicit_start()
        if start <= fields.Date.context_today(self):
            return env._(
                "%(company)s sends you its invoices and credit notes electronically, "
                "by the channel, in the format and at the address that you choose.",
                company=company,
            )
        return env._(
            "From %(day)s, %(company)s sends you its invoices and credit notes "
            "electronically, by the channel, in the format and at the address that "
            "you choose. Until then, nothing changes.",
            day=self._get_page_day(start),
            company=company,
        )

    def _get_page_deadline_statement(self):
        """Return what silence means for this customer, while it still may mean it."""
        env, day = self.env, self._get_page_day(self.deadline)
        if self.consent_id.state not in ("not_asked", "asked"):
            return []
        if not self._may_be_silent():
            return [env._("Without an answer from you, nothing changes: paper stays.")]
        if self.deadline < fields.Date.context_today(
            self.with_context(tz="Europe/Paris")
        ):
            return []
        return [
            env._(
                "Without an answer from you by the end of %s (Paris time), we will "
                "consider that you accept; we will write to tell you so, and you will "
                "still be able to refuse.",
                day,
            )
        ]

    def _get_page_text(self):
        """Return the statement as one text: what the evidence keeps."""
        return "\n".join(self._get_page_statement())

    def _get_page_hash(self):
        """Return the SHA-256 of the statement shown."""
        return hashlib.sha256(self._get_page_text().encode()).hexdigest()

    def _get_page_position(self):
        """Return the answer in force, in one sentence."""
        self.ensure_one()
        env, company = self.env, self.company_id.name
        if self.family == "information":
            return env._("Your data for the invoices of %s are confirmed.", company)
        if self.consent_id.state == "accepted":
            return env._("You receive the invoices of %s electronically.", company)
        if self.consent_id.state not in ANSWERED:
            return env._("You did not answer %s yet.", company)
        return env._("You keep paper for the invoices of %s.", company)

    def _get_page_next(self):
        """Return what happens next, and when."""
        self.ensure_one()
        env, start = self.env, self.consent_id.effective_on
        if self.family == "information":
            return env._("We check what you told us and use it for the next invoices.")
        if self.consent_id.state != "accepted":
            return env._(
                "Your invoices keep coming by post, starting with the next one."
            )
        today = fields.Date.context_today(self)
        if start and start > today:
            return env._(
                "First electronic invoice: %s. Until then, nothing changes.",
                self._get_page_day(start),
            )
        return env._("Your next invoice leaves electronically.")

    # Values

    def _prepare_page_values(self, view, values=None, errors=None):
        """Return everything one screen shows, as plain values.

        :param view: the screen, see :meth:`_get_page_view`
        :param values: what the visitor typed, when something is wrong with it
        :param errors: by field, what is wrong
        """
        self.ensure_one()
        offers = self._get_page_offers()
        return {
            "view": view,
            "values": {**self._prepare_page_defaults(), **(values or {})},
            "errors": errors or {},
            "offers": offers,
            "choices": self._get_page_choices(),
            "is_information": self.family == "information",
            "customer": self.partner_id.name,
            "reference": self._get_reference(),
            "heading": self._get_page_heading(),
            "subject": self.env._("What changes for %s", self.partner_id.name),
            "statement": self._get_page_statement(),
            "statement_hash": self._get_page_hash(),
            "trust": self.company_id._prepare_l10n_fr_demat_trust_values(),
            "question": self.is_question_open and self.question,
            "silence": self._get_page_silence(),
            "is_stopped": bool(self.stop_requested_at),
            **(self._prepare_page_position_values(offers) if view == "done" else {}),
        }

    def _get_page_silence(self):
        """Return what silence was taken for, for who answers after it was."""
        if self.consent_id.state != "accepted" or self._is_page_answered():
            return None
        return self.env._(
            "We did not receive an answer from you and took it that you accept "
            "electronic invoices. You can still choose otherwise here, today and later."
        )

    def _prepare_page_position_values(self, offers):
        rule = self.consent_id.main_rule_id
        accepted = self.consent_id.state == "accepted" and self.family != "information"
        moment = fields.Datetime.context_timestamp(
            self.with_context(tz="Europe/Paris"), self.answered_at or self.write_date
        )
        return {
            "position": self._get_page_position(),
            "next": self._get_page_next(),
            "answered_at": self.env._(
                "%(day)s at %(time)s",
                day=self._get_page_day(moment.date()),
                time=f"{moment:%H:%M}",
            ),
            "answered_by": self.answered_by,
            "is_accepted": accepted,
            "channel": accepted and dict(offers["channel"]).get(rule.channel),
            "format": accepted and dict(offers["format"]).get(rule.format),
            "address": accepted and rule._get_address(),
        }

    def _prepare_page_defaults(self):
        """Return what we know already, so that nobody types it again."""
        partner, rule = self.partner_id, self.consent_id.main_rule_id
        channels = [code for code, _label in self._selection_channel()]
        return {
            "channel": rule.channel if rule.channel in channels else channels[0],
            "format": rule.format if rule.format in ("facturx", "pdf") else "facturx",
            "address": (rule and rule._get_address()) or self.email or "",
            "reader": "robot" if rule.is_robot else "",
            "email": self.email or "",
            "siren": self._format_siren(partner.l10n_fr_demat_siren),
            "siret": partner.l10n_fr_demat_siret or "",
            "tool": partner.l10n_fr_demat_tool_id.code or "",
            "tool_other": partner.l10n_fr_demat_tool_other or "",
        }
