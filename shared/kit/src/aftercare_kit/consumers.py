"""Listens to other services' events: batches, one transaction each, every event counted once."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, cast
from uuid import UUID

import structlog
from nats.aio.msg import Msg
from sqlalchemy.exc import DBAPIError

from aftercare_contracts.base import CaseEvent, Event
from aftercare_kit import metrics
from aftercare_kit.actors import Actor
from aftercare_kit.database import Database
from aftercare_kit.driver import fetch_one
from aftercare_kit.errors import NotReady
from aftercare_kit.event_spans import consumed
from aftercare_kit.events import Received, UnreadableEvent, read
from aftercare_kit.faults import is_connection_fault, is_race
from aftercare_kit.parking import Parking, named_by
from aftercare_kit.unit_of_work import UnitOfWork

log = structlog.get_logger()

W = TypeVar("W", bound=UnitOfWork)
E = TypeVar("E", bound=Event)
_FIRST_SIGHT = (
    "with seen as (insert into inbox (consumer, event_id, received_at)"
    " select $1::text, event_id, $2::timestamptz from unnest($3::uuid[]) event_id"
    " on conflict do nothing returning event_id)"
    " select array(select event_id from seen) as new, array(select aggregate_id from parked"
    " where consumer = $1::text and aggregate_id = any($4::uuid[])) as blocked"
)

PART = 40
"""Events of a batch whose effects are written while those behind them are reacted to."""

Reaction = Callable[[Received[Any], W], Awaitable[None]]


@dataclass
class Reactions(Generic[W]):
    """What a service does when it hears what; its keys must equal its declared subscriptions."""

    handlers: dict[type[Event], Reaction[W]] = field(default_factory=dict)

    def on(self, event: type[E], react: Callable[[Received[E], W], Awaitable[None]]) -> None:
        """Have `react` called, inside the transaction that notes the event as seen."""
        self.handlers[event] = cast("Reaction[W]", react)


Heard = tuple[Received[Any] | UnreadableEvent, Msg]
"""A message with the event that was read in it, or why none could be."""


def heard(message: Msg) -> Heard:
    """Read a message."""
    try:
        return read(message.headers or {}, message.data), message
    except UnreadableEvent as fault:
        return fault, message


class Inbox(Generic[W]):
    """Applies events exactly once: the note of having seen one commits with its effects."""

    def __init__(
        self, database: Database[W], actor: Actor, reactions: Mapping[type[Event], Reaction[W]]
    ) -> None:
        self._database = database
        self._actor = actor
        self._reactions = reactions
        self.parking = Parking(database.service)
        self.parked = asyncio.Event()
        """Set when an event was set aside, so that its retry need not wait for a poll."""

    async def take(self, messages: Sequence[Msg]) -> None:
        """Read and apply messages; otherwise like `take_heard`."""
        await self.take_heard([heard(message) for message in messages])

    async def take_heard(self, batch: Sequence[Heard]) -> None:
        """Apply messages, in order, and return when they are safe: applied or parked.

        Raises:
            Exception: the database is away; nothing was applied and nothing may be acknowledged.

        """
        events: list[tuple[Received[Any], Msg]] = []
        for event, message in batch:
            if isinstance(event, UnreadableEvent):
                # In its place: what came before it is applied, what follows may have to wait.
                await self._take_readable(events)
                events = []
                await self._park_unreadable(message, event)
            else:
                events.append((event, message))
        await self._take_readable(events)

    async def _take_readable(self, events: Sequence[tuple[Received[Any], Msg]]) -> None:
        if not events:
            return
        try:
            await self._apply_despite_races(events)
        except Exception as fault:
            if is_connection_fault(fault):
                raise  # It was not the events that failed.
            if len(events) == 1:
                await self._park(*events[0], fault)
                return
            # Halved until the event that cannot be applied is alone: all others stay in batches.
            log.info("consumer.batch_halved", events=len(events), fault=repr(fault))
            half = len(events) // 2
            await self._take_readable(events[:half])
            await self._take_readable(events[half:])

    async def _apply_despite_races(self, events: Sequence[tuple[Received[Any], Msg]]) -> None:
        """Apply them; once more where another stream's events about the same thing were faster."""
        try:
            await self._apply(events)
        except DBAPIError as fault:
            if not is_race(fault):
                raise
            await self._apply(events)

    async def _apply(self, events: Sequence[tuple[Received[Any], Msg]]) -> None:
        async with self._database.begin(self._actor) as work:
            applied = 0
            new, blocked = await self._first_sight(
                work,
                [event.id for event, _ in events],
                [event.aggregate_id for event, _ in events],
            )
            requests = {
                event.data.request_id
                for event, _ in events
                if isinstance(event.data, CaseEvent) and event.id in new
            }
            if len(requests) > 1:
                await work.load_ahead(requests)
            for event, message in events:
                if event.id not in new:
                    continue
                new.discard(event.id)  # The same event may stand in one batch twice.
                if event.aggregate_id in blocked:
                    await self.parking.queue(work, event, message.headers or {}, message.data)
                    continue
                await self.react(event, work)
                applied += 1
                if work.reads_beside or applied % PART == 0:
                    await work.flush_beside()
                elif work.writes_beside:
                    await asyncio.sleep(0)  # So that PostgreSQL is handed the next piece.
        metrics.consumer_events.labels(self._database.service).inc(applied)

    async def react(self, event: Received[Any], work: W) -> None:
        """Run the reaction to one event; its effects are written with the open transaction."""
        with consumed(event):
            await self._reactions[type(event.data)](event, work)

    async def _first_sight(
        self, work: W, events: Sequence[UUID], aggregates: Sequence[UUID]
    ) -> tuple[set[UUID], set[UUID]]:
        """Note these events as seen: which are new, and which of their aggregates have to wait."""
        consumer = self._database.service
        row = await fetch_one(work.connection, _FIRST_SIGHT, consumer, work.now, events, aggregates)
        return set(row["new"]), set(row["blocked"])

    async def _park(self, event: Received[Any], message: Msg, fault: Exception) -> None:
        named = {"type": event.data.type, "event_id": str(event.id)}
        if isinstance(fault, NotReady):  # Its cause comes on another stream: no alarm.
            log.info("consumer.event_early", **named)
        else:
            log.error("consumer.event_failed", **named, exc_info=fault)
        async with self._database.begin(self._actor) as work:
            new, _ = await self._first_sight(work, [event.id], [event.aggregate_id])
            if new:
                await self.parking.retry_later(
                    work, event, message.headers or {}, message.data, fault
                )
        self.parked.set()

    async def _park_unreadable(self, message: Msg, fault: UnreadableEvent) -> None:
        log.error("consumer.unreadable", subject=message.subject, fault=str(fault))
        headers = message.headers or {}
        event_id, aggregate_id = named_by(headers, message.data)
        async with self._database.begin(self._actor) as work:
            if headers.get("ce-id") == str(event_id):
                # Readable to a later release, it must not count again when it is delivered again.
                new, _ = await self._first_sight(work, [event_id], [aggregate_id])
                if not new:
                    return
            await self.parking.unreadable(
                work, event_id, aggregate_id, headers, message.data, fault
            )


def by_source(reactions: Mapping[type[Event], Any]) -> dict[str, tuple[type[Event], ...]]:
    """The event classes a service reacts to, by the service that publishes them."""
    sources: dict[str, list[type[Event]]] = defaultdict(list)
    for event in reactions:
        sources[event.publisher()].append(event)
    return {source: tuple(events) for source, events in sources.items()}
