"""Which family of message a customer gets, from the regime of the planned date."""

from .regime_line import Answer
from .situation import member
from .timeline import Code


class Family(Code):
    """What a message may ask: only the first may carry the tacit sentence."""

    CONSENT_TACIT = "consent_tacit"
    CONSENT_EXPRESS = "consent_express"
    INFORMATION = "information"


_FAMILIES = {
    Answer.NONE: Family.INFORMATION,
    Answer.TACIT_ALLOWED: Family.CONSENT_TACIT,
    Answer.EXPRESS_ONLY: Family.CONSENT_EXPRESS,
    Answer.PLATFORM_MANDATORY: Family.INFORMATION,
    Answer.PLATFORM_OR_CONSENT: Family.CONSENT_TACIT,
    Answer.TO_REVIEW: None,
}


def family_of(
    answer: Answer | str, outside_platform: bool = True, identified: bool = True
) -> Family | None:
    """Return the family of message for an answer of the regime; None: send nothing.

    `outside_platform` says that an issuer who has the choice stays outside a platform:
    inside one there is nothing to consent to, he only informs. `identified` says that
    a number names the customer as a company: else gate G01 never lets silence count,
    and a message must not announce that it will.

    >>> family_of("tacit_allowed", identified=False)
    <Family.CONSENT_EXPRESS: 'consent_express'>
    """
    answer = member("answer", Answer, answer)
    if answer == Answer.PLATFORM_OR_CONSENT and not outside_platform:
        return Family.INFORMATION
    family = _FAMILIES[answer]
    if family == Family.CONSENT_TACIT and not identified:
        return Family.CONSENT_EXPRESS
    return family
