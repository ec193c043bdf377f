"""More invoices: other kinds of documents, references, ways to pay, notes, VAT.

Each is a function of the test that makes and posts the document.
"""

from odoo import Command

from .conformance_oddities import ODDITIES

DEPOSIT = {"computation_key": "down_payment,1"}
DISCOUNT = {"computation_key": "global_discount,1"}
SIRET = "12345678200010"
CREDITOR = "FR72ZZZ123456"
ACCOUNT = "FR1420041010050500013M02606"
BOUGHT = "tva_acq_encaissement"
MONTH = {
    "l10n_fr_demat_period_start": "2026-10-01",
    "l10n_fr_demat_period_end": "2026-10-31",
}
KIND, ORIGINS = "l10n_fr_demat_document_kind", "l10n_fr_demat_origin_ids"


def _deposit(test, **values):
    """Return a deposit as an order of Odoo invoices it."""
    line = test._line(test.course, price=300, extra_tax_data=DEPOSIT)
    return test._post_invoice([line], **values)


def _chosen_deposit(test):
    return test._post_invoice(**{KIND: "deposit"})


def _paid_deposit(test):
    move = _deposit(test)
    test._pay(move)
    return move


def _final(test, count=1, price=1000):
    """Return the invoice that takes deposits off."""
    deposits = [_deposit(test).id for _number in range(count)]
    lines = [
        test._line(price=price),
        test._line(test.course, price=-300 * count, extra_tax_data=DEPOSIT),
    ]
    return test._post_invoice(lines, **{ORIGINS: [Command.set(deposits)]})


def _corrective(test):
    wrong = test._post_invoice()
    lines = [test._line(price=35)]
    values = {KIND: "corrective", ORIGINS: [Command.set(wrong.ids)]}
    return test._post_invoice(lines, **values)


def _year_end_discount(test):
    """Return the credit note of a year: it names its contract and its period."""
    return test._post_invoice(
        [test._line(price=250)],
        move_type="out_refund",
        l10n_fr_demat_contract="CADRE-2026",
        **{KIND: "global_discount"},
        **MONTH,
    )


def _discounted(test):
    """Return an invoice with a discount that Odoo spread over two rates."""
    return test._post_invoice(
        [
            test._line(price=200),
            test._line(tax="tva_reduite", price=100, quantity=3),
            test._line(price=-20, name="Remise 10 %", extra_tax_data=DISCOUNT),
            test._line(
                tax="tva_reduite", price=-30, name="Remise", extra_tax_data=DISCOUNT
            ),
        ]
    )


def _discount_and_early_payment(test):
    lines = [test._line(price=200), test._line(price=-20, extra_tax_data=DISCOUNT)]
    return test._post_invoice(lines, **test._discounted("mixed"))


def _all_discounted(test):
    lines = [test._line(price=-20, extra_tax_data=DISCOUNT), test._line(price=20)]
    return test._post_invoice(lines)


DOCUMENTS = {
    "deposit of an order": _deposit,
    "deposit": _chosen_deposit,
    "deposit, paid": _paid_deposit,
    "credit note of a deposit": lambda t: t._credit(_deposit(t)),
    "final invoice": _final,
    "final invoice after two deposits": lambda t: _final(t, 2),
    "final invoice of nothing": lambda t: _final(t, price=300),
    "corrective invoice": _corrective,
    "credit note of a year's discount": _year_end_discount,
    "discount of the whole": _discounted,
    "credit note of a discount of the whole": lambda t: t._credit(_discounted(t)),
    "discount of the whole and early payment": _discount_and_early_payment,
    "discount of everything": _all_discounted,
}


def _self_billed(test, refund=False, **values):
    """Return the invoice that we make for a supplier."""
    supplier = values.pop("partner", None) or test._create_customer(
        name="Transports Marchand",
        l10n_fr_demat_siren="732829320",
        vat="FR44732829320",
        street="3 rue du Port",
    )
    return test._post_invoice(
        values.pop("lines", None) or [test._line(test.course, BOUGHT, price=500)],
        supplier,
        move_type="in_refund" if refund else "in_invoice",
        journal_id=test._self_billing().id,
        **values,
    )


def _self_billed_corrective(test):
    wrong = _self_billed(test)
    values = {KIND: "corrective", ORIGINS: [Command.set(wrong.ids)]}
    return _self_billed(test, partner=wrong.partner_id, **values)


def _self_billed_small(test):
    """Return the invoice for a supplier without VAT number (CGI 293 B)."""
    supplier = test._create_customer(
        name="Atelier Petit", l10n_fr_demat_siren="732829320", vat=False
    )
    lines = [test._line(test.course, "tva_purchase_service_0", price=90)]
    return _self_billed(test, partner=supplier, lines=lines)


SELF_BILLED = {
    "self-billed": _self_billed,
    "self-billed deposit": lambda t: _self_billed(t, **{KIND: "deposit"}),
    "self-billed corrective": _self_billed_corrective,
    "self-billed credit note": lambda t: t._credit(_self_billed(t)),
    "self-billed for a small company": _self_billed_small,
}


def _debited(test):
    """Return an invoice that a mandate lets us collect."""
    test.company.l10n_fr_demat_creditor = CREDITOR
    partner = test._create_customer(name="Débitée SARL")
    partner.bank_ids = [
        Command.create({"acc_number": ACCOUNT, "l10n_fr_demat_mandate": "M1"})
    ]
    return test._post_invoice(partner=partner, l10n_fr_demat_payment_means="59")


def _by(means):
    return lambda test: test._post_invoice(l10n_fr_demat_payment_means=means)


