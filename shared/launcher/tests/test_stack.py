"""The whole stack around a stand-in service: started, used, hurt, stopped and started again."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg
import httpx2
import psutil
import pytest

from aftercare_launcher import sql
from aftercare_launcher.ports import LOOPBACK
from aftercare_launcher.processes.living import lives
from aftercare_launcher.state.files import read_json
from aftercare_launcher.testing import PostgresForTests

Aftercare = Callable[..., subprocess.CompletedProcess[str]]
Eventually = Callable[..., Any]


@dataclass
class Local:
    """A stack of this test's, and the command that is about it."""

    state: Path
    base: int
    aftercare: Aftercare

    def up(self, *words: str) -> subprocess.CompletedProcess[str]:
        return self.aftercare(
            "up", "--state", self.state, "--port-base", self.base, "--service", "echoing", *words
        )

    def down(self) -> subprocess.CompletedProcess[str]:
        return self.aftercare("down", "--state", self.state)

    def run(self) -> dict[str, Any]:
        return read_json(self.state / "run.json")

    def unit(self, name: str) -> dict[str, Any]:
        return next(unit for unit in self.run()["units"] if unit["name"] == name)

    def admin_url(self, database: str = "postgres") -> str:
        password = read_json(self.state / "secrets.json")["postgres"]["postgres"]
        return f"postgresql://postgres:{password}@{LOOPBACK}:{self.base + 2}/{database}"

    def processes(self) -> list[psutil.Process]:
        """The launcher, what it started, and what that started."""
        launcher = psutil.Process(self.run()["pid"])
        return [launcher, *launcher.children(recursive=True)]


@pytest.fixture(scope="module")
def local(
    aftercare: Aftercare, make_folder: Callable[[], Path], port_base: Callable[[], int]
) -> Iterator[Local]:
    stack = Local(make_folder() / "state", port_base(), aftercare)
    started = stack.up("--detach")
    assert started.returncode == 0, started.stderr
    yield stack
    stack.down()


def gone(processes: list[psutil.Process]) -> bool:
    return not any(lives(process) for process in processes)


def test_nothing_listens_beyond_loopback(local: Local) -> None:
    """Postgres, NATS, Envoy, services and the trace receiver are for this machine alone."""
    listening = [
        connection.laddr
        for process in local.processes()
        for connection in process.net_connections("inet")
        if connection.status == psutil.CONN_LISTEN
    ]
    assert {address.ip for address in listening} == {LOOPBACK}
    assert {address.port for address in listening} == {
        local.base + n for n in (0, 1, 2, 3, 4, 5, 10)
    }


def test_status_tells_a_program_what_runs(local: Local) -> None:
    told = json.loads(local.aftercare("status", "--state", local.state, "--json").stdout)
    assert told["phase"] == "ready"
    states = {unit["name"]: unit["state"] for unit in told["units"]}
    assert {"postgres", "nats", "echoing", "edge", "aftercare"} <= states.keys()
    assert set(states.values()) == {"ready"}
    assert 50 < told["pss_mib"] <= told["rss_mib"] < 900


def test_status_tells_a_person_what_runs(local: Local) -> None:
    told = local.aftercare("status", "--state", local.state)
    assert told.returncode == 0
    assert "echoing" in told.stdout


def test_a_printed_token_opens_the_edge(local: Local) -> None:
    words = ("--role", "service_agent", "--sub", "desk-7", "--state", local.state)
    token = local.aftercare("token", *words).stdout.strip()
    url = f"http://{LOOPBACK}:{local.base}/api/echoing/x"
    answer = httpx2.get(url, headers={"authorization": f"Bearer {token}"})
    assert (answer.status_code, answer.json()["path"]) == (200, "/x")


def test_secrets_are_for_the_owner_alone(local: Local) -> None:
    for name in ("secrets.json", "signing-key.json", "nats/nats.conf", "traces.db"):
        assert (local.state / name).stat().st_mode & 0o077 == 0, name
    assert local.state.stat().st_mode & 0o066 == 0


