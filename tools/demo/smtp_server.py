"""A real SMTP server on loopback that keeps every message as a file.

Run as a program: ``python -m demo.smtp_server PORT FOLDER``. Recipients of a domain
that starts with ``inconnu.`` or whose name starts with ``refuse.`` are refused, as a
server refuses a mailbox that does not exist.
"""

import asyncio
import re
import sys
from pathlib import Path

from aiosmtpd.controller import Controller

HOST = "127.0.0.1"
REFUSED = "550 5.1.1 No such mailbox here"
ACCEPTED = "250 OK"
_UNSAFE = re.compile(r"[^A-Za-z0-9.@_-]")


class Keeper:
    """Write each accepted message to a file, its envelope first."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        """Refuse the mailboxes that do not exist; keep the case of the others."""
        if "@refuse." in address.lower() or address.lower().startswith("refuse."):
            return REFUSED
        envelope.rcpt_tos.append(address)
        return ACCEPTED

    async def handle_DATA(self, server, session, envelope):
        """Keep the message, with the addresses of the SMTP commands above it."""
        self.count += 1
        name = _UNSAFE.sub("_", envelope.rcpt_tos[0])[:80]
        path = self.folder / f"{self.count:05d}_{name}.eml"
        recipients = ", ".join(envelope.rcpt_tos)
        head = (
            f"X-Envelope-From: {envelope.mail_from}\r\nX-Envelope-To: {recipients}\r\n"
        )
        path.write_bytes(head.encode() + envelope.content)
        return ACCEPTED


def main(port, folder):
    """Listen until the program is stopped."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    controller = Controller(
        Keeper(folder), hostname=HOST, port=int(port), data_size_limit=64 * 1024 * 1024
    )
    controller.start()
    asyncio.new_event_loop().run_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
