from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .security_common import SecurityCommon

# Model, method: the roles that may call it. Whoever else tries is refused.
BUTTONS = {
    ("demat.campaign", "action_prepare"): {"officer", "manager"},
    ("demat.campaign", "action_launch"): {"manager"},
    ("demat.campaign", "action_pause"): {"officer", "manager"},
    ("demat.campaign", "action_resume"): {"officer", "manager"},
    ("demat.campaign", "action_close"): {"manager"},
    ("demat.campaign", "action_cancel"): {"manager"},
    ("demat.wave", "action_run"): {"manager"},
    ("demat.wave", "action_skip"): {"officer", "manager"},
    ("demat.batch", "action_mark_posted"): {"officer", "manager"},
    ("demat.request", "action_revoke_links"): {"manager"},
    ("demat.request", "action_question_answered"): {"officer", "manager"},
    ("demat.request", "action_reply_read"): {"officer", "manager"},
    ("demat.proposal", "action_accept"): {"officer", "manager"},
    ("demat.proposal", "action_reject"): {"officer", "manager"},
    ("demat.letter.version", "action_new_version"): {"officer", "manager"},
    ("demat.evidence.detail", "action_erase"): {"manager"},
    ("demat.consent", "action_erase_personal_data"): {"manager"},
}


@tagged("post_install", "-at_install", "post_install_l10n")
class TestButtons(SecurityCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(su=True)
        cls.own_request._record_question("Why?", answerer={"name": "Zoé"})
        cls.own_request._record_reply("<reply@customer.example>")
        cls.records = {
            "demat.campaign": cls.own_request.campaign_id,
            "demat.consent": cls.own_request.consent_id,
            "demat.wave": cls.own_request.campaign_id.wave_ids[0],
            "demat.request": cls.own_request,
            "demat.batch": cls.env["demat.batch"]._create_from_pdf(
                "Batch", "letter", cls.company, b"%PDF-1.7", 1
            ),
            "demat.proposal": cls.env["demat.proposal"].create(
                {
                    "request_id": cls.own_request.id,
                    "field": "reference",
                    "new_value": "BC 12",
                }
            ),
            "demat.letter.version": cls.env["demat.letter.version"].search([], limit=1),
            "demat.evidence.detail": cls.env["demat.evidence.detail"].search(
                [], limit=1
            ),
        }

    def test_who_has_no_right_to_a_button_is_refused_over_rpc_too(self):
        for (model, method), allowed in BUTTONS.items():
            for role in self.users.keys() - allowed:
                with (
                    self.subTest(model=model, method=method, role=role),
                    self.cr.savepoint() as savepoint,
                ):
                    with self.assertRaises(AccessError):
                        self._call(role, model, method, self.records[model].ids)
                    savepoint.rollback()

    def test_what_the_mail_gateway_calls_is_not_for_users(self):
        for method in ("message_update", "_record_reply", "_record_answer"):
            with self.subTest(method=method), self.assertRaises(AccessError):
                self._call("manager", "demat.request", method, self.own_request.ids, {})

    def test_a_salesperson_holds_back_their_own_customer(self):
        self._hold("salesperson", self.own_request, "2099-01-01", "In talks")
        self.assertRecordValues(
            self.own_request,
            [{"hold_until": self._day("2099-01-01"), "hold_reason": "In talks"}],
        )
        self.assertEvidence(self.own_request.consent_id, "hold_set")
        self._call(
            "salesperson", "demat.request", "action_release_hold", self.own_request.ids
        )
        self.assertFalse(self.own_request.hold_until)
        self.assertEvidence(self.own_request.consent_id, "hold_released")

    def test_a_salesperson_holds_back_nobody_else(self):
        with self.assertRaises(AccessError):
            self._hold("salesperson", self.request, "2099-01-01", "In talks")
        with self.assertRaises(AccessError):
            self._call(
                "salesperson", "demat.request", "action_release_hold", self.request.ids
            )

    def test_who_only_reads_holds_nobody_back(self):
        for role in ("auditor", "accountant", "employee", "portal"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.own_request.with_user(self.users[role])._hold(
                    self._day("2099-01-01"), "In talks"
                )

    def test_a_hold_says_why_and_until_when(self):
        for until, reason in (
            (False, "In talks"),
            ("2020-01-01", "In talks"),
            ("2099-01-01", " "),
        ):
            with self.subTest(until=until, reason=reason), self.assertRaises(UserError):
                self.own_request.with_user(self.user_salesperson)._hold(
                    self._day(until) if until else False, reason
                )

    def _hold(self, role, requests, until, reason):
        """Fill in the form and press its button, with forged active ids."""
        context = {"active_model": "demat.request", "active_ids": requests.ids}
        [wizard_id] = self._call(
            role,
            "demat.request.hold",
            "create",
            [{"hold_until": until, "hold_reason": reason}],
            context=context,
        )
        self._call(role, "demat.request.hold", "action_hold", [wizard_id])


@tagged("post_install", "-at_install", "post_install_l10n")
class TestCompanies(SecurityCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(su=True)
        cls.foreign_request = cls._create_elsewhere()
        cls.foreign = {
            "demat.consent": cls.foreign_request.consent_id,
            "demat.request": cls.foreign_request,
            "demat.campaign": cls.foreign_request.campaign_id,
            "demat.wave": cls.foreign_request.campaign_id.wave_ids[0],
            "demat.delivery.rule": cls.env["demat.delivery.rule"].create(
                {"consent_id": cls.foreign_request.consent_id.id}
            ),
            "demat.letter": cls.env["demat.letter"].create(
                {
                    "name": "Elsewhere",
                    "company_id": cls.foreign_request.company_id.id,
                    "family": "consent_tacit",
                    "kind": "email",
                    "version_ids": [(0, 0, {"subject": "S", "body": "<p>B</p>"})],
                }
            ),
        }
        cls.foreign["demat.letter.version"] = cls.foreign["demat.letter"].version_ids
        for model in ("demat.evidence", "demat.evidence.chain"):
            cls.foreign[model] = cls.env[model].search(
                [("consent_id", "=", cls.foreign_request.consent_id.id)], limit=1
            )

    def test_nobody_finds_exports_or_counts_another_company(self):
        export = self.env.ref("base.group_allow_export")
        export.user_ids |= self.user_officer | self.user_manager | self.user_auditor
        for model, record in self.foreign.items():
            for role in ("officer", "manager", "auditor"):
                with self.subTest(model=model, role=role):
                    domain = [("id", "=", record.id)]
                    found = self._call(role, model, "search_count", domain)
                    self.assertEqual(found, 0)
                    for method, args in (
                        ("read", [["id", "display_name"]]),
                        ("export_data", [["display_name"]]),
                    ):
                        with self.assertRaises(AccessError):
                            self._call(role, model, method, record.ids, *args)

    def test_nobody_sees_another_company_through_a_shared_customer(self):
        partner = self.foreign_request.partner_id
        values = self._call(
            "manager", "res.partner", "read", partner.ids, ["l10n_fr_demat_state"]
        )
        self.assertFalse(values[0]["l10n_fr_demat_state"])
        found = self._call(
            "manager",
            "res.partner",
            "search",
            [("id", "=", partner.id), ("l10n_fr_demat_state", "=", "asked")],
        )
        self.assertFalse(found)

    def test_nothing_is_put_or_moved_into_another_company(self):
        consent_id = self.foreign_request.consent_id.id
        elsewhere = self.foreign_request.company_id.id
        rule = self.env["demat.delivery.rule"].create({"consent_id": self.consent.id})
        wave = self.request.campaign_id.wave_ids[0]
        letter = self.env["demat.letter"].create(
            {
                "name": "Ours",
                "company_id": self.company.id,
                "family": "consent_tacit",
                "kind": "email",
            }
        )
        empty = self._create_campaign(self.customer)
        for record, values in (
            (rule, {"consent_id": consent_id}),
            (wave, {"campaign_id": self.foreign_request.campaign_id.id}),
            (letter, {"company_id": elsewhere}),
            (empty, {"company_id": elsewhere}),
        ):
            with self.subTest(model=record._name), self.cr.savepoint() as savepoint:
                with self.assertRaises(AccessError):
                    self._call("manager", record._name, "write", record.ids, values)
                savepoint.rollback()
                self.env.invalidate_all()
        for model, values in (
            ("demat.delivery.rule", {"consent_id": consent_id}),
            ("demat.consent", {"partner_id": self.own.id, "company_id": elsewhere}),
        ):
            with self.subTest(model=model), self.cr.savepoint() as savepoint:
                with self.assertRaises(AccessError):
                    self._call("manager", model, "create", [values])
                savepoint.rollback()

    def test_a_campaign_with_customers_stays_with_its_company(self):
        campaign = self.request.campaign_id
        with self.assertRaises(UserError):
            campaign.company_id = self.foreign_request.company_id

    def test_no_choice_of_customers_escapes_the_company(self):
        theirs = self._create_customer(
            name="Client d'ailleurs", company_id=self.foreign_request.company_id.id
        )
        campaign = self._create_campaign(theirs)
        campaign.domain = f"['|', ('id', '=', {theirs.id}), ('id', '=', 0)]"
        self.assertFalse(campaign._get_audience())

    def test_a_choice_of_customers_is_read_and_never_evaluated(self):
        for text in (
            "['|', ('id', '>', 0)]",
            "[('no_such_field', '=', 1)]",
            "[('id', 'in', [x for x in range(10)])]",
            "__import__('os').system('true')",
            "9**9**9",
            "nothing",
        ):
            with self.subTest(text=text), self.assertRaises(ValidationError):
                self.request.campaign_id.domain = text

    def test_electronic_invoices_never_start_before_the_announced_day(self):
        campaign = self._launch(self._create_customer(name="Nouveau"))
        with self.assertRaises(UserError):
            campaign.first_invoice_on = "2026-10-20"
        campaign.first_invoice_on = "2026-12-01"
        self.assertEqual(campaign.first_invoice_on, self._day("2026-12-01"))
