import json
import logging
from datetime import timedelta

from freezegun import freeze_time
from lxml import html

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.mail.tests.common import mail_new_test_user

from ..controllers.demat_answer import POSTS_PER_HOUR
from ..controllers.token_filter import TokenFilter
from ..models.ir_http import HEADERS
from .page_common import ACCEPTED, REFUSED, PageCommon


@tagged("post_install", "-at_install", "post_install_l10n")
class TestPageReading(PageCommon):
    """Reading a page is not answering."""

    def test_reading_changes_nothing(self):
        path, before = self._get_path(), self._read_memory()
        for query in ("", "?choice=accept", "?choice=refuse", "?lang=en_US", "/stop"):
            for method in ("GET", "HEAD"):
                with self.subTest(query=query, method=method):
                    response = self.url_open(path + query, method=method)
                    self.assertEqual(response.status_code, 200)
                    self.assertEqual(self._read_memory(), before)

    def test_a_view_is_logged_apart_and_a_head_is_not(self):
        accesses = [("consent_id", "=", self.consent.id)]
        self.url_open(self._get_path())
        self.url_open(self._get_path(), method="HEAD")
        self.assertEqual(self.env["demat.access"].search_count(accesses), 1)

    def test_three_equal_options_and_none_chosen(self):
        _response, page = self._open(f"{self._get_path()}?choice=accept")
        buttons = page.xpath("//button[@name='choice']")
        self.assertEqual(
            [b.get("value") for b in buttons], ["accept", "other", "refuse"]
        )
        self.assertEqual({b.get("class") for b in buttons}, {"demat_choice"})
        self.assertFalse(page.xpath("//input[@type='checkbox'][@checked]"))

    def test_who_is_only_informed_has_nothing_to_refuse(self):
        informed = self._create_request("Mairie", family="information")
        _response, page = self._open(self._get_path(informed))
        values = [
            button.get("value") for button in page.xpath("//button[@name='choice']")
        ]
        self.assertEqual(values, ["confirm", "modify", "other"])
        self.assertNotIn("refuse", page.text_content().lower())

    def test_the_statement_says_who_what_when_and_how_to_go_back(self):
        self.request.partner_id.l10n_fr_demat_siren = "341777639"
        response, _page = self._open(self._get_path())
        for words in ("Fournil du Pont", "invoices and credit notes", "free of charge"):
            self.assertIn(words, response.text)
        self.assertIn("Paris time", response.text)

    def test_a_day_is_announced_only_while_it_is_to_come(self):
        response, _page = self._open(self._get_path())
        self.assertIn("Until then, nothing changes.", response.text)
        late = fields.Date.context_today(self.campaign)
        self.campaign.write({"deadline": late - timedelta(days=30)})
        self.campaign.write({"first_invoice_on": late})
        response, _page = self._open(self._get_path())
        self.assertIn("Fournil du Pont sends you its invoices", response.text)
        self.assertNotIn("Until then", response.text)

    def test_silence_is_named_only_where_it_may_count(self):
        express = self._create_request("Sarl Dupont", family="consent_express")
        response, _page = self._open(self._get_path(express))
        self.assertNotIn("we will consider that you accept", response.text)
        self.assertIn("nothing changes: paper stays", response.text)

    def test_every_page_says_how_to_check_that_it_is_us(self):
        paths = (self._get_path(), f"{self._get_path()}/stop", "/demat", "/demat/nope")
        for path in (*paths, "/demat/a/b/c", "/my/demat/view"):
            with self.subTest(path=path):
                response = self.url_open(path)
                self.assertIn("no bank details", response.text)
                self.assertIn("732 829 320", response.text)

    def test_headers_keep_the_link_secret(self):
        for path in (self._get_path(), "/demat", "/demat/nope"):
            response = self.url_open(path)
            for name, value in HEADERS.items():
                with self.subTest(path=path, header=name):
                    self.assertEqual(response.headers[name], value)

    def test_the_page_works_without_the_link_once_opened(self):
        self.assertUnusable(self.url_open(f"/demat/request/{self.request.id}"))
        self.url_open(self._get_path())
        response = self.url_open(f"/demat/request/{self.request.id}?choice=accept")
        self.assertIn("Boulangerie Martin", response.text)
        other = self._create_request("Sarl Dupont")
        self.assertUnusable(self.url_open(f"/demat/request/{other.id}"))

    def test_links_of_test_messages_are_answered_politely(self):
        for path in ("/my/demat/view", "/my/demat/stop/view"):
            response = self.url_open(path)
            self.assertEqual(response.status_code, 200)
            self.assertIn("test message", response.text)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestPageToken(PageCommon):
    """A link opens one page, for a time; what is wrong with a bad one is not told."""

    def test_every_bad_link_gets_the_same_page(self):
        good = self.request._get_token()
        with freeze_time("2020-01-01"):
            past = self._create_request("Sarl Ancienne")
            past._write_sealed({"deadline": "2020-02-01"})
            expired = past._get_token()
        revoked = self._create_request("Sarl Dupont")
        revoked_token = revoked._get_token()
        revoked.action_revoke_links()
        forged = good[:-4] + ("AAAA" if good[-4:] != "AAAA" else "BBBB")
        pages = set()
        for token in ("nope", "A" * 60, forged, expired, revoked_token, "%00", "é"):
            with self.subTest(token=token):
                response = self.url_open(f"/demat/{token}")
                self.assertUnusable(response)
                pages.add(response.text.partition("<main")[2])
        self.assertEqual(len(pages), 1)

    def test_nobody_posts_through_a_bad_link(self):
        _response, page = self._open(f"{self._get_path()}?choice=accept")
        token = page.xpath("//input[@name='csrf_token']")[0].get("value")
        for door in ("answer", "question", "details", "stop"):
            with self.subTest(door=door):
                data = {**ACCEPTED, "csrf_token": token}
                self.assertUnusable(self.url_open(f"/demat/nope/{door}", data=data))

    @mute_logger("odoo.http")
    def test_a_post_from_elsewhere_is_refused(self):
        before, path = self._read_memory(), self._get_path()
        for door in ("answer", "question", "details", "stop"):
            with self.subTest(door=door):
                response = self.url_open(f"{path}/{door}", data=ACCEPTED)
                self.assertEqual(response.status_code, 400)
                self.assertIn("Nothing was saved", response.text)
                self.assertEqual(self._read_memory(), before)

    def test_no_log_holds_a_link(self):
        path = self._get_path()
        for logger in ("werkzeug", "odoo.http"):
            with self.subTest(logger=logger):
                record = logging.LogRecord(
                    logger, logging.INFO, "", 0, '"GET %s HTTP/1.1" 200', (path,), None
                )
                passed = logging.getLogger(logger).filter(record)
                self.assertTrue(passed)
                self.assertEqual(record.getMessage(), '"GET /demat/*** HTTP/1.1" 200')

    def test_the_filter_leaves_other_lines_alone(self):
        for line in ("GET /web/login", "GET /demat/evidence/file", "100% sure"):
            record = logging.LogRecord("x", logging.INFO, "", 0, line, (), None)
            self.assertTrue(TokenFilter().filter(record))
            self.assertEqual(record.msg, line)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestPageAnswer(PageCommon):
    """Only a person who fills in and confirms answers, and may change their mind."""

    def test_an_acceptance_is_saved_with_its_choice(self):
        response = self._answer()
        self.assertClean(response)
        self.assertIn(self.request._get_reference(), response.text)
        self.assertRecordValues(
            self.consent, [{"state": "accepted", "basis": "explicit_page"}]
        )
        self.assertRecordValues(
            self.consent.main_rule_id,
            [
                {
                    "channel": "email",
                    "format": "facturx",
                    "address": "Factures.Martin@martin.example",
                    "verification_state": "unverified",
                }
            ],
        )
        self.assertEqual(self.request.answered_by, "Zoé Lefèvre")

    def test_the_evidence_holds_the_text_shown_and_no_personal_data(self):
        text, sha256 = self.request._get_page_text(), self.request._get_page_hash()
        self._answer()
        evidence = self.env["demat.evidence"].search(
            [("consent_id", "=", self.consent.id), ("kind", "=", "consent_accept")]
        )
        payload = json.loads(evidence.payload)
        self.assertEqual((payload["page_text"], payload["page_sha256"]), (text, sha256))
        self.assertNotIn("martin.example", evidence.payload)
        self.assertNotIn("Zoé", evidence.payload)
        detail = self.env["demat.evidence.detail"].search(
            [("evidence_id", "=", evidence.id)]
        )
        values = json.loads(detail.body)
        for name in ("name", "function", "ip", "agent", "address"):
            self.assertTrue(values.get(name), name)

    def test_the_same_answer_twice_is_one(self):
        self._answer()
        before = self._read_memory()
        mails = self.env["mail.mail"].search_count([])
        self._answer()
        self.assertEqual(self._read_memory(), before)
        self.assertEqual(self.env["mail.mail"].search_count([]), mails)

    def test_a_double_click_is_one_answer(self):
        path = self._get_path()
        _response, page = self._open(f"{path}?choice=accept")
        for _time in range(2):
            response = self._fill(path, page, **ACCEPTED)
            self.assertEqual(response.status_code, 200)
            self.assertClean(response)
        self.assertEqual(self._count_evidence(kind="consent_accept"), 1)

    def test_a_refusal_needs_no_reason_and_counts_at_once(self):
        path = self._get_path()
        _response, page = self._open(f"{path}?choice=refuse")
        response = self._fill(path, page, **REFUSED)
        self.env.invalidate_all()
        self.assertEqual(self.consent.state, "refused")
        self.assertIn("You keep paper", response.text)

    def test_a_customer_may_change_their_mind_for_ever(self):
        steps = (
            (ACCEPTED, "accepted", "consent_accept"),
            (REFUSED, "withdrawn", "consent_withdraw"),
            (ACCEPTED, "accepted", "consent_accept"),
        )
        for values, state, kind in steps:
            with self.subTest(state=state):
                before = self._count_evidence(kind=kind)
                self._answer(**values)
                self.assertEqual(self.consent.state, state)
                self.assertEqual(self._count_evidence(kind=kind), before + 1)

    def test_silence_can_still_be_contradicted(self):
        self.consent._apply("expire")
        response, _page = self._open(self._get_path())
        self.assertIn("took it that you accept", response.text)
        self._answer(**REFUSED)
        self.assertEqual(self.consent.state, "refused")

    def test_an_answer_by_phone_after_ours_is_shown_and_can_be_changed(self):
        self._answer()
        self.request._record_staff_answer("refuse", "phone", answerer={"name": "Léa"})
        response, _page = self._open(self._get_path())
        self.assertIn("You keep paper", response.text)
        self._answer()
        self.assertEqual(self.consent.state, "accepted")

    def test_what_is_missing_is_named_and_nothing_is_saved(self):
        before = self._read_memory()
        for name in ("channel", "format", "address", "name", "function", "entitled"):
            with self.subTest(field=name):
                response = self._answer(**{name: ""})
                self.assertEqual(response.status_code, 422)
                self.assertIn("<title>Error: ", response.text)
                self.assertIn(f'href="#{name}"', response.text)
                self.assertEqual(self._read_memory(), before)

    def test_a_wrong_field_is_announced_and_keeps_what_was_typed(self):
        response = self._answer(address="compta@@martin", name="Zoé <b>L</b>")
        page = html.fromstring(response.content)
        [field] = page.xpath("//input[@id='address']")
        self.assertEqual(field.get("value"), "compta@@martin")
        self.assertEqual(field.get("aria-invalid"), "true")
        described = field.get("aria-describedby").split()
        [message] = page.xpath("//*[@id='address_error']")
        self.assertIn("address_error", described)
        self.assertIn("Example: compta@exemple.fr", message.text_content())
        [summary] = page.xpath("//*[@id='demat_errors']")
        self.assertEqual(summary.get("role"), "alert")
        self.assertIn("Zoé &lt;b&gt;L&lt;/b&gt;", response.text)

    def test_values_that_were_not_offered_are_refused(self):
        cases = {"channel": "edi", "format": "docx", "reader": "cat", "name": "x" * 121}
        for name, value in cases.items():
            with self.subTest(field=name):
                self.assertEqual(self._answer(**{name: value}).status_code, 422)
        self.assertEqual(self.consent.state, "asked")

    def test_no_choice_or_a_foreign_one_saves_nothing(self):
        _response, page = self._open(f"{self._get_path()}?choice=accept")
        token = page.xpath("//input[@name='csrf_token']")[0].get("value")
        for choice in ("", "confirm", "withdraw", "details"):
            with self.subTest(choice=choice):
                response = self.url_open(
                    f"{self._get_path()}/answer",
                    data={**ACCEPTED, "choice": choice, "csrf_token": token},
                )
                self.assertEqual(response.status_code, 422)
        self.env.invalidate_all()
        self.assertEqual(self.consent.state, "asked")

    def test_nobody_agrees_to_a_text_that_changed_meanwhile(self):
        path = self._get_path()
        _response, page = self._open(f"{path}?choice=accept")
        self.campaign.first_invoice_on = "2038-01-19"
        response = self._fill(path, page, **ACCEPTED)
        self.assertEqual(response.status_code, 422)
        self.assertIn("read it again", response.text)

    def test_who_reads_the_mailbox_decides_what_it_receives(self):
        for reader, expected in (("robot", True), ("person", False)):
            with self.subTest(reader=reader):
                self._answer(reader=reader)
                self.assertEqual(self.consent.main_rule_id.is_robot, expected)

    def test_an_address_is_a_proposal_too(self):
        self._answer()
        proposal = self.request.proposal_ids
        self.assertRecordValues(
            proposal, [{"field": "address", "new_value": ACCEPTED["address"]}]
        )

    def test_the_thread_names_the_customer_not_a_public_user(self):
        self._answer()
        tracked = self.consent.message_ids.filtered("tracking_value_ids")
        self.assertEqual(tracked.author_id, self.request.partner_id)

    def test_other_capitals_are_no_change_of_address(self):
        self._answer(address="Compta@Martin.EXAMPLE")
        self.assertFalse(self.request.proposal_ids)

    def test_other_capitals_are_a_change_where_the_tool_tells_them_apart(self):
        self.request.partner_id.l10n_fr_demat_tool_id = self.env[
            "demat.receiving.tool"
        ].search([("case_sensitive", "=", "yes")], limit=1)
        self._answer(address="Compta@Martin.EXAMPLE")
        self.assertEqual(self.request.proposal_ids.new_value, "Compta@Martin.EXAMPLE")

    def test_an_answer_from_a_foreign_domain_is_looked_at(self):
        self._answer(email="quelquun@ailleurs.example")
        self.assertIn("ailleurs.example", self.request.activity_ids.summary)

    def test_too_many_answers_are_slowed_down(self):
        for _time in range(POSTS_PER_HOUR):
            self.env["demat.attempt"]._take("answer", self.request.id, POSTS_PER_HOUR)
        self.assertEqual(self._answer().status_code, 429)
        self.assertEqual(self.consent.state, "asked")


