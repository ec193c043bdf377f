from odoo.tests import tagged

from .evidence_common import EvidenceCommon

FINGERPRINT = "a" * 64


@tagged("post_install", "-at_install", "post_install_l10n")
class TestEvidenceWords(EvidenceCommon):
    """Events are read by people, some of whom never saw Odoo."""

    def _read(self, event):
        return event.with_user(self.users["auditor"])

    def test_a_code_is_read_in_words(self):
        for kind, payload, words in (
            ("letter_returned", {"reason": "pnd"}, "Could not be delivered (PND)"),
            ("hold_set", {"reason": "In talks"}, "In talks"),
            ("call_made", {"outcome": "accept"}, "Accepts"),
            ("page_answer", {"lang": "en_US"}, "English (US)"),
        ):
            with self.subTest(kind=kind):
                event = self._read(self.evidence._record(self.consent, kind, payload))
                self.assertIn(words, event.message)

    def test_fingerprints_come_last(self):
        payload = {"batch": FINGERPRINT, "medium": "letter", "text": FINGERPRINT}
        event = self.evidence._record(self.consent, "request_sent", payload)
        *first, batch, text = self._read(event)._get_facts()
        self.assertEqual(first, [("Medium", "Letter")])
        self.assertEqual({batch[1], text[1]}, {FINGERPRINT})

    def test_who_recorded_is_named_as_people_know_them(self):
        for user, author in (
            (self.env.ref("base.public_user"), "The customer, on the answer page"),
            (self.env.ref("base.user_root"), "Odoo, by itself"),
            (self.users["officer"], self.users["officer"].name),
        ):
            with self.subTest(author=author):
                evidence = self.evidence.with_user(user).sudo()
                event = evidence._record(self.consent.sudo(), "page_question")
                self.assertEqual(self._read(event).author, author)
                self.assertEqual(event._prepare_report_line()["user"], author)

    def test_the_address_of_a_file_is_on_one_line(self):
        france = self.env.ref("base.fr")
        self.consent.partner_id.write(
            {"street": "1 rue Haute", "city": "69003 Lyon", "country_id": france.id}
        )
        address = dict(self.consent._get_evidence_identity())["Address"]
        self.assertEqual(address, "1 rue Haute, 69003 Lyon, France")
