"""A mail server that takes everything and keeps nothing: `python -m tests.bench.post PORT`."""

import asyncio
import sys
from pathlib import Path

from tests.faults.sink import Sink


class Nowhere(Sink):
    def store(self, recipient: str, content: bytes, *, is_answered: bool) -> None:
        """Only counted by whoever sends."""


async def serve(port: int) -> None:
    nowhere = Nowhere(Path("/dev/null"), Path("/dev/null"), patience=60)
    server = await asyncio.start_server(nowhere.talk, "127.0.0.1", port, limit=1_048_576)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
