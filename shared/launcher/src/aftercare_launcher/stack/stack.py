"""Starts the suite in order, each part ready before the next that needs it; stops it in reverse."""

import asyncio
import contextlib
import os
import time
from collections.abc import Callable, Mapping
from typing import Final

import asyncpg

from aftercare_kit.endings import end
from aftercare_launcher import folders, tokens
from aftercare_launcher.errors import LauncherError
from aftercare_launcher.processes.lifeline import Lifeline
from aftercare_launcher.servers import databases, envoy, service
from aftercare_launcher.servers import nats as nats_server
from aftercare_launcher.servers.nats import NatsServer
from aftercare_launcher.servers.postgres import ADMIN, PostgresServer
from aftercare_launcher.stack import messaging
from aftercare_launcher.stack.addresses import as_role, edge_of, place_of, through
from aftercare_launcher.stack.settings import StackSettings
from aftercare_launcher.state import run
from aftercare_launcher.state.passwords import Passwords
from aftercare_launcher.state.run import RunState
from aftercare_launcher.supervision import zygote
from aftercare_launcher.supervision.child import Spawner, execute
from aftercare_launcher.supervision.supervisor import Supervisor
from aftercare_launcher.traces.receiver import TraceReceiver
from aftercare_launcher.traces.store import TraceWriter

# Together under five seconds: a terminal that is closed is not kept waiting.
SERVICES_STOP_SECONDS: Final = 2.4
NATS_STOP_SECONDS: Final = 0.7
POSTGRES_STOP_SECONDS: Final = 1.4