@tagged("post_install", "-at_install", "post_install_l10n")
class TestPageInformation(PageCommon):
    """Who is reached through a platform confirms or corrects data."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.request = cls._create_request("Garage Petit", family="information")

    def test_a_confirmation_is_saved_once_and_asks_for_no_agreement(self):
        for _time in range(2):
            self._answer(choice="confirm")
        self.assertEqual(self.request.answer, "confirm")
        self.assertEqual(self.request.consent_id.state, "not_asked")
        self.assertEqual(self._count_evidence(kind="page_answer"), 1)

    def test_a_public_body_is_told_of_chorus_pro(self):
        public = self._create_request(
            "Mairie du Pont", family="information", l10n_fr_demat_recipient="public"
        )
        for request, road in ((self.request, "approved platform"), (public, "Chorus")):
            with self.subTest(road=road):
                response, _page = self._open(self._get_path(request))
                self.assertIn(road, response.text)

    def test_a_correction_is_a_proposal(self):
        self._answer(choice="modify", siren="732 829 320")
        self.assertRecordValues(
            self.request.proposal_ids,
            [{"field": "siren", "new_value": "732 829 320", "state": "open"}],
        )
        self.assertFalse(self.request.partner_id.l10n_fr_demat_siren)

    def test_an_officer_takes_a_correction_over_without_a_right_on_contacts(self):
        officer = mail_new_test_user(
            self.env,
            login="demat_officer",
            groups="base.group_user,l10n_fr_demat_campaign.demat_group_user",
        )
        self._answer(choice="modify", siren="732 829 320")
        self.request.proposal_ids.with_user(officer).action_accept()
        self.assertEqual(self.request.proposal_ids.state, "accepted")
        self.assertEqual(self.request.partner_id.l10n_fr_demat_siren, "732829320")
