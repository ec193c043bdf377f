from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.l10n_fr_demat_campaign.tests.campaign_common import CampaignCommon

from ..wizards.privacy_lookup_wizard import COLUMNS

ADDRESS = "compta.factures@robot.example"
NAME = "Zoé Lefèvre"


@tagged("post_install", "-at_install", "post_install_l10n")
class TestPrivacyLookup(CampaignCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.system = cls.env.ref("base.user_root")

    def _look_up(self, email=ADDRESS, name=NAME):
        """Return what the wizard finds among our records."""
        wizard = self.env["privacy.lookup.wizard"].with_user(self.system)
        wizard = wizard.create({"name": name, "email": email})
        wizard.action_lookup()
        return wizard.line_ids.filtered(lambda line: line.res_model in COLUMNS)

    def _records(self, **search):
        return {(line.res_model, line.res_id) for line in self._look_up(**search)}

    def _ask(self):
        """Return the request of a customer who was written to."""
        campaign = self._launch(self.customer, kinds=("email",))
        self._run_waves("2026-09-07")
        return campaign.request_ids.sudo()

    def assertFound(self, record, **search):
        """Check that a record is found, once."""
        found = self._look_up(**search).filtered(
            lambda line: (line.res_model, line.res_id) == (record._name, record.id)
        )
        self.assertEqual(len(found), 1, record._description)

    def test_a_destination_that_is_no_contact_is_found(self):
        consent = self._create_consent(self.customer)
        self.assertFalse(self._records())
        rule = self.env["demat.delivery.rule"].create(
            {"consent_id": consent.id, "address": ADDRESS.upper()}
        )
        self.assertEqual(self._records(), {(rule._name, rule.id)})
        rule.active = False
        self.assertFound(rule)
        self.assertFalse(self._look_up().is_active)

    def test_the_address_of_a_message_is_found_after_the_contact_changed_it(self):
        address = self.customer.email
        request = self._ask()
        self.customer.email = "another@customer.example"
        self.assertFound(request.sending_ids, email=address)

    def test_who_answered_and_what_they_gave_is_found(self):
        request = self._ask()
        with freeze_time("2026-09-10 10:00:00"):
            request._record_page_answer(
                "accept",
                {
                    "channel": "email",
                    "format": "facturx",
                    "address": ADDRESS,
                    "name": NAME,
                    "function": "Comptable",
                },
                {"ip": "192.0.2.1", "agent": "test"},
            )
        evidence = self.env["demat.evidence"].search(
            [
                ("consent_id", "=", request.consent_id.id),
                ("kind", "=", "consent_accept"),
            ]
        )
        details = self.env["demat.evidence.detail"].sudo()
        detail = details.search([("evidence_id", "=", evidence.id)])
        for record in (request, request.consent_id.rule_ids, detail):
            with self.subTest(model=record._name):
                self.assertFound(record)
        self.assertFound(detail, name="Nobody")
        self.assertFound(request, email="nobody@nowhere.example")

    def test_a_proposal_is_found(self):
        request = self._ask()
        request._propose("address", ADDRESS)
        proposal = self.env["demat.proposal"].search(
            [("request_id", "=", request.id), ("new_value", "=", ADDRESS)]
        )
        self.assertFound(proposal)

    def test_where_an_invoice_goes_is_found(self):
        move = self.init_invoice(
            "out_invoice", self.customer, "2026-11-02", post=True, amounts=[100.0]
        )
        delivery = self.env["demat.delivery"].sudo()
        delivery = delivery.create(
            {
                "move_id": move.id,
                "company_id": self.company.id,
                "partner_id": self.customer.id,
                "channel": "email",
                "format": "pdf",
                "recipient_key": f"mailto:{ADDRESS}",
                "address": ADDRESS,
                "document_checksum": "0",
                "file_name": "invoice.pdf",
                "content": b"%PDF-",
            }
        )
        self.assertFound(delivery)

    def test_the_address_of_somebody_else_is_not_found(self):
        consent = self._create_consent(self.customer)
        consent._apply("ask", details={"name": "Jim", "address": f"x{ADDRESS}"})
        consent._apply("refuse", details={"name": "Jim", "address": f"{ADDRESS}.net"})
        self.env["demat.delivery.rule"].create(
            {"consent_id": consent.id, "address": f"x{ADDRESS}"}
        )
        self.assertFalse(self._records())

    def test_erasing_what_was_found_leaves_the_chain_valid(self):
        consent = self._create_consent(self.customer)
        consent._apply("refuse", details={"name": "Jim", "address": ADDRESS})
        line = self._look_up()
        self.assertEqual(line.res_model, "demat.evidence.detail")
        line.action_unlink()
        self.assertFalse(self._records())
        self.assertEvidence(consent, "detail_erased")

    def test_proofs_are_refused_and_stay(self):
        request = self._ask()
        lines = self._look_up(email=self.customer.email, name=self.customer.name)
        sent = lines.filtered(lambda line: line.res_model == "demat.sending")
        with self.assertRaises(UserError):
            sent.action_unlink()
        self.assertTrue(request.sending_ids.exists())

    def test_every_column_of_the_table_exists(self):
        for model, columns in COLUMNS.items():
            for column in columns:
                with self.subTest(model=model, column=column):
                    self.assertTrue(self.env[model]._fields[column].store)
