from freezegun import freeze_time

from odoo.tests import tagged

from .campaign_common import CampaignCommon

AFTER = "2026-10-13"


@tagged("post_install", "-at_install", "post_install_l10n")
class TestStopResume(CampaignCommon):
    def setUp(self):
        super().setUp()
        self.campaign = self._launch(self.customer, kinds=("email", "reminder"))
        self.request = self.campaign.request_ids

    def _do(self, name, day="2026-09-08"):
        with freeze_time(f"{day} 10:00:00"):
            getattr(self.campaign.with_user(self.user_manager), f"action_{name}")()

    def _answer(self, day, event="accept"):
        with freeze_time(f"{day} 10:00:00"):
            self.request._record_staff_answer(event, "phone", answerer={"name": "Anne"})

    def test_a_paused_campaign_sends_nothing_until_it_resumes(self):
        self._do("pause", "2026-09-06")
        self._run_waves("2026-09-07")
        self.assertFalse(self.request.sending_ids)
        self._do("resume", "2026-09-09")
        self._run_waves("2026-09-10")
        self.assertEqual(self.request.sending_ids.kind, "email")

    def test_nothing_leaves_nor_counts_after_a_cancel(self):
        self._run_waves("2026-09-07")
        self._do("cancel")
        self._run_waves("2026-09-17")
        self.assertEqual(len(self.request.sending_ids), 1)
        self._evaluate_silence(AFTER)
        self.assertEqual(self.request.consent_id.state, "asked")

    def test_late_answers_count_whatever_became_of_the_campaign(self):
        self._run_waves("2026-09-07")
        for name in ("pause", "close", "cancel"):
            with self.subTest(name=name), self.cr.savepoint() as savepoint:
                self._do(name)
                self._answer("2026-12-01")
                self.assertEqual(self.request.consent_id.state, "accepted")
                self._answer("2027-02-01", "refuse")
                self.assertEqual(self.request.consent_id.state, "refused")
                savepoint.rollback()
                self.env.invalidate_all()

    def test_silence_counts_in_a_closed_campaign_and_is_told(self):
        self.campaign.wave_ids = [
            (0, 0, {"kind": "notice", "planned_on": "2026-10-14"})
        ]
        for day in ("2026-09-07", "2026-09-17"):
            self._run_waves(day)
        self._do("close", "2026-09-20")
        self._evaluate_silence(AFTER)
        self.assertPosition(self.request.consent_id, "accepted", "tacit_delay")
        self._run_waves("2026-10-14")
        self.assertTrue(self.request.consent_id.effective_on)

    def test_two_companies_and_one_customer_keep_two_positions(self):
        other = self._create_company(name="Seconde SAS")
        consents = self.env["demat.consent"]
        second = consents._find_or_create(self.customer, other)
        self._answer("2026-09-20", "refuse")
        second._apply("accept", basis="explicit_phone")
        first = self.request.consent_id
        self.assertNotEqual(first, second)
        self.assertEqual((first.state, second.state), ("refused", "accepted"))
        for company, consent in ((self.company, first), (other, second)):
            partner = self.customer.with_company(company)
            self.assertEqual(partner.l10n_fr_demat_consent_id, consent)

    def test_an_archived_customer_keeps_their_position(self):
        self._answer("2026-09-20")
        consent = self.request.consent_id
        self.customer.action_archive()
        self.assertTrue(consent.active)
        self.assertPosition(consent, "accepted", "explicit_phone")
        found = consent._find_or_create(self.customer, self.company)
        self.assertEqual(found, consent)
        self.customer.action_unarchive()
        self.assertEqual(self.customer.l10n_fr_demat_state, "accepted")

    def test_a_customer_who_joins_a_group_keeps_their_position(self):
        self._answer("2026-09-20", "refuse")
        consent, group = self.request.consent_id, self.no_mail
        self.customer.write({"is_company": False, "parent_id": group.id})
        self.assertEqual(self.customer.commercial_partner_id, group)
        self.assertEqual(
            (consent.partner_id, consent.state), (self.customer, "refused")
        )
        self.customer.write({"is_company": True, "parent_id": False})
        self.assertEqual(self.customer.l10n_fr_demat_consent_id, consent)
