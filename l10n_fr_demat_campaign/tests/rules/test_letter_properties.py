"""Whatever the text, the checker answers, and its places lie inside the text."""

from ...rules.letter import Offer, check_letter
from .common import BaseCase, given, st, tagged

PIECES = st.sampled_from(
    [
        *(
            "moins de papier",
            "<p>",
            "</p>",
            "<!--",
            "-->",
            "&nbsp;",
            "&#0;",
            "&eacute;",
        ),
        *(
            "sans réponse",
            "vous acceptez",
            "? ",
            ". ",
            "https://a.fr/b",
            "FR76 3000 6000",
        ),
        *("14/12", "\n", "\x00", "\u202e", "<style>", "\u0661\u0665", "№", "ß"),
        *(
            "2f.fr/x",
            "0a@b.fr",
            "12.5.2024",
            "1.2/-",
            "9/",
            "\u0663/\u0664",
            "FR76 ÀÀÀÀ 3000 600É",
        ),
        "<a href='https://x.fr/y'>",
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES).map("".join))


@tagged("post_install", "-at_install", "post_install_l10n")
class TestLetterProperties(BaseCase):
    @given(TEXTS, st.sampled_from(["fr", "en"]))
    def test_every_text_gets_an_answer_with_places_inside(self, text, language):
        for finding in check_letter(text, "information", Offer(), language):
            if finding.span is not None:
                start, end = finding.span
                self.assertTrue(0 <= start < end <= len(text))

    @given(st.lists(PIECES).map("".join))
    def test_capitals_change_nothing_but_the_cut_of_lines(self, text):
        text = text.replace("\n", " ")
        # The capital of « ß » is two letters, which make another word.
        is_longer = len(text.upper()) != len(text)
        if "<" in text or "&" in text or is_longer:
            return
        found, shouted = (
            {item.key for item in check_letter(each, "information", None)} - {"P13"}
            for each in (text, text.upper())
        )
        self.assertEqual(found, shouted)
