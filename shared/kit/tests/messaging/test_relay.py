"""The relay: the log arrives in the stream whole, once, in order, whoever else tries."""

import asyncio
import random
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from nats.aio.client import Client
from shared.kit.tests.messaging.things import Thing, open_log, resumed, say
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit import atomic_batch, relay
from aftercare_kit.actors import Actor
from aftercare_kit.database import Database
from aftercare_kit.endings import end
from aftercare_kit.relay import Relay
from aftercare_kit.streams import Place
from aftercare_kit.testing import poll_until
from aftercare_kit.unit_of_work import UnitOfWork


@pytest.fixture
async def placed(
    database: Callable[[str], Any], place: Place
) -> AsyncIterator[Database[UnitOfWork]]:
    """A log whose events belong to this test's region."""
    async with open_log("dispatch", database("dispatch").app_url, place.region) as log:
        yield log


async def _relayed(relay: Relay, log: Database[UnitOfWork]) -> int:
    """Relay until the log is empty; returns how many events went.

    Other tests write on the same server, and while they do, the commit order is not settled.
    """
    total = 0
    async with log.lend() as connection:
        await relay.resume(connection)

        async def all_gone() -> bool:
            nonlocal total
            sent = await relay.relay_once(connection)
            total += sent
            return not sent and not relay.held_back

        await poll_until(all_gone, seconds=20, what="the log in the stream")
    return total


@asynccontextmanager
async def _zombie(
    log: Database[UnitOfWork], client: Client, place: Place
) -> AsyncGenerator[tuple[Relay, AsyncConnection]]:
    """A relay that found its place, and sleeps while others go on; with a connection for it."""
    async with log.lend() as connection:
        zombie = Relay(log, client, place)
        await zombie.resume(connection)
        yield zombie, connection


async def _stream(client: Client, place: Place) -> list[tuple[str, UUID, int]]:
    js = client.jetstream()
    last = (await js.stream_info(place.stream("dispatch"))).state.last_seq
    found = []
    for number in range(1, last + 1):
        headers = (await js.get_msg(place.stream("dispatch"), seq=number)).headers or {}
        found.append(
            (
                headers["ce-id"],
                UUID(headers["ce-subject"]),
                int(headers["ce-aggregateversion"]),
            )
        )
    return found


def _inversions(found: list[tuple[str, UUID, int]]) -> int:
    seen: dict[UUID, int] = {}
    wrong = 0
    for _, aggregate, version in found:
        wrong += version != seen.get(aggregate, 0) + 1
        seen[aggregate] = version
    return wrong


async def test_the_log_arrives_whole_and_in_order(
    placed: Database[UnitOfWork], actor: Actor, client: Client, place: Place
) -> None:
    """More than one batch, several events a transaction."""
    things = [Thing() for _ in range(30)]
    for thing in things:
        await say(placed, actor, thing, times=20)

    assert await _relayed(Relay(placed, client, place), placed) == 600

    found = await _stream(client, place)
    assert len({event for event, _, _ in found}) == 600
    assert _inversions(found) == 0


@pytest.mark.parametrize("told", [False, True])
async def test_what_was_read_ahead_is_dropped_where_another_relay_went_on(
    placed: Database[UnitOfWork],
    actor: Actor,
    client: Client,
    place: Place,
    narrow: None,
    told: bool,
) -> None:
    """It follows a place that is not the stream's end any more."""
    thing = Thing()
    await say(placed, actor, thing, times=25)
    async with _zombie(placed, client, place) as (zombie, connection):
        first = await poll_until(lambda: zombie.relay_once(connection), what="a batch")
        assert first == 10  # And the next ten lie in its hands.
        await _relayed(Relay(placed, client, place), placed)
        if told:
            await zombie.resume(connection)
        assert await zombie.relay_once(connection) == 0
        await say(placed, actor, thing)
        await _relayed(zombie, placed)

    assert [version for _, _, version in await _stream(client, place)] == list(range(1, 27))


