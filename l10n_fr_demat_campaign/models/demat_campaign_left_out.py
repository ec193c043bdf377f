from datetime import timedelta

from odoo import fields, models
from odoo.fields import Domain

from ..rules import intake
from ..rules.emails import email_flaw
from ..rules.postal import AddressError

# Reasons that a person may overrule: nothing of the law stands behind them.
_OVERRULED = frozenset({"other_campaign", "contact_cap", "duplicate"})
# A twin that answered, or that is asked, stands for the whole legal entity.
_STANDS = frozenset({None, "accepted", "refused"})


class DematCampaignLeftOut(models.Model):
    """Who is not asked, and why: each reason is found for all customers at once."""

    _inherit = "demat.campaign"

    def _get_left_out(self, partners, decisions, regimes, invoices):
        """Return why customers are not asked.

        :return: dict of partner id to (reason, id of the twin or None)
        """
        self.ensure_one()
        # Who was written to stays in the campaign, whatever happened since.
        written = self._find_written(partners)
        included = {key for key, chosen in decisions.items() if chosen[0] == "include"}
        found = {
            "excluded": {k for k, chosen in decisions.items() if chosen[0] == "exclude"}
        }
        found.update(
            (reason, finder(partners))
            for reason, finder in self._get_reason_finders(regimes).items()
        )
        reasons = {}
        for reason, ids in found.items():
            for partner_id in ids - written:
                if not (reason in _OVERRULED and partner_id in included):
                    reasons.setdefault(partner_id, (reason, None))
        return {
            **self._find_duplicates(partners, reasons, invoices, written | included),
            **self._find_positions_of_twins(partners, written),
            **reasons,
        }

    def _get_reason_finders(self, regimes):
        """Hook: for each reason, in this order, what finds the customers concerned."""
        return {
            "archived": lambda partners: {p.id for p in partners if not p.active},
            "accepted": lambda partners: self._find_positions(partners, ["accepted"]),
            "refused": lambda partners: self._find_positions(
                partners, ["refused", "withdrawn"]
            ),
            "held": self._find_held,
            "other_campaign": self._find_other_campaign,
            "to_review": lambda partners: {
                p.id for p in partners if self._get_family(p, regimes[p.id]) is None
            },
            "robot_only": lambda partners: self._find_unreachable(partners, True),
            "no_address": lambda partners: self._find_unreachable(partners, False),
            "contact_cap": lambda partners: self._find_over_cap(
                partners, self._get_first_day()
            ),
        }

    def _find_positions(self, partners, states):
        consents = self.env["demat.consent"].search_fetch(
            [
                ("company_id", "=", self.company_id.id),
                ("partner_id", "in", partners.ids),
                ("state", "in", states),
            ],
            ["partner_id"],
        )
        return set(consents.partner_id.ids)

    def _find_written(self, partners):
        """Return who received something of this campaign already."""
        written = Domain("campaign_id", "=", self.id)
        written &= Domain("sending_ids", "any", [])
        return self._find_in_requests(partners, written)

    def _find_held(self, partners):
        held = Domain("hold_until", ">=", fields.Date.context_today(self))
        return self._find_in_requests(partners, held)

    def _find_other_campaign(self, partners):
        """Return who is being asked in another campaign that still runs."""
        running = Domain("campaign_id.state", "in", ("running", "paused"))
        others = Domain("campaign_id", "!=", self.id)
        silent = Domain("answer", "=", False)
        return self._find_in_requests(partners, running & others & silent)

    def _find_in_requests(self, partners, domain):
        requests = self.env["demat.request"].search_fetch(
            Domain("company_id", "=", self.company_id.id)
            & Domain("partner_id", "in", partners.ids)
            & domain,
            ["partner_id"],
        )
        return set(requests.partner_id.ids)

    def _find_unreachable(self, partners, by_robot):
        """Return who no letter reaches, and whose mailbox is a robot's or is none."""
        catalogue = self.env["demat.receiving.tool"]._get_catalogue()
        addresses = partners.mapped("email_normalized")
        robots = self.env["demat.delivery.rule"].sudo()._get_robots(addresses)
        unreachable = set()
        for partner in partners:
            address = partner.email_normalized or ""
            is_good = bool(address) and not email_flaw(address)
            is_robot = is_good and (
                address in robots or self._is_robot(address, catalogue)
            )
            if is_robot is by_robot and (is_robot or not is_good):
                unreachable.add(partner)
        return {p.id for p in unreachable if not self._has_postal_address(p)}

    def _is_robot(self, address, catalogue):
        kind = intake.guess_tool(address, catalogue).kind
        return kind == intake.Kind.ROBOT

    def _has_postal_address(self, partner):
        try:
            partner._get_l10n_fr_demat_address_lines()
        except AddressError:
            return False
        return True

    def _find_duplicates(self, partners, reasons, invoices, kept):
        """Return who shares the SIREN of another customer that stands for both."""
        twins = partners.filtered("l10n_fr_demat_siren").grouped("l10n_fr_demat_siren")
        duplicates = {}
        for group in twins.values():
            standing = [p for p in group if reasons.get(p.id, (None,))[0] in _STANDS]
            if len(standing) < 2:
                continue
            first = min(
                standing,
                key=lambda p: (
                    p.id not in reasons,
                    p.id not in kept,
                    -invoices.get(p.id, (0, 0))[0],
                    p.id,
                ),
            )
            for partner in standing:
                if partner != first and partner.id not in kept:
                    duplicates[partner.id] = ("duplicate", first.id)
        return duplicates

    def _find_positions_of_twins(self, partners, kept):
        """Return whose company took position as a customer whom nobody chose.

        The strictest position stands for all who share a SIREN: a refusal comes last.
        """
        sirens = partners.filtered("l10n_fr_demat_siren").grouped("l10n_fr_demat_siren")
        consents = self.env["demat.consent"].search(
            [
                ("company_id", "=", self.company_id.id),
                ("partner_id", "not in", partners.ids),
                ("partner_id.l10n_fr_demat_siren", "in", list(sirens)),
                ("state", "in", ("accepted", "refused", "withdrawn")),
            ]
        )
        return {
            partner.id: (
                "accepted" if consent.state == "accepted" else "refused",
                consent.partner_id.id,
            )
            for consent in consents.sorted(lambda one: one.state != "accepted")
            for partner in sirens[consent.partner_id.l10n_fr_demat_siren]
            if partner.id not in kept
        }

    def _get_first_day(self):
        """Return the day of the first wave still to come, today by default."""
        days = self.wave_ids.filtered(lambda w: w.state == "planned").mapped(
            "planned_on"
        )
        return min(filter(None, days), default=fields.Date.context_today(self))

    def _get_invoice_figures(self, partners):
        """Return (number, amount without VAT) of twelve months, by partner id."""
        groups = (
            self.env["account.move"]
            .sudo()
            ._read_group(
                [
                    ("company_id", "=", self.company_id.id),
                    ("commercial_partner_id", "in", partners.ids),
                    ("move_type", "in", ("out_invoice", "out_refund")),
                    ("state", "=", "posted"),
                    (
                        "invoice_date",
                        ">",
                        fields.Date.context_today(self) - timedelta(days=365),
                    ),
                ],
                ["commercial_partner_id"],
                ["__count", "amount_untaxed_signed:sum"],
            )
        )
        return {partner.id: (count, amount) for partner, count, amount in groups}
