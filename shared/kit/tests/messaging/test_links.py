"""The kit's link to NATS reads headers as the client does, only faster."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nats.aio.client import Client

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
