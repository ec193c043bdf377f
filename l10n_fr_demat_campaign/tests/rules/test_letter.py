"""The interface of the checker of letters: families, offers, places, bad input."""

from ...rules import letter, letter_vocabulary
from ...rules.letter import Finding, LetterError, Offer, Severity, check_letter
from ...rules.letter_offer import PROMISES
from ...rules.letter_vocabulary import Vocabulary
from .common import BaseCase, tagged
from .letter_phrases import read_phrases, some

EVERYTHING = Offer.everything()
TACIT = "Sans réponse de votre part, nous considérerons que vous acceptez."
POINTS = [f"P{number:02}" for number in range(1, 21)]


def severities(text, family="consent_tacit", offer=EVERYTHING, **options):
    """The level of each finding by key."""
    findings = check_letter(text, family, offer, **options)
    return {finding.key: str(finding.severity) for finding in findings}


@tagged("post_install", "-at_install", "post_install_l10n")
class TestLetter(BaseCase):
    def test_an_empty_letter_lacks_every_point_and_says_nothing_wrong(self):
        for text in ("", None, " \n", "<p></p>", "\u200b\x00", "…"):
            with self.subTest(text=text):
                self.assertEqual(list(severities(text)), POINTS)

    def test_levels_of_points_follow_the_family(self):
        self.assertEqual(
            [key for key, level in severities("").items() if level == "error"],
            ["P09", "P10", "P11", "P12", "P13", "P14"],
        )
        self.assertEqual(severities("")["P07"], "info")
        for family in ("information", "consent_express"):
            found = severities("", family)
            self.assertNotIn("P10", found)
            self.assertEqual({found[key] for key in ("P09", "P11", "P12")}, {"warn"})
            self.assertEqual({found[key] for key in ("P13", "P14")}, {"error"})

    def test_silence_may_only_count_in_the_tacit_family(self):
        self.assertNotIn("W13", severities(TACIT))
        self.assertEqual(severities(TACIT, "consent_express")["W13"], "error")
        self.assertEqual(severities(TACIT, letter.Family.INFORMATION)["W13"], "error")

    def test_a_reminder_needs_few_points(self):
        found = severities("Bonjour.", kind="reminder")
        self.assertEqual(list(found), ["P08", "P09", "P10", "P11", "P12", "P13", "P16"])

    def test_questions_and_answers_are_read_for_the_law_and_promises_only(self):
        text = "Le papier est-il payant ? Notre espace est inviolable. La loi Macron."
        self.assertEqual(
            list(severities(text, kind="faq", offer=Offer())), ["W15", "W07"]
        )

    def test_a_missing_point_has_no_place_and_an_argument_has_its_own(self):
        text = "<p>Bonjour,</p> moins de <b>pap&#105;er</b>, plus d&rsquo;arbres"
        found = {item.key: item for item in check_letter(text, "information", None)}
        self.assertIsNone(found["P01"].span)
        start, end = found["W01"].span
        self.assertEqual(text[start:end], "moins de <b>pap&#105;er")
        start, end = found["W02"].span
        self.assertEqual(text[start:end], "arbres")

    def test_a_place_may_begin_with_an_entity(self):
        text = "Soyez &eacute;cologique"
        (found,) = (
            item for item in check_letter(text, "information", None) if item.span
        )
        self.assertEqual(text[slice(*found.span)], "&eacute;cologique")

    def test_findings_come_points_first_then_in_the_order_of_the_text(self):
        keys = list(severities("Soyez écologique. Moins de papier !", "information"))
        self.assertEqual(keys[-2:], ["W02", "W01"])

    def test_a_finding_compares_with_plain_text(self):
        finding = check_letter("", "consent_tacit", EVERYTHING)[0]
        self.assertIsInstance(finding, Finding)
        self.assertEqual(finding.severity, "warn")
        self.assertEqual(str(Severity.ERROR), "error")
        self.assertTrue(finding.advice)

    def test_french_advice_for_french_letters_english_for_english_ones(self):
        (advice,) = (
            finding.advice
            for finding in check_letter("", "consent_tacit", None, "en_GB")
            if finding.key == "P14"
        )
        self.assertIn("credit notes", advice)
        self.assertEqual(severities("", language="fr_BE"), severities(""))

    def test_an_english_letter_needs_six_points(self):
        found = check_letter("Less paper!", "consent_tacit", None, "en")
        self.assertEqual([finding.key for finding in found], POINTS[8:14])

    def test_one_argument_is_told_once_by_sentence(self):
        text = "Moins de papier, moins de papier. Moins de papier !"
        found = check_letter(text, "information", None)
        self.assertEqual([item.key for item in found].count("W01"), 2)

    def test_what_is_hidden_or_only_markup_is_not_read(self):
        for text in (
            "<style>moins de papier</style>",
            "<!-- moins de papier",
            "<title>moins de papier</title>",
            "<div class='moins de papier'></div>",
            "<script>moins de papier</SCRIPT >",
        ):
            with self.subTest(text=text):
                self.assertNotIn("W01", severities(text))

    def test_blocks_and_lines_end_sentences_but_cut_lines_do_not(self):
        for text, is_one in (
            ("moins de papier", True),
            ("moins de\npapier", True),
            ("moins\n\nde papier", False),
            ("Moins\nDe papier", False),
            ("- moins\n- de papier", False),
            ("Moins de\nPapier", True),
            ("moins,\nde papier", True),
            ("moins de <a href='https://x.fr/y'>vieux</a> papier", True),
            ("moins\n1 papier", False),
            ("moins<br/>de papier", True),
            ("moins<br/>De papier", False),
            ("<p>moins</p><p>de papier</p>", False),
            ("<p>moins\nde papier</p>", True),
            ("moins de</td><td>papier", True),
            ("moins</li><li>de papier", False),
            ("moins de. Papier", False),
            ("moins\u3002de papier", False),
            ("mo\u00adins de pa\u200bpier", True),
            ("moins de pa&shy;pier", True),
            ("moins de pApİer", True),
        ):
            with self.subTest(text=text):
                self.assertEqual("W01" in severities(text, "information"), is_one)

    def test_letters_of_any_form_are_read(self):
        for text in (
            "MOINS DE PAPIER",
            "\uff4d\uff4f\uff49\uff4e\uff53 de papier",
            "moins\u00a0de\u202fpapier",
            "\u202emoins de papier",
        ):
            with self.subTest(text=text):
                self.assertIn("W01", severities(text, "information"))
        self.assertIn("W02", severities("de\u0301marche e\u0301cologique"))
        self.assertIn("W14", severities("Répondez sous \u0661\u0665 jours."))

    def test_abbreviations_do_not_end_sentences(self):
        self.assertNotIn("P08", severities("Appelez M. Martin, tél. 01 23 45 67 89"))

    def test_bad_arguments_are_refused_with_their_name(self):
        for arguments, flaw in (
            (("", "consent_tacit", None, "de"), "language"),
            (("", "consent_tacit", None, None), "language"),
            (("", "tacit", None), "family"),
            (("", ["x"], None), "family"),
            ((b"", "information", None), "text"),
        ):
            with self.subTest(flaw=flaw), self.assertRaises(LetterError) as caught:
                check_letter(*arguments)
            self.assertEqual(caught.exception.flaw, flaw)
        with self.assertRaises(LetterError):
            check_letter("", "information", None, kind="third")
        for offer in ("facturx", 3):
            with self.subTest(offer=offer), self.assertRaises(LetterError) as caught:
                check_letter("", "information", offer)
            self.assertEqual(caught.exception.flaw, "offer")

    def test_a_wrong_rule_is_refused_when_compiled(self):
        for line in ("UNKNOWN papier", "papier unless @ ..x NEG"):
            with self.subTest(line=line), self.assertRaises((KeyError, ValueError)):
                Vocabulary({"NEG": "pas"}, {}, [line])

    def test_forms_tell_addresses_dates_and_accounts(self):
        for text, keys in (
            ("Répondez à 0a@b.fr.", set()),
            ("Répondez à no-reply@b.fr.", {"W08"}),
            ("Ouvert 7/7, page 2f.fr/x, et 1.2/- ou 45/13.", set()),
            ("Avant le 05.01.2027.", {"W14"}),
            ("Avant le 05.01 ou le 12.50 €, soit le 45.01.", {"W14"}),
            ("Le 45.10, le 12.50 €.", set()),
            ("Obligatoire le 01/07/2024.", {"W05", "W07", "W14"}),
            ("http://bit.ly/x", {"W10"}),
            ("<p><a href='https://www.bit.ly/x'></a></p>", set()),
            ("FR76 3000 6000 0112 3456 7890 189", {"W09a"}),
            ("BE68 5390 0754 7034 merci", {"W09a"}),
            ("BE68 5390 0754 7035", set()),
            ("NO93 8601 1117 947", {"W09a"}),
            ("NL91 ABNA 0417 1643 00", {"W09a"}),
            ("NL92 ABNA 0417 1643 00", set()),
            ("<a href='https://x.fr/?FR7630006000011234567890189'></a>a", set()),
            ("Vous devez lire https://www.impots.gouv.fr/x", set()),
            ("Vous devez lire https://www.exemple.fr/x", {"W05"}),
        ):
            found = severities(text, "information", kind="reminder", offer=None)
            with self.subTest(text=text):
                told = {key for key in found if key.startswith("W")}
                self.assertEqual(told, keys)

    def test_digits_of_an_address_are_no_telephone(self):
        for text in (
            "<a href='https://x.fr/p?t=0123456789'></a>",
            "<p>Voir <a href='https://x.fr/p?t=0123456789'>ici</a></p>",
            "https://x.fr/0123456789",
        ):
            with self.subTest(text=text):
                self.assertIn("P08", severities(text))

    def test_the_memory_of_words_is_bounded(self):
        vocabulary = letter.LANGUAGES["fr"].vocabulary
        before = letter_vocabulary.CACHE_SIZE
        letter_vocabulary.CACHE_SIZE = 3
        self.addCleanup(setattr, letter_vocabulary, "CACHE_SIZE", before)
        severities("un deux trois quatre cinq six")
        self.assertIn("W01", severities("Moins de papier, moins de courrier inutile."))
        self.assertLessEqual(len(vocabulary.known), 6)

    def test_misspelt_words_are_understood(self):
        for text, key in (
            ("Le refus doit être envoyé par lettre recomandée.", "W17"),
            ("L'abscence de réponse vaudra aceptation.", "W13"),
            ("Votre silance vaudra acord.", "W13"),
        ):
            with self.subTest(text=text):
                self.assertIn(key, severities(text, "information"))


