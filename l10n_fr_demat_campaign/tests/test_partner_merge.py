from itertools import permutations

from odoo.tests import tagged

from odoo.addons.mail.tests.common import mail_new_test_user

from .common import DematCommon

# Positions from the strictest on, as (events, state, basis).
POSITIONS = (
    ((("refuse", None),), "refused", False),
    ((("accept", "explicit_page"), ("withdraw", None)), "withdrawn", False),
    ((("accept", "explicit_phone"),), "accepted", "explicit_phone"),
    ((("ask", None), ("expire", None)), "accepted", "tacit_delay"),
    ((("ask", None),), "asked", False),
    ((), "not_asked", False),
)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestPartnerMerge(DematCommon):
    def test_the_strictest_position_stays_whichever_name_does(self):
        for first, second in permutations(POSITIONS, 2):
            expected = min((first, second), key=POSITIONS.index)
            with self.subTest(first=first[1:], second=second[1:]):
                partners = self._create_pair()
                consents = [
                    self._create_position(partner, events)
                    for partner, (events, *_rest) in zip(
                        partners, (first, second), strict=True
                    )
                ]
                self._merge(partners)
                kept = self._find(partners[0])
                self.assertIn(kept, consents)
                self.assertPosition(kept, *expected[1:])

    def test_nothing_that_happened_is_lost(self):
        partners = self._create_pair()
        refused = self._create_position(partners[1], (("refuse", None),))
        accepted = self._create_position(partners[0], (("accept", "explicit_page"),))
        self._merge(partners)
        self.assertEqual(self._find(partners[0]), refused)
        self.assertFalse(accepted.active)
        self.assertPosition(accepted, "accepted", "explicit_page")
        self.assertEvidence(accepted, "consent_accept")
        for consent in (refused, accepted):
            self.assertEqual(consent.partner_id, partners[0])
            self.assertEvidence(consent, "consent_merged")
            self.assertFalse(consent._get_chain()._find_flaws())

    def test_each_company_keeps_its_own_position(self):
        elsewhere = self.env["res.company"].create({"name": "Elsewhere"})
        partners = self._create_pair()
        here = self._create_position(partners[0], (("accept", "explicit_page"),))
        there = self._create_consent(partners[1], company_id=elsewhere.id)
        there._apply("refuse")
        self._merge(partners)
        self.assertPosition(here, "accepted", "explicit_page")
        self.assertPosition(there, "refused")
        self.assertTrue(here.active and there.active)

    def test_a_late_answer_reaches_the_position_that_stays(self):
        partners = self._create_pair()
        campaign = self._create_campaign(partners)
        campaign.action_prepare()
        requests = campaign.request_ids.sorted("id")
        self._merge(partners)
        kept = self._find(partners[0])
        self.assertEqual(set(requests.partner_id), {partners[0]})
        archived = requests.filtered(lambda request: request.consent_id != kept)
        archived._record_answer("refuse", answerer={"name": "Zoé"})
        self.assertPosition(kept, "refused")

    def test_requests_of_other_campaigns_go_on_with_the_position_that_stays(self):
        partners = self._create_pair()
        requests = self.env["demat.request"]
        for partner in partners:
            campaign = self._create_campaign(partner)
            campaign.action_prepare()
            requests |= campaign.request_ids
        self._merge(partners)
        self.assertEqual(requests.consent_id, self._find(partners[0]))

    def test_three_at_once_and_a_merge_of_customers_without_position(self):
        partners = self._create_pair() | self._create_customer(name="Durand SARL")
        positions = [
            self._create_position(partner, events)
            for partner, (events, *_rest) in zip(partners, POSITIONS[2:], strict=False)
        ]
        self._merge(partners)
        self.assertEqual(self._find(partners[0]), positions[0])
        unknown = self._create_pair()
        self._merge(unknown)
        self.assertFalse(self._find(unknown[0]))

    def test_odoo_s_own_field_says_what_the_position_says(self):
        partners = self._create_pair()
        self._create_position(partners[1], (("ask", None),))
        self._merge(partners)
        partner = partners[0].with_company(self.company)
        self.assertEqual(partner.invoice_sending_method, "l10n_fr_demat")

    def test_who_merges_needs_no_right_on_positions(self):
        partners = self._create_pair()
        refused = self._create_position(partners[1], (("refuse", None),))
        self._create_position(partners[0], (("ask", None),))
        merger = self._create_outsider()
        self._merge(partners, merger)
        self.assertEqual(self._find(partners[0]), refused)

    def _create_outsider(self):
        return mail_new_test_user(
            self.env,
            login="merger",
            groups="base.group_partner_manager,base.group_erp_manager,"
            "account.group_account_user",
            company_id=self.company.id,
        )

    def _create_pair(self):
        return self._create_customer(name="Durand") | self._create_customer(
            name="Papeterie Durand",
            email="achats@papeterie-durand.example",
            l10n_fr_demat_siren="425199619",
        )

    def _create_position(self, partner, events):
        consent = self._create_consent(partner)
        for event, basis in events:
            consent._apply(event, basis=basis)
        return consent

    def _merge(self, partners, user=None):
        wizard = self.env["base.partner.merge.automatic.wizard"]
        wizard.with_user(user or self.env.ref("base.user_admin"))._merge(
            partners.ids, partners[0], extra_checks=False
        )
        self.env.invalidate_all()

    def _find(self, partner):
        return self.env["demat.consent"]._find(partner, self.company).get(partner)
