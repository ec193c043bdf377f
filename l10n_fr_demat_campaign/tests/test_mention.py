from odoo.tests import tagged

from . import conformance_documents as made
from .emission_common import EmissionCommon

PENALTY, INDEMNITY, DISCOUNT = "L441-10", "D441-5", "Escompte"
GOODS, SERVICES = "livraison de biens", "prestation de services"
DEBITS = "d'après les débits"


@tagged("post_install", "-at_install", "post_install_l10n")
class TestMention(EmissionCommon):
    def _print(self, move):
        """Return the printed page, as HTML text without markup of apostrophes."""
        html, _kind = self.env["ir.actions.report"]._render_qweb_html(
            "account.report_invoice", move.ids
        )
        return html.decode().replace("&#39;", "'")

    def _service(self):
        return self._line(self.course, "tva_normale_encaissement")

    def test_the_page_says_what_the_law_wants(self):
        self._accept()
        page = self._print(self._post_invoice())
        for text in (
            "Vendeur : SIREN 123456782",
            "Client : SIREN 341777639",
            GOODS,
            PENALTY,
            INDEMNITY,
            DISCOUNT,
        ):
            with self.subTest(text=text):
                self.assertEqual(page.count(text), 1)
        self.assertNotIn(DEBITS, page)

    def test_who_was_never_asked_gets_the_page_that_odoo_prints(self):
        move = self._post_invoice()
        self.assertNotIn("l10n_fr_demat", self._print(move))
        self.assertIn("Operation Type", self._print(move))
        self.company.l10n_fr_demat_is_printed_always = True
        self.assertIn(PENALTY, self._print(move))
        self.assertNotIn("Operation Type", self._print(move))

    def test_the_nature_of_operations_is_the_one_of_the_electronic_invoice(self):
        self._accept()
        cases = (
            ([self._line()], True, False),
            ([self._service()], False, True),
            ([self._line(), self._service()], True, True),
        )
        for lines, has_goods, has_services in cases:
            page = self._print(self._post_invoice(lines))
            self.assertEqual(
                (GOODS in page, SERVICES in page), (has_goods, has_services)
            )

    def test_the_option_on_debits_is_said_of_services_only(self):
        self._accept()
        self.company.l10n_fr_demat_is_vat_on_debits = True
        goods, services = self._post_invoice(), self._post_invoice([self._service()])
        self.assertNotIn(DEBITS, self._print(goods))
        self.assertIn(DEBITS, self._print(services))
        path = "ApplicableHeaderTradeSettlement/ApplicableTradeTax/DueDateTypeCode"
        self.assertTerm(self._read_xml(goods), path)
        self.assertTerm(self._read_xml(services), path, "5")

    def test_where_goods_go_is_said_when_it_is_elsewhere(self):
        self._accept()
        shop = self._create_customer(
            name="Magasin de Rennes", parent_id=self.customer.id, type="delivery"
        )
        move = self._post_invoice(partner_shipping_id=shop.id)
        mention = move._get_l10n_fr_demat_delivery_mention()
        self.assertIn("Magasin de Rennes", mention)
        self.assertIn("44000", mention)
        self.assertIn(mention.split("'")[0], self._print(move))
        service = self._post_invoice([self._service()], partner_shipping_id=shop.id)
        self.assertIsNone(service._get_l10n_fr_demat_delivery_mention())

    def test_a_consumer_is_not_told_what_is_for_companies(self):
        partner = self._create_customer(
            l10n_fr_demat_siren=False, vat=False, l10n_fr_demat_recipient="consumer"
        )
        self._accept(partner)
        page = self._print(self._post_invoice(partner=partner))
        self.assertNotIn(PENALTY, page)
        self.assertNotIn("Sans objet", page)
        self.assertNotIn("Client : SIREN", page)
        self.assertIn(DISCOUNT, page)

    def test_the_page_says_what_a_document_is_and_goes_on_from(self):
        self._accept()
        invoice = self._post_invoice()
        final, corrective = made._final(self, 2), made._corrective(self)
        first, second = final.l10n_fr_demat_origin_ids.sorted("id").mapped("name")
        wrong, day = corrective.l10n_fr_demat_origin_ids.name, "du 21/11/2026"
        cases = (
            (made._deposit(self), "Facture d'acompte"),
            (self._credit(invoice), f"Avoir sur {invoice.name} {day}"),
            (
                final,
                f"Facture finale, déduction faite de {first} {day}, {second} {day}",
            ),
            (corrective, f"annule et remplace {wrong} {day}"),
            (made._year_end_discount(self), "Avoir au titre d'une remise globale"),
            (
                self._post_invoice(**made.MONTH),
                "Période facturée : du 01/10/2026 au 31/10/2026",
            ),
            (
                self._post_invoice(l10n_fr_demat_contract="CADRE-9"),
                "Contrat : CADRE-9",
            ),
            (self._post_invoice(l10n_fr_demat_payment_means="48"), "par carte"),
        )
        for move, text in cases:
            with self.subTest(text=text):
                self.assertIn(text, self._print(move))
        self.assertNotIn("Facture", "".join(invoice._get_l10n_fr_demat_mentions()))

    def test_the_page_says_how_the_money_is_taken_but_not_the_whole_account(self):
        move = made._debited(self)
        self._accept(move.partner_id)
        page = self._print(move)
        self.assertIn(
            "Prélèvement SEPA, mandat M1, créancier FR72ZZZ123456, "
            "compte finissant par 2606",
            page,
        )
        self.assertNotIn(made.ACCOUNT, page)

    def test_a_self_billed_page_says_so_and_who_sells(self):
        page = self._print(made._self_billed(self))
        for text in (
            "Autofacturation",
            "Vendeur : SIREN 732829320",
            "Client : SIREN 123456782",
        ):
            with self.subTest(text=text):
                self.assertEqual(page.count(text), 1)

    def test_the_page_names_the_vat_group_with_its_address_and_number(self):
        self._accept()
        page = self._print(made._member(self))
        self.assertIn("Membre d'un assujetti unique : Assujetti unique Lumière", page)
        self.assertIn("FR44732829320", page)

    def test_why_no_vat_is_charged_is_printed_once(self):
        self._accept()
        own = self._own_tax("E", "VATEX-FR-CGI261C-1", "Article 261 C du CGI")
        for move, text in (
            (made._small_company(self), "TVA non applicable, article 293 B du CGI"),
            (made._subcontracted(self), "Autoliquidation"),
            (self._post_invoice([self._line(tax_ids=own)]), "Article 261 C du CGI"),
            (
                self._post_invoice(
                    [self._line(tax_ids=own), self._line(tax=None, price=0)]
                ),
                "Article 261 C du CGI",
            ),
        ):
            with self.subTest(text=text):
                self.assertEqual(self._print(move).count(text), 1)
