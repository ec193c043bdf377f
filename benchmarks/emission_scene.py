"""Invoices for processes to meet over, and what must be there afterwards."""

from contextlib import contextmanager

from odoo import Command

# isort: split
from demo.session import Session
from emission_data import post, prepare
from kill_worker import say

OFFICER = "adv"
GROUPS = ("l10n_fr_demat_campaign.demat_group_user", "account.group_account_invoice")
FILES = ("invoice_pdf_report_file", "ubl_cii_xml_file")
COPY = "demat.delivery.copy"
COMPANY = 1


class Scene:
    """A company, a customer who accepted, and an officer who follows invoices."""

    def __init__(self, options):
        self.count = options.invoices
        self.session = Session(options.configuration, options.database, 0)
        self.flaws = []

    def prepare(self):
        """Create them."""
        with self.session.env() as env:
            self.partner_id = prepare(env)[-1].id
            env["res.users"].with_context(no_reset_password=True).create(
                {
                    "name": "Claire Fontaine",
                    "login": OFFICER,
                    "group_ids": [Command.link(env.ref(name).id) for name in GROUPS],
                }
            )
            env["demat.evidence.key"]._get_mac_key()

    def post(self, *, is_waiting=False):
        """Post invoices of a customer for whom nothing is to read."""
        self.write("res.company", COMPANY, l10n_fr_demat_is_parity_read=False)
        with self.session.env() as env:
            partner = env["res.partner"].browse(self.partner_id)
            moves = post(env, partner, self.count, 1)
            if is_waiting:
                user = env.ref("base.user_admin")
                moves.sending_data = {
                    "author_user_id": user.id,
                    "author_partner_id": user.partner_id.id,
                }
            return moves.ids

    def accept(self):
        """Let a customer accept; return the position, and two invoices that differ."""
        self.write("res.company", COMPANY, l10n_fr_demat_is_parity_read=True)
        with self.session.env() as env:
            partner = prepare(env)[-1]
            consent = partner.l10n_fr_demat_consent_ids
            consent.rule_ids.attachments = "none"
            moves = post(env, partner, 2, 1)
            note = {"name": "BL 17.pdf", "raw": b"%PDF"}
            moves.l10n_fr_demat_enclosure_ids = [Command.create(note)]
            return consent.ids, moves.ids

    @contextmanager
    def another_destination(self):
        """Let the customer have a second destination meanwhile."""
        with self.session.env() as env:
            partner = env["res.partner"].browse(self.partner_id)
            rule = partner.l10n_fr_demat_consent_ids.rule_ids.copy(
                {"address": "b@customer.example"}
            )
        yield
        self.write(rule._name, rule.id, active=False)

    def fill_in_copy(self, ids):
        """Fill in, as an officer, the form that sends again what left; return it."""
        with self.session.env(OFFICER) as env:
            deliveries = env["account.move"].browse(ids).l10n_fr_demat_delivery_ids
            deliveries.filtered(lambda d: d.state == "queued").action_mark_sent()
            values = {"delivery_ids": deliveries.ids, "reason": "duplicate"}
            return env[COPY].create(values).ids

    def write(self, model, number, **values):
        """Write on a record."""
        with self.session.env() as env:
            env[model].browse(number).write(values)

    def reports_of(self, consents):
        """Return the comparisons of positions."""
        with self.session.env() as env:
            return env["demat.consent"].browse(consents).parity_ids.ids

    def expect(self, what, found, expected):
        """Note what is not as it must be."""
        if found != expected:
            self.flaws.append(what)
            say(f"  ✗ {what}: {found} instead of {expected}")

    def expect_nothing(self, ids):
        """Invoices still wait as if nothing had been tried."""
        with self.session.env() as env:
            moves = env["account.move"].browse(ids)
            self.expect("waiting", len(moves.filtered("sending_data")), len(ids))
            self.expect("files", self._files(env, ids, *FILES), [])
            self.expect("deliveries", moves.l10n_fr_demat_delivery_ids.ids, [])

    def expect_sent(self, ids, deliveries=1):
        """Each invoice has its files and its deliveries once."""
        with self.session.env() as env:
            moves = env["account.move"].browse(ids)
            self.expect("waiting", moves.filtered("sending_data").ids, [])
            for field in FILES:
                self.expect(field, self._files(env, ids, field), ids)
            found = moves.l10n_fr_demat_delivery_ids
            expected = sorted(ids * deliveries)
            self.expect("deliveries", sorted(d.move_id.id for d in found), expected)
            files = [
                f for move in moves for f in move._get_l10n_fr_demat_issued_files()
            ]
            altered = [f.name for f in files if f._is_l10n_fr_demat_altered()]
            self.expect("files that were not issued", altered, [])
            self.expect(
                "issued", len(moves.filtered("l10n_fr_demat_issued_hash")), len(ids)
            )
        self.expect_findings(ids, 0)

    def expect_draft(self, number):
        """An invoice is a draft of which nothing leaves."""
        with self.session.env() as env:
            move = env["account.move"].browse(number)
            self.expect("state", move.state, "draft")
            self.expect("file", move.invoice_pdf_report_id.ids, [])
            states = set(move.l10n_fr_demat_delivery_ids.mapped("state"))
            self.expect("deliveries of a draft", states - {"cancelled"}, set())

    def expect_findings(self, ids, count):
        """Invoices have so many findings."""
        with self.session.env() as env:
            found = env["demat.finding"].search_count([("move_id", "in", ids)])
            self.expect("findings", found, count)

    def expect_reports(self, consents, count, state, delivery=None):
        """Positions have so many comparisons in a state, and their deliveries too."""
        with self.session.env() as env:
            found = env["demat.consent"].browse(consents)
            self.expect("comparisons", len(found.parity_ids), count)
            self.expect("state", set(found.mapped("parity_state")), {state})
            states = set(found.delivery_ids.mapped("state"))
            self.expect("deliveries", states, {delivery} if delivery else set())

    def expect_read(self, consents, ids):
        """What differs was read once, and nothing waits for it any more."""
        self.expect_reports(consents, 1, "read", "queued")
        self.expect_findings(ids, 0)
        with self.session.env() as env:
            domain = [("consent_id", "in", consents), ("kind", "=", "parity_read")]
            self.expect("evidence", env["demat.evidence"].search_count(domain), 1)

    def _files(self, env, ids, *fields):
        """Return the invoice of each file of some fields."""
        files = env["ir.attachment"].search(
            [
                ("res_model", "=", "account.move"),
                ("res_id", "in", ids),
                ("res_field", "in", fields),
            ]
        )
        return sorted(files.mapped("res_id"))
