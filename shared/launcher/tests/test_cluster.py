"""The local stack on three NATS nodes: kept three times, hurt, and changed to one and back."""

import json
import os
import signal
import socket
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2
import nats
import pytest

from aftercare_launcher.ports import LOOPBACK
from aftercare_launcher.state.files import read_json

Aftercare = Callable[..., subprocess.CompletedProcess[str]]
Eventually = Callable[..., Any]
NODES = ("nats-1", "nats-2", "nats-3")


@dataclass
class Clustered:
    """A stack of this module's: intake on three nodes."""

    state: Path
    base: int
    aftercare: Aftercare

    def up(self, nodes: int = 3) -> subprocess.CompletedProcess[str]:
        return self.aftercare(
            "up", "--detach", "--state", self.state, "--port-base", self.base,
            "--service", "intake", "--nats-nodes", nodes,
        )  # fmt: skip

    def says(self, *words: str) -> subprocess.CompletedProcess[str]:
        return self.aftercare(*words, "--state", self.state)

    def told(self, *words: str) -> Any:
        return json.loads(self.says(*words, "--json").stdout)

    def units(self) -> dict[str, Any]:
        return {unit["name"]: unit for unit in read_json(self.state / "run.json")["units"]}

    def addresses(self) -> list[str]:
        password = read_json(self.state / "secrets.json")["nats"]["admin"]
        ports = read_json(self.state / "run.json")["ports"]
        return [f"nats://admin:{password}@{LOOPBACK}:{ports[name]}" for name in NODES]

    def registers_a_customer(self) -> None:
        """One event into intake's log, whatever becomes of it afterwards."""
        roles = ("--role", "service_agent", "--role", "regional_manager")
        token = self.says("token", *roles).stdout.strip()
        with httpx2.Client(
            base_url=f"http://{LOOPBACK}:{self.base}/api/intake",
            headers={"Authorization": f"Bearer {token}"},
        ) as desk:
            code = uuid4().hex[:8]
            desk.post("/centres", json={"code": f"c{code}", "name": "C"}).raise_for_status()
            body = {"code": code, "name": "Nanshan Power", "centre": f"c{code}"}
            desk.post("/customers", json=body).raise_for_status()


@pytest.fixture(scope="module")
def stack(
    aftercare: Aftercare, make_folder: Callable[[], Path], port_base: Callable[[], int]
) -> Iterator[Clustered]:
    clustered = Clustered(make_folder() / "state", port_base(), aftercare)
    started = clustered.up()
    assert started.returncode == 0, started.stderr
    yield clustered
    clustered.says("down")


async def test_streams_and_consumers_are_kept_three_times(stack: Clustered) -> None:
    assert stack.says("streams", "check").stdout == "Streams and consumers are as declared.\n"
    client = await nats.connect(stack.addresses())
    info = await client.jetstream().stream_info("INTAKE")
    assert info.config.num_replicas == 3
    assert info.cluster is not None
    assert len(info.cluster.replicas or []) == 2
    consumer = await client.jetstream().consumer_info("INTAKE", "dispatch")
    assert consumer.config.num_replicas == 3
    await client.close()


def test_each_node_has_its_line_its_log_and_its_folder(stack: Clustered) -> None:
    shown = stack.says("status").stdout
    for number, name in enumerate(NODES, start=1):
        assert stack.units()[name]["state"] == "ready"
        assert name in shown
        assert f"{name} | " in stack.says("logs", name).stdout
        assert (stack.state / "nats" / str(number) / "store").is_dir()
        secret = stack.state / "nats" / str(number) / "nats.conf"
        assert secret.stat().st_mode & 0o077 == 0


def test_a_route_without_the_password_is_refused(stack: Clustered) -> None:
    """Whoever entered as a node would hear everything."""
    port = read_json(stack.state / "run.json")["ports"]["nats-1-route"]
    with socket.create_connection((LOOPBACK, port), timeout=5) as stranger:
        stranger.sendall(b'CONNECT {"verbose":false,"user":"route","pass":"guess"}\r\nPING\r\n')
        said = b""
        while chunk := stranger.recv(4096):
            said += chunk
    assert b"Authorization Violation" in said


def test_a_killed_node_is_started_again_and_catches_up(
    stack: Clustered, eventually: Eventually
) -> None:
    """The other two take events meanwhile; the operator's commands find a node that answers."""
    before = stack.units()["nats-1"]
    os.kill(before["pid"], signal.SIGKILL)
    stack.registers_a_customer()

    def agrees() -> bool:
        answer = stack.says("reconcile", "--json")
        # While the streams of the dead node elect new leaders, it says that it cannot tell.
        return answer.returncode == 0 and json.loads(answer.stdout)["reconciled"]

    eventually(agrees, within=60)

    def back() -> bool:
        now = stack.units()["nats-1"]
        return now["state"] == "ready" and now["pid"] != before["pid"]

    eventually(back, within=30)
    assert stack.units()["nats-1"]["restarts"] == before["restarts"] + 1


def test_stopped_cleanly_and_changed_to_one_node_and_back(stack: Clustered) -> None:
    """Each number of nodes has its streams; the relays bring them up to date from the logs."""
    stack.registers_a_customer()
    events = stack.told("reconcile")["events"]
    for nodes in (1, 3):
        assert stack.says("down").returncode == 0
        assert stack.up(nodes).returncode == 0
        assert stack.says("streams", "check").returncode == 0
        found = stack.told("reconcile")
        assert (found["reconciled"], found["events"]) == (True, events)
        assert {f"nats-{n}" in stack.units() for n in (1, 2, 3)} == {nodes == 3}


def test_two_nodes_are_no_cluster(aftercare: Aftercare, tmp_path: Path) -> None:
    refused = aftercare("up", "--state", tmp_path / "state", "--nats-nodes", "2")
    assert refused.returncode == 1
    assert refused.stderr == "NATS runs as one node or as a cluster of three, not as 2.\n"
