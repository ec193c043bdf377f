from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .campaign_common import CampaignCommon

PRINTED, BACK = "2026-09-07", "2026-09-21"


@tagged("post_install", "-at_install", "post_install_l10n")
class TestLetterScan(CampaignCommon):
    """Paper that comes back is found by what is printed on it."""

    def setUp(self):
        super().setUp()
        other = self._create_customer(
            name="Autre SA", email=False, l10n_fr_demat_siren="732829320"
        )
        self.campaign = self._launch(self.no_mail | other, kinds=("letter",))
        self._run_waves(PRINTED)
        self.letters = self.campaign.wave_ids.sending_ids
        with freeze_time("2026-09-08 10:00:00"):
            self.letters.batch_id.with_user(self.user_officer).action_mark_posted()
        self.first, self.second = self.letters.request_id

    def _enter(self, *lines, user=None, **values):
        wizard = self.env["demat.letter.return"].with_user(user or self.user_officer)
        with freeze_time(f"{BACK} 10:00:00"):
            wizard = wizard.create({"codes": "\n".join(lines), **values})
            return wizard, wizard.action_record()

    def test_a_request_is_found_by_all_that_is_printed(self):
        requests = self.env["demat.request"].with_user(self.user_officer)
        code, reference = self.first.short_code, self.first._get_reference()
        with freeze_time("2026-09-08 10:00:00"):
            url = self.first.sudo()._get_page_url()
            for text in (code, code.lower(), f"{code[:5]}-{code[5:]}", reference, url):
                with self.subTest(text=text):
                    self.assertEqual(requests._from_scan(text), self.first)
            for text in ("", "ZZZZZ", "C999-00001", f"{url}x", "C1-99999"):
                with self.subTest(text=text):
                    self.assertFalse(requests._from_scan(text))

    def test_the_reason_is_asked_in_the_language_of_who_enters(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        field = self.env["ir.model.fields"]._get("demat.sending", "return_reason")
        npai = field.selection_ids.filtered(lambda choice: choice.value == "npai")
        npai.update_field_translations("name", {"fr_FR": "Inconnu à cette adresse"})
        wizard = self.env["demat.letter.return"].with_user(self.user_officer)
        wizard = wizard.with_context(lang="fr_FR")
        choices = dict(wizard.fields_get(["reason"])["reason"]["selection"])
        self.assertEqual(choices["npai"], "Inconnu à cette adresse")

    def test_several_letters_are_entered_at_once(self):
        _wizard, action = self._enter(
            self.first.short_code, self.second._get_reference(), reason="pnd"
        )
        self.assertEqual(action["tag"], "display_notification")
        self.assertEqual(set(self.letters.mapped("state")), {"returned"})
        self.assertEqual(set(self.letters.mapped("return_reason")), {"pnd"})
        self.assertEqual(self.letters.batch_id.returned_count, 2)
        for request in (self.first, self.second):
            self.assertEvidence(request.consent_id, "letter_returned")
            self.assertEqual(request.blocker_gate, "G07")
            self.assertIn("09/21/2026", request.consent_id.blocker_text)

    def test_silence_does_not_count_after_a_letter_came_back(self):
        self._enter(self.first.short_code)
        facts = self.first._get_facts(date(2026, 11, 30))
        self.assertFalse(facts.proofs)
        self._evaluate_silence("2026-11-30")
        self.assertEqual(self.first.consent_id.state, "asked")

    def test_what_is_not_recognised_stays_on_the_screen(self):
        wizard, action = self._enter(self.first.short_code, "NOT-A-CODE")
        self.assertEqual((wizard.count, wizard.unknown), (1, "NOT-A-CODE"))
        self.assertEqual(action["res_id"], wizard.id)
        wizard, _action = self._enter(self.first.short_code)
        self.assertEqual((wizard.count, wizard.unknown), (0, self.first.short_code))

    def test_only_officers_enter_letters_and_not_of_tomorrow(self):
        with self.assertRaises(AccessError):
            self._enter(self.first.short_code, user=self.user_salesperson)
        with self.assertRaises(UserError):
            self._enter(self.first.short_code, returned_on="2026-12-24")

    def test_a_coupon_opens_the_entry_filled_in(self):
        coupons = self.env["demat.coupon"].with_user(self.user_officer)
        action = coupons.create({"code": self.second.short_code}).action_open()
        answer = self.env["demat.request.answer"].with_user(self.user_officer)
        answer = answer.with_context(**action["context"]).new({})
        self.assertEqual(answer.request_id._origin, self.second)
        self.assertEqual(answer.door, "coupon")
        with self.assertRaises(UserError):
            coupons.create({"code": "ZZZZZ"}).action_open()

    def test_the_slip_lists_the_letters_with_count_and_fingerprint(self):
        batch = self.letters.batch_id
        report = self.env["ir.actions.report"].with_user(self.user_officer)
        html, _kind = report._render_qweb_html(
            "l10n_fr_demat_campaign.demat_batch_document", batch.ids
        )
        text = html.decode()
        for printed in (batch.sha256, *self.letters.request_id.mapped("short_code")):
            self.assertIn(printed, text)
