import email
import socket
import threading
from unittest.mock import patch

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

HOST = "127.0.0.1"
ACCEPTED = "250 OK"


class FaultyServer(SMTP):
    """An SMTP server that loses the connection when its mailbox says so."""

    def data_received(self, data):
        """Drop the connection in the middle of a message."""
        mailbox = self.event_handler
        if mailbox.drop == "during_data" and b"\nSubject:" in data:
            mailbox.drop = None
            self.transport.abort()
            return
        super().data_received(data)

    async def push(self, status):
        """Answer, unless the connection is lost instead."""
        mailbox = self.event_handler
        is_reply_to_data = isinstance(status, str) and status.startswith("354")
        if mailbox.drop == "before_data" and is_reply_to_data:
            mailbox.drop = None
            self.transport.abort()
            return
        await super().push(status)


class Mailbox:
    """An SMTP server on loopback that keeps what it receives, and fails as told.

    ``drop`` names the next moment at which the connection is lost: ``connect``,
    ``rcpt``, ``before_data``, ``during_data``, ``after_data``. ``answer`` replaces the
    answer to the text, ``refusals`` the answers to some recipients.
    """

    def __init__(self):
        self.messages, self.refusals = [], {}
        self.drop = self.answer = None
        self.is_slow = False
        self.woken = threading.Event()

    def _drops(self, moment, server):
        if self.drop != moment:
            return False
        self.drop = None
        server.transport.abort()
        return True

    async def handle_RCPT(self, server, _session, envelope, address, _options):
        """Refuse some recipients and take the others."""
        if self._drops("rcpt", server):
            return "421 gone"
        if refusal := self.refusals.get(address):
            return refusal
        envelope.rcpt_tos.append(address)
        return ACCEPTED

    async def handle_DATA(self, server, _session, envelope):
        """Keep a message, then answer, late or never when told so."""
        if self.answer:
            return self.answer
        self.messages.append(email.message_from_bytes(envelope.content))
        if self._drops("after_data", server):
            return ACCEPTED
        if self.is_slow:
            await server.loop.run_in_executor(None, self.woken.wait, 10)
        return ACCEPTED

    def get_message_ids(self):
        """Return the Message-ID of each message that was kept."""
        return [message["Message-Id"] for message in self.messages]


class FaultyController(Controller):
    """Serve a mailbox by a server that loses connections."""

    def factory(self):
        """Return the server of one connection."""
        return FaultyServer(self.handler, **self.SMTP_kwargs)


class SmtpCommon:
    """Tests in which Odoo's mail really leaves, for a server that fails as told."""

    def start_mailbox(self):
        """Let Odoo's mail leave for a server of ours, and return its mailbox."""
        self.mailbox = Mailbox()
        self.port = self._get_free_port()
        self._listen()
        self.env["ir.mail_server"].search([]).active = False
        self.mail_server = self.env["ir.mail_server"].create(
            {"name": "loopback", "smtp_host": HOST, "smtp_port": self.port}
        )
        server = self.env.registry["ir.mail_server"]
        self.startPatcher(patch.object(server, "_disable_send", lambda _self: False))
        timeout = "odoo.addons.base.models.ir_mail_server.SMTP_TIMEOUT"
        self.startPatcher(patch(timeout, 0.5))
        return self.mailbox

    def _listen(self):
        controller = FaultyController(self.mailbox, hostname=HOST, port=self.port)
        controller.start()
        self.addCleanup(controller.stop)
        # What waits must not hold the server back when it stops.
        self.addCleanup(self.mailbox.woken.set)

    def _get_free_port(self):
        with socket.socket() as free:
            free.bind((HOST, 0))
            return free.getsockname()[1]

    def close_server(self):
        """Let nothing listen at the address of the mail server."""
        self.mail_server.smtp_port = self._get_free_port()

    def open_server(self):
        """Let the server be there again."""
        self.mail_server.smtp_port = self.port
