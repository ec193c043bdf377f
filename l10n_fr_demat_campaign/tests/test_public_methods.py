import base64
import inspect
import re
from contextlib import contextmanager
from unittest.mock import patch

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.service.model import get_public_method
from odoo.sql_db import Cursor
from odoo.tests import tagged
from odoo.tools import mute_logger

from .security_common import SecurityCommon

OURS = "odoo.addons.l10n_fr_demat_campaign."
# Rights to these are in the table of test_security.
ORM = {"copy", "create", "unlink", "write"}
# Who is no officer, and may nevertheless change something by these methods.
MAY_WRITE = {
    # A salesperson ends the hold of their own customer.
    ("demat.request", "action_release_hold"): {"salesperson"},
    # They call them, too.
    ("demat.request.call", "action_unreachable"): {"salesperson"},
    # Opening the heads-up is what « seen » means.
    ("demat.heads.up", "web_read"): {"salesperson"},
    # Who verifies a chain keeps what was found.
    ("demat.consent", "action_verify_evidence"): {"auditor"},
    ("demat.evidence.chain", "action_verify"): {"auditor"},
    ("demat.evidence.seal", "action_verify"): {"auditor"},
}
# What a method cannot be called without.
ARGUMENTS = {"default_get": ([],), "web_read": ({},)}
READERS = ("salesperson", "auditor", "employee", "portal", "public")
CHANGE = re.compile(r"\s*(INSERT|UPDATE|DELETE)\b", re.IGNORECASE)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestPublicMethods(SecurityCommon):
    """Every method that a client can call, called by who may change nothing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(su=True)
        request = cls.own_request
        request._record_question("Why?", answerer={"name": "Zoé"})
        request._record_reply("<reply@customer.example>", answer="accept")
        request._write_sealed({"hold_until": "2099-01-01", "hold_reason": "In talks"})
        cls.records = {
            "res.company": cls.company,
            "res.partner": cls.own,
            "account.move": cls.init_invoice(
                "out_invoice", cls.own, "2026-11-02", post=True, amounts=[100.0]
            ),
            "demat.audience.line": cls._prepare_audience(request.campaign_id),
            "demat.heads.up": cls.env["demat.heads.up"].create(
                {
                    "wave_id": request.campaign_id.wave_ids[0].id,
                    "user_id": cls.user_salesperson.id,
                }
            ),
            "demat.batch": cls.env["demat.batch"]._create_from_pdf(
                "Batch", "letter", cls.company, b"%PDF-1.7", 1
            ),
            "demat.import": cls.env["demat.import"]._create_from_file(
                b"code;nom\n1;Durand\n", "customers.csv"
            ),
            "demat.proposal": cls.env["demat.proposal"].create(
                {"request_id": request.id, "field": "reference", "new_value": "BC 12"}
            ),
            "demat.sending": cls.env["demat.sending"].create(
                {
                    "request_id": request.id,
                    "wave_id": request.campaign_id.wave_ids[0].id,
                    "medium": "email",
                }
            ),
            "demat.evidence.seal": cls.env["demat.evidence.seal"]._seal(cls.company),
            "demat.request": request,
            "demat.consent": request.consent_id,
            "demat.campaign": request.campaign_id,
            "demat.wave": request.campaign_id.wave_ids[0],
        }
        cls.records["demat.delivery"] = cls._create_delivery()
        cls.env.flush_all()

    @classmethod
    def _create_delivery(cls):
        return cls.env["demat.delivery"].create(
            {
                "move_id": cls.records["account.move"].id,
                "company_id": cls.company.id,
                "partner_id": cls.own.id,
                "consent_id": cls.own_request.consent_id.id,
                "channel": "deposit",
                "format": "pdf",
                "recipient_key": "deposit",
                "document_checksum": "0",
                "file_name": "invoice.pdf",
                "content": b"%PDF-",
            }
        )

    @classmethod
    def _prepare_audience(cls, campaign):
        campaign._rebuild_audience()
        return campaign.audience_line_ids[:1]

    def _get_methods(self):
        """Return (model, method) of all that this add-on lets clients call."""
        found = set()
        for model in self.registry.models.values():
            for layer in model.mro():
                if not layer.__module__.startswith(OURS):
                    continue
                for name, value in vars(layer).items():
                    is_method = callable(value) and not inspect.isclass(value)
                    if is_method and not name.startswith("_") and name not in ORM:
                        found.add((model._name, name))
        return sorted(pair for pair in found if self._is_public(*pair))

    def _is_public(self, model, method):
        try:
            get_public_method(self.env[model], method)
        except AccessError:
            return False
        return not self.env[model]._abstract

    def _get_ids(self, model):
        """Return a record to call a method on: what has none yet is made."""
        if model not in self.records:
            records = self.env[model].with_context(active_test=False)
            found = records.search([], limit=1) if records._auto else records
            is_ours = model.startswith("demat.") and records._auto
            self.records[model] = found or (is_ours and self._make(model)) or records
        return self.records[model].ids

    def _make(self, model):
        """Make a record with whatever its required fields take."""
        values = {}
        for name, field in self.env[model]._fields.items():
            is_given = field.default and field.type != "many2one"
            if field.required and field.store and not (field.related or is_given):
                values[name] = self._invent(field)
        with self.cr.savepoint():
            return self.env[model].create(values)

    def _invent(self, field):
        if field.relational:
            ids = self._get_ids(field.comodel_name)
            return ids[0] if field.type == "many2one" else [Command.set(ids)]
        if field.type == "selection":
            return field.get_values(self.env)[0]
        return {
            "binary": base64.b64encode(b"code;nom"),
            "date": "2026-11-02",
            "datetime": "2026-11-02 08:00:00",
        }.get(field.type, "1")

    @contextmanager
    def _watch(self):
        """Collect the statements that change something in the database."""
        changes, execute = [], Cursor.execute

        def watched(cursor, query, *args, **kwargs):
            text = getattr(query, "code", None) or str(query)
            if CHANGE.match(text):
                changes.append(text[:100])
            return execute(cursor, query, *args, **kwargs)

        with patch.object(Cursor, "execute", watched):
            yield changes

    def test_there_is_a_way_to_list_them(self):
        methods = self._get_methods()
        self.assertGreater(len(methods), 80)
        for known in (
            ("demat.campaign", "action_launch"),
            ("demat.wave", "action_run"),
            ("demat.sending", "action_send_again"),
            ("mailing.mailing", "action_retry_failed"),
        ):
            self.assertIn(known, methods)

    def test_who_may_change_nothing_changes_nothing(self):
        for model, method in self._get_methods():
            for role in READERS:
                if role in MAY_WRITE.get((model, method), ()):
                    continue
                with self.subTest(model=model, method=method, role=role):
                    self._check_only_reads(role, model, method)

    def _check_only_reads(self, role, model, method):
        ids, arguments = self._get_ids(model), ARGUMENTS.get(method, ())
        function = getattr(self.env[model], method)
        if not hasattr(function, "_api_model"):
            arguments = (ids, *arguments)
        with (
            self.cr.savepoint() as savepoint,
            self._watch() as changes,
            mute_logger("odoo.models", "odoo.addons.base.models.ir_rule"),
        ):
            try:
                self._call(role, model, method, *arguments)
                self.env.flush_all()
            except (AccessError, UserError):
                # What was written before a refusal is rolled back with it.
                changes.clear()
            savepoint.rollback()
        self.env.invalidate_all()
        self.assertFalse(changes)
