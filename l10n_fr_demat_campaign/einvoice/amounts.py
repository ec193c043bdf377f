"""The amounts of an invoice, read from Odoo's tax engine, never recomputed."""

from collections import defaultdict
from dataclasses import dataclass, field

from odoo.tools import html2plaintext

from ..rules.invoice import Flaw
from ..rules.territory import Territory
from ..rules.vat_gap import gap_of, is_gap_taken
from . import codes

# Departments of France that are not in its VAT, or not in that of the mainland.
OVERSEAS = (Territory.OVERSEAS_DEPARTMENT.value, Territory.GUYANE_MAYOTTE.value)


@dataclass(frozen=True, kw_only=True)
class Vat:
    """What the VAT of a line is: one row of the breakdown (BG-23) per such value."""

    category: str
    rate: float

    @property
    def said_rate(self):
        """The rate to write: what is out of scope has none (BR-O-05)."""
        return None if self.category == codes.OUTSIDE else self.rate


@dataclass(kw_only=True)
class Amount:
    """One base line of the tax engine with its VAT and its fixed taxes."""

    base_line: dict
    vat: Vat | None
    misfit: Flaw | None  # why several taxes, or one that is withheld, are no VAT
    reason: codes.Reason | None
    net: float
    tax: float
    company_tax: float
    fixed: list = field(default_factory=list)  # (tax, amount) that VAT is due on
    apart: list = field(default_factory=list)  # (tax, amount) that VAT is not due on

    @property
    def record(self):
        """The journal item this amount comes from."""
        return self.base_line["record"]

    @property
    def sold(self):
        """What is sold, without the fixed taxes that VAT is due on."""
        return self.net - sum(value for _tax, value in self.fixed)

    @property
    def special(self):
        """What the engine added by itself: early payment or cash rounding."""
        return self.base_line["special_type"]

    @property
    def is_of_the_whole(self):
        """Whether this line of Odoo is said of the whole invoice.

        So is a share of a discount of the whole, and of a deposit what bears no VAT.
        """
        key = self.base_line.get("computation_key") or ""
        if key.startswith("down_payment"):
            return not self.base_line["tax_ids"]
        is_plain = self.vat and not self.fixed and not self.apart
        return key.startswith("global_discount") and is_plain and self.net < 0


def read_amounts(move):
    """Return one Amount per base line of a posted move."""
    base_lines, _tax_lines = move._get_rounded_base_and_tax_lines()
    amounts = [_read_amount(move, base_line) for base_line in base_lines]
    # EN 16931 wants a VAT on each line (BR-CO-04). What is given away bears that of
    # what stands before it, else of the first.
    beside = next((amount for amount in amounts if amount.vat), None)
    for amount in amounts:
        if amount.vat:
            beside = amount
        elif beside and _is_nothing(amount):
            amount.vat, amount.reason = beside.vat, beside.reason
    return amounts


def _is_nothing(amount):
    """Return whether this is given away without any tax, as Odoo's promotions do."""
    return not (amount.base_line["tax_ids"] or amount.base_line["price_unit"])


def _read_amount(move, base_line):
    details = base_line["tax_details"]
    taxes = details["taxes_data"]
    vat_taxes = [data for data in taxes if data["tax"].amount_type != "fixed"]
    fixed, apart = _fixed_taxes(taxes, True), _fixed_taxes(taxes, False)
    misfit = _misfit_of({data["tax"] for data in vat_taxes})
    main = vat_taxes[0]["tax"] if vat_taxes and not misfit else None
    category = _category_of(move, main, base_line) if main else None
    net = details["total_excluded_currency"] + details["delta_total_excluded_currency"]
    return Amount(
        base_line=base_line,
        vat=_vat_of(category, main) if main else None,
        misfit=misfit,
        reason=_reason_of(move, category, main, base_line) if main else None,
        net=net + sum(amount for _tax, amount in fixed),
        tax=sum(data["tax_amount_currency"] for data in vat_taxes),
        company_tax=sum(data["tax_amount"] for data in vat_taxes),
        fixed=fixed,
        apart=apart,
    )


def _fixed_taxes(taxes, in_base):
    """Return the taxes of a fixed amount, as an eco-participation, and how much."""
    return [
        (data["tax"], data["tax_amount_currency"])
        for data in taxes
        if data["tax"].amount_type == "fixed"
        and data["tax"].include_base_amount == in_base
    ]


def _misfit_of(taxes):
    """Return what keeps the taxes of a line, fixed ones apart, from being one VAT.

    The two halves of a reverse charge are one tax.
    """
    if any(tax.amount < 0 for tax in taxes):
        return Flaw.WITHHELD
    if len(taxes) < 2:
        return None
    is_vat = codes.RATES.issuperset(tax.amount for tax in taxes)
    return Flaw.SEVERAL_VAT if is_vat else Flaw.LEVY


