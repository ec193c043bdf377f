from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import UserError
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

    def test_who_paused_resumed_or_ended_it_is_evidence(self):
        for name, kind in (
            ("pause", "campaign_paused"),
            ("resume", "campaign_running"),
            ("close", "campaign_done"),
        ):
            for _click in range(2):
                self._do(name)
            with self.subTest(name=name):
                self.assertEvidence(self.campaign, kind)
                [event] = self.env["demat.evidence"].search(
                    [("campaign_id", "=", self.campaign.id), ("kind", "=", kind)]
                )
                self.assertEqual(event.user_id, self.user_manager)
                self.assertNotEqual(event.message, kind)

    def test_what_goes_on_is_not_hidden(self):
        for end in ("close", "cancel"):
            with self.subTest(end=end), self.cr.savepoint() as savepoint:
                with self.assertRaises(UserError):
                    self._do("archive")
                self._do(end)
                self._do("archive")
                self.assertFalse(self.campaign.active)
                savepoint.rollback()
                self.env.invalidate_all()

    def test_nobody_joins_a_campaign_that_is_over(self):
        self.campaign.domain = f"[('id', 'in', {(self.customer | self.no_mail).ids})]"
        self._do("close")
        officer = self.campaign.with_user(self.user_officer)
        for name in ("action_prepare", "action_preview_audience"):
            with self.subTest(name=name), self.assertRaises(UserError):
                getattr(officer, name)()
        self.assertEqual(self.campaign.request_ids, self.request)

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

    def test_who_was_held_back_gets_the_first_e_mail_afterwards(self):
        self.campaign.wave_ids = [
            (0, 0, {"kind": "letter", "planned_on": "2026-09-20"})
        ]
        with freeze_time("2026-09-05 10:00:00"):
            self.request.with_user(self.user_officer)._hold(
                fields.Date.to_date("2026-09-24"), "Négociation"
            )
        for day in ("2026-09-07", "2026-09-17", "2026-09-20", "2026-09-24"):
            self._run_waves(day)
            self.assertFalse(self.request.sending_ids)
        for day in ("2026-09-25", "2026-09-26"):
            self._run_waves(day)
        sending = self.request.sending_ids
        self.assertEqual((sending.kind, sending.state), ("email", "sent"))
        self.assertEqual(str(self.request.deadline), "2026-10-25")
        self.assertEqual(self.request.consent_id.state, "asked")

    def test_the_first_e_mail_follows_no_letter(self):
        self._run_waves("2026-09-07")
        self.customer.email, email = False, self.customer.email
        campaign = self._launch(self.no_mail, kinds=("email", "letter"), name="Paper")
        self._run_waves("2026-09-07")
        self._run_waves("2026-09-17")
        self.no_mail.email = email
        self._run_waves("2026-09-25")
        self.assertEqual(campaign.request_ids.sending_ids.mapped("kind"), ["letter"])

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

    def test_a_pause_in_the_middle_of_a_wave_resumes_where_it_stopped(self):
        for kind in ("email", "letter"):
            with self.subTest(kind=kind):
                campaign = self._launch(self._create_three(kind), kinds=(kind,))
                wave = campaign.wave_ids
                wave.letter_scope = "everyone"
                with freeze_time("2026-09-07 08:00:00"):
                    wave.sudo()._write_sealed({"state": "running"})
                    wave.sudo()._run_batch(limit=1)
                begun = wave.sending_ids
                self.assertEqual(len(begun), 1)
                campaign.with_user(self.user_manager).action_pause()
                self._run_waves("2026-09-07")
                self.assertEqual(wave.sending_ids, begun)
                self.assertFalse(begun.sent_at)
                campaign.with_user(self.user_manager).action_resume()
                self._run_waves("2026-09-08")
                self.assertEqual(wave.state, "done")
                self.assertLess(begun, wave.sending_ids)
                self.assertEqual(len(wave.sending_ids.partner_id), 3)
                self.assertEqual(wave.sending_ids.mapped("state"), ["sent"] * 3)

    def _create_three(self, name):
        """Create customers whom no other campaign asks."""
        return self.env["res.partner"].concat(
            *[
                self._create_customer(
                    name=f"Société {name} {number}",
                    email=f"{name}-{number}@customer.example",
                    l10n_fr_demat_siren=False,
                )
                for number in range(3)
            ]
        )

    def test_a_cancel_in_the_middle_of_a_wave_leaves_the_rest_unwritten(self):
        campaign = self._launch(self._create_three("cancel"), kinds=("email",))
        with freeze_time("2026-09-07 08:00:00"):
            campaign.wave_ids.sudo()._write_sealed({"state": "running"})
            campaign.wave_ids.sudo()._run_batch(limit=1)
        campaign.with_user(self.user_manager).action_cancel()
        self._run_waves("2026-09-08")
        self.assertFalse(campaign.wave_ids.sending_ids, "planned, never written")
        campaign.with_user(self.user_manager).action_resume()
        self.assertEqual(campaign.state, "cancelled", "cancelled for ever")

    def test_a_customer_changes_their_mind_for_ever(self):
        consent = self.request.consent_id
        self._answer("2026-09-20")
        for year, event in ((2029, "refuse"), (2033, "accept"), (2041, "refuse")):
            self._answer(f"{year}-03-01", event)
            state = "refused" if event == "refuse" else "accepted"
            self.assertEqual(consent.state, state)
        self.assertEvidence(consent, "consent_accept", 2)
        self.assertFalse(consent._get_chain()._verify())
        with freeze_time("2041-04-01"):
            self.assertFalse(consent._may_leave_electronically(fields.Date.today()))

    def test_who_was_archived_while_asked_is_reminded_no_more(self):
        self._run_waves("2026-09-07")
        self.customer.action_archive()
        self._run_waves("2026-09-17")
        self.assertEqual(self.request.sending_ids.kind, "email")
        self._evaluate_silence(AFTER)
        self.assertPosition(self.request.consent_id, "asked")
        self.customer.action_unarchive()
        self._answer("2026-12-01")
        self.assertPosition(self.request.consent_id, "accepted", "explicit_phone")

    def test_silence_of_who_joined_a_group_binds_nobody_in_the_group(self):
        for day in ("2026-09-07", "2026-09-17"):
            self._run_waves(day)
        self.customer.write({"is_company": False, "parent_id": self.no_mail.id})
        self._evaluate_silence(AFTER)
        group = self.no_mail.with_company(self.company)
        self.assertFalse(group.l10n_fr_demat_consent_id)
        found = self.env["demat.consent"]._find(self.no_mail, self.company)
        self.assertFalse(found)

    def test_merged_while_asked_is_one_customer(self):
        partners = self._create_three("twin")[:2]
        for partner, siren in zip(partners, ("732829320", "425199619"), strict=True):
            partner.l10n_fr_demat_siren = siren
        campaign = self._launch(partners)
        self._run_waves("2026-09-07")
        requests = campaign.request_ids
        self.assertEqual(len(requests), 2)
        merge = self.env["base.partner.merge.automatic.wizard"].create({})
        with freeze_time("2026-09-10"):
            merge._merge(partners.ids, dst_partner=partners[0])
        self.env.invalidate_all()
        kept = requests.filtered("consent_id.active")
        other = requests - kept
        self.assertEqual(len(kept), 1)
        self._run_waves("2026-09-17")
        self.assertEqual(len(kept.sending_ids), 2)
        self.assertEqual(len(other.sending_ids), 1, "written to under one name only")
        with freeze_time("2026-09-20 10:00:00"):
            other._record_question("Which format?", answerer={"name": "Zoé"})
        self._evaluate_silence(AFTER)
        self.assertPosition(kept.consent_id, "asked")
        self.assertTrue(kept.blocker_text)
        other.action_question_answered()
        with freeze_time("2026-10-20 10:00:00"):
            requests.with_user(self.user_officer).action_grant_tacit()
        self.assertPosition(kept.consent_id, "accepted", "tacit_delay")
        self.assertPosition(other.consent_id, "asked")

    def test_another_current_company_changes_nothing(self):
        other = self._create_company(name="Seconde SAS", email="x@seconde.example")
        campaign = self._create_campaign(self.foreigner, name="From elsewhere")
        users = self.user_manager | self.user_officer
        users.company_ids |= other
        elsewhere = [other.id, self.company.id]
        manager, officer = (
            record.with_user(user).with_context(allowed_company_ids=elsewhere)
            for record, user in (
                (campaign, self.user_manager),
                (campaign, self.user_officer),
            )
        )
        with freeze_time("2026-09-01 06:00:00"):
            officer.action_prepare()
            manager.action_launch()
        self._run_waves("2026-09-07")
        request = officer.request_ids
        self.assertEqual(request.family, "consent_express")
        self.assertIn("lumiere.example", self._mails[0]["email_from"])
        with freeze_time("2026-09-10 10:00:00"):
            answer = self.env["demat.request.answer"].with_env(request.env)
            answer.create(
                {
                    "request_id": request.id,
                    "answer": "accept",
                    "name": "Hans",
                    "address": "rechnung@mueller.example",
                }
            ).action_record()
        consent = campaign.request_ids.consent_id
        self.assertEqual(consent.company_id, self.company)
        self.assertEqual(consent.state, "accepted")
        self.assertEqual(consent.rule_ids.company_id, self.company)
        events = self.env["demat.evidence"].search([("consent_id", "=", consent.id)])
        self.assertEqual(events.company_id, self.company)
        mirror = "invoice_sending_method"
        self.assertEqual(
            [self.foreigner.with_company(c)[mirror] for c in (self.company, other)],
            ["l10n_fr_demat", False],
        )

    def test_who_stops_one_company_still_hears_the_other(self):
        other = self._create_company(name="Seconde SAS")
        second = self._create_campaign(self.customer, company_id=other.id)
        second.sudo()._prepare_requests()
        self._run_waves("2026-09-07")
        self.request.sudo()._record_stop()
        self.assertTrue(self.request.stop_requested_at)
        self.assertFalse(second.request_ids.stop_requested_at)
        self.assertNotEqual(second.request_ids.consent_id, self.request.consent_id)
        self.assertNotEqual(
            second.request_ids.sudo()._get_token(), self.request.sudo()._get_token()
        )
