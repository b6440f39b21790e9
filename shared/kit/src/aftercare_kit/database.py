"""One service's PostgreSQL: its pool, and the transactions that a region's row security needs."""

from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from copy import copy
from datetime import UTC, datetime
from typing import Generic, TypeVar

import orjson
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from aftercare_kit.actors import Actor
from aftercare_kit.driver import transaction
from aftercare_kit.lending import Lender
from aftercare_kit.pool import watched
from aftercare_kit.unit_of_work import UnitOfWork

W = TypeVar("W", bound=UnitOfWork)


def async_url(url: str) -> str:
    """The address with SQLAlchemy's asyncpg dialect named."""
    return url.replace("postgresql://", "postgresql+asyncpg://", 1)


CONNECTIONS = 8
"""Connections for people's requests."""

CONNECTIONS_BESIDE = 10
"""Connections for the loops beside them. Each loop holds one at a time (a listener for each of five
streams, relay, timers, retries, notices, housekeeping), so neither people nor loops ever wait for
each other's."""

PREPARED_STATEMENTS = 512
"""Statements a connection keeps prepared; each kind of command has its own shape of writes."""


LONGEST_STATEMENT = 131_072
"""Bytes of a text that is kept prepared; the writes of a large batch have the longest."""

WAIT_SECONDS = 5
"""How long anybody waits for a connection while others have them all."""

ANSWER_SECONDS = 10
"""The longest that a statement may take; after that its connection counts as dead, as it is when
the server vanished without a word."""


def create_engine(
    url: str, *, application: str, region: str, pool_size: int = CONNECTIONS
) -> AsyncEngine:
    """A pool of connections; a dead one is noticed and replaced before use.

    Args:
        url: `postgresql://` address as the service's login role.
        application: what PostgreSQL shows as `application_name`.
        region: the one whose rows row security shows; a connection is opened for it and never
            serves another.
        pool_size: how many connections are kept and given out at most.

    """
    engine = create_async_engine(
        async_url(url),
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=WAIT_SECONDS,
        pool_use_lifo=True,
        json_deserializer=orjson.loads,
        connect_args={
            "timeout": 5,
            "command_timeout": ANSWER_SECONDS,
            "prepared_statement_cache_size": PREPARED_STATEMENTS,
            "statement_cache_size": PREPARED_STATEMENTS,
            "max_cacheable_statement_size": LONGEST_STATEMENT,
            "server_settings": {
                "app.region": region,
                "application_name": application,
                "timezone": "UTC",
                "lock_timeout": "5000",
                "idle_in_transaction_session_timeout": "60000",
            },
        },
    )
    return watched(engine)


def _direct(engine: AsyncEngine) -> AsyncEngine:
    """The same pool, with SQLAlchemy's own transactions left out: ours are the driver's."""
    return engine.execution_options(isolation_level="AUTOCOMMIT")


Lend = Callable[[], AbstractAsyncContextManager[AsyncConnection]]
"""Where the connection of a unit of work comes from, and goes back to."""


class Database(Generic[W]):
    """Opens units of work: one transaction each, in which only the own region's rows are seen."""

    def __init__(
        self,
        engine: AsyncEngine,
        work: type[W],
        *,
        service: str,
        region: str,
        now: Callable[[], datetime] | None = None,
    ) -> None:
        self.engine = engine
        self.service = service
        self.region = region
        self.now = now or (lambda: datetime.now(UTC))
        self.lend: Lend = _direct(engine).connect
        self._work = work
        self._on_commit: list[Callable[[], None]] = []
        self._on_timer: list[Callable[[datetime], None]] = []

    def over(self, engine: AsyncEngine) -> "Database[W]":
        """The same database over connections of another pool; commits of either wake the same."""
        beside = copy(self)
        beside.engine, beside.lend = engine, _direct(engine).connect
        return beside

    def lender(self) -> Lender:
        """Have connections kept ready between two units of work, for as long as it is not closed.

        For the one database object on a pool that serves many, and one after another.
        """
        lender = Lender(_direct(self.engine), most=CONNECTIONS, seconds=WAIT_SECONDS)
        self.lend = lender.lend
        return lender

    @contextmanager
    def waking(self, wake: Callable[[], None]) -> Generator[None]:
        """Have `wake` called after each commit that wrote events, while the block lasts."""
        self._on_commit.append(wake)
        try:
            yield
        finally:
            self._on_commit.remove(wake)

    def on_timer(self, wake: Callable[[datetime], None]) -> None:
        """Have `wake` called after each commit that set timers, with the earliest due time."""
        self._on_timer.append(wake)

    @asynccontextmanager
    async def begin(self, actor: Actor) -> AsyncGenerator[W]:
        """A unit of work that commits when its block ends, and rolls back when it raises.

        Nothing is sent anywhere before the commit; a raised error leaves no trace.
        """
        async with self.lend() as connection:
            async with transaction(connection):
                work = self._unit(connection, actor)
                try:
                    yield work
                    await work.flush()
                    await work.before_commit()
                finally:
                    await work.let_go()
            self._tell(work)

    @asynccontextmanager
    async def begin_unlocked(self, actor: Actor) -> AsyncGenerator[W]:
        """A unit of work that only adds: it locks nothing and writes once, when its block ends.

        One statement is a transaction of its own, so nobody waits for this one between its
        statements. The unit of work refuses to lock, and to write before the end.

        Raises:
            RuntimeError: this service's units of work write more before the commit, and so need a
                transaction.

        """
        if self._work.before_commit is not UnitOfWork.before_commit:
            message = f"{self._work.__name__} writes before the commit: it needs a transaction"
            raise RuntimeError(message)
        async with self.lend() as connection:
            work = self._unit(connection, actor)
            work.bounds.only_adds = True
            yield work
            work.bounds.only_adds = False
            await work.flush()
            self._tell(work)

    def _unit(self, connection: AsyncConnection, actor: Actor) -> W:
        return self._work(
            connection, actor=actor, now=self.now(), service=self.service, region=self.region
        )

    def _tell(self, work: W) -> None:
        for committed in work.after_commit:
            committed()
        if work.spoke:
            for wake in self._on_commit:
                wake()
        if work.timers.earliest is not None:
            for wake_by in self._on_timer:
                wake_by(work.timers.earliest)

    @asynccontextmanager
    async def reading(self) -> AsyncGenerator[AsyncConnection]:
        """A connection inside the own region, for queries that need no unit of work.

        Each statement sees what is committed when it begins, as in a transaction that is read
        committed; so there is none around them to pay for.
        """
        async with self.lend() as connection:
            yield connection
