from freezegun import freeze_time

from odoo.tests import tagged

from .recheck_common import RecheckCommon


@tagged("post_install", "-at_install", "post_install_l10n")
class TestCampaignEnd(RecheckCommon):
    def _do(self, name, day="2026-09-07"):
        with freeze_time(f"{day} 10:00:00"):
            getattr(self.campaign.with_user(self.user_manager), f"action_{name}")()

    def test_what_is_written_leaves_no_more_once_the_campaign_ended(self):
        self._compose("2026-09-07")
        for name in ("cancel", "close"):
            with self.subTest(name), self.cr.savepoint() as savepoint:
                self._do(name)
                for day in ("2026-09-07", "2026-09-20"):
                    self.assertFalse(self._send(day))
                self.assertEqual(self._sending().state, "failed")
                self.assertTrue(self._sending().failure)
                over = self.campaign._find_over_cap(self.customer, "2026-09-08")
                self.assertFalse(over)
                capped = self.campaign._get_contacts_domain(self._day("2026-09-08"))
                self.assertFalse(self.env["demat.sending"].search(capped))
                savepoint.rollback()
                self.env.invalidate_all()

    def test_what_was_only_planned_is_forgotten(self):
        with freeze_time("2026-09-07 08:00:00"):
            self.campaign.wave_ids[0].sudo()._write_sealed({"state": "running"})
            self.campaign.wave_ids[0].sudo()._run_batch()
        self.assertTrue(self._sending())
        self._do("close")
        self.assertFalse(self._sending())
        self._run_waves("2026-09-08")
        self.assertFalse(self._mails)
        self.assertFalse(self.request.sending_ids)

    def test_letters_that_were_not_gathered_are_forgotten_with_their_files(self):
        campaign = self._launch(self.no_mail, kinds=("letter",))
        wave = campaign.wave_ids.sudo()
        with freeze_time("2026-09-07 08:00:00"):
            requests = wave._get_requests()
            wave._run_letter(requests)
        sending = wave.sending_ids
        files = self.env["ir.attachment"].search(
            [("res_model", "=", "demat.sending"), ("res_id", "=", sending.id)]
        )
        self.assertTrue(files)
        campaign.with_user(self.user_manager).action_cancel()
        self.assertFalse(files.exists())
        self.assertFalse(sending.exists())

    def test_a_closed_campaign_still_tells_of_silence(self):
        self.campaign.wave_ids = [
            (0, 0, {"kind": "notice", "planned_on": "2026-10-14"})
        ]
        for day in ("2026-09-07", "2026-09-17"):
            self._run_waves(day)
        self._evaluate_silence("2026-10-13")
        self._compose("2026-10-14")
        self._do("close", "2026-10-14")
        self.assertEqual(len(self._send("2026-10-14")), 1)
        self.assertTrue(self.consent.effective_on)

    def test_nobody_is_called_for_a_campaign_that_is_over(self):
        self.customer.phone = "0102030405"
        self.campaign.wave_ids = [
            (0, 0, {"kind": "call_list", "planned_on": "2026-09-08"})
        ]
        self._run_waves("2026-09-08")
        self.assertTrue(self.request.activity_ids)
        self._do("cancel", "2026-09-09")
        self.assertFalse(self.request.activity_ids)
