"""One transaction: state, events, timers, audit and the idempotent answer commit together."""

import asyncio
from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar, TypeVar, cast
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.approvals.approvals import Approvals
from aftercare_kit.bounds import Bounds
from aftercare_kit.errors import ActInTheFuture
from aftercare_kit.mapping import Aggregate, TableMapping
from aftercare_kit.numbers import Numbers
from aftercare_kit.repository import Repository
from aftercare_kit.telling import Tells
from aftercare_kit.timers import Timers
from aftercare_kit.writes import Packed, Writes

A = TypeVar("A", bound=Aggregate)

CLOCK_LEEWAY = timedelta(seconds=60)
"""How far ahead of ours a caller's clock may be before its act is "in the future"."""


class UnitOfWork(Tells):
    """What a use case works with; each service's subclass names its repositories.

    `now` is the moment the transaction began, the same for all that happens in it. What is put into
    `after_commit` is called once the transaction stands: for counting what really happened.
    `by_request` names the aggregates that reactions look for first, with the column of the
    request's id.
    """

    reads_beside: ClassVar[bool] = False
    """Whether use cases query what they write by other ways than the repositories: the effects of
    each event of a batch then go to the database before anything that the next one asks."""
    by_request: ClassVar[tuple[tuple[TableMapping[Any], str], ...]] = ()

    def __init__(
        self,
        connection: AsyncConnection,
        *,
        actor: Actor,
        now: datetime,
        service: str,
        region: str,
    ) -> None:
        self.bounds = Bounds()
        numbers = Numbers(connection, self.bounds)
        super().__init__(Writes(connection, numbers), numbers, actor, now, region)
        self.connection = connection
        self.service = service
        self.timers = Timers(region)
        self.after_commit: list[Callable[[], None]] = []
        self._repositories: dict[TableMapping[Any], Repository[Any]] = {}
        self._under_way: asyncio.Task[None] | None = None

    @property
    def approvals(self) -> Approvals:
        """The approvals of this transaction, in a service that keeps any."""
        return Approvals(self)

    async def load_ahead(self, requests: Collection[UUID]) -> None:
        """Load at once what a batch of events about these requests will ask for one by one."""
        for mapping, column in self.by_request:
            await self.repository(mapping).ahead(column, requests)

    def repository(self, mapping: TableMapping[A]) -> Repository[A]:
        """The repository of one kind of aggregate, the same one throughout this transaction."""
        if mapping not in self._repositories:
            self._repositories[mapping] = Repository(self.connection, mapping, self.bounds)
        return cast("Repository[A]", self._repositories[mapping])

    def moment(self, occurred_at: datetime | None, field: str = "occurred_at") -> datetime:
        """When an act happened: as its reporter says, or now.

        Raises:
            ActInTheFuture: said to have happened after now.

        """
        if occurred_at is None:
            return self.now
        if occurred_at > self.now + CLOCK_LEEWAY:
            raise ActInTheFuture(field=field)
        return min(occurred_at, self.now)

    def write(self, table: sa.Table, row: Mapping[str, Any]) -> None:
        """Have a row that is no aggregate, such as a line of a ledger, written with the rest."""
        self._writes.insert(table, row)

    async def flush(self) -> None:
        """Write everything gathered so far, in one statement; the transaction stays open.

        Raises:
            VersionConflict: somebody else wrote a row since (they cannot while it is locked).
            RuntimeError: an announced aggregate changed without an event to say so.

        """
        packed = self._packed()
        await self._written()
        await self._send(packed)

    async def flush_beside(self) -> None:
        """Like `flush`, while the caller goes on; whatever is asked of the database comes behind.

        For use between two events of a batch, when nobody holds an aggregate any more. What it
        meets is raised by the next flush.
        """
        packed = self._packed()  # While the piece before is written.
        for repository in self._repositories.values():
            repository.take_back()
        await self._written()
        self._under_way = asyncio.create_task(self._send(packed))
        await asyncio.sleep(0)  # It begins now: what is asked from here on stands behind it.

    @property
    def writes_beside(self) -> bool:
        """Whether a `flush_beside` may still be under way."""
        return self._under_way is not None

    async def let_go(self) -> None:
        """End what is under way, whatever comes of it: the transaction will be rolled back."""
        if self._under_way is not None:
            self._under_way.cancel()
            await asyncio.gather(self._under_way, return_exceptions=True)

    async def _written(self) -> None:
        if self._under_way is not None:
            await self._under_way
            self._under_way = None

    def _packed(self) -> Packed | None:
        self.bounds.must_be_open()
        for repository in self._repositories.values():
            repository.gather(self._writes)
        self._gather_announced()
        self.timers.gather(self._writes)
        return self._writes.pack()

    async def _send(self, packed: Packed | None) -> None:
        await self._writes.send(packed)
        self._name_cases()

    async def before_commit(self) -> None:
        """Called once, after the last flush: for writes that are cheaper, or safer, together."""
