from odoo.exceptions import ValidationError
from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install", "post_install_l10n")
class TestPartner(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partners = cls.env["res.partner"]

    def _create(self, **values):
        return self.partners.create({"name": "Papeterie Durand", **values})

    def test_what_people_type_is_kept_in_normal_form(self):
        partner = self._create(
            l10n_fr_demat_siren="341 777 639", l10n_fr_demat_siret="341.777.639 00251"
        )
        self.assertRecordValues(
            partner,
            [
                {
                    "l10n_fr_demat_siren": "341777639",
                    "l10n_fr_demat_siret": "34177763900251",
                }
            ],
        )
        partner.l10n_fr_demat_siren = " "
        self.assertFalse(partner.l10n_fr_demat_siren)

    def test_a_wrong_number_is_refused_with_who_and_why(self):
        for values, words in (
            ({"l10n_fr_demat_siren": "341777638"}, ("341777638", "digit is wrong")),
            ({"l10n_fr_demat_siren": "34177763"}, ("34177763", "9 digits")),
            ({"l10n_fr_demat_siret": "34177763900252"}, ("SIRET", "digit is wrong")),
            ({"l10n_fr_demat_siren": "MONACO001"}, ("SIREN", "Monaco")),
            (
                {
                    "l10n_fr_demat_siren": "341777639",
                    "l10n_fr_demat_siret": "35600000000048",
                },
                ("35600000000048", "another company"),
            ),
        ):
            with self.subTest(values=values):
                with self.assertRaises(ValidationError) as caught:
                    self._create(**values)
                for word in ("Papeterie Durand", *words):
                    self.assertIn(word, str(caught.exception))

    def test_la_poste_is_taken_as_it_is(self):
        partner = self._create(
            l10n_fr_demat_siren="356000000", l10n_fr_demat_siret="35600000049837"
        )
        self.assertEqual(partner.l10n_fr_demat_siret, "35600000049837")

    def test_a_contact_has_the_siren_of_its_company_and_a_siret_of_its_own(self):
        company = self._create(
            is_company=True,
            l10n_fr_demat_siren="341777639",
            l10n_fr_demat_siret="34177763900251",
            l10n_fr_demat_recipient="taxable",
        )
        contact = self._create(name="Anne", parent_id=company.id)
        self.assertEqual(contact.l10n_fr_demat_siren, "341777639")
        self.assertEqual(contact.l10n_fr_demat_recipient, "taxable")
        self.assertFalse(contact.l10n_fr_demat_siret)

    def test_the_territory_follows_country_and_postcode(self):
        partner = self._create()
        for country, postcode, territory in (
            ("base.fr", "75011", "metropolitan"),
            ("base.fr", "97400", "overseas_department"),
            ("base.fr", "97300", "guyane_mayotte"),
            ("base.fr", "98713", "overseas_collectivity"),
            ("base.mc", "98000", "monaco"),
            ("base.be", "1000", "eu"),
            ("base.ch", "1204", "non_eu"),
        ):
            with self.subTest(country=country, postcode=postcode):
                partner.write({"country_id": self.env.ref(country).id, "zip": postcode})
                self.assertEqual(partner.l10n_fr_demat_territory, territory)
        partner.country_id = False
        self.assertFalse(partner.l10n_fr_demat_territory)

    def test_a_customer_is_found_by_its_siren_and_siret(self):
        partner = self._create(
            l10n_fr_demat_siren="341777639", l10n_fr_demat_siret="34177763900251"
        )
        for text in ("341777639", "34177763900251"):
            with self.subTest(text=text):
                found = [id_ for id_, _name in self.partners.name_search(text)]
                self.assertIn(partner.id, found)

    def test_the_typed_address_keeps_its_three_lines(self):
        partner = self._create(
            street="Zone des Vallées",
            street2="Service comptabilité",
            l10n_fr_demat_street3="BP 40123",
            zip="13002",
            city="Marseille",
        )
        self.assertEqual(
            partner._get_l10n_fr_demat_typed_address(),
            [
                "Papeterie Durand",
                "Zone des Vallées",
                "Service comptabilité",
                "BP 40123",
                "13002 Marseille",
            ],
        )


@tagged("post_install", "-at_install", "post_install_l10n")
class TestReceivingTool(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tools = cls.env["demat.receiving.tool"]

    def test_the_catalogue_knows_the_mailboxes_of_robots(self):
        for address, tool, kind, flaws in (
            ("achats.x@evoliz.email", "evoliz", "robot", ()),
            ("Invoices.96AbC@Inbox.Clearfacts.be", "clearfacts", "robot", ()),
            ("x@suppliers.pennylane.com", "pennylane", "robot", ()),
            (
                "x@customers.pennylane.com",
                "pennylane",
                "robot",
                ("sales_mailbox",),
            ),
            ("x@multiple.dext.cc", "dext", "robot", ("mailbox_splits_pages",)),
            ("compta@durand.example", None, "human", ()),
        ):
            with self.subTest(address=address):
                guess = self.tools._guess(address)
                self.assertEqual(guess.tool, tool)
                self.assertEqual(guess.kind, kind)
                self.assertEqual(guess.flaws, flaws)

    def test_the_formats_of_a_tool_read_as_people_name_them(self):
        tools = self.env["demat.receiving.tool"].search([])
        for tool in tools:
            with self.subTest(tool=tool.code):
                self.assertNotRegex(tool.formats_text, "facturx|_|  ")
        tool = tools.new({"formats": "facturx xml_ubl image other"})
        self.assertEqual(tool.formats_text, "Factur-X, UBL, picture, other")

    def test_a_tool_is_found_by_its_former_names(self):
        names = self.tools._get_by_name()
        for name, code in (
            ("receipt bank", "dext"),
            ("readsoft", "tungsten"),
            ("neopost", "quadient"),
            ("je ne sais pas", "unknown"),
            ("chorus pro", "chorus"),
        ):
            with self.subTest(name=name):
                self.assertEqual(names[name].code, code)

    def test_every_tool_says_how_sure_it_is_and_where_it_comes_from(self):
        tools = self.env["ir.model.data"].search(
            [
                ("module", "=", "l10n_fr_demat_campaign"),
                ("model", "=", "demat.receiving.tool"),
            ]
        )
        self.assertEqual(len(tools), 28)
        self.assertEqual(tools.mapped("noupdate"), [True] * 28)
        for tool in self.tools.browse(tools.mapped("res_id")):
            with self.subTest(tool=tool.code):
                self.assertTrue(tool.source)
                self.assertTrue(tool.confidence)
                self.assertTrue(tool.formats)

    def test_what_is_not_known_stays_open_in_the_profile(self):
        basware = self.tools.search([("code", "=", "basware")])
        profile = basware._prepare_intake_profile()
        self.assertEqual((profile.max_mb, profile.to_only), (10, True))
        yooz = self.tools.search([("code", "=", "yooz")])._prepare_intake_profile()
        self.assertIsNone(yooz.max_mb)
        self.assertIsNone(yooz.to_only)
        human = self.tools.search([("code", "=", "mailbox_human")])
        self.assertIs(human._prepare_intake_profile().to_only, False)
