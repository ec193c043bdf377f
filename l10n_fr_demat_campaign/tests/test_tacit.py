from freezegun import freeze_time

from odoo import fields
from odoo.tests import tagged

from ..rules import gates
from .campaign_common import CampaignCommon

AFTER = "2026-10-13"


@tagged("post_install", "-at_install", "post_install_l10n")
class TestTacit(CampaignCommon):
    def setUp(self):
        super().setUp()
        self.env["res.lang"]._activate_lang("fr_FR")
        self.customer.lang = "fr_FR"
        self.campaign = self._launch(self.customer)
        self._run_waves("2026-09-07")
        self._run_waves("2026-09-17")
        self.request = self._request_of(self.campaign, self.customer)
        self.consent = self.request.consent_id

    def test_silence_accepts_only_after_the_deadline(self):
        for day, state in (("2026-10-12", "asked"), (AFTER, "accepted")):
            with self.subTest(day=day):
                self._evaluate_silence(day)
                self.assertEqual(self.consent.state, state)
        self.assertPosition(self.consent, "accepted", "tacit_delay")
        self.assertEqual(self.request.state, "silent")

    def test_what_happened_before_blocks_silence_and_is_said(self):
        cases = {
            "G11": lambda: self.request._record_question("?", answerer={"name": "A"}),
            "G12": lambda: self.request._record_reply("<reply@customer.example>"),
            "G14": lambda: self.request.with_user(self.user_officer)._hold(
                fields.Date.to_date("2026-12-01"), "Négociation"
            ),
            "G15": lambda: self.request._record_stop(),
        }
        for gate, happen in cases.items():
            with self.subTest(gate=gate), self.cr.savepoint() as savepoint:
                with freeze_time("2026-09-29 10:00:00"):
                    happen()
                self._evaluate_silence_here()
                self.assertEqual(self.consent.state, "asked")
                self.assertEqual(self.request.blocker_gate, gate)
                self.assertTrue(self.request.blocker_text)
                self.assertEqual(self.consent.blocker_text, self.request.blocker_text)
                savepoint.rollback()
                self.env.invalidate_all()

    def test_who_stops_the_messages_before_the_notice_keeps_paper_and_is_told_of(self):
        self.campaign.wave_ids = [
            (0, 0, {"kind": "notice", "planned_on": "2026-10-14"})
        ]
        self._evaluate_silence(AFTER)
        self.assertFalse(self.request.blocker_text)
        with freeze_time(f"{AFTER} 10:00:00"):
            self.request._record_stop()
        self._run_waves("2026-10-14")
        self.assertPosition(self.consent, "accepted", "tacit_delay")
        self.assertFalse(self.consent.effective_on)
        for record in (self.request, self.consent):
            self.assertEqual(record.blocker_gate, "G15")
            self.assertIn("paper stays", record.blocker_text)
        self.assertIn(
            "paper stays",
            self.customer.with_user(self.user_officer).l10n_fr_demat_blocker_text,
        )
        self.request._record_answer("accept", answerer={"name": "Anne"})
        for record in (self.request, self.consent):
            self.assertFalse(record.blocker_text)

    def test_every_condition_not_met_is_said_in_words(self):
        self.request._record_stop()
        self.request.dispute = "L-2026-17"
        self._evaluate_silence(AFTER)
        self.assertEqual(self.request.blocker_gates, "G13,G15")
        self.assertEqual(
            self.request.blocker_gates_text, "Dispute\nAsked for no reminder"
        )
        evidence = self.env["demat.evidence"].search(
            [
                ("consent_id", "=", self.consent.id),
                ("kind", "=", "tacit_evaluated"),
            ]
        )
        self.assertIn("Dispute, Asked for no reminder", evidence.message)
        groups = self.env["demat.request"].formatted_read_group(
            [("id", "=", self.request.id)], ["blocker_gate"]
        )
        self.assertEqual(groups[0]["blocker_gate"], "G13")

    def test_each_reader_reads_why_in_their_language(self):
        self.request.with_user(self.user_officer)._hold(
            fields.Date.to_date("2026-12-01"), "Négociation"
        )
        self._evaluate_silence(AFTER)
        kept = "Held back by the salesperson until 12/01/2026: Négociation"
        for record in (self.request, self.consent):
            self.assertEqual(record.blocker_text, kept)
            self.assertEqual(record.blocker_words, kept)
            french = record.with_context(lang="fr_FR")
            self.assertIn("01/12/2026", french.blocker_words)
            self.assertEqual(french.blocker_text, kept, "to search and to group by")
        customer = self.customer.with_user(self.user_auditor)
        for lang, day in (("en_US", "12/01/2026"), ("fr_FR", "01/12/2026")):
            told = customer.with_company(self.company).with_context(lang=lang)
            self.assertIn(day, told.l10n_fr_demat_blocker_text)

    def test_what_was_written_in_words_alone_stays_as_it_is(self):
        self.request._record_stop()
        self._evaluate_silence(AFTER)
        self.request._write_sealed({"blocker_text": "As told on the phone"})
        self.assertEqual(self.request.blocker_words, "As told on the phone")
        self.request._write_sealed({"blocker_text": False})
        self.assertFalse(self.request.blocker_words)

    def test_each_condition_has_words(self):
        words = dict(self.env["demat.request"]._selection_gate())
        codes = {gate.code for gate in gates.GATES if gate.stage is gates.Stage.ACCEPT}
        self.assertEqual(set(words), codes)

    def test_a_bounce_on_day_25_blocks_silence(self):
        with freeze_time("2026-10-02 10:00:00"):
            self.request.sudo().sending_ids._record_bounced("No such user")
        self._evaluate_silence(AFTER)
        self.assertEqual(self.consent.state, "asked")
        self.assertEqual(self.request.blocker_gate, "G06")

    def test_a_customer_for_whom_silence_never_counts_stays_asked(self):
        campaign = self._launch(self.foreigner, name="Abroad")
        self._run_waves("2026-09-07")
        self._evaluate_silence(AFTER)
        self.assertEqual(campaign.request_ids.consent_id.state, "asked")

    def test_a_customer_who_became_public_is_not_accepted(self):
        self.customer.l10n_fr_demat_recipient = "public"
        self._evaluate_silence(AFTER)
        self.assertEqual(self.consent.state, "asked")
        self.assertEqual(self.request.blocker_gate, "G02")

    def test_silence_counts_for_the_law_of_the_first_invoice_that_may_follow(self):
        """From September 2027 a small company invoices through a platform too.

        The notice and its window come first: silence of August opens September.
        """
        for day, state, gate in (
            ("2027-08-20", "asked", "G03"),
            ("2027-08-10", "accepted", False),
        ):
            with self.subTest(day=day), self.cr.savepoint() as savepoint:
                self._evaluate_silence_here(day)
                self.assertEqual(self.consent.state, state)
                self.assertEqual(self.request.blocker_gate, gate)
                savepoint.rollback()
                self.env.invalidate_all()

    def test_why_not_is_evidence_once_not_every_day(self):
        self.request._record_stop()
        self._evaluate_silence(AFTER)
        self._evaluate_silence("2026-10-14")
        self.assertEvidence(self.consent, "tacit_evaluated")

    def test_the_evidence_says_what_each_condition_looked_at(self):
        self._evaluate_silence(AFTER)
        event = self.env["demat.evidence"].search(
            [("consent_id", "=", self.consent.id), ("kind", "=", "consent_expire")]
        )
        computed = event._get_payload()["computed"]
        self.assertEqual(computed["announced_on"], "2026-10-12")
        self.assertEqual(computed["first_proven_on"], "2026-09-07")
        self.assertEqual(computed["reminded"], ["2026-09-17"])
        self.assertEqual(computed["minimum_days"], 30)
        self.assertIs(computed["is_consumer"], False)
        self.assertIsNone(computed["refused_on"])

    def test_a_late_refusal_undoes_silence(self):
        self._evaluate_silence(AFTER)
        self.request._record_answer("refuse", answerer={"name": "Anne"})
        self.assertPosition(self.consent, "refused")

    def test_the_notice_opens_the_window_to_object(self):
        self._evaluate_silence(AFTER)
        self.campaign.wave_ids = [
            (0, 0, {"kind": "notice", "planned_on": AFTER}),
        ]
        self._run_waves(AFTER)
        self.assertEqual(str(self.consent.effective_on), "2026-11-02")
        self.assertEvidence(self.consent, "notice_sent")

    def test_an_answer_that_comes_first_wins(self):
        with freeze_time("2026-10-12 20:00:00"):
            self.request._record_answer("refuse", answerer={"name": "Anne"})
        self._evaluate_silence(AFTER)
        self.assertPosition(self.consent, "refused")

    def _evaluate_silence_here(self, day=AFTER):
        with freeze_time(f"{day} 08:00:00"):
            self.request._evaluate_silence()
