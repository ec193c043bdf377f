from odoo.tests import tagged
from odoo.tools import html2plaintext

from .page_common import PageCommon


@tagged("post_install", "-at_install", "post_install_l10n")
class TestPageQuestion(PageCommon):
    """A question stops the clock until a person answers it."""

    def _ask(self, **values):
        path = self._get_path()
        _response, page = self._open(f"{path}?choice=other")
        response = self._fill(
            path, page, **{"question": "Et l'EDI ?", "name": "Zoé", **values}
        )
        self.env.invalidate_all()
        return response

    def test_a_question_pauses_the_clock_and_calls_somebody(self):
        response = self._ask(wish="format")
        self.assertIn("Your question is saved", response.text)
        self.assertTrue(self.request.is_question_open)
        self.assertIn("Et l'EDI ?", self.request.question)
        self.assertEqual(self.request.state, "question")
        self.assertEqual(len(self.request.activity_ids), 1)
        self.assertEqual(
            self.request.activity_ids.create_uid, self.env.ref("base.user_root")
        )
        self.assertEqual(self.consent.state, "asked")

    def test_a_wish_for_something_else_is_no_silence_once_it_was_answered(self):
        self._ask()
        self.request.action_question_answered()
        self.assertFalse(self.request.unserved_wish)
        self._ask(wish="format", question="Only EDI, call Zoé")
        self.request.action_question_answered()
        self.assertEqual(self.request.unserved_wish, "another format or channel")
        facts = self.request._get_facts(self.request.deadline)
        self.assertTrue(facts.unserved_wish)
        told = self.request.message_ids.filtered("tracking_value_ids")
        self.assertEqual(told.author_id, self.request.partner_id)

    def test_the_same_question_twice_is_one(self):
        for _time in range(2):
            self._ask()
        self.assertEqual(self._count_evidence(kind="page_question"), 1)

    def test_markup_in_a_question_stays_text(self):
        self._ask(question="<img src=x onerror=alert(1)>")
        self.assertIn("&lt;img", self.request.activity_ids.note)

    def test_an_empty_question_is_asked_for(self):
        self.assertEqual(self._ask(question=" ").status_code, 422)
        self.assertFalse(self.request.is_question_open)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestPageDetails(PageCommon):
    """Details come after the answer; nothing is taken over without one of us."""

    def _complete(self, **values):
        path = self._get_path()
        _response, page = self._open(f"{path}?choice=details")
        response = self._fill(path, page, **values)
        self.env.invalidate_all()
        return response

    def test_details_are_offered_once_there_is_an_answer(self):
        response, _page = self._open(f"{self._get_path()}?choice=details")
        self.assertIn("Your answer", response.text)
        self.assertNotIn("/details", response.text)

    def test_details_are_proposals_each_once(self):
        self._answer(address=self.request.email)
        tool = self.env["demat.receiving.tool"].search([], limit=1)
        for _time in range(2):
            response = self._complete(
                siren="732 829 320", tool=tool.code, reference="CDE 12"
            )
        self.assertIn("Your details are saved", response.text)
        proposals = {p.field: p.new_value for p in self.request.proposal_ids}
        self.assertEqual(
            proposals,
            {"siren": "732 829 320", "tool": tool.name, "reference": "CDE 12"},
        )
        self.assertEqual(len(self.request.proposal_ids), 3)
        self.assertFalse(self.request.partner_id.l10n_fr_demat_siren)

    def test_a_wrong_number_is_told_with_what_it_should_be(self):
        self._answer()
        cases = {
            "siren": (("12345", "you typed 5"), ("732829321", "digit")),
            "siret": (("732829320", "you typed 9"), ("73282932000075", "digit")),
        }
        for name, tries in cases.items():
            for value, words in tries:
                with self.subTest(field=name, value=value):
                    response = self._complete(**{name: value})
                    self.assertEqual(response.status_code, 422)
                    self.assertIn(words, response.text)
                    self.assertIn("for example 123 456 782", response.text)

    def test_a_siret_of_another_company_is_told(self):
        self._answer()
        response = self._complete(siren="732829320", siret="35600000000048")
        self.assertIn("not those of the SIREN", response.text)

    def test_not_knowing_the_tool_is_an_answer(self):
        self._answer(address=self.request.email)
        self.assertEqual(self._complete(tool="unknown").status_code, 200)
        self.assertFalse(self.request.proposal_ids)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestPageCode(PageCommon):
    """The code of a letter opens the page only with the postcode."""

    def _type(self, code, postcode="69003"):
        _response, page = self._open("/demat")
        return self._fill("/demat", page, code=code, postcode=postcode)

    def test_the_code_opens_the_page_however_it_is_typed(self):
        code = self.request.short_code
        for typed in (code, code.lower(), f"{code[:5]}-{code[5:]}", " ".join(code)):
            with self.subTest(typed=typed):
                response = self._type(typed, " 69 003")
                self.assertClean(response)
                self.assertIn("Boulangerie Martin", response.text)

    def test_wrong_code_and_wrong_postcode_look_the_same(self):
        texts = []
        for code, postcode in (
            ("ZZZZZ22222", "13001"),
            (self.request.short_code, "75001"),
        ):
            response = self._type(code, postcode)
            self.assertEqual(response.status_code, 422)
            text = response.text.replace(code, "").replace(postcode, "")
            texts.append(text.partition('role="alert"')[2].partition("csrf")[0])
        self.assertTrue(texts[0])
        self.assertEqual(texts[0], texts[1])

    def test_a_customer_without_postcode_is_opened_by_nothing(self):
        request = self._create_request("Sarl Dupont", zip=False)
        for postcode in ("", "-", "69003"):
            self.assertEqual(self._type(request.short_code, postcode).status_code, 422)

    def _print(self, request, **partner_values):
        """Print a letter to a customer whose address is corrected afterwards."""
        wave = self.env["demat.wave"].create(
            {"campaign_id": self.campaign.id, "kind": "letter"}
        )
        wave._create_sendings(request, "letter")
        request.partner_id.write(partner_values)

    def test_the_postcode_is_the_one_that_was_printed(self):
        request = self._create_request("Sarl Dupont", city="Lyon")
        self._print(request, zip="44000", city="Nantes")
        for postcode, status in (("44000", 422), ("69003", 200)):
            with self.subTest(postcode=postcode):
                answer = self._type(request.short_code, postcode)
                self.assertEqual(answer.status_code, status)
        # The last letter counts, and a town or a part of a line is no postcode.
        self._print(request, zip="13001", city="Marseille")
        for postcode, status in (("69003", 422), ("NANTES", 422), ("44000", 200)):
            with self.subTest(postcode=postcode):
                answer = self._type(request.short_code, postcode)
                self.assertEqual(answer.status_code, status)

    def test_abroad_the_postcode_is_that_of_today(self):
        country = self.env.ref("base.be").id
        request = self._create_request(
            "Dupont SPRL", zip="1000", city="Bruxelles", country_id=country
        )
        self._print(request, zip="4000", city="Liège")
        self.assertEqual(self._type(request.short_code, "4000").status_code, 200)

    def test_attempts_on_a_code_are_bounded(self):
        for _time in range(10):
            self.assertEqual(self._type("ABCDE23456", "75001").status_code, 422)
        for typed in ("ABCDE23456", "A-BCDE23456", "abcde 23456"):
            self.assertEqual(self._type(typed, "69003").status_code, 429)
        self.assertEqual(self._type(self.request.short_code).status_code, 200)

    def test_attempts_from_an_address_are_bounded(self):
        for _time in range(60):
            self.env["demat.attempt"]._take("code_address", "127.0.0.1", 60)
        self.assertEqual(self._type(self.request.short_code).status_code, 429)

    def test_counters_hold_no_address(self):
        self._type("ABCDE23456")
        keys = self.env["demat.attempt"].search([]).mapped("key")
        self.assertTrue(keys)
        self.assertFalse([key for key in keys if "127.0.0.1" in key or "ABCDE" in key])


