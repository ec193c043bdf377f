from odoo import Command
from odoo.tests import tagged

from ..rules.invoice import Flaw
from .conformance_oddities import ODDITIES
from .emission_common import EmissionCommon

TAX = "ApplicableHeaderTradeSettlement/ApplicableTradeTax"


@tagged("post_install", "-at_install", "post_install_l10n")
class TestFigures(EmissionCommon):
    """Numbers that are large, small or foreign, and sales to overseas departments."""

    def _flaws(self, move):
        return set(move.l10n_fr_demat_finding_ids.mapped("flaw"))

    def _sell(self, product, tax, **customer):
        partner = self._create_customer(**customer)
        line = self._line(product, tax)
        return self._post_invoice([line], partner, fiscal_position_id=False)

    def test_quantities_are_written_in_full(self):
        self.env.ref("uom.decimal_product_uom").digits = 4
        quantities = (1234567.89, 100000, 12345.6789, 0.0001, -3)
        lines = [self._line(price=1, quantity=number) for number in quantities]
        tree = self.assertAddsUp(self._post_invoice(lines))
        self.assertTerm(
            tree, "BilledQuantity", "1234567.89", "100000", "12345.6789", "0.0001", "-3"
        )

    def test_a_quantity_finer_than_the_norm_is_told_and_not_cut(self):
        self.env.ref("uom.decimal_product_uom").digits = 6
        move = self._post_invoice([self._line(quantity=0.123456)])
        self.assertEqual(self._flaws(move), {Flaw.QUANTITY.value})
        self.assertIn("0.123456", move.l10n_fr_demat_finding_ids.value)

    def test_the_vat_of_an_invoice_in_dollars_is_said_in_euros(self):
        dollar = self.env.ref("base.USD")
        self.env["res.currency.rate"].create(
            {
                "name": "2026-01-01",
                "currency_id": dollar.id,
                "company_id": self.company.id,
                "rate": 1.25,
            }
        )
        move = self._post_invoice([self._line(price=100)], currency_id=dollar.id)
        tree = self.assertAddsUp(move)
        path = "SpecifiedTradeSettlementHeaderMonetarySummation/TaxTotalAmount"
        self.assertTerm(tree, path, "20.00", "16.00")
        self.assertTerm(tree, "TaxCurrencyCode", "EUR")
        self.assertAlmostEqual(abs(move.amount_tax_signed), 16.0, 2)

    def test_each_part_to_pay_has_its_date_beside_the_last(self):
        move = ODDITIES["paid in three parts"](self)
        tree = self.assertAddsUp(move)
        said = self._texts(tree, "SpecifiedTradePaymentTerms/Description")[0]
        self.assertIn("En trois fois", said)
        for part in ("36,00 EUR le 21/11/2026", "36,00 EUR le 21/12/2026"):
            self.assertIn(part, said)
        self.assertIn("le 20/01/2027", said)
        self.assertEqual(str(move.invoice_date_due), "2027-01-20")

    def test_an_invoice_of_sections_alone_is_told(self):
        section = Command.create({"display_type": "line_section", "name": "Lot 1"})
        move = self._post_invoice([section])
        self.assertEqual(move.state, "posted")
        self.assertEqual(self._flaws(move), {Flaw.NO_LINE.value})
        self.assertIsNone(move._get_l10n_fr_demat_xml()[0])

    def test_taxes_that_no_norm_knows_are_told(self):
        levy = self._tax("tva_normale").copy({"name": "2 %", "amount": 2})
        levy.sequence = 99
        fixed = levy.copy({"name": "Eco", "amount_type": "fixed", "amount": 1})
        both = (self._tax("tva_normale") | levy).ids
        for taxes, flaw in ((both, Flaw.LEVY), (fixed.ids, Flaw.NO_VAT)):
            move = self._post_invoice([self._line(tax_ids=[Command.set(taxes)])])
            self.assertIn(flaw.value, self._flaws(move))

    def test_what_is_sent_overseas_is_exported_by_the_article_that_says_so(self):
        goods, services = "tva_sale_good_export_0", "tva_sale_service_export_0"
        sent, nothing = "articles 262, I et 294, 2", "article 294, 1"
        cases = (
            (self.chair, goods, {"zip": "97110"}, "G", sent),
            (self.chair, goods, {"zip": "97300"}, "G", sent),
            (
                self.chair,
                goods,
                {"country_id": self.env.ref("base.re").id, "zip": "97400"},
                "G",
                sent,
            ),
            (self.course, services, {"zip": "97600"}, "E", nothing),
            (self.course, services, {"zip": "97110"}, "E", "Exonération de TVA"),
        )
        for product, tax, customer, category, text in cases:
            with self.subTest(customer=customer, product=product.name):
                move = self._sell(product, tax, **customer)
                tree = self.assertAddsUp(move)
                self.assertTerm(tree, f"{TAX}/CategoryCode", category)
                self.assertIn(text, self._texts(tree, f"{TAX}/ExemptionReason")[0])
                self.assertFalse(self._flaws(move))

    def test_goods_go_where_they_are_delivered(self):
        shop = self._create_customer(
            name="Magasin", parent_id=self.customer.id, type="delivery", zip="97200"
        )
        move = self._post_invoice(
            [self._line(tax="tva_sale_good_export_0")],
            partner_shipping_id=shop.id,
            fiscal_position_id=False,
        )
        tree = self.assertAddsUp(move)
        self.assertTerm(tree, f"{TAX}/CategoryCode", "G")

    def test_vat_is_charged_overseas_as_anywhere(self):
        move = self._sell(self.chair, "tva_normale", zip="97110")
        self.assertTerm(self._read_xml(move), f"{TAX}/CategoryCode", "S")

    def test_a_small_company_is_exempt_wherever_the_customer_is(self):
        self.company.vat = False
        abroad = {"l10n_fr_demat_siren": False, "vat": False}
        move = self._sell(
            self.chair,
            "tva_sale_good_export_0",
            **abroad,
            country_id=self.env.ref("base.us").id,
        )
        tree = self.assertAddsUp(move)
        self.assertTerm(tree, f"{TAX}/CategoryCode", "E")
        self.assertTerm(tree, f"{TAX}/ExemptionReasonCode", "VATEX-FR-FRANCHISE")
