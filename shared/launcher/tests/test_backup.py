"""Backed up while it works, destroyed, put back: what was answered before the backup is there."""

import json
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2
import pytest

from aftercare_launcher.backup.copied import Copied, Description
from aftercare_launcher.ports import LOOPBACK
from aftercare_launcher.servers.postgres import major

Aftercare = Callable[..., subprocess.CompletedProcess[str]]
BUSY = 2
"""Desks that take calls in all the time."""


@dataclass
class Suite:
    """Intake and dispatch, to be copied and destroyed."""

    root: Path
    base: int
    aftercare: Aftercare
    nodes: int = 1
    told: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    """Every request that was answered, in the order of the answers."""
    asset: dict[str, str] = field(default_factory=dict[str, str])
    stopping: threading.Event = field(default_factory=threading.Event)

    def says(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        return self.aftercare(*words, "--state", self.root / "state")

    def up(self) -> None:
        done = self.aftercare(
            "up", "--detach", "--state", self.root / "state", "--port-base", self.base,
            "--service", "intake", "--service", "dispatch", "--nats-nodes", self.nodes,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr

    def desk(self) -> httpx2.Client:
        token = self.says("token", "--role", "service_agent", "--role", "regional_manager").stdout
        return httpx2.Client(
            base_url=f"http://{LOOPBACK}:{self.base}/api/intake", timeout=30,
            headers={"Authorization": f"Bearer {token.strip()}"},
        )  # fmt: skip

    def found(self) -> None:
        """The customer whose unit gives trouble."""
        with self.desk() as desk:
            post(desk, "/centres", code="shenzhen", name="Shenzhen")
            owner = post(desk, "/customers", code="C", name="Nanshan", centre="shenzhen")["id"]
            site = post(desk, "/sites", customer_id=owner, code="S", address="1 Keyuan")["id"]
            unit = post(
                desk, "/assets", customer_id=owner, site_id=site, serial="I-1", model="SUN",
                product_line="inverter",
            )  # fmt: skip
        self.asset = {"customer_id": owner, "asset_id": unit["id"]}

    def call(self, desk: httpx2.Client) -> dict[str, Any]:
        request = post(desk, "/requests", **self.asset, channel="phone", subject="No output")
        judged = {"service_type": "technical_support", "fault_level": 2, "fault_kind": "hardware"}
        post(desk, f"/requests/{request['id']}/triage", **judged)
        self.told.append(request)
        return request

    def busy(self) -> list[threading.Thread]:
        def work() -> None:
            with self.desk() as desk:
                while not self.stopping.is_set():
                    self.call(desk)

        threads = [threading.Thread(target=work) for _ in range(BUSY)]
        for thread in threads:
            thread.start()
        return threads

    def wait_for(self, count: int, eventually: Callable[..., Any]) -> None:
        eventually(lambda: len(self.told) >= count, within=60)

    def kept(self) -> set[str]:
        """Ids of the requests that the suite still knows."""
        known: set[str] = set()
        with self.desk() as desk:
            for request in self.told:
                answer = desk.get(f"/requests/{request['id']}")
                assert answer.status_code in {200, 404}, answer.text
                if answer.status_code == 200:
                    known.add(request["id"])
        return known


def post(desk: httpx2.Client, path: str, **body: Any) -> dict[str, Any]:
    answer = desk.post(path, json=body, headers={"Idempotency-Key": str(uuid4())})
    assert answer.is_success, answer.text
    return answer.json()


@pytest.fixture
def suite(
    aftercare: Aftercare,
    make_folder: Callable[[], Path],
    port_base: Callable[[], int],
    request: pytest.FixtureRequest,
) -> Iterator[Suite]:
    suite = Suite(make_folder(), port_base(), aftercare, nodes=getattr(request, "param", 1))
    suite.up()
    suite.found()
    yield suite
    suite.stopping.set()
    suite.says("down")


@pytest.mark.timeout(180)  # Two starts of a suite, on a machine that others keep busy.
@pytest.mark.parametrize("suite", [1, 3], ids=["one node", "three nodes"], indirect=True)
def test_what_was_answered_before_a_backup_is_there_after_its_restore(
    suite: Suite, eventually: Callable[..., Any]
) -> None:
    """Taken under load; the rest is named, and its numbers are not printed again."""
    threads, backup = suite.busy(), suite.root / "backup"
    suite.wait_for(8, eventually)
    before = {request["id"] for request in list(suite.told)}
    taken = suite.says("backup", backup)
    assert taken.returncode == 0, taken.stderr
    assert "is not empty" in suite.says("backup", backup).stderr
    suite.wait_for(len(suite.told) + 8, eventually)
    refused = suite.says("restore", backup, "--yes")
    assert refused.returncode == 1
    assert "stop it with 'aftercare down'" in refused.stderr
    suite.stopping.set()
    for thread in threads:
        thread.join(60)
    assert suite.says("reconcile", "--wait", "30").returncode == 0
    assert suite.says("down").returncode == 0
    shutil.rmtree(suite.root / "state" / "pg")

    restored = suite.says("restore", backup, "--yes", "--json")
    assert restored.returncode == 0, restored.stderr
    done = json.loads(restored.stdout)
    assert (done["compared"], done["aside"]) == (True, None)

    suite.up()
    kept = suite.kept()
    assert before <= kept
    gone = {request["id"] for request in suite.told} - kept
    assert gone, "the backup was not older than what came after it"
    named = {one["aggregate_id"] for one in done["lost"]["intake"]}
    assert gone <= named
    found = json.loads(suite.says("reconcile", "--wait", "30", "--json").stdout)
    assert (found["reconciled"], found["lost"], found["parked"]) == (True, 0, 0)
    assert all(one["unexpected"] == 0 for one in found["inboxes"])
    printed = {request["number"] for request in suite.told}
    with suite.desk() as desk:
        assert suite.call(desk)["number"] not in printed


@pytest.mark.timeout(180)
def test_where_the_streams_are_gone_too_the_backup_is_all_there_is(
    suite: Suite, eventually: Callable[..., Any]
) -> None:
    """Restore says that it cannot know what came later; the streams are filled from the logs."""
    with suite.desk() as desk:
        before = {suite.call(desk)["id"] for _ in range(3)}
        assert suite.says("backup", suite.root / "backup").returncode == 0
        later = suite.call(desk)
    assert suite.says("down").returncode == 0
    shutil.rmtree(suite.root / "state" / "pg")
    shutil.rmtree(suite.root / "state" / "nats")

    restored = suite.says("restore", suite.root / "backup", "--yes", "--json")
    assert restored.returncode == 0, restored.stderr
    done = json.loads(restored.stdout)
    assert (done["compared"], done["lost"]) == (False, {})

    suite.up()
    assert suite.kept() == before
    found = json.loads(suite.says("reconcile", "--wait", "30", "--json").stdout)
    assert (found["reconciled"], found["lost"], found["parked"]) == (True, 0, 0)
    with suite.desk() as desk:
        assert suite.call(desk)["number"] == later["number"]  # Nobody could know it was printed.


@pytest.mark.parametrize(
    ("described", "sentence"), [(False, "no whole backup"), (True, "is damaged")]
)
def test_half_a_backup_or_a_damaged_one_is_not_restored(
    aftercare: Aftercare, tmp_path: Path, described: bool, sentence: str
) -> None:
    """What is here stays."""
    backup, state = Copied(tmp_path / "backup"), tmp_path / "state"
    backup.postgres.mkdir(parents=True)
    (state / "pg").mkdir(parents=True)
    if described:
        backup.describe(Description("cn-south", 1, ("intake",), major(), "then", "later"))
    refused = aftercare("restore", backup.root, "--yes", "--state", state)
    assert refused.returncode == 1
    assert sentence in refused.stderr
    assert len(refused.stderr.splitlines()) == 1
    assert [path.name for path in state.iterdir()] == ["pg"]


def test_where_nothing_runs_there_is_nothing_to_back_up(
    aftercare: Aftercare, tmp_path: Path
) -> None:
    refused = aftercare("backup", tmp_path / "backup", "--state", tmp_path / "none")
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"Aftercare does not run in {tmp_path / 'none'}")
    assert not (tmp_path / "backup").exists()
