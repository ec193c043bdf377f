"""The checker of letters against labelled phrases, rule by rule.

The fast profile reads the phrases of the reference and one in 24 of the others;
the deep one (``HYPOTHESIS_PROFILE=deep``) reads them all.
"""

from ...rules.letter import Offer, check_letter
from .common import BaseCase, tagged
from .letter_phrases import FILES, read_phrases, some


@tagged("post_install", "-at_install", "post_install_l10n")
class TestLetterPhrases(BaseCase):
    def _assert_phrases(self, pattern, family, language="fr"):
        """Every phrase of the files is judged as its label says."""
        offer, read = Offer.everything(), 0
        for path in sorted(FILES.glob(pattern)):
            phrases = list(read_phrases(path.name))
            read += len(phrases)
            step = 1 if "reference" in path.name else 24
            for key, is_expected, phrase in some(phrases, step):
                found = check_letter(phrase, family, offer, language)
                is_found = key in {finding.key for finding in found}
                # A point that is made gives no finding; an argument gives one.
                is_right = is_found == (is_expected == key.startswith("W"))
                self.assertTrue(is_right, f"{path.name} {key} {is_expected}: {phrase}")
        return read

    def test_french_points_are_seen_where_they_are_made(self):
        count = self._assert_phrases("letter_fr_points_*", "consent_tacit")
        self.assertGreater(count, 1800)

    def test_french_arguments_are_seen_where_they_are_used(self):
        count = self._assert_phrases("letter_fr_warnings_*", "information")
        self.assertGreater(count, 2300)

    def test_english_points_are_seen_where_they_are_made(self):
        count = self._assert_phrases("letter_en_points_*", "consent_tacit", "en")
        self.assertGreater(count, 140)

    def test_english_silence_is_seen_where_it_counts(self):
        count = self._assert_phrases("letter_en_warnings_*", "information", "en")
        self.assertGreater(count, 25)
