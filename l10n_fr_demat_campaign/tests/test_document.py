from unittest.mock import patch

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import file_open

from ..einvoice import codes, container, document
from ..models.account_move_issued import sha256
from ..rules.invoice import Flaw
from . import conformance_documents as made
from . import conformance_orders as orders
from .emission_common import EmissionCommon

SETTLEMENT = "ApplicableHeaderTradeSettlement"
TAX = f"{SETTLEMENT}/ApplicableTradeTax"
ALLOWANCE = f"{SETTLEMENT}/SpecifiedTradeAllowanceCharge"
TYPE = "//*[local-name() = 'ExchangedDocument']/*[local-name() = 'TypeCode']"
PROCESS = "BusinessProcessSpecifiedDocumentContextParameter/ID"
ORIGIN = "InvoiceReferencedDocument/IssuerAssignedID"
KIND, ORIGINS = made.KIND, made.ORIGINS


@tagged("post_install", "-at_install", "post_install_l10n")
class TestDocument(EmissionCommon):
    """Kinds of documents, what they refer to, and what they add to the invoice."""

    def _read(self, move):
        """Return the XML of a document and its type (BT-3)."""
        tree = self._read_xml(move)
        return tree, tree.xpath(TYPE)[0].text

    def _flaws(self, move):
        return set(move.l10n_fr_demat_finding_ids.mapped("flaw"))

    def test_each_kind_of_document_has_its_type(self):
        invoice = self._post_invoice()
        cases = (
            (invoice, "380"),
            (self._credit(invoice), "381"),
            (made._deposit(self), "386"),
            (made._chosen_deposit(self), "386"),
            (self._credit(made._deposit(self)), "503"),
            (made._final(self), "380"),
            (made._corrective(self), "384"),
            (made._year_end_discount(self), "262"),
            (made._self_billed(self), "389"),
            (made._self_billed(self, **{KIND: "deposit"}), "500"),
            (made._self_billed_corrective(self), "471"),
            (self._credit(made._self_billed(self)), "261"),
        )
        for move, code in cases:
            with self.subTest(code=code):
                self.assertEqual(self._read(move)[1], code)
                self.assertFalse(self._flaws(move))

    def test_a_kind_without_type_is_told_and_does_not_stop_the_posting(self):
        move = self._post_invoice(move_type="out_refund", **{KIND: "corrective"})
        self.assertEqual(move.state, "posted")
        self.assertIn(Flaw.DOCUMENT_TYPE.value, self._flaws(move))

    def test_what_is_chosen_wins_over_what_the_lines_say(self):
        line = self._line(self.course, price=300, extra_tax_data=made.DEPOSIT)
        move = self._post_invoice([line], **{KIND: "ordinary"})
        self.assertEqual(self._read(move)[1], "380")

    def test_a_final_invoice_names_its_deposits_and_takes_them_off(self):
        final = made._final(self, 2)
        tree = self.assertAddsUp(final)
        self.assertTerm(tree, PROCESS, "B4")
        self.assertTerm(tree, ORIGIN, *final.l10n_fr_demat_origin_ids.mapped("name"))
        self.assertEqual(self._texts(tree, "TotalPrepaidAmount"), [])
        self.assertTerm(tree, "DuePayableAmount", "480.00")

    def test_a_deposit_is_not_final_and_may_be_paid_already(self):
        for move, process in (
            (made._deposit(self), "S1"),
            (made._paid_deposit(self), "S2"),
        ):
            self.assertTerm(self._read_xml(move), PROCESS, process)

    def test_extended_says_what_the_earlier_invoices_were(self):
        self.company.l10n_fr_demat_profile = "extended"
        tree = self._read_xml(made._final(self))
        self.assertTerm(tree, "InvoiceReferencedDocument/TypeCode", "386")

    def test_an_earlier_invoice_that_is_not_posted_is_not_named(self):
        draft = self._post_invoice()
        draft.button_draft()
        move = self._post_invoice(**{ORIGINS: [Command.set(draft.ids)]})
        self.assertFalse(self._texts(self._read_xml(move), ORIGIN))

    def test_a_credit_note_of_an_order_names_what_the_order_invoiced(self):
        """As Odoo makes one where more comes back, or was paid, than is delivered."""
        for make in (orders.given_back, orders.dearer_deposit):
            refund = make(self)
            self.assertEqual(refund.move_type, "out_refund")
            self.assertFalse(refund.l10n_fr_demat_finding_ids)
            sold = refund.invoice_line_ids.sale_line_ids.order_id.invoice_ids - refund
            self.assertTerm(self._read_xml(refund), ORIGIN, sold.name)
            reversal = self._credit(other := self._post_invoice())
            self.assertTerm(self._read_xml(reversal), ORIGIN, other.name)

    def test_a_corrective_invoice_without_the_one_it_replaces_is_told(self):
        move = self._post_invoice(**{KIND: "corrective"})
        self.assertEqual(self._flaws(move), {Flaw.ONE_ORIGIN.value})

    def test_in_a_self_billed_invoice_the_supplier_sells_and_we_buy(self):
        move = made._self_billed(self)
        tree = self.assertAddsUp(move)
        self.assertTerm(tree, "SpecifiedLegalOrganization/ID", "732829320", "123456782")
        self.assertIn("Autofacturation", self._texts(tree, "IncludedNote/Content"))
        self.assertTrue(move.l10n_fr_demat_is_self_billed)

    def test_what_a_supplier_lacks_is_told_of_the_supplier(self):
        supplier = self._create_customer(
            name="Sans SIREN", l10n_fr_demat_siren=False, vat=False
        )
        move = made._self_billed(self, partner=supplier)
        found = move.l10n_fr_demat_finding_ids.filtered(
            lambda finding: finding.term == "BT-30"
        )
        self.assertEqual((found.flaw, found.place), (Flaw.SUPPLIER.value, "customer"))
        self.assertEqual(found.action_correct()["res_id"], supplier.id)

    def test_a_bill_of_a_foreign_supplier_or_of_another_journal_is_not_ours(self):
        foreign = self._create_customer(
            l10n_fr_demat_siren=False, vat=False, country_id=self.env.ref("base.de").id
        )
        bill = self._post_invoice([self._line(tax=made.BOUGHT)], move_type="in_invoice")
        for move in (made._self_billed(self, partner=foreign), bill):
            self.assertFalse(move._is_l10n_fr_demat_emitter())
            self.assertFalse(move.l10n_fr_demat_finding_ids)

    def _make(self, move):
        """Make the file of a self-billed invoice, of a real print."""
        name = "l10n_fr_demat_campaign/tests/files/invoice_print.pdf"
        with file_open(name, "rb") as file:
            printed = file.read()
        hook = "_print_l10n_fr_demat_self_billed"
        with patch.object(self.env.registry["account.move"], hook, lambda _m: printed):
            return move.action_l10n_fr_demat_make()

    def test_the_file_of_a_self_billed_invoice_is_made_once_and_kept(self):
        move = made._self_billed(self)
        self.assertEqual(self._make(move)["target"], "download")
        issued = move.invoice_pdf_report_id
        self.assertEqual(container.flaws_of(issued.raw), [])
        self.assertEqual(
            document.extract_xml(issued.raw), move._get_l10n_fr_demat_xml()[0]
        )
        self.assertEqual(move.l10n_fr_demat_issued_hash, sha256(issued.raw))
        self.assertIn("fr", move.l10n_fr_demat_checks)
        self._make(move)
        self.assertEqual(move.invoice_pdf_report_id, issued)

    def test_a_self_billed_invoice_that_lacks_something_is_not_made(self):
        supplier = self._create_customer(l10n_fr_demat_siren=False, vat=False)
        move = made._self_billed(self, partner=supplier)
        told = self._make(move)
        self.assertIn("supplier", told["params"]["message"])
        self.assertFalse(move.invoice_pdf_report_id)
        with self.assertRaises(UserError):
            self._post_invoice().action_l10n_fr_demat_make()

    def test_a_discount_of_the_whole_is_an_allowance_per_rate(self):
        tree = self.assertAddsUp(made._discounted(self))
        self.assertTerm(tree, f"{ALLOWANCE}/ActualAmount", "20.00", "30.00")
        self.assertTerm(tree, f"{ALLOWANCE}/Reason", "Remise 10 %", "Remise")
        self.assertTerm(tree, "AllowanceTotalAmount", "50.00")
        self.assertTerm(tree, f"{TAX}/BasisAmount", "270.00", "180.00")
        self.assertAddsUp(self._credit(made._discounted(self)))

    def test_a_discount_of_the_whole_is_no_service_that_we_sell(self):
        discount = self._line(
            self.course, price=-20, extra_tax_data=made.DISCOUNT, name="Remise"
        )
        move = self._post_invoice([self._line(price=200), discount])
        self.assertTerm(self._read_xml(move), PROCESS, "B1")

    def test_a_direct_debit_names_mandate_creditor_and_account(self):
        tree = self._read_xml(made._debited(self))
        means = "SpecifiedTradeSettlementPaymentMeans"
        self.assertTerm(tree, f"{means}/TypeCode", "59")
        self.assertTerm(tree, "PayerPartyDebtorFinancialAccount/IBANID", made.ACCOUNT)
        self.assertTerm(tree, "DirectDebitMandateID", "M1")
        self.assertTerm(tree, f"{SETTLEMENT}/CreditorReferenceID", made.CREDITOR)

    def test_a_direct_debit_without_mandate_or_creditor_is_told_where_to_mend(self):
        move = self._post_invoice(l10n_fr_demat_payment_means="59")
        found = move.l10n_fr_demat_finding_ids
        self.assertEqual(
            {(finding.flaw, finding.place) for finding in found},
            {("mandate", "customer"), ("creditor", "company")},
        )

    def test_the_means_of_payment_are_read_from_what_odoo_knows(self):
        check = (
            self.env["account.payment.method"]
            .sudo()
            .create(
                {"name": "Chèque", "code": "check_printing", "payment_type": "inbound"}
            )
        )
        journal = self.company_data["default_journal_bank"]
        line = self.env["account.payment.method.line"].create(
            {"payment_method_id": check.id, "journal_id": journal.id}
        )
        bank = self.company.partner_id.bank_ids[:1]
        other = self.env["res.partner.bank"].create(
            {"acc_number": "123456", "partner_id": self.company.partner_id.id}
        )
        for values, expected in (
            ({"partner_bank_id": bank.id}, "58"),
            ({"partner_bank_id": other.id}, "30"),
            ({"preferred_payment_method_line_id": line.id}, "20"),
            ({"l10n_fr_demat_payment_means": "48"}, "48"),
        ):
            with self.subTest(expected=expected):
                move = self._post_invoice(**values)
                self.assertEqual(move._prepare_l10n_fr_demat_terms()["BT-81"], expected)
        credit_note = self._credit(move)
        self.assertNotIn("BT-81", credit_note._prepare_l10n_fr_demat_terms())

    def test_periods_are_written_for_the_invoice_and_for_its_lines(self):
        values = self._post_invoice(**made.MONTH)._prepare_l10n_fr_demat_terms()
        days = [str(values[f"BT-{number}"]) for number in (73, 74, 72)]
        self.assertEqual(days, ["2026-10-01", "2026-10-31", "2026-10-31"])
        lines = made._lines_with_periods(self)._prepare_l10n_fr_demat_terms()["BG-25"]
        self.assertEqual(
            [str(line["BT-135"]) for line in lines],
            ["2026-10-31", "2026-11-30", "None"],
        )

    def test_a_period_that_ends_before_it_starts_is_told(self):
        move = self._post_invoice(
            l10n_fr_demat_period_start="2026-11-02",
            l10n_fr_demat_period_end="2026-11-01",
        )
        self.assertEqual(self._flaws(move), {Flaw.PERIOD.value})

    def test_orders_contract_and_service_have_their_terms(self):
        values = made._town_hall(self)._prepare_l10n_fr_demat_terms()
        self.assertEqual(
            [values[f"BT-{number}"] for number in (10, 12, 13)],
            ["SERVICE-7", "M2026-4", "EJ-2026-17"],
        )
        self.assertNotIn(codes.ROUTING, values["BG-7"]["identifiers"])
        self.company.l10n_fr_demat_profile = "extended"
        values = made._town_hall(self)._prepare_l10n_fr_demat_terms()
        self.assertEqual(values["BG-7"]["identifiers"][codes.ROUTING], "SERVICE-7")

    def test_the_commitment_that_a_public_body_wants_is_asked(self):
        partner = made._town_hall(self).partner_id
        move = self._post_invoice(partner=partner)
        self.assertEqual(self._flaws(move), {Flaw.COMMITMENT.value})

    def test_the_treatment_is_written_where_a_platform_reads_it(self):
        def treatment(move):
            return {
                note["BT-22"]
                for note in move._prepare_l10n_fr_demat_terms()["BG-1"]
                if note.get("BT-21") == "BAR"
            }

        self.assertEqual(treatment(self._post_invoice()), set())
        self.assertEqual(treatment(made._treated(self, "B2B")), {"B2B"})
        self.assertEqual(treatment(made._by_platform(self)), {"B2B"})
        self.company.l10n_fr_demat_uses_platform = False
        self.company.l10n_fr_demat_issuer_size = "large"
        self.assertEqual(treatment(self._post_invoice()), {"B2B"})

    def test_a_member_of_a_vat_group_names_the_group(self):
        tree = self._read_xml(made._member(self))
        self.assertIn(codes.IN_VAT_GROUP, self._texts(tree, "IncludedNote/Content"))
        self.assertTerm(tree, "SellerTradeParty/GlobalID", "732829320")
        self.assertTerm(
            tree,
            "SellerTaxRepresentativeTradeParty/SpecifiedTaxRegistration/ID",
            "FR44732829320",
        )

    def test_a_vat_group_that_nobody_named_is_told_on_the_company_too(self):
        self.company.l10n_fr_demat_vat_group_member = True
        move = self._post_invoice()
        self.assertEqual(self._flaws(move), {Flaw.SELLER_GROUP_VAT.value})
        self.assertIn("VAT group", self.company.l10n_fr_demat_readiness)

    def test_a_company_without_vat_number_says_the_article_that_exempts_it(self):
        tree = self._read_xml(made._small_company(self))
        self.assertTerm(tree, f"{TAX}/ExemptionReasonCode", "VATEX-FR-FRANCHISE")
        self.assertIn("293 B", self._texts(tree, f"{TAX}/ExemptionReason")[0])

    def test_what_does_not_fit_in_en_16931_is_written_in_extended(self):
        move = made._two_exemptions(self)
        tree, _type = self._read(move)
        self.assertTerm(
            tree,
            f"{TAX}/ExemptionReasonCode",
            "VATEX-FR-CGI261C-1",
            "VATEX-FR-CGI261D-1",
        )
        xml = move._get_l10n_fr_demat_xml()[0]
        self._accept()
        delivery = self._send(move)
        self.assertEqual(container.flaws_of(delivery.attachment_id.raw), [])
        self.assertEqual(document.level_of(xml), "extended")
        self.assertIn("extended", move.l10n_fr_demat_checks)
        self.assertNotIn("en16931", move.l10n_fr_demat_checks)

    def test_ubl_has_one_row_of_vat_where_extended_has_several(self):
        xml = made._two_exemptions(self)._get_l10n_fr_demat_xml()[0]
        ubl = document.to_ubl(xml)
        self.assertEqual(ubl.count(b"<cac:TaxSubtotal>"), 1)
        for article in ("261 C", "261 D"):
            self.assertIn(article, ubl.decode())
        self.assertIn(b'<cbc:TaxableAmount currencyID="EUR">80.00<', ubl)
