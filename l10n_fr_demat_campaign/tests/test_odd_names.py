from email.header import decode_header, make_header

from freezegun import freeze_time

from odoo.tests import tagged

from .campaign_common import CampaignCommon
from .smtp_common import SmtpCommon

DAY = "2026-09-07 08:00:00"
NAMES = (
    "Durand\r\nBcc: spy@evil.example\r\n\r\nHello",
    "Durand\nSA",
    "Boulangerie 🥖🔥",
    "\u202eSARL\u202c مخبز النور",
    "X" * 300,
    "A\tB\u2028C\u2029D\x7fE\x01",
    '<script>alert(1)</script> "quoted" \\ & Co',
    "=?utf-8?q?=0ABcc:_spy=40evil.example?=",
)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestOddNames(SmtpCommon, CampaignCommon):
    """Whatever a customer is called, the message leaves for them and nobody else."""

    def test_the_message_leaves_for_the_customer_alone(self):
        mailbox = self.start_mailbox()
        partners = self.env["res.partner"].concat(
            *(
                self._create_customer(
                    name=name,
                    email=f"compta-{number}@odd.example",
                    l10n_fr_demat_siren=False,
                    vat=False,
                )
                for number, name in enumerate(NAMES)
            )
        )
        campaign = self._launch(partners)
        with freeze_time(DAY), self.enter_registry_test_mode():
            self._trigger("l10n_fr_demat_campaign.ir_cron_run_waves")
            self._trigger("mass_mailing.ir_cron_mass_mailing_queue")
            self._trigger("mail.ir_cron_mail_scheduler_action")
        self.env.invalidate_all()
        arrived = {message["Message-Id"]: message for message in mailbox.messages}
        for sending in campaign.request_ids.sending_ids:
            with self.subTest(name=sending.partner_id.name):
                self.assertEqual(sending.state, "sent", sending.failure)
                message = arrived.pop(sending.message_id)
                self.assertIn(sending.address, message["To"])
                self.assertNotIn("evil", str(message["Bcc"]) + str(message["Cc"]))
                subject = str(make_header(decode_header(message["Subject"])))
                self.assertNotRegex(subject, r"[\x00-\x1f]")
                text = message.get_payload()[0]
                self.assertEqual(text.get_content_type(), "text/plain")
        self.assertFalse(arrived)
