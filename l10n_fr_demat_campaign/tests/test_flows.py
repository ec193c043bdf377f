from unittest.mock import patch

from odoo import Command
from odoo.tests import tagged

from ..einvoice import codes
from ..rules.invoice import Flaw
from .emission_common import EmissionCommon

BUYER_ORDER = "BuyerOrderReferencedDocument/IssuerAssignedID"
SELLER_ORDER = "SellerOrderReferencedDocument/IssuerAssignedID"
PROCESS = "BusinessProcessSpecifiedDocumentContextParameter/ID"
MEANS = "SpecifiedTradeSettlementPaymentMeans/TypeCode"
REASON = "ApplicableHeaderTradeSettlement/ApplicableTradeTax/ExemptionReason"


@tagged("post_install", "-at_install", "post_install_l10n")
class TestFlows(EmissionCommon):
    """Invoices as Odoo's own apps make them, by their own buttons."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._need("account_debit_note", "account_payment", "delivery", "sale_loyalty")
        sellers = cls.env.ref("sales_team.group_sale_manager")
        cls.env.user.sudo().group_ids |= sellers

    @classmethod
    def _order(cls, *products, partner=None, **values):
        """Create and confirm an order of one of each product."""
        order = cls.env["sale.order"].create(
            {
                "partner_id": (partner or cls.customer).id,
                "company_id": cls.company.id,
                "order_line": [
                    Command.create({"product_id": product.id}) for product in products
                ],
                **values,
            }
        )
        order.action_confirm()
        return order

    @classmethod
    def _invoice(cls, orders, **values):
        """Invoice orders by the wizard, and post what it makes."""
        known = orders.invoice_ids
        wizard = cls.env["sale.advance.payment.inv"].with_context(
            active_model="sale.order", active_ids=orders.ids
        )
        wizard.create(values).create_invoices()
        orders.invalidate_recordset()
        made = orders.invoice_ids - known
        made.action_post()
        return made

    def assertProcess(self, move, process):
        """Check which nature of operations and stage an invoice says."""
        self.assertTerm(self.assertAddsUp(move), PROCESS, process)

    # What the buyer knows

    def test_the_number_of_our_order_is_not_that_of_the_customer(self):
        order = self._order(self.chair)
        move = self._invoice(order)
        self.assertEqual(move.ref, order.name)
        tree = self.assertAddsUp(move)
        self.assertTerm(tree, BUYER_ORDER)
        self.assertTerm(tree, SELLER_ORDER, order.name)

    def test_the_mail_names_the_order_of_the_customer_only(self):
        self._accept(address="a@customer.example")
        for said, shown in ((False, None), ("CDE 17", "CDE 17")):
            move = self._invoice(self._order(self.chair, client_order_ref=said))
            body = self._send(move)._render_body()
            self.assertEqual("your reference" in body, bool(shown))
            self.assertIn(shown or move.name, body)
        paid = self._invoice(self._order(self.chair))
        self._pay(paid)
        for sent, is_due in ((move, True), (paid, False)):
            deliveries = sent.l10n_fr_demat_delivery_ids or self._send(sent)
            self.assertEqual("due on" in deliveries._render_body(), is_due)
        refund = self._send(self._credit(move))
        self.assertNotIn("your reference", refund._render_body())

    def test_the_orders_of_the_customer_are_named_without_ours(self):
        orders = self._order(self.chair, client_order_ref="CDE, 17")
        orders |= self._order(self.chair)
        tree = self.assertAddsUp(self._invoice(orders))
        self.assertTerm(tree, BUYER_ORDER, "CDE, 17")
        said = self._texts(tree, SELLER_ORDER)[0]
        self.assertEqual(set(said.split(", ")), set(orders.mapped("name")))

    def test_our_order_is_no_commitment_number(self):
        town = self._create_customer(
            name="Mairie",
            l10n_fr_demat_siren="217500016",
            l10n_fr_demat_siret="21750001600019",
            l10n_fr_demat_recipient="public",
            l10n_fr_demat_commitment="yes",
        )
        move = self._invoice(self._order(self.chair, partner=town))
        found = move.l10n_fr_demat_finding_ids.mapped("flaw")
        self.assertIn(Flaw.COMMITMENT.value, found)

    def test_the_reason_of_a_debit_note_is_no_order_of_the_customer(self):
        wizard = self.env["account.debit.note"].with_context(
            active_model="account.move", active_ids=self._post_invoice(ref="CDE").ids
        )
        action = wizard.create({"reason": "Prix", "copy_lines": True}).create_debit()
        move = self.env["account.move"].browse(action["res_id"])
        move.action_post()
        tree = self.assertAddsUp(move)
        self.assertTerm(tree, BUYER_ORDER)
        self.assertTerm(
            tree,
            "InvoiceReferencedDocument/IssuerAssignedID",
            move.debit_origin_id.name,
        )

    def test_the_order_behind_a_self_billed_invoice_is_that_of_the_buyer(self):
        move = self._post_invoice(
            [self._line(tax="tva_acq_normale")],
            move_type="in_invoice",
            journal_id=self._self_billing().id,
            invoice_origin="P00042",
        )
        tree = self.assertAddsUp(move)
        self.assertTerm(tree, BUYER_ORDER, "P00042")
        self.assertTerm(tree, SELLER_ORDER)

    # What is sold

    def _add_delivery(self, order):
        """Let a carrier of ten euros send an order."""
        product = self._create_product_of("service", "Livraison", "LIV", 10.0)
        carrier = self.env["delivery.carrier"].create(
            {"name": "Transport", "product_id": product.id, "fixed_price": 10.0}
        )
        self.env["choose.delivery.carrier"].create(
            {"order_id": order.id, "carrier_id": carrier.id, "delivery_price": 10.0}
        ).button_confirm()
        return order

    def test_to_send_goods_is_no_service_of_its_own(self):
        order = self._add_delivery(self._order(self.chair))
        self.assertEqual(order.amount_untaxed, 50.0)
        move = self._invoice(order)
        self.assertProcess(move, "B1")
        self.assertIn(
            "Nature des opérations : livraison de biens",
            move._get_l10n_fr_demat_mentions(),
        )
        self.assertProcess(self._credit(move), "B1")

    def test_what_is_sent_apart_is_a_service(self):
        order = self._order(self.chair)
        self._invoice(order)
        self.assertProcess(self._invoice(self._add_delivery(order)), "S1")

    def test_a_reward_is_no_operation(self):
        self.env["loyalty.program"].create(
            {
                "name": "10 %",
                "program_type": "promotion",
                "trigger": "auto",
                "rule_ids": [Command.create({})],
                "reward_ids": [
                    Command.create({"reward_type": "discount", "discount": 10})
                ],
            }
        )
        order = self._order(self.chair)
        order.action_open_reward_wizard()
        self.assertEqual(order.amount_untaxed, 36.0)
        self.assertProcess(self._invoice(order), "B1")

    def test_a_deposit_is_for_what_is_ordered_whatever_its_tax(self):
        """Odoo gives every product the tax of goods, unless told otherwise."""
        self.course.taxes_id = self._tax("tva_normale")
        order = self._order(self.course)
        values = {"advance_payment_method": "percentage", "amount": 30}
        deposit = self._invoice(order, **values)
        self.assertProcess(deposit, "S1")
        self.assertProcess(self._credit(deposit), "S1")
        self._invoice(order, **values)
        self.assertProcess(self._invoice(order), "S4")

    def test_a_price_with_vat_gives_the_amount_of_its_line(self):
        """Odoo takes the cent off that the total of the invoice does not have."""
        self.company.tax_calculation_rounding_method = "round_globally"
        tax = self._tax("tva_normale").copy(
            {"name": "20 % TTC", "price_include_override": "tax_included"}
        )
        self.chair.write({"list_price": 9.99, "taxes_id": [Command.set(tax.ids)]})
        order = self._order(self.chair)
        order.order_line.product_uom_qty = 7
        tree = self.assertAddsUp(self._invoice(order))
        self.assertTerm(
            tree,
            "SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount",
            "58.27",
        )
        price = "NetPriceProductTradePrice/ChargeAmount"
        self.assertTerm(tree, price, "8.324286")

    # How it was paid

    def test_what_was_paid_in_cash_is_not_said_to_be_a_transfer(self):
        move = self._post_invoice()
        cash = self.company_data["default_journal_cash"]
        self._pay(move, journal_id=cash.id, amount=10)
        self.assertTerm(self.assertAddsUp(move), MEANS, "58")
        self._pay(move, journal_id=cash.id)
        self.assertTerm(self.assertAddsUp(move), MEANS, "10")
        self.assertIn("Paiement en espèces", move._get_l10n_fr_demat_mentions())

    def test_what_was_paid_by_several_means_names_none_of_them(self):
        move = self._post_invoice()
        cash, bank = (
            self.company_data[f"default_journal_{kind}"] for kind in ("cash", "bank")
        )
        self._pay(move, journal_id=cash.id, amount=10)
        self._pay(move, journal_id=bank.id)
        self.assertTerm(self.assertAddsUp(move), MEANS, "58")

    def test_what_a_bank_statement_settles_is_of_no_known_means(self):
        """Else a tenth in cash would say that all was paid so."""
        move = self._post_invoice([self._line(price=100)])
        self._pay(
            move, journal_id=self.company_data["default_journal_cash"].id, amount=12
        )
        statement = self.env["account.bank.statement.line"].create(
            {
                "journal_id": self.company_data["default_journal_bank"].id,
                "date": "2026-11-21",
                "payment_ref": move.name,
                "partner_id": move.partner_id.id,
                "amount": 108,
            }
        )
        _liquidity, suspense, _other = statement._seek_for_lines()
        due = move.line_ids.filtered(lambda l: l.display_type == "payment_term")
        suspense.account_id = due.account_id
        (suspense | due).reconcile()
        self.assertEqual(move.amount_residual, 0)
        tree = self.assertAddsUp(move)
        self.assertTerm(tree, PROCESS, "B2")
        self.assertTerm(tree, MEANS, "58")

    def test_a_debit_that_took_the_money_needs_no_mandate_any_more(self):
        move = self._post_invoice()
        self._pay(move)
        codes_known = patch.dict(codes.PAYMENT_METHODS, manual=codes.SEPA_DEBIT)
        with codes_known:
            move.action_l10n_fr_demat_check()
            self.assertFalse(move.l10n_fr_demat_finding_ids)
            self.assertTerm(self.assertAddsUp(move), MEANS, "58")

    def test_what_was_paid_online_by_card_is_said_so(self):
        move = self._post_invoice()
        self._pay(move, journal_id=self.company_data["default_journal_bank"].id)
        system = self.env["payment.provider"].sudo()
        brand = self.env.ref("payment.payment_method_visa")
        move._get_reconciled_payments().payment_transaction_id = (
            self.env["payment.transaction"]
            .sudo()
            .create(
                {
                    "provider_id": system.create({"name": "Banque"}).id,
                    "payment_method_id": brand.id,
                    "reference": move.name,
                    "amount": move.amount_total,
                    "currency_id": move.currency_id.id,
                    "partner_id": move.partner_id.id,
                }
            )
        )
        self.assertTerm(self.assertAddsUp(move), MEANS, "48")

    # Abroad

    def test_the_vat_of_another_country_is_told_without_asking_to_change_it(self):
        tax = self._tax("tva_normale").copy({"name": "19 % DE", "amount": 19})
        move = self._post_invoice([self._line(tax_ids=[Command.set(tax.ids)])])
        finding = move.l10n_fr_demat_finding_ids
        self.assertEqual(finding.flaw, Flaw.RATE.value)
        self.assertIn("OSS", finding.advice)

    def test_services_to_a_consumer_outside_the_union_name_their_own_article(self):
        """CGI 259, 1° is for companies; 259 B for who is not taxable."""
        values = {
            "name": "Herr Meier",
            "country_id": self.env.ref("base.ch").id,
            "l10n_fr_demat_siren": False,
        }
        consumer = self._create_customer(
            **values, is_company=False, l10n_fr_demat_recipient="consumer"
        )
        club = self._create_customer(**values, l10n_fr_demat_recipient="non_taxable")
        company = self._create_customer(**values)
        for partner, article in (
            (consumer, "259 B"),
            (club, "259 B"),
            (company, "259, 1°"),
        ):
            with self.subTest(article=article):
                move = self._post_invoice(
                    [self._line(self.course, tax="tva_sale_service_export_0")],
                    partner=partner,
                )
                self.assertTerm(
                    self.assertAddsUp(move),
                    REASON,
                    f"TVA non applicable, article {article} du CGI",
                )
