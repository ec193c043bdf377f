import io
import json
import zipfile

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, new_test_user, tagged

from ..rules import gates
from .evidence_common import GROUPS, PERSON, EvidenceCommon, run_verifier


@tagged("post_install", "-at_install", "post_install_l10n")
class TestEvidenceExport(EvidenceCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.events = cls._record_story(cls)
        cls.seal = cls.env["demat.evidence.seal"]._seal(cls.company)
        cls.files = {
            "evidence.pdf",
            "evidence.json",
            "public_key.pem",
            "verifier.py",
            "README.txt",
        }

    def test_the_public_key_alone_verifies_a_real_export(self):
        returncode, output = self._verify_outside()
        self.assertEqual(returncode, 0, output)
        self.assertIn("3 events", output)
        self.assertIn(self.seal.digest, output)
        self.assertIn("intact", output)

    def test_whatever_is_changed_in_the_file_is_named(self):
        for path, value, told in (
            (
                ("events", 1, "event", "payload", "answer"),
                "refuse",
                "changed at event 2",
            ),
            (
                ("events", 1, "event", "at"),
                "2020-01-01T00:00:00Z",
                "changed at event 2",
            ),
            (("events", 1, "details", "name", "value"), "Max", "changed_detail"),
            (("events", 2, "hash"), "0" * 64, "changed at event 3"),
            (("seal", "statement", "count"), 2, "signature at seal"),
            (("days", 0, "statement", "root"), "0" * 64, "signature at day"),
        ):
            with self.subTest(path=path):
                returncode, output = self._verify_outside(self._set(path, value))
                self.assertEqual(returncode, 1, output)
                self.assertIn(told, output)

    def test_a_cut_tail_is_named(self):
        def cut(export):
            del export["events"][2]

        returncode, output = self._verify_outside(cut)
        self.assertEqual(returncode, 1)
        self.assertIn("missing_tail", output)

    def test_the_key_of_somebody_else_verifies_nothing(self):
        files = self._export()
        self.env["ir.config_parameter"].search(
            [("key", "=", "l10n_fr_demat_campaign.evidence_seal_key")]
        ).unlink()
        files["public_key.pem"] = self.env["demat.evidence.key"]._get_public_key_pem()
        returncode, output = run_verifier(files)
        self.assertEqual(returncode, 1)
        self.assertIn("signature at seal", output)

    def test_what_was_erased_is_not_exported_and_the_rest_verifies(self):
        self.assertIn(PERSON["email"], self._export()["evidence.json"].decode())
        self.events.detail_ids.with_user(self.users["manager"]).action_erase()
        text = self._export()["evidence.json"].decode()
        for value in (*PERSON.values(), self.consent.partner_id.name):
            self.assertNotIn(value, text)
        returncode, output = self._verify_outside()
        self.assertEqual(returncode, 0, output)

    def test_days_signed_later_are_added(self):
        self.evidence._record(self.consent, "page_question")
        export = json.loads(self._export()["evidence.json"])
        self.assertEqual(len(export["days"]), 1)
        self.assertEqual(export["days"][0]["leaf"]["count"], 3)
        self.assertEqual(export["seal"]["statement"]["count"], 4)

    def test_the_other_customers_of_the_day_stay_unknown(self):
        others = self._create_consents(5)
        self.evidence._record(others, "import_row")
        self.env.cr.execute("UPDATE demat_evidence_seal SET day = '2020-01-01'")
        self.env.invalidate_all()
        self.env["demat.evidence.seal"]._seal(self.company)
        data = others[0]._get_evidence_json().decode()
        for other in others[1:]:
            self.assertNotIn(f'"demat.consent,{other.id}"', data)

    def test_a_customer_without_evidence_has_a_file_too(self):
        consent = self._create_consents(1)
        returncode, output = run_verifier(self._export(consent))
        self.assertEqual(returncode, 0, output)
        self.assertIn("0 events", output)

    def test_one_click_for_whoever_reads_evidence(self):
        for login in ("officer", "manager", "auditor"):
            with self.subTest(user=login):
                consent = self.consent.with_user(self.users[login])
                url = consent.action_export_evidence()["url"]
                self.assertEqual(url, f"/demat/evidence/file?ids={consent.id}")
                self.assertEqual(set(self._export(consent)), self.files)

    def test_a_salesperson_exports_nothing(self):
        consent = self.consent.with_user(self.users["salesperson"])
        for export in (
            consent.action_export_evidence,
            consent._get_evidence_zip,
            consent._get_evidence_json,
            consent._get_evidence_pdf,
        ):
            with self.subTest(export=export.__name__), self.assertRaises(AccessError):
                export()

    def test_too_many_at_once_are_refused(self):
        with self.assertRaises(UserError):
            self._create_consents(101).action_export_evidence()

    def test_several_customers_have_a_folder_each(self):
        consents = self.consent | self._create_consents(1)
        archive = zipfile.ZipFile(io.BytesIO(consents._get_evidence_zip()))
        self.assertEqual(len(archive.namelist()), 2 * len(self.files))
        self.assertEqual({name.count("/") for name in archive.namelist()}, {1})

    def test_no_name_of_a_customer_leaves_the_folder(self):
        self.consent.partner_id.name = "../../É: a/b\\c"
        self.assertRegex(self.consent._get_evidence_file_name(), r"^evidence-[\w-]+$")

    def test_the_document_tells_the_story_in_words(self):
        html = self._render()
        for words in (
            self.consent.partner_id.name,
            "Answer on the page",
            "Agreed to electronic invoices",
            PERSON["name"],
            "a" * 64,
            self.seal.digest,
            self.events.chain_id.public_head,
            "Nothing was changed or removed.",
            "verifier.py",
        ):
            self.assertIn(words, html)

    def test_the_document_says_what_was_erased(self):
        self.events.detail_ids.with_user(self.users["manager"]).action_erase()
        html = self._render()
        self.assertNotIn(PERSON["name"], html)
        self.assertIn("Personal data erased; its digest remains.", html)

    def test_the_document_says_that_the_chain_is_broken(self):
        with self._sandbox() as cr:
            cr.execute("UPDATE demat_evidence SET kind = 'x' WHERE number = 2")
            self.env.invalidate_all()
            self.assertIn("Event 2 is not what was recorded.", self._render())

    def test_silence_is_explained_gate_by_gate(self):
        payload = {"deadline": "2026-10-12", "gates": "G06,G10"}
        self.evidence._record(self.consent, "tacit_evaluated", payload)
        silence = self.consent._get_evidence_report()["silences"][0]
        shut = [gate["code"] for gate in silence["gates"] if not gate["is_met"]]
        self.assertEqual(shut, ["G06", "G10"])
        asked = [gate for gate in gates.GATES if gate.stage is gates.Stage.ACCEPT]
        self.assertEqual(len(silence["gates"]), len(asked))
        for gate in silence["gates"]:
            with self.subTest(gate=gate["code"]):
                self.assertTrue(gate["label"])
                self.assertTrue(gate["source"])
        self.assertIn("A reminder arrived", self._render())

    # Helpers

    def _export(self, consent=None):
        """Return the files that an auditor gets, by name."""
        consent = consent or self.consent.with_user(self.users["auditor"])
        archive = zipfile.ZipFile(io.BytesIO(consent._get_evidence_zip()))
        return {name: archive.read(name) for name in archive.namelist()}

    def _render(self):
        report = self.env["ir.actions.report"].with_user(self.users["auditor"])
        html, _ = report._render_qweb_html(
            "l10n_fr_demat_campaign.demat_evidence_report", self.consent.ids
        )
        return html.decode()

    def _set(self, path, value):
        def change(export):
            for step in path[:-1]:
                export = export[step]
            self.assertIn(path[-1], export)
            export[path[-1]] = value

        return change

    def _verify_outside(self, change=None):
        """Export, change the file as somebody might, and verify it elsewhere."""
        files = self._export()
        if change:
            export = json.loads(files["evidence.json"])
            change(export)
            files["evidence.json"] = json.dumps(export).encode()
        return run_verifier(files)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestEvidenceDownload(HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env.company
        for login in ("auditor", "salesperson"):
            new_test_user(cls.env, f"download_{login}", GROUPS[login])
        partner = cls.env["res.partner"].create({"name": "Client", "is_company": True})
        cls.consent = cls.env["demat.consent"].create(
            {"partner_id": partner.id, "company_id": cls.company.id}
        )
        cls.env["demat.evidence"]._record(cls.consent, "import_row")
        cls.seal = cls.env["demat.evidence.seal"]._seal(cls.company)
        cls.urls = (
            f"/demat/evidence/file?ids={cls.consent.id}",
            f"/demat/evidence/seal/{cls.seal.id}",
            "/demat/evidence/key",
        )

    def test_an_auditor_downloads_and_changes_nothing(self):
        self.authenticate("download_auditor", "download_auditor")
        for url in self.urls:
            with self.subTest(url=url):
                response = self.url_open(url)
                self.assertEqual(response.status_code, 200)
                self.assertIn("attachment", response.headers["Content-Disposition"])
                self.assertTrue(response.content)
        self.assertEqual(self.consent._get_chain().event_count, 1)

    def test_a_salesperson_finds_nothing(self):
        self.authenticate("download_salesperson", "download_salesperson")
        for url in self.urls:
            with self.subTest(url=url):
                self.assertEqual(self.url_open(url).status_code, 404)

    def test_a_stranger_must_log_in(self):
        for url in self.urls:
            with self.subTest(url=url):
                self.assertIn("/web/login", self.url_open(url).url)

    def test_odd_numbers_find_nothing(self):
        self.authenticate("download_auditor", "download_auditor")
        for ids in ("", "0", "99999999", "x", "-1", "²", "1" * 40):
            with self.subTest(ids=ids):
                response = self.url_open(f"/demat/evidence/file?ids={ids}")
                self.assertEqual(response.status_code, 404)
