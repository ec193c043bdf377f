import base64
import io
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pikepdf
from lxml import html

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, HttpCase, tagged

from .campaign_common import CampaignCommon


@tagged("post_install", "-at_install", "post_install_l10n")
class TestPilot(CampaignCommon):
    def _create_pilot(self):
        campaign = self._create_campaign(
            self.customer | self.foreigner, kinds=("email", "email")
        )
        campaign.wave_ids[0].is_pilot = True
        campaign.action_prepare()
        return campaign.with_user(self.user_manager)

    def _launch_pilot(self):
        campaign = self._create_pilot()
        self._request_of(campaign, self.customer).action_add_to_pilot()
        with self.at("2026-09-07"):
            campaign.action_launch()
        self._run_waves("2026-09-07")
        return campaign

    def test_a_pilot_without_sample_is_not_launched(self):
        campaign = self._create_pilot()
        with self.at("2026-09-07"), self.assertRaises(UserError):
            campaign.action_launch()

    def test_the_pilot_writes_to_its_sample_only(self):
        campaign = self._launch_pilot()
        self.assertEqual(campaign.wave_ids.sending_ids.partner_id, self.customer)

    def test_the_others_wait_until_the_pilot_was_read(self):
        campaign = self._launch_pilot()
        self._run_waves("2026-09-17")
        self.assertFalse(self._mails)
        with self.assertRaises(UserError):
            campaign.wave_ids[1].action_run()
        campaign.with_user(self.user_officer).action_review_pilot()
        self.assertEvidence(campaign, "pilot_reviewed")
        self._run_waves("2026-09-18")
        self.assertEqual(len(self._mails), 1)
        self.assertEqual(campaign.wave_ids[1].sending_ids.partner_id, self.foreigner)

    def test_salespeople_are_told_before_the_pilot(self):
        self.customer.user_id = self.user_salesperson
        campaign = self._create_campaign(self.customer, kinds=("heads_up", "email"))
        campaign.wave_ids[1].is_pilot = True
        campaign.action_prepare()
        self._request_of(campaign, self.customer).action_add_to_pilot()
        with self.at("2026-09-01"):
            campaign.with_user(self.user_manager).action_launch()
        self._run_waves("2026-09-07")
        self.assertEqual(campaign.heads_up_ids.user_id, self.user_salesperson)

    def test_nobody_says_by_hand_that_the_pilot_was_read(self):
        campaign = self._create_pilot()
        with self.assertRaises(AccessError):
            campaign.write({"pilot_reviewed_at": "2026-09-08 08:00:00"})

    def test_a_pilot_that_did_not_run_cannot_be_read(self):
        campaign = self._create_pilot()
        with self.assertRaises(UserError):
            campaign.action_review_pilot()


@tagged("post_install", "-at_install", "post_install_l10n")
class TestCap(CampaignCommon):
    def test_no_customer_is_contacted_more_often_than_the_cap(self):
        self.company.l10n_fr_demat_message_cap = 1
        campaign = self._launch(self.customer)
        self._run_waves("2026-09-07")
        self._run_waves("2026-09-17")
        self.assertFalse(self._mails)
        reminder = campaign.wave_ids.filtered(lambda wave: wave.kind == "reminder")
        self.assertEqual(reminder.capped_request_ids, campaign.request_ids)
        self.assertTrue(
            [m for m in campaign.message_ids if "1 messages in 30 days" in m.body]
        )

    def test_other_campaigns_count(self):
        self.company.l10n_fr_demat_message_cap = 1
        first = self._launch(self.customer)
        self._run_waves("2026-09-07")
        first.with_user(self.user_manager).action_close()
        with self.at("2026-09-08"):
            second = self._create_campaign(self.customer, name="Second")
            second.action_preview_audience()
        self.assertEqual(second.audience_line_ids.reason, "contact_cap")

    def test_after_thirty_days_they_may_be_written_to_again(self):
        self.company.l10n_fr_demat_message_cap = 1
        campaign = self._launch(self.customer)
        self._run_waves("2026-09-07")
        self.assertTrue(campaign._find_over_cap(self.customer, date(2026, 10, 7)))
        self.assertFalse(campaign._find_over_cap(self.customer, date(2026, 10, 9)))


