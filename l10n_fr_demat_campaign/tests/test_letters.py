import io
import re

import pikepdf

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import html2plaintext

from ..report import letter_pdf
from ..rules.letter import Offer
from .campaign_common import CampaignCommon

FAMILIES = ("consent_tacit", "consent_express", "information")
ASKING = ("email", "reminder", "letter")
SHIPPED = [
    *(
        (family, kind)
        for family in FAMILIES
        for kind in ("email", "reminder", "letter")
    ),
    ("consent_tacit", "notice"),
]
TACIT, EXIT = "P10", {"P09", "P11", "P12"}


@tagged("post_install", "-at_install", "post_install_l10n")
class TestLetters(CampaignCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("fr_FR")
        cls.customer.write({"lang": "fr_FR", "name": "Durand & Fils <SARL>"})
        cls.offer = cls.company._get_offer()

    def _version(self, family, kind, lang="fr"):
        xmlid = f"l10n_fr_demat_campaign.demat_letter_{family}_{kind}_version_{lang}"
        return self.env.ref(xmlid)

    def _versions(self):
        """Return every shipped text with what identifies it."""
        for family, kind in SHIPPED:
            for lang in ("fr", "en"):
                yield family, kind, lang, self._version(family, kind, lang)

    def _request(self, kind="email"):
        """Return a launched request, as it is read in a wave of that kind."""
        kinds = ("email", "reminder", "letter", "notice")
        campaign = self._launch(self.customer, kinds=kinds)
        wave = campaign.wave_ids.filtered(lambda wave: wave.kind == kind)
        return campaign.request_ids.with_context(demat_wave_id=wave.id)

    def _keys(self, version, offer=None):
        return {finding.key for finding in version._get_findings(offer or self.offer)}

    def test_what_brings_its_own_link_is_no_address_of_a_link(self):
        version = self._version("consent_tacit", "email")
        for link in (
            "<a href='{answer_link}'>Oui</a>",
            '<p><a class="btn" href="https://{answer_link}">Oui</a></p>',
            '<a href="%7Bstop_link%7D">Stop</a>',
            '<img alt="{resources}" src="x.png">',
        ):
            with (
                self.subTest(link=link),
                self.assertRaisesRegex(ValidationError, "in the text itself"),
            ):
                version.body = link
        version.body = (
            '<p>Write to <a href="mailto:{email}">{email}</a>: {answer_link}</p>'
        )

    def test_our_address_is_written_as_on_an_envelope(self):
        self.company.write({"street": "1 rue Haute", "zip": "69002", "city": "Lyon"})
        values = self._request()._prepare_letter_values()
        self.assertEqual(values["postal_address"], "1 rue Haute, 69002 Lyon")

    def test_each_family_and_moment_has_a_french_and_an_english_text(self):
        letters = self.env["demat.letter"]
        for family, kind, lang, version in self._versions():
            with self.subTest(family=family, kind=kind, lang=lang):
                letter = letters._find_letter(self.company, family, kind)
                code = {"fr": "fr_FR", "en": "en_US"}[lang]
                self.assertEqual(letter._get_version(code), version)
                self.assertFalse(letter.company_id)

    def test_every_placeholder_of_a_real_request_is_filled(self):
        request = self._request()
        request.consent_id._apply("accept", basis="explicit_phone", day=None)
        for family, kind, lang, version in self._versions():
            wave = request.campaign_id.wave_ids.filtered(lambda w, k=kind: w.kind == k)
            reader = request.with_context(demat_wave_id=wave.id)
            values = reader._prepare_letter_values()
            with self.subTest(family=family, kind=kind, lang=lang):
                names = set(re.findall(r"\{(\w+)\}", version.subject + version.body))
                names -= {"resources"}  # printed where the campaign offers some help
                self.assertFalse([name for name in names if not values[name]])
                subject, body = version._render(values)
                self.assertNotRegex(subject + body, r"[{}]")

    def test_no_shipped_text_breaks_a_rule(self):
        for family, kind, lang, version in self._versions():
            with self.subTest(family=family, kind=kind, lang=lang):
                findings = version._get_findings(self.offer)
                told = [f for f in findings if f.severity != "info"]
                self.assertFalse(told, [(f.key, f.advice) for f in told])

    def test_a_first_tacit_letter_makes_every_point_that_is_true(self):
        asked = {f"P{number:02d}" for number in range(1, 20)}
        for kind in ("email", "letter"):
            with self.subTest(kind=kind):
                points = self._version("consent_tacit", kind)._get_points()
                self.assertEqual(asked - points, {"P04"})

    def test_only_the_tacit_family_says_that_silence_counts(self):
        for family, kind, lang, version in self._versions():
            with self.subTest(family=family, kind=kind, lang=lang):
                is_tacit = family == "consent_tacit"
                self.assertEqual(TACIT in version._get_points(), is_tacit)

    def test_each_text_that_asks_for_silence_shows_the_way_out(self):
        for kind in ASKING:
            for lang in ("fr", "en"):
                with self.subTest(kind=kind, lang=lang):
                    points = self._version("consent_tacit", kind, lang)._get_points()
                    self.assertLessEqual(EXIT, points)

    def test_a_text_about_nothing_to_refuse_never_speaks_of_refusing(self):
        for kind in ASKING:
            for lang in ("fr", "en"):
                with self.subTest(kind=kind, lang=lang):
                    text = self._version("information", kind, lang)._get_sample_text()
                    self.assertNotRegex(text.lower(), r"refus|papier|paper|accept")

    def test_a_reminder_is_another_text_than_the_first_message(self):
        for family in FAMILIES:
            for lang in ("fr", "en"):
                first, reminder = (
                    self._openings(self._version(family, kind, lang))
                    for kind in ("email", "reminder")
                )
                with self.subTest(family=family, lang=lang):
                    self.assertFalse(first & reminder)

    def _openings(self, version):
        """Return the subject and the paragraphs before the button."""
        lines = html2plaintext(version.body.split("{answer_link}")[0]).splitlines()
        return {line.strip() for line in (version.subject, *lines) if len(line) > 30}

    def test_what_is_not_offered_is_not_promised_anywhere(self):
        nothing = Offer()
        keys = self._keys(self._version("consent_tacit", "email"), nothing)
        self.assertLessEqual({"O01", "O02", "O03"}, keys)
        self.assertFalse([key for key in self._keys_of_all() if key.startswith("O")])

    def _keys_of_all(self):
        return {
            key for *_name, version in self._versions() for key in self._keys(version)
        }

    def test_the_offer_follows_the_channels(self):
        self.assertEqual(self.offer.rhythms, {"each"})
        self.assertTrue(self.offer.facturx and self.offer.space)
        self.assertFalse(self.offer.deposit or self.offer.edi)
        channel = type(self.env["demat.channel.portal"])
        self.patch(channel, "_is_configured", lambda self, company: False)
        self.assertFalse(self.company._get_offer().space)

    def test_points_are_read_again_when_a_text_changes(self):
        version = self._version("consent_tacit", "email").copy(
            {"is_current": False, "body": "<p>Sans réponse, rien ne change.</p>"}
        )
        self.assertNotIn(TACIT, version._get_points())
        version.body = "<p>Votre silence vaudra acceptation.</p>"
        self.assertIn(TACIT, version._get_points())

    def test_a_tacit_sentence_elsewhere_is_an_error(self):
        version = self._version("information", "email").copy(
            {"is_current": False, "body": "<p>Votre silence vaudra acceptation.</p>"}
        )
        found = {f.key: f.severity for f in version._get_findings(self.offer)}
        self.assertEqual(found.get("W13"), "error")

    def test_a_letter_holds_on_one_page_with_its_coupon(self):
        self.company.write(
            {
                "name": "Établissements Lefèvre & Compagnie",
                "l10n_fr_demat_contact": "Marie-Claire Vandenbroucke",
                "l10n_fr_demat_contact_email": "comptabilite-clients@lefevre.example",
            }
        )
        request = self._request("letter")
        for family in FAMILIES:
            for lang in ("fr", "en"):
                version = self._version(family, "letter", lang)
                with self.subTest(family=family, lang=lang):
                    self.assertEqual(self._count_pages(request, version), 1)

    def _count_pages(self, request, version):
        subject, body = version._render(request._prepare_letter_values())
        letter = letter_pdf.Letter(
            sender=request._get_sender_lines(),
            recipient=("DURAND ET FILS",),
            place_and_date="Lyon",
            subject=subject,
            body=str(body),
            qr_url=request.get_base_url(),
            captions=("",),
            coupon=("", *request._get_coupon_choices()),
        )
        with pikepdf.open(io.BytesIO(letter_pdf.render(letter, []))) as document:
            return len(document.pages)

    def test_paper_has_nothing_to_click(self):
        for family in FAMILIES:
            for lang in ("fr", "en"):
                with self.subTest(family=family, lang=lang):
                    text = self._version(family, "letter", lang)._get_sample_text()
                    self.assertNotRegex(text.lower(), r"cli(ck|que)|href")

    def test_a_name_with_html_is_text_for_the_reader(self):
        request = self._request()
        self.assertIn("Durand &amp; Fils &lt;SARL&gt;", request.letter_body)
        self.assertNotIn("<SARL>", request.letter_body)

    def test_the_mail_reads_well_without_html(self):
        text = html2plaintext(self._request().letter_body)
        self.assertIn("/my/demat/view", text)
        self.assertRegex(text, r"jusqu\u2019au \w+ \d+ \w+ 20\d\d au soir")
        self.assertNotRegex(text, r"[<>{}]style|&nbsp;|&#160;")

    def test_a_text_that_was_sent_stays_as_it_is(self):
        version = self._version("consent_tacit", "email")
        self._launch(self.customer)
        self._run_waves("2026-09-07")
        self.assertTrue(version.is_used)
        for values in ({"body": "<p>x</p>"}, {"subject": "x"}, {"lang": "en_US"}):
            with self.subTest(values=values), self.assertRaises(UserError):
                version.write(values)
        with self.assertRaises(UserError):
            version.unlink()

    def test_an_unknown_placeholder_is_refused(self):
        version = self._version("consent_tacit", "email")
        with self.assertRaisesRegex(ValidationError, "bank_account"):
            version.body = "<p>{bank_account}</p>"
