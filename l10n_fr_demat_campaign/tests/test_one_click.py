import re
from urllib.parse import urlsplit

from freezegun import freeze_time

from odoo.tests import HttpCase, tagged

from .campaign_common import CampaignCommon

ONE_CLICK = {"List-Unsubscribe": "One-Click"}
AFTER = "2026-10-13"


@tagged("post_install", "-at_install", "post_install_l10n")
class TestOneClick(CampaignCommon, HttpCase):
    """The header of a message that left, and what a mail program does with it."""

    def setUp(self):
        super().setUp()
        self.campaign = self._launch(self.customer, kinds=("email", "reminder"))
        self.request = self.campaign.request_ids
        self._run_waves("2026-09-07")
        header = self._mails[0]["headers"]["List-Unsubscribe"]
        (self.url,) = re.findall(r"<(https?://[^<>]+)>", header)

    def _click(self, day="2026-09-08"):
        """Post what a mail program posts, without cookie, to that address."""
        self.opener.cookies.clear()
        with freeze_time(f"{day} 10:00:00", tick=True):
            response = self.url_open(urlsplit(self.url).path, data=ONE_CLICK)
        self.env.invalidate_all()
        return response

    def test_it_stops_the_reminders_and_is_no_answer(self):
        self.assertEqual(self._click().status_code, 200)
        self.assertTrue(self.request.stop_requested_at)
        self.assertFalse(self.request.answer)
        self.assertPosition(self.request.consent_id, "asked")
        self.assertEvidence(self.request.consent_id, "stop_requested")
        for event in ("consent_accept", "consent_refuse"):
            self.assertEvidence(self.request.consent_id, event, 0)
        self._run_waves("2026-09-17")
        self.assertFalse(self._mails)
        self.assertEqual(self.request.sending_ids.kind, "email")

    def test_it_keeps_silence_from_counting(self):
        self._run_waves("2026-09-17")  # even after the reminder
        self._click("2026-09-18")
        self._evaluate_silence(AFTER)
        self.assertPosition(self.request.consent_id, "asked")
        self.assertEqual(self.request.blocker_gates, "G15")

    def test_without_it_the_same_silence_counts(self):
        self._run_waves("2026-09-17")
        self._evaluate_silence(AFTER)
        self.assertPosition(self.request.consent_id, "accepted", "tacit_delay")

    def test_odoo_s_own_lists_are_left_alone(self):
        self._click()
        self.assertFalse(self.env["mail.blacklist"].search([]))
        self.assertFalse(self.customer.is_blacklisted)
        self.assertFalse(
            self.env["mailing.subscription"].sudo().search([("opt_out", "=", True)])
        )
        # Another mail, such as an invoice, leaves.
        with self.at("2026-09-09"):
            self.customer.message_post(
                body="Your invoice",
                message_type="comment",
                subtype_xmlid="mail.mt_comment",
                partner_ids=self.customer.ids,
            )
        self.assertTrue(
            [mail for mail in self._mails if self.customer.email in mail["email_to"][0]]
        )

    def test_the_next_campaign_may_ask_again(self):
        self._click()
        with freeze_time("2026-10-20 08:00:00"):
            self.campaign.with_user(self.user_manager).action_cancel()
        with freeze_time("2026-11-02 06:00:00"):
            campaign = self._create_campaign(
                self.customer,
                name="Next",
                deadline="2026-12-31",
                first_invoice_on="2027-02-01",
                wave_ids=[(0, 0, {"kind": "email", "planned_on": "2026-11-03"})],
            )
            campaign.with_user(self.user_manager)._launch_with_reason("As before")
        self._run_waves("2026-11-03")
        self.assertFalse(campaign.request_ids.stop_requested_at)
        self.assertEqual(campaign.request_ids.sending_ids.state, "sent")

    def test_who_stopped_may_still_answer(self):
        self._click()
        with freeze_time("2026-09-10 10:00:00"):
            self.request._record_answer("accept", answerer={"name": "Anne"})
        self.assertPosition(self.request.consent_id, "accepted", "explicit_page")
