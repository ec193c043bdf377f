from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from odoo.addons.mail.tests.common import mail_new_test_user

from .campaign_common import CampaignCommon

USUAL = {
    "heads_up",
    "email",
    "letter",
    "reminder",
    "letter_reminder",
    "call_list",
    "notice",
    "letter_notice",
}


@tagged("post_install", "-at_install", "post_install_l10n")
class TestCampaignPlan(CampaignCommon):
    def setUp(self):
        super().setUp()
        # No look at the real DNS.
        model = self.registry["demat.campaign"]
        self.patch(model, "_lookup_txt", lambda _campaign, _name: [])

    def _new(self):
        """Return a new campaign as the menu opens it."""
        action = self.env.ref("l10n_fr_demat_campaign.demat_campaign_action")
        campaigns = self.env["demat.campaign"].with_user(self.user_officer)
        self.assertIn("demat_plan", action.context)
        with freeze_time("2026-09-01 08:00:00"):
            form = Form(campaigns.with_context(demat_plan=True))
            form.name = "Autumn"
            return form.save()

    def test_a_new_request_is_told_in_words_of_its_own(self):
        campaign = self._create_campaign(self.customer)
        logged = {"mail_create_nolog": False, "tracking_disable": False}
        campaign.with_context(**logged).action_prepare()
        [message] = campaign.request_ids.message_ids
        self.assertIn("part of the campaign", message.body)

    def test_a_new_campaign_opens_without_a_warning_in_the_log(self):
        with self.assertNoLogs("odoo.domains", "WARNING"):
            self._new()

    def test_a_new_campaign_has_the_usual_steps_and_can_be_launched(self):
        campaign = self._new()
        self.assertEqual(set(campaign.wave_ids.mapped("kind")), USUAL)
        self.assertEqual(str(campaign.deadline), "2026-10-13")
        self.assertGreater(campaign.first_invoice_on, campaign.deadline)
        with freeze_time("2026-09-01 08:00:00"):
            manager = campaign.with_user(self.user_manager)
            manager._launch_with_reason("The messages were looked at elsewhere")
        self.assertEqual(campaign.state, "running")

    def test_a_program_plans_its_own_steps(self):
        campaign = self.env["demat.campaign"].create({"name": "By API"})
        self.assertFalse(campaign.wave_ids)

    def test_a_plan_is_completed_and_what_is_there_stays(self):
        campaign = self._create_campaign(self.customer, kinds=("email",))
        campaign.wave_ids.planned_on = "2026-09-09"
        with freeze_time("2026-09-01 08:00:00"):
            campaign.with_user(self.user_officer).action_add_usual_steps()
            campaign.with_user(self.user_officer).action_add_usual_steps()
        self.assertEqual(len(campaign.wave_ids), len(USUAL))
        first = campaign.wave_ids.filtered(lambda wave: wave.kind == "email")
        self.assertEqual(first.planned_on, fields.Date.to_date("2026-09-09"))
        for user in (self.user_auditor, self.user_salesperson):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                campaign.with_user(user).action_add_usual_steps()

    def test_a_launched_plan_is_completed_by_hand(self):
        campaign = self._launch(self.customer)
        with self.assertRaises(UserError):
            campaign.action_add_usual_steps()

    def _warn(self, *kinds):
        campaign = self._create_campaign(
            self.customer | self.foreigner | self.no_mail, kinds=kinds
        )
        with freeze_time("2026-09-01 08:00:00"):
            campaign.with_user(self.user_officer).action_preview_audience()
        campaign.with_user(self.user_officer).action_preflight()
        check = campaign.preflight_ids.filtered(lambda line: line.code == "plan")
        self.assertEqual(check.state, "failed" if campaign.plan_warning else "ok")
        return campaign.plan_warning

    def test_whom_the_plan_leaves_behind_is_told_with_their_number(self):
        self.assertIn(
            "without e-mail address: 1. No letter", self._warn("email", "reminder")
        )
        warning = self._warn("email", "letter")
        self.assertIn("by letter alone: 1. Without a reminder by letter", warning)
        self.assertIn("only a letter tells: 1. Without a notice", warning)
        self.assertIn("to remind by e-mail: 1.", warning)
        self.assertNotIn("No letter is planned", warning)

    def test_a_reminder_that_reaches_nobody_is_told(self):
        self.assertIn("reminds nobody", self._warn("reminder", "email"))
        self.assertIn("everybody receives one", self._warn("letter", "email"))
        letters = self.env["demat.wave"].search([("kind", "=", "letter")])
        letters.letter_scope = "no_address"
        self.assertNotIn("everybody", letters.campaign_id[-1:].plan_warning)
        campaign = self._create_campaign(self.customer, kinds=("email", "reminder"))
        self.assertFalse(campaign.plan_warning)
        campaign.wave_ids.planned_on = "2026-09-07"
        self.assertIn("reminds nobody", campaign.plan_warning)
        # As it happens: both run on one day, and nobody is reminded.
        with freeze_time("2026-09-01 06:00:00"):
            campaign.with_user(self.user_manager).action_launch()
        for day in ("2026-09-07", "2026-09-08"):
            self._run_waves(day)
        self.assertEqual(campaign.wave_ids.sending_ids.kind, "email")

    def test_salespeople_who_would_see_nothing_are_told_before_the_launch(self):
        blind = mail_new_test_user(
            self.env,
            login="blind",
            name="Luc Petit",
            groups="base.group_user",
            company_id=self.company.id,
        )
        self.customer.user_id = blind
        self.no_mail.user_id = self.user_salesperson
        usual = sorted(USUAL)
        warning = self._warn(*usual)
        self.assertIn("see their customers: Luc Petit. Give them", warning)
        by_mail = [kind for kind in usual if kind not in ("heads_up", "call_list")]
        self.assertFalse(self._warn(*by_mail))
        blind.group_ids += self.env.ref(
            "l10n_fr_demat_campaign.demat_group_salesperson"
        )
        self.assertFalse(self._warn(*usual))

    def test_a_whole_plan_leaves_nobody_behind(self):
        self.assertFalse(self._warn(*sorted(USUAL)))

    def test_an_audience_that_is_not_listed_is_not_judged(self):
        campaign = self._create_campaign(self.customer)
        campaign.action_preflight()
        check = campaign.preflight_ids.filtered(lambda line: line.code == "plan")
        self.assertEqual(check.state, "not_run")
        self.assertFalse(campaign.plan_warning)
