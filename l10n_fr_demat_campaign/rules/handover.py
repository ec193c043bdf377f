"""What an attempt to hand a message to a mail server came to, when it failed.

RFC 5321: an answer below 500 asks to try again later, from 500 on it is final
(4.2.1). A server is responsible for a message from its answer to the end of the text
on (4.1.1.4, 6.1): when the connection is lost between the two, nobody knows who has
it, and sending again may send twice (4.5.4.2 and RFC 1047).
"""

import smtplib
import traceback
from enum import Enum


class Outcome(str, Enum):
    """What is known of a message that was not accepted."""

    LATER = "later"
    REFUSED = "refused"
    UNKNOWN = "unknown"

    def __str__(self):
        """Give the stored value."""
        return self.value


PERMANENT = 500
# About the message itself, seen before it left: the same again next time.
_ABOUT_THE_MESSAGE = (AssertionError, UnicodeError)
# About us and the server, whatever the message is: somebody mends it.
_ABOUT_THE_SERVER = (
    smtplib.SMTPAuthenticationError,
    smtplib.SMTPConnectError,
    smtplib.SMTPHeloError,
)


def outcome_of(error):
    """Return what a failed attempt came to.

    >>> str(outcome_of(smtplib.SMTPDataError(451, b"try again")))
    'later'
    >>> str(outcome_of(smtplib.SMTPDataError(554, b"no spam here")))
    'refused'
    >>> str(outcome_of(ConnectionRefusedError()))
    'later'

    :param error: what was raised, maybe around the error of the connection
    """
    cause = _get_cause(error)
    if isinstance(cause, _ABOUT_THE_MESSAGE) or _get_code(cause) >= PERMANENT:
        return Outcome.REFUSED
    if _get_code(cause) or not _had_begun_the_text(cause):
        return Outcome.LATER
    return Outcome.UNKNOWN


def answer_of(error):
    """Return what the server said, its code first; empty when it said nothing.

    >>> answer_of(smtplib.SMTPDataError(451, b"4.7.1 try again"))
    '451 4.7.1 try again'
    >>> answer_of(OSError("unreachable"))
    ''
    """
    cause = _get_cause(error)
    if refused := getattr(cause, "recipients", None):
        answers = list(refused.values())
    elif isinstance(cause, smtplib.SMTPResponseException):
        answers = [(cause.smtp_code, cause.smtp_error)]
    else:
        answers = []
    return ", ".join(f"{code} {_read(text)}".strip() for code, text in answers)


def _get_cause(error):
    """Return the error of the connection itself: others are raised around it."""
    known = (OSError, *_ABOUT_THE_MESSAGE)
    cause = error
    while cause is not None and not isinstance(cause, known):
        cause = cause.__cause__ or cause.__context__
    return cause or error


def _get_code(cause):
    """Return the answer that decides about a message, 0 without any."""
    if isinstance(cause, _ABOUT_THE_SERVER):
        return 0
    if refused := getattr(cause, "recipients", None):
        return max(code for code, _text in refused.values())
    return getattr(cause, "smtp_code", 0)


def _had_begun_the_text(cause):
    """Return whether the connection was lost while the text was on its way."""
    frames = traceback.walk_tb(cause.__traceback__)
    return any(frame.f_code is smtplib.SMTP.data.__code__ for frame, _line in frames)


def _read(text):
    return text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
