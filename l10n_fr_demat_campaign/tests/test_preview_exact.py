import base64
import re
from unittest.mock import patch

from freezegun import freeze_time

from odoo.tests import Form, tagged

from .campaign_common import CampaignCommon

TOKEN = re.compile(r"/demat/[A-Za-z0-9_%-]{40,}(/stop)?")
PLACEHOLDERS = {None: "/my/demat/view", "/stop": "/my/demat/stop/view"}


@tagged("post_install", "-at_install", "post_install_l10n")
class TestPreviewExact(CampaignCommon):
    """What the preview shows of each step is, to the letter, what leaves."""

    def setUp(self):
        super().setUp()
        self.customer.phone = self.no_mail.phone = "0102030405"

    def _preview(self, campaign, kind):
        """Open the preview as the officer does; return its wizard."""
        wave = campaign.wave_ids.filtered(lambda wave: wave.kind == kind)
        request = campaign.request_ids.with_user(self.user_officer)
        context = request.action_preview()["context"]
        model = self.env["demat.request.preview"].with_user(self.user_officer)
        form = Form(model.with_context(**context))
        form.wave_id = wave
        return form.save()

    def assertMail(self, preview):
        """Check that the last mail is the previewed one, its links apart."""
        [mail] = self._mails
        self.assertEqual(mail["subject"], preview.subject)
        self.assertRegex(mail["body"], TOKEN)
        sent = TOKEN.sub(lambda match: PLACEHOLDERS[match[1]], mail["body"])
        self.assertIn(str(preview.body).strip(), sent)

    def test_the_mails_of_all_steps(self):
        kinds = ("email", "reminder", "notice")
        campaign = self._launch(self.customer, kinds=kinds)
        campaign.wave_ids[2].planned_on = "2026-10-14"
        for kind, day in zip(
            kinds, ("2026-09-07", "2026-09-17", "2026-10-14"), strict=True
        ):
            with self.subTest(kind):
                if kind == "notice":
                    self._evaluate_silence("2026-10-13")
                with freeze_time(f"{day} 07:00:00"):
                    preview = self._preview(campaign, kind)
                    self.assertTrue(preview.body)
                self._run_waves(day)
                self.assertMail(preview)

    def test_the_letters_of_all_steps(self):
        kinds = ("letter", "letter_reminder", "letter_notice")
        campaign = self._launch(self.no_mail, kinds=kinds)
        days = ("2026-09-07", "2026-09-28", "2026-11-10")
        for wave, day in zip(campaign.wave_ids, days, strict=True):
            wave.planned_on = day
        request = self.registry["demat.request"]
        # The code of a preview opens nothing: apart from that, each byte is the same.
        same = patch.object(request, "_get_page_url", lambda _self: "https://x.example")
        with same:
            for kind, day in zip(kinds, days, strict=True):
                if kind == "letter_notice":
                    self._evaluate_silence("2026-11-03")
                with self.subTest(kind):
                    self._check_letter(campaign, kind, day)

    def _check_letter(self, campaign, kind, day):
        with freeze_time(f"{day} 08:00:00"):
            preview = base64.b64decode(self._preview(campaign, kind).letter)
        self._run_waves(day)
        wave = campaign.wave_ids.filtered(lambda wave: wave.kind == kind)
        [printed] = wave.sending_ids._read_letters()
        self.assertEqual(preview, printed)
        with freeze_time(f"{day} 09:00:00"):
            batch = wave.sending_ids.batch_id.with_user(self.user_officer)
            batch.action_mark_posted()

    def test_the_script_of_a_call(self):
        campaign = self._launch(self.customer, kinds=("call_list",))
        preview = self._preview(campaign, "call_list")
        self._run_waves("2026-09-07")
        note = campaign.request_ids.activity_ids.note
        self.assertTrue(preview.body)
        self.assertEqual(str(preview.body), str(note))
