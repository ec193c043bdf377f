from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged, users

from ..rules import regime
from .campaign_common import CampaignCommon

NO_STREET = {"street": False, "zip": False, "city": False}


@tagged("post_install", "-at_install", "post_install_l10n")
class TestAudience(CampaignCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["demat.receiving.tool"].create(
            {
                "code": "test_robot",
                "name": "Robot",
                "channel": "email_robot",
                "mail_domains": "robot-intake.example",
            }
        )

    def _preview(self, partners, **values):
        campaign = self._create_campaign(partners, **values)
        campaign.with_user(self.user_officer).action_preview_audience()
        return campaign

    def _line(self, campaign, partner):
        return campaign.audience_line_ids.filtered(lambda x: x.partner_id == partner)

    def _other(self, number, **values):
        return self._create_customer(
            name=f"Client {number}",
            **{"l10n_fr_demat_siren": False, "vat": False, **values},
        )

    def test_each_reason_is_told(self):
        accepted, refused = self._other(1), self._other(2)
        self._create_consent(accepted)._apply("accept", basis="explicit_phone")
        self._create_consent(refused)._apply("refuse")
        customers = {
            "accepted": accepted,
            "refused": refused,
            "archived": self._other(3, active=False),
            "to_review": self._other(4, country_id=self.env.ref("base.mc").id),
            "robot_only": self._other(5, email="x@robot-intake.example", **NO_STREET),
            "no_address": self._other(6, email=False, **NO_STREET),
            "duplicate": self._create_customer(name="Durand bis"),
        }
        partners = self.customer.concat(*customers.values())
        campaign = self._preview(partners)
        for reason, partner in customers.items():
            with self.subTest(reason=reason):
                line = self._line(campaign, partner)
                self.assertRecordValues(line, [{"is_asked": False, "reason": reason}])
        self.assertTrue(self._line(campaign, self.customer).is_asked)
        twin = self._line(campaign, customers["duplicate"]).duplicate_of_id
        self.assertEqual(twin, self.customer)
        self.assertEqual((campaign.asked_count, campaign.left_out_count), (1, 7))

    def test_a_robot_mailbox_with_a_postal_address_is_asked_by_letter(self):
        robot = self._other(5, email="x@robot-intake.example")
        self.assertTrue(self._line(self._preview(robot), robot).is_asked)

    def test_no_campaign_mail_goes_to_a_robot(self):
        robot = self._other(5, email="x@robot-intake.example")
        campaign = self._launch(robot | self.customer, kinds=("email", "letter"))
        self._run_waves("2026-09-07")
        self.assertEqual(campaign.wave_ids.sending_ids.partner_id, self.customer)
        self._run_waves("2026-09-17")
        letters = campaign.wave_ids.sending_ids.filtered(
            lambda sending: sending.medium == "letter"
        )
        self.assertEqual(letters.partner_id, robot)

    def test_who_is_held_or_asked_elsewhere_is_left_out(self):
        held = self._other(1)
        first = self._launch(held | self.customer)
        self._request_of(first, held).sudo()._write_sealed({"hold_until": "2099-01-01"})
        second = self._preview(held | self.customer)
        self.assertEqual(self._line(second, held).reason, "held")
        self.assertEqual(self._line(second, self.customer).reason, "other_campaign")

    def test_the_letter_is_explained_in_words(self):
        campaign = self._preview(self.customer | self.foreigner)
        line = self._line(campaign, self.foreigner)
        self.assertEqual(line.family, "consent_express")
        self.assertIn("positive act", line.explanation)

    def test_who_no_number_names_is_never_told_that_silence_counts(self):
        stranger = self._other(1)
        named = (
            self._other(2, l10n_fr_demat_siren="341777639"),
            self._other(3, l10n_fr_demat_siret="35600000000048"),
            self._other(4, company_registry="552 100 554"),
            self._other(5, vat="FR39356000000"),
        )
        slash = self._other(6, vat="/")
        campaign = self._preview(stranger.concat(slash, *named))
        for partner in (stranger, slash):
            line = self._line(campaign, partner)
            self.assertEqual(line.family, "consent_express")
            self.assertIn("No SIREN nor VAT number", line.explanation)
        for partner in named:
            self.assertEqual(self._line(campaign, partner).family, "consent_tacit")

    def test_every_explanation_of_the_table_has_words(self):
        words = self.env["demat.regime.override"]._get_explanations()
        self.assertEqual(set(words), set(regime.explanation_keys()))

    def test_volume_and_turnover_are_counted_over_twelve_months(self):
        today = fields.Date.context_today(self.customer)
        for _number in range(2):
            self.init_invoice(
                "out_invoice", self.customer, today, post=True, amounts=[100.0]
            )
        line = self._line(self._preview(self.customer), self.customer)
        self.assertRecordValues(
            line, [{"invoice_count": 2, "turnover": 200.0, "volume": "few"}]
        )

    def test_customers_are_counted_and_not_their_contacts(self):
        contacts = self.env["res.partner"].create(
            [{"name": name, "parent_id": self.customer.id} for name in ("Anne", "Zoé")]
        )
        campaign = self._preview(self.customer | contacts | self.foreigner)
        officer = Form(campaign.with_user(self.user_officer))
        self.assertEqual(officer.customer_count, 2)
        counts = officer.asked_count + officer.left_out_count
        self.assertEqual(officer.customer_count, counts)
        officer.domain = f"[('id', 'in', {contacts.ids})]"
        self.assertEqual(officer.customer_count, 1)
        officer.domain = "[('id', 'in', "
        self.assertEqual(officer.customer_count, 0)

    def test_invoiced_customers_are_proposed_first_else_all(self):
        campaigns = self.env["demat.campaign"].with_company(self.company)
        empty = campaigns.new({"name": "x", "company_id": self.company.id})
        self.assertIn("customer_rank", empty.domain)
        self.assertTrue(empty.is_fallback_domain)
        today = fields.Date.context_today(self.customer)
        self.init_invoice("out_invoice", self.customer, today, post=True, amounts=[9.0])
        campaign = self._create_campaign(
            self.customer, domain=campaigns._default_domain()
        )
        self.assertFalse(campaign.is_fallback_domain)
        self.assertEqual(campaign._get_audience(), self.customer)

    def test_the_default_choice_is_about_posted_invoices_of_this_company(self):
        today = fields.Date.context_today(self.customer)
        contact = self.env["res.partner"].create(
            {
                "name": "Achats",
                "parent_id": self.no_mail.id,
                "email": "achats@garage.example",
                "type": "invoice",
            }
        )
        drafted, refunded, cancelled, elsewhere, old = (
            self._other(number) for number in range(1, 6)
        )
        for partner in (self.customer, contact):
            self.init_invoice("out_invoice", partner, today, post=True, amounts=[9.0])
        self.init_invoice("out_invoice", drafted, today, amounts=[9.0])
        self.init_invoice("out_refund", refunded, today, post=True, amounts=[9.0])
        self.init_invoice("out_invoice", old, "2023-01-02", post=True, amounts=[9.0])
        self.init_invoice(
            "out_invoice", cancelled, today, amounts=[9.0]
        ).button_cancel()
        self._invoice_elsewhere(elsewhere, today)
        # The least rights of an officer: no right on invoices at all.
        campaigns = self.env["demat.campaign"].with_user(self.user_officer)
        domain = campaigns.with_company(self.company)._default_domain()
        self.assertIn("invoiced", domain)
        campaign = self._preview(self.customer, domain=domain)
        self.assertEqual(
            campaign.audience_line_ids.partner_id, self.customer | self.no_mail
        )
        found = self.env["res.partner"].search(
            [("l10n_fr_demat_is_invoiced", "=", False), ("id", "in", drafted.ids)]
        )
        self.assertEqual(found, drafted)
        partners = (self.customer | contact | refunded).with_company(self.company)
        self.assertEqual(
            partners.mapped("l10n_fr_demat_is_invoiced"), [True, True, False]
        )

    def _invoice_elsewhere(self, partner, day):
        other = self._create_company(name="Seconde SAS")
        invoice = self.init_invoice(
            "out_invoice", partner, day, post=True, amounts=[9.0], company=other
        )
        self.assertEqual((invoice.company_id, invoice.state), (other, "posted"))

    def test_a_contact_of_ours_does_not_bring_in_another_companys_customer(self):
        other = self._create_company(name="Seconde SAS")
        theirs = self._other(1, company_id=other.id)
        contact = self.env["res.partner"].create(
            {"name": "Contact", "parent_id": theirs.id, "company_id": False}
        )
        contact.company_id = False
        campaign = self._preview(contact | self.customer)
        self.assertEqual(campaign.audience_line_ids.partner_id, self.customer)

    def test_counts_by_each_segment(self):
        today = fields.Date.context_today(self.customer)
        for _number in range(13):
            self.init_invoice(
                "out_invoice", self.customer, today, post=True, amounts=[9.0]
            )
        self.customer.user_id = self.user_salesperson
        tool = self.env["demat.receiving.tool"].search([], limit=1)
        self.foreigner.l10n_fr_demat_tool_id = tool
        campaign = self._preview(self.customer | self.foreigner)
        lines = self.env["demat.audience.line"].with_user(self.user_officer)
        domain = [("campaign_id", "=", campaign.id)]

        def count(field):
            groups = lines.formatted_read_group(
                domain, [field], ["__count", "turnover:sum"]
            )
            return {
                group[field][0]
                if isinstance(group[field], (tuple, list))
                else group[field]: group["__count"]
                for group in groups
            }

        self.assertEqual(count("volume"), {"some": 1, "none": 1})
        self.assertEqual(count("user_id"), {self.user_salesperson.id: 1, False: 1})
        self.assertEqual(count("tool_id"), {tool.id: 1, False: 1})
        self.assertEqual(len(count("regime_key")), 2)
        self.assertEqual(sum(campaign.audience_line_ids.mapped("turnover")), 117.0)

    @users("demat_user")
    def test_a_decision_by_hand_lasts_and_is_evidence(self):
        campaign = self._create_campaign(self.customer | self.foreigner)
        campaign = campaign.with_user(self.env.user)
        campaign.action_preview_audience()
        line = self._line(campaign, self.customer)
        form = Form(
            self.env["demat.audience.decide"].with_context(
                **line.action_exclude()["context"]
            )
        )
        form.reason = "The salesperson calls them"
        form.save().action_decide()
        campaign.action_preview_audience()
        self.assertRecordValues(
            self._line(campaign, self.customer),
            [
                {
                    "reason": "excluded",
                    "decision_reason": "The salesperson calls them",
                    "decided_by_id": self.env.uid,
                }
            ],
        )
        self.assertEvidence(campaign, "audience_changed")
        event = self.env["demat.evidence"].search([("campaign_id", "=", campaign.id)])
        self.assertIn("Decision: Excluded by hand", event.message)
        campaign.action_prepare()
        self.assertEqual(campaign.request_ids.partner_id, self.foreigner)

    def test_a_customer_outside_the_domain_is_included_by_hand(self):
        campaign = self._preview(self.customer)
        campaign._decide(self.foreigner, "include", "Asked for it")
        self.assertTrue(self._line(campaign, self.foreigner).is_asked)

    def test_a_decision_without_a_reason_is_none(self):
        campaign = self._preview(self.customer)
        with self.assertRaises(UserError):
            campaign._decide(self.customer, "exclude", " ")
        self.assertTrue(self._line(campaign, self.customer).is_asked)

    def test_nobody_overrules_a_refusal(self):
        self._create_consent(self.customer)._apply("refuse")
        campaign = self._preview(self.customer)
        campaign._decide(self.customer, "include", "Try again")
        self.assertEqual(self._line(campaign, self.customer).reason, "refused")

    def test_the_strictest_position_of_a_company_stands_for_all_its_customers(self):
        accepted = self._create_customer(name="Durand Nantes")
        self._create_consent(accepted)._apply("accept", basis="explicit_phone")
        # Nobody chose them; theirs is the company of the customer who is chosen.
        with self.subTest("accepted"):
            line = self._line(self._preview(self.customer), self.customer)
            self.assertEqual(
                (line.reason, line.duplicate_of_id), ("accepted", accepted)
            )
        refused = self._create_customer(name="Durand Angers", active=False)
        self._create_consent(refused)._apply("refuse")
        with self.subTest("refused, archived since"):
            campaign = self._preview(self.customer | accepted)
            line = self._line(campaign, self.customer)
            self.assertEqual((line.reason, line.duplicate_of_id), ("refused", refused))
            campaign._decide(self.customer, "include", "Try again")
            self.assertEqual(self._line(campaign, self.customer).reason, "refused")
        with self.subTest("another company of ours"):
            elsewhere = self.env["res.company"].sudo().create({"name": "Ailleurs"})
            consents = self.env["demat.consent"].sudo()
            consents = consents.search([("partner_id", "in", (accepted | refused).ids)])
            self.env.cr.execute(
                "UPDATE demat_consent SET company_id = %s WHERE id IN %s",
                [elsewhere.id, tuple(consents.ids)],
            )
            self.env.invalidate_all()
            line = self._line(self._preview(self.customer), self.customer)
            self.assertTrue(line.is_asked)

    def test_who_was_written_to_is_not_left_out_any_more(self):
        campaign = self._launch(self.customer)
        self._run_waves("2026-09-07")
        with self.assertRaises(UserError):
            campaign._decide(self.customer, "exclude", "Too late")

    def test_excluding_forgets_a_request_that_was_only_planned(self):
        campaign = self._create_campaign(self.customer | self.foreigner)
        campaign.action_prepare()
        campaign._decide(self.customer, "exclude", "Later")
        campaign.action_prepare()
        self.assertEqual(campaign.request_ids.partner_id, self.foreigner)

    def test_only_officers_preview(self):
        campaign = self._create_campaign(self.customer)
        for user in (self.user_salesperson, self.user_auditor):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                campaign.with_user(user).action_preview_audience()

    def test_as_many_queries_for_many_customers_as_for_few(self):
        counts = {}
        for size in (2, 100, 1000):  # the first one fills the caches of the registry
            partners = self.env["res.partner"].create(
                [
                    {
                        "name": f"Client {size} {number}",
                        "is_company": True,
                        "email": f"c{number}@many.example",
                        "country_id": self.env.ref("base.fr").id,
                        "l10n_fr_demat_recipient": "taxable",
                    }
                    for number in range(size)
                ]
            )
            campaign = self._create_campaign(partners)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            campaign._rebuild_audience()
            counts[size] = self.env.cr.sql_log_count - before
            self.assertEqual(campaign.asked_count, size)
        self.assertEqual(counts[1000], counts[100], counts)
