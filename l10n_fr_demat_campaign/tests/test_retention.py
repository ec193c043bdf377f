from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .campaign_common import CampaignCommon

ANSWERER = {"name": "Zoé Lefèvre", "function": "Comptable"}
PERSONAL = ("Zoé Lefèvre", "factures@papeterie-durand.example", "BC 12")


@tagged("post_install", "-at_install", "post_install_l10n")
class TestRetention(CampaignCommon):
    def setUp(self):
        super().setUp()
        self.campaign = self._launch(self.customer)
        self._run_waves("2026-09-07")
        self.request = self._request_of(self.campaign, self.customer)
        self.consent = self.request.consent_id

    def _refresh(self, day):
        """Let the job look at the positions on a day."""
        with freeze_time(f"{day} 03:00:00"), self.enter_registry_test_mode():
            self._trigger("l10n_fr_demat_campaign.ir_cron_refresh_retention")
        self.env.invalidate_all()

    def _answer(self, answer, day="2026-09-10"):
        with freeze_time(f"{day} 09:00:00"):
            self.request._record_staff_answer(answer, "phone", answerer=ANSWERER)

    def _deliver(self, day):
        """Let an electronic invoice of a day be one that left."""
        move = self.init_invoice(
            "out_invoice", self.customer, day, post=True, amounts=[100.0]
        )
        self.env["demat.delivery"].sudo().create(
            {
                "move_id": move.id,
                "company_id": self.company.id,
                "partner_id": self.customer.id,
                "consent_id": self.consent.id,
                "channel": "email",
                "format": "pdf",
                "recipient_key": "mailto:x@example.com",
                "address": "x@example.com",
                "document_checksum": day,
                "file_name": "invoice.pdf",
                "content": b"%PDF-",
                "state": "sent",
                "sent_at": f"{day} 10:00:00",
            }
        )

    def assertKept(self, until, term):
        """Check until when, and because of what, a file is kept."""
        found = (self.consent.retention_until, self.consent.retention_term)
        self.assertEqual(found, (until and fields.Date.to_date(until), term))

    # The day

    def test_who_never_answered_is_kept_three_years_after_the_last_message(self):
        self._refresh("2026-09-20")
        self.assertKept("2029-09-07", "contact")
        self._run_waves("2026-09-17")
        self._refresh("2026-09-21")
        self.assertKept("2029-09-17", "contact")

    def test_who_keeps_paper_is_kept_three_years_after_saying_so(self):
        self._answer("refuse")
        self._refresh("2026-09-20")
        self.assertKept("2029-09-10", "contact")

    def test_an_agreement_in_force_is_kept_whatever_the_year(self):
        self._answer("accept")
        self._deliver("2026-11-03")
        self._refresh("2050-01-01")
        self.assertKept(False, False)
        self.assertIn("in force", self.consent.retention_text)

    def test_an_agreement_taken_back_before_any_invoice_is_kept_five_years(self):
        self._answer("accept")
        self._answer("withdraw", "2026-10-01")
        self._refresh("2026-10-02")
        self.assertKept("2031-10-01", "dispute_position")

    def test_the_last_electronic_invoice_counts_from_the_end_of_its_year(self):
        self.company.write({"fiscalyear_last_month": "6", "fiscalyear_last_day": 30})
        self._answer("accept")
        self._deliver("2026-11-03")
        self._answer("withdraw", "2026-12-01")
        self._refresh("2026-12-02")
        self.assertKept("2042-06-30", "dispute_invoice")
        self.assertIn("L123-22", self.consent.retention_text)
        self.assertIn("no text says it", self.consent.retention_text)

    def test_an_archived_agreement_came_to_its_end(self):
        self._answer("accept")
        self.consent._write_sealed({"active": False})
        self._refresh("2026-12-02")
        self.assertKept("2031-09-10", "dispute_position")

    def test_the_job_looks_once_a_day_and_goes_on_where_it_stopped(self):
        consents = self.env["demat.consent"].with_context(active_test=False)
        self._refresh("2026-09-20")
        with freeze_time("2026-09-20 05:00:00"):
            self.assertFalse(consents.search(consents._get_retention_domain()))
        with freeze_time("2026-09-21 05:00:00"):
            due = consents.search(consents._get_retention_domain())
        self.assertIn(self.consent, due)

    def test_a_hundred_positions_cost_as_many_queries_as_ten(self):
        counts = {}
        for size in (2, 10, 100):  # the first one fills the caches
            partners = self.env["res.partner"].create(
                [{"name": f"Client {size} {n}"} for n in range(size)]
            )
            consents = self.env["demat.consent"].create(
                [
                    {"partner_id": partner.id, "company_id": self.company.id}
                    for partner in partners
                ]
            )
            consents._apply("ask")
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            consents._refresh_retention()
            counts[size] = self.env.cr.sql_log_count - before
        self.assertEqual(counts[10], counts[100])

    # Erasing

    def _fill(self):
        """Let personal data stand everywhere they may."""
        self._answer("refuse")
        with freeze_time("2026-09-10 10:00:00"):
            self.request._record_question("I am Zoé Lefèvre", answerer=ANSWERER)
            self.request._record_reply("<r@x.example>", author=PERSONAL[1])
            self.request._propose("reference", "BC 12")
            self.request.message_post(
                body="Zoé Lefèvre", attachments=[("coupon.pdf", b"%PDF Zoe")]
            )
            self.env["demat.access"]._log(self.consent, "page", "x", ip="192.0.2.1")
            self.request._write_blocker("G14", "held", date="", cause="Zoé Lefèvre")
        self._refresh("2029-09-15")

    def _dump(self):
        """Return all that the tables of the file say, as one text."""
        text, own = [], "(SELECT id FROM demat_request WHERE consent_id = %s)"
        of_requests = f"model = 'demat.request' AND res_id IN {own}"
        for table, condition in (
            ("demat_consent", "id = %s"),
            ("demat_request", "consent_id = %s"),
            ("demat_evidence", "consent_id = %s"),
            ("demat_access", "consent_id = %s"),
            ("demat_proposal", "consent_id = %s"),
            (
                "demat_evidence_detail",
                "evidence_id IN (SELECT id FROM demat_evidence WHERE consent_id = %s)",
            ),
            ("demat_sending", f"request_id IN {own}"),
            ("mail_message", of_requests),
            ("mailing_trace", of_requests),
        ):
            self.env.cr.execute(
                f"SELECT t::text FROM {table} t WHERE {condition}",  # noqa: S608
                [self.consent.id],
            )
            text += [row[0] for row in self.env.cr.fetchall()]
        return "\n".join(text)

    def test_a_manager_erases_what_is_over_and_the_chain_stays_valid(self):
        self._fill()
        before = self._dump()
        for words in (*PERSONAL, "192.0.2.1"):
            self.assertIn(words, before)
        with freeze_time("2029-09-15 10:00:00"):
            self.assertTrue(self.consent.is_retention_over)
            self.consent.with_user(self.user_manager).action_erase_personal_data()
        self.env.flush_all()
        after = self._dump()
        for words in (*PERSONAL, "192.0.2.1"):
            self.assertNotIn(words, after)
        self.assertFalse(
            self.env["ir.attachment"].search(
                [("res_model", "=", "demat.request"), ("name", "=", "coupon.pdf")]
            )
        )
        self.assertEvidence(self.consent, "detail_erased")
        self.assertEvidence(self.consent, "personal_data_erased")
        self.assertFalse(self.consent._get_chain()._verify())
        self.assertPosition(self.consent, "refused")
        self.assertEqual(self.consent.blocker_gate, "G14")
        self.assertEqual(self.request.sending_ids.mapped("state"), ["sent"])

    def test_printed_letters_go_too(self):
        campaign = self._launch(self.no_mail, kinds=("letter",))
        self._run_waves("2026-09-07")
        request = self._request_of(campaign, self.no_mail)
        self.consent = request.consent_id
        papers = self.env["ir.attachment"].search(
            [
                ("res_model", "=", "demat.sending"),
                ("res_id", "in", request.sending_ids.ids),
            ]
        )
        self.assertTrue(papers)
        self._refresh("2029-09-15")
        with freeze_time("2029-09-15 10:00:00"):
            self.consent.with_user(self.user_manager).action_erase_personal_data()
        self.assertFalse(papers.exists())

    def test_nobody_else_erases_nor_holds(self):
        self._fill()
        for user in (self.user_officer, self.user_salesperson, self.user_auditor):
            consent = self.consent.with_user(user)
            with self.subTest(user=user.login), freeze_time("2029-09-15 10:00:00"):
                with self.assertRaises(AccessError):
                    consent.action_erase_personal_data()
                with self.assertRaises(AccessError):
                    consent.retention_hold = "Tribunal"
                with self.assertRaises(AccessError):
                    consent.write({"retention_until": "2020-01-01"})
        self.assertFalse(self.consent.retention_erased_on)

    def test_nothing_is_erased_before_its_day(self):
        self._fill()
        consent = self.consent.with_user(self.user_manager)
        with freeze_time("2029-09-10 10:00:00"), self.assertRaises(UserError):
            consent.action_erase_personal_data()

    def test_the_day_is_worked_out_again_before_erasing(self):
        self._refresh("2026-09-20")
        with freeze_time("2029-08-01 09:00:00"):
            self.request._record_reply("<late@x.example>", author=PERSONAL[1])
        with freeze_time("2029-09-15 10:00:00"), self.assertRaises(UserError):
            self.consent.with_user(self.user_manager).action_erase_personal_data()

    def test_a_dispute_holds_the_file_back_until_it_is_over(self):
        self._fill()
        consent = self.consent.with_user(self.user_manager)
        with freeze_time("2029-09-15 10:00:00"):
            consent.retention_hold = "RG 29/01234"
            with self.assertRaises(UserError):
                consent.action_erase_personal_data()
            consent.retention_hold = " "
            self.assertFalse(consent.retention_hold)
            consent.action_erase_personal_data()
        self.assertEvidence(self.consent, "retention_held")
        self.assertEvidence(self.consent, "retention_released")

    def test_nothing_is_erased_by_itself_unless_the_company_wants_it(self):
        self._fill()
        self._refresh("2029-09-16")
        self.assertFalse(self.consent.retention_erased_on)
        self.company.l10n_fr_demat_erases_by_itself = True
        self.consent.retention_hold = "RG 29/01234"
        self._refresh("2029-09-17")
        self.assertFalse(self.consent.retention_erased_on)
        self.consent.retention_hold = False
        self._refresh("2029-09-18")
        self.assertTrue(self.consent.retention_erased_on)
        self.assertNotIn(PERSONAL[0], self._dump())
        self.assertEvidence(self.consent, "personal_data_erased")
        self._refresh("2029-09-19")
        self.assertEvidence(self.consent, "personal_data_erased")

    def test_what_comes_after_an_erasure_is_kept_and_erased_in_its_turn(self):
        self._fill()
        with freeze_time("2029-09-15 10:00:00"):
            self.consent.with_user(self.user_manager).action_erase_personal_data()
        with freeze_time("2029-10-01 10:00:00"):
            self.request._record_reply("<new@x.example>", author=PERSONAL[1])
        self._refresh("2029-10-02")
        self.assertFalse(self.consent.retention_erased_on)
        self.assertKept("2032-10-01", "contact")

    def test_the_screen_shows_the_day_the_reason_and_a_filter(self):
        self._fill()
        view = self.env.ref("l10n_fr_demat_campaign.demat_consent_view_search")
        arch = self.env["demat.consent"].get_view(view.id, "search")["arch"]
        self.assertIn('name="retention_over"', arch)
        for user in (self.user_manager, self.user_auditor):
            with self.subTest(user=user.login):
                form = Form(self.consent.with_user(user))
                self.assertIn("2029", form.retention_text)
