from ...rules.sender_records import read_dkim, read_dmarc, read_spf
from .common import BaseCase, tagged

SPF = "v=spf1 include:mail.example -all"
DMARC = "v=DMARC1; p=reject"
DKIM = "v=DKIM1; p=MIGf"


@tagged("post_install", "-at_install", "post_install_l10n")
class TestSenderRecords(BaseCase):
    def test_one_record_counts_none_or_several_do_not(self):
        for read, record in ((read_spf, SPF), (read_dmarc, DMARC), (read_dkim, DKIM)):
            with self.subTest(record=record):
                self.assertEqual(read(["other=1", record]), (record, None))
                self.assertEqual(read(["other=1"]), ("", "missing"))
                self.assertEqual(read([record, record]), ("", "several"))

    def test_a_record_that_protects_nobody_has_a_flaw(self):
        for read, record, flaw in (
            (read_spf, "v=spf1 +all", "anybody"),
            (read_dmarc, "v=DMARC1; p=nothing", "policy"),
            (read_dkim, "v=DKIM1; p=", "revoked"),
        ):
            with self.subTest(record=record):
                self.assertEqual(read([record]), (record, flaw))
