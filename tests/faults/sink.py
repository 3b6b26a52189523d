"""The witness: a mail server that writes down what it took, before it says so, and misbehaves on request.

`python -m tests.faults.sink PORT LOG ORDERS PATIENCE`. Each accepted mail is one JSON line in LOG, on disk before the
"250". ORDERS is a JSON file that is read again for every mail: {"mode", "match", "times", "seconds", "number"}; see
`Order`. PATIENCE is how many seconds the other side waits for an answer; one given later is as none.
"""

import asyncio
import json
import os
import sys
import time
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from pathlib import Path

REFUSALS = {"421": b"421 Closing down", "451": b"451 Try again later", "554": b"554 Not wanted"}


@dataclass(frozen=True)
class Order:
    """How to misbehave.

    ok                  take every mail
    421, 451, 554       refuse the mail with that code after its text, `seconds` later
    550rcpt             refuse the recipient for good
    451mail             refuse every sender for now: nothing is taken, and the client knows
    drop_before         close the connection without taking the mail
    drop_after_store    take the mail and close the connection without a word
    slow                take the mail and answer `seconds` later
    slow_quit           take the mail, say so, and never answer the good-bye

    `match`: only mails to an address that begins so. `times`: only so often; `number` tells two orders apart.
    """

    mode: str = "ok"
    match: str = ""
    times: int = 1_000_000
    seconds: float = 0.0
    number: int = 0


@dataclass
class Sink:
    log: Path
    orders: Path
    patience: float
    used: dict[int, int] = field(default_factory=dict)

    def order(self, recipient: str, *modes: str) -> Order | None:
        """The order that holds for this mail, when it is one of `modes`; counts as one use."""
        try:
            order = Order(**json.loads(self.orders.read_text()))
        except (OSError, ValueError):
            return None
        if order.mode not in modes or not recipient.startswith(order.match):
            return None
        if self.used.get(order.number, 0) >= order.times:
            return None
        self.used[order.number] = self.used.get(order.number, 0) + 1
        return order

    def store(self, recipient: str, content: bytes, *, is_answered: bool) -> None:
        mail = message_from_bytes(content, policy=policy.default)
        seen = {"at": time.time(), "to": recipient, "message_id": mail["Message-ID"], "is_answered": is_answered}
        with self.log.open("a") as file:
            file.write(json.dumps(seen) + "\n")
            file.flush()
            os.fsync(file.fileno())

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._talk(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.transport.abort()

    async def _talk(self, reader, writer) -> None:
        recipient, is_leaving_slowly = "", None
        writer.write(b"220 witness\r\n")
        while line := await reader.readline():
            verb = line[:4].upper()
            if verb == b"DATA":
                is_leaving_slowly = await self._take(recipient, reader, writer)
                if is_leaving_slowly is None:
                    return
                continue
            if verb == b"RCPT":
                recipient = line.decode().partition("<")[2].partition(">")[0]
            if verb == b"QUIT" and is_leaving_slowly:
                await asyncio.sleep(3600)
            writer.write(self._answer(verb, recipient) + b"\r\n")
            await writer.drain()
            if verb == b"QUIT":
                return

    def _answer(self, verb: bytes, recipient: str) -> bytes:
        if verb == b"QUIT":
            return b"221 Bye"
        if verb == b"MAIL" and self.order("", "451mail"):
            return b"451 Not now"
        if verb == b"RCPT" and self.order(recipient, "550rcpt"):
            return b"550 No such person"
        return b"250 Ok"

    async def _take(self, recipient: str, reader, writer) -> bool | None:
        """Take one mail: None when the connection ends here, True when the good-bye will hang."""
        writer.write(b"354 Go on\r\n")
        await writer.drain()
        content = await reader.readuntil(b"\r\n.\r\n")
        if self.order(recipient, "drop_before"):
            return None
        if refusal := self.order(recipient, *REFUSALS):
            await asyncio.sleep(refusal.seconds)
            writer.write(REFUSALS[refusal.mode] + b"\r\n")
            await writer.drain()
            return None if refusal.mode == "421" else False
        order = self.order(recipient, "drop_after_store", "slow")
        is_dropped = order is not None and order.mode == "drop_after_store"
        self.store(recipient, content, is_answered=not (is_dropped or order and order.seconds > self.patience))
        if is_dropped:
            return None
        if order:
            await asyncio.sleep(order.seconds)
        writer.write(b"250 Taken\r\n")
        await writer.drain()
        return bool(self.order(recipient, "slow_quit"))


async def serve(port: int, log: Path, orders: Path, patience: float) -> None:
    server = await asyncio.start_server(Sink(log, orders, patience).talk, "127.0.0.1", port, limit=1_048_576)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), float(sys.argv[4])))
