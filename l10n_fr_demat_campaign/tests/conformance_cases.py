"""The invoices that a French company issues, one small named factory each.

The matrix crosses what is sold, to whom, how it is paid and what kind of document it
is. A case is a name, the profile, and a function of the test that makes the document.
"""

from odoo import Command

from ..einvoice import document
from .conformance_crosses import CROSSES, PLAIN
from .conformance_documents import SIRET, document_cases
from .conformance_orders import ORDERS

# What is sold: values of the lines, from the helpers of the test.
CONTENTS = {
    "one line": lambda t: [t._line()],
    "services": lambda t: [t._line(t.course, "tva_normale_encaissement")],
    "goods and services": lambda t: [
        t._line(),
        t._line(t.course, "tva_normale_encaissement"),
    ],
    "four rates": lambda t: [
        t._line(quantity=3, price=19.99),
        t._line(tax="tva_intermediaire", price=7.77, quantity=7),
        t._line(tax="tva_reduite", price=1.11, quantity=13),
        t._line(tax="tva_super_reduite", price=3.33),
    ],
    "discounts": lambda t: [
        t._line(quantity=3, price=19.99, discount=10),
        t._line(price=0.07, quantity=1111, discount=33.33),
        t._line(price=100, discount=100),
    ],
    "a discount line": lambda t: [t._line(price=100), t._line(price=-30)],
    "six decimals": lambda t: [t._line(price=0.123456, quantity=12345)],
    "price with tax": lambda t: [
        t._line(tax="tva_normale_ttc", price=10, quantity=3),
        t._line(tax="tva_normale_ttc", price=9.99, quantity=7, discount=15),
    ],
    "odd quantities": lambda t: [
        t._line(quantity=0.333, price=17.77),
        t._line(quantity=2.5, price=0.01),
    ],
    "many small lines": lambda t: [t._line(price=0.335) for _number in range(40)],
    "free": lambda t: [t._line(price=0), t._line(price=3)],
    "eco-participation": lambda t: [
        t._line(quantity=4, tax_ids=t._taxes("tva_normale", fixed=True))
    ],
    "deposit on bottles": lambda t: [
        t._line(quantity=4, tax_ids=t._taxes("tva_normale", fixed=False))
    ],
    "exempt and taxed": lambda t: [t._line(tax="tva_sale_good_0"), t._line()],
    "odd texts": lambda t: [
        t._line(name="Chaise\x0b 🪑 & <b>\nbleue ”“ œ €\n" + "x" * 3000),
        Command.create({"display_type": "line_note", "name": "Note é\x01"}),
    ],
    "sections": lambda t: [
        Command.create({"display_type": "line_section", "name": "Lot 1"}),
        t._line(),
        Command.create({"display_type": "line_subsection", "name": "Lot 1.1"}),
        t._line(price=12.5),
    ],
    "big amounts": lambda t: [t._line(price=9_999_999.99, quantity=99)],
}
# To whom: values of the customer, lines, values of the document.
ABROAD = {"l10n_fr_demat_siren": False, "vat": False, "company_registry": False}
CUSTOMERS = {
    "with a SIRET": ({"l10n_fr_demat_siret": "34177763900012"}, None),
    "known by the VAT number": (
        {"l10n_fr_demat_siren": False, "vat": "FR55341777639"},
        None,
    ),
    "a consumer": (
        {**ABROAD, "is_company": False, "l10n_fr_demat_recipient": "consumer"},
        None,
    ),
    "an association": ({**ABROAD, "l10n_fr_demat_recipient": "non_taxable"}, None),
    "a town hall": (
        {
            "l10n_fr_demat_siren": "217500016",
            "l10n_fr_demat_siret": "21750001600019",
            "l10n_fr_demat_recipient": "public",
        },
        None,
    ),
    "goods to Germany": (
        {**ABROAD, "country": "de", "vat": "DE123456788"},
        ("chair", "tva_sale_good_intra_0"),
    ),
    "services to Germany": (
        {**ABROAD, "country": "de", "vat": "DE123456788"},
        ("course", "tva_sale_service_intra_0"),
    ),
    "goods to the United States": (
        {**ABROAD, "country": "us"},
        ("chair", "tva_sale_good_export_0"),
    ),
    "services to the United States": (
        {**ABROAD, "country": "us"},
        ("course", "tva_sale_service_export_0"),
    ),
    "a consumer in Belgium": (
        {**ABROAD, "country": "be", "l10n_fr_demat_recipient": "consumer"},
        None,
    ),
    "in Monaco": ({**ABROAD, "country": "mc"}, None),
    "in Guadeloupe": ({"country": "gp", "zip": "97110"}, None),
    "goods to Martinique": (
        {"country": "mq", "zip": "97200"},
        ("chair", "tva_sale_good_export_0"),
    ),
    "services to Mayotte": (
        {"zip": "97600"},
        ("course", "tva_sale_service_export_0"),
    ),
}
# How it is paid and what it refers to: values of the document.
TERMS = {
    "bank account": lambda t: {"partner_bank_id": t.company.partner_id.bank_ids[:1].id},
    "early discount, included": lambda t: t._discounted("included"),
    "early discount, mixed": lambda t: t._discounted("mixed"),
    "cash rounding": lambda t: {"invoice_cash_rounding_id": t.rounding.id},
    "dollars": lambda t: {"currency_id": t.env.ref("base.USD").id},
    "reference and note": lambda t: {
        "ref": "CDE 2026 / 17",
        "narration": "<p>Merci &amp; à bientôt</p>",
        "invoice_origin": "S00042",
    },
    "delivered elsewhere": lambda t: {"partner_shipping_id": t.shop.id},
    "delivered before": lambda t: {"delivery_date": "2026-11-02"},
    "due later": lambda t: {"invoice_date_due": "2027-01-05"},
    "due at once": lambda t: {"invoice_date_due": "2026-11-21"},
}
# Overseas and special rates (BR-FR-16).
RATES = (0.9, 1.05, 1.75, 2.1, 8.5, 10.0, 13.0)
# What travels inside the file: names and contents.
ENCLOSED = {
    "a delivery note": [("BL 2026-17.pdf", document.blank_pdf())],
    "a time sheet and a picture": [
        ("Heures août.csv", b"jour;heures\n1;7\n"),
        ("chantier.png", b"\x89PNG\r\n\x1a\n"),
    ],
}
PROFILES = ("en16931", "extended")


