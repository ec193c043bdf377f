"""What a schematron says of an invoice, whoever was asked."""

from dataclasses import dataclass

from .checker.schematron import FAILED, NOT_RUN, OK

__all__ = ["FAILED", "NOT_RUN", "OK", "Verdict"]


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What one schematron says: ok, failed, or that it was not asked."""

    state: str
    messages: tuple = ()
