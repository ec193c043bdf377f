from ...rules import replies
from .common import BaseCase, tagged

YES = (
    "Oui",
    "OUI !",
    "Bonjour,\nOui, nous sommes d'accord.\nCordialement\nAnne Durand",
    "Nous acceptons de recevoir vos factures par mail.",
    "Ok pour nous, merci",
    "Yes, we agree.\nKind regards\nJohn Smith",
    "Oui\n\nLe 3 sept. 2026 à 10:00, Lumière a écrit :\n> Non, je garde le papier",
)
NO = (
    "Non",
    "Non merci.",
    "Non, nous préférons garder le papier.",
    "Nous ne souhaitons pas recevoir de factures électroniques",
    "No, thanks.",
)
NEITHER = (
    "",
    None,
    "Merci",
    "Oui mais pas avant mars",
    "Non oui",
    "Oui, cordialement mais non",
    "Rappelez-moi",
    "Oui " * 50,
    "> Oui",
    "Non merci, oui pour le papier",
    "D'accord pour le papier",
    "Sans réponse de ma part, vous acceptez",
    "Oui, sauf pour l'agence de Brest",
)
MACHINES = (
    ([("Auto-Submitted", "auto-replied")], "", ""),
    ([("AUTO-SUBMITTED", " Auto-Generated; x")], "", ""),
    ([("X-Autoreply", "yes")], "", ""),
    ([("Precedence", "auto_reply")], "", ""),
    ([], "Réponse automatique : vos factures", ""),
    ([], "Absence", ""),
    ([], "Automatic reply: invoices", ""),
    ([], "", "Je suis actuellement absente du bureau jusqu'au 21."),
    ([], "", "I am out of the office until Monday."),
    ([], "", "Je suis en congé, sans accès à ma messagerie électronique."),
)
PERSONS = (
    ([("Auto-Submitted", "no")], "", "Oui"),
    ([("Precedence", "bulk"), ("Subject", "x")], "Vos factures", "Oui"),
    ([], "Re: vos factures", "Oui\n> Je suis absent du bureau"),
    ([], "Re: vos factures", "Non. Je suis en congé jusqu'au 15, voyez avec Paul."),
    ([], "Re: invoices", "We refuse. I am out of the office until Monday."),
)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestReplies(BaseCase):
    def test_a_clear_answer_is_read_and_nothing_else(self):
        for answer, texts in (("accept", YES), ("refuse", NO), (None, NEITHER)):
            for text in texts:
                with self.subTest(text=text):
                    self.assertEqual(replies.read_answer(text), answer)

    def test_a_message_in_html_is_read_without_what_it_quotes(self):
        quote = "Le lun. 7 sept. 2026, Lumière &lt;x@y.example&gt; a écrit :"
        for markup, answer in (
            ("<div>Oui</div>", "accept"),
            ("Oui<br>Cordialement<br>Anne Durand", "accept"),
            (f"<div>Non merci</div><div>{quote}</div><blockquote>Oui", "refuse"),
            (f"<p>Oui</p><div class='gmail_quote'>{quote} Non</div>", "accept"),
            ("<p>Oui</p><div id='divRplyFwdMsg'>De : Lumière</div>", "accept"),
            ("<div>Oui</div><div>pas avant mars</div>", None),
            ("<blockquote>Oui</blockquote>", None),
            ("<?xml version='1.0' encoding='latin1'?><p>Oui</p>", "accept"),
            ("<p>Oui\x00</p>", "accept"),
            ("<p>Oui\x01\x1f</p><p>\x7f\x0b</p>", "accept"),
            ("<p>&#1;Oui&#x1f;</p>", "accept"),
            ("", None),
            (None, None),
            ("<", None),
        ):
            with self.subTest(markup=markup):
                found = replies.read_answer(replies.text_of(markup))
                self.assertEqual(found, answer)

    def test_a_machine_is_told_from_a_person(self):
        for is_machine, cases in ((True, MACHINES), (False, PERSONS)):
            for case in cases:
                with self.subTest(case=case):
                    self.assertIs(replies.is_automatic(*case), is_machine)

    def test_a_report_says_what_its_action_says(self):
        for actions, report in (
            (["failed"], "failed"),
            (["Delivered", " FAILED "], "failed"),
            (["delayed"], "pending"),
            (["relayed"], "pending"),
            ([], "failed"),
            (["unheard-of"], "failed"),
        ):
            with self.subTest(actions=actions):
                self.assertEqual(str(replies.read_actions(actions)), report)

    def test_not_spam_takes_a_complaint_back(self):
        for kind, complains in (("abuse", True), ("", True), ("Not-Spam", False)):
            with self.subTest(kind=kind):
                self.assertIs(replies.is_complaint(kind), complains)

    def test_a_long_text_is_read_in_a_moment(self):
        for text in ("oui " * 250_000, "absent " * 150_000, "é" * 1_000_000):
            with self.subTest(text=text[:7]):
                self.assertIsNone(replies.read_answer(text))
                self.assertFalse(replies.is_automatic([], "", text))
