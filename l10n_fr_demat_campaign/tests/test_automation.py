from odoo import Command
from odoo.tests import tagged

from .campaign_common import CampaignCommon

AFTER = "2026-10-13"


@tagged("post_install", "-at_install", "post_install_l10n")
class TestAutomation(CampaignCommon):
    """Odoo's automation rules see what happens, also what a job does to many."""

    def setUp(self):
        super().setUp()
        if "base.automation" not in self.env:
            self.skipTest("Odoo's automation rules are not installed.")

    def _automate(self, model, condition):
        """Create a rule that notes on the customer that a condition has come true."""
        rules = self.env["base.automation"]
        self.addCleanup(rules._unregister_hook)
        rules.create(
            {
                "name": f"On {model}",
                "model_id": self.env["ir.model"]._get_id(model),
                "trigger": "on_create_or_write",
                "filter_domain": repr(condition),
                "action_server_ids": [
                    Command.create(
                        {
                            "name": "Note it",
                            "model_id": self.env["ir.model"]._get_id(model),
                            "state": "code",
                            "code": "records.partner_id.write({'ref': 'seen'})",
                        }
                    )
                ],
            }
        )

    def _be_silent(self):
        """Let two customers be written to twice and stay silent."""
        partners = self.customer | self._create_customer(
            name="Quincaillerie Loire", l10n_fr_demat_siren="552100554"
        )
        campaign = self._launch(partners, kinds=("email", "reminder"))
        self._run_waves("2026-09-07")
        self._run_waves("2026-09-17")
        return campaign.request_ids

    def test_a_rule_on_positions_runs_for_each_customer_accepted_by_silence(self):
        requests = self._be_silent()
        self._automate("demat.consent", [("state", "=", "accepted")])
        self._evaluate_silence(AFTER)
        self.assertEqual(set(requests.consent_id.mapped("state")), {"accepted"})
        self.assertEqual(requests.partner_id.mapped("ref"), ["seen", "seen"])

    def test_a_rule_on_requests_runs_for_each_customer_kept_back(self):
        requests = self._be_silent()
        requests.dispute = "L-2026-17"
        self._automate("demat.request", [("blocker_gate", "=", "G13")])
        self._evaluate_silence(AFTER)
        self.assertEqual(set(requests.mapped("blocker_gate")), {"G13"})
        self.assertEqual(requests.partner_id.mapped("ref"), ["seen", "seen"])

    def test_a_rule_runs_for_who_answers(self):
        requests = self._be_silent()
        self._automate("demat.consent", [("state", "=", "refused")])
        with self.at("2026-09-20"):
            requests[0]._record_staff_answer("refuse", "phone", answerer={"name": "Z"})
        self.env.flush_all()
        self.assertEqual(requests[0].partner_id.ref, "seen")
        self.assertFalse(requests[1].partner_id.ref)
