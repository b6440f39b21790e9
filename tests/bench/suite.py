"""What is measured: a real suite of the benchmark's own, and an edge that also knows the raw side.

The suite's own edge admits a hundred requests a second of one person and a thousand of one address;
a benchmark is one address. So an edge of the same making stands beside it, with the same filters
and wider limits, and both sides of every comparison pass through it.
"""

import os
import random
import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from aftercare_launcher.demo.place import Place, found_or_started
from aftercare_launcher.edge.settings import Address, EdgeSettings, Rate
from aftercare_launcher.ports import LOOPBACK, is_free
from aftercare_launcher.processes.program import Program, Running
from aftercare_launcher.servers import databases, envoy
from aftercare_launcher.stack.addresses import edge_of
from aftercare_launcher.stack.settings import SERVICE_ORDER, Ports, StackSettings
from aftercare_launcher.state.folder import StateFolder
from aftercare_launcher.state.passwords import Passwords
from aftercare_launcher.tokens import Bearer
from tests.bench.figures import tell
from tests.journeys.people import People

PORTS = 32
EDGE, EDGE_ADMIN, RAW = 16, 17, 18
"""Ports of the benchmark's own, behind the sixteen of the stack."""

TRACED = float(os.environ.get("TRACED") or 0.1)
"""The share of traces that is recorded, above 0; the demo records all."""

UNLIMITED = Rate(per_second=1_000_000, burst=1_000_000)


@dataclass(frozen=True)
class Suite:
    """A suite that runs, and how each part of it is reached."""

    place: Place
    base: int
    passwords: Passwords
    people: People

    @property
    def folder(self) -> StateFolder:
        return self.place.folder

    @property
    def edge_port(self) -> int:
        return self.base + EDGE

    @property
    def raw_port(self) -> int:
        return self.base + RAW

    @property
    def ports(self) -> Ports:
        return Ports.from_base(self.base)

    def postgres(self, database: str = "postgres", role: str = "postgres") -> str:
        """The address of a database; the administrator sees every row."""
        secret = self.passwords.postgres[role]
        return f"postgresql://{role}:{secret}@{LOOPBACK}:{self.ports.postgres}/{database}"

    def owner(self, service: str, database: str | None = None) -> str:
        """The address by which a service's database is migrated."""
        return self.postgres(database or service, databases.owner(service))

    def nats(self, user: str = "admin") -> str:
        return f"nats://{user}:{self.passwords.nats[user]}@{LOOPBACK}:{self.ports.nats}"

    def tokens(self, role: str, many: int) -> list[str]:
        """Tokens of so many different people with this role."""
        names = [f"{role} {number}" for number in range(many)]
        return [
            self.place.sign(Bearer(subject=name, name=name, roles=[role], region=self.place.region))
            for name in names
        ]

    def token(self, role: str, **bound: str) -> str:
        """A token of somebody with this role who sees a part only."""
        bearer = Bearer(subject=role, name=role, roles=[role], region=self.place.region, **bound)
        return self.place.sign(bearer)

    @contextmanager
    def running(self, program: Program) -> Generator[Running]:
        """A program of the benchmark beside the suite."""
        started = Running(program, self.folder.logs / f"{program.name}.log")
        try:
            started.wait()
            yield started
        finally:
            started.stop()


@contextmanager
def suite() -> Generator[Suite]:
    """A suite in a folder that PostgreSQL's own user can pass through, gone afterwards."""
    root = Path(tempfile.mkdtemp(prefix="aftercare-bench-"))
    root.chmod(0o711)
    folder, base = StateFolder.at(root / "state"), _free_base()
    tell("starting the suite")
    try:
        with found_or_started(
            folder, ("--port-base", str(base), "--trace-ratio", str(TRACED)), keep=False
        ) as place:
            people = People(place.url, folder.signing_key, place.region)
            passwords = Passwords(folder.secrets, SERVICE_ORDER)
            running = Suite(place, base, passwords, people)
            with running.running(_edge(running)):
                yield running
            people.close()
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _edge(running: Suite) -> Program:
    stack = StackSettings(
        state=running.folder,
        region=running.place.region,
        ports=running.ports,
        trace_ratio=TRACED,
    )
    settings: EdgeSettings = edge_of(stack)
    settings = replace(
        settings,
        listen=Address(LOOPBACK, running.edge_port),
        admin=Address(LOOPBACK, running.base + EDGE_ADMIN),
        upstreams={**settings.upstreams, "raw": Address(LOOPBACK, running.raw_port)},
        client_rate=UNLIMITED,
        address_rate=UNLIMITED,
    )
    file = running.folder.root / "bench-edge.json"
    envoy.prepare(settings, file)
    return replace(envoy.program(settings, file), name="bench-edge")


def _free_base() -> int:
    while True:
        base = random.randrange(20_000, 24_000, PORTS)
        if all(is_free(port) for port in range(base, base + PORTS)):
            return base
