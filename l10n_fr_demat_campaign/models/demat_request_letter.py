from functools import lru_cache

from babel.dates import format_date
from markupsafe import Markup, escape

from odoo import api, fields, models

from ..rules import consent as rules
from .demat_wave import LETTER_KINDS
from .mail_mail_campaign import LINK_PLACEHOLDER, STOP_PLACEHOLDER

_NAMES = frozenset(
    {
        "answer_link",
        "company",
        "contact",
        "customer",
        "deadline",
        "email",
        "first_invoice",
        "legal_name",
        "phone",
        "postal_address",
        "resources",
        "siren",
        "stop_link",
        "window_end",
    }
)


@lru_cache(maxsize=256)
def _word_day(day, lang):
    # Babel rather than Odoo: a letter is in its language, installed or not.
    return format_date(day, "EEEE d MMMM y", locale=lang)


class DematRequestLetter(models.Model):
    """What a customer reads: the letter of the wave, in their language."""

    _inherit = "demat.request"

    letter_subject = fields.Char(compute="_compute_letter")
    letter_body = fields.Html(compute="_compute_letter", sanitize=False)

    @api.depends_context("demat_wave_id")
    @api.depends("family", "lang", "deadline")
    def _compute_letter(self):
        wave = self.env["demat.wave"].browse(self.env.context.get("demat_wave_id"))
        common = {}
        for request, version in wave._get_versions(self).items():
            if not version:
                request.letter_subject = request.letter_body = False
                continue
            key = (request.campaign_id, request.lang)
            if key not in common:
                common[key] = request._prepare_common_values()
            request.letter_subject, request.letter_body = version._render(
                request._prepare_letter_values(common[key])
            )

    @api.model
    def _get_letter_names(self):
        """Hook: the placeholders that a letter may hold."""
        return set(_NAMES)

    def _prepare_letter_values(self, common=None):
        """Return what stands for each placeholder, in the customer's language.

        :param common: what :meth:`_prepare_common_values` gave for another customer of
            this campaign in this language
        """
        self.ensure_one()
        return {
            **(common or self._prepare_common_values()),
            "customer": self.partner_id.name,
            "deadline": self._format_day(self.deadline),
            "window_end": self._format_day(self._get_window_end()),
        }

    def _prepare_common_values(self):
        """Return what every customer of a campaign reads in the same language."""
        self.ensure_one()
        company, campaign = self.company_id, self.campaign_id
        return {
            **self._prepare_link_values(),
            "company": company.name,
            "legal_name": company.name,
            "siren": self._format_siren(company.partner_id.l10n_fr_demat_siren),
            "first_invoice": self._format_day(campaign.first_invoice_on),
            "resources": self._get_resources_markup(),
            "contact": company.l10n_fr_demat_contact or company.name,
            "phone": company.l10n_fr_demat_contact_phone or company.phone or "",
            "email": company.l10n_fr_demat_contact_email or company.email or "",
            "postal_address": self._get_sender_address(company),
        }

    def _prepare_link_values(self):
        """Return the links of a mail, or what a reader of paper types instead.

        In a mail they stand for personal links that come in when it leaves.
        """
        env, base_url = self.with_context(lang=self.lang).env, self.get_base_url()
        wave = self.env["demat.wave"].browse(self.env.context.get("demat_wave_id"))
        if wave.kind in LETTER_KINDS:
            address = f"{base_url}/demat"
            return {
                "answer_link": address,
                "stop_link": address,
            }
        return {
            "answer_link": self._get_link_markup(
                f"{base_url}{LINK_PLACEHOLDER}", env._("Answer in two minutes")
            ),
            "stop_link": self._get_link_markup(
                f"{base_url}{STOP_PLACEHOLDER}", env._("Stop the reminders")
            ),
        }

    @api.model
    def _get_link_markup(self, url, label):
        return Markup('<a href="%s">%s</a>') % (escape(url), label)

    @api.model
    def _get_sender_address(self, company):
        """Return where a company is, in one line."""
        town = " ".join(filter(None, [company.zip, company.city]))
        return ", ".join(filter(None, [company.street, town]))

    @api.model
    def _format_siren(self, siren):
        """Return a SIREN in the usual groups of three digits."""
        siren = siren or ""
        return " ".join(siren[start : start + 3] for start in range(0, len(siren), 3))

    def _format_day(self, day):
        """Return a day in full words: a deadline is never a matter of habit."""
        return _word_day(day, self.lang) if day else ""

    def _get_window_end(self):
        """Return the first day of electronic invoices if the notice arrives today."""
        self.ensure_one()
        return self.consent_id.effective_on or rules.effective_on(
            self.consent_id.basis,
            accepted_on=self.consent_id.since or None,
            planned_on=self.campaign_id.first_invoice_on,
            notice_on=fields.Date.context_today(self),
            window_days=self.company_id.l10n_fr_demat_objection_days,
        )

    def _get_letter_hash(self):
        """Return the SHA-256 of the subject and text that this customer receives."""
        self.ensure_one()
        text = f"{self.letter_subject}\n{self.letter_body}"
        return self.env["demat.letter.version"]._get_hash(text)

    def _get_sending_address(self, medium):
        """Return where a message goes: the e-mail address or the postal one."""
        self.ensure_one()
        if medium == "email":
            return self.partner_id.email
        return ", ".join(self.partner_id._get_l10n_fr_demat_address_lines())
