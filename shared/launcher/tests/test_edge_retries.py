"""What the edge says again while a service restarts, and what it must not: with Envoy, for real."""

import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx2
import pytest

from aftercare_launcher import tokens
from aftercare_launcher.edge.settings import Address, EdgeSettings
from aftercare_launcher.ports import LOOPBACK, free_port
from aftercare_launcher.processes.program import Running
from aftercare_launcher.servers import envoy
from aftercare_launcher.tokens import Bearer

ANSWER = b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\nconnection: close\r\n\r\ndone"
KEY = {"idempotency-key": "k-1"}


class Restarting:
    """A service that hears `faults` requests without answering them, then answers all."""

    def __init__(self, port: int, *, faults: int = 0, away_seconds: float = 0.0) -> None:
        self.heard = 0
        self._faults, self._away = faults, away_seconds
        self._port = port
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        time.sleep(self._away)
        with closing(socket.create_server((LOOPBACK, self._port))) as server:
            while True:
                connection, _ = server.accept()
                with connection:
                    if not _heard(connection):
                        continue
                    self.heard += 1
                    if self.heard > self._faults:
                        connection.sendall(ANSWER)
                        return
                    reset = struct.pack("ii", 1, 0)
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, reset)


def _heard(connection: socket.socket) -> bool:
    """Whether a whole request came; an edge may also open a connection and leave it."""
    came = b""
    while b"\r\n\r\n" not in came:
        more = connection.recv(65536)
        if not more:
            return False
        came += more
    return True


@pytest.fixture
def service_port() -> int:
    return free_port()


@pytest.fixture
def call(service_port: int, tmp_path: Path) -> Iterator[httpx2.Client]:
    tokens.ensure_key(tmp_path / "key.json", tmp_path / "jwks.json")
    settings = EdgeSettings(
        listen=Address(LOOPBACK, free_port()), admin=Address(LOOPBACK, free_port()),
        upstreams={"intake": Address(LOOPBACK, service_port)},
        jwks=(tmp_path / "jwks.json").read_text(),
        issuer=tokens.ISSUER, audience=tokens.AUDIENCE,
    )  # fmt: skip
    envoy.prepare(settings, tmp_path / "edge.json")
    proxy = Running(envoy.program(settings, tmp_path / "edge.json"), tmp_path / "edge.log")
    desk = Bearer(subject="desk-1", name="Desk", roles=["service_agent"], region="cn-south")
    token = tokens.issue(tmp_path / "key.json", desk, lifetime_seconds=600)
    headers = {"authorization": f"Bearer {token}"}
    try:
        proxy.wait()
        with httpx2.Client(
            base_url=f"http://{LOOPBACK}:{settings.listen.port}", headers=headers, timeout=20
        ) as client:
            yield client
    finally:
        proxy.stop()


def test_a_command_waits_for_a_service_that_restarts(
    call: httpx2.Client, service_port: int
) -> None:
    """Nobody has heard it yet, so it may be said again, with a key or without."""
    service = Restarting(service_port, away_seconds=1.5)
    assert call.post("/api/intake/requests", json={}).status_code == 200
    assert service.heard == 1


def test_a_keyed_command_is_said_again_when_its_answer_is_lost(
    call: httpx2.Client, service_port: int
) -> None:
    """Its Idempotency-Key makes the repetition harmless."""
    service = Restarting(service_port, faults=2)
    assert call.post("/api/intake/requests", json={}, headers=KEY).status_code == 200
    assert service.heard == 3


def test_a_command_without_key_is_never_said_twice(call: httpx2.Client, service_port: int) -> None:
    """It may have had effect: only who said it may decide to say it again."""
    service = Restarting(service_port, faults=2)
    assert call.post("/api/intake/requests", json={}).status_code == 503
    assert service.heard == 1
