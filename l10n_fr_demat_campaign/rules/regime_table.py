"""The decision table of the consent regime, read from top to bottom.

The first line that fits the situation decides. A line names the inputs it looks at
(`where`), says what holds from which moment of the timeline (`steps`), and what else
must be done once the issuer's own date is reached (`duties`). A row of the law that
depends on more than its period has several lines with the same key. The law changes by
a new line or a new step.
"""

from dataclasses import replace

from .regime_line import Answer, Line, Step
from .situation import Directory, Document, Operation, Recipient, Territory
from .timeline import Basis, IssuerSize


def _step(
    since: str | None,
    answer: str,
    basis: str,
    explanation: str,
    source: str,
    *warnings: str,
) -> Step:
    """Return a step from a line of the table below."""
    return Step(
        since=since,
        answer=Answer(answer),
        basis=Basis(basis),
        explanation=explanation,
        source=source,
        warnings=warnings,
    )


def _line(key: str, case: str, where: dict, *steps: Step, duties: tuple = ()) -> Line:
    """Return a line of the table below."""
    return Line(key=key, case=case, where=where, steps=steps, duties=duties)


_TAXABLE = frozenset({Recipient.TAXABLE})
_PUBLIC = frozenset({Recipient.PUBLIC})
_LARGE = frozenset({IssuerSize.LARGE, IssuerSize.INTERMEDIATE})
_SMALL = frozenset({IssuerSize.SMALL, IssuerSize.MICRO})
_FRANCE = frozenset({Territory.METROPOLITAN, Territory.OVERSEAS_DEPARTMENT})
_COLLECTIVITY = frozenset({Territory.OVERSEAS_COLLECTIVITY})
_GUYANE_MAYOTTE = frozenset({Territory.GUYANE_MAYOTTE})
_EU = frozenset({Territory.EU})
_B2G = {"recipient": _PUBLIC, "territory": _FRANCE | _COLLECTIVITY | _GUYANE_MAYOTTE}
_YES, _NO = frozenset({True}), frozenset({False})

_1H, _2H, _INF, _UNV = Basis
_VI = "CGI 289 VI"
_BIS_I = "CGI 289 bis I"
_VIDA = "directive 2006/112 art. 232"
_EXEMPT = "CGI 289 VI, 261 to 261 E; facturevolution.fr; help.sellsy.com"
_BIS = "CGI 289 bis I; loi 2022-1157 art. 26"
_CCP = "CCP L2192-1 s."
_CDAR = (
    "CDAR status 200 + NON_TRANSMISE (FNFE schematron); sendoc.fr; "
    "Vertex e-invoicing docs"
)
_TOLERANCE = "CGI 289 VI, 290; official text of the tolerance not identified"
_FAQ = "CGI 289 VI; DGFiP FAQ (2024 calendar)"


