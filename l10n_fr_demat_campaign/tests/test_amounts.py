from unittest.mock import patch

from odoo import Command
from odoo.tests import tagged

from ..einvoice import document, lines, worker
from ..rules.invoice import Flaw
from . import conformance_crosses as crosses
from . import conformance_readers
from .conformance_common import ConformanceCommon

LINE = "IncludedSupplyChainTradeLineItem"
PROCESS = "BusinessProcessSpecifiedDocumentContextParameter/ID"


@tagged("post_install", "-at_install", "post_install_l10n")
class TestAmounts(ConformanceCommon):
    """Amounts, notes and profiles where the usual invoice is no guide."""

    def assertLevel(self, move, level):
        """Check in which profile an invoice is written, and that its judges agree."""
        xml, errors = move._get_l10n_fr_demat_xml()
        self.assertFalse(errors)
        self.assertEqual(document.level_of(xml), level)
        verdicts = worker.get_worker().check(xml, [level, "fr"])
        for verdict in verdicts.values():
            self.assertNotEqual(verdict.state, worker.FAILED, verdict.messages)
        return xml

    def test_an_export_in_dollars_says_that_its_vat_is_zero_in_euros(self):
        move = crosses._exported(self)
        self.assertFalse(move.l10n_fr_demat_finding_ids)
        self.assertTerm(self.assertAddsUp(move), "TaxTotalAmount", "0.00", "0.00")

    def test_what_is_not_sold_is_priced_without_vat(self):
        tree = self.assertAddsUp(crosses._not_sold(self))
        self.assertTerm(
            tree,
            "NetPriceProductTradePrice/ChargeAmount",
            *("10.00", "10.00", "5.00", "40.00"),
        )

    def test_a_price_that_six_decimals_cannot_say_is_that_of_all_that_is_sold(self):
        move = crosses._many_with_vat(self)
        tree = self.assertAddsUp(move)
        price = "NetPriceProductTradePrice"
        self.assertTerm(tree, f"{price}/BasisQuantity", "123457", "123457")
        self.assertTerm(
            tree,
            f"{price}/ChargeAmount",
            *("29835.441667", "29835.441667", "8.333333"),
        )
        self.assertTerm(
            tree,
            "SpecifiedLineTradeSettlement/SpecifiedTradeAllowanceCharge"
            "/CalculationPercent",
            "10",
        )
        xml = self.assertLevel(move, "en16931")
        for readable in (xml, document.to_ubl(xml)):
            bill = conformance_readers.read_by_core(self, readable)
            self.assertEqual(bill.total, move.amount_total)

    def test_what_bears_no_vat_has_its_row_though_it_comes_to_nothing(self):
        """Bottles that are sold and taken back, or not sold at all (BR-E-01)."""
        taxes = self._taxes("tva_normale", fixed=False)
        for sold, back, apart in ((2, -2, ("1.00", "1.00")), (2, 0, ("1.00",))):
            lines = [
                self._line(tax_ids=taxes, quantity=sold),
                self._line(tax_ids=taxes, quantity=back, price=5),
            ]
            for level in ("en16931", "extended"):
                with self.subTest(back=back, level=level):
                    self.company.l10n_fr_demat_profile = level
                    move = self._post_invoice(lines)
                    self.assertFalse(move.l10n_fr_demat_finding_ids)
                    path = "ApplicableHeaderTradeSettlement"
                    self.assertTerm(
                        self.assertAddsUp(move),
                        f"{path}/SpecifiedTradeAllowanceCharge/ActualAmount",
                        *apart,
                    )
                    xml = self.assertLevel(move, level)
                    ubl = worker.get_worker().check(document.to_ubl(xml), ["ubl"])
                    self.assertNotEqual(ubl["ubl"].state, worker.FAILED, ubl)
        nothing = self._post_invoice([self._line(tax_ids=taxes, quantity=0)])
        self.assertLevel(nothing, "extended")

    def test_a_discount_for_early_payment_of_what_comes_back_is_a_charge(self):
        """Its code is one of charges, not of allowances (BR-CL-20)."""
        move = self._post_invoice(
            [self._line(), self._line(tax="tva_reduite", price=-10)],
            **self._discounted("mixed"),
        )
        self.assertAddsUp(move)
        xml = self.assertLevel(move, "en16931")
        ubl = worker.get_worker().check(document.to_ubl(xml), ["ubl"])["ubl"]
        self.assertNotEqual(ubl.state, worker.FAILED, ubl.messages)

    def test_a_price_is_for_one_unless_that_loses_cents(self):
        table = (
            (3, 8.33333333, 1),
            (3, 833.425 / 3, 3),
            (-3, 833.425 / 3, 3),
            (0, 10 / 3, 1),
            (1.5, 0, 1),
        )
        for quantity, price, base in table:
            with self.subTest(quantity=quantity, price=price):
                found = lines._base_quantity(self.env.ref("base.EUR"), quantity, price)
                self.assertEqual(found, base)

    def test_what_costs_nothing_bears_the_vat_of_what_it_goes_with(self):
        """As Odoo writes what a promotion gives: a line without tax, at 0.00."""
        exempt = self._own_tax("E", "VATEX-EU-132", "Exonération, article 261 du CGI")
        for tax_ids, category in ((self._line()[2]["tax_ids"], "S"), (exempt, "E")):
            gift = self._line(tax=None, price=0)
            move = self._post_invoice([gift, self._line(tax_ids=tax_ids), gift])
            self.assertFalse(move.l10n_fr_demat_finding_ids)
            tree = self.assertAddsUp(move)
            line = "SpecifiedLineTradeSettlement/ApplicableTradeTax/CategoryCode"
            self.assertTerm(tree, line, category, category, category)
        alone = self._post_invoice([gift])
        self.assertEqual(alone.l10n_fr_demat_finding_ids.mapped("flaw"), ["no_vat"])

    def test_what_is_paid_but_for_the_rounding_is_not_said_to_be_paid(self):
        """BR-FR-CO-09 wants the total of the norm, which is not rounded."""
        move = crosses._paid(self)
        tree = self.assertAddsUp(move)
        self.assertTerm(tree, PROCESS, "B1")
        self.assertTerm(tree, "DuePayableAmount", "0.00")
        self.assertTerm(tree, "TotalPrepaidAmount", "120.00")

    def test_a_payment_that_is_not_booked_yet_leaves_the_amount_due(self):
        """As the accounting of Odoo Enterprise waits for the bank."""
        journal = self.company_data["default_journal_bank"]
        journal.inbound_payment_method_line_ids.payment_account_id = False
        move = self._post_invoice()
        with patch.object(
            self.env.registry["account.move"],
            "_get_invoice_in_payment_state",
            lambda _move: "in_payment",
        ):
            self._pay(move, journal_id=journal.id)
            self.assertEqual(move.payment_state, "in_payment")
        self.assertEqual(move.amount_residual, 48)
        tree = self.assertAddsUp(move)
        self.assertTerm(tree, PROCESS, "B1")
        self.assertTerm(tree, "DuePayableAmount", "48.00")

    def test_titles_and_notes_are_read_on_the_line_they_stand_by(self):
        tree = self._read_xml(crosses._with_titles(self))
        first, second = tree.xpath(f"//*[local-name() = '{LINE}']")
        ahead = [f"before {number}" for number in range(5)]
        self.assertEqual(self._notes(first), [*ahead, "after 0"])
        self.assertEqual(self._notes(second), [f"after {n}" for n in range(1, 5)])

    def _notes(self, line):
        texts = line.xpath(".//*[local-name() = 'Content']/text()")
        return "\n".join(texts).split("\n")

    def test_a_note_under_a_discount_of_the_whole_is_kept(self):
        move = self._post_invoice(
            [
                self._line(price=200),
                self._line(price=-20, extra_tax_data=crosses.DISCOUNT),
                Command.create({"display_type": "line_note", "name": "Fidélité"}),
                Command.create({"display_type": "line_section", "name": "Fin"}),
            ]
        )
        self.assertTerm(
            self._read_xml(move),
            f"{LINE}/AssociatedDocumentLineDocument/IncludedNote/Content",
            "Fidélité\nFin",
        )

    def test_what_is_out_of_scope_is_written_in_extended_without_a_rate(self):
        out = self._own_tax("O")
        for others, rates in (([], 0), ([self._line()], 2)):
            move = self._post_invoice([self._line(tax_ids=out), *others])
            xml = self.assertLevel(move, "extended")
            self.assertEqual(xml.count(b"<ram:RateApplicablePercent>"), rates)

    def test_many_small_lines_rounded_one_by_one_are_written_in_extended(self):
        lines = [self._line(price=0.02) for _number in range(400)]
        self.company.tax_calculation_rounding_method = "round_per_line"
        self.assertLevel(self._post_invoice(lines), "extended")
        self.company.tax_calculation_rounding_method = "round_globally"
        self.assertLevel(self._post_invoice(lines), "en16931")

    def test_what_ubl_cannot_say_waits_and_is_told(self):
        consent = self._accept(address="a@customer.example")
        self._create_rule(consent, address="b@customer.example", format="xml_ubl")
        self.company.l10n_fr_demat_is_parity_read = False
        self.company.tax_calculation_rounding_method = "round_per_line"
        for sold in (
            [self._line(tax_ids=self._own_tax("O"))],
            [self._line(price=0.02) for _number in range(400)],
        ):
            original, ubl = self._send(self._post_invoice(sold))
            self.assertEqual((original.state, ubl.state), ("queued", "blocked"))
            self.assertIn("UBL", ubl.reason)
            self.assertFalse(ubl.attachment_id.raw)

    def test_what_bears_no_vat_of_a_deposit_stands_beside_its_lines(self):
        deposit = self._post_invoice(crosses._bottles_deposit(self, 1))
        final = crosses._bottles_taken_off(self)
        for move, amounts in ((deposit, ["1.50"]), (final, ["1.50", "5.00"])):
            tree = self.assertAddsUp(move)
            self.assertTerm(
                tree,
                "ApplicableHeaderTradeSettlement/SpecifiedTradeAllowanceCharge"
                "/ActualAmount",
                *amounts,
            )
            self.assertLevel(move, "en16931")

    def test_yens_are_written_in_en_16931(self):
        self.assertLevel(crosses._yens(self), "en16931")

    def test_an_earlier_invoice_of_a_kind_that_extended_does_not_know_is_named(self):
        self.company.l10n_fr_demat_profile = "extended"
        credit_note = crosses.CROSSES["credit note of a self-billed deposit"](self)
        xml = self.assertLevel(credit_note, "extended")
        self.assertIn(credit_note.reversed_entry_id.name.encode(), xml)

    def test_a_reason_of_its_own_is_told_apart_from_what_bears_no_vat(self):
        self.company.l10n_fr_demat_profile = "extended"
        tax_ids = self._own_tax("E", "VATEX-FR-CGI261C-1", "261 C")
        self.assertLevel(crosses._fixed(self, False, tax_ids=tax_ids), "extended")

    def test_a_vat_that_is_not_that_of_its_tax_is_told(self):
        odd = (
            {"ubl_cii_tax_category_code": "E"},
            {"amount_type": "division"},
            {"ubl_cii_tax_category_code": "S", "amount": 0},
        )
        for number, values in enumerate(odd):
            with self.subTest(**values):
                tax = self._tax("tva_normale").copy({"name": f"Odd {number}", **values})
                move = self._post_invoice([self._line(tax_ids=[Command.set(tax.ids)])])
                finding = move.l10n_fr_demat_finding_ids
                self.assertEqual(finding.flaw, Flaw.VAT.value)
                self.assertEqual(finding.action_correct()["res_id"], tax.id)

    def test_taxes_that_are_not_one_vat_are_told_once_by_what_they_are(self):
        vat = self._tax("tva_normale")
        levy, withheld = (
            vat.copy({"name": f"{rate} %", "amount": rate, "sequence": 0})
            for rate in (3, -5)
        )
        table = (
            (vat | self._tax("tva_reduite"), Flaw.SEVERAL_VAT),
            (vat | levy, Flaw.LEVY),
            (vat | withheld, Flaw.WITHHELD),
            (withheld, Flaw.WITHHELD),
            (self.eco, Flaw.NO_VAT),
        )
        for taxes, flaw in table:
            with self.subTest(taxes=taxes.mapped("name")):
                line = self._line(tax_ids=[Command.set(taxes.ids)])
                found = self._post_invoice([line]).l10n_fr_demat_finding_ids
                self.assertEqual(found.mapped("flaw"), [flaw.value])

    def test_a_currency_of_three_decimals_is_told(self):
        dinar = self.env.ref("base.TND")
        dinar.active = True
        move = self._post_invoice(currency_id=dinar.id)
        finding = move.l10n_fr_demat_finding_ids
        self.assertRecordValues(finding, [{"flaw": Flaw.AMOUNT.value, "value": "TND"}])
