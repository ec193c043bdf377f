from ...rules.parity import Difference, Invoice, Side, Topic, differences
from .common import BaseCase, tagged

PAGE = "Escompte pour paiement anticipé : néant. Merci de votre confiance."
NOTE = (Topic.NOTE, "Merci de votre\N{NO-BREAK SPACE}confiance")
MENTION = (Topic.MENTION, "Escompte pour paiement  anticipé : NÉANT")


def found(paper, electronic):
    return [
        (str(difference.topic), str(difference.side), difference.text)
        for difference in differences(paper, electronic)
    ]


@tagged("post_install", "-at_install", "post_install_l10n")
class TestParity(BaseCase):
    def test_what_is_read_on_both_sides_is_no_difference(self):
        paper = Invoice(texts=(NOTE,), page=PAGE, lang="fr_FR")
        same = Invoice(texts=(MENTION, NOTE), page=PAGE, lang="fr-FR")
        self.assertEqual(differences(paper, same), ())
        self.assertEqual(differences(Invoice(), Invoice()), ())

    def test_what_only_the_data_say_is_told(self):
        data = Invoice(texts=((Topic.MENTION, "Exonération, art. 261"),), page=PAGE)
        self.assertEqual(
            found(Invoice(page=PAGE), data),
            [("mention", "electronic", "Exonération, art. 261")],
        )

    def test_a_file_without_a_page_loses_what_is_only_printed(self):
        paper = Invoice(texts=((Topic.NOTE, "Capital 10 000 €"),), page=PAGE)
        self.assertEqual(found(paper, Invoice(page=PAGE + " capital 10000 €")), [])
        self.assertEqual(
            found(paper, Invoice(texts=(NOTE,))),
            [("note", "paper", "Capital 10 000 €")],
        )

    def test_documents_are_compared_by_their_name(self):
        both = Invoice(documents=("BL 1.pdf",))
        self.assertEqual(differences(both, both), ())
        paper, electronic = Invoice(documents=("BL 1.pdf",)), Invoice(documents=("b",))
        self.assertEqual(
            found(paper, electronic),
            [("document", "electronic", "b"), ("document", "paper", "BL 1.pdf")],
        )

    def test_another_language_is_told_another_country_is_not(self):
        self.assertEqual(found(Invoice(lang="en_US"), Invoice(lang="en-GB")), [])
        self.assertEqual(
            found(Invoice(lang="en_US"), Invoice(lang="fr-FR")),
            [("language", "electronic", "en_US / fr-FR")],
        )

    def test_each_difference_is_told_once_mentions_first(self):
        note = (Topic.NOTE, "b")
        data = Invoice(texts=(note, note, (Topic.MENTION, "a")), documents=("c",))
        self.assertEqual(
            [difference.text for difference in differences(Invoice(), data)],
            ["a", "b", "c"],
        )
        self.assertIn(
            Difference(topic=Topic.NOTE, side=Side.ELECTRONIC, text="b"),
            differences(Invoice(), data),
        )