@tagged("post_install", "-at_install", "post_install_l10n")
class TestPreview(CampaignCommon):
    def _open(self, partner, kind):
        campaign = self._launch(partner, kinds=("email", "letter"))
        request = campaign.request_ids.with_user(self.user_officer)
        wave = campaign.wave_ids.filtered(lambda wave: wave.kind == kind)
        context = request.action_preview()["context"]
        model = self.env["demat.request.preview"].with_user(self.user_officer)
        form = Form(model.with_context(**context))
        form.wave_id = wave
        return campaign, form.save()

    def test_the_preview_opens_on_what_this_customer_reads(self):
        everybody = self.customer | self.no_mail
        campaign = self._launch(everybody, kinds=("heads_up", "email", "letter"))
        model = self.env["demat.request.preview"].with_user(self.user_officer)
        for partner, kind in ((self.customer, "email"), (self.no_mail, "letter")):
            request = self._request_of(campaign, partner)
            preview = Form(model.with_context(default_request_id=request.id))
            with self.subTest(kind=kind):
                self.assertEqual(preview.wave_id.kind, kind)
                self.assertTrue(preview.subject)

    def test_the_preview_is_what_leaves(self):
        _campaign, preview = self._open(self.customer, "email")
        self._run_waves("2026-09-07")
        mail = self._mails[0]
        self.assertEqual(preview.subject, mail["subject"])
        before, _link, after = str(preview.body).partition("/my/demat/view")
        self.assertIn(before[-60:].rpartition("http")[0], mail["body"])
        self.assertIn(after[1:200].strip(), mail["body"])

    def test_the_letter_is_previewed_as_a_pdf(self):
        _campaign, preview = self._open(self.no_mail, "letter")
        content = base64.b64decode(preview.letter)
        with pikepdf.open(io.BytesIO(content)) as document:
            self.assertEqual(len(document.pages), 1)

    def test_the_viewer_asks_for_the_letter_of_the_step_shown(self):
        campaign, preview = self._open(self.no_mail, "letter")
        viewer = html.fromstring(str(preview.letter_frame)).get("src")
        [letter] = parse_qs(urlsplit(viewer).query)["file"]
        request, wave = campaign.request_ids, preview.wave_id
        expected = {"request_id": [str(request.id)], "wave_id": [str(wave.id)]}
        self.assertEqual(parse_qs(urlsplit(letter).query), expected)

    def test_a_test_message_is_marked_and_carries_no_link_nor_evidence(self):
        campaign, preview = self._open(self.customer, "email")
        token = campaign.request_ids._get_token()
        events = self.env["demat.evidence"].sudo().search_count([])
        with self.at("2026-09-07"):
            preview.action_send_test()
            mail = self._mails[0]
        self.assertEqual(mail["email_to"], [self.user_officer.email_formatted])
        self.assertIn("TEST", mail["subject"])
        self.assertIn("/my/demat/view", mail["body"])
        self.assertNotRegex(mail["body"], r"/demat/[A-Za-z0-9_-]{40,}")
        self.assertNotIn(token, mail["body"])
        self.assertFalse(campaign.request_ids.sending_ids)
        self.assertEqual(self.env["demat.evidence"].sudo().search_count([]), events)

    def test_the_previewed_letter_has_no_personal_link(self):
        _campaign, preview = self._open(self.no_mail, "letter")
        reader = preview._get_reader()
        self.assertTrue(reader._get_page_url().endswith("/demat"))


@tagged("post_install", "-at_install", "post_install_l10n")
class TestPreviewViewer(CampaignCommon, HttpCase):
    """The viewer fetches the letter by itself."""

    def _fetch(self, user, request, wave):
        self.authenticate(user.login, user.login)
        path = f"/demat/preview/letter?request_id={request.id}&wave_id={wave.id}"
        return self.url_open(path)

    def test_the_letter_is_for_who_prepares_the_campaign(self):
        campaign = self._launch(self.no_mail, kinds=("email", "letter"))
        email, letter = campaign.wave_ids.sorted(lambda wave: wave.kind)
        request = campaign.request_ids
        for user, wave, status in (
            (self.user_officer, letter, 200),
            (self.user_officer, email, 404),
            (self.user_salesperson, letter, 404),
            (self.user_auditor, letter, 404),
        ):
            with self.subTest(user=user.login, wave=wave.kind):
                response = self._fetch(user, request, wave)
                self.assertEqual(response.status_code, status)
        response = self._fetch(self.user_officer, request, letter)
        self.assertEqual(response.headers["Content-Type"], "application/pdf")
        self.assertTrue(response.content.startswith(b"%PDF"))
        for query in ("", f"?request_id={request.id}&wave_id=0", "?request_id=x"):
            with self.subTest(query=query):
                response = self.url_open(f"/demat/preview/letter{query}")
                self.assertEqual(response.status_code, 404)
