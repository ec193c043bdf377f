from odoo.tests import tagged

from ..rules.retention import TABLE
from .page_common import PageCommon


@tagged("post_install", "-at_install", "post_install_l10n")
class TestPagePrivacy(PageCommon):
    """What becomes of personal data is told where they are asked for."""

    def setUp(self):
        super().setUp()
        self.company.write(
            {
                "street": "3 rue du Pont",
                "city": "Lyon",
                "l10n_fr_demat_contact_email": "donnees@fournil.example",
            }
        )

    def _read(self, path):
        """Return the words of the information page."""
        response, page = self._open(path)
        self.assertEqual(response.status_code, 200)
        return " ".join(page.xpath("//main")[0].text_content().split())

    def test_every_screen_leads_to_it(self):
        for path in (self._get_path(), f"{self._get_path()}?choice=accept", "/demat"):
            with self.subTest(path=path):
                _response, page = self._open(path)
                links = page.xpath("//footer//a[contains(@href, '/data')]/@href")
                self.assertEqual(len(links), 1)
                self.assertIn("GDPR", self._read(links[0]))

    def test_it_tells_all_that_article_13_asks_for(self):
        text = self._read(f"{self._get_path()}/data")
        for words in (
            "Fournil du Pont, 3 rue du Pont",
            "donnees@fournil.example",
            "What for",
            "6(1)(c)",
            "6(1)(f)",
            "approved platforms",
            "object",
            "CNIL",
            "by a machine",
        ):
            with self.subTest(words=words):
                self.assertIn(words, text)

    def test_it_tells_the_very_terms_by_which_we_erase(self):
        years = {term.key: term.years for term in TABLE}
        text = self._read("/demat/data")
        for words in (
            f"{years['dispute_invoice']} years from the end of the fiscal year",
            f"{years['dispute_position']} years from the end of an agreement",
            f"{years['contact']} years after the last contact",
        ):
            with self.subTest(words=words):
                self.assertIn(words, text)

    def test_the_company_says_it_in_its_own_words(self):
        self.company.l10n_fr_demat_privacy_text = "<p><br></p>"
        self.assertIn("What for", self._read("/demat/data"))
        own = "<p>Ask our officer, Claire.</p><script>alert(1)</script>"
        self.company.l10n_fr_demat_privacy_text = own
        response, _page = self._open(f"{self._get_path()}/data")
        self.assertIn("Ask our officer, Claire.", response.text)
        self.assertNotIn("What for", response.text)
        self.assertNotIn("alert(1)", response.text)

    def test_a_bad_link_tells_nothing_and_reading_changes_nothing(self):
        self.assertUnusable(self.url_open("/demat/nope/data"))
        self.assertUnusable(self.url_open("/demat/request/999999/data"))
        before = self.request.consent_id._get_chain().event_count
        self._read(f"{self._get_path()}/data")
        self.assertEqual(self.request.consent_id._get_chain().event_count, before)
        self.assertFalse(self.request.answer)
