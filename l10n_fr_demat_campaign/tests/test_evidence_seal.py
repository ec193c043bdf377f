import base64
import json

from cryptography.hazmat.primitives.serialization import load_pem_public_key
from freezegun import freeze_time

from odoo.modules.neutralize import get_neutralization_queries
from odoo.tests import tagged

from ..rules.evidence_file import statement_digest
from .evidence_common import EvidenceCommon


@tagged("post_install", "-at_install", "post_install_l10n")
class TestEvidenceSeal(EvidenceCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seals = cls.env["demat.evidence.seal"]
        cls.events = cls._record_story(cls)

    def test_the_public_key_alone_verifies_a_seal(self):
        seal = self.seals._seal(self.company)
        key = load_pem_public_key(seal.public_key.encode())
        key.verify(base64.b64decode(seal.signature), seal.body.encode())
        self.assertEqual(seal.digest, statement_digest(json.loads(seal.body)))

    def test_one_seal_a_day_for_what_moved(self):
        with freeze_time("2026-12-01 23:00:00"):
            first = self._seal_all()
            self.assertEqual(first.head_count, 1)
            self.evidence._record(self.consent, "page_question")
            self.assertFalse(self._seal_all(), "The day is signed already.")
        with freeze_time("2026-12-02 23:00:00"):
            second = self._seal_all()
            self.assertEqual(second.leaf_ids.event_count, 4)
            self.assertEqual(json.loads(second.body)["previous"], first.digest)
        with freeze_time("2026-12-03 23:00:00"):
            self.assertFalse(self._seal_all(), "Nothing moved.")
        self.assertFalse((first | second)._verify())

    def test_each_company_signs_its_own(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.env.user.company_ids |= other
        consents = self._create_consents(1, other)
        self.evidence._record(consents, "import_row")
        seals = self._seal_all()
        self.assertEqual(seals.company_id, self.company | other)
        self.assertEqual(seals.mapped("head_count"), [1, 1])

    def test_the_seal_leaves_by_mail_to_the_address_of_the_settings(self):
        self.company.l10n_fr_demat_seal_email = "Notaire@etude.example"
        seal = self.seals._seal(self.company)
        mail = self.env["mail.mail"].search(
            [("model", "=", seal._name), ("res_id", "=", seal.id)]
        )
        self.assertEqual(mail.email_to, "Notaire@etude.example")
        self.assertIn(seal.digest, mail.body_html)
        file = json.loads(mail.attachment_ids.raw)
        self.assertEqual(file["statement"], json.loads(seal.body))
        self.assertEqual(file["signature"], seal.signature)
        self.assertNotIn(self.consent.partner_id.name, mail.attachment_ids.raw.decode())

    def test_a_copy_of_the_database_sends_its_heads_to_nobody(self):
        self.company.l10n_fr_demat_seal_email = "notaire@etude.example"
        campaign = self._create_campaign()
        campaign._write_sealed({"state": "running"})
        self.env.flush_all()
        for query in get_neutralization_queries(["l10n_fr_demat_campaign"]):
            self.env.cr.execute(query)
        self.env.invalidate_all()
        self.assertFalse(self.company.l10n_fr_demat_seal_email)
        self.assertEqual(campaign.state, "paused")

    def test_without_an_address_the_seal_stays_and_says_so(self):
        seal = self.seals._seal(self.company)
        self.assertFalse(seal.email)
        self.assertFalse(seal._mail())

    def test_a_forged_seal_is_named(self):
        seal = self.seals._seal(self.company)
        forged = base64.b64encode(b"x" * 64).decode()
        for statement, value in (
            (
                "UPDATE demat_evidence_seal SET body = %s",
                seal.body.replace("day", "dax"),
            ),
            ("UPDATE demat_evidence_seal SET body = %s", "no json"),
            ("UPDATE demat_evidence_seal SET signature = %s", forged),
            ("UPDATE demat_evidence_seal SET signature = %s", "not base64"),
            ("UPDATE demat_evidence_seal SET day = %s", "2020-01-01"),
            ("UPDATE demat_evidence_leaf SET event_count = %s", 2),
            ("UPDATE demat_evidence_leaf SET head = %s", "0" * 64),
            ("DELETE FROM demat_evidence_leaf WHERE event_count > %s", 0),
        ):
            with self.subTest(statement=statement, value=value), self._sandbox() as cr:
                cr.execute(statement, [value])
                self.assertBroken(seal, "seal", 0)
        self.assertFalse(seal._verify())

    def test_a_seal_that_disappeared_breaks_the_next_one(self):
        with freeze_time("2026-12-01"):
            first = self.seals._seal(self.company)
        self.evidence._record(self.consent, "page_question")
        with freeze_time("2026-12-02"):
            second = self.seals._seal(self.company)
        with self._sandbox() as cr:
            cr.execute("DELETE FROM demat_evidence_leaf WHERE seal_id = %s", [first.id])
            cr.execute("DELETE FROM demat_evidence_seal WHERE id = %s", [first.id])
            self.assertBroken(second, "seal", 0)

    def test_the_daily_jobs_sign_and_verify(self):
        self._run_cron("ir_cron_seal")
        seal = self.seals.search([("company_id", "=", self.company.id)])
        self.assertEqual(len(seal), 1)
        self.assertEqual(self.events.chain_id.sealed_count, 3)
        self._run_cron("ir_cron_verify_seals")
        self.assertEqual(seal.state, "valid")

    def _seal_all(self):
        companies = self.seals._get_companies_to_seal()
        found = [self.seals._seal(company) for company in companies]
        return self.seals.union(*found)
