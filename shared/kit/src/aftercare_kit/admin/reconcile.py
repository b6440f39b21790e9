"""Compares event logs, streams and inboxes: whether everything said has been heard by everybody.

Read in the order inbox, stream, log: what is in an inbox was in its stream before, and what is in a
stream was in its log before, so whatever is found further down and not further up is wrong. What is
only late (relay, consumers, retries) is waited for.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID

from nats.js import JetStreamContext

from aftercare_contracts.topology import SUBSCRIPTIONS
from aftercare_kit.admin.jetstream import SHORT_ANSWER_SECONDS, jetstream, when_led
from aftercare_kit.admin.log_reading import EventLog
from aftercare_kit.admin.stream_reading import StreamCopy
from aftercare_kit.admin.suite import Suite

POLL_SECONDS = 0.25


@dataclass(frozen=True)
class StreamFinding:
    """One service's log against its stream."""

    service: str
    events: int
    in_stream: int
    aged_out: int
    """In the log only, and older than a stream keeps events."""
    behind: int
    """Missing at the stream's end: the relay has not brought them yet."""
    missing: int
    """Missing before the stream's end: only a rebuild brings them back."""
    unknown: int
    """In the stream, but not in the log."""


@dataclass(frozen=True)
class InboxFinding:
    """What one service should have heard against what it has."""

    consumer: str
    expected: int
    seen: int
    """Applied; or given up by an operator, with a reason in the audit trail."""
    parked: int
    missing: int
    missing_from: Mapping[str, int]
    """By publishing service."""
    unexpected: int


@dataclass(frozen=True)
class Reconciliation:
    """The whole comparison."""

    streams: list[StreamFinding]
    inboxes: list[InboxFinding]
    seconds: float = field(compare=False)

    @property
    def events(self) -> int:
        return sum(stream.events for stream in self.streams)

    @property
    def parked(self) -> int:
        return sum(inbox.parked for inbox in self.inboxes)

    @property
    def lost(self) -> int:
        """How many times an event is not where it must be."""
        gone = sum(stream.behind + stream.missing for stream in self.streams)
        return gone + sum(inbox.missing for inbox in self.inboxes)

    @property
    def reconciled(self) -> bool:
        """Nothing is lost and nothing is there that nobody said."""
        strange = sum(stream.unknown for stream in self.streams)
        strange += sum(inbox.unexpected for inbox in self.inboxes)
        return self.lost == 0 and strange == 0


@dataclass
class _Inbox:
    """One consumer's notes of what it has seen."""

    consumer: str
    seen: set[UUID]
    parked: dict[UUID, str]
    """What waits, and in which state."""
    dropped: set[UUID]
    """What an operator gave up; it may be something that nobody ever said."""
    expected: dict[str, set[UUID]] = field(default_factory=dict[str, set[UUID]])

    @property
    def known(self) -> set[UUID]:
        return self.seen | self.parked.keys()

    @property
    def wanted(self) -> set[UUID]:
        return set[UUID]().union(*self.expected.values())

    @property
    def late(self) -> bool:
        """Whether something is missing, or is tried again by the service itself."""
        return bool(self.wanted - self.known) or any(
            state == "retrying" for state in self.parked.values()
        )

    def finding(self) -> InboxFinding:
        wanted, known = self.wanted, self.known
        missing_from = Counter(
            {source: len(events - known) for source, events in self.expected.items()}
        )
        parked = self.parked.keys() & wanted
        return InboxFinding(
            consumer=self.consumer,
            expected=len(wanted),
            seen=len((self.seen & wanted) - parked),
            parked=len(parked),
            missing=missing_from.total(),
            missing_from={source: n for source, n in missing_from.items() if n},
            unexpected=len(self.seen - wanted - self.dropped),
        )


