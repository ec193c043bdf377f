"""The checker of letters against labelled phrases, rule by rule."""

from ...rules.letter import Offer, check_letter
from .common import BaseCase, tagged
from .letter_phrases import FILES, read_phrases


@tagged("post_install", "-at_install", "post_install_l10n")
class TestLetterPhrases(BaseCase):
    def _assert_phrases(self, pattern, family, language):
        """Every phrase of the files is judged as its label says."""
        offer, count = Offer.everything(), 0
        for path in sorted(FILES.glob(pattern)):
            for key, is_expected, phrase in read_phrases(path.name):
                count += 1
                found = check_letter(phrase, family, offer, language)
                is_found = key in {finding.key for finding in found}
                # A point that is made gives no finding; an argument gives one.
                is_right = is_found == (is_expected == key.startswith("W"))
                self.assertTrue(is_right, f"{path.name} {key} {is_expected}: {phrase}")
        return count

    def test_french_points_are_seen_where_they_are_made(self):
        count = self._assert_phrases("letter_fr_points_*", "consent_tacit", "fr")
        self.assertGreater(count, 1000)

    def test_french_arguments_are_seen_where_they_are_used(self):
        count = self._assert_phrases("letter_fr_warnings_*", "information", "fr")
        self.assertGreater(count, 1300)
