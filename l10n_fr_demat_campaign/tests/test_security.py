from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .security_common import SecurityCommon

# What each group may do with each model: c(reate), r(ead), u(pdate), d(elete).
#                                salesperson officer manager auditor
RIGHTS = {
    "demat.access": ("", "r", "r", "r"),
    "demat.attempt": ("", "", "", ""),
    "demat.audience.decide": ("", "crud", "crud", ""),
    "demat.audience.line": ("", "r", "r", "r"),
    "demat.batch": ("", "ru", "ru", "r"),
    "demat.campaign": ("r", "cru", "crud", "r"),
    "demat.campaign.cost": ("", "r", "r", "r"),
    "demat.campaign.indicator": ("r", "r", "r", "r"),
    "demat.campaign.launch": ("", "", "crud", ""),
    "demat.campaign.report": ("", "r", "r", "r"),
    "demat.campaign.resource": ("r", "crud", "crud", "r"),
    "demat.consent": ("r", "cru", "crud", "r"),
    "demat.coupon": ("", "crud", "crud", ""),
    "demat.customer.import": ("", "crud", "crud", ""),
    "demat.delivery": ("r", "r", "r", "r"),
    "demat.delivery.confirm": ("", "crud", "crud", ""),
    "demat.delivery.copy": ("", "crud", "crud", ""),
    "demat.delivery.rule": ("r", "crud", "crud", "r"),
    "demat.evidence": ("", "r", "r", "r"),
    "demat.evidence.chain": ("", "r", "r", "r"),
    "demat.evidence.detail": ("", "r", "rd", "r"),
    "demat.evidence.leaf": ("", "r", "r", "r"),
    "demat.evidence.seal": ("", "r", "r", "r"),
    "demat.finding": ("r", "r", "r", "r"),
    "demat.heads.up": ("r", "r", "r", "r"),
    "demat.import": ("", "cru", "crud", "r"),
    "demat.import.column": ("", "cru", "crud", "r"),
    "demat.import.row": ("", "r", "rd", "r"),
    "demat.letter": ("r", "cru", "crud", "r"),
    "demat.letter.return": ("", "crud", "crud", ""),
    "demat.letter.version": ("r", "cru", "crud", "r"),
    "demat.parity": ("r", "ru", "ru", "r"),
    "demat.payment.report": ("", "r", "r", "r"),
    "demat.preflight": ("r", "r", "r", "r"),
    "demat.proposal": ("r", "r", "r", "r"),
    "demat.receiving.tool": ("r", "cru", "crud", "r"),
    "demat.regime.override": ("", "r", "cru", "r"),
    "demat.request": ("r", "ru", "rud", "r"),
    "demat.request.answer": ("", "crud", "crud", ""),
    "demat.request.call": ("crud", "crud", "crud", ""),
    "demat.request.hold": ("crud", "crud", "crud", ""),
    "demat.request.preview": ("", "crud", "crud", ""),
    "demat.routing.address": ("r", "crud", "crud", "r"),
    "demat.sales.digest": ("r", "r", "r", "r"),
    "demat.sending": ("r", "r", "r", "r"),
    "demat.wave": ("r", "cru", "crud", "r"),
}
GROUPS = ("salesperson", "officer", "manager", "auditor")
# Accountants see what became of the invoices, and nothing else.
OUTSIDERS = {
    "accountant": {"demat.delivery": "r", "demat.finding": "r", "demat.parity": "r"}
}
# Model: what only the add-on's own methods write.
SEALED = {
    "demat.consent": {
        "active": False,
        "asked_on": "2026-01-01",
        "basis": "explicit_page",
        "blocker_facts": False,
        "blocker_gate": "G01",
        "blocker_text": "Because",
        "channel": "email",
        "company_id": 1,
        "effective_on": "2026-01-01",
        "is_governed": True,
        "partner_id": 1,
        "retention_checked_on": "2026-01-01",
        "retention_erased_on": "2026-01-01",
        "retention_term": "contact",
        "retention_until": "2026-01-01",
        "since": "2026-01-01",
        "state": "accepted",
    },
    "demat.request": {
        "answer": "accept",
        "answer_key": "0" * 64,
        "answer_reason": "tool",
        "answered_at": "2026-01-01 08:00:00",
        "answered_by": "Nobody",
        "blocker_facts": False,
        "blocker_gate": False,
        "blocker_gates": False,
        "blocker_text": False,
        "campaign_id": 1,
        "company_id": 1,
        "consent_id": 1,
        "deadline": "2026-01-01",
        "evaluated_on": "2026-01-01",
        "family": "consent_tacit",
        "held_on": "2026-01-01",
        "hold_reason": "Because",
        "hold_until": "2027-01-01",
        "is_question_open": False,
        "is_reply_pending": False,
        "nonce": "0000000000000000",
        "paused_days": 0,
        "partner_id": 1,
        "question": "?",
        "questioned_at": "2026-01-01 08:00:00",
        "regime_key": "any",
        "replied_at": "2026-01-01 08:00:00",
        "short_code": "AAAAAAAAAA",
        "state": "silent",
        "stop_requested_at": False,
    },
    "demat.campaign": {"launched_on": "2026-01-01", "state": "running"},
    "demat.wave": {
        "campaign_id": 1,
        "carried_out_at": "2026-01-01 08:00:00",
        "company_id": 1,
        "mailing_id": False,
        "state": "done",
    },
    "demat.letter.version": {
        "is_current": False,
        "is_used": False,
        "letter_id": 1,
        "number": 7,
        "sha256": "0" * 64,
        "text_points": "P09",
    },
    "demat.batch": {
        "attachment_id": False,
        "company_id": 1,
        "count": 7,
        "kind": "print",
        "name": "Forged",
        "sha256": "0" * 64,
    },
    "demat.delivery.rule": {"company_id": 1, "partner_id": 1},
    "demat.sending": {"sent_at": "2026-01-01 08:00:00"},
    "demat.proposal": {"state": "accepted"},
    "demat.delivery": {"state": "sent"},
}


