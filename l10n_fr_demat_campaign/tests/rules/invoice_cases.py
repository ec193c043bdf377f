"""An invoice without a flaw, and one change for each flaw of the table."""

import copy
from datetime import date

from ...rules.invoice import Flaw

SELLER = {
    "name": "Lumière Fournitures SAS",
    "legal_identifier": "123456782",
    "legal_identifier_schemeid": "0002",
    "identifiers": {"0009": "12345678200010"},
    "vat_identifier": "FR11123456782",
    "einvoicing_addr_schemeid": "0225",
    "einvoicing_addr": "123456782",
    "addr_l1": "18 rue de la République",
    "postcode": "69002",
    "city": "Lyon",
    "country_code": "FR",
}
BUYER = {
    "name": "Papeterie Durand SARL",
    "legal_identifier": "341777639",
    "legal_identifier_schemeid": "0002",
    "identifiers": {"0009": "34177763900012", "0224": "ACHATS"},
    "vat_identifier": "FR55341777639",
    "einvoicing_addr_schemeid": "0225",
    "einvoicing_addr": "341777639_Achats",
    "addr_l1": "45 quai de l'Île Feydeau",
    "postcode": "44000",
    "city": "Nantes",
    "country_code": "FR",
}
GOOD = {
    "BT-1": "FAC/2026/00001",
    "BT-2": date(2026, 11, 21),
    "BT-3": "380",
    "BT-5": "EUR",
    "BT-9": date(2026, 12, 21),
    "BT-23": "B1",
    "BG-1": [
        {"BT-21": "PMD", "BT-22": "Pénalités de retard"},
        {"BT-21": "PMT", "BT-22": "Indemnité de 40 €"},
        {"BT-21": "AAB", "BT-22": "Escompte : néant"},
        {"BT-21": "BAR", "BT-22": "B2B"},
    ],
    "BG-4": SELLER,
    "BG-7": BUYER,
    "BG-23": [{"BT-116": 40.0, "BT-117": 8.0, "BT-118": "S", "BT-119": 20.0}],
    "BG-25": [
        {
            "BT-126": "1",
            "BT-129": 1.0,
            "BT-130": "C62",
            "BT-131": 40.0,
            "BT-146": "40.00",
            "BT-151": "S",
            "BT-152": 20.0,
            "BT-153": "Chaise",
        }
    ],
    "BT-81": "58",
    "BT-84": "FR7630006000011234567890189",
    "BT-112": 48.0,
    "BT-113": None,
    "BT-115": 48.0,
}


def changed(**changes):
    """Return the good invoice with some terms changed: ``BT_1`` stands for BT-1."""
    terms = copy.deepcopy(GOOD)
    terms.update({name.replace("_", "-"): value for name, value in changes.items()})
    return terms


NOTES = GOOD["BG-1"]
ORIGIN = {"BT-25": "FAC/2026/00001", "BT-26": date(2026, 11, 1)}


def seller(**values):
    """Return the good invoice with its seller changed."""
    return changed(BG_4={**SELLER, **values})


def buyer(**values):
    """Return the good invoice with its buyer changed."""
    return changed(BG_7={**BUYER, **values})


def taxed(category, rate=0.0, reason="Exonération", **values):
    """Return the good invoice under another category of VAT."""
    vat = 40.0 * rate / 100
    row = {"BT-116": 40.0, "BT-117": vat, "BT-118": category, "BT-119": rate}
    line = {**GOOD["BG-25"][0], "BT-151": category, "BT-152": rate}
    return changed(BG_23=[{**row, "BT-120": reason}], BG_25=[line], **values)


def line(**values):
    """Return the good invoice with its line changed."""
    values = {name.replace("_", "-"): value for name, value in values.items()}
    return changed(BG_25=[{**GOOD["BG-25"][0], **values}])


