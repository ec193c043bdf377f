from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..rules import consent as rules
from .demat_rows import get_values, group_alike, leave_room

# What an event starts from.
_POSITION = ("state", "basis", "effective_on", "asked_on")


class DematConsent(models.Model):
    """The position of one customer towards one company.

    A customer is a commercial entity: its contacts share the position of the
    company they belong to. Only :meth:`_apply` changes the state.
    """

    _name = "demat.consent"
    _description = "Position on electronic invoices"
    _inherit = ["demat.sealed", "demat.blocked", "mail.thread", "mail.activity.mixin"]
    _rec_name = "partner_id"
    _order = "partner_id, id"
    _check_company_auto = True
    _demat_sealed = frozenset(
        {
            "active",
            "asked_on",
            "basis",
            "blocker_facts",
            "blocker_gate",
            "blocker_text",
            "effective_on",
            "retention_checked_on",
            "retention_erased_on",
            "retention_term",
            "retention_until",
            "since",
            "state",
        }
    )
    _demat_fixed = frozenset({"company_id", "partner_id"})

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
        help="The legal entity that takes position, with all its contacts.",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.company,
        ondelete="restrict",
    )
    active = fields.Boolean(default=True)
    state = fields.Selection(
        selection="_selection_state",
        string="Status",
        required=True,
        readonly=True,
        copy=False,
        default=rules.State.NOT_ASKED.value,
        tracking=True,
        help="Where the customer stands. It changes by an answer, by a proven silence "
        "or by a change of mind, never by hand.",
    )
    basis = fields.Selection(
        selection="_selection_basis",
        readonly=True,
        copy=False,
        tracking=True,
        help="What the agreement rests on, from silence to a signed contract.",
    )
    since = fields.Date(
        readonly=True, copy=False, help="Day on which the current position was taken."
    )
    effective_on = fields.Date(
        string="Electronic from",
        readonly=True,
        copy=False,
        tracking=True,
        help="First day on which an electronic invoice may leave.",
    )
    asked_on = fields.Date(readonly=True, copy=False)
    blocker_gate = fields.Selection(
        selection=lambda self: self.env["demat.request"]._selection_gate(),
        string="Condition not met",
        readonly=True,
        copy=False,
        help="The first condition of tacit acceptance that is not met.",
    )
    is_imported_governed = fields.Boolean(
        string="Send as chosen, even if never asked",
        copy=False,
        help="Lets the delivery rules of this customer steer the sending although no "
        "campaign has asked yet.",
    )
    is_governed = fields.Boolean(
        string="Steers the sending",
        compute="_compute_is_governed",
        store=True,
        help="Invoices leave as this position says. Other customers keep Odoo's own "
        "sending method.",
    )
    request_ids = fields.One2many("demat.request", "consent_id", string="Requests")
    request_count = fields.Integer(compute="_compute_request_count")
    user_id = fields.Many2one(
        related="partner_id.user_id", string="Salesperson", store=True, index=True
    )

    _partner_company_uniq = models.UniqueIndex(
        "(company_id, partner_id) WHERE active",
        "This customer already has a position towards this company.",
    )

    def init(self):
        """Keep room in the pages, and no index on what every event changes.

        A change then stays on its page and touches no index at all.
        """
        leave_room(self)

    def _creation_message(self):
        # OVERRIDE: a name in words of its own agrees in every language
        return self.env._("The position of this customer is followed from now on")

    @api.model
    def _selection_state(self):
        env = self.env
        return [
            (rules.State.NOT_ASKED.value, env._("Not asked")),
            (rules.State.ASKED.value, env._("Asked")),
            (rules.State.ACCEPTED.value, env._("Accepted")),
            (rules.State.REFUSED.value, env._("Refused")),
            (rules.State.WITHDRAWN.value, env._("Withdrawn")),
        ]

    @api.model
    def _selection_basis(self):
        env = self.env
        return [
            (rules.Basis.EXPLICIT_PAGE.value, env._("Answer page")),
            (rules.Basis.EXPLICIT_PORTAL.value, env._("Customer portal")),
            (rules.Basis.EXPLICIT_PHONE.value, env._("Phone")),
            (rules.Basis.EXPLICIT_COUPON.value, env._("Reply coupon")),
            (rules.Basis.EXPLICIT_REPLY.value, env._("Reply by e-mail")),
            (rules.Basis.INTERCHANGE_CONTRACT.value, env._("Interchange contract")),
            (rules.Basis.TACIT_DELAY.value, env._("Silence after the deadline")),
            (rules.Basis.TACIT_PROCESSED.value, env._("Electronic invoice processed")),
            (rules.Basis.CGV.value, env._("General conditions only")),
        ]

    @api.depends("state", "is_imported_governed", "company_id.l10n_fr_demat_govern_all")
    def _compute_is_governed(self):
        governed = self.filtered(
            lambda consent: (
                consent.state != rules.State.NOT_ASKED.value
                or consent.is_imported_governed
                or consent.company_id.l10n_fr_demat_govern_all
            )
        )
        governed.is_governed = True
        (self - governed).is_governed = False

    @api.depends("request_ids")
    def _compute_request_count(self):
        counts = dict(
            self.env["demat.request"]._read_group(
                [("consent_id", "in", self.ids)], ["consent_id"], ["__count"]
            )
        )
        for consent in self:
            consent.request_count = counts.get(consent, 0)

    @api.model_create_multi
    def create(self, vals_list):
        # A position starts unasked; what follows goes through the gate.
        consents = super().create(vals_list)
        consents.filtered("is_governed")._mirror_sending_method()
        return consents

    def write(self, vals):
        result = super().write(vals)
        if "is_imported_governed" in vals:
            self.filtered("is_governed")._mirror_sending_method()
        return result

    @api.model
    def _get_seal_message(self, names):
        return self.env._(
            "A position is not edited by hand: record the customer's answer, "
            "so that its date, author and proof are kept."
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_asked(self):
        if kept := self.filtered(lambda consent: consent.state != "not_asked"):
            raise AccessError(
                self.env._(
                    "%s: a position that was asked or answered is kept as proof. "
                    "Archive it instead.",
                    kept[0].display_name,
                )
            )

    @api.model
    def _find(self, partners, company):
        """Return the active position of each commercial entity, in one query.

        :param partners: customers, contacts included
        :return: dict of commercial partner to position, without those that have none
        """
        consents = self.search(
            [
                ("partner_id", "in", partners.commercial_partner_id.ids),
                ("company_id", "=", company.id),
            ]
        )
        return {consent.partner_id: consent for consent in consents}

    @api.model
    def _find_or_create(self, partners, company):
        """Return one position per commercial entity, creating what is missing."""
        commercial = partners.commercial_partner_id
        known = self._find(commercial, company)
        missing = commercial.filtered(lambda partner: partner not in known)
        created = self.create(
            [{"partner_id": p.id, "company_id": company.id} for p in missing]
        )
        return self.browse([c.id for c in known.values()]) | created

    def _apply(
        self, event, *, payloads=None, details=None, main_rules=None, **position
    ):
        """Let one event happen to every position of the recordset.

        This is the only way a state changes. The evidence is written in the same
        transaction, so that no position exists without its proof.

        :param event: a :class:`rules.consent.Event` or its value
        :param payloads: what the evidence says, one dict per position or one for all
        :param details: personal data of the evidence, kept erasable
        :param main_rules: dict of the id of a position to the id and the channel of
            the destination that it has just got
        :param position: ``basis``, ``day``, ``effective_on``, see
            :meth:`_prepare_position_values`
        :raises rules.consent.IllegalEvent: when the event cannot happen to a position
        """
        if self.env.user._is_public():
            # Nobody reads that a « Public user » took a position.
            for consent in self:
                consent._track_set_author(consent.partner_id)
        # Who stands alike before stands alike after.
        for consents in group_alike(self, _POSITION).values():
            values = consents[0]._prepare_position_values(event, **position)
            consents._write_alike(values, consents._get_main_values(main_rules))
        self.env["demat.evidence"]._record(
            self, f"consent_{rules.Event(event).value}", payloads, details
        )
        self._mirror_sending_method()

    def _prepare_position_values(
        self, event, *, basis=None, day=None, effective_on=None
    ):
        """Return the sealed values after an event.

        :param basis: what a new agreement rests on
        :param day: the day it happens, today by default
        :param effective_on: first day of electronic invoices after an explicit yes,
            ``day`` by default
        """
        self.ensure_one()
        event = rules.Event(event)
        day = day or fields.Date.context_today(self)
        state = rules.next_state(self.state, event)
        kept = rules.next_basis(self.state, self.basis or None, event, basis)
        values = {"state": state.value, "basis": kept.value if kept else False}
        if state is not rules.State.ACCEPTED:
            values["effective_on"] = False
        elif event is rules.Event.ACCEPT:
            start = effective_on or rules.effective_on(kept, accepted_on=day)
            starts = [start_on for start_on in (self.effective_on, start) if start_on]
            values["effective_on"] = min(starts, default=False)
        elif event is rules.Event.EXPIRE:
            # Silence opens nothing before the notice: see _record_notice.
            values["effective_on"] = False
        if state is not rules.State.NOT_ASKED:
            # As it would be computed, one customer after the other.
            values["is_governed"] = True
        if state.value != self.state:
            values["since"] = day
        if event is rules.Event.ASK:
            values["asked_on"] = self.asked_on or day
        else:
            values.update(blocker_gate=False, blocker_text=False)
        return values

    def _read_requests(self):
        """Read the requests of these positions, in no order.

        Whatever depends on a position leads to them: to sort them by the names of the
        customers would take longer than to read them.
        """
        requests = self.env["demat.request"].sudo()
        domain = [("consent_id", "in", self.ids)]
        requests = requests.search_fetch(domain, ["consent_id"], order="id")
        found = dict.fromkeys(self._ids, ())
        pairs = zip(get_values(requests, "consent_id"), requests._ids, strict=True)
        for consent_id, request_id in pairs:
            found[consent_id] += (request_id,)
        self._fields["request_ids"]._insert_cache(self, found.values())

    def _record_notice(self, day, planned_on=None):
        """Open the refusal window: the customer was told that silence was accepted.

        :param day: the day the notice was proven delivered
        :param planned_on: first electronic invoice announced by the campaign
        """
        for (basis, since, company), consents in self.grouped(
            lambda consent: (consent.basis, consent.since, consent.company_id)
        ).items():
            start = rules.effective_on(
                basis,
                accepted_on=since,
                planned_on=planned_on,
                notice_on=day,
                window_days=company.l10n_fr_demat_objection_days,
            )
            consents._write_sealed({"effective_on": start})
        self.env["demat.evidence"]._record(
            self, "notice_sent", [{"effective_on": c.effective_on} for c in self]
        )

    def _may_leave_electronically(self, day):
        """Return whether an electronic invoice may leave on that day by agreement."""
        self.ensure_one()
        return (
            self.state == rules.State.ACCEPTED.value
            and bool(self.effective_on)
            and self.effective_on <= day
            and rules.is_sufficient(self.basis)
        )

    def _mirror_sending_method(self):
        """Show in Odoo's own field that the customer's choice steers the sending.

        A mirror for core's screens and for other add-ons, never read as the truth.
        """
        for (is_governed, company_id), consents in group_alike(
            self, ("is_governed", "company_id")
        ).items():
            if not is_governed:
                continue
            partners = self.env["res.partner"].sudo().with_company(company_id)
            partners.with_context(active_test=False).search(
                [
                    ("id", "in", get_values(consents, "partner_id")),
                    ("invoice_sending_method", "!=", "l10n_fr_demat"),
                ]
            ).invoice_sending_method = "l10n_fr_demat"

    def action_view_requests(self):
        """Open the requests made to these customers."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "l10n_fr_demat_campaign.demat_request_action"
        )
        return {**action, "domain": [("consent_id", "in", self.ids)], "context": {}}
