"""What a French letter must not say, in the order of the keys."""

from . import (
    letter_fr_adverts,
    letter_fr_duties,
    letter_fr_fees,
    letter_fr_law,
    letter_fr_limits,
    letter_fr_nature,
    letter_fr_pressure,
    letter_fr_promises,
    letter_fr_risks,
    letter_fr_savings,
)
from .letter_fr_promises import GREETINGS, OPENINGS, WE, YOU

__all__ = ["GREETINGS", "IDEAS", "OPENINGS", "WARNINGS", "WE", "YOU"]

PARTS = (
    letter_fr_adverts,
    letter_fr_duties,
    letter_fr_fees,
    letter_fr_law,
    letter_fr_limits,
    letter_fr_nature,
    letter_fr_pressure,
    letter_fr_promises,
    letter_fr_risks,
    letter_fr_savings,
)
WARNINGS = tuple(
    sorted(
        (rule for part in PARTS for rule in part.WARNINGS), key=lambda rule: rule.key
    )
)
IDEAS = {name: rows for part in PARTS for name, rows in part.IDEAS.items()}
