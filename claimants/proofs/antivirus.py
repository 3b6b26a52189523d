"""The virus scanner: a clamd that listens where CLAMD says, or none."""

import socket
import struct

from django.conf import settings

TIMEOUT_SECONDS = 20
CHUNK = 64 * 1024


class Unreachable(Exception):
    """The scanner did not answer, or not in a way that says yes or no."""


def is_present() -> bool:
    return bool(settings.CLAMD)


def is_infected(content: bytes) -> bool:
    """Whether the scanner finds a virus; raises Unreachable when it gives no answer."""
    try:
        with _connection(settings.CLAMD) as wire:
            wire.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), CHUNK):
                part = content[start : start + CHUNK]
                wire.sendall(struct.pack("!L", len(part)) + part)
            wire.sendall(struct.pack("!L", 0))
            answer = _answer(wire)
    except (OSError, ValueError) as error:
        raise Unreachable(type(error).__name__) from error
    if answer.endswith(b" OK"):
        return False
    if answer.endswith(b" FOUND"):
        return True
    raise Unreachable("no clear answer")


def _connection(address: str) -> socket.socket:
    """`/run/clamav/clamd.ctl`, or `host:port`."""
    if address.startswith("/"):
        wire = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        wire.settimeout(TIMEOUT_SECONDS)
        wire.connect(address)
        return wire
    host, _colon, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=TIMEOUT_SECONDS)


def _answer(wire: socket.socket) -> bytes:
    found = b""
    while not found.endswith(b"\0") and (part := wire.recv(1024)):
        found += part
    return found.rstrip(b"\0\n ")