@tagged("post_install", "-at_install", "post_install_l10n")
class TestLetterOffer(BaseCase):
    PHRASES = {
        "tools": "Nous nous adaptons à votre outil.",
        "facturx": "Chaque facture existe au format Factur-X.",
        "space": "Retrouvez vos factures dans votre espace en ligne.",
        "each": "Vous les recevez au fil de l'eau.",
        "daily": "Vous les recevez une fois par jour.",
        "weekly": "Vous les recevez chaque vendredi.",
        "deposit": "Nous les déposons sur votre serveur SFTP.",
        "edi": "Vos factures vous parviennent par EDI.",
        "per_user": "Chaque destinataire a son rythme.",
        "support": "Une foire aux questions est à votre disposition.",
    }
    WARNED = {"per_user", "support"}

    def _offers(self, text, offer):
        return {
            finding.key: str(finding.severity)
            for finding in check_letter(text, "information", offer)
            if finding.key.startswith("O")
        }

    def test_a_promise_without_its_feature_is_found(self):
        for promise in PROMISES:
            level = "warn" if promise.feature in self.WARNED else "error"
            with self.subTest(feature=promise.feature):
                text = self.PHRASES[promise.feature]
                others = set(self.PHRASES) - {promise.feature}
                self.assertEqual(self._offers(text, others), {promise.key: level})
                self.assertEqual(self._offers(text, {promise.feature, "space"}), {})

    def test_each_wording_of_a_promise_is_judged_by_its_feature(self):
        labels = {promise.feature: promise.label for promise in PROMISES}
        phrases = some(read_phrases("letter_offer.txt"), 5)
        for feature, is_promised, text in phrases:
            for is_on in (True, False):
                offer = set(labels) - (set() if is_on else {feature})
                advice = [
                    finding.advice
                    for finding in check_letter(text, "information", offer)
                    if finding.key.startswith("O")
                ]
                with self.subTest(feature=feature, text=text, is_on=is_on):
                    told = any(labels[feature] in line for line in advice)
                    self.assertEqual(told, is_promised and not is_on)

    def test_the_finding_quotes_why(self):
        (finding,) = (
            item
            for item in check_letter(self.PHRASES["weekly"], "information", {"daily"})
            if item.key == "O04"
        )
        self.assertIn("l'envoi hebdomadaire", finding.advice)
        self.assertIn("ne valent pas pour le simple envoi de PDF", finding.advice)

    def test_a_question_or_a_refusal_promises_nothing(self):
        for text in (
            "Souhaitez-vous le format Factur-X ?",
            "Nous ne proposons pas le format Factur-X.",
            "Êtes-vous en EDI ?",
            "Notre service clients répond chaque jour.",
            "Téléchargez vos documents, une par une.",
        ):
            with self.subTest(text=text):
                self.assertEqual(self._offers(text, Offer()), {})

    def test_without_an_offer_promises_are_not_checked(self):
        self.assertEqual(self._offers(self.PHRASES["weekly"], None), {})

    def test_a_point_that_may_not_be_promised_is_only_information(self):
        self.assertEqual(severities("", offer=Offer())["P02"], "info")
        self.assertEqual(severities("", offer={"facturx"})["P02"], "warn")
        self.assertEqual(severities("", offer={"daily"})["P04"], "warn")
        self.assertEqual(severities("", offer=None)["P02"], "warn")

    def test_an_offer_is_read_from_names_and_mappings(self):
        for value in (
            {"factur-x", "weekly", "sftp"},
            ["facturx", "WEEKLY", "deposit"],
            {"facturx": True, "rhythms": ["weekly"], "deposit": 1, "space": False},
            {"facturx": True, "weekly": True, "deposit": True, "pdf": True},
            Offer(facturx=True, rhythms={"weekly"}, deposit=True),
        ):
            with self.subTest(value=value):
                offer = Offer.of(value)
                self.assertEqual(
                    offer, Offer(facturx=True, rhythms=["weekly"], deposit=True)
                )
        self.assertEqual(
            Offer.of({"rhythms": True}), Offer.of({"each", "daily", "weekly"})
        )
        self.assertEqual(Offer.of({"rhythms": None}), Offer())
        self.assertTrue(EVERYTHING.has("edi"))
        self.assertFalse(EVERYTHING.has("rhythms"))
