from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..einvoice import terms
from ..models import account_move_finding
from ..rules.invoice import Finding, Flaw, Place
from .emission_common import EmissionCommon

NOBODY = {"l10n_fr_demat_siren": False, "vat": False, "email": False}


@tagged("post_install", "-at_install", "post_install_l10n")
class TestFinding(EmissionCommon):
    def _flaws(self, move):
        return [Flaw(flaw) for flaw in move.l10n_fr_demat_finding_ids.mapped("flaw")]

    def test_a_sound_invoice_has_nothing_to_correct(self):
        move = self._post_invoice()
        self.assertFalse(move.l10n_fr_demat_finding_ids)
        self.assertFalse(move.l10n_fr_demat_blocking_count)

    def test_what_is_missing_is_known_at_posting_and_never_in_the_way(self):
        move = self._post_invoice(partner=self._create_customer(**NOBODY))
        self.assertEqual(move.state, "posted")
        self.assertRecordValues(
            move.l10n_fr_demat_finding_ids,
            [
                {
                    "flaw": "buyer_address",
                    "term": "BT-49",
                    "source": "BR-FR-12",
                    "place": "customer",
                    "is_blocking": True,
                    "value": "",
                    "company_id": self.company.id,
                    "partner_id": move.commercial_partner_id.id,
                }
            ],
        )
        self.assertIn("Write one", move.l10n_fr_demat_finding_ids.advice)
        self.assertEqual(move.l10n_fr_demat_blocking_count, 1)

    def test_no_data_keeps_an_accountant_from_posting(self):
        with (
            patch.object(terms, "build_terms", side_effect=KeyError("odd")),
            self.assertLogs(account_move_finding.__name__, "ERROR") as logs,
        ):
            move = self._post_invoice()
        self.assertIn("Traceback", logs.output[0])
        self.assertNotIn("odd", logs.output[0])
        self.assertEqual(move.state, "posted")
        self.assertEqual(self._flaws(move), [Flaw.FILE])
        self.assertIn("odd", move.l10n_fr_demat_finding_ids.value)

    def test_each_flaw_opens_the_place_where_it_is_corrected(self):
        move = self._post_invoice()
        cases = (
            (Flaw.NUMBER, Place.INVOICE, "account.move", move.id),
            (Flaw.BUYER_NAME, Place.CUSTOMER, "res.partner", self.customer.id),
            (
                Flaw.SELLER_SIREN,
                Place.COMPANY,
                "res.partner",
                self.company.partner_id.id,
            ),
            (Flaw.NOTE_PMT, Place.COMPANY, "res.config.settings", False),
        )
        for flaw, place, model, res_id in cases:
            with self.subTest(flaw=str(flaw)):
                finding = Finding(
                    flaw=flaw, term="BT-1", value="", source="x", place=place
                )
                record = self.env["demat.finding"]._record({move: (finding,)})
                action = record.action_correct()
                self.assertEqual(action["res_model"], model)
                self.assertEqual(action.get("res_id") or False, res_id)

    def test_once_corrected_it_leaves_the_list(self):
        partner = self._create_customer(**NOBODY, l10n_fr_demat_recipient="consumer")
        move = self._post_invoice(partner=partner)
        partner.email = "ap@customer.example"
        move.l10n_fr_demat_finding_ids.action_check_again()
        self.assertFalse(move.l10n_fr_demat_finding_ids)
        partner.email = False
        move.action_l10n_fr_demat_check()
        self.assertEqual(self._flaws(move), [Flaw.BUYER_ADDRESS])
        move.button_draft()
        self.assertFalse(move.l10n_fr_demat_finding_ids)

    def test_a_cause_is_told_without_what_follows_from_it(self):
        move = self._post_invoice([self._line(tax=None)])
        self.assertEqual(self._flaws(move), [Flaw.NO_VAT])

    def test_the_list_groups_invoices_by_cause(self):
        partner = self._create_customer(**NOBODY)
        for _turn in range(2):
            self._post_invoice(partner=partner)
        groups = self.env["demat.finding"]._read_group(
            [("partner_id", "=", partner.id)], ["flaw"], ["__count"]
        )
        self.assertEqual(groups, [("buyer_address", 2)])

    def test_the_public_sector_is_held_to_its_limits(self):
        partner = self._create_customer(l10n_fr_demat_recipient="public")
        move = self._post_invoice(partner=partner)
        self.assertEqual(
            self._flaws(move), [Flaw.SELLER_SIRET_PUBLIC, Flaw.BUYER_SIRET_PUBLIC]
        )

    def test_a_missing_mention_is_told_and_blocks_nothing(self):
        partner = self._create_customer(street=False)
        move = self._post_invoice(partner=partner)
        self.assertEqual(self._flaws(move), [Flaw.BUYER_POSTAL])
        self.assertFalse(move._get_l10n_fr_demat_flaws())

    def test_a_customer_and_our_company_say_what_they_lack(self):
        partner = self._create_customer(**NOBODY, l10n_fr_demat_recipient="consumer")
        self.assertIn("no electronic address", partner.l10n_fr_demat_readiness)
        partner.email = "ap@customer.example"
        self.assertFalse(partner.l10n_fr_demat_readiness)
        self.assertFalse(self.company.l10n_fr_demat_readiness)
        self.company.l10n_fr_demat_note_pmt = "."
        self.company.invalidate_recordset(["l10n_fr_demat_readiness"])
        self.assertIn("40 €", self.company.l10n_fr_demat_readiness)

    def test_a_company_without_siren_is_told_and_nobody_else(self):
        """The invoice of a taxable person names his SIREN (242 nonies A I-1 bis)."""
        none = {"l10n_fr_demat_siren": False, "vat": False}
        cases = (
            ([Flaw.BUYER_SIREN], {}, ""),
            ([Flaw.BUYER_SIREN], {"zip": "97400"}, ""),
            ([Flaw.BUYER_SIREN_FORM], {"company_registry": "123456789"}, "123456789"),
            ([Flaw.BUYER_SIREN_FORM], {"company_registry": "2026-13-45"}, "2026-13-45"),
            ([], {"l10n_fr_demat_siren": "341777639"}, ""),
            ([], {"l10n_fr_demat_recipient": "consumer"}, ""),
            ([], {"l10n_fr_demat_recipient": False}, ""),
            ([], {"country_id": self.env.ref("base.de").id}, ""),
            ([], {"country_id": self.env.ref("base.nc").id, "zip": "98800"}, ""),
        )
        for flaws, values, said in cases:
            with self.subTest(values=values):
                partner = self._create_customer(**{**none, **values})
                move = self._post_invoice(partner=partner)
                self.assertEqual(self._flaws(move), flaws)
                self.assertFalse(move.l10n_fr_demat_blocking_count)
                self.assertEqual(move.l10n_fr_demat_finding_ids.said or "", said)
                self.assertEqual(bool(partner.l10n_fr_demat_readiness), bool(flaws))

    def test_every_flaw_has_words_and_something_to_do(self):
        messages = self.env["demat.finding"]._get_messages()
        self.assertEqual(set(messages), set(Flaw))
        for what, advice in messages.values():
            self.assertTrue(what.endswith(".") and advice.endswith("."))

    def test_nobody_writes_findings_but_the_check(self):
        move = self._post_invoice(partner=self._create_customer(**NOBODY))
        finding = move.l10n_fr_demat_finding_ids
        for user in (self.user_manager, self.user_auditor):
            with self.assertRaises(AccessError):
                finding.with_user(user).unlink()
            with self.assertRaises(AccessError):
                finding.with_user(user).value = "x"

    def test_a_salesperson_sees_those_of_his_customers(self):
        move = self._post_invoice(partner=self._create_customer(**NOBODY))
        Findings = self.env["demat.finding"].with_user(self.user_salesperson)
        domain = [("move_id", "=", move.id)]
        self.assertFalse(Findings.search(domain))
        move.commercial_partner_id.user_id = self.user_salesperson
        self.assertTrue(Findings.search(domain))
