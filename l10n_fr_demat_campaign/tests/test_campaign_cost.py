from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.mail.tests.common import mail_new_test_user

from .payment_common import PaymentCommon

LETTER, CALL = 2.5, 4.0
FIELDS = ("l10n_fr_demat_letter_cost", "l10n_fr_demat_call_cost")


@tagged("post_install", "-at_install", "post_install_l10n")
class TestCampaignCost(PaymentCommon):
    """What a campaign cost, from what really left and was said."""

    def setUp(self):
        super().setUp()
        self.customer.phone = "02 40 12 34 56"
        self.campaign = self._launch(
            self.customer | self.no_mail, kinds=("letter", "call_list")
        )
        self._set_costs(LETTER, CALL)

    def _set_costs(self, letter, call):
        self.company.write(dict(zip(FIELDS, (letter, call), strict=True)))

    def _post_letters(self):
        self._run_waves("2026-09-07")
        batch = self.campaign.request_ids.sending_ids.batch_id
        with freeze_time("2026-09-07 16:00:00"):
            batch.with_user(self.user_officer).action_mark_posted()

    def _call(self, outcome, **values):
        """Call the customer on the list."""
        self._run_waves("2026-09-17")
        request = self._request_of(self.campaign, self.customer)
        wizard = self.env["demat.request.call"].with_user(self.user_officer)
        with self.at("2026-09-18"):
            wizard = wizard.create({"request_id": request.id, **values})
            getattr(wizard, f"action_{outcome}")()

    def _rows(self, user=None, campaign=None):
        self.env.flush_all()
        self.env.invalidate_all()
        campaign = (campaign or self.campaign).with_user(user or self.user_officer)
        action = campaign.action_view_costs()
        return campaign.env[action["res_model"]].search(action["domain"])

    def assertCosts(self, **expected):
        """Check how many, the cost of each and their total, by code."""
        found = {
            row.code: (row.quantity, row.unit_cost, row.total) for row in self._rows()
        }
        self.assertEqual(found, expected)

    def test_without_unit_costs_there_is_no_figure(self):
        self._post_letters()
        self._call("unreachable")
        self._set_costs(0, 0)
        self.assertCosts()

    def test_letters_count_once_they_are_posted(self):
        self._run_waves("2026-09-07")
        self._set_costs(LETTER, 0)
        nothing = {"explicit": (0, 0, 0), "postage": (0, LETTER, 0)}
        self.assertCosts(letters=(0, LETTER, 0), **nothing)
        batch = self.campaign.request_ids.sending_ids.batch_id
        with freeze_time("2026-09-07 16:00:00"):
            batch.with_user(self.user_officer).action_mark_posted()
        nothing["explicit"] = (0, 0, 5.0)
        self.assertCosts(letters=(2, LETTER, 5.0), **nothing)

    def test_letters_and_calls_are_shared_by_those_who_said_yes(self):
        self._post_letters()
        self._call("unreachable")
        self._call("accept", name="Anne", function="Accountant", channel="email")
        silent = self._request_of(self.campaign, self.no_mail).consent_id
        silent._apply("expire", basis="tacit_delay")
        self.assertCosts(
            letters=(2, LETTER, 5.0),
            calls=(2, CALL, 8.0),
            explicit=(1, 13.0, 13.0),
            postage=(0, LETTER, 0),
        )

    def test_a_cost_that_is_not_known_makes_no_sum(self):
        self._post_letters()
        self._call("unreachable")
        self._set_costs(LETTER, 0)
        self.assertCosts(letters=(2, LETTER, 5.0), postage=(0, LETTER, 0))
        self._set_costs(0, CALL)
        self.assertCosts(calls=(1, CALL, 4.0))

    def test_an_invoice_saves_its_postage_once_and_only_without_paper(self):
        consent = self._switch(self.campaign, self.customer)
        both = self._invoice(self.customer, "2026-11-03", "2026-11-03")
        self._deliver(both, consent, recipient_key="mailto:a@customer.example")
        self._deliver(both, consent, recipient_key="mailto:b@customer.example")
        printed = self._invoice(self.customer, "2026-11-03", "2026-11-03")
        self._deliver(printed, consent)
        self._deliver(printed, consent, channel="paper")
        lost = self._invoice(self.customer, "2026-11-03", "2026-11-03")
        self._deliver(lost, consent)._move_to("failed", reason="No such mailbox")
        [postage] = self._rows().filtered(lambda row: row.code == "postage")
        self.assertEqual((postage.quantity, postage.total), (2, 5.0))

    def test_officers_and_auditors_of_the_company_read_it(self):
        self.assertTrue(self._rows(self.user_auditor))
        with self.assertRaises(AccessError):
            self._rows(self.user_salesperson)
        elsewhere = self._create_company(name="Ailleurs SAS")
        self.user_officer.write(
            {"company_ids": [Command.set(elsewhere.ids)], "company_id": elsewhere.id}
        )
        self.assertFalse(
            self.env["demat.campaign.cost"].with_user(self.user_officer).search([])
        )

    def test_nobody_else_reads_the_unit_costs_of_the_company(self):
        for group in ("base.group_portal", "base.group_public", "base.group_user"):
            user = mail_new_test_user(self.env, login=group, groups=group)
            with self.subTest(group=group), self.assertRaises(AccessError):
                self.company.with_user(user).read([FIELDS[0]])
        with self.assertRaises(AccessError):
            self.company.with_user(self.user_salesperson).read([FIELDS[1]])
        self.assertTrue(self.company.with_user(self.user_auditor).read([FIELDS[1]]))

    def test_no_text_that_is_sent_ever_holds_them(self):
        typed = [
            "{l10n_fr_demat_letter_cost}",
            "{{ object.company_id.l10n_fr_demat_letter_cost }}",
            "{{ object.company_id.sudo().l10n_fr_demat_letter_cost }}",
        ]
        version = self.env.ref(
            "l10n_fr_demat_campaign.demat_letter_consent_express_email_version_en"
        )
        texts = "".join(f"<p>{text}</p>" for text in typed)
        version.body = f"{version.body}{texts}<t t-out='object.company_id.name'/>"
        self._set_costs(71.93, 81.47)
        campaign = self._launch(self.foreigner, kinds=("email",))
        self._run_waves("2026-09-07")
        [mail] = self._mails
        self.assertIn(typed[0], mail["body"])
        self.assertNotIn("71.93", mail["body"])
        self.assertNotIn(
            "71.93", str(campaign.request_ids._prepare_page_values("answer"))
        )

    def test_an_administrator_sets_them_and_none_is_negative(self):
        admin = mail_new_test_user(
            self.env,
            login="settings",
            groups="base.group_system",
            company_id=self.company.id,
        )
        settings = self.env["res.config.settings"].with_user(admin)
        settings.create({FIELDS[0]: 3.1, FIELDS[1]: 5.2}).execute()
        found = [self.company[name] for name in FIELDS]
        self.assertEqual(found, [3.1, 5.2])
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self._set_costs(-1, 0)
            self.env.flush_all()
