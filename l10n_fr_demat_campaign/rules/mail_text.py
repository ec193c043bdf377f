"""Messages that a program wrote wrongly, and what can still be read in them.

Python's parser and Odoo raise on some of them, and such a message is lost: nobody sees
the report, or the refusal, that it carries. What cannot be read is given as plain text.
"""

import codecs
import re
from email import message_from_string

# What they raise on a message that makes no sense.
UNREADABLE = (AttributeError, LookupError, TypeError, ValueError)
_ADDRESS = re.compile(r"[^\s<>()\[\]\\,:;\"@\0]+@[^\s<>()\[\]\\,:;\"@\0]+")
_MESSAGE_ID = re.compile(r"<([^\s<>@\0]{1,250}@[^\s<>@\0]{1,250})>")
# Line ends, controls, words in code: what would begin another header, or end them all.
_NOT_IN_A_LINE = re.compile(r"=\?|[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_HEADERS = "text/rfc822-headers"
_CONTAINERS = ("message", "multipart")
_CONTENTS = ("application", "audio", "image", "text", "video")
_DAY_LENGTH = len("2026-09-07 10:02:11")
# More of a message is not looked at.
_MOST_TEXT = 200_000
_MOST_IDS = 50


def can_be_kept(values):
    r"""Return whether a database takes what was read: no NUL, and a day with a year.

    >>> can_be_kept({"date": "822-09-07 10:02:11"}), can_be_kept({"subject": "a\0b"})
    (False, False)
    """
    day = values.get("date") or ""
    texts = (value for value in values.values() if isinstance(value, str))
    is_day = not day or len(day) == _DAY_LENGTH
    return is_day and not any("\0" in text for text in texts)


def mend(message):
    """Make each part of a message readable, in place.

    Of a header that makes no sense only the addresses stay, of a type that does not
    hold what it says only the text.
    """
    for part in message.walk():
        _mend_headers(part)
        _mend_type(part)
        if part.get_content_type() == _HEADERS:
            _mend_quoted(part)


def _mend_headers(part):
    headers = list(part.raw_items())
    for name, _value in headers:
        del part[name]
    for name, value in headers:
        if not _is_readable(part, name, value):
            form = "<%s>" if name.lower() == "message-id" else "%s"
            value = ", ".join(form % found for found in _ADDRESS.findall(str(value)))
        if value:
            part.set_raw(name, value)


def _is_readable(part, name, value):
    try:
        header = part.policy.header_fetch_parse(name, value)
    except UNREADABLE:
        return False
    # A date without a day, or of another age, is none.
    if name.lower() == "date":
        return bool(header.datetime) and header.datetime.year >= 1970
    return "\0" not in header


def _mend_type(part):
    kind = part.get_content_maintype()
    if kind in _CONTAINERS and not (part.is_multipart() and part.get_payload()):
        part.set_type("text/plain")
        part.set_param("charset", "utf-8")
    elif kind not in (*_CONTAINERS, *_CONTENTS):
        part.set_type("application/octet-stream")
    try:
        codecs.lookup(str(part.get_param("charset", "utf-8")))
    except UNREADABLE:
        part.set_param("charset", "utf-8")


def _mend_quoted(part):
    """Mend the headers of another message, which a part gives as text."""
    quoted = message_from_string(part.get_content(), policy=part.policy)
    _mend_headers(quoted)
    del part["Content-Transfer-Encoding"]
    part.set_payload(
        "".join(f"{name}: {value}\n" for name, value in quoted.raw_items())
    )


def one_line(text):
    r"""Return what a header may hold of a name: one line, without hidden letters.

    >>> one_line("Durand\r\nBcc: x@y.example =?utf-8?q?=0A?=")
    'Durand Bcc: x@y.example = ?utf-8?q?=0A?='
    >>> one_line("Durand  & Fils")
    'Durand  & Fils'
    """
    if not _NOT_IN_A_LINE.search(text):
        return text
    plain = _NOT_IN_A_LINE.sub(" ", text.replace("=?", "= ?"))
    return " ".join(plain.split())


def text_in(message):
    """Return all the text of a message, whatever its parts say they are."""
    texts = []
    for part in message.walk():
        content = part.get_payload(decode=True) or b""
        texts.append(content[:_MOST_TEXT].decode("utf-8", "replace"))
    return "\n".join(texts)[:_MOST_TEXT]


def message_ids_in(text):
    """Return the ids of messages that a text names.

    >>> message_ids_in("Message-ID: <1.2@shop.example>, from <me> to <@>")
    ['<1.2@shop.example>']
    """
    found = dict.fromkeys(_MESSAGE_ID.findall(text[:_MOST_TEXT]))
    return [f"<{found_id}>" for found_id in list(found)[:_MOST_IDS]]


def fields_in(text, name):
    r"""Return the values of a field in text that has one per line.

    >>> fields_in("Action: failed\nStatus: 5.1.1\nACTION : delayed", "Action")
    ['failed', 'delayed']
    """
    lines = (line.partition(":") for line in text.splitlines())
    return [
        value.strip()
        for key, _colon, value in lines
        if key.strip().lower() == name.lower()
    ]
