"""The checker of letters against whole letters."""

from xml.etree import ElementTree

from ...rules.letter import Offer, check_letter
from .common import BaseCase, tagged
from .letter_phrases import FILES, read_letters, some

DATA = FILES.parents[2] / "data"
GOLDEN = (FILES / "letter_golden.txt").read_text(encoding="utf-8")

# What to take out of the golden message so that it no longer makes a point.
MISSING = {
    "P01": ("Nous nous adaptons à votre outil", ", lisible par votre logiciel"),
    "P02": (" et au format Factur-X",),
    "P03": ("de rechercher et de télécharger vos factures, une par une",),
    "P04": ("à chaque facture, une fois par jour, une fois par semaine, ou par",),
    "P05": ("Chaque destinataire", "ouvert à tous vos collaborateurs,"),
    "P06": ("à partir du lundi 4 janvier 2027",),
    "P07": ("Une foire aux questions et une réunion en ligne",),
    "P08": ("01 23 45 67 89",),
    "P09": ("jusqu'au lundi 14 décembre 2026",),
    "P10": ("Sans réponse de votre part à cette date,",),
    "P11": ("Vous préférez le papier ?",),
    "P12": (", gratuitement",),
    "P13": ("https://factures.exemple.fr/demat/7KQ2M9RWXH",),
    "P14": (" et avoirs",),
    "P15": ("SIREN 123 456 782",),
    "P16": ("Aucune coordonnée bancaire ne vous est demandée.",),
    "P17": ("Pour vérifier que ce message vient bien d'Exemple,",),
    "P18": (
        "Avez-vous un logiciel pour traiter vos factures fournisseurs ?",
        "Quel format souhaitez-vous ?",
    ),
    "P19": ("Arrêter les rappels",),
}
ADDED = {
    "W01": "Fini les piles de courrier !",
    "W02": "Un geste pour la planète.",
    "W03": "Cela réduit nos coûts.",
    "W04a": "Aucun frais papier ne sera appliqué.",
    "W04b": "L'envoi par la poste deviendra payant.",
    "W05": "Vous devez répondre.",
    "W06": "Les pénalités de retard s'appliquent.",
    "W07": "Votre accord n'est plus nécessaire.",
    "W08": "Merci de ne pas répondre à ce message.",
    "W09a": "FR76 3000 6000 0112 3456 7890 189",
    "W09b": "Notre RIB est joint.",
    "W10": "C'est urgent.",
    "W11": "Découvrez notre nouvelle gamme.",
    "W12": "Le PDF est le format unique.",
    "W14": "Répondez dès que possible.",
    "W15": "Notre espace est inviolable.",
    "W17": "Tout refus devra être motivé.",
    "W18": "République française",
    "W19": "Votre réponse vaut acceptation de nos CGV.",
    "W20": "Les annexes sont envoyées sur demande.",
}


def found_keys(text, family="consent_tacit", **options):
    """The keys of the findings, each feature being on."""
    findings = check_letter(text, family, Offer.everything(), **options)
    return sorted({finding.key for finding in findings})


@tagged("post_install", "-at_install", "post_install_l10n")
class TestLetterTexts(BaseCase):
    def test_the_golden_message_makes_every_point_and_no_mistake(self):
        self.assertEqual(check_letter(GOLDEN, "consent_tacit", Offer.everything()), [])

    def test_a_golden_message_without_a_point_lacks_that_point_only(self):
        for key, parts in some(MISSING.items(), 3):
            text = GOLDEN
            for part in parts:
                self.assertIn(part, text)
                text = text.replace(part, "")
            with self.subTest(key=key):
                self.assertEqual(found_keys(text), [key])

    def test_a_golden_message_with_an_argument_is_warned_of_that_argument_only(self):
        for key, phrase in some(ADDED.items(), 3):
            with self.subTest(key=key):
                self.assertEqual(found_keys(f"{GOLDEN}\n{phrase}"), [key])
        self.assertEqual(found_keys(f"{GOLDEN}<p>{ADDED['W01']}</p>"), ["W01"])

    def test_whole_letters_give_the_findings_their_reader_expects(self):
        files = ("letters_fr.txt", "letters_fr_2.txt")
        letters = [item for name in files for item in read_letters(name)]
        self.assertGreaterEqual(len(letters), 20)
        for title, family, kind, keys, text in some(letters, 3):
            with self.subTest(letter=title):
                self.assertEqual(found_keys(text, family, kind=kind), keys)

    def test_the_texts_that_ship_use_no_argument_to_avoid(self):
        count = 0
        for path in sorted(DATA.glob("demat_letter*.xml")):
            root = ElementTree.parse(path).getroot()  # noqa: S314 (our own file)
            records = {item.get("id"): _fields(item) for item in root.iter("record")}
            texts = {n: f for n, f in records.items() if "letter_id" in f}
            for name, fields in some(texts.items(), 5):
                family = records[fields["letter_id"].get("ref")]["family"].text
                language, body = fields["lang"].text, fields["body"]
                text = ElementTree.tostring(body, encoding="unicode")
                found = check_letter(text, family, None, language)
                keys = [item.key for item in found if item.key.startswith("W")]
                with self.subTest(text=name):
                    self.assertEqual(keys, [])
                count += 1
        self.assertGreater(count, 2)


def _fields(record):
    return {field.get("name"): field for field in record.iter("field")}
