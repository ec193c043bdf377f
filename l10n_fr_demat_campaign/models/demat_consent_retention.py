from odoo import api, fields, models
from odoo.tools import format_date

from ..rules import retention as rules
from ..rules.timeline import Basis


class DematConsentRetention(models.Model):
    """Until when the personal data of a position are kept, and why.

    The day is computed from what happened, by a job that looks at everybody once a
    week and again before anything is erased. The position itself and its events stay:
    who refused has refused for ever.
    """

    _inherit = "demat.consent"

    retention_until = fields.Date(
        string="Personal data kept until",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="Last day on which we need names, addresses and messages of this file: "
        "computed once a week from the last electronic invoice, the end of the "
        "agreement and the last contact. Empty while the agreement is in force.",
    )
    retention_term = fields.Selection(
        selection="_selection_retention_term",
        string="Kept because of",
        readonly=True,
        copy=False,
    )
    retention_text = fields.Char(
        string="Why personal data are kept", compute="_compute_retention_text"
    )
    retention_hold = fields.Char(
        string="Kept for a dispute",
        tracking=True,
        copy=False,
        help="While a reason stands here nothing is erased, whatever the day. Only a "
        "manager writes it or takes it away; both are kept as evidence.",
    )
    retention_erased_on = fields.Date(
        string="Personal data erased on", readonly=True, copy=False
    )
    retention_checked_on = fields.Date(readonly=True, copy=False)
    is_retention_over = fields.Boolean(compute="_compute_is_retention_over")

    @api.model
    def _selection_retention_term(self):
        env = self.env
        return [
            ["tax_six", env._("Tax law: six years from the last invoice")],
            ["tax_ten", env._("Tax law: ten years from the last invoice")],
            ["accounting", env._("Accounting: ten years from the end of the year")],
            [
                "dispute_invoice",
                env._("Last electronic invoice: ten years of accounting, five to sue"),
            ],
            [
                "dispute_position",
                env._("End of the agreement: five years to sue"),
            ],
            ["contact", env._("No agreement: three years after the last contact")],
        ]

    @api.depends("state", "active", "retention_until", "retention_term")
    @api.depends_context("lang")
    def _compute_retention_text(self):
        words = dict(self._selection_retention_term())
        sources = {term.key: term for term in rules.TABLE}
        for consent in self:
            if term := sources.get(consent.retention_term):
                consent.retention_text = consent._get_retention_message(
                    words[term.key], term
                )
            elif consent._is_in_force():
                consent.retention_text = self.env._(
                    "Kept as long as the agreement is in force."
                )
            else:
                consent.retention_text = self.env._("Nothing happened yet.")

    def _get_retention_message(self, words, term):
        """Return until when and why, with the source and how well it is known."""
        env = self.env
        return env._(
            "Until %(day)s. %(why)s (%(law)s; %(known)s).",
            day=format_date(env, self.retention_until),
            why=words,
            law=term.source,
            known=self._get_known_messages()[term.basis],
        )

    @api.model
    def _get_known_messages(self):
        """Return how well a term is known, in words."""
        env = self.env
        return {
            Basis.FIRST_HAND: env._("the text was read"),
            Basis.SECOND_HAND: env._("known through others, the text was not read"),
            Basis.INFERRED: env._("deduced, no text says it"),
            Basis.UNVERIFIED: env._("not verified"),
        }

    @api.depends("retention_until", "retention_hold", "retention_erased_on")
    def _compute_is_retention_over(self):
        today = fields.Date.context_today(self)
        for consent in self:
            consent.is_retention_over = not consent.retention_erased_on and (
                rules.is_over(
                    consent.retention_until,
                    today,
                    is_held=bool(consent.retention_hold),
                )
            )

    def _is_in_force(self):
        """Return whether an invoice may still leave on this agreement."""
        self.ensure_one()
        return self.active and self.state == "accepted"

    def write(self, vals):
        # EXTENDS: whoever holds a file back, or no longer, is known
        if "retention_hold" not in vals:
            return super().write(vals)
        self._check_group("manager")
        reason = (vals["retention_hold"] or "").strip()
        changing = self.filtered(lambda c: (c.retention_hold or "") != reason)
        result = super().write({**vals, "retention_hold": reason or False})
        self.env["demat.evidence"]._record(
            changing,
            "retention_held" if reason else "retention_released",
            {},
            {"reason": reason} if reason else {},
        )
        return result
