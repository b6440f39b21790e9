"""Pulls a durable consumer's messages as they come, in the stream's order.

One pull request stays open at the server; whatever has arrived is handed on as one batch, with no
idle polling and no waiting for full batches. Heartbeats tell a quiet stream from a dead link. What
follows a batch is fetched and read while that one is applied, which mostly waits for its rows.

Order is kept through faults too. A batch that cannot be applied is tried again in its place, since
what is given back comes later than what follows it. A start waits until the server would give out
again what a predecessor took and did not acknowledge: those come first then, and are put in order
when all have come, for one that could not be sent to who had just left comes before those that had
been. And the server numbers what it gives out: where a number is skipped, an event went to a link
that is gone, and comes again; what is behind it was not taken, and waits for it.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from itertools import takewhile
from typing import Any, Generic, TypeVar, cast

import orjson
import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import NoRespondersError
from nats.errors import TimeoutError as NothingCame
from nats.js.api import ConsumerInfo
from nats.js.errors import ServiceUnavailableError

from aftercare_kit.links import leave

log = structlog.get_logger()

T = TypeVar("T")
Take = Callable[[Sequence[T]], Awaitable[None]]

BATCH = 200
"""Messages handed on at a time, what one transaction serves; and asked for at a time. The
consumer's limit of unacknowledged ones is well above twice as many."""

EXPIRES_SECONDS = 30.0
HEARTBEAT_SECONDS = 2.0
ANSWER_SECONDS = 2.0
LATELY_SECONDS = 4.0
NOT_NOW_SECONDS = 0.5
LOOK_SECONDS = 1.0
MARGIN_SECONDS = 0.5

_NANOSECONDS = 1_000_000_000


def _unread(message: Msg) -> Any:
    return message


