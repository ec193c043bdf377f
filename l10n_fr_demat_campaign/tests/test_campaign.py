from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .campaign_common import CampaignCommon


@tagged("post_install", "-at_install", "post_install_l10n")
class TestCampaign(CampaignCommon):
    def test_each_customer_gets_the_letter_the_law_allows(self):
        consumer = self._create_customer(
            name="Anne Roche",
            is_company=False,
            l10n_fr_demat_siren=False,
            l10n_fr_demat_recipient="consumer",
        )
        public = self._create_customer(
            name="Commune de Bron",
            l10n_fr_demat_siren="200080638",
            l10n_fr_demat_recipient="public",
        )
        partners = self.customer | self.foreigner | consumer | public
        campaign = self._launch(partners)
        families = {r.partner_id: r.family for r in campaign.request_ids}
        self.assertEqual(
            families,
            {
                self.customer: "consent_tacit",
                self.foreigner: "consent_express",
                consumer: "consent_express",
                public: "information",
            },
        )

    def test_what_is_created_says_so_in_words_that_agree(self):
        # « Campagne créé » is what Odoo's own sentence makes of a feminine name.
        thread = self.env.registry["mail.thread"]
        for name, model in self.env.registry.items():
            if name.startswith("demat.") and issubclass(model, thread):
                with self.subTest(model=name):
                    said = self.env[name].new({})._creation_message()
                    self.assertNotIn("created", said)

    def test_a_case_to_review_is_not_asked(self):
        monaco = self._create_customer(
            name="Monaco SAM", country_id=self.env.ref("base.mc").id, zip="98000"
        )
        self.assertFalse(self._launch(monaco).request_ids)

    def test_contacts_are_asked_once_through_their_company(self):
        contact = self._create_customer(
            name="Paul", is_company=False, parent_id=self.customer.id
        )
        campaign = self._launch(self.customer | contact)
        self.assertEqual(campaign.request_ids.partner_id, self.customer)

    def test_preparing_twice_adds_nobody_twice(self):
        campaign = self._create_campaign(self.customer | self.no_mail)
        campaign.action_prepare()
        campaign.action_prepare()
        self.assertEqual(campaign.request_count, 2)

    def test_who_refused_is_not_asked_again(self):
        self._create_consent(self.customer)._apply("refuse")
        self.assertFalse(self._launch(self.customer).request_ids)

    def test_a_deadline_too_short_is_refused_with_the_first_good_date(self):
        campaign = self._create_campaign(self.customer, deadline="2026-09-20")
        with freeze_time("2026-09-07"), self.assertRaises(UserError) as caught:
            campaign.action_launch()
        self.assertIn("10/07/2026", str(caught.exception))

    def test_a_campaign_without_wave_is_not_launched(self):
        campaign = self._create_campaign(self.customer, kinds=())
        with freeze_time("2026-09-07"), self.assertRaises(UserError):
            campaign.action_launch()

    def test_the_launch_is_kept_as_evidence(self):
        self.assertEvidence(self._launch(self.customer), "campaign_launched")

    def test_a_launched_campaign_cannot_be_deleted(self):
        with self.assertRaises(UserError):
            self._launch(self.customer).unlink()

    def test_a_paused_campaign_sends_nothing(self):
        campaign = self._launch(self.customer)
        campaign.action_pause()
        self._run_waves("2026-09-07")
        self.assertFalse(campaign.request_ids.sending_ids)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestCampaignMail(CampaignCommon):
    def test_the_first_mail_asks_and_is_kept(self):
        campaign = self._launch(self.customer)
        self._run_waves("2026-09-07")
        request = self._request_of(campaign, self.customer)
        self.assertEqual(len(self._mails), 1)
        self.assertEqual(request.state, "asked")
        self.assertPosition(request.consent_id, "asked")
        sending = request.sending_ids
        self.assertRecordValues(
            sending, [{"state": "sent", "medium": "email", "kind": "email"}]
        )
        self.assertTrue(sending.message_id)
        self.assertTrue(sending.version_id.is_used)
        self.assertEvidence(request.consent_id, "request_sent")

    def test_a_wave_reaches_each_customer_once(self):
        campaign = self._launch(self.customer)
        self._run_waves("2026-09-07")
        self._run_waves("2026-09-08")
        self.assertEqual(len(campaign.request_ids.sending_ids), 1)
        self.assertFalse(self._mails)

    def test_the_personal_link_is_in_the_mail_and_nowhere_else(self):
        campaign = self._launch(self.customer)
        self._run_waves("2026-09-07")
        request = self._request_of(campaign, self.customer)
        body = self._mails[0]["body"]
        self.assertIn("/demat/", body)
        self.assertNotIn("/my/demat/view", body)
        kept = "".join(
            self.env["mail.message"]
            .search([("model", "=", "demat.request"), ("res_id", "=", request.id)])
            .mapped("body")
        )
        self.assertIn("/my/demat/view", kept)
        self.assertNotRegex(kept, r"/demat/[A-Za-z0-9_-]{40,}")
        trackers = self.env["link.tracker"].search([]).mapped("url")
        self.assertFalse([url for url in trackers if "/demat/" in url])

    def test_no_pixel_and_no_shortened_link(self):
        self._launch(self.customer)
        self._run_waves("2026-09-07")
        self.assertNotIn("blank.gif", self._mails[0]["body"])
        self.assertNotIn("/r/", self._mails[0]["body"])

    def test_one_click_stops_this_campaign_and_not_odoo_mail(self):
        self._launch(self.customer)
        self._run_waves("2026-09-07")
        headers = self._mails[0]["headers"]
        self.assertRegex(headers["List-Unsubscribe"], r"/demat/[\w-]+/stop>")
        self.assertEqual(headers["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click")

    def test_two_entities_behind_one_mailbox_are_both_asked(self):
        twins = self.env["res.partner"].concat(
            *[
                self._create_customer(
                    name=f"Groupe Partagé {number}",
                    email="compta@groupe.example",
                    l10n_fr_demat_siren=False,
                    vat=False,
                )
                for number in range(60)
            ]
        )
        self._launch(twins)
        self._run_waves("2026-09-07")
        self.assertEqual(len(self._mails), 60)
        self.assertEqual(len({mail["subject"] for mail in self._mails}), 60)

    def test_the_reminder_skips_who_answered(self):
        campaign = self._launch(self.customer | self.foreigner)
        self._run_waves("2026-09-07")
        request = self._request_of(campaign, self.customer)
        request._record_answer("accept", answerer={"name": "Anne"})
        self._run_waves("2026-09-17")
        self.assertEqual(len(self._mails), 1)
        self.assertFalse(
            request.sending_ids.filtered(lambda sending: sending.kind == "reminder")
        )

    def test_the_reminder_is_another_text(self):
        self._launch(self.customer)
        self._run_waves("2026-09-07")
        first = self._mails[0]["body"]
        self._run_waves("2026-09-17")
        self.assertNotEqual(first, self._mails[0]["body"])

    def test_a_bounce_stays_a_bounce(self):
        campaign = self._launch(self.customer)
        self._run_waves("2026-09-07")
        request = self._request_of(campaign, self.customer)
        trace = (
            self.env["mailing.trace"]
            .sudo()
            .search([("model", "=", "demat.request"), ("res_id", "=", request.id)])
        )
        trace.set_bounced(bounce_message="No such user")
        trace.set_opened()
        self.assertEqual(request.sending_ids.state, "bounced")
        self.assertEvidence(request.consent_id, "request_bounced")

    def test_the_language_of_the_customer_is_spoken(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.customer.lang = "fr_FR"
        self._launch(self.customer)
        self._run_waves("2026-09-07")
        self.assertIn("lundi 12 octobre 2026", self._mails[0]["body"])

    def test_a_reply_waits_to_be_read_and_is_kept(self):
        campaign = self._launch(self.customer)
        self._run_waves("2026-09-07")
        request = self._request_of(campaign, self.customer)
        request.sudo().message_update({"message_id": "<reply@customer>"})
        self.assertTrue(request.is_reply_pending)
        self.assertEvidence(request.consent_id, "reply_received")
        request.with_user(self.user_officer).action_reply_read()
        self.assertFalse(request.is_reply_pending)
