from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..models.mail_mail_campaign import LINK_PLACEHOLDER
from .security_common import SecurityCommon

_HOSTILE = "{{ 7 * 191 }} ${7 * 191} {siren} <t t-out='7 * 191'/><script>x</script>"


@tagged("post_install", "-at_install", "post_install_l10n")
class TestSecurityMail(SecurityCommon):
    def setUp(self):
        super().setUp()
        self.hostile = self._create_customer(
            name=_HOSTILE, email="factures@hostile.example"
        )
        self.campaign = self._launch(self.hostile)

    def test_a_hostile_name_is_text_and_nothing_in_it_runs(self):
        with self.at("2026-09-07"), self.enter_registry_test_mode():
            self._trigger("l10n_fr_demat_campaign.ir_cron_run_waves")
            self._trigger("mass_mailing.ir_cron_mass_mailing_queue")
            self._trigger("mail.ir_cron_mail_scheduler_action")
            sent = [
                mail
                for mail in self._mails
                if "factures@hostile.example" in str(mail["email_to"])
            ]
        self.assertTrue(sent)
        for mail in sent:
            self.assertNotIn("1337", mail["body"] + mail["subject"])
            self.assertNotIn("<script", mail["body"])
            self.assertNotIn("<t ", mail["body"])

    def test_a_test_message_carries_nobody_s_link(self):
        self._run_waves("2026-09-07")
        mailing = self.campaign.wave_ids.mailing_id.sudo()
        wizard = self.env["mailing.mailing.test"].sudo()
        with self.at("2026-09-07"):
            wizard.create(
                {"mass_mailing_id": mailing.id, "email_to": "spy@elsewhere.example"}
            ).send_mail_test()
            sent = list(self._mails)
        self.assertTrue(sent)
        for mail in sent:
            links = f"{mail['body']} {mail.get('headers')}"
            self.assertNotIn("/demat/", links.replace(LINK_PLACEHOLDER, ""))

    def test_nobody_makes_a_mailing_of_a_wave_or_changes_its_text(self):
        self._run_waves("2026-09-07")
        wave = self.campaign.wave_ids.filtered("mailing_id")
        group = self.env.ref("mass_mailing.group_mass_mailing_user")
        group.sudo().user_ids |= self.user_manager
        values = {"subject": "Forged", "l10n_fr_demat_wave_id": wave.id}
        with self.assertRaises(AccessError):
            self._call("manager", "mailing.mailing", "create", [values])
        for change in ({"subject": "Forged"}, {"body_arch": "<p>Forged</p>"}):
            with self.subTest(change=change), self.assertRaises(AccessError):
                ids = wave.mailing_id.ids
                self._call("manager", "mailing.mailing", "write", ids, change)