class Stack:
    """One run of the local stack."""

    def __init__(self, settings: StackSettings, changed: Callable[[RunState], None]) -> None:
        self._settings = settings
        self._changed = changed
        self._state = settings.state
        self._started = time.time()
        self._phase = "starting"
        self._failure = ""
        self._postgres = ""
        self._lifeline = Lifeline(self._state.lifeline)
        self._receiver: TraceReceiver | None = None
        self._supervisor = Supervisor(self._state.logs, self._publish)
        self._zygote = zygote.Zygote(service.base_environment(), self._state.logs / "zygote.log")
        self._spawn: Spawner = self._zygote.spawn if settings.preload else execute

    async def run(self, stopped: asyncio.Event) -> None:
        """Start, stay until told to stop, stop; a failure to start is raised after the stop."""
        self._claim()
        self._publish()
        try:
            starting = asyncio.create_task(self._start())
            stopping = asyncio.create_task(stopped.wait())
            await asyncio.wait([starting, stopping], return_when=asyncio.FIRST_COMPLETED)
            if not starting.done():
                await end([starting])
            else:
                starting.result()
                self._enter("ready")
                await stopping
        except LauncherError as error:
            self._failure = str(error)
            raise
        finally:
            await self._stop()

    def _claim(self) -> None:
        self._state.ensure()
        if not self._lifeline.hold():
            other = run.last(self._state)
            who = f" (process {other.pid})" if other else ""
            raise LauncherError(
                f"Aftercare already runs in {self._state.root}{who}; "
                "see 'aftercare status', stop it with 'aftercare down'."
            )
        self._settings.require_free_ports()

    async def _start(self) -> None:
        settings, state, ports = self._settings, self._state, self._settings.ports
        if settings.preload:
            await self._zygote.warm()
        with folders.explained(state.root):
            tokens.ensure_key(state.signing_key, state.jwks)
            passwords = Passwords(state.secrets, settings.services)
            self._receiver = TraceReceiver(ports.otlp, TraceWriter(state.traces))
        self._receiver.start()
        nats = self._launch_nats(messaging.servers(settings, passwords))
        admin_url = await self._start_postgres(passwords)
        self._postgres = place_of(admin_url)
        await self._ensure_databases(admin_url, passwords)
        await self._supervisor.ready(*settings.nats_ports())
        await asyncio.gather(
            self._migrate(admin_url, passwords), self._apply_streams(nats, passwords)
        )
        postgres_url = through(admin_url, settings.postgres_through)
        nats_url = nats  # Through one port, one address: whatever answers there.
        if settings.nats_through is not None:
            nats_url = through(nats.partition(",")[0], settings.nats_through)
        for name in settings.services:
            program = service.program(
                name, settings.port_of(name), region=settings.region,
                database_url=as_role(postgres_url, name, databases.app(name), passwords),
                nats_url=nats_url, nats_password=passwords.nats[name],
                stream_replicas=settings.nats_nodes, jwks=state.jwks, otlp_port=ports.otlp,
                edge_port=ports.edge, trace_ratio=settings.trace_ratio,
            )  # fmt: skip
            self._supervisor.launch(program, port=settings.port_of(name), spawn=self._spawn)
        edge = edge_of(settings)
        envoy.prepare(edge, state.edge_config)
        self._supervisor.launch(envoy.program(edge, state.edge_config), port=ports.edge)
        await self._supervisor.ready(*settings.services, "edge")

    def _launch_nats(self, servers: Mapping[str, NatsServer]) -> str:
        """Begin to keep every node alive; together they are the address of NATS."""
        for name, server in servers.items():
            server.prepare()
            self._supervisor.launch(server.program(name), port=server.port)
        return ",".join(server.url for server in servers.values())

    async def _start_postgres(self, passwords: Passwords) -> str:
        """The administrator's address of the PostgreSQL to use."""
        settings = self._settings
        if settings.postgres_url is not None:
            return settings.postgres_url
        server = PostgresServer(
            self._state.postgres, settings.ports.postgres, password=passwords.postgres[ADMIN]
        )
        await asyncio.to_thread(server.prepare)
        self._supervisor.launch(server.program(), port=settings.ports.postgres)
        await self._supervisor.ready("postgres")
        return server.admin_url

    async def _ensure_databases(self, admin_url: str, passwords: Passwords) -> None:
        ours = self._settings.postgres_url is None
        try:
            await asyncio.to_thread(
                databases.ensure, admin_url, self._settings.services, passwords.postgres,
                private=ours,
            )  # fmt: skip
        except (OSError, TimeoutError, asyncpg.PostgresError) as error:
            place = "our own PostgreSQL" if ours else "the PostgreSQL of AFTERCARE_POSTGRES_URL"
            raise LauncherError(f"Databases cannot be made in {place}: {error}") from error

    async def _migrate(self, admin_url: str, passwords: Passwords) -> None:
        urls = {
            name: as_role(admin_url, name, databases.owner(name), passwords)
            for name in self._settings.services
            if service.has_migrations(name)
        }
        if urls:
            await self._supervisor.once(service.migrations(urls), spawn=self._spawn)

    async def _apply_streams(self, nats: str, passwords: Passwords) -> None:
        program = service.streams(
            self._settings.region, nats, nats_server.ADMIN, passwords.nats[nats_server.ADMIN],
            replicas=self._settings.nats_nodes,
        )  # fmt: skip
        await self._supervisor.once(program, spawn=self._spawn)

    async def _stop(self) -> None:
        self._enter("stopping")
        stop = self._supervisor.stop
        await stop(["edge", *self._settings.services], SERVICES_STOP_SECONDS)
        self._zygote.close()
        await stop(list(self._settings.nats_ports()), NATS_STOP_SECONDS)
        await stop(["postgres"], POSTGRES_STOP_SECONDS)
        if self._receiver is not None:
            await asyncio.to_thread(self._receiver.stop)
        self._enter("failed" if self._failure else "stopped")
        self._lifeline.drop()

    def _enter(self, phase: str) -> None:
        self._phase = phase
        self._publish()

    def _publish(self) -> None:
        now = RunState(
            pid=os.getpid(),
            started=self._started,
            phase=self._phase,
            region=self._settings.region,
            ports=self._settings.addresses(),
            units=[*self._zygote.state(), *self._supervisor.states()],
            postgres=self._postgres,
            failure=self._failure,
        )
        with contextlib.suppress(OSError):  # a full disk costs the status, not the stack
            now.write(self._state.run)
        self._changed(now)
