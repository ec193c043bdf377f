import json
from concurrent.futures import Future
from contextlib import contextmanager, nullcontext
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.mail.tests.common import mail_new_test_user

from ..einvoice import container, document, schema, terms, worker
from ..einvoice.worker import FAILED, OK, Verdict
from ..models import account_move_emission, account_move_finding
from ..rules.invoice import Flaw
from .emission_common import EmissionCommon


class Picky:
    """A judge that refuses the invoices whose number it was given."""

    def __init__(self, number):
        self.number = number.encode()

    def submit(self, xml, _sheets):
        """Take an invoice, and answer at once."""
        answer = Future()
        answer.set_result(self.number in xml)
        return answer

    def collect(self, answer, sheets):
        """Return the verdict of each sheet."""
        refused = Verdict(state=FAILED, messages=("BR-FR-99 wrong",))
        return dict.fromkeys(sheets, refused if answer.result() else Verdict(state=OK))

    def check(self, xml, sheets):
        """Ask and wait."""
        return self.collect(self.submit(xml, sheets), sheets)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestCallers(EmissionCommon):
    """A failure that only the making shows, by each road that sends invoices."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._accept(address="a@customer.example")
        cls.elsewhere = cls._create_company(
            name="Elsewhere SAS", country_id=cls.env.ref("base.fr").id
        )
        cls.cashier = mail_new_test_user(
            cls.env,
            login="cashier",
            groups="base.group_user",
            company_id=cls.elsewhere.id,
            company_ids=[(6, 0, (cls.elsewhere | cls.company).ids)],
        )
        cls.account = cls.env["res.partner.bank"].create(
            {
                "acc_number": "123",
                "partner_id": cls.company.partner_id.id,
                "allow_out_payment": True,
            }
        )

    def setUp(self):
        super().setUp()
        self.failures = {
            "data": self._fail_data,
            "schema": self._fail_schema,
            "container": self._fail_container,
            "official rules": self._fail_rules,
        }
        self._post_two()

    def _post_two(self):
        self.bad, self.good = self._post_invoice(), self._post_invoice()

    # What goes wrong with one of the two invoices.

    def _fail_data(self):
        bad, build = self.bad, terms.build_terms

        def picky(move, profile):
            if move == bad:
                raise KeyError("odd")
            return build(move, profile)

        return self._quietly(patch.object(terms, "build_terms", picky))

    @contextmanager
    def _quietly(self, patched):
        """Keep out of the log what is made to go wrong."""
        loggers = (account_move_emission.__name__, account_move_finding.__name__)
        with patched, mute_logger(*loggers):
            yield

    def _fail_page(self):
        """Let Odoo itself refuse to draw: a code to pay by SEPA wants an IBAN."""
        self.company.qr_code = True
        self.bad.write({"partner_bank_id": self.account.id, "qr_code_method": "sct_qr"})
        report = self.env.registry["ir.actions.report"]
        return patch.object(report, "barcode", lambda *_a, **_kw: b"")

    def _fail_schema(self):
        number, check = self.bad.name.encode(), schema.check

        def picky(xml, level):
            if number in xml:
                raise ValueError("Element BT-1: not expected")
            return check(xml, level)

        return patch.object(schema, "check", picky)

    def _fail_container(self):
        number = self.bad.name.encode()
        return patch.object(
            container,
            "flaws_of",
            lambda pdf: ["level"] * (number in document.extract_xml(pdf)),
        )

    def _fail_rules(self):
        return patch.object(worker, "get_worker", lambda: Picky(self.bad.name))

    # Who sends.

    def _by_wizard(self):
        for move in self.good | self.bad:
            wizard = self._create_account_move_send_wizard_single(move)
            refused = self.assertRaisesRegex(UserError, "cannot|Errors occurred")
            with refused if move == self.bad else nullcontext():
                wizard.action_send_and_print()

    def _by_batch(self):
        wizard = self._create_account_move_send_wizard_multi(self.bad | self.good)
        wizard.action_send_and_print(force_synchronous=True)

    def _by_cron(self):
        wizard = self._create_account_move_send_wizard_multi(self.bad | self.good)
        wizard.action_send_and_print()
        # Drawing for real is in that mode already.
        is_ready = type(self)._registry_patched
        with nullcontext() if is_ready else self.enter_registry_test_mode():
            self.env.ref("account.ir_cron_account_move_send").method_direct_trigger()
        self.env.invalidate_all()

    def _by_point_of_sale(self):
        for move in self.bad | self.good:
            move._generate_and_send(sending_methods=["l10n_fr_demat"])

    def _by_cashier(self):
        """Sell as who may not even read invoices, at work for another company."""
        cashier = self.cashier.with_company(self.elsewhere)
        moves = (self.bad | self.good).with_user(cashier)
        for move in moves.with_context(allowed_company_ids=self.elsewhere.ids).sudo():
            move.with_context(skip_invoice_sync=True)._generate_and_send()

    def _by_online_payment(self):
        public = self.env.ref("base.public_user")
        for move in (self.bad | self.good).with_user(public).sudo():
            send = move.with_company(self.company).env["account.move.send"]
            send._generate_and_send_invoices(
                move, allow_raising=False, allow_fallback_pdf=True
            )

    def _by_many_at_once(self):
        (self.bad | self.good)._generate_and_send()

    @contextmanager
    def _drawing(self):
        """Let pages be drawn for real: under test Odoo makes HTML."""
        send = self.env.registry["account.move.send"]
        prepare = send._prepare_invoice_pdf_report

        def draw(sender, moves_data):
            drawing = sender.with_context(force_report_rendering=True)
            return prepare(drawing, moves_data)

        with (
            patch.object(send, "_prepare_invoice_pdf_report", draw),
            self.allow_pdf_render(),
        ):
            yield

    def assertOneLeft(self, failure):
        """Check that the bad invoice stays with its reason, and the good one left."""
        self.assertEqual(self.good.l10n_fr_demat_delivery_ids.state, "queued")
        self.assertEqual(container.flaws_of(self.good.invoice_pdf_report_id.raw), [])
        self.assertFalse(self.good.l10n_fr_demat_finding_ids)
        bad = self.bad
        self.assertFalse(bad.l10n_fr_demat_delivery_ids)
        self.assertFalse(bad.invoice_pdf_report_id or bad.ubl_cii_xml_id)
        self.assertFalse(bad.l10n_fr_demat_issued_hash)
        self.assertFalse(bad.sending_data)
        self.assertFalse(bad.message_ids.filtered("notified_partner_ids"))
        self.assertRecordValues(bad.l10n_fr_demat_finding_ids, self._told(failure))
        self.assertEqual(bad.l10n_fr_demat_checks, self._checked(failure))
        self.assertEqual(bad.state, "posted")

    def _told(self, failure):
        count, values = {
            "data": (1, {"flaw": Flaw.FILE.value, "value": "'odd'"}),
            "page": (1, {"flaw": Flaw.FILE.value, "is_blocking": True}),
            "schema": (1, {"flaw": Flaw.FILE.value, "is_blocking": True}),
            "container": (1, {"flaw": Flaw.FILE.value, "value": "level"}),
            "official rules": (
                2,
                {"flaw": Flaw.SCHEMATRON.value, "source": "BR-FR-99"},
            ),
        }[failure]
        return [values] * count

    def _checked(self, failure):
        states = {
            "data": ("failed", "not_run", "not_run", "not_run", "not_run"),
            "page": ("ok", "ok", "failed", "not_run", "not_run"),
            "schema": ("ok", "failed", "not_run", "not_run", "not_run"),
            "container": ("ok", "ok", "failed", "not_run", "not_run"),
            "official rules": ("ok", "ok", "ok", "failed", "failed"),
        }[failure]
        names = ("readiness", "xsd", "container", "en16931", "fr")
        return dict(zip(names, states, strict=True))

    def _send_by(self, road, failure, drawing):
        fail = self.failures.get(failure, self._fail_page)
        with fail(), drawing():
            road()
        self.assertOneLeft(failure)

    def test_by_the_wizard(self):
        for failure in self.failures:
            with self.subTest(failure=failure):
                self._post_two()
                with self.failures[failure](), self._printing():
                    self._by_wizard()
                self.assertTrue(self.good.l10n_fr_demat_delivery_ids)
                self.assertFalse(self.bad.l10n_fr_demat_delivery_ids)

    def test_by_the_batch_wizard(self):
        for failure in self.failures:
            with self.subTest(failure=failure):
                self._post_two()
                self._send_by(self._by_batch, failure, self._printing)

    def test_by_the_scheduled_action(self):
        for failure in self.failures:
            with self.subTest(failure=failure):
                self._post_two()
                self._send_by(self._by_cron, failure, self._printing)
                told = " ".join(self.bad.message_ids.mapped("body"))
                self.assertIn(f"{self.bad.name} cannot leave electronically", told)
                self.assertNotIn("EDI", told)

    def test_an_error_in_one_of_the_ten_of_the_scheduled_action(self):
        """Nor in the ten that come after."""
        others = [self._post_invoice() for _number in range(12)]
        self.good |= self.env["account.move"].union(*others)
        with self._fail_rules(), self._printing():
            self._by_cron()
        self.assertFalse((self.good | self.bad).filtered("sending_data"))
        left = self.good.l10n_fr_demat_delivery_ids
        self.assertEqual(left.move_id, self.good)
        self.assertEqual(len(left), len(self.good))
        self.assertFalse(self.bad.l10n_fr_demat_delivery_ids)

    def test_as_the_point_of_sale_does(self):
        for failure in self.failures:
            for road in (
                *(self._by_point_of_sale, self._by_cashier),
                *(self._by_online_payment, self._by_many_at_once),
            ):
                with self.subTest(failure=failure, road=road.__name__):
                    self._post_two()
                    self._send_by(road, failure, self._printing)

    def test_drawn_for_real_by_each_road(self):
        for road in (self._by_batch, self._by_cron, self._by_point_of_sale):
            with self.subTest(road=road.__name__):
                self._post_two()
                self._send_by(road, "official rules", self._drawing)

    def test_a_page_that_odoo_cannot_draw_keeps_back_its_own_invoice(self):
        for road in (
            *(self._by_batch, self._by_cron),
            *(self._by_point_of_sale, self._by_many_at_once),
        ):
            with self.subTest(road=road.__name__):
                self._post_two()
                self._send_by(road, "page", self._drawing)
                self.assertIn("IBAN", self.bad.l10n_fr_demat_finding_ids.value)

    def test_a_page_that_odoo_cannot_draw_is_told_by_the_wizard(self):
        with self._fail_page(), self._drawing():
            self._by_wizard()
        self.assertTrue(self.good.l10n_fr_demat_delivery_ids)
        self.assertFalse(self.bad.l10n_fr_demat_delivery_ids)

    def test_a_page_of_another_customer_keeps_nobody_back(self):
        other = self._create_customer(name="Never asked", invoice_sending_method=False)
        self.bad = self._post_invoice(partner=other)
        with self._fail_page(), self._drawing():
            self._by_cron()
        self.assertEqual(self.good.l10n_fr_demat_delivery_ids.state, "queued")
        self.assertFalse(self.bad.invoice_pdf_report_id or self.bad.sending_data)
        self.assertIn("IBAN", self.bad.message_ids[:1].body)
        self.assertFalse(self.bad.l10n_fr_demat_finding_ids)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestWizardRefused(EmissionCommon, HttpCase):
    def test_what_the_exception_undid_stands_again(self):
        self._accept(address="a@customer.example")
        user = mail_new_test_user(
            self.env,
            login="billing",
            password="billing-user",  # noqa: S106
            groups="base.group_user,account.group_account_invoice",
            company_id=self.company.id,
        )
        move = self._post_invoice()
        self.authenticate(user.login, "billing-user")
        wizard = self._create_account_move_send_wizard_single(move.with_user(user))
        self.env.flush_all()
        with (
            self._printing(),
            patch.object(worker, "get_worker", lambda: Picky(move.name)),
            mute_logger("odoo.http"),
        ):
            answer = self._press_send(wizard)
        self.assertIn("BR-FR-99", answer["error"]["data"]["message"])
        self.env.invalidate_all()
        self.assertFalse(move.invoice_pdf_report_id or move.ubl_cii_xml_id)
        self.assertEqual(
            set(move.l10n_fr_demat_finding_ids.mapped("flaw")), {Flaw.SCHEMATRON.value}
        )
        self.assertEqual(move.l10n_fr_demat_checks["fr"], "failed")

    def _press_send(self, wizard):
        """Press the button as a browser does; return the whole answer."""
        values = {
            "model": wizard._name,
            "method": "action_send_and_print",
            "args": [wizard.ids],
            "kwargs": {},
        }
        url = f"/web/dataset/call_button/{wizard._name}/action_send_and_print"
        response = self.url_open(
            url,
            data=json.dumps({"jsonrpc": "2.0", "method": "call", "params": values}),
            headers={"Content-Type": "application/json"},
        )
        return response.json()
