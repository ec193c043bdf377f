import io
from unittest.mock import patch

import pikepdf

from odoo import Command
from odoo.tests import tagged
from odoo.tools import file_open

from ..einvoice import container, document, lines, terms, text
from ..models import account_move_emission
from ..rules.invoice import Flaw
from .emission_common import EmissionCommon

SETTLEMENT = "ApplicableHeaderTradeSettlement/ApplicableTradeTax"


@tagged("post_install", "-at_install", "post_install_l10n")
class TestEinvoice(EmissionCommon):
    def test_an_invoice_names_both_companies_with_their_identifiers(self):
        self.customer.l10n_fr_demat_siret = "34177763900012"
        tree = self._read_xml(self._post_invoice())
        self.assertTerm(tree, "SpecifiedLegalOrganization/ID", "123456782", "341777639")
        self.assertTerm(tree, "BuyerTradeParty/GlobalID", "34177763900012")
        self.assertTerm(
            tree, "URIUniversalCommunication/URIID", "123456782", "341777639"
        )

    def test_a_siret_of_another_company_is_left_out(self):
        self.customer.company_registry = "73282932000074"
        tree = self._read_xml(self._post_invoice())
        self.assertTerm(tree, "BuyerTradeParty/GlobalID")

    def test_identifiers_are_found_where_people_type_them(self):
        cases = (
            ({"company_registry": "732 829 320"}, "732829320"),
            ({"company_registry": "732 829 320 00074"}, "732829320"),
            ({"vat": "FR44732829320"}, "732829320"),
            ({"company_registry": "nonsense"}, None),
        )
        for values, siren in cases:
            with self.subTest(values=values):
                partner = self._create_customer(l10n_fr_demat_siren=False, **values)
                self.assertEqual(partner._get_l10n_fr_demat_siren(), siren)

    def test_the_address_valid_on_the_invoice_date_is_written(self):
        Address = self.env["demat.routing.address"]
        values = {"partner_id": self.customer.id}
        Address.create({**values, "address": "341777639_OLD", "valid_to": "2026-11-20"})
        Address.create(
            {**values, "address": "341777639_Achats", "valid_from": "2026-11-21"}
        )
        tree = self._read_xml(self._post_invoice())
        self.assertTerm(
            tree, "BuyerTradeParty/URIUniversalCommunication/URIID", "341777639_Achats"
        )

    def test_the_three_legal_notes_are_there_once(self):
        tree = self._read_xml(self._post_invoice())
        self.assertTerm(tree, "IncludedNote/SubjectCode", "PMD", "PMT", "AAB")

    def test_a_consumer_is_not_told_what_the_law_wants_for_companies(self):
        partner = self._create_customer(
            name="Mme Martin",
            is_company=False,
            l10n_fr_demat_siren=False,
            l10n_fr_demat_recipient="consumer",
        )
        tree = self.assertAddsUp(self._post_invoice(partner=partner))
        contents = self._texts(tree, "IncludedNote/Content")
        self.assertNotIn(self.company.l10n_fr_demat_note_pmt, contents)
        self.assertTerm(
            tree, "BuyerTradeParty/URIUniversalCommunication/URIID", partner.email
        )

    def test_an_early_discount_is_told_as_agreed(self):
        term = self.env["account.payment.term"].create(
            {
                "name": "30 days, 2 % within 8",
                "early_discount": True,
                "discount_percentage": 2,
                "discount_days": 8,
                "early_pay_discount_computation": "included",
                "line_ids": [
                    Command.create(
                        {"value": "percent", "value_amount": 100, "nb_days": 30}
                    )
                ],
            }
        )
        move = self._post_invoice(invoice_payment_term_id=term.id)
        contents = self._texts(self._read_xml(move), "IncludedNote/Content")
        self.assertIn("Escompte de 2 % pour paiement sous 8 jours.", contents)

    def test_several_rates_and_a_discount_add_up(self):
        move = self._post_invoice(
            [
                self._line(quantity=3, price=19.99, discount=10),
                self._line(tax="tva_intermediaire", price=7.77, quantity=7),
                self._line(tax="tva_reduite", price=1.11, quantity=13),
                self._line(self.course, "tva_normale_encaissement", price=99.99),
            ]
        )
        tree = self.assertAddsUp(move)
        self.assertTerm(tree, f"{SETTLEMENT}/RateApplicablePercent", "5.5", "10", "20")
        self.assertTerm(
            tree,
            "SpecifiedLineTradeSettlement/SpecifiedTradeAllowanceCharge/ActualAmount",
            "6.00",
        )

    def test_totals_follow_the_rounding_of_the_company(self):
        for method in ("round_per_line", "round_globally"):
            self.company.tax_calculation_rounding_method = method
            with self.subTest(method=method):
                self.assertAddsUp(
                    self._post_invoice([self._line(price=0.335) for _ in range(9)])
                )

    def test_a_price_with_tax_included_is_written_without(self):
        move = self._post_invoice(
            [self._line(tax="tva_normale_ttc", price=10, quantity=3)]
        )
        tree = self.assertAddsUp(move)
        self.assertTerm(tree, "NetPriceProductTradePrice/ChargeAmount", "8.333333")

    def test_prices_keep_up_to_six_decimals(self):
        for price, written in ((12.5, "12.50"), (0.1234567, "0.123457"), (3, "3.00")):
            self.assertEqual(lines._price_text(price), written)

    def test_a_negative_line_takes_the_sign_in_its_quantity(self):
        move = self._post_invoice([self._line(price=100), self._line(price=-30)])
        tree = self.assertAddsUp(move)
        self.assertTerm(
            tree, "NetPriceProductTradePrice/ChargeAmount", "100.00", "30.00"
        )
        self.assertTerm(tree, "SpecifiedLineTradeDelivery/BilledQuantity", "1", "-1")

    def test_a_fixed_tax_in_the_base_is_a_charge_of_its_line(self):
        eco = self.env["account.tax"].create(
            {
                "name": "Eco-participation",
                "amount_type": "fixed",
                "amount": 0.5,
                "include_base_amount": True,
                "sequence": 1,
                "tax_group_id": self._tax("tva_normale").tax_group_id.id,
                "company_id": self.company.id,
            }
        )
        taxes = [Command.set((eco | self._tax("tva_normale")).ids)]
        move = self._post_invoice([self._line(quantity=4, tax_ids=taxes)])
        tree = self.assertAddsUp(move)
        self.assertTerm(
            tree,
            "SpecifiedLineTradeSettlement/SpecifiedTradeAllowanceCharge/ActualAmount",
            "2.00",
        )
        self.assertTerm(tree, f"{SETTLEMENT}/BasisAmount", "162.00")

    def test_cash_rounding_is_said_apart(self):
        rounding = self.env["account.cash.rounding"].create(
            {
                "name": "5 cents",
                "rounding": 0.05,
                "strategy": "add_invoice_line",
                "profit_account_id": self.company_data["default_account_revenue"].id,
                "loss_account_id": self.company_data["default_account_expense"].id,
            }
        )
        move = self._post_invoice(
            [self._line(price=10.01)], invoice_cash_rounding_id=rounding.id
        )
        self.assertAddsUp(move)

    def test_the_reason_for_no_vat_depends_on_where_and_what(self):
        germany = self.env.ref("base.de").id
        states = {
            "country_id": self.env.ref("base.us").id,
            "vat": False,
            "email": "ap@customer.example",
        }
        german = {"country_id": germany, "vat": "DE123456788"}
        cases = (
            ({}, self.chair, "tva_sale_good_0", "E", None),
            (german, self.chair, "tva_sale_good_intra_0", "K", "VATEX-EU-IC"),
            (german, self.course, "tva_sale_service_intra_0", "AE", "VATEX-EU-AE"),
            (states, self.chair, "tva_sale_good_export_0", "G", "VATEX-EU-G"),
            (states, self.course, "tva_sale_service_export_0", "G", "VATEX-EU-G"),
        )
        for values, product, tax, category, reason in cases:
            with self.subTest(category=category, product=product.name):
                partner = self._create_customer(
                    **({"l10n_fr_demat_siren": False, **values} if values else {})
                )
                move = self._post_invoice(
                    [self._line(product, tax)], partner, fiscal_position_id=False
                )
                tree = self.assertAddsUp(move)
                self.assertTerm(tree, f"{SETTLEMENT}/CategoryCode", category)
                self.assertTerm(
                    tree, f"{SETTLEMENT}/ExemptionReasonCode", *filter(None, [reason])
                )
                self.assertTrue(self._texts(tree, f"{SETTLEMENT}/ExemptionReason"))

    def test_goods_that_a_french_customer_has_sent_abroad_are_exported(self):
        """Forwarders take them at home too: then the customer says where they go."""
        states, germany = (self.env.ref(f"base.{code}") for code in ("us", "de"))
        foreign = self._create_customer(
            l10n_fr_demat_siren=False, vat=False, country_id=states.id
        )
        export, inside = "tva_sale_good_export_0", "tva_sale_good_intra_0"
        table = (
            (self.customer, states, export, "G"),
            (self.customer, germany, inside, "K"),
            (foreign, self.env.ref("base.fr"), export, "G"),
        )
        for customer, country, tax, category in table:
            with self.subTest(country=country.code):
                site = self._create_customer(
                    parent_id=customer.id, type="delivery", country_id=country.id
                )
                move = self._post_invoice(
                    [self._line(tax=tax)],
                    customer,
                    partner_shipping_id=site.id,
                    fiscal_position_id=False,
                )
                tree = self.assertAddsUp(move)
                self.assertTerm(tree, f"{SETTLEMENT}/CategoryCode", category)

    def test_a_tax_may_name_its_own_category_and_reason(self):
        tax = self._tax("tva_sale_good_0").copy(
            {
                "name": "0 % art. 261 C",
                "ubl_cii_tax_category_code": "E",
                "ubl_cii_tax_exemption_reason_code": "VATEX-FR-CGI261C-1",
            }
        )
        line = self._line(tax_ids=[Command.set(tax.ids)])
        tree = self._read_xml(self._post_invoice([line]))
        self.assertTerm(tree, f"{SETTLEMENT}/ExemptionReasonCode", "VATEX-FR-CGI261C-1")

    def test_an_invoice_in_dollars_says_its_vat_in_euros(self):
        move = self._post_invoice(currency_id=self.env.ref("base.USD").id)
        tree = self._read_xml(move)
        self.assertTerm(tree, "TaxCurrencyCode", "EUR")
        self.assertEqual(len(self._texts(tree, "TaxTotalAmount")), 2)

    def test_a_credit_note_names_its_invoice(self):
        move = self._post_invoice()
        tree = self.assertAddsUp(self._credit(move))
        self.assertTerm(tree, "InvoiceReferencedDocument/IssuerAssignedID", move.name)
        self.assertIn("381", self._texts(tree, "TypeCode"))

    def test_what_is_paid_already_is_said(self):
        move = self._post_invoice()
        self._pay(move)
        tree = self.assertAddsUp(move)
        self.assertTerm(tree, "DuePayableAmount", "0.00")
        self.assertTerm(
            tree, "BusinessProcessSpecifiedDocumentContextParameter/ID", "B2"
        )

    def test_the_nature_of_operations_is_read_from_the_lines(self):
        goods, service = (
            self._line(),
            self._line(self.course, "tva_normale_encaissement"),
        )
        for content, nature in (
            ([goods], "B1"),
            ([service], "S1"),
            ([goods, service], "M1"),
        ):
            move = self._post_invoice(content)
            self.assertEqual(move._get_l10n_fr_demat_business_process(), nature)
        move.l10n_fr_demat_business_process = "S5"
        self.assertEqual(move._get_l10n_fr_demat_business_process(), "S5")

    def test_the_bank_account_and_the_delivery_address_are_written(self):
        shop = self._create_customer(
            name="Magasin", parent_id=self.customer.id, type="delivery", zip="35000"
        )
        move = self._post_invoice(
            partner_shipping_id=shop.id,
            partner_bank_id=self.company.partner_id.bank_ids[:1].id,
        )
        tree = self._read_xml(move)
        self.assertTerm(
            tree,
            "PayeePartyCreditorFinancialAccount/IBANID",
            "FR7630006000011234567890189",
        )
        self.assertTerm(
            tree, "ShipToTradeParty/PostalTradeAddress/PostcodeCode", "35000"
        )

    def test_what_people_type_never_breaks_the_xml(self):
        move = self._post_invoice(
            [self._line(name="Chaise\x0b 🪑 \x1f\nbleue & <verte>\n" + "x" * 3000)]
        )
        tree = self.assertAddsUp(move)
        self.assertTerm(tree, "SpecifiedTradeProduct/Name", "Chaise 🪑")
        self.assertEqual(text.first_line("é" * 300), "é" * 255)

    def test_missing_data_is_told_in_words_and_nothing_is_made(self):
        flaws = Flaw
        nobody = {"l10n_fr_demat_siren": False, "vat": False, "email": False}
        cases = (
            (flaws.NO_VAT, {}, {"invoice_line_ids": [self._line(tax=None)]}),
            (flaws.BUYER_ADDRESS, nobody, {}),
            (flaws.BUYER_COUNTRY, {"country_id": False, "vat": False}, {}),
            (flaws.NO_ORIGIN, {}, {"move_type": "out_refund"}),
        )
        for flaw, customer, values in cases:
            with self.subTest(flaw=str(flaw)):
                partner = self._create_customer(**customer)
                move = self._post_invoice(partner=partner, **values)
                xml, errors = move._get_l10n_fr_demat_xml()
                self.assertIsNone(xml)
                words = self.env["demat.finding"]._get_messages()[flaw][1]
                self.assertTrue(any(words in error for error in errors), errors)

    def test_both_profiles_and_ubl_pass_their_schema(self):
        move = self._post_invoice([self._line(tax="tva_sale_good_0"), self._line()])
        for profile in ("en16931", "extended"):
            self.company.l10n_fr_demat_profile = profile
            terms = move._prepare_l10n_fr_demat_terms()
            xml = document.build_xml(terms, profile)
            self.assertEqual(
                container.level_of(xml), container.LEVELS[profile], "BT-24"
            )
        self.assertIn(b"<Invoice", document.build_xml(terms, "en16931", document.UBL))

    def test_a_character_that_no_font_has_leaves_no_box_on_the_page(self):
        with file_open(
            "l10n_fr_demat_campaign/tests/files/invoice_print.pdf", "rb"
        ) as printed:
            source = pikepdf.open(io.BytesIO(printed.read()))
        page = source.pages[0]
        box = b"\nBT /F6 9 Tf 1 0 0 -1 0 0 Tm 10 -10 Td <0000> Tj 9 0 Td <0005> Tj ET"
        page.Contents = source.make_stream(page.Contents.read_bytes() + box)
        target = io.BytesIO()
        source.save(target)
        content = document.build_facturx(target.getvalue(), b"<xml/>")
        with pikepdf.open(io.BytesIO(content)) as made:
            drawn = made.pages[0].Contents.read_bytes()
        self.assertNotIn(b"<0000>", drawn)
        self.assertIn(b"9 0 Td <0005> Tj", drawn)

    def test_core_s_seam_gives_our_xml_and_never_raises(self):
        builder = self.env["account.edi.xml.cii"]
        move = self._post_invoice()
        xml, errors = builder._export_invoice(move)
        self.assertEqual((xml, errors), (move._get_l10n_fr_demat_xml()[0], set()))
        self.assertEqual(xml, builder._export_invoice(move)[0], "not idempotent")
        with patch.object(
            document, "build_xml", side_effect=document.DocumentError("x")
        ):
            self.assertTrue(builder._export_invoice(move)[0])

    def test_an_error_of_ours_is_told_to_core_and_logged_with_its_trace(self):
        self._accept()
        move = self._post_invoice()
        with (
            patch.object(terms, "build_terms", side_effect=KeyError("odd")),
            self.assertLogs(account_move_emission.__name__, "ERROR") as logs,
        ):
            found = self.env["account.edi.xml.cii"]._export_invoice(move)
        self.assertEqual(found, (b"", {"'odd'"}))
        self.assertIn("Traceback", logs.output[0])
        self.assertNotIn("odd", logs.output[0])

    def test_an_error_of_the_library_is_logged_without_personal_data(self):
        values = self._post_invoice()._prepare_l10n_fr_demat_terms()
        error = TypeError("Mme Martin, 3 rue du Port")
        with (
            patch.object(document.facturx, "generate_xml", side_effect=error),
            self.assertLogs(document.__name__, "ERROR") as logs,
            self.assertRaises(document.DocumentError),
        ):
            document.build_xml(values)
        self.assertIn("TypeError\nTraceback", logs.output[0])
        self.assertNotIn("Martin", logs.output[0])

    def test_what_the_library_says_of_data_is_no_error_of_ours(self):
        values = self._post_invoice()._prepare_l10n_fr_demat_terms()
        for changes in ({"BT-2": "21/11/2026"}, {"BT-5": "EURO"}):
            with (
                self.assertNoLogs(document.__name__, "ERROR"),
                self.assertRaises(document.DocumentError),
            ):
                document.build_xml({**values, **changes})

    def test_the_library_keeps_personal_data_out_of_the_log(self):
        values = self._post_invoice()._prepare_l10n_fr_demat_terms()
        values["BT-5"] = "EUR"
        values["BG-7"]["country_code"] = "not a country"
        with self.assertNoLogs("factur-x"), self.assertRaises(document.DocumentError):
            document.build_xml({**values, "BT-3": ""})