async def reconcile(suite: Suite, *, wait_seconds: float = 10.0) -> Reconciliation:
    """Compare everything said up to now with the streams and inboxes.

    Args:
        suite: the deployment.
        wait_seconds: how long relays, consumers and retries may take to catch up.

    """
    began = time.monotonic()
    async with jetstream(suite.nats, answer_seconds=SHORT_ANSWER_SECONDS) as js:
        inboxes = [await _inbox(suite, consumer) for consumer in suite.consuming]
        copies = {service: StreamCopy(suite.place.stream(service)) for service in suite.publishing}
        await _read_streams(js, copies)
        logs = {service: await _log(suite, service) for service in suite.publishing}
        strangers = {name: copies[name].ids - log.events.keys() for name, log in logs.items()}
        for inbox in inboxes:
            inbox.expected = _expected(inbox.consumer, logs)
        while _late(inboxes, logs, copies) and time.monotonic() - began < wait_seconds:
            await asyncio.sleep(POLL_SECONDS)
            await _read_streams(js, copies)
            for inbox in inboxes:
                if inbox.late:
                    await _look_again(suite, inbox)
    return Reconciliation(
        streams=[
            _stream_finding(log, copies[service], strangers[service])
            for service, log in logs.items()
        ],
        inboxes=[inbox.finding() for inbox in inboxes],
        seconds=round(time.monotonic() - began, 2),
    )


async def _read_streams(js: JetStreamContext, copies: Mapping[str, StreamCopy]) -> None:
    for copy in copies.values():
        await when_led(partial(copy.read, js))


async def _log(suite: Suite, service: str) -> EventLog:
    log = EventLog(service)
    async with suite.database(service) as connection:
        await log.read(connection)
    return log


def _expected(consumer: str, logs: Mapping[str, EventLog]) -> dict[str, set[UUID]]:
    """The events a service subscribes to, by who said them."""
    return {
        source: logs[source].of_types(frozenset(event.type for event in events))
        for source, events in SUBSCRIPTIONS[consumer].items()
        if source in logs
    }


async def _inbox(suite: Suite, consumer: str) -> _Inbox:
    async with suite.database(consumer) as connection:
        seen = await connection.fetch("select event_id from inbox where consumer = $1", consumer)
        parked = await connection.fetch(_PARKED, consumer)
        dropped = await connection.fetch(_DROPPED)
    return _Inbox(consumer, {row[0] for row in seen}, dict(parked), {row[0] for row in dropped})


async def _look_again(suite: Suite, inbox: _Inbox) -> None:
    async with suite.database(inbox.consumer) as connection:
        inbox.parked = dict(await connection.fetch(_PARKED, inbox.consumer))
        seen = await connection.fetch(
            "select event_id from inbox where consumer = $1 and event_id = any($2::uuid[])",
            inbox.consumer,
            list(inbox.wanted - inbox.seen),
        )
    inbox.seen |= {row[0] for row in seen}


_PARKED = "select event_id, state from parked where consumer = $1"
_DROPPED = "select (detail->>'event_id')::uuid from audit where action = 'parked.drop'"


def _late(
    inboxes: list[_Inbox], logs: Mapping[str, EventLog], copies: Mapping[str, StreamCopy]
) -> bool:
    behind = any(_stream_finding(logs[service], copies[service]).behind for service in logs)
    return behind or any(inbox.late for inbox in inboxes)


def _stream_finding(
    log: EventLog, copy: StreamCopy, strangers: Collection[UUID] = ()
) -> StreamFinding:
    """The log as it was read, against the stream by now.

    What the stream got after the log was read is in neither: only `strangers`, which it held
    before, count as unknown.
    """
    absent = [said for event_id, said in log.events.items() if event_id not in copy.ids]
    aged = sum(said.old for said in absent)
    behind = sum(not said.old and (copy.last is None or said.place > copy.last) for said in absent)
    return StreamFinding(
        service=log.service,
        events=len(log.events),
        in_stream=len(log.events) - len(absent) + len(strangers),
        aged_out=aged,
        behind=behind,
        missing=len(absent) - aged - behind,
        unknown=len(strangers),
    )
