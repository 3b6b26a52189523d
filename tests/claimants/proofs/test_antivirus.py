"""The wire to a clamd, against one of our own."""

import socket
import struct
import threading

import pytest

from claimants.proofs import antivirus


@pytest.fixture
def clamd(settings):
    """A server that speaks the protocol; what it heard, and what it will answer."""
    server = socket.create_server(("127.0.0.1", 0))
    settings.CLAMD = f"127.0.0.1:{server.getsockname()[1]}"
    heard, answers = [], []

    def serve():
        wire = server.accept()[0]
        with wire, wire.makefile("rb") as stream:
            heard.append(stream.read(10))
            while length := struct.unpack("!L", stream.read(4))[0]:
                heard.append(stream.read(length))
            wire.sendall(answers[0])

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield heard, answers
    server.close()


@pytest.mark.parametrize(
    ("answer", "expected"), [(b"stream: OK\0", False), (b"stream: Eicar-Test-Signature FOUND\0", True)]
)
def test_it_asks_in_pieces_and_understands_the_answer(clamd, answer, expected):
    heard, answers = clamd
    answers.append(answer)
    content = b"x" * (antivirus.CHUNK + 5)
    assert antivirus.is_infected(content) is expected
    assert heard[0] == b"zINSTREAM\0"
    assert b"".join(heard[1:]) == content


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR\0", b""])
def test_no_clear_answer_is_no_answer(clamd, answer):
    clamd[1].append(answer)
    with pytest.raises(antivirus.Unreachable):
        antivirus.is_infected(b"x")


@pytest.mark.parametrize("address", ["127.0.0.1:1", "/nowhere/clamd.ctl", "nonsense"])
def test_a_scanner_that_is_not_there(settings, address):
    settings.CLAMD = address
    with pytest.raises(antivirus.Unreachable):
        antivirus.is_infected(b"x")
