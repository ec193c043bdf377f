"""The small language of patterns in which the rules of letters are written."""

from ...rules.letter_ideas import Reading
from ...rules.letter_vocabulary import Vocabulary
from .common import BaseCase, tagged

WORDS = {"NEG": "pas jamais", "PAPER": "papier* feuille*"}
IDEAS = {"LESS": ("moins de PAPER", "zero ..1 PAPER")}


def holds(line, text):
    """Whether a pattern is found in a text."""
    return bool(Reading(text, Vocabulary(WORDS, IDEAS, [line])).match(line))


@tagged("post_install", "-at_install", "post_install_l10n")
class TestLetterIdeas(BaseCase):
    def _assert_table(self, table):
        for line, text, is_found in table:
            with self.subTest(line=line, text=text):
                self.assertEqual(holds(line, text), is_found)

    def test_words_follow_one_another_within_their_gap(self):
        self._assert_table(
            [
                ("a b", "a b", True),
                ("a b", "b a", False),
                ("a b", "a x b", False),
                ("a ..1 b", "a x b", True),
                ("a ..1 b", "a x x b", False),
                ("a ..2 b ..0 c", "a x x b c", True),
                ("a ..2 b ..0 c", "a x x b x c", False),
                ("a/z b", "z b", True),
                ("ab* b", "abc b", True),
                ("a a", "a", False),
                ("a ..3 b", "a. B", False),
                ("a ...3 b", "a. B", True),
                ("a ..1 b", "a b x b", True),
                ("a ..1 b", "a x x a x b", True),
            ]
        )

    def test_a_free_order_is_read_both_ways(self):
        self._assert_table(
            [
                ("a ~1 b", "b x a", True),
                ("a ~1 b", "a x b", True),
                ("a ~1 b", "b x x a", False),
                ("a ~2 b", "b. A", False),
                ("a ~~2 b", "b. A", True),
            ]
        )

    def test_ideas_rest_on_words_and_on_ideas(self):
        self._assert_table(
            [
                ("LESS", "moins de papiers", True),
                ("LESS", "zéro vieille feuille", True),
                ("LESS", "moins de temps", False),
                ("LESS ..1 NEG", "moins de papier ou jamais", True),
                ("LESS/trop b", "moins de papier b", True),
                ("LESS/trop b", "trop b", True),
                ("a unless LESS ..1 @", "zéro papier a", False),
                ("=é", "é", True),
                ("=é", "e", False),
            ]
        )

    def test_guards_look_as_far_as_they_say(self):
        self._assert_table(
            [
                ("a unless NEG", "a x x x x pas", False),
                ("a unless NEG", "a. Pas b", True),
                ("a unless NEG ..1 @", "pas x a", False),
                ("a unless NEG ..1 @", "pas x x a", True),
                ("a unless NEG ..1 @", "a pas", True),
                ("a unless NEG ..1 @", "pas. A", True),
                ("a unless @ ..1 NEG", "a x pas", False),
                ("a unless @ ..1 NEG", "a x x pas", True),
                ("a unless @ ..1 NEG", "a. Pas", True),
                ("a ..3 b unless NEG in @", "a pas b", False),
                ("a ..3 b unless NEG in @", "pas a b pas", True),
                ("a ..3 b unless b in @", "a b", False),
                ("a unless NEG nearby", "a. Pas", False),
                ("a unless NEG nearby", "Pas. A", False),
                ("a unless NEG nearby", "a. X. Pas", True),
                ("a unless c d; NEG", "a c d", False),
                ("a unless c d; NEG", "a d c", True),
            ]
        )

    def test_what_is_wanted_must_be_there(self):
        self._assert_table(
            [
                ("a with NEG", "a pas", True),
                ("a with NEG", "a", False),
                ("a with QUESTION", "a ?", True),
                ("a with QUESTION", "a. B ?", False),
                ("a with NEG ..0 @ unless c", "pas a", True),
                ("a with NEG ..0 @ unless c", "pas a c", False),
            ]
        )
