"""The customers' mailboxes: the files that the mail server keeps."""

import re
from email import message_from_bytes, policy
from pathlib import Path

_LINK = re.compile(r"https?://[^\s\"'<>]+/demat/[A-Za-z0-9_-]{20,}")


class Mailbox:
    """Every message received so far, oldest first."""

    def __init__(self, folder):
        self.folder = Path(folder)

    def messages(self):
        """Return the parsed messages in the order they came."""
        return [
            message_from_bytes(path.read_bytes(), policy=policy.default)
            for path in sorted(self.folder.glob("*.eml"))
        ]

    def links(self):
        """Return the last personal link of each recipient and company name.

        Several companies may share a mailbox: the subject tells them apart.
        """
        found = {}
        for message in self.messages():
            if link := find_link(message):
                found[message["X-Envelope-To"], message["Subject"]] = link
        return found

    def count(self):
        """Return how many messages were received."""
        return sum(1 for _path in self.folder.glob("*.eml"))


def find_link(message):
    """Return the personal link of a message, or None."""
    for part in message.walk():
        if part.get_content_maintype() == "text":
            match = _LINK.search(part.get_content())
            if match:
                return match[0].removesuffix("/stop")
    return None


def attachments(message):
    """Return the (name, bytes) of the files of a message."""
    return [
        (part.get_filename(), part.get_payload(decode=True))
        for part in message.iter_attachments()
    ]
