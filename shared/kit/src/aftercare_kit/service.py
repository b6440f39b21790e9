"""A service process: the roles it takes, started in order and stopped cleanly."""

import asyncio
import signal
from collections.abc import AsyncGenerator, Callable, Coroutine, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, Generic, TypeAlias, TypeVar

import structlog
import uvicorn
from fastapi import APIRouter, FastAPI
from nats.aio.client import Client

from aftercare_contracts.topology import PUBLISHING
from aftercare_kit.actors import system_actor
from aftercare_kit.consumers import Inbox, Reactions
from aftercare_kit.database import CONNECTIONS_BESIDE, Database, create_engine
from aftercare_kit.endings import end
from aftercare_kit.errors import Refusal
from aftercare_kit.garbage import search_seldom
from aftercare_kit.http import create_app
from aftercare_kit.logs import configure_logging
from aftercare_kit.messaging import Messaging
from aftercare_kit.notices.channels import channels_of
from aftercare_kit.notices.sender import Sender
from aftercare_kit.readiness import Readiness
from aftercare_kit.relay import Relay
from aftercare_kit.retries import RetryLoop
from aftercare_kit.settings import ProcessRole, ServiceSettings
from aftercare_kit.streams import Place
from aftercare_kit.telemetry import configure_telemetry
from aftercare_kit.texts import Catalogue
from aftercare_kit.timers import Fire, TimerLoop
from aftercare_kit.unit_of_work import UnitOfWork
from aftercare_kit.watchdog import watch_event_loop

log = structlog.get_logger()

W = TypeVar("W", bound=UnitOfWork)

Loop: TypeAlias = Callable[[], Coroutine[Any, Any, None]]
"""Runs for as long as the process does."""


@dataclass(frozen=True)
class Service(Generic[W]):
    """What makes one service: its name, its unit of work, and what it does when."""

    name: str
    work: type[W]
    routers: Sequence[APIRouter]
    reactions: Reactions[W] = field(default_factory=Reactions[W])
    timers: Mapping[str, Fire[W]] = field(default_factory=dict)
    standing: Mapping[str, Callable[[datetime], datetime]] = field(
        default_factory=dict[str, Callable[[datetime], datetime]]
    )
    """Timers that fire again and again by the calendar, and when each fires next."""
    notices: bool = False
    """Whether its database holds notices, which are then sent to whom they are for."""
    constraints: Mapping[str, type[Refusal]] = field(default_factory=dict)
    """Database constraints that guard a rule, and the refusal each stands for."""
    documents: bool = True
    """Whether the kit serves `/docs` and `/openapi.json`; False where a router does so itself."""


class Process(Generic[W]):
    """One running service: its HTTP application and the loops beside it."""

    def __init__(self, service: Service[W], settings: ServiceSettings) -> None:
        self._service = service
        self._settings = settings
        self.place = Place(settings.region, settings.stream_replicas, settings.stream_prefix)
        pool = partial(
            create_engine,
            settings.database_url, application=service.name, region=settings.region,
        )  # fmt: skip
        self.engine = pool()
        self.engine_beside = pool(pool_size=CONNECTIONS_BESIDE)
        self.database: Database[W] = Database(
            self.engine, service.work, service=service.name, region=settings.region
        )
        self.lender = self.database.lender()
        self.database_beside = self.database.over(self.engine_beside)
        self.readiness = Readiness(self.engine_beside, service.name)
        self.catalogue = Catalogue.load(service.name)
        self.channels = channels_of(settings)
        self.app = self._application()

    def _application(self) -> FastAPI:
        app = create_app(
            self._service.name,
            self._settings,
            self.catalogue,
            self._service.routers,
            self.readiness.checks,
            lifespan=self._lifespan,
            documents=self._service.documents,
        )
        app.state.database = self.database
        app.state.constraints = self._service.constraints
        app.state.channels = self.channels
        return app

    @asynccontextmanager
    async def _lifespan(self, _app: FastAPI) -> AsyncGenerator[None]:
        async with self.running():
            search_seldom()
            yield

    @asynccontextmanager
    async def running(self) -> AsyncGenerator[None]:
        """Run the loops of this process's roles for as long as the block lasts."""
        async with AsyncExitStack() as stack:
            stack.push_async_callback(self.close)
            tasks = [asyncio.create_task(work()) for work in self._loops(stack)]
            for task in tasks:
                task.add_done_callback(_give_way)
            stack.push_async_callback(end, tasks)
            yield

    async def close(self) -> None:
        """Let go of every connection to the database."""
        await self.lender.close()
        await self.engine.dispose()
        await self.engine_beside.dispose()

    def _loops(self, stack: AsyncExitStack) -> list[Loop]:
        roles, database = self._settings.roles, self.database_beside
        actor = system_actor(self._service.name, self._settings.region)
        inbox = Inbox(database, actor, self._service.reactions.handlers)
        messaging = Messaging(self._settings, self.place, self._service.name, self.readiness)
        stack.push_async_callback(messaging.close)
        loops: list[Loop] = [watch_event_loop, self.readiness.keep_house]
        loops.append(lambda: messaging.serve(self._relay if ProcessRole.RELAY in roles else _idle))
        self.readiness.consuming = ProcessRole.CONSUMERS not in roles
        if ProcessRole.CONSUMERS in roles:
            loops.append(
                lambda: messaging.consume(self._service.reactions.handlers, inbox.take_heard)
            )
            loops.append(RetryLoop(database, actor, inbox).run)
        if ProcessRole.TIMERS in roles and self._service.timers:
            loops.append(
                TimerLoop(database, actor, self._service.timers, self._service.standing).run
            )
        if ProcessRole.TIMERS in roles and self._service.notices:
            loops.append(Sender(database, actor, self.catalogue, self.channels).run)
        return loops

    async def _relay(self, nats: Client) -> None:
        if self._service.name not in PUBLISHING:
            await _idle(nats)
        await Relay(self.database_beside, nats, self.place, self.readiness.relay_says).run()


def _give_way(task: asyncio.Task[None]) -> None:
    """A loop that ends by itself leaves half a service: stop the process, to be started anew."""
    if not task.cancelled():
        log.critical("service.loop_ended", fault=repr(task.exception()))
        signal.raise_signal(signal.SIGTERM)


async def _idle(_nats: Client) -> None:
    """Keep the connection that saw the streams as declared; there is nothing to publish."""
    await asyncio.Event().wait()


def run(service: Service[Any], settings: ServiceSettings) -> None:
    """Serve until SIGTERM: the `python -m <service>` of every service."""
    configure_logging(service.name, settings)
    configure_telemetry(service.name, settings)
    process = Process(service, settings)
    uvicorn.run(
        process.app,
        host=settings.http_host,
        port=settings.http_port,
        loop="uvloop",
        http="httptools",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=True,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=3,
        h11_max_incomplete_event_size=64 * 1024,
    )
