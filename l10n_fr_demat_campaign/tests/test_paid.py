from freezegun import freeze_time

from odoo import Command
from odoo.tests import tagged

from . import conformance_orders as orders
from .emission_common import DAY, EmissionCommon

PROCESS = "BusinessProcessSpecifiedDocumentContextParameter/ID"


@tagged("post_install", "-at_install", "post_install_l10n")
class TestPaid(EmissionCommon):
    """What an invoice says is paid (BT-113) is what was paid, to the cent."""

    def _settle(self, move, price):
        """Match an invoice with a credit note of a price without VAT."""
        note = self._post_invoice([self._line(price=price)], move_type="out_refund")
        lines = (move | note).line_ids
        lines.filtered(lambda l: l.account_type == "asset_receivable").reconcile()

    def assertPaid(self, move, process, total, paid, due):
        tree = self._read_xml(move)
        self.assertTerm(tree, PROCESS, process)
        self.assertTerm(tree, "GrandTotalAmount", total)
        self.assertTerm(tree, "TotalPrepaidAmount", *([paid] if paid else []))
        self.assertTerm(tree, "DuePayableAmount", due)

    def test_what_a_credit_note_settles_is_not_paid(self):
        """Else who has both takes it off twice."""
        move = self._post_invoice([self._line(price=100)])
        self._settle(move, 100)
        self.assertEqual(move.amount_residual, 0)
        self.assertPaid(move, "B1", "120.00", None, "120.00")

    def test_what_is_paid_beside_a_credit_note_is(self):
        move = self._post_invoice([self._line(price=100)])
        self._settle(move, 25)
        self.assertPaid(move, "B1", "120.00", None, "120.00")
        self._pay(move)
        self.assertEqual(move.payment_state, "paid")
        self.assertPaid(move, "B1", "120.00", "90.00", "30.00")

    def test_the_due_date_of_what_is_paid_is_the_day_of_the_last_payment(self):
        """BR-FR-CO-09: its words ask more than its test."""
        move = self._post_invoice(invoice_date_due="2026-12-31")
        self.assertDue(move, "20261231")
        self._pay(move, amount=40, payment_date="2026-11-03")
        self.assertDue(move, "20261231")
        self._pay(move, payment_date="2026-11-12")
        self.assertDue(move, "20261112")

    def assertDue(self, move, day):
        [due] = self._read_xml(move).xpath("//*[local-name() = 'DueDateDateTime']/*")
        self.assertEqual(due.text, day)

    def test_in_dollars_the_credit_note_counts_in_dollars(self):
        dollar = self.env.ref("base.USD")
        values = {"currency_id": dollar.id}
        self.env["res.currency.rate"].create(
            {"name": "2026-01-01", "currency_id": dollar.id, "rate": 1.25}
        )
        move = self._post_invoice(
            [self._line(price=100)], invoice_date_due="2026-12-31", **values
        )
        note = self._post_invoice(
            [self._line(price=25)], move_type="out_refund", **values
        )
        lines = (move | note).line_ids
        lines.filtered(lambda l: l.account_type == "asset_receivable").reconcile()
        self._pay(move)
        self.assertPaid(move, "B1", "120.00", "90.00", "30.00")

    def test_a_change_of_rate_pays_nothing(self):
        """The entry that makes it good has the day of the reconciliation."""
        dollar = self.env.ref("base.USD")
        self.env["res.currency.rate"].create(
            [
                {"name": day, "currency_id": dollar.id, "rate": rate}
                for day, rate in (("2026-01-01", 1.25), ("2026-11-12", 1.2))
            ]
        )
        move = self._post_invoice(invoice_date="2026-11-01", currency_id=dollar.id)
        with freeze_time("2026-11-20"):
            self._pay(move, payment_date="2026-11-12")
        due = move.line_ids.filtered(lambda l: l.display_type == "payment_term")
        self.assertTrue(due.matched_credit_ids.exchange_move_id)
        self.assertPaid(move, "B2", "48.00", "48.00", "0.00")
        self.assertDue(move, "20261112")
        self.assertIn("Facture payée le 12/11/2026", self._mentions(move))

    def _mentions(self, move):
        return move._get_l10n_fr_demat_mentions()

    def test_a_bill_that_we_make_for_a_supplier_counts_so_too(self):
        move = self._post_invoice(
            [self._line(tax="tva_acq_normale", price=100)],
            move_type="in_invoice",
            journal_id=self._self_billing().id,
        )
        self.assertFalse(move._get_l10n_fr_demat_paid_amount())
        self._credit(move)
        self.assertEqual(move.amount_residual, 0)
        self.assertFalse(move._get_l10n_fr_demat_paid_amount())

    def test_a_voucher_pays_and_lowers_no_price(self):
        move = orders.by_voucher(self)
        self.assertFalse(move.l10n_fr_demat_finding_ids)
        total = f"{move.amount_total + 50:.2f}"
        due = f"{move.amount_total:.2f}"
        self.assertPaid(move, "M1", total, "50.00", due)
        said = (
            "Total HT 760,00 ; total TTC 825,00 ; réglé par bon 50,00 ; "
            "solde 775,00 (EUR)"
        )
        self.assertIn(said, self._mentions(move))
        self._pay(move)
        self.assertPaid(move, "M2", total, total, "0.00")

    def test_a_wallet_that_pays_all_leaves_nothing_due(self):
        move = orders.by_voucher(self, 5000, kind="ewallet")
        self.assertEqual(move.amount_total, 0)
        self.assertFalse(move.l10n_fr_demat_finding_ids)
        self.assertDue(move, "20261121")
        tree = self._read_xml(move)
        paid = self._texts(tree, "TotalPrepaidAmount")
        self.assertPaid(move, "M2", *paid, *paid, "0.00")

    def test_the_credit_note_of_what_a_voucher_paid_gives_the_money_back(self):
        move = orders.by_voucher(self)
        note = self._credit(move)
        total, due = f"{move.amount_total + 50:.2f}", f"{move.amount_total:.2f}"
        self.assertPaid(note, "M1", total, "50.00", due)

    def test_vouchers_are_looked_up_once_for_many_invoices(self):
        one = orders.by_voucher(self)
        many = one.union(*(one.copy({"invoice_date": DAY}) for _number in range(4)))
        few, all_of_them = map(self._count_queries, (one, many))
        self.assertEqual(all_of_them, few)

    def _count_queries(self, moves):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        for move in moves:
            for _time in range(3):
                self.assertTrue(move._get_l10n_fr_demat_vouchers())
        return self.env.cr.sql_log_count - before

    def test_a_bare_line_that_is_no_voucher_is_told(self):
        lines = [self._line(), self._line(self.course, tax=None, price=-10)]
        move = self._post_invoice(lines)
        self.assertIn("no_vat", move.l10n_fr_demat_finding_ids.mapped("flaw"))

    def test_a_voucher_that_bears_vat_was_taxed_when_it_was_sold(self):
        move = orders.by_voucher(self)
        bare = move._get_l10n_fr_demat_vouchers()
        move.button_draft()
        bare.tax_ids = [Command.set(self._tax("tva_normale").ids)]
        move.action_post()
        self.assertFalse(move._get_l10n_fr_demat_vouchers())
        self.assertFalse(self._texts(self._read_xml(move), "TotalPrepaidAmount"))
