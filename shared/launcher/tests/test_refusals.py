"""What cannot be started is told in one clear sentence."""

import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from aftercare_launcher import folders
from aftercare_launcher.errors import LauncherError
from aftercare_launcher.ports import LOOPBACK, free_port
from aftercare_launcher.servers.postgres import PostgresServer, major

Aftercare = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def aftercare(aftercare: Aftercare) -> Aftercare:
    """Without the wait for libraries that the stand-ins do not need."""

    def run(command: str, *words: object) -> subprocess.CompletedProcess[str]:
        return aftercare(command, *words, *(["--no-preload"] if command == "up" else []))

    return run


def sentence(ended: subprocess.CompletedProcess[str]) -> str:
    assert ended.returncode == 1
    (line,) = ended.stderr.splitlines()
    return line


def test_a_port_in_use_names_its_holder(
    aftercare: Aftercare, make_folder: Callable[[], Path], port_base: Callable[[], int]
) -> None:
    base = port_base()
    with socket.create_server((LOOPBACK, base + 2)):
        told = sentence(aftercare("up", "--state", make_folder() / "state", "--port-base", base))
    assert told.startswith(f"Port {base + 2} (postgres) is in use by python")
    assert "--postgres-port" in told


def test_data_of_another_postgresql_is_left_alone(
    aftercare: Aftercare, make_folder: Callable[[], Path], port_base: Callable[[], int]
) -> None:
    state = make_folder() / "state"
    (state / "pg").mkdir(parents=True)
    (state / "pg" / "PG_VERSION").write_text("15\n")
    told = sentence(
        aftercare(
            "up",
            "--no-preload",
            "--state",
            state,
            "--port-base",
            port_base(),
            "--service",
            "echoing",
        )
    )
    assert f"belongs to PostgreSQL 15 and this is PostgreSQL {major()}" in told
    assert [path.name for path in (state / "pg").iterdir()] == ["PG_VERSION"]


def test_a_read_only_folder_is_refused(
    aftercare: Aftercare, make_folder: Callable[[], Path], port_base: Callable[[], int]
) -> None:
    folder = make_folder()
    folder.chmod(0o555)
    # For root no mode is read-only; the kernel's own file system is.
    place = folder if folders.server_user() is None else Path("/sys/kernel")
    told = sentence(aftercare("up", "--state", place / "state", "--port-base", port_base()))
    assert "cannot be written" in told
    assert "--state" in told


def test_a_full_disk_is_named(
    make_folder: Callable[[], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "MEBIBYTE", 1024**5)
    server = PostgresServer(make_folder() / "pg", free_port(), password="x")
    with pytest.raises(LauncherError, match=r"The disk of .* is full: 0 MiB free"):
        server.prepare()


def test_a_service_that_does_not_start_says_why(
    aftercare: Aftercare, make_folder: Callable[[], Path], port_base: Callable[[], int]
) -> None:
    """Its last words are in the sentence, and all that had started is stopped."""
    told = sentence(
        aftercare(
            "up", "--state", make_folder() / "state", "--port-base", port_base(),
            "--service", "failing", "--detach",
        )
    )  # fmt: skip
    assert told.startswith("failing does not start: ")
    assert "the pump is dry" in told


def test_a_service_that_is_not_there_is_named(
    aftercare: Aftercare, make_folder: Callable[[], Path], port_base: Callable[[], int]
) -> None:
    told = sentence(
        aftercare(
            "up",
            "--no-preload",
            "--state",
            make_folder() / "s",
            "--port-base",
            port_base(),
            "--service",
            "absent",
        )
    )
    assert told == "There is no service 'absent' here; run 'make setup'."


@pytest.mark.skipif(sys.platform != "linux", reason="needs a user to drop to")
def test_a_folder_postgresql_cannot_reach_is_refused(tmp_path: Path) -> None:
    """It will not run as root, and a private folder above its data would be in its way."""
    if folders.server_user() is None:
        pytest.skip("only root drops to another user")
    tmp_path.chmod(0o700)
    server = PostgresServer(tmp_path / "pg", free_port(), password="x")
    with pytest.raises(LauncherError, match="cannot reach its data through"):
        server.prepare()


def test_a_token_for_no_role_is_refused(aftercare: Aftercare, tmp_path: Path) -> None:
    told = sentence(aftercare("token", "--role", "emperor", "--state", tmp_path))
    assert told.startswith("'emperor' is no role.")


def test_a_region_that_cannot_be_in_a_subject_is_refused(
    aftercare: Aftercare, tmp_path: Path
) -> None:
    told = sentence(aftercare("up", "--region", "CN South", "--state", tmp_path))
    assert told.startswith("'CN South' is no name for a region")


def test_another_postgresql_that_does_not_answer_is_named(
    aftercare: Aftercare, make_folder: Callable[[], Path], port_base: Callable[[], int]
) -> None:
    url = f"postgresql://postgres:x@{LOOPBACK}:{free_port()}/postgres"
    told = sentence(
        aftercare(
            "up", "--state", make_folder() / "state", "--port-base", port_base(),
            "--service", "failing", "--postgres-url", url,
        )
    )  # fmt: skip
    assert told.startswith("Databases cannot be made in the PostgreSQL of AFTERCARE_POSTGRES_URL")
