from freezegun import freeze_time

from odoo import SUPERUSER_ID, Command
from odoo.tests import tagged

from .campaign_common import CampaignCommon


@tagged("post_install", "-at_install", "post_install_l10n")
class TestResponsible(CampaignCommon):
    """Who follows a campaign leaves the company in the middle of it."""

    def setUp(self):
        super().setUp()
        self.env["res.lang"]._activate_lang("fr_FR")
        # The manager who is there longest reads French.
        self.manager = self.env.user
        self.manager.lang = "fr_FR"
        group = self.env.ref("l10n_fr_demat_campaign.demat_group_manager")
        (group.all_user_ids - self.manager - self.user_manager).group_ids -= group
        self.campaign = self._launch(self.customer, user_id=self.user_officer.id)
        self.request = self.campaign.request_ids
        self._run_waves("2026-09-07")

    def _ask(self, text):
        """Let the customer put a question on the page; return what is to do then."""
        with freeze_time("2026-09-08 10:00:00"):
            self.request._record_question(text, answerer={"name": "Zoé"})
        return self.request.activity_ids.sorted("id")[-1:]

    def test_a_manager_follows_the_campaign_of_who_left_and_it_is_told(self):
        self.assertEqual(self._ask("When?").user_id, self.user_officer)
        self.user_officer.action_archive()
        self.assertEqual(self.campaign.user_id, self.manager)
        self.assertEqual(self.request.activity_ids.user_id, self.manager)
        told = self.campaign.message_ids[:1]
        for user in (self.user_officer, self.manager):
            self.assertIn(user.name, told.body)

    def test_what_comes_later_is_in_the_words_of_who_follows_it_now(self):
        self.user_officer.active = False
        activity = self._ask("Quand ?")
        self.assertEqual(activity.user_id, self.manager)
        self.assertEqual(self.request._in_our_language().env.lang, "fr_FR")

    def test_without_manager_an_officer_follows_it_and_then_nobody(self):
        officers = self.env.ref("l10n_fr_demat_campaign.demat_group_user").all_user_ids
        officers = officers.with_user(SUPERUSER_ID)
        second = self.user_officer.copy({"login": "demat_user_2"})
        officers.action_archive()
        self.assertEqual(self.campaign.user_id, second)
        second.with_user(SUPERUSER_ID).action_archive()
        self.assertFalse(self.campaign.user_id)
        self.assertIn("Nobody follows", self.campaign.message_ids[0].body)

    def test_nobody_of_another_company_follows_it(self):
        other = self._create_company(name="Ailleurs SAS")
        away = {"company_ids": [Command.set(other.ids)], "company_id": other.id}
        self.manager.write(away)
        self.user_officer.with_user(SUPERUSER_ID).action_archive()
        self.assertEqual(self.campaign.sudo().user_id, self.user_manager)