def _contents(test, name):
    return test._post_invoice(CONTENTS[name](test))


def _customer(test, name):
    values, line = CUSTOMERS[name]
    values = dict(values)
    if country := values.pop("country", None):
        values["country_id"] = test.env.ref(f"base.{country}").id
    is_public = values.get("l10n_fr_demat_recipient") == "public"
    test.company.partner_id.l10n_fr_demat_siret = SIRET if is_public else False
    partner = test._create_customer(**{"name": f"Client {name}", **values})
    lines = [test._line(getattr(test, line[0]), line[1])] if line else None
    return test._post_invoice(lines, partner, fiscal_position_id=False)


def _terms(test, name):
    return test._post_invoice(
        [test._line(price=100.01), test._line(tax="tva_reduite", price=50)],
        **TERMS[name](test),
    )


def _rate(test, rate):
    return test._post_invoice([test._line(tax_ids=test._rate_taxes(float(rate)))])


def _paid(test, name):
    move = test._post_invoice([test._line(price=1000)])
    amount = {} if name == "paid" else {"amount": 500}
    test._pay(move, **amount)
    return move


def _enclosed(test, name):
    partner = test._create_customer(name=f"Client {name}")
    test._accept(partner, address="a@customer.example", attachments="embedded")
    move = test._post_invoice(partner=partner)
    move.l10n_fr_demat_enclosure_ids = [
        Command.create({"name": file_name, "raw": content})
        for file_name, content in ENCLOSED[name]
    ]
    return move


def _rounded(test, name):
    test.company.tax_calculation_rounding_method = "round_globally"
    return _contents(test, name)


def _crediting(factory):
    return lambda test, name: test._credit(factory(test, name))


FACTORIES = (
    ("", _contents, CONTENTS),
    ("credit note of: ", _crediting(_contents), CONTENTS),
    ("customer ", _customer, CUSTOMERS),
    ("credit note of customer ", _crediting(_customer), CUSTOMERS),
    ("", _terms, TERMS),
    ("rate ", _rate, [f"{rate}" for rate in RATES]),
    ("", _paid, ("paid", "partly paid")),
    ("with ", _enclosed, ENCLOSED),
    ("rounded globally, ", _rounded, ("many small lines", "four rates", "discounts")),
)


def cases():
    """Yield the cases: name, profile, function of the test that makes the document."""
    for prefix, factory, names in FACTORIES:
        for name in names:
            for profile in PROFILES:
                yield (
                    f"{prefix}{name}, {profile}",
                    profile,
                    lambda test, factory=factory, name=name: factory(test, name),
                )
    yield from document_cases(PROFILES, {**CROSSES, **ORDERS}, PLAIN)
