from datetime import datetime, timezone

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.mail.tests.common import mail_new_test_user

from .campaign_common import CampaignCommon

MONDAY = "2026-09-14"
MY_LIST = "/odoo/action-l10n_fr_demat_campaign.demat_consent_my_action"


@tagged("post_install", "-at_install", "post_install_l10n")
class TestSalesDigest(CampaignCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.l10n_fr_demat_sales_digest = True
        cls.user_salesperson.email = "vendeur@lumiere.example"
        cls.colleague = mail_new_test_user(
            cls.env,
            login="demat_colleague",
            email="collegue@lumiere.example",
            groups="l10n_fr_demat_campaign.demat_group_salesperson",
            company_id=cls.company.id,
        )
        cls.customer.user_id = cls.user_salesperson
        cls.no_mail.user_id = cls.colleague

    def setUp(self):
        super().setUp()
        partners = self.customer | self.no_mail | self.foreigner
        self.campaign = self._launch(partners)
        self.request = self._request_of(self.campaign, self.customer)

    def _answer(self, partner, event, moment="2026-09-10 10:00:00", **choice):
        with freeze_time(moment):
            self._request_of(self.campaign, partner)._record_answer(
                event, answerer={"name": "Anne"}, choice=choice
            )

    def _run_digest(self, day=MONDAY):
        """Let the job run; return its mails by address."""
        with self.at(day), self.enter_registry_test_mode():
            self._trigger("l10n_fr_demat_campaign.ir_cron_send_sales_digests")
            self._trigger("mail.ir_cron_mail_scheduler_action")
            mails = {
                mail["email_to"][0]: mail
                for mail in self._mails
                # Other mails leave too, such as the copy of an answer.
                if MY_LIST in mail["body"]
            }
        self.env.invalidate_all()
        return mails

    def test_the_mail_reads_well_as_plain_text(self):
        self._answer(self.customer, "refuse", reason="security")
        (mail,) = self._run_digest().values()
        self.assertIn("*09/07/2026*", mail["body_alternative"])
        self.assertFalse(mail["body_alternative"].count("*") % 2)

    def test_each_salesperson_reads_of_their_own_customers_only(self):
        self._answer(self.customer, "refuse", reason="security")
        self._answer(self.no_mail, "accept")
        self._answer(self.foreigner, "accept")
        mails = self._run_digest()
        self.assertEqual(len(mails), 2)
        mine = mails[self.user_salesperson.email_formatted]["body"]
        other = mails[self.colleague.email_formatted]["body"]
        self.assertIn(self.customer.name, mine)
        self.assertIn("Keeps paper", mine)
        self.assertIn("Security", mine)
        self.assertIn(self.no_mail.name, other)
        for body, names in ((mine, [self.no_mail]), (other, [self.customer])):
            for partner in [*names, self.foreigner]:
                self.assertNotIn(partner.name, body)

    def test_no_news_no_mail_and_no_company_that_did_not_ask(self):
        self.assertFalse(self._run_digest())
        self._answer(self.customer, "accept")
        self.company.l10n_fr_demat_sales_digest = False
        self.assertFalse(self._run_digest())

    def test_a_week_is_told_once_even_if_the_job_was_stopped_midway(self):
        self._answer(self.customer, "accept")
        self._answer(self.no_mail, "accept")
        model = self.env["demat.sales.digest"].sudo()
        with freeze_time(f"{MONDAY} 08:00:00"):
            untold = model._find_untold(model._get_last_week())
            key = (self.company, self.colleague)
            model._tell(*key, model._get_last_week(), untold[key])
        mails = self._run_digest()
        self.assertEqual(len(mails), 2)
        self.assertEqual(len(model.search([])), 2)
        self.assertFalse(self._run_digest("2026-09-15"))

    def test_the_week_is_the_one_of_paris(self):
        self._answer(self.customer, "accept", "2026-09-06 21:59:00")  # Sunday 23:59
        self._answer(self.no_mail, "accept", "2026-09-06 22:01:00")  # Monday 00:01
        mails = self._run_digest()
        self.assertEqual(list(mails), [self.colleague.email_formatted])

    def test_questions_stops_and_silence_are_news(self):
        model = self.env["demat.sales.digest"]
        week = model._get_last_week
        self._run_waves("2026-09-07")
        with freeze_time("2026-09-10 10:00:00"):
            self.request._record_question("Why?", answerer={"name": "Zoé"})
            self._request_of(self.campaign, self.no_mail).sudo()._record_stop()
        mails = self._run_digest()
        body = mails[self.user_salesperson.email_formatted]["body"]
        self.assertIn("Asked a question", body)
        body = mails[self.colleague.email_formatted]["body"]
        self.assertIn("Asked for no reminder", body)
        with freeze_time("2026-09-14 10:00:00"):
            self.request.action_question_answered()
        self._evaluate_silence("2026-10-13")
        self.assertEqual(self.request.state, "blocked")
        body = self._run_digest("2026-10-19")
        mail = body[self.user_salesperson.email_formatted]["body"]
        self.assertIn(self.request.blocker_text, mail)
        with freeze_time("2026-10-19 08:00:00"):
            self.assertEqual(str(week()), "2026-10-12")

    def test_it_is_in_the_language_of_the_salesperson(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.user_salesperson.lang = "fr_FR"
        self._answer(self.customer, "refuse")
        mail = self._run_digest()[self.user_salesperson.email_formatted]
        self.assertNotIn("Keeps paper", mail["body"])
        self.assertIn("papier", mail["body"])

    def test_who_reads_what(self):
        self._answer(self.customer, "accept")
        self._answer(self.no_mail, "accept")
        self._run_digest()
        model = self.env["demat.sales.digest"]
        seen = model.with_user(self.user_salesperson).search([])
        self.assertEqual(seen.user_id, self.user_salesperson)
        self.assertEqual(len(model.with_user(self.user_auditor).search([])), 2)
        with self.assertRaises(AccessError):
            seen.with_user(self.user_manager).write({"since": "2026-01-05"})

    def test_a_reason_is_kept_as_a_code_and_goes_with_a_yes(self):
        self._answer(self.customer, "refuse", reason="tool", reason_text="Mots")
        self.assertEqual(self.request.answer_reason, "tool")
        self._answer(self.customer, "accept", "2026-09-12 10:00:00")
        self.assertFalse(self.request.answer_reason)
        moment = self.request.answered_at.replace(tzinfo=timezone.utc)
        self.assertEqual(moment, datetime(2026, 9, 12, 10, tzinfo=timezone.utc))