def is_charged(tax):
    """Return whether a tax cannot be one that needs a reason for not charging it."""
    own = tax.ubl_cii_tax_category_code
    is_rate = bool(tax.amount) and not tax.has_negative_factor
    return own == codes.STANDARD or (own not in codes.CATEGORIES and is_rate)


def _vat_of(category, tax):
    return Vat(
        category=category, rate=tax.amount if category == codes.STANDARD else 0.0
    )


def _category_of(move, tax, base_line):
    own = tax.ubl_cii_tax_category_code
    if own in codes.CATEGORIES:
        return own
    if tax.amount and not tax.has_negative_factor:
        return codes.STANDARD
    if not tax.amount and not move._get_l10n_fr_demat_seller().vat:
        return codes.EXEMPT  # CGI 293 B: wherever the customer is
    service = is_service(base_line)
    return codes.category_of(
        rate=tax.amount,
        reverse=tax.has_negative_factor,
        country=_country_of(move, service),
        service=service,
        overseas=_territory_of(move, service) in OVERSEAS,
    )


def _country_of(move, service):
    """Return the country of the customer, or that to which he has goods sent abroad."""
    country = move.commercial_partner_id.country_code or "FR"
    if service or country not in codes.DOMESTIC:
        return country
    return move.partner_shipping_id.country_code or country


def _territory_of(move, service):
    """Return where a sale takes place: with the customer, or where the goods go."""
    customer = move.commercial_partner_id
    if move._is_l10n_fr_demat_self_billed():
        customer = move.company_id.partner_id
    place = customer if service else move.partner_shipping_id or customer
    return place.l10n_fr_demat_territory or customer.l10n_fr_demat_territory


def _reason_of(move, category, tax, base_line):
    """Return why no VAT is charged: the tax's own words first, the law's else."""
    known = codes.REASONS.get(category)
    if known is None:
        return None
    known = _special_reason(move, category, is_service(base_line)) or known
    return codes.Reason(
        code=tax.ubl_cii_tax_exemption_reason_code or known.code,
        text=_plain(tax.invoice_legal_notes) or known.text,
    )


def _special_reason(move, category, service):
    """Return the reason that who sells, what and where make of a category."""
    territory = _territory_of(move, service)
    recipient = move.commercial_partner_id.l10n_fr_demat_recipient
    is_untaxable = recipient in ("consumer", "non_taxable")
    table = (
        (codes.EXPORT, territory in OVERSEAS, codes.SENT_OVERSEAS),
        (codes.EXPORT, service and is_untaxable, codes.FOREIGN_UNTAXABLE),
        (codes.EXPORT, service, codes.FOREIGN_SERVICE),
        (codes.EXEMPT, not move._get_l10n_fr_demat_seller().vat, codes.FRANCHISE),
        (
            codes.EXEMPT,
            service and territory == Territory.GUYANE_MAYOTTE.value,
            codes.NO_VAT_THERE,
        ),
    )
    return next((r for c, is_met, r in table if c == category and is_met), None)


def is_service(base_line):
    """Return whether a base line sells a service: its product says, else its tax."""
    if product := base_line["product_id"]:
        return product.type == "service"
    return base_line["tax_ids"].mapped("tax_scope") != ["consu"]


def _plain(html):
    return html2plaintext(html).strip() if html else ""


def needed_level(amounts, level):
    """Return the profile that these amounts need.

    EN 16931 has one row, and one code, per category and rate: two exemptions of
    different articles do not fit in. What is out of scope stands there alone, without
    VAT numbers (BR-O-02, BR-O-11).

    How far VAT may be from its rate decides too: a thousand lines rounded one by one
    only fit in EXTENDED, yens or cash that is rounded in the VAT in EN 16931.
    """
    reasons = defaultdict(set)
    for amount in amounts:
        if amount.vat and amount.reason:
            reasons[amount.vat].add(amount.reason)
    is_apart = any(vat.category == codes.OUTSIDE for vat in reasons)
    gaps = [_gap_of(*row) for row in breakdown(amounts, level)]
    fits = {
        name: all(is_gap_taken(gap, name, count) for gap, count in gaps)
        for name in codes.PROFILES
    }
    if (
        is_apart
        or any(len(known) > 1 for known in reasons.values())
        or (fits["extended"] and not fits["en16931"])
    ):
        return "extended"
    return level if fits["extended"] else "en16931"


def _gap_of(vat, group):
    base, tax = (sum(getattr(a, name) for a in group) for name in ("net", "tax"))
    return gap_of(base, tax, vat.rate), len(group)


def breakdown(amounts, level):
    """Return the amounts grouped by VAT, in a stable order.

    EN 16931 has one row per category and rate (BR-E-01 and others); EXTENDED has one
    per reason too.
    """
    groups = defaultdict(list)
    for amount in amounts:
        if amount.vat:
            reason = amount.reason.text if amount.reason else ""
            groups[amount.vat, reason if level == "extended" else ""].append(amount)
    ordered = sorted(
        groups.items(), key=lambda item: (item[0][0].category, item[0][0].rate)
    )
    return [(vat, group) for (vat, _reason), group in ordered]
