from datetime import date

from babel.dates import format_date

from odoo import api, fields, models

from ..rules import letter as rules
from .demat_letter_finding import check
from .demat_wave import LETTER_KINDS, NOTICE_KINDS, REMINDER_KINDS

# Which rules a text is read with: who was already written to needs fewer points.
_CHECKED_AS = {
    **dict.fromkeys((*REMINDER_KINDS, *NOTICE_KINDS), "reminder"),
    "call_list": "faq",  # said, not written: no point is due in it
}
_PAGE = "https://factures.exemple.fr/demat"
_SAMPLE_DAYS = {
    "deadline": date(2026, 12, 14),
    "first_invoice": date(2027, 1, 4),
    "window_end": date(2027, 1, 4),
}
_SAMPLE = {
    "company": "Exemple",
    "contact": "Claire Fontaine",
    "customer": "Papeterie Durand",
    "email": "service.clients@exemple.fr",
    "legal_name": "Exemple SAS",
    "phone": "01 23 45 67 89",
    "resources": "",
    "postal_address": "1 rue de l\u2019Exemple, 69002 Lyon",
    "siren": "123 456 782",
}
# Labels of the two links; the checker reads them as the customer does.
_LABELS = {
    "fr": ("Répondre en deux minutes", "Arrêter les rappels"),
    "en": ("Answer in two minutes", "Stop the reminders"),
}


class DematLetterVersionCheck(models.Model):
    """What a text says, read before anybody receives it."""

    _inherit = "demat.letter.version"

    text_points = fields.Char(
        string="Points made",
        compute="_compute_text_points",
        store=True,
        help="Points of the checklist that the text holds, as read when it was "
        "written: the deadline, the way to refuse, what silence means…",
    )

    @api.depends("lang", "subject", "body", "letter_id.kind")
    def _compute_text_points(self):
        for version in self:
            lang, text = version._get_language(), version._get_sample_text()
            # The family that must make every point tells which ones are made.
            found = rules.check_letter(text, "consent_tacit", None, lang)
            missing = {finding.key for finding in found}
            known = {rule.key for rule in rules.LANGUAGES[lang].points}
            version.text_points = ",".join(sorted(known - missing))

    def _get_points(self):
        """Return the keys of the points (P09…) that the text makes."""
        self.ensure_one()
        return frozenset(filter(None, (self.text_points or "").split(",")))

    def _get_findings(self, offer):
        """Return what the checker says of the text.

        :param offer: what may be promised, see ``res.company._get_offer``
        :return: list of :class:`rules.letter.Finding`
        """
        self.ensure_one()
        letter = self.letter_id
        offer = rules.Offer.of(offer)
        findings = check(
            self._get_sample_text(),
            letter.family,
            offer,
            self._get_language(),
            kind=_CHECKED_AS.get(letter.kind, "first"),
        )
        pointless = self._get_pointless_keys(offer)
        return [finding for finding in findings if finding.key not in pointless]

    def _get_pointless_keys(self, offer):
        """Hook: the points that this text cannot make, so that nobody asks for them."""
        self.ensure_one()
        keys = set()
        if len(offer.rhythms) < 2:
            keys.add("P04")  # a choice of rhythms that does not exist
        if self.letter_id.family == "information":
            keys.add("P11")  # where no consent is needed there is nothing to refuse
        return keys

    def _get_language(self):
        """Return the language of the text, without its country."""
        self.ensure_one()
        return self.lang[:2]

    def _get_sample_text(self):
        """Return the subject and the text as an invented customer receives them."""
        self.ensure_one()
        subject, body = self._render(self._prepare_sample_values())
        return f"{subject}\n{body}"

    def _prepare_sample_values(self):
        """Hook: what stands for each placeholder in the sample."""
        self.ensure_one()
        days = {
            name: format_date(day, "EEEE d MMMM y", locale=self.lang)
            for name, day in _SAMPLE_DAYS.items()
        }
        return {**_SAMPLE, **days, **self._prepare_sample_links()}

    def _prepare_sample_links(self):
        if self.letter_id.kind in LETTER_KINDS:
            return {"answer_link": _PAGE, "stop_link": _PAGE}
        link = self.env["demat.request"]._get_link_markup
        answer, stop = _LABELS[self._get_language()]
        return {
            "answer_link": link(f"{_PAGE}/7KQ2M9RWXH", answer),
            "stop_link": link(f"{_PAGE}/7KQ2M9RWXH/stop", stop),
        }
