from unittest.mock import patch

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .campaign_common import CampaignCommon

RECORDS = {
    "lumiere.example": ["v=spf1 include:mail.example -all"],
    "_dmarc.lumiere.example": ["v=DMARC1; p=quarantine"],
    "s1._domainkey.lumiere.example": ["v=DKIM1; p=MIGf"],
}


@tagged("post_install", "-at_install", "post_install_l10n")
class TestPreflight(CampaignCommon):
    def setUp(self):
        super().setUp()
        domain = self.env["mail.alias.domain"].create({"name": "lumiere.example"})
        self.company.alias_domain_id = domain
        self.company.l10n_fr_demat_dkim_selector = "s1"
        self.campaign = self._create_campaign(self.customer)

    def _check(self, records=RECORDS):
        """Run the checks as the officer, the DNS replaced; return code to state."""

        def look_up(_campaign, name):
            return records.get(name, [])

        campaign = self.campaign.with_user(self.user_officer)
        with patch.object(self.registry["demat.campaign"], "_lookup_txt", look_up):
            campaign.action_preflight()
        return {line.code: line.state for line in campaign.preflight_ids}

    def test_what_is_in_order_is_ok(self):
        states = self._check()
        for code in ("settings", "sender", "bounce", "reply", "crons"):
            with self.subTest(code=code):
                self.assertEqual(states[code], "ok")
        for code in ("spf", "dkim", "dmarc"):
            with self.subTest(code=code):
                self.assertEqual(states[code], "ok")

    def test_a_missing_record_fails(self):
        states = self._check(records={})
        for code in ("spf", "dkim", "dmarc"):
            with self.subTest(code=code):
                self.assertEqual(states[code], "failed")

    def test_without_selector_dkim_is_not_run(self):
        self.company.l10n_fr_demat_dkim_selector = False
        self.assertEqual(self._check()["dkim"], "not_run")

    def test_a_sender_of_another_domain_fails(self):
        self.company.l10n_fr_demat_contact_email = "facturation@elsewhere.example"
        self.assertEqual(self._check()["sender"], "failed")

    def test_a_stopped_job_or_a_missing_alias_fails(self):
        self.env.ref("mail.ir_cron_mail_scheduler_action").sudo().active = False
        self.company.alias_domain_id = False
        states = self._check()
        for code in ("crons", "bounce", "reply"):
            with self.subTest(code=code):
                self.assertEqual(states[code], "failed")

    def test_unfinished_settings_fail(self):
        self.company.l10n_fr_demat_contact = False
        self.assertEqual(self._check()["settings"], "failed")

    def test_what_failed_holds_the_launch_until_a_reason_is_given(self):
        self._check(records={})
        campaign = self.campaign.with_user(self.user_manager)
        with self.at("2026-09-07"):
            action = campaign.action_launch()
            self.assertEqual(action["res_model"], "demat.campaign.launch")
            self.assertEqual(campaign.state, "draft")
            campaign._launch_with_reason("The provider publishes them tomorrow")
        self.assertEqual(campaign.state, "running")
        self.assertEvidence(self.campaign, "campaign_warning_acknowledged")

    def test_checks_that_were_not_run_lately_need_a_reason(self):
        campaign = self.campaign.with_user(self.user_manager)
        check = self.campaign.preflight_ids.sudo()
        for checked_at, is_told in (("2026-09-01", False), ("2026-08-30", True)):
            with self.subTest(checked_at=checked_at), freeze_time("2026-09-07"):
                check.checked_at = checked_at
                self.assertIs(
                    "not run" in str(campaign._get_launch_warnings()), is_told
                )
        check.unlink()
        with self.at("2026-09-07"):
            action = campaign.action_launch()
        self.assertEqual(action["res_model"], "demat.campaign.launch")
        # Letters need none of it.
        campaign.wave_ids.kind = "letter"
        with self.at("2026-09-07"):
            campaign.action_launch()
        self.assertEqual(campaign.state, "running")

    def test_checking_again_replaces_what_was_found(self):
        self._check(records={})
        self.assertEqual(self._check()["spf"], "ok")
        self.assertEqual(
            len(self.campaign.preflight_ids.filtered(lambda line: line.code == "spf")),
            1,
        )

    def test_only_the_officer_checks(self):
        with self.assertRaises(AccessError):
            self.campaign.with_user(self.user_auditor).action_preflight()