@tagged("post_install", "-at_install", "post_install_l10n")
class TestPageStop(PageCommon):
    """Stopping the reminders is neither a yes nor a no."""

    def test_the_button_stops_the_reminders_once(self):
        for _time in range(2):
            path = f"{self._get_path()}/stop"
            _response, page = self._open(path)
            if page.xpath("//form[@method='post']"):
                response = self._fill(path, page)
        self.env.invalidate_all()
        self.assertIn("The reminders are stopped", response.text)
        self.assertTrue(self.request.stop_requested_at)
        self.assertEqual(self.consent.state, "asked")
        self.assertEqual(self._count_evidence(kind="stop_requested"), 1)

    def test_one_click_of_a_mail_program_needs_no_session(self):
        for _time in range(2):
            response = self.url_open(
                f"{self._get_path()}/stop", data={"List-Unsubscribe": "One-Click"}
            )
            self.assertEqual(response.status_code, 200)
        self.env.invalidate_all()
        self.assertTrue(self.request.stop_requested_at)
        self.assertEqual(self._count_evidence(kind="stop_requested"), 1)

    def test_any_other_body_without_proof_of_origin_is_refused(self):
        bodies = (
            {"List-Unsubscribe": "Two-Clicks"},
            {"List-Unsubscribe": "One-Click", "other": "1"},
            {"csrf_token": "nope"},
        )
        for body in bodies:
            with self.subTest(body=body):
                response = self.url_open(f"{self._get_path()}/stop", data=body)
                self.assertEqual(response.status_code, 400)
        self.env.invalidate_all()
        self.assertFalse(self.request.stop_requested_at)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestPageReceipt(PageCommon):
    """A copy goes to who answered and to whom we know; no link is kept."""

    def _get_receipts(self):
        return self.env["mail.mail"].search(
            [
                ("l10n_fr_demat_is_receipt", "=", True),
                ("res_id", "=", self.request.id),
            ]
        )

    def test_the_answerer_and_the_known_contact_are_told(self):
        self._answer()
        self.assertEqual(
            set(self._get_receipts().mapped("email_to")),
            {"zoe.lefevre@martin.example", "compta@martin.example"},
        )

    def test_the_thread_tells_to_whom_a_copy_went(self):
        self._answer()
        for mail in self._get_receipts():
            self.assertIn(mail.email_to, mail.mail_message_id.body)

    def test_who_answers_the_copy_writes_to_the_company(self):
        self._answer()
        for mail in self._get_receipts():
            self.assertIn("Fournil du Pont", mail.reply_to)
            self.assertNotIn("Public user", mail.reply_to)

    def test_the_copy_reads_well_as_plain_text(self):
        self._answer()
        text = html2plaintext(self._get_receipts()[0].body_html)
        self.assertIn("Fournil du Pont, SIREN 732 829 320", text)
        self.assertIn("Address for invoices: Factures.Martin", " ".join(text.split()))

    def test_no_receipt_goes_to_a_robot(self):
        self._answer(reader="robot", address="compta@martin.example", email="")
        self.assertFalse(self._get_receipts())

    def test_the_link_comes_in_when_the_message_leaves(self):
        self._answer()
        mail = self._get_receipts()[0]
        self.assertNotIn("/demat/AQ", mail.body_html)
        self.assertIn("/my/demat/view", mail.body_html)
        [message] = mail._prepare_outgoing_list()
        [token] = {
            part.partition('"')[0] for part in message["body"].split("/demat/")[1:]
        }
        found = self.env["demat.request"]._from_token(token)
        self.assertEqual(found, self.request)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestPagePortal(PageCommon):
    """A portal user sees and changes the position of their own company only."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        contact = cls.env["res.partner"].create(
            {"name": "Léa", "parent_id": cls.request.partner_id.id, "email": "l@x.fr"}
        )
        cls.env["res.users"].create(
            {
                "name": "Léa",
                "login": "lea_portal",
                "password": "lea_portal_1",
                "partner_id": contact.id,
                "group_ids": [(6, 0, cls.env.ref("base.group_portal").ids)],
            }
        )
        cls.other = cls._create_request("Sarl Dupont")

    def setUp(self):
        super().setUp()
        self.authenticate("lea_portal", "lea_portal_1")

    def _change(self, consent, **values):
        _response, page = self._open("/my/demat")
        token = page.xpath("//input[@name='csrf_token']")[0].get("value")
        data = {
            "csrf_token": token,
            "entitled": "1",
            "channel": "portal",
            "format": "pdf",
            "address": "compta@martin.example",
            **values,
        }
        response = self.url_open(f"/my/demat/{consent.id}/answer", data=data)
        self.env.invalidate_all()
        return response

    def test_the_position_and_its_history_are_shown(self):
        self._answer()
        response, page = self._open("/my/demat")
        self.assertIn("You receive the invoices of Fournil du Pont", response.text)
        self.assertIn("Zoé Lefèvre", page.text_content())
        self.assertNotIn("Sarl Dupont", response.text)

    def test_a_change_counts_and_rests_on_the_portal(self):
        self._change(self.consent, choice="accept")
        self.assertRecordValues(
            self.consent,
            [{"state": "accepted", "basis": "explicit_portal", "channel": "portal"}],
        )
        self.assertEqual(self.request.answered_by, "Léa")
        self._change(self.consent, choice="refuse")
        self.assertEqual(self.consent.state, "withdrawn")

    def test_nobody_changes_the_position_of_another_company(self):
        self._change(self.other.consent_id, choice="accept")
        self.assertEqual(self.other.consent_id.state, "asked")

    def test_portal_users_read_nothing_by_themselves(self):
        user = self.env["res.users"].search([("login", "=", "lea_portal")])
        for name in ("demat.consent", "demat.request", "demat.evidence"):
            with self.subTest(model=name):
                self.assertFalse(self.env[name].with_user(user).has_access("read"))
