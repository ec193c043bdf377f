"""One rule of the checker of letters: what it looks for and what it advises."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One point or one argument: patterns, exceptions, level and advice.

    ``also`` holds a second idea that the same letter must express (points only).
    ``unless`` lists ideas whose presence in the sentence silences the rule.
    """

    key: str
    severity: str
    advice: str
    patterns: tuple
    also: tuple = ()
    unless: tuple = ()

    def lines(self):
        """The patterns as the vocabulary compiles them."""
        return *self.patterns, *self.also, *self.unless
