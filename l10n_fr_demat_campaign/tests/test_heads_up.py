from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import html2plaintext

from odoo.addons.mail.tests.common import mail_new_test_user

from .campaign_common import CampaignCommon

TOLD = "2026-09-07"


@tagged("post_install", "-at_install", "post_install_l10n")
class TestHeadsUp(CampaignCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
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
        self.campaign = self._launch(partners, kinds=("heads_up", "email", "letter"))
        self._run_waves(TOLD)
        self.mine, self.other = (
            self.campaign.heads_up_ids.filtered(lambda h, u=user: h.user_id == u)
            for user in (self.user_salesperson, self.colleague)
        )
        self.request = self._request_of(self.campaign, self.customer)

    def _mails_to(self, email):
        return self.env["mail.mail"].sudo().search([("email_to", "ilike", email)])

    def test_one_mail_per_salesperson_with_own_customers_only(self):
        mail = self._mails_to("vendeur@lumiere.example").ensure_one()
        self.assertIn(self.customer.name, mail.body_html)
        for partner in (self.no_mail, self.foreigner):
            self.assertNotIn(partner.name, mail.body_html)
        self.assertIn(f"/{self.mine.id}", mail.body_html)
        self.assertIn("What to say", mail.body_html)
        self.assertTrue(self._mails_to("collegue@lumiere.example").ensure_one())
        self.assertEqual(len(self.campaign.heads_up_ids), 2)
        self.assertFalse(self.request.sending_ids)

    def test_the_step_counts_and_opens_what_salespeople_were_told(self):
        wave = self.campaign.wave_ids[0].with_user(self.user_officer)
        self.assertEqual(wave.sending_count, 2)
        action = wave.action_view_sendings()
        told = self.env[action["res_model"]].search(action["domain"])
        self.assertEqual(told, self.campaign.heads_up_ids)

    def test_the_mail_reads_well_as_plain_text(self):
        plain = html2plaintext(self._mails_to("vendeur@lumiere.example").body_html)
        self.assertIn("*09/15/2026*", plain)
        self.assertFalse(plain.count("*") % 2, plain)

    def test_the_mail_shows_what_customers_will_read_without_a_live_link(self):
        body = self._mails_to("vendeur@lumiere.example").body_html
        self.assertIn(
            self.request.with_context(
                demat_wave_id=self.campaign.wave_ids[1].id
            ).letter_subject,
            body,
        )
        self.assertNotIn(self.request._get_token()[:20], body)

    def test_a_salesperson_reads_only_their_own(self):
        seen = self.env["demat.heads.up"].with_user(self.user_salesperson).search([])
        self.assertEqual(seen, self.mine)

    def test_the_page_of_a_colleague_is_refused_and_stays_unseen(self):
        theirs = self.other.with_user(self.user_salesperson)
        with self.assertRaises(AccessError):
            theirs.web_read({"campaign_id": {}, "seen_at": {}})
        self.assertFalse(self.other.seen_at)

    def test_a_customer_who_went_to_a_colleague_leaves_the_page(self):
        self.customer.user_id = self.colleague
        page = self.mine.with_user(self.user_salesperson)
        names = {"request_ids": {"fields": {"partner_id": {"fields": {}}}}}
        (read,) = page.web_read({**names, "letter_preview": {}, "request_count": {}})
        self.assertEqual(read["request_ids"], [])
        self.assertEqual(read["request_count"], 0)
        self.assertNotIn(self.customer.name, str(read["letter_preview"]))
        self.assertTrue(Form(page))
        request = self.request.with_user(self.user_salesperson)
        with self.assertRaises(AccessError), freeze_time("2026-09-10 10:00:00"):
            request._hold("2026-10-01", "Mine before")

    def test_seen_means_opened_in_odoo_by_the_salesperson(self):
        self.mine.with_user(self.user_officer).web_read({"seen_at": {}})
        self.assertFalse(self.mine.seen_at)
        self.mine.with_user(self.user_salesperson).web_read({"seen_at": {}})
        self.assertTrue(self.mine.seen_at)
        self.assertFalse(self.other.seen_at)
        self.assertEqual(self.campaign.heads_up_seen_count, 1)

    def test_a_customer_is_held_back_until_two_days_before(self):
        self.assertEqual(str(self.mine.hold_before), "2026-09-15")
        request = self.request.with_user(self.user_salesperson)
        refused = self.assertRaisesRegex(UserError, "09/17/2026")
        with freeze_time("2026-09-16 10:00:00"), refused:
            request._hold(self._day("2026-12-01"), "Négociation")
        with freeze_time("2026-09-15 10:00:00"):
            request._hold(self._day("2026-12-01"), "Négociation")
        self._run_waves("2026-09-17")
        self.assertFalse(self.request.sending_ids)

    def test_a_hold_after_the_first_message_stays_possible(self):
        self._run_waves("2026-09-17")
        with freeze_time("2026-09-18 10:00:00"):
            self.request.with_user(self.user_salesperson)._hold(
                self._day("2026-12-01"), "Négociation"
            )
        self.assertEqual(str(self.request.hold_until), "2026-12-01")

    def _day(self, text):
        return self.request._fields["hold_until"].to_date(text)

    def test_who_left_the_company_is_told_nothing(self):
        self.colleague.action_archive()
        portal = mail_new_test_user(
            self.env, login="demat_outsider", groups="base.group_portal"
        )
        self.foreigner.user_id = portal
        partners = self.customer | self.no_mail | self.foreigner
        self.campaign.with_user(self.user_manager).action_cancel()
        campaign = self._launch(partners, kinds=("heads_up", "email"), name="Again")
        self._run_waves(TOLD)
        self.assertEqual(campaign.heads_up_ids.user_id, self.user_salesperson)
        self.assertEqual(len(self._mails_to("collegue@lumiere.example")), 1)

    def test_who_may_not_open_the_page_is_told_nothing(self):
        self.colleague.group_ids = self.env.ref("base.group_user")
        self.campaign.with_user(self.user_manager).action_cancel()
        campaign = self._launch(
            self.customer | self.no_mail, kinds=("heads_up", "email"), name="Again"
        )
        self._run_waves(TOLD)
        self.assertEqual(campaign.heads_up_ids.user_id, self.user_salesperson)

    def test_nobody_is_told_twice(self):
        self.campaign.wave_ids[0]._finish_heads_up()
        self.assertEqual(len(self.campaign.heads_up_ids), 2)