@tagged("post_install", "-at_install", "post_install_l10n")
class TestRights(SecurityCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # A right is refused before anything else, but the record must be there.
        sudo = cls.env(su=True)
        sudo["demat.batch"]._create_from_pdf("B", "letter", cls.company, b"%PDF-1.7", 1)
        sudo["demat.import"]._create_from_file(b"code;nom\n1;Durand\n", "customers.csv")
        sudo["demat.regime.override"].create(
            {
                "row_key": sudo["demat.regime.override"]._selection_row_key()[0][0],
                "answer": sudo["demat.regime.override"]._selection_answer()[0][0],
                "date_from": "2026-09-01",
                "reason": "Circular",
            }
        )

    def test_the_table_names_every_model(self):
        models = self.env["ir.model"].search([("model", "=like", "demat.%")])
        stored = {
            model.model for model in models if not self.env[model.model]._abstract
        }
        self.assertEqual(stored, set(RIGHTS))

    def test_the_salesperson_creates_only_holds(self):
        self._check("salesperson", "create", "c")

    def test_the_salesperson_reads_positions_and_campaigns(self):
        self._check("salesperson", "read", "r")

    def test_the_salesperson_writes_only_holds(self):
        self._check("salesperson", "write", "u")

    def test_the_salesperson_deletes_only_holds(self):
        self._check("salesperson", "unlink", "d")

    def test_the_officer_creates_what_is_prepared(self):
        self._check("officer", "create", "c")

    def test_the_officer_reads_everything(self):
        self._check("officer", "read", "r")

    def test_the_officer_writes_what_is_prepared(self):
        self._check("officer", "write", "u")

    def test_the_officer_deletes_only_what_proves_nothing(self):
        self._check("officer", "unlink", "d")

    def test_the_manager_creates_settings_too(self):
        self._check("manager", "create", "c")

    def test_the_manager_reads_everything(self):
        self._check("manager", "read", "r")

    def test_the_manager_writes_settings_too(self):
        self._check("manager", "write", "u")

    def test_the_manager_deletes_drafts_and_personal_data(self):
        self._check("manager", "unlink", "d")

    def test_the_auditor_creates_nothing(self):
        self._check("auditor", "create", "c")

    def test_the_auditor_reads_everything(self):
        self._check("auditor", "read", "r")

    def test_the_auditor_writes_nothing(self):
        self._check("auditor", "write", "u")

    def test_the_auditor_deletes_nothing(self):
        self._check("auditor", "unlink", "d")

    def test_employees_accountants_portal_and_public_get_nothing(self):
        for role in ("employee", "accountant", "portal", "public"):
            for operation in ("create", "read", "write", "unlink"):
                for model in RIGHTS:
                    letters = OUTSIDERS.get(role, {}).get(model, "")
                    may = operation == "read" and "r" in letters
                    with self.subTest(role=role, model=model, operation=operation):
                        self._check_one(role, model, operation, may)

    def _check(self, role, operation, letter):
        for model, rights in RIGHTS.items():
            may = letter in rights[GROUPS.index(role)]
            with self.subTest(model=model):
                self._check_one(role, model, operation, may)

    def _check_one(self, role, model, operation, may):
        """Check what the ORM says, and that a call over RPC is refused indeed."""
        env = self.env(user=self.users[role], su=False)
        self.assertEqual(env[model].has_access(operation), may)
        if not may:
            ids = [self.env[model].sudo().search([], limit=1).id or 1]
            arguments = {
                "create": [[{}]],
                "read": [ids, ["id"]],
                "write": [ids, {}],
                "unlink": [ids],
            }
            with mute_logger("odoo.models"), self.assertRaises(AccessError):
                self._call(role, model, operation, *arguments[operation])


@tagged("post_install", "-at_install", "post_install_l10n")
class TestSealed(SecurityCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(su=True)
        batch = cls.env["demat.batch"]._create_from_pdf(
            "Batch", "letter", cls.company, b"%PDF-1.7", 1
        )
        rule = cls.env["demat.delivery.rule"].create({"consent_id": cls.consent.id})
        proposal = cls.env["demat.proposal"].create(
            {"request_id": cls.request.id, "field": "siren", "new_value": "732829320"}
        )
        cls.records = {
            "demat.consent": cls.consent,
            "demat.request": cls.request,
            "demat.campaign": cls.request.campaign_id,
            "demat.wave": cls.request.campaign_id.wave_ids[0],
            "demat.letter.version": cls.env["demat.letter.version"].search([], limit=1),
            "demat.batch": batch,
            "demat.delivery.rule": rule,
            "demat.sending": cls.env["demat.sending"].create(
                {
                    "request_id": cls.request.id,
                    "wave_id": cls.request.campaign_id.wave_ids[0].id,
                    "medium": "email",
                }
            ),
            "demat.proposal": proposal,
            "demat.delivery": cls.env["demat.delivery"].browse(1),
        }

    def test_nobody_writes_what_happened_by_hand(self):
        for role in ("officer", "manager"):
            for model, values in SEALED.items():
                for name, value in values.items():
                    with self.subTest(role=role, model=model, field=name):
                        self._refuse_write(role, self.records[model], {name: value})

    def test_no_context_opens_the_gate(self):
        for forged in (True, 1, "object()", {}, {"su": True}):
            with self.subTest(forged=forged), self.assertRaises(AccessError):
                self._call(
                    "manager",
                    "demat.request",
                    "write",
                    self.request.ids,
                    {"answer": "accept"},
                    context={"demat_gate": forged, "demat_evidence_gate": forged},
                )

    def test_no_default_of_the_context_makes_a_position(self):
        partner = self._create_customer(name="Nouveau")
        forged = {
            "default_state": "accepted",
            "default_basis": "explicit_page",
            "default_since": "2026-01-01",
            "default_effective_on": "2026-01-01",
        }
        values = [{"partner_id": partner.id, "company_id": self.company.id}]
        [consent_id] = self._call(
            "officer", "demat.consent", "create", values, context=forged
        )
        self.assertPosition(self.env["demat.consent"].browse(consent_id), "not_asked")

    def test_no_default_of_a_user_makes_a_position(self):
        """Odoo lets everybody keep defaults of his own for any field."""
        partner = self._create_customer(name="Nouveau")
        officer = self.user_officer
        for name, value in (("state", "accepted"), ("basis", "explicit_page")):
            self.env["ir.default"].with_user(officer).set(
                "demat.consent", name, value, user_id=True
            )
        values = [{"partner_id": partner.id, "company_id": self.company.id}]
        [consent_id] = self._call("officer", "demat.consent", "create", values)
        consent = self.env["demat.consent"].browse(consent_id)
        self.assertPosition(consent, "not_asked")
        other = self._create_customer(name="Autre")
        found = consent.with_user(officer)._find_or_create(other, self.company)
        self.assertPosition(found, "not_asked")

    def test_no_default_of_the_context_makes_an_answer(self):
        partner = self._create_customer(name="Nouveau")
        campaign = self._create_campaign(partner)
        forged = {"default_answer": "accept", "default_evaluated_on": "2026-01-01"}
        forged["default_short_code"] = "AAAAAAAAAA"
        self._call(
            "officer", "demat.campaign", "action_prepare", campaign.ids, context=forged
        )
        self.assertRecordValues(
            campaign.request_ids, [{"answer": False, "evaluated_on": False}]
        )
        self.assertNotEqual(campaign.request_ids.short_code, "AAAAAAAAAA")

    def test_no_default_of_the_context_proves_a_sending(self):
        campaign = self._launch(self._create_customer(name="Nouveau"))
        forged = {"default_sent_at": "2026-01-01 08:00:00"}
        self._call(
            "manager",
            "demat.wave",
            "action_run",
            campaign.wave_ids[0].ids,
            context=forged,
        )
        self.assertEqual(campaign.request_ids.sending_ids.mapped("sent_at"), [False])

    def test_lines_of_a_form_open_no_side_door(self):
        forged = {
            "request_ids": [(1, self.request.id, {"answer": "accept"})],
            "delivery_ids": [(0, 0, {"state": "sent"})],
            "rule_ids": [(0, 0, {"company_id": 1})],
        }
        for name, commands in forged.items():
            with self.subTest(field=name):
                self._refuse_write("manager", self.consent, {name: commands})
        with self.subTest(field="sending_ids"):
            self._refuse_write(
                "manager", self.request, {"sending_ids": [(0, 0, {"medium": "email"})]}
            )

    def test_an_answered_request_cannot_be_deleted(self):
        self.own_request._record_answer("refuse", answerer={"name": "Zoé"})
        with self.assertRaises(AccessError):
            self._call("manager", "demat.request", "unlink", self.own_request.ids)

    def test_a_copy_is_not_a_way_in(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(AccessError):
            self._call("manager", "demat.request", "copy", self.request.ids)

    def _refuse_write(self, role, record, values):
        with self.assertRaises(AccessError), self.cr.savepoint():
            self._call(role, record._name, "write", record.ids, values)
