from odoo import fields, models
from odoo.tools import is_html_empty

from ..rules import retention as rules


class ResCompany(models.Model):
    """What people are told of their personal data (GDPR, articles 13 and 14)."""

    _inherit = "res.company"

    l10n_fr_demat_privacy_text = fields.Html(
        string="Information on personal data",
        translate=True,
        help="Shown to customers under « Your personal data and your rights » on their "
        "page. Empty: a text that says who, what for, on what basis, to whom, how long "
        "and which rights, from your settings. Have it read by your data protection "
        "officer.",
    )

    def _prepare_l10n_fr_demat_privacy_values(self):
        """Return the company's own text, or else the sections of the shipped one."""
        self.ensure_one()
        own = self.l10n_fr_demat_privacy_text
        is_empty = is_html_empty(own)
        return {
            "own_text": None if is_empty else own,
            "sections": self._get_l10n_fr_demat_privacy_sections() if is_empty else [],
        }

    def _get_l10n_fr_demat_privacy_sections(self):
        """Hook: return the shipped information, as pairs of title and text."""
        self.ensure_one()
        env = self.env
        return [
            (env._("Who is responsible"), self._get_l10n_fr_demat_controller()),
            (
                env._("What for"),
                env._(
                    "To ask your company how it wants to receive our invoices, to "
                    "remember the answer, to send the invoices, and to prove later on "
                    "what basis they left. No decision is taken on you by a machine, "
                    "and nothing here is advertising."
                ),
            ),
            (
                env._("Which data"),
                env._(
                    "Name, position, e-mail and postal address, phone; your messages "
                    "and answers; when you answer on this page, the IP address and the "
                    "browser. They come from you or from your company."
                ),
            ),
            (
                env._("On what basis"),
                env._(
                    "For invoices and their archives, our legal obligations (GDPR, "
                    "article 6(1)(c)); for traders in their own name and for "
                    "consumers, the contract (article 6(1)(b)); for the question "
                    "itself and its proof, our legitimate interest in sending invoices "
                    "as you wish (article 6(1)(f)), to which you may object. Accepting "
                    "electronic invoices is not a consent to the use of your data."
                ),
            ),
            (
                env._("Who receives them"),
                env._(
                    "Our staff in charge of invoices and sales; those who carry our "
                    "e-mails, letters and files for us; where the law asks for it, the "
                    "approved platforms; our accountants and auditors; a court in a "
                    "dispute. Nobody else, and they are not sold."
                ),
            ),
            (env._("How long"), self._get_l10n_fr_demat_retention_text()),
            (
                env._("Your rights"),
                env._(
                    "You may read, correct or erase your data, limit or object to "
                    "their use, and receive a copy. What the law obliges us to keep "
                    "stays until its day. Write to the contact below. You may also "
                    "complain to the data protection authority, in France the CNIL "
                    "(www.cnil.fr)."
                ),
            ),
        ]

    def _get_l10n_fr_demat_controller(self):
        """Return who answers for the data, and where they can be written to."""
        trust = self._prepare_l10n_fr_demat_trust_values()
        partner = self.partner_id
        city = " ".join(filter(None, (partner.zip, partner.city)))
        place = ", ".join(filter(None, (partner.street, partner.street2, city)))
        siren = trust["siren"] and f"SIREN {trust['siren']}"
        parts = [self.name, place, siren, trust["phone"], trust["email"]]
        return ", ".join(filter(None, parts))

    def _get_l10n_fr_demat_retention_text(self):
        """Return how long data are kept: the very terms by which they are erased."""
        years = {term.key: term.years for term in rules.TABLE}
        return self.env._(
            "As long as you receive electronic invoices by agreement. Afterwards, "
            "%(invoice)s years from the end of the fiscal year of the last electronic "
            "invoice, or %(position)s years from the end of an agreement under which "
            "none was sent. If you keep paper or do not answer, %(contact)s years "
            "after the last contact. Longer only while a dispute lasts.",
            invoice=years["dispute_invoice"],
            position=years["dispute_position"],
            contact=years["contact"],
        )


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    l10n_fr_demat_privacy_text = fields.Html(
        related="company_id.l10n_fr_demat_privacy_text", readonly=False
    )
