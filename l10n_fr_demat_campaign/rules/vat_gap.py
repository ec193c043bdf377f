"""How far the VAT of an invoice may be from what its rate makes of its base.

VAT that is rounded line by line, or so that it can be paid in cash, is not that of the
sum.
"""


def gap_of(base, vat, rate):
    """Return what lies between a VAT and that of its rate, in the invoice's currency.

    >>> gap_of(100.0, 20.01, 20)
    0.01
    """
    return round(abs(vat - round(base * rate / 100, 2)), 2)


def is_gap_taken(gap, level, count=0):
    """Return whether a profile takes such a gap.

    EN 16931 takes less than one unit of the currency (BR-CO-17, BR-S-09), EXTENDED a
    cent for each line, allowance and charge of that rate (BR-FXEXT-S-09b).

    :param count: how many of these there are, for EXTENDED

    >>> is_gap_taken(0.05, "en16931"), is_gap_taken(0.05, "extended", 2)
    (True, False)
    >>> is_gap_taken(1.5, "en16931"), is_gap_taken(1.5, "extended", 200)
    (False, True)
    """
    return gap <= round(0.01 * count, 2) if level == "extended" else gap < 1
