import re

from odoo.tests import Form, tagged

from odoo.addons.mail.tests.common import mail_new_test_user

from ..rules.invoice import Finding, Flaw, Place
from ..rules.invoice_table import TABLE
from .emission_common import EmissionCommon

INVOICE, CUSTOMER, COMPANY = Place
LINES = ("invoice_line_ids",)
SETTINGS = "res.config.settings"
# What a sentence that orders begins with, or has after its comma.
IMPERATIVE = re.compile(
    r"(?:^|[,;] (?:ou |et |puis )?|^N\u2019en )\w+(?:ez|ites)\b(?!-vous)"
)
# By flaw: what its first sentence names, in French, and the fields of one of which it
# is corrected, on the record that the button opens.
WORDS = {
    Flaw.NUMBER: ("numéro", ("name",)),
    Flaw.NUMBER_PUBLIC: ("numéros", ("name",)),
    Flaw.DATE: ("date", ("invoice_date",)),
    Flaw.PERIOD: ("période", ("l10n_fr_demat_period_start",)),
    Flaw.DOCUMENT_TYPE: ("type de document", ("l10n_fr_demat_document_kind",)),
    Flaw.PROCESS: ("cadre de facturation", ("l10n_fr_demat_business_process",)),
    Flaw.PROCESS_PUBLIC: ("S5", ("l10n_fr_demat_business_process",)),
    Flaw.PROCESS_FINAL: ("définitive", ("l10n_fr_demat_business_process",)),
    Flaw.PROCESS_PAID: ("montant dû", ("l10n_fr_demat_business_process",)),
    Flaw.NOTE_PMT: ("indemnité", ("l10n_fr_demat_note_pmt",)),
    Flaw.NOTE_PMD: ("pénalités de retard", ("l10n_fr_demat_note_pmd",)),
    Flaw.NOTE_AAB: ("escompte", ("l10n_fr_demat_note_aab",)),
    Flaw.NOTE_TWICE: ("mention", ("narration",)),
    Flaw.NOTE_GROUP: ("groupe TVA", ("l10n_fr_demat_vat_group_id",)),
    Flaw.NOTE_PUBLIC: ("textes", ("narration",)),
    Flaw.TREATMENT: ("traitement", ("l10n_fr_demat_treatment",)),
    Flaw.TREATMENT_TWICE: ("traitements", ("l10n_fr_demat_treatment",)),
    Flaw.TREATMENT_SIREN: ("SIREN du client", ("l10n_fr_demat_siren",)),
    Flaw.TREATMENT_ADDRESS: ("adresse électronique", ("l10n_fr_demat_siren",)),
    Flaw.SELLER_NAME: ("nom", ("name",)),
    Flaw.SELLER_SIREN: ("SIREN", ("l10n_fr_demat_siren",)),
    Flaw.SELLER_SIRET: ("SIRET", ("l10n_fr_demat_siret",)),
    Flaw.SELLER_SIRET_PUBLIC: ("SIRET", ("l10n_fr_demat_siret",)),
    Flaw.SELLER_VAT: ("numéro de TVA", ("vat",)),
    Flaw.SELLER_GROUP_VAT: ("assujetti unique", ("l10n_fr_demat_vat_group_id",)),
    Flaw.SELLER_ADDRESS: ("adresse électronique", ("l10n_fr_demat_siren",)),
    Flaw.SELLER_ADDRESS_FORM: ("adresse électronique", ("peppol_endpoint",)),
    Flaw.SELLER_COUNTRY: ("pays", ("country_id",)),
    Flaw.SELLER_POSTAL: ("adresse postale", ("street", "zip", "city")),
    Flaw.SUPPLIER: ("fournisseur", ("l10n_fr_demat_siren", "vat", "street")),
    Flaw.OURSELVES: ("notre société", ("l10n_fr_demat_siren", "vat", "street")),
    Flaw.BUYER_NAME: ("nom", ("name",)),
    Flaw.BUYER_NAME_PUBLIC: ("noms", ("name",)),
    Flaw.BUYER_SIREN: ("SIREN", ("l10n_fr_demat_siren",)),
    Flaw.BUYER_SIREN_FORM: ("SIREN", ("l10n_fr_demat_siren",)),
    Flaw.BUYER_SIREN_OTHER: ("SIREN", ("l10n_fr_demat_siren", "vat")),
    Flaw.BUYER_SIRET: ("SIRET", ("l10n_fr_demat_siret",)),
    Flaw.BUYER_SIRET_PUBLIC: ("SIRET", ("l10n_fr_demat_siret",)),
    Flaw.BUYER_VAT: ("numéro de TVA", ("vat",)),
    Flaw.BUYER_REVERSE: ("numéro de TVA", ("vat", "l10n_fr_demat_siren")),
    Flaw.BUYER_ADDRESS: (
        "adresse électronique",
        ("l10n_fr_demat_siren", "vat", "email"),
    ),
    Flaw.BUYER_ADDRESS_FORM: ("adresse électronique", ("peppol_endpoint",)),
    Flaw.BUYER_ROUTING: ("code service", ("l10n_fr_demat_service_code",)),
    Flaw.BUYER_COUNTRY: ("pays", ("country_id",)),
    Flaw.BUYER_POSTAL: ("adresse postale", ("street", "zip", "city")),
    Flaw.ADDRESS_PUBLIC: ("adresse", ("street", "street2", "city")),
    Flaw.DELIVERY_COUNTRY: ("pays de destination", ("partner_id",)),
    Flaw.REFERENCE_PUBLIC: ("références", ("ref",)),
    Flaw.COMMITMENT: ("numéro d.engagement", ("ref",)),
    Flaw.NO_ORIGIN: ("facture qu.il corrige", ("l10n_fr_demat_origin_ids",)),
    Flaw.ONE_ORIGIN: ("rectificative", ("l10n_fr_demat_origin_ids",)),
    Flaw.ORIGIN_NUMBER: ("numéro", ("l10n_fr_demat_origin_ids",)),
    Flaw.ORIGIN_PUBLIC: ("facture rectifiée", ("l10n_fr_demat_origin_ids",)),
    Flaw.GLOBAL_DISCOUNT: (
        "contrat",
        ("l10n_fr_demat_contract", "l10n_fr_demat_period_start"),
    ),
    Flaw.DUE_DATE: ("échéance", ("invoice_date_due",)),
    Flaw.NO_DUE_DATE: ("montant", ("invoice_payment_term_id",)),
    Flaw.BANK: ("compte bancaire", ("partner_bank_id",)),
    Flaw.BANK_PUBLIC: ("comptes", ("partner_bank_id",)),
    Flaw.MANDATE: ("mandat", ("l10n_fr_demat_mandate",)),
    Flaw.CREDITOR: ("identifiant créancier SEPA", ("l10n_fr_demat_creditor",)),
    Flaw.CURRENCY: ("devise", ("currency_id",)),
    **dict.fromkeys((Flaw.NO_LINE, Flaw.ITEM_NAME), ("ligne|facture", LINES)),
    Flaw.UNIT: ("unité de mesure", LINES),
    Flaw.NO_VAT: ("TVA", LINES),
    Flaw.SEVERAL_VAT: ("TVA", LINES),
    Flaw.LEVY: ("taxe en pourcentage", LINES),
    Flaw.WITHHELD: ("taxe négative", LINES),
    Flaw.PRICE: ("prix", LINES),
    Flaw.QUANTITY: ("quantité", LINES),
    Flaw.AMOUNT: ("montant", ("currency_id",)),
    Flaw.CATEGORY: ("catégorie de TVA", ("ubl_cii_tax_category_code",)),
    Flaw.RATE: ("taux de TVA", LINES),
    Flaw.VAT: ("TVA", ("amount",)),
    Flaw.REASON: ("TVA", ("invoice_legal_notes",)),
    Flaw.ATTACHMENT_KIND: ("pièce jointe", ("l10n_fr_demat_enclosure_ids",)),
    Flaw.ATTACHMENT_TWICE: ("pièces jointes", ("l10n_fr_demat_enclosure_ids",)),
    Flaw.TOTAL: ("total", LINES),
    **dict.fromkeys((Flaw.FILE, Flaw.ALTERED), ("fichier", ("name",))),
    Flaw.SCHEMATRON: ("règles officielles", ("name",)),
    Flaw.NOT_CHECKED: ("règles officielles", ("l10n_fr_demat_gate",)),
    Flaw.ENCLOSURE: ("document", ("l10n_fr_demat_enclosure_ids",)),
    Flaw.PARITY: ("facture électronique", ("report",)),
}
PLACES = {row.flaw: row.place for row in TABLE}
PLACES |= {Flaw.SUPPLIER: CUSTOMER, Flaw.OURSELVES: COMPANY}
TERMS = {row.flaw: row.term for row in TABLE}