async def test_what_is_said_behind_what_was_read_ahead_goes_at_once(
    placed: Database[UnitOfWork],
    actor: Actor,
    client: Client,
    place: Place,
    narrow: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The wake that came with it was spent on the batch before: nobody waits for the next poll."""
    monkeypatch.setattr(relay, "FALLBACK_POLL_SECONDS", 3600)
    thing = Thing()
    await say(placed, actor, thing, times=15)
    publish, said = relay.publish_batch, False

    async def speaking(*sent: Any, **after: Any) -> int:
        nonlocal said
        stored = await publish(*sent, **after)
        if not said:  # Ten are stored, the five behind them are read: now there is one more.
            said = True
            await say(placed, actor, thing)
        return stored

    monkeypatch.setattr(relay, "publish_batch", speaking)
    relaying = asyncio.create_task(Relay(placed, client, place).run())
    await _until_relayed(placed, client, place, 16)
    await end([relaying])


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches of ten."""
    monkeypatch.setattr(relay, "BATCH", 10)


async def test_a_new_relay_goes_on_behind_the_last_message(
    placed: Database[UnitOfWork], actor: Actor, client: Client, place: Place
) -> None:
    """A restart neither repeats nor skips."""
    thing = Thing()
    await say(placed, actor, thing, times=3)
    assert await _relayed(Relay(placed, client, place), placed) == 3
    await say(placed, actor, thing, times=2)

    assert await _relayed(Relay(placed, client, place), placed) == 2
    assert [version for _, _, version in await _stream(client, place)] == [1, 2, 3, 4, 5]


async def test_a_relay_that_slept_is_refused(
    placed: Database[UnitOfWork], actor: Actor, client: Client, place: Place
) -> None:
    """The zombie's batch states an old end of the stream, so nothing of it is stored."""
    thing = Thing()
    await say(placed, actor, thing, times=2)
    async with _zombie(placed, client, place) as (zombie, connection):
        await _relayed(Relay(placed, client, place), placed)

        assert await zombie.relay_once(connection) == 0  # refused, and now it knows better

    assert len(await _stream(client, place)) == 2


async def test_without_the_fence_the_zombie_doubles_events(
    placed: Database[UnitOfWork],
    actor: Actor,
    client: Client,
    place: Place,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The control: take the expected sequence away, and the test above would go red."""
    real = atomic_batch._batch_headers

    def unfenced(batch_id: str, number: int, after: int, last: int) -> dict[str, str]:
        headers = real(batch_id, number, after, last)
        headers.pop("Nats-Expected-Last-Sequence", None)
        return headers

    monkeypatch.setattr(atomic_batch, "_batch_headers", unfenced)
    await say(placed, actor, Thing(), times=2)
    async with _zombie(placed, client, place) as (zombie, connection):
        await _relayed(Relay(placed, client, place), placed)
        await zombie.relay_once(connection)

    assert len(await _stream(client, place)) == 4


async def test_two_relays_racing_store_each_event_once(
    placed: Database[UnitOfWork],
    actor: Actor,
    client: Client,
    place: Place,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No lock between them: the stream itself decides."""

    async def lead(self: Relay, connection: AsyncConnection) -> None:
        await self.resume(connection)

    monkeypatch.setattr(Relay, "_lead", lead)
    things = [Thing() for _ in range(10)]

    async def write() -> None:
        for _ in range(20):
            for thing in things:
                await say(placed, actor, thing)

    racing = [asyncio.create_task(Relay(placed, client, place).run()) for _ in range(2)]
    await write()
    await _until_relayed(placed, client, place, 200)
    await end(racing)

    found = await _stream(client, place)
    assert len({event for event, _, _ in found}) == len(found) == 200
    assert _inversions(found) == 0


async def _until_relayed(
    log: Database[UnitOfWork], client: Client, place: Place, wanted: int
) -> None:
    async def there() -> bool:
        info = await client.jetstream().stream_info(place.stream("dispatch"))
        return info.state.messages >= wanted

    await poll_until(there, seconds=20, what=f"{wanted} events in the stream")


async def test_transaction_ids_sort_as_numbers(
    placed: Database[UnitOfWork], actor: Actor, client: Client, place: Place
) -> None:
    """998 comes before 1002, though not as text: else the cursor would step back at each digit."""
    thing = Thing()
    await say(placed, actor, thing, times=3)
    async with placed.begin(actor) as work:
        for version, horizon in enumerate(("9", "98", "102"), start=1):
            await work.connection.execute(
                sa.text(
                    "insert into event (horizon, event_id, aggregate, aggregate_id,"
                    " aggregate_version, type, region, occurred_at, actor, data)"
                    " select cast(:h as text)::xid8, gen_random_uuid(), aggregate, aggregate_id,"
                    " :v, type, region, occurred_at, actor, data from event limit 1"
                ),
                {"h": horizon, "v": 100 + version},
            )

    await _relayed(Relay(placed, client, place), placed)

    assert [version for _, _, version in await _stream(client, place)] == [101, 102, 103, 1, 2, 3]


class RolledBackError(Exception):
    """A writer gave up."""


@pytest.mark.parametrize("seed", [1, 2])
async def test_late_commits_are_neither_skipped_nor_overtaken(
    placed: Database[UnitOfWork], actor: Actor, client: Client, place: Place, seed: int
) -> None:
    """Writers of any length, rollbacks among them, two things in one transaction, hot aggregates.

    Ids are given out before the commit, and transaction ids before the lock: neither order is the
    commit's. Each writer holds its aggregate's lock until it commits, as the repositories do.
    """
    rng = random.Random(seed)
    things = [Thing() for _ in range(8)]
    locks = [asyncio.Lock() for _ in things]

    async def transaction(number: int, pair: list[int]) -> None:
        async with placed.begin(actor) as work:
            # An early write takes the transaction id before any lock is held.
            await work.numbers.next("test", f"{number}")
            for index in pair:
                await locks[index].acquire()
            for index in pair:
                work.announce(things[index], resumed(things[index]))
            await work.flush()
            await asyncio.sleep(rng.random() * 0.02)
            if rng.random() < 0.1:
                for index in pair:
                    things[index].version -= 1
                raise RolledBackError

    async def writer(number: int) -> None:
        for _ in range(25):
            pair = sorted(rng.sample(range(len(things)), 2))
            with suppress(RolledBackError):
                try:
                    await transaction(number, pair)
                finally:
                    for index in pair:
                        locks[index].release()

    relaying = asyncio.create_task(Relay(placed, client, place).run())
    await asyncio.gather(*(writer(number) for number in range(12)))
    async with placed.reading() as connection:
        committed = (await connection.execute(sa.text("select count(*) from event"))).scalar_one()
    await _until_relayed(placed, client, place, committed)
    await end([relaying])

    found = await _stream(client, place)
    assert committed > 300
    assert len(found) == committed
    assert _inversions(found) == 0


async def test_a_stream_made_anew_is_refilled_from_the_log(
    placed: Database[UnitOfWork], actor: Actor, client: Client, place: Place
) -> None:
    """The log is the truth; the stream is a copy of it."""
    from aftercare_kit import streams

    await say(placed, actor, Thing(), times=5)
    await _relayed(Relay(placed, client, place), placed)
    before = await _stream(client, place)
    await client.jetstream().delete_stream(place.stream("dispatch"))
    await streams.apply(client.jetstream(), place)

    await _relayed(Relay(placed, client, place), placed)

    assert await _stream(client, place) == before
