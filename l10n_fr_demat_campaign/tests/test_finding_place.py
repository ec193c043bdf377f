from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from odoo.addons.mail.tests.common import mail_new_test_user

from ..rules.invoice import Finding, Flaw, Place
from .emission_common import EmissionCommon


@tagged("post_install", "-at_install", "post_install_l10n")
class TestFindingPlace(EmissionCommon):
    """The button of a finding, pressed by those who have the fewest rights."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        groups = "base.group_user,account.group_account_invoice"
        cls.billing = cls._create_person("billing", groups)
        cls.contacts = cls._create_person(
            "contacts", f"{groups},base.group_partner_manager"
        )
        cls.chief = cls._create_person(
            "chief", "base.group_user,account.group_account_manager"
        )
        cls.admin = cls._create_person(
            "admin", f"base.group_user,base.group_system,{groups}"
        )
        cls.move = cls._post_invoice()

    @classmethod
    def _create_person(cls, name, groups):
        return mail_new_test_user(
            cls.env, login=f"place_{name}", groups=groups, company_id=cls.company.id
        )

    def _find(self, flaw, place=Place.INVOICE):
        finding = Finding(flaw=flaw, term="BT-1", value="", source="x", place=place)
        return self.env["demat.finding"]._record({self.move: (finding,)})

    def _press(self, user, flaw, place=Place.INVOICE):
        """Return what is opened, and whether the user is told to ask somebody."""
        action = self._find(flaw, place).with_user(user).action_correct()
        if action.get("tag") != "display_notification":
            return action, False
        self.assertIn("no right", action["params"]["message"])
        self.assertRegex(action["params"]["title"], r"\w$")
        return action["params"]["next"], True

    def assertOpens(self, user, action, records):
        """Check that an action shows these records, in a form that opens."""
        self.assertEqual(action["res_model"], records._name)
        if len(records) == 1:
            self.assertEqual(action["res_id"], records.id)
            self.assertEqual(Form(records.with_user(user)).id, records.id)
        else:
            self.assertEqual(action["domain"], [("id", "in", records.ids)])

    def test_each_place_opens_for_who_may_correct_it(self):
        partner, company = self.customer, self.company.partner_id
        bank = self.env["res.partner.bank"].create(
            {"acc_number": "FR7630006000011234567890189", "partner_id": partner.id}
        )
        taxes = self.move.invoice_line_ids.tax_ids
        cases = (
            (self.billing, Flaw.NUMBER, Place.INVOICE, self.move),
            (self.billing, Flaw.NO_ORIGIN, Place.INVOICE, self.move),
            (self.contacts, Flaw.BUYER_SIREN, Place.CUSTOMER, partner),
            (self.contacts, Flaw.SELLER_POSTAL, Place.COMPANY, company),
            (self.contacts, Flaw.MANDATE, Place.CUSTOMER, bank),
            (self.chief, Flaw.REASON, Place.INVOICE, taxes),
            (self.chief, Flaw.CATEGORY, Place.INVOICE, taxes),
        )
        for user, flaw, place, records in cases:
            with self.subTest(user=user.login, flaw=str(flaw)):
                action, is_refused = self._press(user, flaw, place)
                self.assertFalse(is_refused)
                self.assertOpens(user, action, records)

    def test_what_only_a_draft_lets_change_is_told_of_a_posted_invoice(self):
        for flaw in (Flaw.RATE, Flaw.NO_VAT, Flaw.DATE):
            action = self._find(flaw).with_user(self.billing).action_correct()
            self.assertIn("reset it to draft", action["params"]["message"])
            self.assertOpens(self.billing, action["params"]["next"], self.move)
        finding = self._find(Flaw.RATE)
        self.env.cr.execute(
            "UPDATE account_move SET state = 'draft' WHERE id = %s", [self.move.id]
        )
        self.env.invalidate_all()
        action = finding.with_user(self.billing).action_correct()
        self.assertOpens(self.billing, action, self.move)

    def test_who_may_only_look_is_told_and_looks(self):
        partner, company = self.customer, self.company.partner_id
        taxes = self.move.invoice_line_ids.tax_ids
        auditor = self._create_person(
            "reader", "base.group_user,account.group_account_readonly"
        )
        cases = (
            (self.billing, Flaw.BUYER_SIREN, Place.CUSTOMER, partner),
            (self.billing, Flaw.SELLER_POSTAL, Place.COMPANY, company),
            (self.billing, Flaw.REASON, Place.INVOICE, taxes),
            (self.billing, Flaw.MANDATE, Place.CUSTOMER, partner),
            (auditor, Flaw.NUMBER, Place.INVOICE, self.move),
        )
        for user, flaw, place, records in cases:
            with self.subTest(user=user.login, flaw=str(flaw)):
                action, is_refused = self._press(user, flaw, place)
                self.assertTrue(is_refused)
                self.assertOpens(user, action, records)

    def test_settings_open_for_administrators_only(self):
        for flaw in (Flaw.NOTE_PMT, Flaw.CREDITOR, Flaw.NOT_CHECKED):
            with self.subTest(flaw=str(flaw)):
                action, is_refused = self._press(self.admin, flaw, Place.COMPANY)
                self.assertEqual(action["res_model"], "res.config.settings")
                self.assertFalse(is_refused)
                action, is_refused = self._press(self.billing, flaw, Place.COMPANY)
                self.assertEqual(action["type"], "ir.actions.act_window_close")
                self.assertTrue(is_refused)

    def test_several_taxes_open_as_a_list(self):
        lines = [self._line(), self._line(tax="tva_reduite")]
        self.move = self._post_invoice(lines)
        action, _is_refused = self._press(self.chief, Flaw.REASON)
        self.assertOpens(self.chief, action, self.move.invoice_line_ids.tax_ids)

    def test_an_invoice_that_a_salesperson_may_not_read_is_not_opened(self):
        self.customer.user_id = self.user_salesperson
        action, is_refused = self._press(self.user_salesperson, Flaw.NUMBER)
        self.assertTrue(is_refused)
        self.assertEqual(action["type"], "ir.actions.act_window_close")

    def test_nobody_presses_for_an_invoice_of_another_company(self):
        finding = self._find(Flaw.NUMBER)
        other = self._create_company(
            name="Elsewhere SAS", country_id=self.env.ref("base.fr").id
        )
        stranger = mail_new_test_user(
            self.env,
            login="stranger",
            groups="base.group_user,account.group_account_invoice",
            company_id=other.id,
            company_ids=[(6, 0, other.ids)],
        )
        portal = mail_new_test_user(
            self.env, login="place_portal", groups="base.group_portal"
        )
        for user in (stranger, portal):
            foreign = finding.with_user(user)
            for method in ("action_correct", "action_check_again"):
                with (
                    self.subTest(user=user.login, method=method),
                    self.assertRaises(AccessError),
                ):
                    getattr(foreign, method)()
            with self.assertRaises(AccessError):
                foreign.read(["value"])

    def test_a_customer_does_not_check_his_own_invoice(self):
        portal = mail_new_test_user(
            self.env, login="place_customer", groups="base.group_portal"
        )
        invoice = self._post_invoice(partner=portal.partner_id)
        own = invoice.with_user(portal)
        self.assertTrue(own.has_access("read"), "in his portal")
        employee = mail_new_test_user(
            self.env,
            login="place_employee",
            groups="base.group_user",
            company_id=self.company.id,
        )
        for move in (own, invoice.with_user(employee)):
            with self.subTest(user=move.env.user.login):
                with self.assertRaises(AccessError):
                    move.action_l10n_fr_demat_check()
                with self.assertRaises(AccessError):
                    move.read(["l10n_fr_demat_finding_ids"])
        invoice.with_user(self.billing).action_l10n_fr_demat_check()

    def test_our_company_says_what_it_lacks_where_it_is_corrected(self):
        own = self.company.partner_id
        self.assertFalse(own.l10n_fr_demat_readiness)
        own.write({"l10n_fr_demat_siren": False, "vat": False})
        self.env.invalidate_all()
        for record in (own.with_user(self.billing), self.company):
            with self.subTest(record=record._name):
                self.assertIn("no valid SIREN", record.l10n_fr_demat_readiness)
        with Form(self.company.with_user(self.admin)) as form:
            self.assertIn("no valid SIREN", form.l10n_fr_demat_readiness)