@tagged("post_install", "-at_install", "post_install_l10n")
class TestFindingWords(EmissionCommon):
    """What an accountant reads in French, and where the button takes them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("fr_FR")
        invoicing = "base.group_user,account.group_account_invoice"
        cls.accountant = cls._create_reader(
            "accountant", f"{invoicing},base.group_partner_manager"
        )
        # Who may write taxes, and who may open the settings: nobody else does.
        cls.chief = cls._create_reader(
            "chief", "base.group_user,account.group_account_manager"
        )
        cls.admin = cls._create_reader(
            "admin", "account.group_account_manager,base.group_system"
        )
        cls.officer = cls._create_reader(
            "officer", f"{invoicing},l10n_fr_demat_campaign.demat_group_user"
        )
        cls.move = cls._post_invoice()
        cls.consent = cls._accept(address="a@customer.example")

    @classmethod
    def _create_reader(cls, name, groups):
        user = mail_new_test_user(
            cls.env, login=f"words_{name}", groups=groups, company_id=cls.company.id
        )
        user.lang = "fr_FR"
        return user

    def _record(self, flaw, value="", move=None, term=None):
        finding = Finding(
            flaw=flaw,
            term=TERMS.get(flaw, "") if term is None else term,
            value=value,
            source="x",
            place=PLACES.get(flaw, INVOICE),
        )
        return self.env["demat.finding"]._record({move or self.move: (finding,)})

    def _words(self):
        return self.env["demat.finding"].with_context(lang="fr_FR")._get_messages()

    def test_the_table_names_every_flaw(self):
        self.assertEqual(set(WORDS), set(Flaw))

    def test_each_flaw_says_in_french_what_is_wrong_and_what_to_do(self):
        english = self.env["demat.finding"]._get_messages()
        for flaw, (what, advice) in self._words().items():
            with self.subTest(flaw=str(flaw)):
                self.assertRegex(what.casefold(), WORDS[flaw][0].casefold())
                self.assertRegex(advice, IMPERATIVE)
                for text, source in zip((what, advice), english[flaw], strict=True):
                    self.assertNotEqual(text, source, "not translated")
                    self.assertTrue(text.endswith("."))
                    self.assertNotRegex(text, r"'|\.\.\.|[^\xa0] ?[:;?!»]|« ")

    def test_no_two_flaws_share_their_words(self):
        for words in (self._words(), self.env["demat.finding"]._get_messages()):
            causes = [what for what, _advice in words.values()]
            self.assertEqual(len(causes), len(set(causes)))

    def test_one_advice_is_not_given_for_two_data(self):
        """« Correct the data of the customer » does not say which."""
        for lang in ("fr_FR", "en_US"):
            words = self.env["demat.finding"].with_context(lang=lang)._get_messages()
            by_advice = {}
            for flaw, (_what, advice) in words.items():
                by_advice.setdefault(advice, set()).add(WORDS[flaw][1])
            for advice, fields in by_advice.items():
                with self.subTest(advice=advice):
                    shared = set.intersection(*map(set, fields))
                    self.assertTrue(shared, fields)

    def test_a_value_is_shown_as_it_is_read(self):
        cases = (
            (Flaw.NUMBER, "FAC 2026", "FAC 2026"),
            (Flaw.BUYER_SIREN_OTHER, "732829320", "732829320"),
            (Flaw.NO_VAT, "3", "ligne 3"),
            (Flaw.ITEM_NAME, "2", "ligne 2"),
            (Flaw.DUE_DATE, "2026-11-01", "01/11/2026"),
            (Flaw.TOTAL, "1234.56", "1234,56"),
            (Flaw.PARITY, "3", "écarts\xa0: 3"),
            (Flaw.NOT_CHECKED, "en16931, fr", "règles EN 16931, règles françaises"),
            (Flaw.NOTE_PUBLIC, "x" * 2000, "x" * 120 + "…"),
            (Flaw.NO_DUE_DATE, "", ""),
        )
        for flaw, value, expected in cases:
            with self.subTest(flaw=str(flaw)):
                finding = self._record(flaw, value).with_context(lang="fr_FR")
                self.assertEqual(finding.said, expected)
                text = finding._get_text(finding)
                self.assertIn(expected, text)
                self.assertNotIn("(:", text)
                self.assertNotIn("()", text)
                self.assertNotRegex(text, r"[^\xa0]:")

    def test_a_rate_is_shown_as_a_rate(self):
        odd = self._tax("tva_normale").copy({"name": "19 %", "amount": 19})
        move = self._post_invoice([self._line(tax_ids=[(6, 0, odd.ids)])])
        self.assertEqual(move.l10n_fr_demat_finding_ids.mapped("said"), ["19"])

    def test_a_self_billed_invoice_names_the_datum_of_the_supplier(self):
        supplier = self._create_customer(l10n_fr_demat_siren=False, vat=False)
        bill = self._post_invoice(
            [self._line(tax="tva_acq_normale")],
            supplier,
            move_type="in_invoice",
            journal_id=self._self_billing().id,
        )
        found = bill.l10n_fr_demat_finding_ids.with_context(lang="fr_FR")
        told = found.filtered(lambda finding: finding.flaw == Flaw.SUPPLIER)
        self.assertIn("SIREN", told.mapped("said"))
        self.assertFalse([said for said in told.mapped("said") if "_" in said])

    def test_the_window_that_sends_speaks_french(self):
        nobody = {"l10n_fr_demat_siren": False, "vat": False, "email": False}
        partner = self._create_customer(**nobody)
        self._accept(partner, address="b@customer.example")
        moves = self._post_invoice(partner=partner) | self._post_invoice(
            [self._line(tax=None)]
        )
        alerts = moves.with_context(lang="fr_FR")._get_l10n_fr_demat_alerts()
        text = alerts["demat_blocked"]["message"]
        for move in moves:
            self.assertIn(f"{move.name}\xa0: ", text)
        self.assertNotRegex(text, r"[^\xa0][:;]")

    def test_a_scheduled_action_speaks_the_language_of_the_company(self):
        self.company.partner_id.lang = "fr_FR"
        self._accept(
            self._create_customer(
                name="Nobody", l10n_fr_demat_siren=False, vat=False, email=False
            ),
            address="b@customer.example",
        )
        partner = self.env["res.partner"].search([("name", "=", "Nobody")])
        bad, good = self._post_invoice(partner=partner), self._post_invoice()
        deliveries = self._send(bad | good, from_cron=True)
        self.assertEqual(deliveries.move_id, good)
        self.assertIn("adresse électronique", bad.message_ids[0].body)
        self.assertNotIn("electronic", bad.message_ids[0].body)

    def test_the_window_that_sends_many_names_our_method_in_french(self):
        method = self.env["ir.model.fields.selection"].search(
            [
                ("field_id.name", "=", "invoice_sending_method"),
                ("field_id.model", "=", "res.partner"),
                ("value", "=", "l10n_fr_demat"),
            ]
        )
        method.update_field_translations("name", {"fr_FR": "selon le choix du client"})
        wizards = self.env["account.move.send.batch.wizard"].with_user(self.accountant)
        wizard = wizards.with_context(lang="fr_FR").create(
            {"move_ids": [(6, 0, self.move.ids)]}
        )
        self.assertEqual(
            wizard.summary_data,
            {"l10n_fr_demat": {"count": 1, "label": "selon le choix du client"}},
        )

    def assertVisible(self, user, action, names):
        """Check that the view that opens shows one of these fields to this user."""
        self.assertEqual(action["type"], "ir.actions.act_window")
        model = self.env[action["res_model"]].with_user(user)
        if action.get("res_id"):
            form = Form(model.browse(action["res_id"]))
        elif action["res_model"] == SETTINGS:
            form = Form(model)
        else:
            form = Form(model.search(action["domain"], limit=1))
        shown = [
            name
            for name in names
            if name in form._view["fields"]
            and not form._get_modifier(name, "invisible")
        ]
        self.assertTrue(shown, f"none of {names} is visible")

    def _press(self, finding, user):
        """Return what the button opens for who may correct it there."""
        action = finding.with_user(user).action_correct()
        if action.get("tag") != "display_notification":
            return action
        self.assertEqual(action["params"]["type"], "info")
        return action["params"]["next"]

    def _user_of(self, flaw):
        names = WORDS[flaw][1]
        settings = self.env[SETTINGS]._fields
        if all(name in settings and name.startswith("l10n") for name in names):
            return self.admin
        return {
            Flaw.CATEGORY: self.chief,
            Flaw.REASON: self.chief,
            Flaw.VAT: self.chief,
            Flaw.PARITY: self.officer,
        }.get(flaw, self.accountant)

    def test_each_button_opens_a_view_that_shows_what_to_correct(self):
        self.customer.l10n_fr_demat_recipient = "public"
        self.customer.bank_ids = [(0, 0, {"acc_number": "FR7630006000011234567890189"})]
        self.move.l10n_fr_demat_enclosure_ids = [
            (0, 0, {"name": "BL 17.pdf", "raw": b"%PDF"})
        ]
        self.env["demat.parity"]._compare(self.move)
        for flaw, (_what, names) in WORDS.items():
            with self.subTest(flaw=str(flaw)):
                user = self._user_of(flaw)
                action = self._press(self._record(flaw), user)
                self.assertVisible(user, action, names)

    def test_an_address_of_the_directory_opens_where_it_is(self):
        for flaw, partner in (
            (Flaw.BUYER_ADDRESS_FORM, self.customer),
            (Flaw.TREATMENT_ADDRESS, self.customer),
            (Flaw.SELLER_ADDRESS_FORM, self.company.partner_id),
        ):
            with self.subTest(flaw=str(flaw)):
                address = self.env["demat.routing.address"].create(
                    {"partner_id": partner.id, "scheme": "EM", "address": "x" * 126}
                )
                action = self._press(self._record(flaw), self.officer)
                self.assertEqual(
                    (action["res_model"], action["res_id"]),
                    ("demat.routing.address", address.id),
                )
                self.assertVisible(self.officer, action, ("address",))
                address.unlink()

    def test_a_postal_address_opens_the_contact_that_has_it(self):
        contact = self.env["res.partner"].create(
            {
                "name": "Comptabilité",
                "parent_id": self.customer.id,
                "type": "invoice",
                "street": "1 rue Verte",
                "zip": "44000",
                "city": False,
                "country_id": self.env.ref("base.fr").id,
            }
        )
        move = self._post_invoice(partner=contact)
        finding = move.l10n_fr_demat_finding_ids
        self.assertEqual(finding.mapped("flaw"), [Flaw.BUYER_POSTAL.value])
        action = self._press(finding, self.accountant)
        self.assertEqual(action["res_id"], contact.id)
        self.assertVisible(self.accountant, action, ("city",))
