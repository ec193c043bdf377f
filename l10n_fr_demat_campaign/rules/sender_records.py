"""What a sender's domain publishes so that mailbox providers trust its messages.

SPF: RFC 7208 (one record, 3.2 and 4.5; what `+all` means, 5.1). DMARC: RFC 7489 (6.3;
the organizational domain speaks for those below it, 6.6.3). DKIM: RFC 6376 (3.6.1, a
key without content is revoked). Large mailbox providers ask all three of whoever writes
to many (2024).
"""

import re
from enum import Enum

_SPF = re.compile(r"v=spf1(?: |$)", re.IGNORECASE)
_DMARC = re.compile(r"v\s*=\s*DMARC1\s*(?:;|$)", re.IGNORECASE)
_POLICIES = frozenset({"none", "quarantine", "reject"})
# Terms of an SPF record that let any server in the world write.
_ANYBODY = frozenset({"all", "+all", "?all"})


class RecordFlaw(str, Enum):
    """Why a record does not help."""

    MISSING = "missing"
    SEVERAL = "several"
    ANYBODY = "anybody"
    POLICY = "policy"
    REVOKED = "revoked"

    def __str__(self):
        return self.value


def read_spf(texts):
    """The SPF record among the texts of a domain, and its flaw.

    >>> read_spf(["v=spf1 include:mail.example -all", "google-site=1"])
    ('v=spf1 include:mail.example -all', None)
    >>> str(read_spf(["v=spf1 +all"])[1]), str(read_spf(["v=spf10 -all"])[1])
    ('anybody', 'missing')
    """
    found = [text for text in texts if _SPF.match(text)]
    if len(found) != 1:
        return "", RecordFlaw.SEVERAL if found else RecordFlaw.MISSING
    is_open = _ANYBODY & set(found[0].lower().split())
    return found[0], RecordFlaw.ANYBODY if is_open else None


def read_dmarc(texts):
    """The DMARC record among the texts of its name, and its flaw.

    >>> read_dmarc(["v=DMARC1; p=none"])
    ('v=DMARC1; p=none', None)
    >>> str(read_dmarc(["v=DMARC1; rua=mailto:a@b.example"])[1])
    'policy'
    """
    found = [text for text in texts if _DMARC.match(text)]
    if len(found) != 1:
        return "", RecordFlaw.SEVERAL if found else RecordFlaw.MISSING
    policy = _read_tags(found[0]).get("p", "").lower()
    return found[0], None if policy in _POLICIES else RecordFlaw.POLICY


def read_dkim(texts):
    """The DKIM key among the texts of its name, and its flaw.

    >>> read_dkim(["v=DKIM1; k=rsa; p=MIGf"])
    ('v=DKIM1; k=rsa; p=MIGf', None)
    >>> str(read_dkim(["v=DKIM1; p="])[1])
    'revoked'
    """
    found = [text for text in texts if "p" in _read_tags(text)]
    if len(found) != 1:
        return "", RecordFlaw.SEVERAL if found else RecordFlaw.MISSING
    key = _read_tags(found[0])["p"]
    return found[0], None if key else RecordFlaw.REVOKED


def dmarc_names(domain):
    """The names at which a DMARC record may stand, the nearest first.

    >>> dmarc_names("news.lumiere.example")
    ['_dmarc.news.lumiere.example', '_dmarc.lumiere.example']
    """
    labels = domain.split(".")
    last = max(len(labels) - 1, 1)
    return [f"_dmarc.{'.'.join(labels[number:])}" for number in range(last)]


def _read_tags(text):
    """Return the tags of a record: `v=DKIM1; p=…`."""
    pairs = (part.partition("=") for part in text.split(";"))
    return {name.strip().lower(): value.strip() for name, sign, value in pairs if sign}
