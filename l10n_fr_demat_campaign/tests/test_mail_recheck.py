from freezegun import freeze_time

from odoo.tests import tagged

from .recheck_common import RecheckCommon


@tagged("post_install", "-at_install", "post_install_l10n")
class TestMailRecheck(RecheckCommon):
    def test_who_may_no_longer_be_silent_gets_another_text_than_the_one_written(self):
        self._compose("2026-09-07")
        version = self._sending().version_id
        self.assertIn("P10", version._get_points())
        self.customer.l10n_fr_demat_recipient = "consumer"
        self.assertFalse(self._send("2026-09-07"))
        self.assertFalse(self._sending(), "what never left is forgotten")
        self._run_waves("2026-09-08")
        again = self._sending()
        self.assertEqual(again.state, "sent")
        self.assertNotIn("P10", again.version_id._get_points())
        [mail] = self._mails
        self.assertIn(self.request._format_day(self.request.deadline), mail["body"])
        self.assertEqual(self.request.family, "consent_express")

    def test_who_lost_every_number_gets_the_text_that_asks_for_a_positive_act(self):
        self._compose("2026-09-07")
        self.customer.write({"l10n_fr_demat_siren": False, "vat": False})
        self.assertFalse(self._send("2026-09-07"))
        self._run_waves("2026-09-08")
        self.assertEqual(self.request.family, "consent_express")
        self.assertNotIn("P10", self._sending().version_id._get_points())

    def test_a_correction_of_the_law_reaches_what_was_written_already(self):
        self._compose("2026-09-07")
        self.env["demat.regime.override"].create(
            {
                "company_id": self.company.id,
                "row_key": self.request.regime_key,
                "answer": "to_review",
                "date_from": "2026-09-01",
                "reason": "Circular",
            }
        )
        self.assertFalse(self._send("2026-09-07"))
        self._run_waves("2026-09-08")
        self.assertFalse(self.request.sending_ids)
        self.assertEqual(self.request.blocker_gate, "G03")

    def test_a_message_that_waited_too_long_is_written_anew_with_a_later_date(self):
        self._compose("2026-09-07")
        first = self._sending()
        printed = self.request.deadline
        self.assertFalse(self._send("2026-09-18"))
        self.assertFalse(first.exists())
        self._run_waves("2026-09-18")
        self.assertEqual(self._sending().state, "sent")
        self.assertEqual(self.request.deadline, self._day("2026-10-18"))
        body = self._mails[0]["body"]
        self.assertIn(self.request._format_day(self.request.deadline), body)
        self.assertNotIn(self.request._format_day(printed), body)
        self.assertEqual(len(self.campaign.wave_ids.sending_ids), 1)

    def test_three_days_late_leave_as_written_when_enough_time_is_left(self):
        self._compose("2026-09-07")
        first = self._sending()
        self.assertEqual(len(self._send("2026-09-10")), 1)
        self.assertEqual(self._sending(), first)
        # Silence counts from the day the message left, whatever was printed.
        self._run_waves("2026-09-17")
        case = self.request._get_facts(self._day("2026-10-13"))
        self.assertEqual(case.first_proven_on, self._day("2026-09-10"))

    def test_a_reminder_after_a_long_pause_leaves_days_to_answer(self):
        self._run_waves("2026-09-07")
        manager = self.campaign.with_user(self.user_manager)
        manager.action_pause()
        self._run_waves("2026-09-17")
        manager.action_resume()
        self._run_waves("2026-12-01")
        self.assertEqual(self._sending("reminder").state, "sent")
        self.assertEqual(self.request.deadline, self._day("2026-12-08"))
        late = self.request._format_day(self.request.deadline)
        self.assertIn(late, self._mails[0]["body"])
        self._evaluate_silence("2026-12-08")
        self.assertPosition(self.consent, "asked")
        self._evaluate_silence("2026-12-09")
        self.assertPosition(self.consent, "accepted", "tacit_delay")

    def test_a_hold_keeps_back_what_is_written(self):
        self._compose("2026-09-07")
        with freeze_time("2026-09-07 09:00:00"):
            self.request.sudo()._write_sealed(
                {"hold_until": "2026-09-09", "hold_reason": "In talks"}
            )
        self.assertFalse(self._send("2026-09-08"))
        self.assertEqual(self._sending().state, "planned")
        self.assertFalse(self._send("2026-09-09"))
        self.assertEqual(len(self._send("2026-09-10")), 1)
        self.assertEqual(self._sending().state, "sent")

    def test_a_question_or_a_reply_keeps_the_reminder_back(self):
        self._run_waves("2026-09-07")
        self._compose("2026-09-17")
        with freeze_time("2026-09-17 09:00:00"):
            self.request._record_question("Which format?", answerer={"name": "Zoé"})
        self.assertFalse(self._send("2026-09-17"))
        with freeze_time("2026-09-17 10:00:00"):
            self.request.action_question_answered()
            self.request._record_reply("<reply@customer.example>")
        self.assertFalse(self._send("2026-09-18"))
        with freeze_time("2026-09-18 12:00:00"):
            self.request.action_reply_read()
        self.assertEqual(len(self._send("2026-09-19")), 0, "a Saturday")
        self.assertEqual(len(self._send("2026-09-21")), 1)

    def test_no_message_leaves_to_who_is_asked_no_more(self):
        def archive():
            self.customer.active = False

        def refuse_elsewhere():
            self.consent._apply("refuse")

        def stop():
            self.request.sudo()._record_stop()

        def answer():
            self.request._record_answer("accept", answerer={"name": "Anne"})

        def merge():
            other = self._create_customer(name="Durand bis")
            self._create_consent(other)._apply("refuse")
            wizard = self.env["base.partner.merge.automatic.wizard"].create({})
            wizard._merge((other | self.customer).ids, dst_partner=other)

        self._compose("2026-09-07")
        for happens in (archive, refuse_elsewhere, stop, answer, merge):
            with self.subTest(happens.__name__), self.cr.savepoint() as savepoint:
                with freeze_time("2026-09-07 09:00:00"):
                    happens()
                self.assertFalse(self._send("2026-09-07"))
                self.assertEqual(self._sending().state, "failed")
                self.assertTrue(self._sending().failure)
                savepoint.rollback()
                self.env.invalidate_all()

    def test_no_notice_leaves_to_who_refused_meanwhile(self):
        self.campaign.wave_ids = [
            (0, 0, {"kind": "notice", "planned_on": "2026-10-14"})
        ]
        for day in ("2026-09-07", "2026-09-17"):
            self._run_waves(day)
        self._evaluate_silence("2026-10-13")
        self._compose("2026-10-14")
        with freeze_time("2026-10-14 09:00:00"):
            self.request._record_answer("refuse", answerer={"name": "Anne"})
        self.assertFalse(self._send("2026-10-14"))
        self.assertEqual(self._sending("notice").state, "failed")
        self.assertPosition(self.consent, "refused")

    def test_the_evidence_names_the_text_and_the_address_that_were_used(self):
        with self.at("2026-09-07"), self.enter_registry_test_mode():
            self._trigger("l10n_fr_demat_campaign.ir_cron_run_waves")
        self.env.invalidate_all()
        self.assertEqual(self._sending().version_id.lang, "en_US")
        self.env["res.lang"]._activate_lang("fr_FR")
        self.customer.write({"lang": "fr_FR", "email": "nouveau@durand.example"})
        self._run_waves("2026-09-07")
        self.assertEqual(self._sending().version_id.lang, "fr_FR")
        self.assertEqual(self._sending().address, "nouveau@durand.example")
        self.assertTrue(self._sending().version_id.is_used)
        self.assertIn("Répondre en deux minutes", self._mails[0]["body"])
        self.assertEqual(self._mails[0]["email_to"], [self.customer.email_formatted])

    def test_no_script_says_that_silence_counts_to_whom_it_does_not(self):
        campaign = self._launch(
            self._create_customer(
                name="Appel", phone="0102030405", l10n_fr_demat_siren="552100554"
            ),
            kinds=("call_list",),
        )
        request = campaign.request_ids
        self.assertEqual(request.family, "consent_tacit")
        request.partner_id.l10n_fr_demat_recipient = "consumer"
        self._run_waves("2026-09-07")
        self.assertEqual(request.family, "consent_express")
        self.assertEqual(
            request.sending_ids.version_id.letter_id.family, "consent_express"
        )
