from unittest.mock import patch

from odoo.tests import tagged

from . import conformance_orders as orders
from .emission_common import EmissionCommon


@tagged("post_install", "-at_install", "post_install_l10n")
class TestNote(EmissionCommon):
    """What sending notes on an invoice leaves its lines alone."""

    def _count_line_updates(self, moves, **values):
        """Return how often core makes the lines of invoices again for a write."""
        calls = []
        move = self.env.registry["account.move"]
        original = move._get_sync_stack

        def counted(records, container):
            calls.append(records)
            return original(records, container)

        with patch.object(move, "_get_sync_stack", counted):
            moves.write(values)
        return len(calls)

    def test_what_is_noted_while_sending_makes_no_line_again(self):
        governed = self._post_invoice()
        other = self._post_invoice(partner=self._create_customer())
        self._accept()
        for moves, values, expected in (
            (governed, {"is_move_sent": True}, 0),
            (governed, {"sending_data": False}, 0),
            (governed, {"ref": "PO 12"}, 1),
            (governed, {"is_move_sent": True, "ref": "PO 12"}, 1),
            (other, {"is_move_sent": True}, 1),
            (governed | other, {"is_move_sent": True}, 1),
        ):
            with self.subTest(values=values, moves=moves):
                self.assertEqual(self._count_line_updates(moves, **values), expected)
                for name, value in values.items():
                    self.assertEqual(set(moves.mapped(name)), {value})

    def test_what_many_invoices_need_is_read_at_once(self):
        self._accept()
        self.assertFewQueries(self._post_invoice)

    def test_what_many_orders_and_payments_need_is_read_at_once(self):
        self._accept()
        self.assertFewQueries(self._post_paid)

    def _post_paid(self):
        move = orders.sold(self)
        self._pay(move, amount=10)
        return move

    def assertFewQueries(self, make):
        def queries(count):
            moves = self.env["account.move"].union(
                *(make() for _number in range(count))
            )
            self.env.flush_all()
            self.env.invalidate_all()
            start = self.env.cr.sql_log_count
            moves._fetch_l10n_fr_demat_lines()
            for move in moves:
                move._get_l10n_fr_demat_xml()
            return self.env.cr.sql_log_count - start

        queries(1)
        few, many = queries(2), queries(9)
        self.assertLessEqual(many - few, 7, "more than the unit of each invoice")
