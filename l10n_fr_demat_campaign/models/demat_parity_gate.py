from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules.delivery import State
from ..rules.invoice import Flaw
from .demat_collision import claim

LEFT = (State.SENT.value, State.ACKNOWLEDGED.value)


class ResCompany(models.Model):
    _inherit = "res.company"

    l10n_fr_demat_is_parity_read = fields.Boolean(
        string="Differences from paper are read first",
        default=True,
        help="Before the first electronic invoice of a customer, somebody reads what "
        "it does not share with the paper invoice.",
    )


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    l10n_fr_demat_is_parity_read = fields.Boolean(
        related="company_id.l10n_fr_demat_is_parity_read", readonly=False
    )


class DematConsent(models.Model):
    """What a customer would lose, known before he switches."""

    _inherit = "demat.consent"

    parity_ids = fields.One2many("demat.parity", "consent_id", readonly=True)
    parity_state = fields.Selection(
        selection=lambda self: self.env["demat.parity"]._selection_state(),
        string="Differences from paper",
        compute="_compute_parity_state",
        store=True,
    )
    is_switched = fields.Boolean(
        string="Receives electronic invoices",
        compute="_compute_is_switched",
        compute_sudo=True,
        help="An electronic invoice left to this customer already.",
    )

    @api.depends("parity_ids.state")
    def _compute_parity_state(self):
        for consent in self:
            consent.parity_state = consent.parity_ids.sorted("id")[-1:].state

    def _get_parity_of(self, values):
        """Return the last report when it says the same, else none."""
        self.ensure_one()
        last = self.parity_ids.sorted("id")[-1:]
        names = ("format", "checksum")
        return last.filtered(lambda report: all(report[n] == values[n] for n in names))

    def action_compare(self):
        """Compare the last invoice of each customer, on paper and electronic."""
        self._check_group("user")
        moves = self.env["account.move"].union(
            *(consent._find_last_invoice() for consent in self)
        )
        if not moves:
            raise UserError(self.env._("None of these customers has an invoice yet."))
        reports = self.env["demat.parity"]._compare(moves)
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "l10n_fr_demat_campaign.demat_parity_action"
            ),
            "domain": [("id", "in", reports.ids)],
            "context": {},
        }

    def _find_last_invoice(self):
        self.ensure_one()
        domain = [
            ("commercial_partner_id", "=", self.partner_id.id),
            ("company_id", "=", self.company_id.id),
            ("move_type", "=", "out_invoice"),
            ("state", "=", "posted"),
        ]
        order = "invoice_date desc, id desc"
        return self.env["account.move"].sudo().search(domain, order=order, limit=1)

    @api.depends("delivery_ids.state", "delivery_ids.channel")
    def _compute_is_switched(self):
        # Asked for each invoice of a batch, answered once for all of them.
        groups = self.env["demat.delivery"]._read_group(
            [
                ("consent_id", "in", self.ids),
                ("state", "in", LEFT),
                ("channel", "!=", "paper"),
            ],
            ["consent_id"],
        )
        switched = {consent.id for (consent,) in groups}
        for consent in self:
            consent.is_switched = consent.id in switched


class AccountMove(models.Model):
    """The first electronic invoice waits until somebody read what differs."""

    _inherit = "account.move"

    def _queue_l10n_fr_demat(self):
        # EXTENDS: what differs is known before the first one leaves
        firsts = self._compare_l10n_fr_demat_firsts()
        deliveries = super()._queue_l10n_fr_demat()
        unread = firsts.filtered(lambda move: move._is_l10n_fr_demat_to_read())
        # Who reads meanwhile does not see what is queued here.
        claim(unread._get_l10n_fr_demat_consents())
        unread._check_l10n_fr_demat_readiness()
        return deliveries

    def _check_l10n_fr_demat_readiness(self):
        # EXTENDS: who switched is asked once for all of them
        unread = self.filtered(lambda move: move._is_l10n_fr_demat_to_read())
        unread._get_l10n_fr_demat_consents().mapped("is_switched")
        return super()._check_l10n_fr_demat_readiness()

    def _get_l10n_fr_demat_consents(self):
        """Return the positions of the customers of these invoices."""
        consents = self.env["demat.consent"].sudo()
        return consents.union(*(move._get_l10n_fr_demat_consent() for move in self))

    def _compare_l10n_fr_demat_firsts(self):
        """Compare the first electronic invoice of each customer never compared.

        :return: the invoices of customers who did not switch yet
        """
        leaving = self.filtered(
            lambda move: (
                move.company_id.l10n_fr_demat_is_parity_read
                and move._get_l10n_fr_demat_rules()
            )
        )
        by_consent = leaving.grouped(lambda move: move._get_l10n_fr_demat_consent())
        consents = self.env["demat.consent"].sudo().union(*by_consent)
        pending = consents.filtered(lambda consent: consent.parity_state != "read")
        unswitched = pending.filtered(lambda consent: not consent.is_switched)
        new = [c for c in unswitched if not c.parity_state]
        self.env["demat.parity"]._compare([by_consent[c][:1] for c in new])
        return self.browse().union(*(by_consent[one] for one in unswitched))

    def _is_l10n_fr_demat_to_read(self):
        """Return whether nobody has read what differs for this customer."""
        self.ensure_one()
        return self._get_l10n_fr_demat_consent().parity_state == "to_read"

    def _is_l10n_fr_demat_unread(self):
        """Return whether somebody must read first what differs from paper."""
        self.ensure_one()
        consent = self._get_l10n_fr_demat_consent()
        return (
            self._is_l10n_fr_demat_to_read()
            and self.company_id.l10n_fr_demat_is_parity_read
            and bool(self._get_l10n_fr_demat_rules())
            and not consent.is_switched
        )

    def _get_l10n_fr_demat_blocking_reasons(self, channel, rule):
        # EXTENDS
        reasons = super()._get_l10n_fr_demat_blocking_reasons(channel, rule)
        if channel._demat_electronic and self._is_l10n_fr_demat_unread():
            reasons.append(
                self.env._(
                    "Nobody has read yet what differs from the paper invoice of this "
                    "customer."
                )
            )
        return reasons

    def _find_l10n_fr_demat_flaws(self):
        # EXTENDS
        found = super()._find_l10n_fr_demat_flaws()
        if self._is_l10n_fr_demat_unread():
            count = self._get_l10n_fr_demat_consent().parity_ids[:1].difference_count
            finding = self._prepare_l10n_fr_demat_finding(Flaw.PARITY, str(count))
            found = (*found, finding)
        return found


class DematFinding(models.Model):
    _inherit = "demat.finding"

    def _get_place(self):
        # EXTENDS: what is to read is not on the customer
        self.ensure_one()
        if self.flaw != Flaw.PARITY.value:
            return super()._get_place()
        consent = self.move_id.sudo()._get_l10n_fr_demat_consent()
        return self.env["demat.parity"].browse(consent.parity_ids[:1].id)