def _lines_with_periods(test):
    november = {
        "l10n_fr_demat_period_start": "2026-11-01",
        "l10n_fr_demat_period_end": "2026-11-30",
    }
    taxed = (test.course, "tva_normale_encaissement")
    return test._post_invoice(
        [test._line(*taxed, **MONTH), test._line(*taxed, **november), test._line()]
    )


def _town_hall(test):
    test.company.partner_id.l10n_fr_demat_siret = SIRET
    partner = test._create_customer(
        name="Mairie",
        l10n_fr_demat_siren="217500016",
        l10n_fr_demat_siret="21750001600019",
        l10n_fr_demat_recipient="public",
        l10n_fr_demat_service_code="SERVICE-7",
        l10n_fr_demat_commitment="yes",
    )
    return test._post_invoice(
        partner=partner, ref="EJ-2026-17", l10n_fr_demat_contract="M2026-4"
    )


TERMS = {
    "direct debit": _debited,
    "card": _by("48"),
    "cheque": _by("20"),
    "cash": _by("10"),
    "period": lambda t: t._post_invoice(**MONTH),
    "lines with periods": _lines_with_periods,
    "contract and order": lambda t: t._post_invoice(
        ref="CDE-17", l10n_fr_demat_contract="CADRE-9", invoice_origin="S00042"
    ),
    "service of a town hall": _town_hall,
}


def _treated(test, code):
    return test._post_invoice(l10n_fr_demat_treatment=code)


def _by_platform(test, **values):
    """Return an invoice of a company whose invoices go through a platform."""
    test.company.l10n_fr_demat_uses_platform = True
    partner = test._create_customer(name="Par plateforme", **values)
    return test._post_invoice(partner=partner)


def _member(test):
    """Return an invoice of a member of a VAT group."""
    group = test._create_customer(
        name="Assujetti unique Lumière", l10n_fr_demat_siren="732829320"
    )
    group.vat = "FR44732829320"
    test.company.write(
        {
            "l10n_fr_demat_vat_group_member": True,
            "l10n_fr_demat_vat_group_id": group.id,
        }
    )
    return test._post_invoice()


NOTES = {
    "to exchange": lambda t: _treated(t, "B2B"),
    "out of scope": lambda t: _treated(t, "OUTOFSCOPE"),
    "to archive": lambda t: _treated(t, "ARCHIVEONLY"),
    "by platform": _by_platform,
    "by platform to a consumer": lambda t: _by_platform(
        t,
        l10n_fr_demat_siren=False,
        vat=False,
        is_company=False,
        l10n_fr_demat_recipient="consumer",
    ),
    "member of a VAT group": _member,
}


def _small_company(test):
    """Return an invoice under the exemption of small companies (CGI 293 B)."""
    test.company.vat = False
    return test._post_invoice([test._line(tax="tva_sale_good_0")])


def _subcontracted(test):
    """Return works whose VAT the customer owes, at home (CGI 283, 2 nonies)."""
    return test._post_invoice([test._line(test.course, tax_ids=test._own_tax("AE"))])


def _in_units(test, *xmlids):
    units = [test.env.ref(f"uom.product_uom_{name}") for name in xmlids]
    return test._post_invoice(
        [test._line(quantity=1.5, product_uom_id=unit.id) for unit in units]
    )


def _in_own_unit(test):
    unit = test.env["uom.uom"].create({"name": "Palette"})
    return test._post_invoice([test._line(product_uom_id=unit.id)])


LINES = {
    "small company": _small_company,
    "reverse charge at home": _subcontracted,
    "units": lambda t: _in_units(t, "hour", "kgm", "litre", "dozen", "day", "meter"),
    "own unit": _in_own_unit,
    "three hundred lines": lambda t: t._post_invoice(
        [t._line(price=0.1 + number) for number in range(300)]
    ),
}


def _two_exemptions(test):
    """Return an invoice that EN 16931 has no room for: two articles at 0 %."""
    test.company.l10n_fr_demat_profile = "en16931"
    texts = (
        ("VATEX-FR-CGI261C-1", "Exonération de TVA, article 261 C, 1° du CGI"),
        ("VATEX-FR-CGI261D-1", "Exonération de TVA, article 261 D, 1° du CGI"),
    )
    return test._post_invoice(
        [test._line(tax_ids=test._own_tax("E", *text)) for text in texts]
    )


# Whatever the setting, these are written in EXTENDED.
EXTENDED = {
    "two exemptions": _two_exemptions,
    "credit note of two exemptions": lambda t: t._credit(_two_exemptions(t)),
}
GROUPS = (DOCUMENTS, SELF_BILLED, TERMS, NOTES, LINES, ODDITIES)


def _usual(test):
    """Take our company back to what it usually is: a case may have changed it."""
    test.company.partner_id.l10n_fr_demat_siret = False
    test.company.write(
        {
            "vat": "FR11123456782",
            "l10n_fr_demat_creditor": False,
            "l10n_fr_demat_uses_platform": False,
            "l10n_fr_demat_vat_group_member": False,
            "l10n_fr_demat_vat_group_id": False,
        }
    )


def _after_usual(make):
    def make_usual(test):
        _usual(test)
        return make(test)

    return make_usual


def document_cases(profiles, crosses, plain):
    """Yield the cases: name, profile, function of the test that makes the document."""
    for group in (*GROUPS, crosses):
        for name, make in group.items():
            for profile in profiles:
                yield f"{name}, {profile}", profile, _after_usual(make)
    for profile, group in (("extended", EXTENDED), ("en16931", plain)):
        for name, make in group.items():
            yield f"{name}, by its content", profile, _after_usual(make)
