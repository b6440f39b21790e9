"""The operator's commands on a suite of two real services: seen, broken by hand, put right."""

import json
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2
import nats
import pytest

from aftercare_kit.testing import poll_until
from aftercare_launcher import sql
from aftercare_launcher.ports import LOOPBACK
from aftercare_launcher.state.files import read_json

Aftercare = Callable[..., subprocess.CompletedProcess[str]]
Eventually = Callable[..., Any]


@dataclass
class Operated:
    """A suite of this module's, and its operator."""

    state: Path
    base: int
    aftercare: Aftercare

    def says(self, *words: str) -> subprocess.CompletedProcess[str]:
        return self.aftercare(*words, "--state", self.state)

    def told(self, *words: str) -> Any:
        return json.loads(self.says(*words, "--json").stdout)

    def secret(self, kind: str, name: str) -> str:
        return read_json(self.state / "secrets.json")[kind][name]

    def nats_url(self) -> str:
        return f"nats://admin:{self.secret('nats', 'admin')}@{LOOPBACK}:{self.base + 3}"

    def forget(self, event: str) -> None:
        """Take an event out of dispatch's inbox, as no login role could."""
        owner = f"dispatch_owner:{self.secret('postgres', 'dispatch_owner')}"
        url = f"postgresql://{owner}@{LOOPBACK}:{self.base + 2}/dispatch"
        sql.run(url, f"delete from inbox where event_id = '{event}'")

    async def at_rest(self) -> None:
        """Return once dispatch has heard all: a stream just rebuilt is told from its beginning."""
        client = await nats.connect(self.nats_url())

        async def nothing_under_way() -> bool:
            told = await client.jetstream().consumer_info("INTAKE", "dispatch")
            return not told.num_pending and not told.num_ack_pending

        try:
            await poll_until(nothing_under_way, what="a consumer at rest")
        finally:
            await client.close()

    def heard(self) -> list[str]:
        """What dispatch has seen, the first first."""
        owner = f"dispatch_owner:{self.secret('postgres', 'dispatch_owner')}"
        url = f"postgresql://{owner}@{LOOPBACK}:{self.base + 2}/dispatch"
        return sql.values(url, "select event_id::text from inbox order by received_at")


@pytest.fixture(scope="module")
def operated(
    aftercare: Aftercare,
    make_folder: Callable[[], Path],
    port_base: Callable[[], int],
    eventually: Eventually,
) -> Iterator[Operated]:
    suite = Operated(make_folder() / "state", port_base(), aftercare)
    started = aftercare(
        "up", "--detach", "--state", suite.state, "--port-base", suite.base,
        "--service", "intake", "--service", "dispatch",
    )  # fmt: skip
    assert started.returncode == 0, started.stderr
    _triage_a_request(suite)
    eventually(suite.heard, within=30)
    yield suite
    suite.says("down")


def _triage_a_request(suite: Operated) -> None:
    """One event that dispatch listens to."""
    token = suite.says("token", "--role", "service_agent", "--role", "regional_manager").stdout
    desk = httpx2.Client(
        base_url=f"http://{LOOPBACK}:{suite.base}/api/intake",
        headers={"Authorization": f"Bearer {token.strip()}"},
    )

    def post(path: str, **body: Any) -> Any:
        answer = desk.post(path, json=body, headers={"Idempotency-Key": str(uuid4())})
        assert answer.is_success, answer.text
        return answer.json()

    post("/centres", code="shenzhen", name="Shenzhen")
    customer = post("/customers", code="C-1", name="Nanshan Power", centre="shenzhen")["id"]
    site = post("/sites", customer_id=customer, code="S-1", address="1 Keyuan Road")["id"]
    asset = post(
        "/assets", customer_id=customer, site_id=site, serial="I-1", model="SUN-100",
        product_line="inverter",
    )["id"]  # fmt: skip
    request = post(
        "/requests", customer_id=customer, asset_id=asset, channel="phone", subject="No output"
    )["id"]
    judged = {"service_type": "technical_support", "fault_level": 2, "fault_kind": "hardware"}
    post(f"/requests/{request}/triage", **judged)
    desk.close()