def _unchecked(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Return the steps as they hold while the directory has not been asked."""
    warning = "directory_unchecked"
    return tuple(
        replace(step, basis=_INF, warnings=(*step.warnings, warning)) for step in steps
    )


def _domestic(directory: str, sizes: frozenset) -> dict[str, frozenset]:
    """Return the inputs of a taxed operation between taxable persons of France."""
    return {
        "issuer_established_in_france": _YES,
        "recipient": _TAXABLE,
        "territory": _FRANCE,
        "operation": frozenset({Operation.TAXED}),
        "directory": frozenset({Directory(directory)}),
        "issuer_size": sizes,
    }


_NO_ADDRESS_LARGE = (
    _step(None, "tacit_allowed", _2H, "before_emission_date", _VI),
    _step("emission_large", "platform_mandatory", _2H, "no_active_address", _CDAR),
)
_NO_ADDRESS_SMALL = (
    _step(None, "tacit_allowed", _2H, "before_emission_date", _VI),
    _step("emission_large", "platform_or_consent", _INF, "early_platform", _VI),
    _step("emission_small", "platform_mandatory", _2H, "no_active_address", _CDAR),
)
_TAXABLE_LARGE = (
    _step(None, "tacit_allowed", _2H, "before_emission_date", _VI),
    _step("emission_large", "platform_mandatory", _2H, "platform_due", _BIS),
)
_TAXABLE_SMALL = (
    _step(None, "tacit_allowed", _2H, "before_emission_date", _VI),
    _step(
        *("emission_large", "platform_or_consent", _2H, "early_platform", _FAQ),
        "early_platform_acceptance",
    ),
    _step("emission_small", "platform_mandatory", _2H, "platform_due", _BIS),
)

TABLE = (
    _line(
        "non_invoice_document",
        "pro forma, statement, delivery note",
        {"document": frozenset({Document.OTHER})},
        _step(None, "none", _2H, "not_an_invoice", "outside CGI 289"),
    ),
    _line(
        "defence_secret_operation",
        "defence secrecy: excluded from the reform",
        {"defence_secret": _YES},
        _step(None, "to_review", _UNV, "defence_secret", "none"),
    ),
    _line(
        "foreign_issuer",
        "issuer not established in France → taxable in France, French VAT",
        {
            "issuer_established_in_france": _NO,
            "recipient": _TAXABLE,
            "territory": _FRANCE,
        },
        _step(None, "tacit_allowed", _INF, "foreign_issuer", f"{_BIS_I} a contrario"),
    ),
    _line(
        "consumer",
        "any → consumer, wherever he lives",
        {"recipient": frozenset({Recipient.CONSUMER})},
        _step(None, "express_only", _INF, "consumer", "CGI 289 VI; C. civ. 1126"),
        duties=("e_reporting",),
    ),
    _line(
        "public_entity",
        "any → French public entity, B2G, since the last of the four dates",
        _B2G,
        _step("b2g_micro", "platform_mandatory", _2H, "public_entity", _CCP),
    ),
    _line(
        "public_entity",
        "PME, ETI or GE → French public entity",
        {**_B2G, "issuer_size": _LARGE | {IssuerSize.SMALL}},
        _step("b2g_pme", "platform_mandatory", _2H, "public_entity", _CCP),
    ),
    _line(
        "public_entity",
        "ETI or GE → French public entity",
        {**_B2G, "issuer_size": _LARGE},
        _step("b2g_eti", "platform_mandatory", _2H, "public_entity", _CCP),
    ),
    _line(
        "public_entity",
        "GE → French public entity",
        {**_B2G, "issuer_size": frozenset({IssuerSize.LARGE})},
        _step("b2g_large", "platform_mandatory", _2H, "public_entity", _CCP),
    ),
    _line(
        "public_entity",
        "issuer before its own B2G date → French public entity",
        _B2G,
        _step(None, "to_review", _INF, "public_entity_early", _CCP),
    ),
    _line(
        "monaco_recipient",
        "any → Monaco, not a consumer: treated as France for VAT",
        {"territory": frozenset({Territory.MONACO})},
        _step(None, "to_review", _UNV, "monaco", "none", "monaco_as_france"),
    ),
    _line(
        "overseas_recipient",
        "any → taxable in a COM known to have its own law",
        {
            "recipient": _TAXABLE,
            "territory": _COLLECTIVITY,
            "collectivity_own_law": _YES,
        },
        _step(None, "to_review", _INF, "collectivity_own_law", "CGI 289 VI, 290"),
        duties=("e_reporting",),
    ),
    _line(
        "overseas_recipient",
        "any → taxable in another COM",
        {"recipient": _TAXABLE, "territory": _COLLECTIVITY},
        _step(
            *(None, "tacit_allowed", _2H, "overseas", "CGI 289 VI, 290"),
            "collectivity_law_unchecked",
        ),
        duties=("e_reporting",),
    ),
    _line(
        "overseas_recipient",
        "any → taxable in Guyane or Mayotte",
        {"recipient": _TAXABLE, "territory": _GUYANE_MAYOTTE},
        _step(None, "tacit_allowed", _2H, "overseas", "CGI 289 VI, 290"),
        duties=("e_reporting",),
    ),
    _line(
        "eu_recipient",
        "any → established in another Member State, EN 16931 file",
        {"territory": _EU, "structured": _YES},
        _step("vida", "none", _INF, "eu_structured", _VIDA),
        duties=("e_reporting",),
    ),
    _line(
        "eu_recipient",
        "any → established in another Member State",
        {"territory": _EU},
        _step(
            *(None, "express_only", _INF, "eu_recipient", f"CGI 289 bis V; {_VIDA}"),
            "express_by_prudence",
        ),
        _step(
            *("vida", "express_only", _INF, "eu_recipient", f"CGI 289 bis V; {_VIDA}"),
            *("express_by_prudence", "structured_file_exempt"),
        ),
        duties=("e_reporting",),
    ),
    _line(
        "non_eu_recipient",
        "any → outside the EU, Monaco apart",
        {"territory": frozenset({Territory.NON_EU})},
        _step(
            *(None, "express_only", _INF, "non_eu_recipient", "CGI 289 VI, 290"),
            "express_by_prudence",
        ),
        duties=("e_reporting",),
    ),
    _line(
        "non_taxable_legal_person",
        "any → non-taxable legal person, such as an association",
        {"recipient": frozenset({Recipient.NON_TAXABLE})},
        _step(None, "tacit_allowed", _2H, "non_taxable", "CGI 289 VI, 290"),
        duties=("e_reporting",),
    ),
    _line(
        "exempt_operation_only",
        "any → taxable in France, only operations exempt under 261 to 261 E",
        {
            "recipient": _TAXABLE,
            "territory": _FRANCE,
            "operation": frozenset({Operation.EXEMPT_261}),
        },
        _step(None, "tacit_allowed", _2H, "exempt_operation", _EXEMPT),
        duties=("outside_e_reporting",),
    ),
    _line(
        "domestic_not_in_directory_large_issuer",
        "large → taxable in France, absent from the directory",
        _domestic("absent", _LARGE),
        _step(None, "tacit_allowed", _2H, "not_in_directory", _TOLERANCE),
        duties=("report_as_non_taxable_buyer",),
    ),
    _line(
        "domestic_not_in_directory_small_issuer",
        "small → the same",
        _domestic("absent", _SMALL),
        _step(None, "tacit_allowed", _2H, "not_in_directory", _TOLERANCE),
        _step("emission_large", "tacit_allowed", _INF, "not_in_directory", _TOLERANCE),
        _step("emission_small", "tacit_allowed", _2H, "not_in_directory", _TOLERANCE),
        duties=("report_as_non_taxable_buyer",),
    ),
    _line(
        "domestic_no_active_address_large_issuer",
        "large → taxable in France, in the directory without an active address",
        _domestic("inactive", _LARGE),
        *_NO_ADDRESS_LARGE,
        duties=("deposit_not_transmitted", "copy_marked_duplicate"),
    ),
    _line(
        "domestic_no_active_address_small_issuer",
        "small → the same",
        _domestic("inactive", _SMALL),
        *_NO_ADDRESS_SMALL,
        duties=("deposit_not_transmitted", "copy_marked_duplicate"),
    ),
    _line(
        "domestic_taxable_large_issuer",
        "large → taxable in France with an active address, deposits included",
        _domestic("active", _LARGE),
        *_TAXABLE_LARGE,
        duties=("copy_marked_duplicate",),
    ),
    _line(
        "domestic_taxable_large_issuer",
        "large → taxable in France, directory not checked",
        _domestic("unknown", _LARGE),
        *_unchecked(_TAXABLE_LARGE),
        duties=("copy_marked_duplicate",),
    ),
    _line(
        "domestic_taxable_small_issuer",
        "small → taxable in France with an active address, deposits included",
        _domestic("active", _SMALL),
        *_TAXABLE_SMALL,
        duties=("copy_marked_duplicate",),
    ),
    _line(
        "domestic_taxable_small_issuer",
        "small → taxable in France, directory not checked",
        _domestic("unknown", _SMALL),
        *_unchecked(_TAXABLE_SMALL),
        duties=("copy_marked_duplicate",),
    ),
    _line(
        "unclassified",
        "inputs missing, or no row fits",
        {},
        _step(None, "to_review", _INF, "unclassified", "product choice"),
    ),
)
KEYS = tuple(dict.fromkeys(line.key for line in TABLE))
