"""The amounts of an invoice, added up as EN 16931 wants them (BR-CO-10 to BR-CO-16).

Odoo computes them; this only says whether what is written adds up, and is there.
"""

TOLERANCE = 0.005
# Amount, rule, and what it must be.
EQUATIONS = (
    ("BT-106", "BR-CO-10", lambda terms: _sum(terms, "BG-25", "BT-131")),
    (
        "BT-109",
        "BR-CO-13",
        lambda terms: (
            _get(terms, "BT-106") - _get(terms, "BT-107") + _get(terms, "BT-108")
        ),
    ),
    ("BT-110", "BR-CO-14", lambda terms: _sum(terms, "BG-23", "BT-117")),
    (
        "BT-112",
        "BR-CO-15",
        lambda terms: _get(terms, "BT-109") + _get(terms, "BT-110"),
    ),
    (
        "BT-115",
        "BR-CO-16",
        lambda terms: (
            _get(terms, "BT-112") - _get(terms, "BT-113") + _get(terms, "BT-114")
        ),
    ),
)
# What each row of a group says.
MEMBERS = (
    ("BG-25", "BT-131", "BR-24"),
    ("BG-23", "BT-116", "BR-45"),
    ("BG-23", "BT-117", "BR-46"),
    ("BG-20", "amount", "BR-31"),
    ("BG-21", "amount", "BR-36"),
)
ADJUSTMENTS = (("BG-27", "BR-41"), ("BG-28", "BR-43"))


def flaws_of(terms):
    """Yield the term, the value and the rule of each amount absent or wrong."""
    for name, rule, expected in EQUATIONS:
        if _is_wrong(terms.get(name), expected(terms)):
            yield name, terms.get(name), rule
    if _is_wrong(_sum(terms, "BG-23", "BT-116"), _get(terms, "BT-109")):
        yield "BT-116", _sum(terms, "BG-23", "BT-116"), "BR-S-08"
    if not terms.get("BG-23"):
        yield "BG-23", "", "BR-CO-18"
    yield from _absent_members(terms)


def _absent_members(terms):
    for group, name, rule in MEMBERS:
        if any(row.get(name) is None for row in terms.get(group) or ()):
            yield name, "", rule
    for group, rule in ADJUSTMENTS:
        rows = [
            row for line in terms.get("BG-25") or () for row in line.get(group) or ()
        ]
        if any(row.get("amount") is None for row in rows):
            yield group, "", rule


def _is_wrong(said, expected):
    return said is None or abs(said - expected) > TOLERANCE


def _get(terms, name):
    return terms.get(name) or 0.0


def _sum(terms, group, name):
    return sum(row.get(name) or 0.0 for row in terms.get(group) or ())