def test_a_suite_at_work_is_as_declared_and_reconciled(operated: Operated) -> None:
    """All commands say so, to a person and to a program."""
    assert operated.says("streams", "check").stdout == "Streams and consumers are as declared.\n"
    assert operated.told("streams", "apply") == {"changed": []}
    assert operated.says("parked", "list").stdout == "Nothing is parked.\n"
    found = operated.told("reconcile")
    assert (found["reconciled"], found["lost"], found["parked"]) == (True, 0, 0)
    assert found["events"] > 1
    shown = operated.says("reconcile")
    assert shown.returncode == 0
    assert "Reconciled" in shown.stdout


async def test_a_consumer_deleted_by_hand_is_named_and_made_again(operated: Operated) -> None:
    client = await nats.connect(operated.nats_url())
    await client.jetstream().delete_consumer("INTAKE", "dispatch")
    await client.close()

    checked = operated.says("streams", "check")
    assert checked.returncode == 1
    assert checked.stdout == "consumer dispatch on INTAKE does not exist\n"
    assert operated.told("streams", "apply") == {
        "changed": ["consumer dispatch on INTAKE set to its declaration"]
    }
    assert operated.says("streams", "check").returncode == 0


async def test_a_stranger_in_the_stream_is_parked_reported_and_cleaned_away(
    operated: Operated, eventually: Eventually
) -> None:
    """Found by reconcile, dropped with a reason, gone from the rebuilt stream."""
    stranger = str(uuid4())
    client = await nats.connect(operated.nats_url())
    await client.jetstream().publish(
        "evt.cn-south.intake.request.triaged.v1.0",
        b"{}",
        headers={"ce-id": stranger, "Aftercare-Position": "1-1"},
    )
    await client.close()

    (waiting,) = eventually(lambda: operated.told("parked", "list"), within=30)
    assert (waiting["consumer"], waiting["event_id"]) == ("dispatch", stranger)
    assert "UnreadableEvent" in waiting["reason"]
    assert "UnreadableEvent" in operated.says("parked", "list").stdout
    found = operated.says("reconcile", "--wait", "0")
    assert found.returncode == 1
    assert "run 'aftercare streams rebuild intake'" in found.stdout
    assert operated.told("streams", "rebuild", "intake", "--yes")["in_stream"] > 1
    drop = ("parked", "drop", stranger, "--consumer", "dispatch")
    assert operated.says(*drop, "--reason", "put there by hand").returncode == 0
    assert operated.told("reconcile")["reconciled"]


async def test_what_an_inbox_misses_is_delivered_again(operated: Operated) -> None:
    """Reconcile finds it, names where it came from, and repairs it on demand."""
    await operated.at_rest()
    event, *others = operated.heard()
    operated.forget(event)

    found = operated.told("reconcile", "--wait", "0")
    assert (found["reconciled"], found["lost"]) == (False, 1)
    dispatch = next(one for one in found["inboxes"] if one["consumer"] == "dispatch")
    assert dispatch["missing_from"] == {"intake": 1}
    repaired = operated.told("reconcile", "--wait", "0", "--repair")
    assert repaired["repaired"] == ["dispatch hears intake again (1 were missing)."]
    assert operated.told("reconcile")["reconciled"]
    assert operated.heard() == [*others, event]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("parked", "replay"), "Name one event, or say --all."),
        (("parked", "replay", str(uuid4())), "waits to be tried again."),
        (("parked", "list", "--consumer", "nobody"), "'nobody' consumes nothing here"),
        (("parked", "drop", str(uuid4()), "--consumer", "dispatch", "--reason", " "), "Say why"),
        (("parked", "drop", str(uuid4()), "--consumer", "dispatch", "--reason", "x"), "no parked"),
        (("streams", "rebuild", "gateway"), "'gateway' has no stream"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    operated: Operated, words: tuple[str, ...], sentence: str
) -> None:
    refused = operated.says(*words)
    assert refused.returncode == 1
    assert sentence in refused.stderr
    assert len(refused.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "words", [("streams", "check"), ("streams", "apply"), ("parked", "list"), ("reconcile",)]
)
def test_where_nothing_runs_the_commands_say_so(
    aftercare: Aftercare, tmp_path: Path, words: tuple[str, ...]
) -> None:
    refused = aftercare(*words, "--state", tmp_path / "none")
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"Aftercare does not run in {tmp_path / 'none'}")
    assert len(refused.stderr.splitlines()) == 1
