from datetime import date

from freezegun import freeze_time

from odoo import Command
from odoo.tests import tagged

from odoo.addons.mail.tests.common import mail_new_test_user

from .recheck_common import RecheckCommon

AFTER = "2026-10-13"
REASON = "Another company of ours has this customer now."


@tagged("post_install", "-at_install", "post_install_l10n")
class TestElsewhere(RecheckCommon):
    """A customer is moved to another company of ours while they are being asked."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other = cls._create_company(name="Lumière Sud SAS")
        cls.mover = mail_new_test_user(
            cls.env,
            login="mover",
            groups="base.group_user,base.group_partner_manager",
            company_id=cls.company.id,
            company_ids=[Command.set((cls.company | cls.other).ids)],
        )

    def _move(self, company=None):
        """Move the customer, as somebody who has no right on campaigns does."""
        customer = self.customer.with_user(self.mover)
        customer = customer.with_context(allowed_company_ids=self.mover.company_ids.ids)
        customer.company_id = company or self.other

    def assertLeftOut(self):
        """Check that the reason is where people look, once."""
        for record in (self.request, self.consent):
            self.assertEqual(
                (record.blocker_gate, record.blocker_text), ("G20", REASON)
            )
        told = self.request.message_ids.filtered(lambda m: REASON in (m.body or ""))
        self.assertEqual(len(told), 1)

    def test_a_message_already_written_does_not_leave(self):
        self._compose("2026-09-07")
        self._move()
        self.assertFalse(self._send("2026-09-07"))
        self.assertEqual(self._sending().state, "failed")
        self.assertEqual(self._sending().failure, REASON)
        self.assertLeftOut()

    def test_nothing_is_written_to_them_and_it_is_told_once(self):
        self._move()
        for day in ("2026-09-07", "2026-09-17"):
            self._run_waves(day)
        self.assertFalse(self.request.sending_ids)
        self.assertLeftOut()

    def test_a_manager_who_does_not_see_them_any_more_leaves_them_out_too(self):
        self._move()
        wave = self.campaign.wave_ids.sorted("planned_on")[0]
        with freeze_time("2026-09-07 08:00:00"):
            wave.with_user(self.user_manager).action_run()
        self.assertEqual(wave.state, "done")
        self.assertFalse(self.request.sending_ids)
        self.assertLeftOut()

    def test_who_comes_back_is_written_to_again(self):
        self._move()
        self._run_waves("2026-09-07")
        self._move(self.company)
        self.campaign.wave_ids = [(0, 0, {"kind": "email", "planned_on": "2026-09-10"})]
        self._run_waves("2026-09-10")
        self.assertEqual(self._sending().state, "sent")
        self.assertFalse(self.request.blocker_text or self.consent.blocker_text)

    def test_nobody_calls_them_any_more(self):
        self.customer = self._create_customer(
            name="Zinc SA", phone="02 40 00 00 00", l10n_fr_demat_siren="425199619"
        )
        campaign = self._launch(self.customer, kinds=("call_list",))
        self.request = campaign.request_ids
        self.consent = self.request.consent_id
        self._run_waves("2026-09-07")
        self.assertTrue(self.request.activity_ids)
        self._move()
        self.assertFalse(self.request.activity_ids)
        self.assertLeftOut()
        campaign.wave_ids = [(0, 0, {"kind": "call_list", "planned_on": "2026-09-10"})]
        self._run_waves("2026-09-10")
        self.assertFalse(self.request.activity_ids)

    def test_who_answered_is_not_spoken_of(self):
        self._run_waves("2026-09-07")
        self.request._record_answer("accept", answerer={"name": "Anne"})
        self._move()
        self.assertFalse(self.request.blocker_text)
        self.assertPosition(self.consent, "accepted", "explicit_page")

    def test_silence_does_not_count_while_they_are_elsewhere(self):
        for day in ("2026-09-07", "2026-09-17"):
            self._run_waves(day)
        self._move()
        self._evaluate_silence(AFTER)
        self.assertPosition(self.consent, "asked")
        self.assertEqual(self.request.blocker_gates, "G20")
        self.assertEqual(self.request.blocker_text, REASON)
        facts = self.request._get_facts(date(2026, 10, 13))
        self.assertIs(facts.is_elsewhere, True)
        self._move(self.company)
        self._evaluate_silence("2026-10-14")
        self.assertPosition(self.consent, "accepted", "tacit_delay")
