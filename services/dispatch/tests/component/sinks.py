"""A mail server and a webhook's host that only keep what they are given."""

import asyncio
import hashlib
import hmac
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

SECRET = "s3cret"


class MailSink:
    """Speaks as much SMTP as a client needs; refuses the first `refusals` messages."""

    def __init__(self, refusals: int = 0) -> None:
        self.mails: list[str] = []
        self.refusals = refusals
        self.port = 0

    @asynccontextmanager
    async def open(self) -> AsyncIterator["MailSink"]:
        server = await asyncio.start_server(self._talk, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        async with server:
            yield self

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 sink\r\n")
        while line := (await reader.readline()).decode().strip().upper():
            answer = "250 ok"
            if line == "DATA":
                writer.write(b"354 go on\r\n")
                body = (await reader.readuntil(b"\r\n.\r\n")).decode()
                if self.refusals:
                    self.refusals -= 1
                    answer = "451 later"
                else:
                    self.mails.append(body)
            elif line == "QUIT":
                writer.write(b"221 bye\r\n")
                break
            writer.write(f"{answer}\r\n".encode())
        writer.close()


class HookSink:
    """Takes POSTs; keeps those whose signature is right."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        self.keys: list[str] = []
        self.host = ""

    @asynccontextmanager
    async def open(self) -> AsyncIterator["HookSink"]:
        server = await asyncio.start_server(self._talk, "127.0.0.1", 0)
        self.host = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
        async with server:
            yield self

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        lines = [line.partition(": ") for line in head.splitlines()[1:]]
        fields = {name.lower(): value for name, _, value in lines}
        body = await reader.readexactly(int(fields["content-length"]))
        signed = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
        if fields["x-aftercare-signature"] == f"sha256={signed}":
            self.bodies.append(body)
            self.keys.append(fields["idempotency-key"])
        writer.write(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
        writer.close()
