import base64
import csv
import io
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, TransactionCase, new_test_user, tagged, users
from odoo.tools import file_open

from ..models import demat_import_run

HEAD = "code;raison_sociale;categorie;siren;code_postal;ville;adresse1;pays;email\n"
GROUP = "l10n_fr_demat_campaign.demat_group_%s"


@tagged("post_install", "-at_install", "post_install_l10n")
class TestImport(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env["res.company"].create(
            {"name": "Fournil du Pont", "country_id": cls.env.ref("base.fr").id}
        )
        companies = {"company_id": cls.company.id, "company_ids": cls.company.ids}
        for name, group in (
            ("import_officer", GROUP % "user"),
            ("import_auditor", GROUP % "auditor"),
            ("vendeur.nord", GROUP % "salesperson"),
        ):
            new_test_user(cls.env, name, group, **companies)
        with file_open(
            "l10n_fr_demat_campaign/tests/files/customers.csv", "rb"
        ) as file:
            cls.sample = file.read()

    def _create(self, content, **values):
        if isinstance(content, str):
            content = content.encode()
        imports = self.env["demat.import"].with_company(self.company)
        return imports._create_from_file(content, "customers.csv", **values)

    def _run(self, content, **values):
        import_ = self._create(content, **values)
        import_.action_start()
        import_._run()
        return import_

    def _get_report(self, import_):
        text = import_._get_report_csv().decode()
        return list(csv.DictReader(io.StringIO(text), delimiter=";"))

    def _assert_rows(self, import_, expected):
        found = [
            (row["code"], row["outcome"], row["flaws"])
            for row in self._get_report(import_)
        ]
        self.assertEqual(found, expected)

    def _get_customer(self, code):
        return self.env["res.partner"].search([("ref", "=", code)])

    @users("import_officer")
    def test_each_row_is_created_matched_or_refused_with_a_reason(self):
        import_ = self._run(self.sample)
        self.assertEqual(import_.state, "done")
        self._assert_rows(
            import_,
            [
                ("C1", "created", "shared_email"),
                ("C2", "matched", "duplicate"),
                ("C3", "created", "bad_email"),
                ("C4", "created", "robot_email"),
                (
                    "C5",
                    "created",
                    "siren_checksum,unknown_tool,unknown_salesperson,shared_email",
                ),
                ("C6", "created", ""),
                ("C7", "refused", "no_name"),
                ("C8", "refused", "formula,no_name"),
                ("C9", "created", ""),
                ("", "created", "formula,no_email,shared_vat"),
                ("C11", "refused", "columns"),
            ],
        )
        self.assertRecordValues(
            import_,
            [
                {
                    "row_count": 11,
                    "created_count": 7,
                    "matched_count": 1,
                    "refused_count": 3,
                    "waiting_count": 0,
                }
            ],
        )

    @users("import_officer")
    def test_a_created_customer_holds_what_the_row_says(self):
        self._run(self.sample)
        self.assertRecordValues(
            self._get_customer("C1"),
            [
                {
                    "name": "Papeterie Durand",
                    "is_company": True,
                    "l10n_fr_demat_siren": "341777639",
                    "l10n_fr_demat_siret": "34177763900251",
                    "vat": "FR55341777639",
                    "l10n_fr_demat_recipient": "taxable",
                    "email": "compta@groupe.example",
                    "phone": "01 93 39 31 06",
                    "zip": "69003",
                    "country_code": "FR",
                }
            ],
        )
        customer = self._get_customer("C1")
        self.assertEqual(customer.user_id.login, "vendeur.nord")
        self.assertEqual(customer.l10n_fr_demat_tool_id.code, "yooz")
        self.assertEqual(customer.child_ids.name, "Jérôme Durand")
        self.assertEqual(self._get_customer("C6").l10n_fr_demat_recipient, "consumer")

    @users("import_officer")
    def test_a_doubtful_datum_is_left_out_told_and_noted(self):
        self._run(self.sample)
        self.assertFalse(self._get_customer("C3").email)
        clinic = self._get_customer("C5")
        self.assertFalse(clinic.l10n_fr_demat_siren)
        self.assertTrue(clinic.l10n_fr_demat_is_to_review)
        self.assertEqual(clinic.l10n_fr_demat_tool_other, "outil maison")
        self.assertIn("783685952", clinic.message_ids[0].body)

    @users("import_officer")
    def test_a_robot_gets_a_rule_and_never_the_e_mail_of_the_customer(self):
        self._run(self.sample)
        customer = self._get_customer("C4")
        self.assertFalse(customer.email)
        consents = self.env["demat.consent"]._find(customer, self.company)
        self.assertRecordValues(
            consents[customer].sudo().rule_ids,
            [
                {
                    "address": "Achats.SM@Evoliz.email",
                    "channel": "email",
                    "is_robot": True,
                    "verification_state": "unverified",
                }
            ],
        )

    @users("import_officer")
    def test_importing_governs_nobody(self):
        import_ = self._run(self.sample)
        customers = import_.row_ids.partner_id
        consents = self.env["demat.consent"]._find(customers, self.company)
        self.assertEqual(set(consents), set(customers))
        for consent in consents.values():
            self.assertEqual(consent.state, "not_asked")
            self.assertFalse(consent.is_governed)

    @users("import_officer")
    def test_the_same_file_twice_creates_nothing_twice(self):
        first = self._run(self.sample)
        customers = first.row_ids.partner_id
        count = self.env["res.partner"].search_count([])
        second = self._run(self.sample)
        self.assertEqual(second.created_count, 0)
        self.assertEqual(second.matched_count, 8)
        self.assertEqual(second.row_ids.partner_id, customers)
        self.assertEqual(self.env["res.partner"].search_count([]), count)
        rules = self.env["demat.delivery.rule"].sudo()
        self.assertEqual(
            rules.search_count([("address", "=", "Achats.SM@Evoliz.email")]), 1
        )

    @users("import_officer")
    def test_an_import_stopped_in_the_middle_goes_on_where_it_was(self):
        batches = patch.multiple(demat_import_run, LOAD_SIZE=4, MATCH_SIZE=3)
        self.startPatcher(batches)
        import_ = self._create(self.sample)
        import_.action_start()
        for _batch in range(6):
            import_._run_batch()
        self.assertEqual(import_.created_count + import_.matched_count, 6)
        import_.action_stop()
        self.assertEqual(import_._run_batch(), 0)
        import_.action_resume()
        self.env.invalidate_all()
        import_._run()
        self.assertEqual(import_.state, "done")
        self.assertEqual(import_.created_count, 7)
        lines = self._get_report(import_)
        self.assertEqual([line["code"] for line in lines[:3]], ["C1", "C2", "C3"])
        self.assertEqual(len(lines), 11)

    def test_the_end_of_an_import_is_committed_too(self):
        import_ = self._create(self.sample)
        import_.action_start()
        states = []
        import_._run(commit=lambda: states.append(import_.state))
        self.assertEqual(states[-1], "done")

    @users("import_officer")
    def test_a_row_that_odoo_refuses_spoils_no_other_row(self):
        # a number that a person may type on a customer, and that no rule judges
        partner = (
            self.env["res.partner"]
            .sudo()
            .create(
                {
                    "name": "Béranger",
                    "ref": "K1",
                    "l10n_fr_demat_siret": "35600000000048",
                }
            )
        )
        import_ = self._run(
            HEAD
            + "K1;Béranger;Entreprise;341777639;69003;Lyon;1 rue A;FR;a@b.example\n"
            + "K2;Garnier;Entreprise;513500041;69003;Lyon;1 rue A;FR;c@d.example\n"
        )
        self._assert_rows(
            import_, [("K1", "refused", "unwritable"), ("K2", "created", "")]
        )
        self.assertFalse(partner.l10n_fr_demat_siren)
        self.assertFalse(partner.email)

    @users("import_officer")
    def test_a_customer_who_is_there_is_completed_and_never_changed(self):
        partner = (
            self.env["res.partner"]
            .sudo()
            .create({"name": "Durand", "ref": "K1", "email": "old@durand.example"})
        )
        row = "K1;Durand SA;Entreprise;341777639;69003;Lyon;1 rue A;FR;new@d.example\n"
        for is_completing, siren in ((False, False), (True, "341777639")):
            with self.subTest(is_completing=is_completing):
                import_ = self._run(HEAD + row, is_completing=is_completing)
                self._assert_rows(import_, [("K1", "matched", "other_name")])
                self.assertEqual(partner.l10n_fr_demat_siren, siren)
        self.assertEqual(partner.name, "Durand")
        self.assertEqual(partner.email, "old@durand.example")
        self.assertEqual(partner.city, "Lyon")
        self.assertIn("SIREN", import_.row_ids.text)

    @users("import_officer")
    def test_a_code_of_another_company_changes_nobody(self):
        partner = (
            self.env["res.partner"]
            .sudo()
            .create({"name": "Durand", "ref": "K1", "l10n_fr_demat_siren": "356000000"})
        )
        row = "K1;Durand;Entreprise;341777639;69003;Lyon;1 rue A;FR;a@b.example\n"
        self._assert_rows(self._run(HEAD + row), [("K1", "refused", "code_taken")])
        self.assertFalse(partner.email)

    @users("import_officer")
    def test_an_archived_customer_is_found_and_stays_archived(self):
        partner = (
            self.env["res.partner"]
            .sudo()
            .create({"name": "Durand", "ref": "K1", "active": False})
        )
        row = "K1;Durand;Entreprise;341777639;69003;Lyon;1 rue A;FR;a@b.example\n"
        self._assert_rows(self._run(HEAD + row), [("K1", "matched", "archived")])
        self.assertFalse(partner.active)

    @users("import_officer")
    def test_no_cell_of_the_report_is_run_by_a_spreadsheet(self):
        row = "-K1;Durand;Mystère;341777639;69003;Lyon;1 rue A;FR;=1+1\n"
        report = self._run(HEAD + row)._get_report_csv().decode()
        for line in csv.reader(io.StringIO(report), delimiter=";"):
            for cell in line:
                self.assertNotIn(cell[:1], ("=", "+", "-", "@", "\t"), cell)

    @users("import_officer")
    def test_the_report_is_downloaded_as_it_was_made(self):
        import_ = self._run(self.sample)
        self.assertEqual(base64.b64decode(import_.report), import_._get_report_csv())
        self.assertIn(str(import_.id), import_.action_download_report()["url"])
        rows = self.env["demat.import.row"].search(
            import_.action_view_rows()["domain"] + [("flaws", "ilike", "shared_email")]
        )
        self.assertEqual(rows.mapped("code"), ["C1", "C5"])

    @users("import_officer")
    def test_a_file_that_cannot_be_imported_says_why_and_what_to_do(self):
        for content, words in (
            (b"", ("empty",)),
            ("nom;cp\nÉ;1".encode("cp1252"), ("UTF-8", "line 2", "0xC9")),
            ("nom;cp\nA;1".encode("utf-16"), ("UTF-16", "CSV UTF-8")),
            (b"nom;cp\n", ("header",)),
            (b"nom\nA\n", ("one column",)),
            (b'nom;cp\n"A;1\n', ("line 2", "quote")),
        ):
            with self.subTest(content=content):
                with self.assertRaises(UserError) as caught:
                    self._create(content)
                for word in words:
                    self.assertIn(word, str(caught.exception))

    @users("import_officer")
    def test_an_old_windows_file_is_read_where_it_was_chosen(self):
        row = "K1;Œuvrard;Entreprise;341777639;69003;Orléans;1 rue A;FR;a@b.example\n"
        self._run((HEAD + row).encode("cp1252"), encoding="cp1252")
        self.assertEqual(self._get_customer("K1").name, "Œuvrard")
        self.assertEqual(self._get_customer("K1").city, "Orléans")

    @users("import_officer")
    def test_a_batch_reads_the_database_once(self):
        rows = "".join(
            f"K{n};Société {n};Entreprise;;69003;Lyon;1 rue A;FR;c{n}@d.example\n"
            for n in range(60)
        )
        counts = []
        for content in (HEAD + rows[: rows.index("K10;")], HEAD + rows):
            import_ = self._create(content)
            import_.action_start()
            import_._run_batch()
            import_._run_batch()
            before = self.env.cr.sql_log_count
            import_._run_batch()
            counts.append(self.env.cr.sql_log_count - before)
            self.assertEqual(import_.waiting_count, 0)
        few, many = counts
        # 50 rows more, 10 of them known: far from one query for each
        self.assertLess(many - few, 25)

    @users("import_officer")
    def test_a_mapping_without_name_or_key_does_not_start(self):
        for content, word in (
            ("siren;ville\n341777639;Lyon\n", "name"),
            ("nom;ville\nDurand;Lyon\n", "known again"),
        ):
            with self.subTest(content=content):
                import_ = self._create(content)
                with self.assertRaises(UserError) as caught:
                    import_.action_start()
                self.assertIn(word, str(caught.exception))
                self.assertEqual(import_.state, "draft")

    @users("import_officer")
    def test_the_officer_may_map_a_column_that_nobody_knows(self):
        import_ = self._create("k;blaze;cp\nK1;Durand;69003\n")
        self.assertEqual(import_.column_ids.mapped("field"), [False, False, "zip"])
        self.assertEqual(import_.column_ids[1].sample, "Durand")
        import_.column_ids[1].field = "name"
        import_.action_start()
        import_._run()
        self.assertEqual(import_.row_ids.partner_id.name, "Durand")

    @users("import_officer")
    def test_the_wizard_shows_the_mapping_before_anything_is_created(self):
        count = self.env["res.partner"].search_count([])
        wizard = self.env["demat.customer.import"].create(
            {"content": base64.b64encode(self.sample), "file_name": "customers.csv"}
        )
        import_ = self.env["demat.import"].browse(wizard.action_read()["res_id"])
        self.assertEqual(import_.state, "draft")
        self.assertEqual(import_.row_count, 11)
        self.assertEqual(
            import_.column_ids[:3].mapped("field"), ["code", "name", "category"]
        )
        self.assertEqual(self.env["res.partner"].search_count([]), count)

    def test_the_job_works_batch_by_batch_as_who_started_it(self):
        officer = self.env["res.users"].search([("login", "=", "import_officer")])
        import_ = self._create(self.sample, user_id=officer.id)
        import_.action_start()
        cron = self.env.ref("l10n_fr_demat_campaign.ir_cron_import_customers")
        with (
            patch.multiple(demat_import_run, LOAD_SIZE=4, MATCH_SIZE=3),
            self.enter_registry_test_mode(),
        ):
            cron.method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual(import_.state, "done")
        self.assertEqual(import_.waiting_count, 0)
        self.assertEqual(import_.row_ids.partner_id.create_uid, officer)

    @users("vendeur.nord")
    def test_a_salesperson_imports_nothing(self):
        with self.assertRaises(AccessError):
            self._create(self.sample)
        with self.assertRaises(AccessError):
            self.env["demat.customer.import"].create({"content": b"eA=="})
        with self.assertRaises(AccessError):
            self.env["demat.import.row"].search([])
        import_ = self.env["demat.import"].sudo().with_company(self.company)
        import_ = import_._create_from_file(self.sample, "customers.csv")
        with self.assertRaises(AccessError):
            import_.sudo(False).read(["report"])

    def test_an_auditor_reads_and_changes_nothing(self):
        import_ = self._create(self.sample).with_user(
            self.env["res.users"].search([("login", "=", "import_auditor")])
        )
        self.assertEqual(import_.row_count, 11)
        with self.assertRaises(AccessError):
            import_.action_start()

    def test_another_company_does_not_see_the_file(self):
        import_ = self._create(self.sample)
        other = self.env["res.company"].create({"name": "Ailleurs"})
        user = new_test_user(
            self.env,
            "import_elsewhere",
            GROUP % "user",
            company_id=other.id,
            company_ids=other.ids,
        )
        found = self.env["demat.import"].with_user(user).search([])
        self.assertNotIn(import_.id, found.ids)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestImportReport(HttpCase):
    def test_the_report_is_downloaded_by_an_officer(self):
        content = (HEAD + "K1;Durand;Entreprise;;69003;Lyon;1 rue A;FR;\n").encode()
        import_ = self.env["demat.import"]._create_from_file(content, "customers.csv")
        import_.action_start()
        import_._run()
        new_test_user(self.env, "report_officer", GROUP % "user")
        self.authenticate("report_officer", "report_officer")
        response = self.url_open(import_.action_download_report()["url"])
        self.assertEqual(response.status_code, 200)
        self.assertEqual(response.content, import_._get_report_csv())
        self.assertIn("attachment", response.headers["Content-Disposition"])