class Puller(Generic[T]):
    """One service's messages from one stream."""

    def __init__(
        self,
        client: Client,
        stream: str,
        durable: str,
        take: Take[T],
        read: Callable[[Msg], T] = _unread,
    ) -> None:
        """Name the consumer.

        Args:
            client: a connection of its own.
            stream: its name.
            durable: the consumer's name.
            take: applies a batch; returns when it is safe.
            read: what `take` gets of a message; raises nothing.

        """
        self._client = client
        self._stream, self._durable = stream, durable
        self._more = f"$JS.API.CONSUMER.MSG.NEXT.{stream}.{durable}"
        self._take = take
        self._read = read
        self._arrived = asyncio.Queue[tuple[Msg, T | None]]()
        self._replicas = 1
        self._open = 0  # Messages the server may still send for the open request.
        self._links = 0  # How often the link had been made anew when asking began.
        self._given = 0  # The number of the last event that came.
        self._held = 0  # Events given out before, which must come again before any other.

    async def run(self) -> None:
        """Pull for ever; a subscription that went silent or lost an event is made anew."""
        while True:
            inbox = self._client.new_inbox()
            self._arrived = asyncio.Queue[tuple[Msg, T | None]]()
            # Not `next_msg`: it makes two tasks for each message.
            subscription = await self._client.subscribe(inbox, cb=self._came)
            try:
                await self._pull(inbox)
            finally:
                await subscription.unsubscribe()

    async def _came(self, message: Msg) -> None:
        arrived = self._arrived
        arrived.put_nowait((message, self._read(message) if _status(message) is None else None))
        await asyncio.sleep(0)  # Reading is work, and others have some, too.

    async def _pull(self, inbox: str) -> None:
        await self._let_predecessor_s_expire()
        # Not before: nothing was asked for yet, and looking for a leader may have changed the link.
        self._links = self._client.stats["reconnects"]
        self._open = 0
        again: list[tuple[Msg, T | None]] = []
        while self._same_link:
            if self._open <= 0:
                await self._ask(inbox)
            try:
                events = await self._next_events()
            except NothingCame:
                log.warning("consumer.silent", consumer=self._more)
                if self._same_link:
                    await leave(self._client)
                return
            in_turn = list(takewhile(lambda each: self._in_turn(each[0]), events))
            if self._open <= 0:
                await self._ask(inbox)
            again += in_turn
            all_in_turn = len(in_turn) == len(events)
            if self._held and events and all_in_turn:
                continue  # A heartbeat ends this: the server has no more of them.
            # What is older than some of these may come later still: all are given out anew then.
            complete = not self._held or (all_in_turn and await self._are_all(again))
            if complete:
                await self._serve(again)
                again = []
            if not (complete and all_in_turn):
                log.warning("consumer.out_of_turn", consumer=self._more)
                return
            if not events and self._replicas > 1 and alone(await self._info()):
                log.warning("consumer.leader_alone", consumer=self._more)
                await leave(self._client)
                return

    @property
    def _same_link(self) -> bool:
        return self._client.stats["reconnects"] == self._links

    def _in_turn(self, message: Msg) -> bool:
        """Whether no event went missing before this one."""
        given = message.metadata
        if given.sequence.consumer != self._given + 1 or (self._held and given.num_delivered == 1):
            return False
        self._given += 1
        self._held = max(0, self._held - 1)
        return True

    async def _let_predecessor_s_expire(self) -> None:
        info = await self._info()
        self._replicas = info.config.num_replicas or 1
        self._held = 0
        if info.num_ack_pending:
            await asyncio.sleep((info.config.ack_wait or 0) + MARGIN_SECONDS)
            info = await self._info()  # A new leader may not have known at first all it had given.
            self._held = info.num_ack_pending or 0
        self._given = info.delivered.consumer_seq if info.delivered else 0

    async def _are_all(self, again: Sequence[object]) -> bool:
        """Whether nothing else is still to come again; then nothing more is held."""
        complete = (await self._info()).num_ack_pending == len(again)
        self._held = 0 if complete else self._held
        return complete

    async def _info(self) -> ConsumerInfo:
        """What the consumer's leader says; while one is elected, it is asked for at every node."""
        jetstream = self._client.jetstream(timeout=ANSWER_SECONDS)
        while True:
            try:
                return await jetstream.consumer_info(self._stream, self._durable)
            except (NothingCame, NoRespondersError, ServiceUnavailableError):
                await leave(self._client)
                await asyncio.sleep(NOT_NOW_SECONDS)

    async def _next_events(self) -> list[tuple[Msg, T | None]]:
        """Whatever has come, a batch at the most; nothing where it was a heartbeat."""
        arrived = [await self._next()]
        while len(arrived) < BATCH and not self._arrived.empty():
            arrived.append(self._arrived.get_nowait())
        return [each for each in arrived if self._counts(each[0])]

    async def _next(self) -> tuple[Msg, T | None]:
        """The next message or heartbeat; nothing counts as coming over a link made anew."""
        silent_at = time.monotonic() + 2 * HEARTBEAT_SECONDS + 1
        while time.monotonic() < silent_at and self._same_link:
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_SECONDS):
                    return await self._arrived.get()
        raise NothingCame

    async def _ask(self, inbox: str) -> None:
        self._open = BATCH
        request = {
            "batch": BATCH,
            "expires": int(EXPIRES_SECONDS * _NANOSECONDS),
            "idle_heartbeat": int(HEARTBEAT_SECONDS * _NANOSECONDS),
        }
        await self._client.publish(self._more, orjson.dumps(request), reply=inbox)

    def _counts(self, message: Msg) -> bool:
        """Whether it is an event; a status closes the open request, a heartbeat says nothing."""
        status = _status(message)
        if status is None:
            self._open -= 1
            return True
        if status != "100":
            self._open = 0
        return False

    async def _serve(self, events: list[tuple[Msg, T | None]]) -> None:
        if not events:
            return
        events.sort(key=lambda each: each[0].metadata.sequence.stream)
        await self._taken([cast("T", read) for _, read in events])
        for message, _ in events:
            await message.ack()

    async def _taken(self, events: list[T]) -> None:
        """Hand a batch on until it is safe; nothing behind it may overtake it."""
        while True:
            try:
                await self._take(events)
            except Exception as fault:
                log.warning("consumer.not_now", consumer=self._more, fault=repr(fault))
                await asyncio.sleep(NOT_NOW_SECONDS)
            else:
                return


def _status(message: Msg) -> str | None:
    """What the server says of the open request, where it is no event."""
    return (message.headers or {}).get("Status")


def alone(info: ConsumerInfo) -> bool:
    """Whether the consumer's leader has not heard of a majority of its replicas lately.

    Cut off, it goes on with its heartbeats for ten seconds and more, and has nothing to give out.
    """
    peers = (info.cluster.replicas if info.cluster else None) or []
    heard = sum((peer.active or 0) < LATELY_SECONDS * _NANOSECONDS for peer in peers)
    return 1 + heard <= (1 + len(peers)) // 2
