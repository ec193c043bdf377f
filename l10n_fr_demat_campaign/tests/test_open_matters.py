from freezegun import freeze_time

from odoo.tests import tagged

from .campaign_common import CampaignCommon


@tagged("post_install", "-at_install", "post_install_l10n")
class TestOpenMatters(CampaignCommon):
    """What a customer waits for stays in our list until that very thing is done."""

    def setUp(self):
        super().setUp()
        self.campaign = self._launch(self.customer)
        self._run_waves("2026-09-07")
        self.request = self.campaign.request_ids
        self.officer = self.request.with_user(self.user_officer)

    def _ask(self, text="Which format?", day="2026-09-10"):
        with freeze_time(f"{day} 10:00:00"):
            self.request._record_question(text, answerer={"name": "Zoé"})

    def _reply(self):
        self.request._record_reply("<1@customer.example>", author="zoe@x.example")

    def assertWaits(self, *texts):
        """Check what the list of the officer holds about this customer."""
        self.request.invalidate_recordset(["activity_ids"])
        summaries = self.request.activity_ids.mapped("summary")
        self.assertEqual(len(summaries), len(texts))
        for text in texts:
            self.assertIn(text, " ".join(summaries))

    def test_a_reply_that_was_read_leaves_the_question_to_answer(self):
        self._ask()
        self._reply()
        self.officer.action_reply_read()
        self.assertTrue(self.request.is_question_open)
        self.assertWaits("Answer the question")

    def test_a_question_that_was_answered_leaves_the_reply_to_read(self):
        self._ask()
        self._reply()
        self.officer.action_question_answered()
        self.assertTrue(self.request.is_reply_pending)
        self.assertWaits("Read the reply")

    def test_both_done_leave_nothing(self):
        self._ask()
        self._reply()
        self.officer.action_question_answered()
        self.officer.action_reply_read()
        self.assertWaits()

    def test_the_clock_stands_still_from_the_first_open_question_on(self):
        self._ask()
        self._ask("And our credit notes?", "2026-09-20")
        self.assertIn("credit notes", self.request.question)
        with freeze_time("2026-09-21 10:00:00"):
            self.officer.action_question_answered()
        self.assertEqual(self.request.paused_days, 12)
        self.assertWaits()
        self._ask("Once more?", "2026-09-23")
        with freeze_time("2026-09-23 12:00:00"):
            self.officer.action_question_answered()
        self.assertEqual(self.request.paused_days, 13)
