import io
from unittest.mock import patch

from freezegun import freeze_time
from pypdf import PdfReader

from odoo.tests import tagged

from ..models import demat_wave_letter
from .campaign_common import CampaignCommon

PAPER = ("letter", "letter_reminder", "letter_notice")
POSTED, REMINDED, AFTER = "2026-09-08", "2026-09-23", "2026-10-28"


@tagged("post_install", "-at_install", "post_install_l10n")
class TestWaveLetters(CampaignCommon):
    """Customers whom no e-mail reaches go the same way, on paper."""

    def _other(self, number, name, **values):
        """Create another legal entity, with a SIREN of its own."""
        digits = f"{40000000 + number:08d}"
        doubled = (str(2 * int(digit)) for digit in digits[1::2])
        total = sum(map(int, "".join((*doubled, *digits[::2]))))
        siren = f"{digits}{-total % 10}"
        return self._create_customer(name=name, l10n_fr_demat_siren=siren, **values)

    def _letters(self, partners, scope="unreached", kinds=("email", "letter")):
        campaign = self._launch(partners, kinds=kinds)
        campaign.wave_ids.letter_scope = scope
        return campaign

    def _run_letters(self, campaign, day="2026-09-17"):
        self._run_waves(day)
        return campaign.wave_ids.sending_ids.filtered(lambda s: s.medium == "letter")

    def _post(self, sendings, day):
        with freeze_time(f"{day} 10:00:00"):
            sendings.batch_id.with_user(self.user_officer).action_mark_posted()

    def test_letters_go_to_those_whom_the_scope_says(self):
        bounced = self._other(1, "Rebond SA", email="gone@rebond.example")
        everybody = self.customer | self.no_mail | bounced
        expected = {
            "unreached": self.no_mail | bounced,
            "no_address": self.no_mail,
            "bounced": bounced,
            "everyone": everybody,
        }
        campaign = self._letters(everybody)
        self._run_waves("2026-09-07")
        mail = self._request_of(campaign, bounced).sudo().sending_ids
        with freeze_time("2026-09-08 10:00:00"):
            mail._record_bounced("No such user")
        for scope, partners in expected.items():
            with self.subTest(scope=scope), self.cr.savepoint() as savepoint:
                campaign.wave_ids.letter_scope = scope
                letters = self._run_letters(campaign)
                self.assertEqual(letters.partner_id, partners)
                savepoint.rollback()
                self.env.invalidate_all()

    def test_a_mail_that_bounces_after_the_letters_brings_a_letter(self):
        campaign = self._letters(self.customer)
        self._run_waves("2026-09-07")
        self.assertFalse(self._run_letters(campaign))
        with freeze_time("2026-09-19 10:00:00"):
            campaign.request_ids.sudo().sending_ids._record_bounced("No such user")
        letters = self._run_letters(campaign, "2026-09-20")
        self.assertEqual(letters.partner_id, self.customer)
        self.assertEqual(self._run_letters(campaign, "2026-09-21"), letters)

    def test_one_batch_in_the_order_of_the_list_however_it_was_printed(self):
        names = ["Zinc SA", "Alpha SARL", "Midi SAS", "Beta SARL", "Omega SA"]
        partners = self.env["res.partner"].union(
            *(self._other(n, name, email=False) for n, name in enumerate(names))
        )
        campaign = self._letters(partners, kinds=("letter",))
        with patch.object(demat_wave_letter, "LETTER_BATCH", 2):
            letters = self._run_letters(campaign)
        batch = letters.batch_id.ensure_one()
        self.assertEqual((batch.count, len(batch.sending_ids)), (5, 5))
        pages = PdfReader(io.BytesIO(batch.attachment_id.raw)).pages
        printed = [page.extract_text() for page in pages]
        for name, text in zip(sorted(names), printed, strict=True):
            self.assertIn(name.upper(), text)
        ranked = batch._get_ordered_sendings()
        self.assertEqual(ranked.mapped("partner_id.name"), sorted(names))

    def test_fifty_letters_cost_as_many_queries_as_ten(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        counts, start = {}, 0
        # The first time also reads what Odoo then remembers.
        for size in (4, 10, 50):
            partners = self.env["res.partner"].union(
                *(
                    self._other(
                        number,
                        f"Client {number}",
                        email=False,
                        lang=("fr_FR", "en_US")[number % 2],
                    )
                    for number in range(start, start + size)
                )
            )
            start += size
            campaign = self._letters(partners, kinds=("letter",))
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            with self.at("2026-09-08"), self.enter_registry_test_mode():
                self._trigger("l10n_fr_demat_campaign.ir_cron_run_waves")
            counts[size] = self.cr.sql_log_count - before
            self.assertEqual(campaign.wave_ids.sending_ids.batch_id.count, size)
        self.assertEqual(counts[10], counts[50])

    def test_many_letters_make_several_files_in_the_order_of_the_list(self):
        partners = self.env["res.partner"].union(
            *(self._other(n, f"Client {n}", email=False) for n in range(5))
        )
        campaign = self._letters(partners, kinds=("letter",))
        with patch.object(demat_wave_letter, "LETTERS_PER_FILE", 2):
            letters = self._run_letters(campaign)
        batches = letters.batch_id.sorted("id")
        self.assertEqual(batches.mapped("count"), [2, 2, 1])
        self.assertEqual(len(set(batches.mapped("name"))), 3)
        self.assertEqual(len(set(batches.mapped("sha256"))), 3)
        names = [
            name
            for batch in batches
            for name in batch._get_ordered_sendings().mapped("partner_id.name")
        ]
        self.assertEqual(names, sorted(partners.mapped("name")))
        self.assertEqual(set(letters.mapped("state")), {"sent"})

    def test_a_worker_that_stops_leaves_no_letter_out_and_prints_none_twice(self):
        partners = self.env["res.partner"].union(
            *(self._other(n, f"Client {n}", email=False) for n in range(5))
        )
        campaign = self._letters(partners, kinds=("letter",))
        wave = campaign.wave_ids
        with self.at("2026-09-07"):
            wave._write_sealed({"state": "running"})
            wave._run_batch(2)
            self.assertEqual(len(wave.sending_ids), 2)
            self.assertFalse(wave.sending_ids.batch_id)
            self.assertEqual(wave.progress, 40)
        letters = self._run_letters(campaign)
        self.assertEqual(len(letters), 5)
        self.assertEqual(letters.batch_id.count, 5)
        self.assertEqual(wave.progress, 100)
        files = self.env["ir.attachment"].search_count(
            [("res_model", "=", "demat.sending"), ("res_id", "in", letters.ids)]
        )
        self.assertEqual(files, 5)

    def test_a_customer_without_mail_is_reminded_accepted_and_told_on_paper(self):
        campaign = self._launch(self.no_mail, kinds=PAPER)
        campaign.wave_ids[2].planned_on = AFTER
        self._post(self._run_letters(campaign, "2026-09-07"), POSTED)
        self.assertFalse(self._letters_of(campaign, "letter_reminder"))
        reminder = self._remind(campaign)
        self.assertTrue(reminder._prepare_rule().is_reminder)
        self._post(reminder, REMINDED)
        self._evaluate_silence("2026-10-27")
        consent = campaign.request_ids.consent_id
        self.assertPosition(consent, "accepted", "tacit_delay")
        self._run_waves(AFTER)
        notice = self._letters_of(campaign, "letter_notice")
        self.assertFalse(consent.effective_on)
        self._post(notice, "2026-10-29")
        self.assertEqual(str(consent.effective_on), "2026-11-14")
        with freeze_time("2026-11-05 10:00:00"):
            notice.sudo()._record_returned()
            # The receipt of the post comes late: it does not tell the customer.
            notice.batch_id.sudo().slip_number = "LP-2026-17"
        self.assertFalse(consent.effective_on)
        self.assertEvidence(consent, "notice_lost")

    def test_who_has_the_mailbox_of_a_robot_only_is_told_on_paper(self):
        address = "robot@garage.example"
        self.no_mail.email = address
        campaign = self._launch(self.no_mail, kinds=(*PAPER, "notice"))
        campaign.wave_ids.filtered(lambda w: "notice" in w.kind).planned_on = AFTER
        request = campaign.request_ids
        self.env["demat.delivery.rule"].create(
            {
                "consent_id": request.consent_id.id,
                "address": address,
                "is_robot": True,
                "active": True,
            }
        )
        self._post(self._run_letters(campaign, "2026-09-07"), POSTED)
        self._post(self._remind(campaign), REMINDED)
        self._evaluate_silence("2026-10-27")
        self.assertPosition(request.consent_id, "accepted", "tacit_delay")
        self._run_waves(AFTER)
        self.assertEqual(
            self._letters_of(campaign, "letter_notice").request_id, request
        )
        self.assertFalse(self._letters_of(campaign, "notice"))
        self._run_waves("2026-10-29")
        self.assertEqual(len(self._letters_of(campaign, "letter_notice")), 1)

    def test_whose_notice_came_back_is_told_on_paper(self):
        kinds = ("email", "reminder", "notice", "letter_notice")
        campaign = self._launch(self.customer, kinds=kinds)
        campaign.wave_ids.filtered(lambda w: "notice" in w.kind).planned_on = AFTER
        for day in ("2026-09-07", "2026-09-17"):
            self._run_waves(day)
        self._evaluate_silence("2026-10-27")
        self._run_waves(AFTER)
        self.assertFalse(self._letters_of(campaign, "letter_notice"))
        with freeze_time("2026-10-29 10:00:00"):
            self._letters_of(campaign, "notice").sudo()._record_bounced("Gone")
        self._run_waves("2026-10-30")
        notice = self._letters_of(campaign, "letter_notice")
        self.assertEqual(notice.partner_id, self.customer)

    def _letters_of(self, campaign, kind):
        return campaign.wave_ids.sending_ids.filtered(lambda s: s.kind == kind)

    def _remind(self, campaign):
        self._run_waves("2026-09-21")
        self.assertFalse(self._letters_of(campaign, "letter_reminder"))
        self._run_waves(REMINDED)
        return self._letters_of(campaign, "letter_reminder").ensure_one()

    def test_each_notice_leaves_once_even_when_silence_counts_on_two_days(self):
        other = self._other(9, "Plus Tard SA", email="plus@tard.example")
        campaign = self._launch(self.customer | other, kinds=("email", "reminder"))
        campaign.wave_ids = [
            (0, 0, {"kind": "notice", "planned_on": "2026-10-14"}),
        ]
        for day in ("2026-09-07", "2026-09-17"):
            self._run_waves(day)
        late = self._request_of(campaign, other)
        late.sudo()._write_sealed({"paused_days": 10})
        self._evaluate_silence("2026-10-13")
        self._run_waves("2026-10-14")
        self.assertEqual(self._letters_of(campaign, "notice").partner_id, self.customer)
        self._evaluate_silence("2026-10-20")
        self._run_waves("2026-10-21")
        notices = self._letters_of(campaign, "notice")
        self.assertEqual(notices.partner_id, self.customer | other)
        self.assertEqual(set(notices.mapped("state")), {"sent"})
        mails = (
            self.env["mailing.trace"]
            .sudo()
            .search_count(
                [
                    ("model", "=", "demat.request"),
                    ("mass_mailing_id.l10n_fr_demat_wave_id.kind", "=", "notice"),
                    ("trace_status", "=", "sent"),
                ]
            )
        )
        self.assertEqual(mails, 2)

    def test_paper_texts_pass_the_checker(self):
        shipped = [
            *(("letter_reminder", family) for family in self._families()),
            ("letter_notice", "consent_tacit"),
        ]
        letters = self.env["demat.letter"]
        for kind, family in shipped:
            letter = letters._find_letter(self.company, family, kind)
            for lang in ("fr_FR", "en_US"):
                version = letter._get_version(lang)
                with self.subTest(kind=kind, family=family, lang=lang):
                    self.assertEqual(version.lang, lang)
                    findings = version._get_findings(self.company._get_offer())
                    told = [f for f in findings if f.severity != "info"]
                    self.assertFalse(told, [(f.key, f.advice) for f in told])
                    text = version._get_sample_text().lower()
                    self.assertNotRegex(text, r"cli(ck|que)|href")
                    self.assertEqual("P10" in version._get_points(), "tacit" in family)

    def _families(self):
        return ("consent_tacit", "consent_express", "information")
