"""The checker of letters against sentences put together from their parts.

Actor, action, object and limit are each said in many ways: the deep profile
(``HYPOTHESIS_PROFILE=deep``) reads every sentence that they make, the fast one a few,
so that each part is read now and then.
"""

from itertools import product

from ...rules.letter import check_letter
from .common import BaseCase, tagged
from .letter_phrases import read_sentences, some


@tagged("post_install", "-at_install", "post_install_l10n")
class TestLetterSentences(BaseCase):
    def test_each_way_to_say_it_is_understood(self):
        count = 0
        for key, is_expected, parts in read_sentences("letter_fr_sentences.txt"):
            family = "consent_tacit" if key.startswith("P") else "information"
            sentences = [" ".join(said) for said in product(*parts)]
            for text in some(sentences, min(211, len(sentences) - 1)):
                found = {item.key for item in check_letter(text, family, None)}
                # A point that is made gives no finding; an argument gives one.
                with self.subTest(key=key, text=text):
                    is_right = (key in found) == (is_expected == key.startswith("W"))
                    self.assertTrue(is_right)
                count += 1
        self.assertGreater(count, 100)
