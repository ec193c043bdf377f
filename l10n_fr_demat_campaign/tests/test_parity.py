from unittest.mock import patch

from psycopg2.errors import SerializationFailure

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.base.models.ir_qweb import QWebError
from odoo.addons.mail.tests.common import mail_new_test_user

from ..rules.invoice import Flaw
from .emission_common import EmissionCommon


@tagged("post_install", "-at_install", "post_install_l10n")
class TestParity(EmissionCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.consent = cls._accept(address="a@customer.example")

    def _differ(self):
        """Let the paper invoice carry a document that the electronic one has not."""
        move = self._post_invoice()
        move.l10n_fr_demat_enclosure_ids = [
            Command.create({"name": "BL 17.pdf", "raw": b"%PDF"})
        ]
        return move

    def _reports(self):
        return self.env["demat.parity"].search([("consent_id", "=", self.consent.id)])

    def test_what_says_the_same_leaves_without_anybody(self):
        delivery = self._send(self._post_invoice())
        self.assertEqual(delivery.state, "queued")
        self.assertRecordValues(
            self._reports(), [{"state": "same", "difference_count": 0, "report": ""}]
        )
        self._send(self._post_invoice())
        self.assertEqual(len(self._reports()), 1, "compared once")

    def test_what_differs_waits_until_it_is_read(self):
        move = self._differ()
        delivery = self._send(move)
        self.assertEqual(delivery.state, "blocked")
        self.assertIn("paper", delivery.reason)
        self.assertEqual(move.l10n_fr_demat_finding_ids.flaw, Flaw.PARITY.value)
        report = self._reports()
        self.assertEqual(
            move.l10n_fr_demat_finding_ids.action_correct()["res_id"], report.id
        )
        self.assertEqual(report.report, "Document no longer sent: BL 17.pdf")
        report.with_user(self.user_officer).action_mark_read()
        self.assertEqual(delivery.state, "queued")
        self.assertFalse(move.l10n_fr_demat_finding_ids)
        self.assertEqual((report.state, report.read_by_id), ("read", self.user_officer))
        self.assertTrue(report.read_at)
        self.assertEvidence(self.consent, "parity_read")
        report.with_user(self.user_officer).action_mark_read()
        self.assertEvidence(self.consent, "parity_read")
        self.assertEqual(self._send(self._differ()).state, "queued")

    def test_the_setting_lets_everything_leave(self):
        self.company.l10n_fr_demat_is_parity_read = False
        self.assertEqual(self._send(self._differ()).state, "queued")
        self.assertFalse(self._reports())

    def test_who_switched_already_is_not_asked_for(self):
        self._send(self._post_invoice())._move_to("sending")
        self.consent.delivery_ids.sudo()._move_to("sent")
        self.consent.parity_ids.sudo().unlink()
        self.assertEqual(self._send(self._differ()).state, "queued")

    def test_paper_needs_no_comparison(self):
        self.consent.rule_ids.active = False
        self.assertEqual(self._send(self._differ()).channel, "paper")
        self.assertFalse(self._reports())

    def test_mentions_notes_and_language_are_compared(self):
        self.company.report_footer = "<p>Capital 10&nbsp;000 €<br/>RCS Lyon</p>"
        partner = self.customer
        exempt = self._tax("tva_normale").copy({"name": "0 %", "amount": 0})
        exempt.write({"ubl_cii_tax_category_code": "E", "invoice_legal_notes": False})
        cases = (
            ("facturx", {}, {}, set()),
            ("xml_cii", {}, {}, {("mention", "paper", "Capital 10\xa0000 €RCS Lyon")}),
            ("facturx", {"narration": "<p>Merci</p>"}, {}, set()),
            (
                "facturx",
                {"invoice_line_ids": [self._line(tax_ids=[Command.set(exempt.ids)])]},
                {},
                set(),  # printed too
            ),
            (
                "facturx",
                {},
                {"lang": False},
                {("language", "electronic", "en_US / fr_FR")},
            ),
        )
        for name, values, customer, expected in cases:
            with self.subTest(format=name, values=str(values), customer=customer):
                partner.write({"lang": "en_US", **customer})
                self.consent.rule_ids.format = name
                report = self.env["demat.parity"]._compare(self._post_invoice(**values))
                found = {
                    (row["topic"], row["side"], row["text"])
                    for row in report.differences or ()
                }
                self.assertEqual(found, expected)

    def test_officers_compare_before_anything_leaves(self):
        consent = self.consent.with_user(self.user_officer)
        with self.assertRaises(UserError):
            consent.action_compare()
        self._differ()
        action = consent.action_compare()
        report = self.env["demat.parity"].search(action["domain"])
        self.assertEqual((report.state, self.consent.parity_state), ("to_read",) * 2)

    def test_a_page_that_cannot_be_drawn_is_a_difference(self):
        report = self.env.registry["ir.actions.report"]
        broken = patch.object(report, "_render_qweb_html", side_effect=ValueError("x"))
        with broken:
            delivery = self._send(self._post_invoice())
        self.assertEqual(delivery.state, "blocked")
        self.assertIn("could not be drawn", self._reports().report)

    def test_what_was_read_is_not_to_read_again(self):
        self._send(self._differ())
        report = self._reports()
        report.with_user(self.user_officer).action_mark_read()
        consent = self.consent.with_user(self.user_officer)
        self._differ()
        for _click in range(2):
            action = consent.action_compare()
            self.assertEqual(action["domain"], [("id", "in", report.ids)])
        self.assertEqual(self.consent.parity_state, "read")
        move = self._differ()
        move.l10n_fr_demat_enclosure_ids.name = "BL 18.pdf"
        consent.action_compare()
        self.assertEqual(self._reports().mapped("state"), ["to_read", "read"])

    def test_opened_twice_it_is_compared_once(self):
        self._differ()
        consent = self.consent.with_user(self.user_officer)
        first, second = consent.action_compare(), consent.action_compare()
        self.assertEqual(first["domain"], second["domain"])
        self.assertEqual(self._reports().mapped("state"), ["to_read"])

    def test_an_error_of_the_database_on_the_page_is_a_difference(self):
        def draw(move):
            move.env.cr.execute("SELECT 1 / 0")

        page = "_get_l10n_fr_demat_page_text"
        with (
            patch.object(self.env.registry["account.move"], page, draw),
            mute_logger("odoo.sql_db"),
        ):
            self.assertEqual(self._send(self._post_invoice()).state, "blocked")
        self.assertIn("division by zero", self._reports().report)

    def test_another_session_that_was_first_is_no_difference(self):
        def draw(_move):
            try:
                raise SerializationFailure("another was first")
            except SerializationFailure as error:
                raise QWebError("a template") from error

        page = "_get_l10n_fr_demat_page_text"
        broken = patch.object(self.env.registry["account.move"], page, draw)
        with broken, self.assertRaises(QWebError):
            self.env["demat.parity"]._compare(self._post_invoice())

    def test_a_batch_asks_once_who_switched_already(self):
        others = [self._create_customer(name=f"Client {number}") for number in range(4)]
        for number, partner in enumerate(others):
            self._accept(partner, address=f"c{number}@customer.example")
        # Before they are queued and after, however many there are.
        self.assertLessEqual(self._count_questions(others), 2)
        self.assertLessEqual(self._count_questions(others * 3), 2)

    def _count_questions(self, partners):
        """Send an invoice to each; return how often deliveries were counted for it."""
        moves = self.env["account.move"]
        for partner in partners:
            move = self._post_invoice(partner=partner)
            move.l10n_fr_demat_enclosure_ids = [
                Command.create({"name": "BL 17.pdf", "raw": b"%PDF"})
            ]
            moves |= move
        delivery = self.env.registry["demat.delivery"]
        count, asked = delivery._read_group, []

        def counting(model, domain, groupby=(), *arguments, **options):
            if tuple(groupby) == ("consent_id",):
                asked.append(domain)
            return count(model, domain, groupby, *arguments, **options)

        self.env.invalidate_all()
        with patch.object(delivery, "_read_group", counting):
            deliveries = self._send(moves)
        self.assertEqual(set(deliveries.mapped("state")), {"blocked"})
        return len(asked)

    def test_only_officers_say_that_they_read(self):
        self._send(self._differ())
        report = self._reports()
        self.customer.user_id = self.user_salesperson
        for user in (self.user_salesperson, self.user_auditor):
            self.assertTrue(report.with_user(user).report)
            with self.assertRaises(AccessError):
                report.with_user(user).action_mark_read()
        for values in (
            {"read_at": "2026-01-01"},
            {"read_by_id": self.user_officer.id},
            {"state": "read"},
            {"difference_count": 0},
            {"differences": []},
        ):
            for record in (report.with_user(self.user_officer), report.sudo()):
                with self.assertRaises(AccessError):
                    record.write(values)
        self.assertEqual(report.state, "to_read")

    def test_nobody_else_compares_reads_or_says_so(self):
        self._send(self._differ())
        report = self._reports()
        other = self._create_company(
            name="Elsewhere SAS", country_id=self.env.ref("base.fr").id
        )
        groups = "base.group_user,l10n_fr_demat_campaign.demat_group_"
        values = {"company_id": other.id, "company_ids": [Command.set(other.ids)]}
        strangers = {
            "portal": ("base.group_portal", {}),
            "employee": ("base.group_user", {"company_id": self.company.id}),
            "officer elsewhere": (f"{groups}user", values),
            "manager elsewhere": (f"{groups}manager", values),
            "auditor elsewhere": (f"{groups}auditor", values),
        }
        for name, (group, own) in strangers.items():
            login = f"parity_{name}"
            user = mail_new_test_user(self.env, login=login, groups=group, **own)
            for call in (
                lambda record: record.read(["report"]),
                lambda record: record.action_mark_read(),
                lambda record: record.consent_id.action_compare(),
            ):
                with self.subTest(user=name), self.assertRaises(AccessError):
                    call(report.with_user(user))
        reader = mail_new_test_user(
            self.env,
            login="parity_reader",
            groups="base.group_user,account.group_account_invoice",
            company_id=self.company.id,
        )
        for user in (reader, self.user_auditor):
            self.assertTrue(report.with_user(user).report)
            with self.assertRaises(AccessError):
                report.with_user(user).action_mark_read()
            with self.assertRaises(AccessError):
                self.consent.with_user(user).action_compare()
        self.assertEqual(report.state, "to_read")
        self.assertEqual(len(self._reports()), 1)

    def test_a_salesperson_sees_those_of_his_customers(self):
        self._send(self._differ())
        Parity = self.env["demat.parity"].with_user(self.user_salesperson)
        self.assertFalse(Parity.search([]))
        self.customer.user_id = self.user_salesperson
        self.assertTrue(Parity.search([]))
