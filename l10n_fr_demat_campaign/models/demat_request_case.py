from dataclasses import dataclass
from functools import cached_property

from odoo import api, models

from ..rules import chain
from ..rules import consent as rules

# Facts of which a value, or its absence, is evidence as it is.
_COMPUTED = (
    *("is_elsewhere", "has_identifier", "is_consumer", "is_public"),
    *("question_on", "call_back_on"),
    *("unread_reply_on", "dispute", "hold_until", "stop_requested_on"),
    *("unserved_wish", "refused_on"),
)


@dataclass(frozen=True)
class Case:
    """One set of facts, which many customers share: decided and written down once."""

    blockers: list
    computed: bytes

    @cached_property
    def gates(self):
        """The conditions that are not met, as one text."""
        return ",".join(blocker.gate for blocker in self.blockers)


class DematRequestCase(models.Model):
    """What the conditions of tacit acceptance make of the facts."""

    _inherit = "demat.request"

    def _get_cases(self, day, sendings):
        """Return the case of each request, by id.

        How many requests there are asks for no query more, and those whose facts are
        the same share one case.

        :param sendings: what was sent to them, see ``demat.sending._read_of``
        """
        found, cases = {}, {}
        for request_id, facts in self._get_all_facts(day, sendings).items():
            # Looked up once: to hash all the facts takes its time.
            case = found.get(facts)
            if case is None:
                case = found[facts] = Case(
                    rules.tacit_blockers(facts, ("accept",)),
                    chain.canonical(self._prepare_computation(facts)),
                )
            cases[request_id] = case
        return cases

    @api.model
    def _prepare_computation(self, facts):
        """Return the values that the gates looked at, one by one, as evidence."""
        return {
            "regime": facts.answer,
            "announced_on": facts.announced_on,
            "first_proven_on": facts.first_proven_on,
            "period_end": facts.period_end,
            "deadline": facts.deadline,
            "minimum_days": facts.minimum_days,
            "pauses": facts.pauses,
            "points": sorted(facts.text_points),
            "proven": [day for day, _sending in facts.proofs],
            "reminded": [day for day, sent in facts.proofs if sent.is_reminder],
            **{
                name: getattr(facts, name) if facts.is_known(name) else "unknown"
                for name in _COMPUTED
            },
        }
