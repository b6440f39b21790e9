"""One transaction: state, events, timers, audit and the idempotent answer commit together."""

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar, TypeVar, cast
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection
from uuid_utils.compat import uuid7

from aftercare_contracts.base import CaseEvent, Event
from aftercare_kit import tables
from aftercare_kit.actors import Actor
from aftercare_kit.announced import Announced, audit_row
from aftercare_kit.approvals.approvals import Approvals
from aftercare_kit.errors import ActInTheFuture
from aftercare_kit.mapping import Aggregate, TableMapping
from aftercare_kit.notices import tables as notices
from aftercare_kit.notices.notice import Notice, row_of
from aftercare_kit.numbers import Numbers
from aftercare_kit.repository import Repository
from aftercare_kit.telemetry import current_traceparent, name_case
from aftercare_kit.timers import Timers
from aftercare_kit.writes import Writes

A = TypeVar("A", bound=Aggregate)

CLOCK_LEEWAY = timedelta(seconds=60)
"""How far ahead of ours a caller's clock may be before its act is "in the future"."""


def new_id() -> UUID:
    """A UUIDv7: a key that sorts by the time it was made."""
    return uuid7()


class UnitOfWork:
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
    notices_of: ClassVar[Mapping[type[Event], Callable[[Any, Any], Sequence[Notice]]]] = {}
    """Whom a fact gives something to do: from the event and its aggregate to the notices."""

    def __init__(
        self,
        connection: AsyncConnection,
        *,
        actor: Actor,
        now: datetime,
        service: str,
        region: str,
    ) -> None:
        self.connection = connection
        self.actor = actor
        self.now = now
        self.service = service
        self.region = region
        self.if_match: int | None = None
        self.timers = Timers(region)
        self.numbers = Numbers(connection, self.must_be_open)
        self.spoke = False
        self.only_adds = False
        """Set while a unit of work may neither lock nor write (see `Database.begin_unlocked`)."""
        self._writes = Writes(connection, self.numbers)
        self.after_commit: list[Callable[[], None]] = []
        self._repositories: dict[TableMapping[Any], Repository[Any]] = {}
        self._announced: list[Announced] = []
        self._under_way: asyncio.Task[None] | None = None
        self._to_name: dict[UUID, str] = {}

    @property
    def approvals(self) -> Approvals:
        """The approvals of this transaction, in a service that keeps any."""
        return Approvals(self)

    def must_be_open(self) -> None:
        """Called before anything that needs a transaction around it.

        Raises:
            RuntimeError: there is none, since this use case said that it only adds.

        """
        if self.only_adds:
            message = "a use case that only adds may not lock, nor write before its end"
            raise RuntimeError(message)

    async def load_ahead(self, requests: Collection[UUID]) -> None:
        """Load at once what a batch of events about these requests will ask for one by one."""
        for mapping, column in self.by_request:
            await self.repository(mapping).ahead(column, requests)

    def repository(self, mapping: TableMapping[A]) -> Repository[A]:
        """The repository of one kind of aggregate, the same one throughout this transaction."""
        if mapping not in self._repositories:
            # Asked late: a service makes its repositories before the call says its If-Match.
            self._repositories[mapping] = Repository(
                self.connection, mapping, lambda: self.if_match, self.must_be_open
            )
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

    def announce(self, aggregate: Aggregate, event: Event, at: datetime | None = None) -> UUID:
        """Say that something happened to an aggregate, and count its version up.

        Args:
            aggregate: what it happened to.
            event: the fact.
            at: when it happened, where that is not now.

        Returns:
            The event's id.

        """
        aggregate.version += 1
        said = Announced(
            new_id(), event, aggregate.id, aggregate.version, at or self.now, current_traceparent()
        )
        self._announced.append(said)
        self.note(
            f"{event.aggregate_name()}.{event.fact_name()}",
            event.aggregate_name(),
            aggregate.id,
            event_id=str(said.id),
            version=said.aggregate_version,
        )
        if isinstance(event, CaseEvent):
            # The case itself is the one thing that bears its number; others have numbers too.
            of_case = aggregate.id == event.request_id
            number: str | None = getattr(event, "number", None) if of_case else None
            if number is not None and number in self.numbers:
                self._to_name[event.request_id] = number
            else:
                name_case(event.request_id, number)
        make = self.notices_of.get(type(event))
        if make is not None:
            for notice in make(event, aggregate):
                self.notify(notice)
        return said.id

    def notify(self, notice: Notice) -> None:
        """Have somebody told, once this transaction has committed."""
        self._writes.insert(notices.notice, row_of(notice, self.region, self.now))

    def note(
        self, action: str, aggregate: str, aggregate_id: UUID | None = None, **detail: object
    ) -> None:
        """Leave an audit entry for something that no event tells, such as the reading of a secret.

        Args:
            action: what was done, in the words of the rights table.
            aggregate: what kind of thing it was done to.
            aggregate_id: which one.
            detail: facts that help an auditor; no secrets, no free text.

        """
        entry = audit_row(
            self.actor, self.region, self.now, action, aggregate, aggregate_id, detail
        )
        self._writes.insert(tables.audit, entry)

    def write(self, table: sa.Table, row: Mapping[str, Any]) -> None:
        """Have a row that is no aggregate, such as a line of a ledger, written with the rest."""
        self._writes.insert(table, row)

    async def flush(self) -> None:
        """Write everything gathered so far, in one statement; the transaction stays open.

        Raises:
            VersionConflict: somebody else wrote a row since (they cannot while it is locked).
            RuntimeError: an announced aggregate changed without an event to say so.

        """
        await self._written()
        self._gather()
        await self._send()

    async def flush_beside(self) -> None:
        """Like `flush`, while the caller goes on; whatever is asked of the database comes behind.

        For use between two events of a batch, when nobody holds an aggregate any more. What it
        meets is raised by the next flush.
        """
        await self._written()
        self._gather()
        for repository in self._repositories.values():
            repository.take_back()
        self._under_way = asyncio.create_task(self._send())
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

    def _gather(self) -> None:
        self.must_be_open()
        for repository in self._repositories.values():
            repository.gather(self._writes)
        self.spoke = self.spoke or bool(self._announced)
        for said in self._announced:
            self._writes.insert(tables.event, said.row(self.region, self.actor.subject))
        self._announced = []
        self.timers.gather(self._writes)

    async def _send(self) -> None:
        await self._writes.send()
        for request_id, stand_in in self._to_name.items():
            name_case(request_id, self.numbers.in_text(stand_in))
        self._to_name = {}

    async def before_commit(self) -> None:
        """Called once, after the last flush: for writes that are cheaper, or safer, together."""
