"""The pytest plugin itself: shared servers, fresh databases, nothing left behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import asyncpg
import nats
import psutil
import pytest

from aftercare_launcher.processes import lifeline
from aftercare_launcher.processes.living import lives
from aftercare_launcher.testing import FreshDatabase, NatsForTests, PostgresForTests

PROBE = """
import os, time
from pathlib import Path

def test_holds(postgres_server, nats_server):
    Path(os.environ["TOLD"]).write_text(str(postgres_server.port))
    while not Path(os.environ["GO"]).exists():
        time.sleep(0.02)
"""


async def test_the_session_has_a_postgres(postgres_server: PostgresForTests) -> None:
    connection = await asyncpg.connect(postgres_server.admin_url)
    assert await connection.fetchval("show listen_addresses") == "127.0.0.1"
    assert await connection.fetchval("show fsync") == "off"
    await connection.close()


async def test_the_session_has_a_nats(nats_server: NatsForTests) -> None:
    client = await nats.connect(nats_server.user_url())
    assert (await client.jetstream().account_info()).streams >= 0
    await client.close()


@pytest.fixture
def migrated(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Stand in for the migrations; tells what was asked of them."""
    asked: list[tuple[str, str]] = []

    def upgrade(service: str, owner_url: str) -> None:
        from aftercare_launcher import sql

        asked.append((service, owner_url))
        sql.run(
            owner_url,
            "create table thing (n int)",
            "insert into thing values (1)",
            "grant select on thing to probing_app",
        )

    monkeypatch.setattr("aftercare_kit.migrate.upgrade", upgrade)
    return asked


async def test_databases_are_fresh_migrated_and_apart(
    database: Callable[[str], FreshDatabase], migrated: list[tuple[str, str]]
) -> None:
    """A service is migrated once, each database is a copy, and the app role owns nothing."""
    first, second = database("probing"), database("probing")
    assert len(migrated) == 1
    owner = await asyncpg.connect(first.owner_url)
    await owner.execute("delete from thing")
    await owner.close()
    app = await asyncpg.connect(second.app_url)
    assert await app.fetchval("select n from thing") == 1
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await app.execute("create table mine ()")
    await app.close()


@pytest.mark.parametrize(("workers", "death"), [("0", None), ("2", signal.SIGKILL)])
def test_a_run_that_ends_or_is_killed_leaves_no_server(
    tmp_path: Path,
    make_folder: Callable[[], Path],
    eventually: Callable[..., Any],
    workers: str,
    death: signal.Signals | None,
) -> None:
    """However the run ends, its PostgreSQL and NATS end with it, and so does their folder."""
    (tmp_path / "test_probe.py").write_text(PROBE)
    told = tmp_path / "told"
    temporary = make_folder()
    words = ["-q", "-n", workers, "-p", "aftercare_launcher.testing", "-p", "no:cacheprovider"]
    go = tmp_path / "go"
    hold = {"TOLD": str(told), "GO": str(go), "TMPDIR": str(temporary)}
    env = {name: text for name, text in os.environ.items() if "PYTEST" not in name} | hold
    run = subprocess.Popen(
        [sys.executable, "-m", "pytest", *words, str(tmp_path)],
        env=env,
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
    )
    eventually(told.exists, within=60)
    servers = _servers(temporary)
    workers_left = psutil.Process(run.pid).children() if death else []
    if death:
        run.send_signal(death)
    else:
        go.touch()
    run.wait(30)
    for worker in workers_left:  # busy with its test, it has not noticed yet
        worker.kill()
    eventually(lambda: not any(map(lives, servers)), within=5)
    eventually(lambda: not list(temporary.glob("aftercare-test-*")), within=5)
    assert len(servers) == 3
    assert run.returncode == (-death if death else 0)


def _servers(temporary: Path) -> list[psutil.Process]:
    """Whoever was started on a folder in there: the holder, PostgreSQL and NATS."""
    return [
        process
        for process in psutil.process_iter()
        if lives(process) and str(temporary) in " ".join(_words(process))
    ]


def _words(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def test_a_lifeline_tells_of_its_holder(tmp_path: Path) -> None:
    line = lifeline.Lifeline(tmp_path / "alive")
    assert not lifeline.is_held(line.path)
    assert line.hold()
    assert lifeline.is_held(line.path)
    assert not lifeline.Lifeline(line.path).hold()
    line.drop()
    assert not lifeline.is_held(line.path)
    began = time.monotonic()
    lifeline.wait_until_dropped(line.path)
    assert time.monotonic() - began < 1