def broken_down(**values):
    """Return the good invoice with its breakdown of VAT changed."""
    values = {name.replace("_", "-"): value for name, value in values.items()}
    return changed(BG_23=[{**GOOD["BG-23"][0], **values}])


def extended(count, vat):
    """Return the good invoice in EXTENDED, with so many lines and such a VAT."""
    one = {**GOOD["BG-25"][0], "BT-131": 40.0 / count}
    row = {**GOOD["BG-23"][0], "BT-117": vat}
    return changed(BT_24=EXTENDED, BG_25=[one] * count, BG_23=[row])


def without_note(code):
    """Return the good invoice without the note of a subject code."""
    return changed(BG_1=[row for row in NOTES if row["BT-21"] != code])


def noted(*rows):
    """Return the good invoice with more notes."""
    added = [{"BT-21": code, "BT-22": text} for code, text in rows]
    return changed(BG_1=[row for row in NOTES if row["BT-21"] != "BAR"] + added)


def typed(code, **values):
    """Return the good invoice as another type of document."""
    return changed(BT_3=code, **values)


EXTENDED = "urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended"
GERMAN = {
    **BUYER,
    "country_code": "DE",
    "vat_identifier": "DE123456788",
    "legal_identifier": None,
    "identifiers": {},
    "einvoicing_addr_schemeid": "9930",
    "einvoicing_addr": "DE123456788",
}
CREDITOR = "FR72ZZZ123456"
GROUP = {
    "name": "Groupe Lumière",
    "vat_identifier": "FR44732829320",
    "country_code": "FR",
}
NO_TREATMENT = [row for row in NOTES if row["BT-21"] != "BAR"]
# Each: the flaw, and invoices that have it and no other.
CASES = (
    (Flaw.NUMBER, [changed(BT_1=n) for n in ("", "FAC 1", "F" * 36, "FAC°1", "F\n")]),
    (
        Flaw.DATE,
        [
            changed(BT_2=None),
            changed(BT_2=date(1999, 12, 31)),
            changed(BT_9=date(2100, 1, 1)),
            changed(BG_3=[{**ORIGIN, "BT-26": "20261101"}]),
        ],
    ),
    (
        Flaw.PERIOD,
        [
            changed(BT_73=date(2026, 11, 2), BT_74=date(2026, 11, 1)),
            line(BT_134=date(2026, 11, 2), BT_135=date(2026, 11, 1)),
        ],
    ),
    (Flaw.DOCUMENT_TYPE, [typed(""), typed("325"), typed("751")]),
    (Flaw.PROCESS, [changed(BT_23=code) for code in (None, "", "C1", "b1", "M3")]),
    (Flaw.PROCESS_FINAL, [typed("386", BT_23="B4")]),
    (
        Flaw.PROCESS_PAID,
        [
            changed(BT_23="S2"),
            changed(BT_23="S2", BT_113=48.0, BT_115=0.0, BT_9=None),
        ],
    ),
    (
        Flaw.CURRENCY,
        [changed(BT_5="USD"), changed(BT_5="USD", BT_6="EUR"), changed(BT_5="")],
    ),
    (Flaw.ATTACHMENT_KIND, [changed(BG_24=[{"BT-123": "PHOTO"}])]),
    (Flaw.ATTACHMENT_TWICE, [changed(BG_24=[{"BT-123": "LISIBLE"}] * 2)]),
    (
        Flaw.NOTE_PMT,
        [
            without_note("PMT"),
            changed(BG_1=[{**NOTES[1], "BT-22": "."}, *NOTES[:1], *NOTES[2:]]),
        ],
    ),
    (Flaw.NOTE_PMD, [without_note("PMD")]),
    (Flaw.NOTE_AAB, [without_note("AAB")]),
    (Flaw.NOTE_TWICE, [changed(BG_1=[*NOTES, NOTES[0]])]),
    (
        Flaw.NOTE_GROUP,
        [
            changed(
                BG_4={**SELLER, "identifiers": {"0231": "732829320"}},
                BG_11=GROUP,
            )
        ],
    ),
    (Flaw.TREATMENT, [noted(("BAR", "B2X"))]),
    (Flaw.TREATMENT_TWICE, [noted(("BAR", "B2C"), ("BAR", "B2CINT"))]),
    (
        Flaw.TREATMENT_ADDRESS,
        [
            buyer(einvoicing_addr="732829320"),
            buyer(einvoicing_addr_schemeid="EM", einvoicing_addr="a@b.example"),
            typed("389", BG_4={**SELLER, "einvoicing_addr": "732829320"}),
        ],
    ),
    (Flaw.SELLER_NAME, [seller(name=" ")]),
    (
        Flaw.SELLER_SIREN,
        [
            seller(legal_identifier="", identifiers={}),
            seller(legal_identifier="123456789", identifiers={}),
            seller(legal_identifier="12345678", identifiers={}),
        ],
    ),
    (Flaw.SELLER_SIRET, [seller(identifiers={"0009": "34177763900012"})]),
    (Flaw.SELLER_VAT, [seller(vat_identifier=None)]),
    (
        Flaw.SELLER_GROUP_VAT,
        [
            changed(
                BG_4={**SELLER, "identifiers": {"0231": "732829320"}},
                BG_1=[*NOTES, {"BT-21": "TXD", "BT-22": "MEMBRE_ASSUJETTI_UNIQUE"}],
            ),
            noted(("TXD", "MEMBRE_ASSUJETTI_UNIQUE")),
            changed(
                BG_4={**SELLER, "identifiers": {"0231": "732829320"}},
                BG_1=[*NOTES, {"BT-21": "TXD", "BT-22": "MEMBRE_ASSUJETTI_UNIQUE"}],
                BG_11={**GROUP, "country_code": ""},
            ),
        ],
    ),
    (Flaw.SELLER_ADDRESS, [seller(einvoicing_addr=None)]),
    (
        Flaw.SELLER_ADDRESS_FORM,
        [seller(einvoicing_addr=f"123456782_{end}") for end in ("é", "a b", "x" * 116)],
    ),
    (Flaw.SELLER_COUNTRY, [seller(country_code="")]),
    (Flaw.SELLER_POSTAL, [seller(addr_l1=""), seller(postcode=""), seller(city="")]),
    (Flaw.BUYER_NAME, [buyer(name="")]),
    (
        Flaw.BUYER_SIREN_FORM,
        [
            buyer(
                legal_identifier="341777638",
                identifiers={},
                einvoicing_addr="341777638",
            )
        ],
    ),
    (
        Flaw.BUYER_SIREN_OTHER,
        [
            buyer(
                legal_identifier=siren,
                identifiers={},
                einvoicing_addr=siren,
                vat_identifier=number,
            )
            for siren, number in (("732829320", "FR55341777639"), ("123456782", None))
        ],
    ),
    (Flaw.BUYER_SIRET, [buyer(identifiers={"0009": "73282932000074"})]),
    (
        Flaw.BUYER_SIREN,
        [
            changed(
                BG_1=NO_TREATMENT,
                BG_7={**BUYER, "legal_identifier": None, "identifiers": {}},
            )
        ],
    ),
    (
        Flaw.BUYER_ADDRESS,
        [changed(BG_1=NO_TREATMENT, BG_7={**BUYER, "einvoicing_addr": ""})],
    ),
    (
        Flaw.BUYER_ADDRESS_FORM,
        [
            buyer(einvoicing_addr="341777639/a"),
            changed(
                BG_1=NO_TREATMENT,
                BG_7={
                    **BUYER,
                    "einvoicing_addr_schemeid": "EM",
                    "einvoicing_addr": "a" * 126,
                },
            ),
        ],
    ),
    (
        Flaw.BUYER_ROUTING,
        [buyer(identifiers={"0224": code}) for code in ("a/b", "x" * 101)],
    ),
    (Flaw.BUYER_COUNTRY, [buyer(country_code="")]),
    (Flaw.BUYER_POSTAL, [buyer(addr_l1=""), buyer(postcode=""), buyer(city="")]),
    (
        Flaw.BUYER_VAT,
        [
            taxed(
                "K",
                BG_1=NO_TREATMENT,
                BG_7={**GERMAN, "vat_identifier": None},
                BG_13={"country_code": "DE"},
            )
        ],
    ),
    (
        Flaw.BUYER_REVERSE,
        [taxed("AE", BG_1=NO_TREATMENT, BG_7={**GERMAN, "vat_identifier": None})],
    ),
    (Flaw.DELIVERY_COUNTRY, [taxed("K", BG_1=NO_TREATMENT, BG_7=GERMAN)]),
    (
        Flaw.NO_ORIGIN,
        [
            typed("381"),
            typed("261"),
            typed("381", BG_3=[{"BT-25": "F1", "BT-26": None}]),
        ],
    ),
    (
        Flaw.ONE_ORIGIN,
        [
            typed("384"),
            typed("384", BG_3=[ORIGIN, ORIGIN]),
            typed("384", BG_3=[{"BT-25": "F1", "BT-26": None}]),
        ],
    ),
    (
        Flaw.ORIGIN_NUMBER,
        [changed(BG_3=[{**ORIGIN, "BT-25": number}]) for number in ("FAC 1", None)],
    ),
    (Flaw.GLOBAL_DISCOUNT, [typed("262"), typed("262", BT_12="C1")]),
    (Flaw.DUE_DATE, [changed(BT_9=date(2026, 11, 20))]),
    (Flaw.NO_DUE_DATE, [changed(BT_9=None)]),
    (Flaw.BANK, [changed(BT_84=None), changed(BT_81="30", BT_84="")]),
    (Flaw.MANDATE, [changed(BT_81="59", BT_90=CREDITOR)]),
    (
        Flaw.CREDITOR,
        [
            changed(BT_81="59", BT_89="RUM1", BT_90=number)
            for number in (None, "FR73ZZZ123456", "FR72zzz123456", "123456")
        ],
    ),
    (Flaw.NO_LINE, [changed(BG_25=[])]),
    (Flaw.NO_VAT, [line(BT_151=None)]),
    (Flaw.SEVERAL_VAT, [line(BT_151=None, misfit=Flaw.SEVERAL_VAT)]),
    (Flaw.LEVY, [line(BT_151=None, misfit=Flaw.LEVY)]),
    (Flaw.WITHHELD, [line(BT_151=None, misfit=Flaw.WITHHELD)]),
    (Flaw.ITEM_NAME, [line(BT_153="")]),
    (Flaw.UNIT, [line(BT_130=None)]),
    (
        Flaw.PRICE,
        [
            line(BT_146=price)
            for price in ("-1.00", "0.1234567", "1" * 20, "x", "nan", None)
        ],
    ),
    (Flaw.QUANTITY, [line(BT_129=1.00001), line(BT_129=None)]),
    (
        Flaw.AMOUNT,
        [
            changed(BT_112=48.001),
            line(BT_131=10.0**19),
            changed(BT_5="TND", BT_6="EUR", BT_111=2.4),
        ],
    ),
    (Flaw.CATEGORY, [taxed("L", 7.0), taxed("M"), broken_down(BT_118=None)]),
    (
        Flaw.RATE,
        [
            taxed("S", 19.0),
            taxed("S", 21.0),
            line(BT_152=None),
            broken_down(BT_119=None),
        ],
    ),
    (
        Flaw.VAT,
        [
            broken_down(BT_117=10.0),
            broken_down(BT_117=9.0),
            extended(4, 8.05),
            taxed("S"),
            broken_down(BT_118="E", BT_120="Exonération"),
        ],
    ),
    (Flaw.REASON, [taxed("E", reason=None)]),
)
# The same for customers of the public sector.
PUBLIC_CASES = (
    (
        Flaw.NUMBER_PUBLIC,
        [changed(BT_1="F" * 21), changed(BG_3=[{**ORIGIN, "BT-25": "F" * 21}])],
    ),
    (Flaw.PROCESS_PUBLIC, [changed(BT_23="S5")]),
    (
        Flaw.NOTE_PUBLIC,
        [
            noted(("BAR", "B2B"), ("AAI", "é" * 1025)),
            line(BT_154="é" * 1025),
            changed(BT_20="é" * 1025),
        ],
    ),
    (Flaw.BUYER_NAME_PUBLIC, [buyer(name="é" * 100)]),
    (Flaw.BUYER_SIRET_PUBLIC, [buyer(identifiers={})]),
    (Flaw.SELLER_SIRET_PUBLIC, [seller(identifiers={})]),
    (Flaw.ADDRESS_PUBLIC, [buyer(addr_l1="é" * 401), seller(city="é" * 401)]),
    (
        Flaw.REFERENCE_PUBLIC,
        [
            changed(BT_12="c" * 51),
            changed(BT_13="c" * 51),
            changed(BG_24=[{"BT-122": "c" * 51, "BT-123": "RIB"}]),
        ],
    ),
    (Flaw.ORIGIN_PUBLIC, [changed(BG_3=[ORIGIN, ORIGIN])]),
    (Flaw.BANK_PUBLIC, [changed(BT_84="1" * 28)]),
)
# Invoices that a validator takes: nothing may be found.
SOUND = (
    GOOD,
    changed(BG_1=NO_TREATMENT),
    changed(BT_5="USD", BT_6="EUR", BT_111=7.5),
    changed(BT_5="USD", BT_6="EUR", BT_111=0.0),
    broken_down(BT_117=8.99),
    extended(4, 8.04),
    extended(200, 9.5),
    changed(BT_23="B2", BT_113=48.0, BT_115=0.0),
    changed(BT_23="B4"),
    changed(BT_2=date(2026, 11, 21), BT_9=date(2026, 11, 21)),
    changed(BT_9=None, BT_20="À réception"),
    typed("386", BT_9=date(2026, 11, 1)),
    typed("381", BG_3=[ORIGIN]),
    typed("384", BG_3=[ORIGIN]),
    typed("262", BT_12="C1", BT_73=date(2026, 1, 1), BT_74=date(2026, 6, 30)),
    typed("389"),
    changed(BT_81="59", BT_84=None, BT_89="RUM1", BT_90=CREDITOR),
    changed(BT_73=date(2026, 11, 1), BT_74=date(2026, 11, 1)),
    line(BT_134=date(2026, 11, 1), BT_135=None),
    changed(
        BG_4={**SELLER, "identifiers": {"0231": "732829320"}},
        BG_1=[*NOTES, {"BT-21": "TXD", "BT-22": "MEMBRE_ASSUJETTI_UNIQUE"}],
        BG_11=GROUP,
    ),
    taxed("E", reason="Article 261, 4, 4° du CGI"),
    taxed("K", BG_1=NO_TREATMENT, BG_7=GERMAN, BG_13={"country_code": "DE"}),
    taxed("AE", BG_1=NO_TREATMENT, BG_7=GERMAN),
    buyer(einvoicing_addr="341777639"),
    changed(
        BG_1=NO_TREATMENT,
        BG_7={
            "name": "Mme Martin",
            "einvoicing_addr_schemeid": "EM",
            "einvoicing_addr": "a@b.example",
            "addr_l1": "1 rue du Pont",
            "postcode": "35000",
            "city": "Rennes",
            "country_code": "FR",
        },
    ),
    changed(BG_24=[{"BT-123": "LISIBLE"}, {"BT-123": "RIB"}, {"BT-123": "RIB"}]),
    line(BT_146="0.123456", BT_129=-1.2345),
    line(BT_131=0.1 + 0.2),
)
