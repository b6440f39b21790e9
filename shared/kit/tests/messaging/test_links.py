"""The kit's link to NATS reads and writes headers as the client does, only faster."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from nats.aio.client import Client
from nats.errors import BadHeaderError

from aftercare_kit import links

_own = links._Link._parse_header_lines
_client_s = Client._parse_header_lines
_piece = st.sampled_from(
    [b"ce-id", b"Nats-Msg-Id", b":", b": ", b" ", b"\t", b"\r\n", b"\r", b"\n", b"", b"x" * 40,
     "售后".encode(), b"\xff", b"\xe5\x94", b"2026-11-23T08:00:00+00:00", b"a b"]
)  # fmt: skip


@given(st.lists(_piece, max_size=30).map(b"".join))
def test_headers_are_read_as_the_client_reads_them(raw: bytes) -> None:
    assert _own(raw) == _client_s(raw)


@pytest.mark.parametrize("raw", [b"", b"\r\n", b"a:1\r\na: 2\r\n\r\n", b"nothing\r\n", b": x"])
def test_odd_headers_are_read_as_the_client_reads_them(raw: bytes) -> None:
    assert _own(raw) == _client_s(raw)


class _Sent:
    """What of a client the writing of a message takes; keeps the commands."""

    def __init__(self) -> None:
        self.stats = {"out_msgs": 0, "out_bytes": 0}
        self.commands: list[bytes] = []
        self._flush_queue = None

    async def _send_command(self, command: bytes) -> None:
        self.commands.append(command)


class _Own(_Sent, links._Link): ...


class _Plain(_Sent, Client): ...


_name = st.sampled_from(
    ["ce-id", "Nats-Batch-Id", "content-type", "traceparent", "x_y", "a b", "é"]
)
_value = st.text(st.characters(codec="utf-8"), max_size=20).map(str.strip)


@given(st.dictionaries(_name, _value, max_size=6))
@example({"ce-id": "one\r\nNats-Msg-Id: two"})
@example({"ce-subject": "售后", "ce-id": ""})
async def test_headers_are_written_as_the_client_writes_them(headers: dict[str, str]) -> None:
    """Byte for byte; what the client refuses is refused, and no value adds a line of its own."""
    outcomes: list[Any] = []
    for side in (_Own(), _Plain()):
        try:
            await side._send_publish("a.b", "", b"data", 4, headers)
        except BadHeaderError as fault:
            outcomes.append(str(fault))
        else:
            outcomes.append((side.commands, side.stats))
    assert outcomes[0] == outcomes[1]
