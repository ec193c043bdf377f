"""E-mail addresses as customers type them: the flaw of one, the list in a field.

Sources: RFC 5321 (4.5.3.1, lengths), RFC 5322 (3.4.1, dot-atom), RFC 1035 and 3696
(domains), RFC 5890 (domains with accents). Quoted local parts, domain literals and
comments are legal and nobody's billing address: refused. So are letters with accents
in the local part: mail servers that take them are rare, typing mistakes are not.
"""

import re
from enum import Enum
from unicodedata import normalize

from .company_numbers import typed

LOCAL_MAX, DOMAIN_MAX, ADDRESS_MAX = 64, 253, 254
_APART = re.compile(r"[\s;,|<>()\"\[\]]")
_GLUE = re.compile(r"[/&]")
_WORD = re.compile(r"[^\s<>\"'(),;:]+")
_MAILTO = re.compile(r"\Amailto:", re.IGNORECASE)
_WRAPPED = re.compile(r"[<>\"]|\Amailto:", re.IGNORECASE)
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]*")
_ASCII_DOMAIN = re.compile(r"[!-~]*")
_NEVER_IN_DOMAIN = re.compile(r"[,;:\\()\[\]]")
_LABEL = re.compile(r"(?!-)[A-Za-z0-9-]{1,63}(?<!-)")
# What nearly everybody has, found at once: letters, digits, dots and hyphens.
_PLAIN = re.compile(
    r"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)
_TOP_LABEL = re.compile(r"[A-Za-z]{2,}|[Xx][Nn]--[A-Za-z0-9-]+")


class EmailFlaw(str, Enum):
    """Why a text is not one e-mail address."""

    EMPTY = "empty"
    SEVERAL = "several"
    FORMAT = "format"
    AT_SIGN = "at_sign"
    DOMAIN = "domain"
    LOCAL_PART = "local_part"
    CHARACTERS = "characters"
    LENGTH = "length"

    def __str__(self):
        return self.value


def split_emails(text):
    """What looks like e-mail addresses in one field, in order, case kept.

    >>> split_emails("Jean <jean@a.example>; compta@b.example / dir@c.example")
    ['jean@a.example', 'compta@b.example', 'dir@c.example']
    """
    words = [word for word in _APART.split(typed(text)) if "@" in word]
    pieces = [piece for word in words for piece in _split_glued(word)]
    return [_MAILTO.sub("", piece) for piece in pieces]


def without_addresses(text):
    """A text without the e-mail addresses in it: what may be kept for ever.

    >>> without_addresses("550 5.1.1 <jean@a.example>: no such mailbox")
    '550 5.1.1 <…>: no such mailbox'
    """
    return _WORD.sub(lambda word: "…" if "@" in word[0] else word[0], text)


def email_flaw(text):
    """The flaw of an e-mail address, None when it is good.

    >>> email_flaw("Invoices.96AbC@inbox.clearfacts.example")
    >>> str(email_flaw("compta@")), str(email_flaw("a@b.example; c@d.example"))
    ('domain', 'several')
    """
    text = typed(text)
    local, _at, domain = text.partition("@")
    if _PLAIN.fullmatch(text) and not _is_too_long(local, domain):
        return None
    checks = (
        (EmailFlaw.EMPTY, lambda: not text),
        (EmailFlaw.SEVERAL, lambda: len(split_emails(text)) > 1),
        (EmailFlaw.FORMAT, lambda: "@" in text and _WRAPPED.search(text)),
        (EmailFlaw.AT_SIGN, lambda: text.count("@") != 1),
        (EmailFlaw.CHARACTERS, lambda: _has_odd_characters(local, domain)),
        (EmailFlaw.LENGTH, lambda: _is_too_long(local, domain)),
        (EmailFlaw.LOCAL_PART, lambda: not _is_dot_atom(local)),
        (EmailFlaw.DOMAIN, lambda: not _is_domain(domain)),
    )
    return next((flaw for flaw, found in checks if found()), None)


def _split_glued(word):
    """The addresses of a word like `a@b.example/c@d.example`.

    Both signs are legal in a local part: they part a word that holds two addresses.
    """
    if word.count("@") < 2:
        return [word]
    return [piece for piece in _GLUE.split(word) if "@" in piece]


def _has_odd_characters(local, domain):
    if not _LOCAL.fullmatch(local) or _NEVER_IN_DOMAIN.search(domain):
        return True
    foreign = "".join(sorted(set(_ASCII_DOMAIN.sub("", domain))))
    # letters with accents are good in a domain, their look-alikes (full width) are not
    return bool(foreign) and not (
        foreign.isalpha() and normalize("NFKC", domain) == domain
    )


def _is_too_long(local, domain):
    if len(local) > LOCAL_MAX or len(domain) > DOMAIN_MAX:
        return True
    return len(local) + 1 + len(_to_ascii(domain) or domain) > ADDRESS_MAX


def _is_dot_atom(local):
    return local != "" and "" not in local.split(".")


def _is_domain(domain):
    *labels, top = (_to_ascii(domain) or "").split(".")
    return (
        labels != []
        and all(_LABEL.fullmatch(label) for label in (*labels, top))
        and _TOP_LABEL.fullmatch(top) is not None
    )


def _to_ascii(domain):
    """The domain as the DNS has it (RFC 5890), None when it has no such form."""
    if domain.isascii():
        return domain
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return None