async def test_a_service_enters_its_own_database_only(local: Local) -> None:
    """The app role owns nothing and makes nothing; other databases are closed to it."""
    password = read_json(local.state / "secrets.json")["postgres"]["echoing_app"]
    place = f"postgresql://echoing_app:{password}@{LOOPBACK}:{local.base + 2}"
    connection = await asyncpg.connect(f"{place}/echoing")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await connection.execute("create table mine ()")
    await connection.close()
    for closed in ("postgres", "template1"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await asyncpg.connect(f"{place}/{closed}")


def test_a_second_up_in_the_same_folder_is_refused(local: Local) -> None:
    refused = local.up()
    assert refused.returncode == 1
    assert "already runs" in refused.stderr
    assert len(refused.stderr.splitlines()) == 1


def test_logs_are_told_apart_by_a_prefix(local: Local) -> None:
    told = local.aftercare("logs", "postgres", "--state", local.state)
    assert "postgres | " in told.stdout
    assert "ready to accept connections" in told.stdout
    unknown = local.aftercare("logs", "nobody", "--state", local.state)
    assert unknown.stderr.startswith("There is no log of nobody")


@pytest.mark.parametrize("name", ["echoing", "nats", "edge", "postgres", "zygote"])
def test_what_dies_is_started_again(local: Local, eventually: Eventually, name: str) -> None:
    """Killed outright, each part is back by itself, and the edge answers again."""
    before = local.unit("echoing" if name == "zygote" else name)
    os.kill(local.unit(name)["pid"], signal.SIGKILL)

    def back() -> bool:
        now = local.unit(before["name"])
        return now["state"] == "ready" and now["pid"] != before["pid"]

    eventually(back, within=30)
    assert local.unit(before["name"])["restarts"] == before["restarts"] + 1
    assert httpx2.get(f"http://{LOOPBACK}:{local.base}/livez").status_code == 200


def test_down_stops_all_in_under_five_seconds_and_the_data_stays(local: Local) -> None:
    """A second start finds the tables, passwords and signing key of the first."""
    sql.run(local.admin_url("echoing"), "create table kept (n int)", "insert into kept values (7)")
    secrets = (local.state / "secrets.json").read_text()
    key = (local.state / "signing-key.json").read_text()
    processes = local.processes()
    began = time.monotonic()
    assert local.down().returncode == 0
    assert time.monotonic() - began < 5.0
    assert gone(processes)
    assert local.up("--detach", "--no-preload").returncode == 0
    assert sql.values(local.admin_url("echoing"), "select n from kept") == [7]
    assert (local.state / "secrets.json").read_text() == secrets
    assert (local.state / "signing-key.json").read_text() == key


def test_a_launcher_killed_outright_leaves_nothing_behind(
    local: Local, eventually: Eventually
) -> None:
    """No process of the stack outlives kill -9 of its launcher; the next start is as usual."""
    processes = local.processes()
    assert len(processes) > 8
    processes[0].kill()
    eventually(lambda: gone(processes), within=5)
    assert local.aftercare("status", "--state", local.state).returncode == 1
    assert local.up("--detach", "--no-preload").returncode == 0


def test_ctrl_c_in_a_terminal_stops_all(
    local: Local, eventually: Eventually, own_environment: dict[str, str]
) -> None:
    local.down()
    words = [
        "up",
        "--state",
        str(local.state),
        "--port-base",
        str(local.base),
        "--service",
        "echoing",
    ]
    foreground = subprocess.Popen(
        [sys.executable, "-m", "aftercare_launcher", *words, "--no-preload"],
        env=own_environment, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    eventually(lambda: local.run().get("phase") == "ready", within=60)
    processes = local.processes()
    foreground.send_signal(signal.SIGINT)
    output, _ = foreground.communicate(timeout=5)
    assert gone(processes)
    assert "echoing: ready" in output
    assert foreground.returncode == 0


def test_another_postgresql_can_be_named(
    aftercare: Aftercare,
    make_folder: Callable[[], Path],
    port_base: Callable[[], int],
    postgres_server: PostgresForTests,
) -> None:
    """Then only databases and roles are made in it; it is neither started nor stopped."""
    stack = Local(make_folder() / "state", port_base(), aftercare)
    started = stack.up("--detach", "--no-preload", "--postgres-url", postgres_server.admin_url)
    assert started.returncode == 0, started.stderr
    assert "postgres" not in {unit["name"] for unit in stack.run()["units"]}
    assert stack.down().returncode == 0
    query = "select datname::text from pg_database where datname = 'echoing'"
    assert sql.values(postgres_server.admin_url, query) == ["echoing"]
