"""What people type, made fit for an XML document."""

import re

NAME_LENGTH = 255
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
)


def clean(text):
    r"""Return a text without the characters that XML refuses nor outer spaces.

    >>> clean(" Chaise\x0b pliante ")
    'Chaise pliante'
    """
    return _FORBIDDEN.sub("", text).strip()


def first_line(text):
    r"""Return the first line, cut to what an item name may hold.

    >>> first_line("Chaise\nbleue")
    'Chaise'
    """
    return text.split("\n", 1)[0].strip()[:NAME_LENGTH].strip()


def other_lines(text):
    r"""Return what the first line does not say.

    >>> other_lines("Chaise\nbleue")
    'bleue'
    """
    return text[len(first_line(text)) :].strip()
