from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import html2plaintext

from ..rules import letter as rules
from .campaign_common import CampaignCommon
from .page_common import PageCommon

NOTE = "Duplicates after eight days, be firm on late interest"
COSTS = {"l10n_fr_demat_letter_cost": 71.93, "l10n_fr_demat_call_cost": 81.47}
# How an amount may be written.
INTERNAL = (NOTE, "71.93", "71,93", "81.47", "81,47")
MEETING = {
    "kind": "meeting",
    "title": "Question hour",
    "url": "https://meet.example/hour",
    "starts_at": "2026-09-29 08:00:00",
    "ends_at": "2026-09-29 09:00:00",
}


@tagged("post_install", "-at_install", "post_install_l10n")
class TestCampaignTexts(CampaignCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.version = cls.env.ref(
            "l10n_fr_demat_campaign.demat_letter_consent_express_email_version_en"
        )

    def _create(self, **values):
        campaign = self._create_campaign(self.customer | self.foreigner, **values)
        return campaign.with_user(self.user_manager)

    def _launch_today(self, campaign):
        with self.at("2026-09-07"):
            return campaign.action_launch()

    def _add(self, text):
        self.version.body = f"{self.version.body}<p>{text}</p>"

    def test_remarks_stand_beside_the_text_with_their_sentence(self):
        self.assertEqual(self.version.error_count, 0)
        best = self.version.score
        self._add("Your silence will be taken as acceptance.")
        self.assertEqual(self.version.error_count, 1)
        self.assertLess(self.version.score, best)
        plain = html2plaintext(self.version.finding_html)
        self.assertIn("Your silence will be taken as acceptance.", plain)
        self.assertIn("W13", plain)

    def test_a_remark_on_a_french_text_is_in_the_language_of_its_reader(self):
        french = "l10n_fr_demat_campaign.demat_letter_consent_express_email_version_fr"
        version = self.env.ref(french).with_context(lang="en_US")
        version.body = f"{version.body}<p>URGENT : cliquez ici.</p>"
        (finding,) = (
            finding
            for finding in version._get_findings(self.company._get_offer())
            if finding.key == "W10"
        )
        self.assertEqual(finding.advice, "Ton d'hameçonnage.")
        self.assertIn("It sounds like phishing.", version.finding_html)
        self.assertNotIn(finding.advice, version.finding_html)
        self.assertIn("cliquez ici", version.finding_html)
        campaign = self._create().with_context(lang="en_US")
        told = "".join(campaign._get_launch_warnings())
        self.assertIn("It sounds like phishing.", told)

    def test_every_remark_has_words(self):
        version = self.version
        advices, promises = version._get_advices(), version._get_promise_labels()
        for code, language in rules.LANGUAGES.items():
            for rule in (*language.points, *language.warnings):
                with self.subTest(language=code, key=rule.key):
                    self.assertTrue(advices[rule.key].endswith("."))
            for promise in language.promises:
                with self.subTest(language=code, promise=promise.feature):
                    self.assertTrue(promises[promise.feature])
        # Another add-on may add rules, with words of their own.
        remark = rules.Finding(
            key="X01", severity=rules.Severity.WARN, span=None, advice="Mend it."
        )
        self.assertEqual(version._get_advice(remark), "Mend it.")

    def test_a_promise_that_is_not_kept_is_named(self):
        version = self.env.ref(
            "l10n_fr_demat_campaign.demat_letter_consent_express_email_version_fr"
        ).with_context(lang="en_US")
        version.body += "<p>Vous les recevez une fois par jour ou par semaine.</p>"
        findings = version._get_findings({"facturx", "daily", "each"})
        (finding,) = (found for found in findings if found.feature == "weekly")
        self.assertIn("“sending weekly” is promised", version._get_advice(finding))

    def test_an_error_stops_the_launch(self):
        self._add("Your silence will be taken as acceptance.")
        with self.assertRaisesRegex(UserError, "W13"):
            self._launch_today(self._create())

    def test_a_promise_that_nothing_keeps_stops_the_launch(self):
        french = "l10n_fr_demat_campaign.demat_letter_consent_express_email_version_fr"
        version = self.env.ref(french)
        version.body = f"{version.body}<p>Ou par dépôt sur votre serveur SFTP.</p>"
        with self.assertRaisesRegex(UserError, "O06.*the customer's server"):
            self._launch_today(self._create().with_context(lang="en_US"))

    def test_a_warning_needs_a_reason_that_is_evidence(self):
        french = "l10n_fr_demat_campaign.demat_letter_consent_express_email_version_fr"
        version = self.env.ref(french)
        version.body = f"{version.body}<p>URGENT : cliquez ici.</p>"
        campaign = self._create()
        action = self._launch_today(campaign)
        self.assertEqual(action["res_model"], "demat.campaign.launch")
        self.assertEqual(campaign.state, "draft")
        launch = self.env["demat.campaign.launch"].with_user(self.user_manager)
        with self.at("2026-09-07"):
            form = Form(launch.with_context(**action["context"]))
            self.assertIn("W10", form.warnings)
            form.reason = "Read with the sales team"
            form.save().action_launch()
            # A second click on the same button launches nothing and gives no reason.
            form.save().action_launch()
        self.assertEqual(campaign.state, "running")
        self.assertEvidence(campaign, "campaign_launched")
        self.assertEvidence(campaign, "campaign_warning_acknowledged")

    def test_who_launches_a_campaign_that_asks_nobody_is_told(self):
        self.env["demat.consent"]._find_or_create(
            self.customer | self.foreigner, self.company
        )._apply("refuse", basis="explicit_phone")
        campaign = self._create()
        action = self._launch_today(campaign)
        self.assertEqual(campaign.state, "running")
        self.assertFalse(campaign.request_ids)
        self.assertEqual(action["params"]["type"], "warning")
        self.assertIn(campaign.name, action["params"]["message"])
        # The steps find nobody either, and end.
        for day in ("2026-09-07", "2026-09-17"):
            self._run_waves(day)
        self.assertEqual(set(campaign.wave_ids.mapped("state")), {"done"})
        self.assertFalse(campaign.sudo().wave_ids.sending_ids)

    def test_without_warning_there_is_nothing_to_acknowledge(self):
        campaign = self._create()
        with freeze_time("2026-09-07"):
            self.assertEqual(campaign._get_launch_warnings(), [])
        self.assertFalse(self._launch_today(campaign))
        self.assertEqual(campaign.state, "running")
        self.assertEvidence(campaign, "campaign_warning_acknowledged", 0)

    def test_a_step_added_later_sends_no_text_with_an_error(self):
        campaign = self._launch(self.customer)
        campaign.with_user(self.user_officer).wave_ids = [
            Command.create({"kind": "letter", "letter_scope": "everyone"})
        ]
        wave = campaign.wave_ids.filtered(lambda w: w.kind == "letter")
        wave.planned_on = "2026-09-07"
        version = wave._get_letters()["consent_tacit"]._get_version("en_US")
        kept, version.body = version.body, "<p>Paper ends soon.</p>"
        self._run_waves("2026-09-07")
        self.assertEqual(campaign.state, "paused")
        self.assertIn("P11", campaign.stop_text)
        self.assertFalse(wave.sending_ids)
        version.body = kept
        campaign.resume_reason = "Mended the text"
        campaign.with_user(self.user_manager).action_resume()
        self._run_waves("2026-09-08")
        self.assertEqual(wave.sending_ids.version_id, version)
        self.assertIn(version, campaign.version_ids)
        self.assertTrue(version.is_used)
        self.assertEvidence(campaign, "campaign_text", 2)

    def test_warnings_of_a_step_that_is_added_later_need_a_reason_too(self):
        campaign = self._launch(self.customer)
        campaign.with_user(self.user_officer).wave_ids = [
            Command.create(
                {
                    "kind": "letter",
                    "letter_scope": "everyone",
                    "planned_on": "2026-09-07",
                }
            )
        ]
        wave = campaign.wave_ids.filtered(lambda w: w.kind == "letter")
        letter = wave._get_letters()["consent_tacit"]
        version = letter._get_version("en_US")
        french = letter._get_version("fr_FR")
        french.body += "<p>URGENT : cliquez ici.</p>"
        # Another cause, with a reason of its own, is no reason for the text.
        campaign._stop("Many messages came back")
        campaign.resume_reason = "Mended the addresses"
        campaign.with_user(self.user_manager).action_resume()
        self._run_waves("2026-09-07")
        self.assertEqual(campaign.state, "paused")
        self.assertIn("W10", campaign.stop_text)
        self.assertFalse(wave.sending_ids)
        campaign.resume_reason = "Read with the sales team"
        campaign.with_user(self.user_officer).action_resume()
        self.assertTrue(french.is_used)
        self._run_waves("2026-09-08")
        self.assertEqual(wave.sending_ids.version_id, version)
        self.assertEqual(campaign.state, "running")
        events = (
            self.env["demat.evidence"]
            .sudo()
            .search(
                [("campaign_id", "=", campaign.id), ("kind", "=", "campaign_resumed")]
            )
        )
        [told] = [e for e in events if "W10" in e._get_payload()["stopped"]]
        self.assertEqual(told._get_payload()["reason"], "Read with the sales team")

    def test_the_texts_of_the_launch_stay_those_of_the_campaign(self):
        campaign = self._create()
        self._launch_today(campaign)
        self.assertEvidence(campaign, "campaign_text")
        evidence = self.env["demat.evidence"].sudo()
        payload = evidence.search(
            [("campaign_id", "=", campaign.id), ("kind", "=", "campaign_text")]
        )._get_payload()
        self.assertIn(self.version.sha256, payload["texts"].values())
        with self.assertRaises(UserError):
            self.version.body = "<p>Other</p>"
        newer = self.version.action_new_version()
        newer.body = "<p>Other {answer_link}</p>"
        self._run_waves("2026-09-07")
        sent = self._request_of(campaign, self.foreigner).sending_ids.version_id
        self.assertEqual(sent, self.version)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestTacitGuard(CampaignCommon):
    def _request(self, partner):
        campaign = self._launch(partner)
        return campaign, campaign.request_ids

    def test_the_family_follows_the_law_until_the_first_message(self):
        _campaign, request = self._request(self.customer)
        self.assertEqual(request.family, "consent_tacit")
        self.customer.l10n_fr_demat_recipient = "consumer"
        self._run_waves("2026-09-07")
        self.assertEqual(request.family, "consent_express")
        self.assertNotIn("P10", request.sending_ids.version_id._get_points())

    def test_who_was_asked_a_positive_act_is_not_told_of_silence_later(self):
        self.customer.l10n_fr_demat_recipient = "consumer"
        _campaign, request = self._request(self.customer)
        self._run_waves("2026-09-07")
        self.customer.l10n_fr_demat_recipient = "taxable"
        self._run_waves("2026-09-17")
        self.assertEqual(len(request.sending_ids), 2)
        self.assertEqual(request.family, "consent_express")

    def test_who_may_no_longer_be_silent_gets_another_reminder(self):
        _campaign, request = self._request(self.customer)
        self._run_waves("2026-09-07")
        self.customer.l10n_fr_demat_recipient = "consumer"
        self._run_waves("2026-09-17")
        reminder = request.sending_ids.filtered(lambda s: s.kind == "reminder")
        self.assertNotIn("P10", reminder.version_id._get_points())

    def test_the_page_names_no_silence_once_the_law_allows_none(self):
        campaign = self._launch(self.customer)
        self._run_waves("2026-09-07")
        request = campaign.request_ids.sudo()
        with freeze_time("2026-09-08"):
            before = " ".join(request._get_page_statement())
            self.customer.l10n_fr_demat_recipient = "consumer"
            after = " ".join(request._get_page_statement())
        self.assertNotIn("nothing changes: paper stays", before)
        self.assertIn("nothing changes: paper stays", after)
        self.assertEqual(request.family, "consent_tacit", "reading changes nothing")

    def test_the_page_names_no_silence_that_will_never_count(self):
        campaign = self._launch(self.customer)
        self._run_waves("2026-09-07")
        request = campaign.request_ids.sudo()
        cases = {"stop": request._record_stop, "cancel": campaign.action_cancel}
        for name, happen in cases.items():
            with self.subTest(name), self.cr.savepoint() as savepoint:
                with freeze_time("2026-09-08"):
                    happen()
                    page = " ".join(request._get_page_statement())
                self.assertIn("nothing changes: paper stays", page)
                savepoint.rollback()
                self.env.invalidate_all()

    def test_a_campaign_that_outlives_its_plan_follows_the_law_of_the_day(self):
        """From September 2027 a small company invoices through a platform too."""
        campaign, request = self._request(self.customer)
        self._run_waves("2026-09-07")
        with freeze_time("2027-08-31 08:00:00"):
            request._refresh_family()
        self.assertEqual(request.family, "consent_tacit")
        campaign.wave_ids = [
            Command.create({"kind": "letter", "letter_scope": "everyone"})
        ]
        self._run_waves("2027-09-02")
        self.assertEqual(request.family, "information")
        letter = request.sending_ids.filtered(lambda s: s.medium == "letter")
        self.assertNotIn("P10", letter.version_id._get_points())

    def test_a_step_that_was_carried_out_stays_what_it_was(self):
        campaign = self._launch(self.customer)
        wave = campaign.wave_ids[0].with_user(self.user_manager)
        wave.kind = "letter"
        wave.kind = "email"
        self._run_waves("2026-09-07")
        with self.assertRaises(UserError):
            wave.kind = "reminder"
        self.assertEqual(campaign.request_ids.sending_ids.kind, "email")

    def test_a_case_to_review_is_written_to_no_more(self):
        _campaign, request = self._request(self.customer)
        self.customer.write({"country_id": self.env.ref("base.mc").id, "zip": "98000"})
        self._run_waves("2026-09-07")
        self.assertFalse(request.sending_ids)
        self.assertEqual(request.blocker_gate, "G03")

    def test_no_text_on_silence_ever_reaches_who_must_say_yes(self):
        campaign, request = self._request(self.foreigner)
        version = self.env.ref(
            "l10n_fr_demat_campaign.demat_letter_consent_express_email_version_en"
        )
        # What nobody can do by hand: a frozen text is changed behind our back.
        self.env.cr.execute(
            "UPDATE demat_letter_version SET text_points = 'P10' WHERE id = %s",
            [version.id],
        )
        version.invalidate_recordset(["text_points"])
        wave = campaign.wave_ids.filtered(lambda wave: wave.kind == "email")
        with self.at("2026-09-07"), self.assertRaisesRegex(UserError, "silence counts"):
            wave.with_user(self.user_manager).action_run()
        self.assertFalse(request.sending_ids)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestCampaignHelp(CampaignCommon):
    def _with_help(self, **values):
        lines = [(0, 0, {**MEETING, **values})]
        return {"resource_ids": lines}

    def _check(self, campaign, answer, day="2026-09-07"):
        def call(self, method, url):
            if isinstance(answer, Exception):
                raise answer
            return answer

        self.patch(type(self.env["demat.campaign.resource"]), "_call", call)
        with freeze_time(day):
            campaign.with_user(self.user_officer).action_check_links()

    def test_a_link_is_checked_by_the_button_only(self):
        campaign = self._create_campaign(self.customer, **self._with_help())
        self.assertEqual(campaign.resource_ids.link_state, "not_run")
        self._check(campaign, 200)
        self.assertEqual(campaign.resource_ids.link_state, "ok")
        self._check(campaign, 404)
        self.assertEqual(campaign.resource_ids.link_failure, "HTTP 404")
        self._check(campaign, TimeoutError())
        self.assertEqual(campaign.resource_ids.link_state, "failed")
        campaign.resource_ids.url = "https://meet.example/other"
        self.assertEqual(campaign.resource_ids.link_state, "not_run")

    def test_nobody_says_by_hand_that_a_link_works(self):
        campaign = self._create_campaign(self.customer, **self._with_help())
        link = campaign.resource_ids.with_user(self.user_manager)
        with self.assertRaises(AccessError):
            link.write({"link_state": "ok"})

    def test_a_dead_link_stops_the_launch(self):
        campaign = self._create_campaign(self.customer, **self._with_help())
        self._check(campaign, 500)
        with self.at("2026-09-07"), self.assertRaisesRegex(UserError, "HTTP 500"):
            campaign.action_launch()

    def test_a_link_nobody_checked_needs_a_reason(self):
        campaign = self._create_campaign(self.customer, **self._with_help())
        with self.at("2026-09-07"):
            action = campaign.action_launch()
        self.assertEqual(action["res_model"], "demat.campaign.launch")

    def test_a_link_checked_long_ago_is_not_checked(self):
        campaign = self._create_campaign(self.customer, **self._with_help())
        for day, is_told in (("2026-08-09", False), ("2026-08-07", True)):
            with self.subTest(day=day):
                self._check(campaign, 200, day)
                with freeze_time("2026-09-07"):
                    told = str(campaign._get_launch_warnings())
                self.assertIs("not checked" in told, is_told)

    def test_a_meeting_has_a_start_and_an_end(self):
        with self.assertRaises(ValidationError):
            self._create_campaign(self.customer, **self._with_help(ends_at=False))
        with self.assertRaises(ValidationError):
            self._create_campaign(
                self.customer, **self._with_help(url="javascript:alert(1)")
            )

    def test_the_help_is_in_mail_letter_and_page(self):
        campaign = self._create_campaign(
            self.customer, kinds=("email", "letter"), **self._with_help()
        )
        self._check(campaign, 200)
        with self.at("2026-09-07"):
            campaign.action_launch()
        self._run_waves("2026-09-07")
        body = self._mails[0]["body"]
        self.assertIn("https://meet.example/hour", body)
        self.assertIn("10:00", body)
        self.assertIn("/demat/calendar/", body)
        request = campaign.request_ids
        letter = campaign.wave_ids.filtered(lambda wave: wave.kind == "letter")
        printed = request.with_context(demat_wave_id=letter.id).letter_body
        self.assertIn("https://meet.example/hour", printed)
        self.assertNotIn("/demat/calendar/", printed)
        page = request._prepare_page_values("answer")
        self.assertIn("Question hour", page["resources"])

    def test_without_help_nothing_is_printed(self):
        campaign = self._launch(self.customer)
        self.assertFalse(campaign.request_ids._get_resources_markup())
        self._run_waves("2026-09-07")
        self.assertNotIn("{resources}", self._mails[0]["body"])

    def test_the_calendar_file_holds_the_meeting(self):
        campaign = self._create_campaign(
            self.customer, **self._with_help(title="Hour; questions, answers")
        )
        meeting = campaign.resource_ids
        token = meeting._get_calendar_url().rpartition("/")[2]
        self.assertEqual(meeting._from_calendar_token(token), meeting)
        self.assertFalse(meeting._from_calendar_token(f"{token[:-2]}xx"))
        lines = meeting._prepare_calendar().decode().split("\r\n")
        self.assertIn("DTSTART:20260929T080000Z", lines)
        self.assertIn("SUMMARY:Hour\\; questions\\, answers", lines)
        self.assertLessEqual(max(len(line.encode()) for line in lines), 75)

    def test_the_internal_note_and_the_costs_never_leave(self):
        self.company.write(COSTS)
        self.customer.user_id = self.user_salesperson
        campaign = self._launch(
            self.customer | self.no_mail,
            kinds=("email", "letter", "heads_up"),
            internal_note=NOTE,
        )
        campaign.resource_ids = [(0, 0, MEETING)]
        for day in ("2026-09-07", "2026-09-17", "2026-09-27"):
            self._run_waves(day)
        shown = [str(mail) for mail in self._mails]
        shown += self.env["mail.mail"].sudo().search([]).mapped("body_html")
        shown += [
            str(campaign.heads_up_ids.ensure_one().letter_preview),
            str(campaign.resource_ids._prepare_calendar()),
            str(self._prepare_digest(campaign)),
        ]
        attachments = self.env["ir.attachment"].search(
            [("res_model", "in", ("demat.sending", "demat.batch"))]
        )
        self.assertTrue(attachments)
        shown += [str(attachment.index_content) for attachment in attachments]
        for request in campaign.request_ids:
            for wave in campaign.wave_ids:
                reader = request.with_context(demat_wave_id=wave.id)
                shown.append(f"{reader.letter_subject} {reader.letter_body}")
            printed = request.with_context(demat_wave_id=campaign.wave_ids[1].id)
            shown.append(str(printed._prepare_printed_letter()))
            shown.append(str(request._prepare_page_values("answer")))
            shown += request.message_ids.mapped("body")
        shown += campaign.message_ids.mapped("body")
        events = self.env["demat.evidence"].sudo().search([])
        shown += [str(event._get_payload()) for event in events]
        for consent in campaign.request_ids.consent_id:
            file = consent.with_user(self.user_auditor)
            shown += [
                file._get_evidence_json().decode(),
                str(file._get_evidence_report()),
            ]
        self.assertIn(campaign.request_ids[0].partner_id.name, "".join(shown))
        for secret in INTERNAL:
            self.assertNotIn(secret, "".join(shown))

    def _prepare_digest(self, campaign):
        digest = self.env["demat.sales.digest"]
        key = (self.company, self.user_salesperson)
        requests = self._request_of(campaign, self.customer)
        news = digest.sudo()._tell(*key, "2026-09-07", requests)
        return news._prepare_mail_values()


@tagged("post_install", "-at_install", "post_install_l10n")
class TestHelpPage(PageCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.campaign.write({"internal_note": NOTE, "resource_ids": [(0, 0, MEETING)]})
        cls.campaign.company_id.write(COSTS)

    def test_the_page_offers_the_help_and_hides_what_is_internal(self):
        response = self.url_open(self._get_path())
        self.assertIn("https://meet.example/hour", response.text)
        self.assertIn("/demat/calendar/", response.text)
        for secret in INTERNAL:
            self.assertNotIn(secret, response.text)

    def test_the_calendar_file_opens_without_logging_in(self):
        path = self.campaign.resource_ids._get_calendar_url().partition("/demat")[2]
        response = self.url_open(f"/demat{path}")
        self.assertEqual(response.status_code, 200)
        self.assertIn("text/calendar", response.headers["Content-Type"])
        self.assertIn("SUMMARY:Question hour", response.text)

    def test_a_forged_calendar_address_opens_nothing(self):
        response = self.url_open("/demat/calendar/AAAA")
        self.assertEqual(response.status_code, 404)
