from odoo import Command
from odoo.tests import tagged

from .emission_common import EmissionCommon

PROCESS = "BusinessProcessSpecifiedDocumentContextParameter/ID"
MEANS = "SpecifiedTradeSettlementPaymentMeans/TypeCode"
ORIGIN = "InvoiceReferencedDocument/IssuerAssignedID"
# How the till marks the lines of a deposit.
DEPOSIT = {"computation_key": "down_payment,1"}


@tagged("post_install", "-at_install", "post_install_l10n")
class TestTill(EmissionCommon):
    """Invoices of the Point of Sale, where it is installed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._need("point_of_sale")
        env = cls.env = cls.env(user=cls.env.ref("base.user_admin").id)
        env.user.write(
            {
                "company_ids": [Command.link(cls.company.id)],
                "company_id": cls.company.id,
            }
        )
        kinds = {"Espèces": "cash", "Carte": "bank"}
        cls.cash, cls.card = methods = env["pos.payment.method"].create(
            [
                {
                    "name": name,
                    "company_id": cls.company.id,
                    "journal_id": env["account.journal"]
                    .create({"name": name, "type": kind, "code": f"T{kind}"})
                    .id,
                }
                for name, kind in kinds.items()
            ]
        )
        cls.till = env["pos.config"].create(
            {"name": "Boutique", "payment_method_ids": [Command.set(methods.ids)]}
        )
        cls.till.open_ui()

    def _sell(self, *lines, method=None, **values):
        """Sell at the till, take the money, and return the invoice."""
        order = self.env["pos.order"].create(
            {
                "name": "Boutique/0001",
                "pos_reference": "260-001-000001",
                "company_id": self.company.id,
                "session_id": self.till.current_session_id.id,
                "partner_id": self.customer.id,
                "lines": [Command.create(line) for line in lines],
                **dict.fromkeys(
                    ("amount_total", "amount_paid", "amount_tax", "amount_return"), 0
                ),
                **values,
            }
        )
        order.lines._onchange_amount_line_all()
        order._compute_prices()
        return self._take(order, method or self.cash)

    def _take(self, order, method):
        self.env["pos.make.payment"].with_context(
            active_ids=order.ids, active_id=order.id
        ).create({"payment_method_id": method.id, "amount": order.amount_total}).check()
        order.with_context(generate_pdf=False).action_pos_order_invoice()
        return order.account_move

    def _item(self, product, price=40.0, qty=1, **values):
        return {
            "product_id": product.id,
            "full_product_name": product.name,
            "price_unit": price,
            "qty": qty,
            "price_subtotal": 0,
            "price_subtotal_incl": 0,
            "tax_ids": [Command.set(self._tax("tva_normale").ids)],
            **values,
        }

    def test_a_receipt_is_no_order_of_the_customer_and_was_paid_in_cash(self):
        move = self._sell(self._item(self.chair))
        self.assertEqual(move.ref, "Boutique/0001")
        tree = self.assertAddsUp(move)
        self.assertTerm(tree, "BuyerOrderReferencedDocument/IssuerAssignedID")
        self.assertTerm(tree, MEANS, "10")
        self.assertTerm(tree, PROCESS, "B2")
        self.assertTerm(tree, "DuePayableAmount", "0.00")

    def test_only_a_terminal_says_that_it_was_a_card(self):
        move = self._sell(self._item(self.chair), method=self.card)
        self.assertTerm(self.assertAddsUp(move), MEANS, "58")
        # The add-on of a terminal is what offers it.
        self.env.cr.execute(
            "UPDATE pos_payment_method SET use_payment_terminal = %s WHERE id = %s",
            ["adyen", self.card.id],
        )
        self.card.invalidate_recordset()
        self.assertTerm(self.assertAddsUp(move), MEANS, "48")

    def test_what_comes_back_names_its_invoice(self):
        move = self._sell(self._item(self.chair, qty=3))
        back = self.env["pos.order"].browse(move.pos_order_ids.refund()["res_id"])
        credit_note = self._take(back, self.cash)
        self.assertEqual(credit_note._get_l10n_fr_demat_document_type(), "381")
        self.assertTerm(self.assertAddsUp(credit_note), ORIGIN, move.name)

    def test_a_deposit_paid_at_the_till_is_taken_off_there(self):
        product = self._create_product_of("service", "Acompte", "ACO", 0.0)
        order = self.env["sale.order"].create(
            {
                "partner_id": self.customer.id,
                "company_id": self.company.id,
                "order_line": [Command.create({"product_id": self.chair.id})],
            }
        )
        order.action_confirm()
        paid = {"extra_tax_data": DEPOSIT, "sale_order_origin_id": order.id}
        deposit = self._sell(self._item(product, price=10, **paid))
        self.assertEqual(deposit._get_l10n_fr_demat_document_type(), "386")
        final = self._sell(
            self._item(self.chair, sale_order_origin_id=order.id),
            self._item(product, price=10, qty=-1, **paid),
        )
        tree = self.assertAddsUp(final)
        self.assertTerm(tree, PROCESS, "B4")
        self.assertTerm(tree, ORIGIN, deposit.name)
