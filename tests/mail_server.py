"""A mail server of flesh and blood on this machine, that can be told to misbehave."""

import asyncio
import socket
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult


@dataclass
class Received:
    """A mail as the server stored it."""

    to: str
    mail: EmailMessage

    @property
    def message_id(self) -> str:
        return self.mail["Message-ID"]


@dataclass
class MailServer:
    """Stores what it accepts, in order; `faults` says how: per recipient, "*" for everybody, "sender" for us.

    A fault is an SMTP answer to RCPT ("550 no such user"), or "data: 451 …", "drop before", "drop after", "slow".
    """

    faults: dict[str, str] = field(default_factory=dict)
    received: list[Received] = field(default_factory=list)
    seconds: float = 4
    connections: list = field(default_factory=list)

    def of(self, address: str) -> list[Received]:
        return [one for one in self.received if one.to == address]

    def fault(self, address: str) -> str:
        return self.faults.get(address) or self.faults.get("*", "")

    async def handle_MAIL(self, server, session, envelope, address, mail_options):
        self.connections.append(server.transport)
        if "sender" in self.faults:
            return self.faults["sender"]
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.fault(address)[:1].isdigit():
            return self.fault(address)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        fault = self.fault(envelope.rcpt_tos[0])
        if fault.startswith("data:"):
            return fault.removeprefix("data:").strip()
        if fault != "drop before":
            mail = message_from_bytes(envelope.content, policy=policy.default)
            self.received += [Received(address, mail) for address in envelope.rcpt_tos]
        if fault.startswith("drop"):
            server.transport.abort()
        if fault == "slow":
            await asyncio.sleep(self.seconds)
        return "250 OK"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def mail_server(settings):
    """A mail server that Django sends to; it refuses every password."""
    server = MailServer()
    controller = Controller(
        server,
        hostname="127.0.0.1",
        port=free_port(),
        server_hostname="mail.example",
        authenticator=lambda *_: AuthResult(success=False, handled=False, message="535 5.7.8 wrong password"),
        auth_require_tls=False,
    )
    controller.start()
    settings.EMAIL_BACKEND = "cases.outbox.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", controller.port, 3
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    yield server
    controller.stop()
