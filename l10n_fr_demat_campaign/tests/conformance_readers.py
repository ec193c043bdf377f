"""What others read in our invoices: the amounts, as each of them understands the file.

Three readers, none of them ours: the parser of factur-x, drafthorse, and core's own
import of a bill. What they find is held against what Odoo booked, not against the XML.
"""

from dataclasses import dataclass, field, replace
from importlib.util import find_spec

from ..einvoice.library import parse_ubl_cii_xml

STATES = {True: "ok", False: "failed", None: "not_run"}
HAS_DRAFTHORSE = bool(find_spec("drafthorse"))


@dataclass(frozen=True, kw_only=True)
class Figures:
    """The amounts of an invoice, in its currency, rounded to the cent."""

    total: float
    tax: float
    due: float
    lines: tuple
    quantities: tuple
    # By how much core may be wrong: it computes the VAT of each line again.
    slack: float = field(default=0.0, compare=False)

    @classmethod
    def of(cls, total, tax, due=0, lines=(), quantities=()):
        """Return figures from whatever numbers a reader gives."""
        return cls(
            total=_cents(total),
            tax=_cents(tax),
            due=_cents(due),
            lines=tuple(map(_cents, lines)),
            # A price is never negative in the file: the quantity takes its sign.
            quantities=tuple(sorted(abs(float(number)) for number in quantities)),
        )


def _cents(value):
    return round(float(value or 0), 2) + 0.0  # no negative zero


def booked(move):
    """Return the figures of an invoice as Odoo booked it.

    What is a tax of a fixed amount for Odoo is a charge for EN 16931, not VAT; what
    rounds the cash is not in the total. Only the lines are those of the terms: Odoo
    stores no line with its share of a global rounding. Cash may be rounded in the VAT:
    it is in the total then. What a voucher pays is a line for Odoo, and paid here.
    """
    terms = move._prepare_l10n_fr_demat_terms()
    sign = -1 if move.is_inbound() else 1
    vat = move.line_ids.filtered(
        lambda line: line.tax_line_id and line.tax_line_id.amount_type != "fixed"
    )
    rounding = move.line_ids.filtered(lambda line: line.display_type == "rounding")
    in_vat = rounding.filtered("tax_line_id")
    sold = move.invoice_line_ids.filtered(
        lambda line: (
            line.display_type == "product"
            and (line.tax_ids or not line.price_unit)  # else it pays, or is apart
            and not line._is_l10n_fr_demat_global_discount()
        )
    )
    beside = (rounding - in_vat) | _vouchers(move)
    found = Figures.of(
        move.amount_total - sign * sum(beside.mapped("amount_currency")),
        sign * sum(vat.mapped("amount_currency")),
        move.amount_total if _is_refund(move) else move.amount_residual,
        [row["BT-131"] for row in terms["BG-25"]],
        sold.mapped("quantity"),
    )
    is_global = move.company_id.tax_calculation_rounding_method == "round_globally"
    slack = abs(sum(in_vat.mapped("amount_currency")))
    return replace(found, slack=slack + 0.005 * len(sold) * is_global)


def _vouchers(move):
    """Return the lines that the order says are no sale, but a card that pays."""
    lines = move.invoice_line_ids
    if "sale_line_ids" not in lines._fields:
        return lines.browse()
    return lines.filtered("sale_line_ids.reward_id.program_id.is_payment_program")


def _is_refund(move):
    return move.move_type in ("out_refund", "in_refund")


def read_by_facturx(xml):
    """Return the figures that the parser of factur-x reads."""
    terms = parse_ubl_cii_xml(xml, flavor="factur-x", check_xsd=False)
    return Figures.of(
        terms["BT-112"],
        terms.get("BT-110"),
        terms["BT-115"],
        [row["BT-131"] for row in terms["BG-25"]],
        [row["BT-129"] for row in terms["BG-25"]],
    )


def read_by_drafthorse(xml):
    """Return the figures that drafthorse reads."""
    from drafthorse.models.document import Document

    trade = Document.parse(xml, strict=False).trade
    summary = trade.settlement.monetary_summation
    currency = str(trade.settlement.currency_code)
    taxes = {code: amount for amount, code in summary.tax_total_other_currency.children}
    return Figures.of(
        summary.grand_total._amount,
        taxes.get(currency),
        summary.due_amount._value,
        [
            item.settlement.monetary_summation.total_amount._value
            for item in trade.items.children
        ],
        [item.delivery.billed_quantity._amount for item in trade.items.children],
    )


def read_by_core(test, xml):
    """Return the figures of the bill that core makes, None of what it does not read.

    It knows invoices and credit notes (380, 381), no other type of document. Lines are
    left out: core makes lines of what EN 16931 adds to the whole.
    """
    journal = test.company_data["default_journal_purchase"]
    attachment = test.env["ir.attachment"].create(
        {"name": "invoice.xml", "mimetype": "text/xml", "raw": xml}
    )
    bill = journal._create_document_from_attachment(attachment.ids)
    if not bill.invoice_line_ids:
        return None
    return Figures.of(bill.amount_total, bill.amount_tax)


def verdicts(xml, expected, bill):
    """Return by reader whether it finds the figures that Odoo booked.

    :param bill: the figures that core read, None where it was not asked
    """
    found = {
        "factur-x": read_by_facturx(xml) == expected,
        "drafthorse": None,
        "core": bill and _is_near(bill, expected),
    }
    if HAS_DRAFTHORSE:
        found["drafthorse"] = read_by_drafthorse(xml) == expected
    return {name: STATES[is_same] for name, is_same in found.items()}


def _is_near(bill, expected):
    """Return whether core finds the total and the VAT, but for what it may miss."""
    pairs = ((bill.total, expected.total), (bill.tax, expected.tax))
    return all(abs(one - other) <= expected.slack + 0.001 for one, other in pairs)
