"""Live events, over a real HTTP server."""

import asyncio
from typing import Any

import httpx2
import pytest

from aftercare_kit.testing import Bench, poll_until
from gateway.application.live import feed, listen
from gateway.application.live.feed import MOST_OF_ONE_SUBJECT
from gateway.application.live.listener import MOST_WAITING, Listener
from gateway.application.live.log import frontier, position_of, rows_after
from gateway.application.live.position import START
from services.gateway.tests.builders import Story
from services.gateway.tests.component.streaming import Server, kinds, next_event


async def test_an_event_is_told_as_it_happens(server: Server) -> None:
    """Whoever listens hears the next event, with both titles, in commit order."""
    story = Story()
    async with server.stream("service_agent") as read:
        await server.bench.hear(story.registered())
        await server.bench.hear(story.triaged(), story.opened())

        told = await next_event(read)
        assert told.data is not None
        assert told.data["title"] == {"en": "Request registered", "zh": "受理登记"}
        assert told.data["facts"]["number"] == story.number
        assert await kinds(read, 2) == ["request.triaged", "work_order.opened"]


async def test_a_stream_goes_on_where_the_last_one_ended(server: Server) -> None:
    """What happened in between is told first; nothing is skipped or told twice."""
    story = Story()
    async with server.stream("service_agent") as read:
        await server.bench.hear(story.registered())
        seen = await next_event(read)
    await server.bench.hear(story.triaged())
    await server.bench.hear(story.opened())

    async with server.stream("service_agent", after=seen.id) as read:
        await server.bench.hear(story.clock_started())
        assert await kinds(read, 3) == ["request.triaged", "work_order.opened", "clock.started"]


async def test_a_stream_that_heard_nothing_can_go_on_too(server: Server) -> None:
    """The first word of a stream names its place, so no event falls between two streams."""
    story = Story()
    async with server.stream("service_agent"):
        pass
    await server.bench.hear(story.registered())

    async with server.stream("service_agent", after=server.place) as read:
        assert await kinds(read, 1) == ["request.registered"]


async def test_a_row_of_a_transaction_that_ends_late_is_not_skipped(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows of later transactions wait for it: told by id alone, it would be passed over."""
    reads: list[int] = []

    async def counted(*given: Any, **more: Any) -> Any:
        rows = await rows_after(*given, **more)
        reads.append(len(rows))
        return rows

    async def read_again() -> bool:
        return len(reads) >= 3

    monkeypatch.setattr(feed, "POLL_SECONDS", 0.01)
    monkeypatch.setattr(feed, "rows_after", counted)
    story = Story()
    insert = (
        "insert into timeline (event_id, region, service, aggregate, aggregate_id,"
        " aggregate_version, type, occurred_at, recorded_at, title_en, title_zh, facts)"
        " values (gen_random_uuid(), 'cn-south', 'intake', 'customer', gen_random_uuid(), 1,"
        " 'aftercare.intake.customer.updated.v1', now(), now(), 'slow', 'slow', '{}')"
    )
    async with server.stream("service_agent") as read:
        async with server.bench.process.engine.connect() as slow:
            await slow.exec_driver_sql("select set_config('app.region', 'cn-south', false)")
            await slow.exec_driver_sql(insert)
            await server.bench.hear(story.registered())
            reads.clear()
            await poll_until(read_again, what="another look at the table")
            assert not any(reads)
            await slow.commit()

        assert await kinds(read, 2) == ["customer.updated", "request.registered"]


async def test_places_are_in_the_order_of_numbers(bench: Bench) -> None:
    """Not of their text, in which 10 comes before 9."""
    await bench.hear(Story().registered(), Story().registered())
    async with bench.process.engine.begin() as connection:
        await connection.exec_driver_sql("select set_config('app.region', 'cn-south', true)")
        for horizon in (10, 9):
            await connection.exec_driver_sql(
                "insert into timeline (horizon, event_id, region, service, aggregate, aggregate_id,"
                " aggregate_version, type, occurred_at, recorded_at, title_en, title_zh, facts)"
                f" select '{horizon}'::xid8, gen_random_uuid(), region, service, aggregate,"
                " aggregate_id, aggregate_version, type, occurred_at, recorded_at, 'odd', 'odd',"
                " facts from timeline limit 1"
            )
    async with bench.process.database.reading() as connection:

        async def all_settled() -> bool:
            return len(await rows_after(connection, START)) == 4

        # Transactions of other tests, on the same server, may hold back what was just written.
        await poll_until(all_settled, what="everything below the oldest transaction")
        rows = await rows_after(connection, START)
        places = [position_of(row) for row in rows]

        assert [place.horizon for place in places[:2]] == [9, 10]
        assert places == sorted(places)
        assert await frontier(connection) == places[-1]
        assert await rows_after(connection, places[0], until=places[1]) == rows[1:2]


async def test_a_listener_hears_only_what_may_be_seen(server: Server) -> None:
    """A customer: the own case, without what is ours; live and replayed alike."""
    mine, other = Story("YX261101"), Story("YX261102")
    claims = {"customer_id": str(mine.customer_id)}
    seen = ["request.registered", "request.triaged", "clock.started", "clock.breached"]

    async with server.stream("customer", **claims) as live:
        await server.bench.hear(other.registered(), mine.registered(), mine.triaged())
        ours = mine.clock_started("report_up")
        del mine.ids["clock"]
        await server.bench.hear(mine.opened(), ours, mine.clock_started(), mine.clock_breached())
        assert await kinds(live, 4) == seen
    async with server.stream("customer", after=str(START), **claims) as replayed:
        told = [(await next_event(replayed)).data or {} for _ in range(4)]

    assert [".".join(entry["type"].split(".")[2:4]) for entry in told] == seen
    assert all("escalate_to" not in entry["facts"] for entry in told)


async def test_a_listener_may_ask_for_one_case(server: Server) -> None:
    """By number or id; a case out of sight is unknown."""
    mine, other = Story("YX261101"), Story("YX261102")
    await server.bench.hear(mine.registered())
    await server.bench.hear(other.registered())

    async with server.stream("service_agent", case=mine.number) as read:
        await server.bench.hear(other.triaged(), mine.triaged())
        told = await next_event(read)

    assert told.data is not None
    assert told.data["request_id"] == str(mine.request_id)
    customer = server.bench.caller("customer", customer_id=str(mine.customer_id))
    assert (await customer.get("/events", params={"case": other.number})).status_code == 404


async def test_one_person_has_so_many_streams_and_no_more(server: Server) -> None:
    """The next is refused with a time to wait; a stream that ends gives its place back."""
    token = f"Bearer {server.bench.issuer.token('service_agent')}"

    async with httpx2.AsyncClient(base_url=server.url, headers={"Authorization": token}) as client:
        open_streams = [
            await client.send(client.build_request("GET", "/events"), stream=True)
            for _ in range(MOST_OF_ONE_SUBJECT)
        ]
        refused = await client.get("/events")
        assert refused.status_code == 429
        assert refused.json()["code"] == "too-many-streams"
        assert "retry-after" in refused.headers
        for answer in open_streams:
            await answer.aclose()

        async def place_free() -> bool:
            answer = await client.send(client.build_request("GET", "/events"), stream=True)
            await answer.aclose()
            return answer.status_code == 200

        await poll_until(place_free, what="a free place")


async def test_a_place_nobody_gave_out_is_malformed(bench: Bench) -> None:
    """The answer names the header."""
    for place in ("x", "1", "1-", "-1", "99999999999999999999-1", "1-9999999999999999999", "١-١"):
        answer = await bench.caller("service_agent").get(
            "/events", headers={"Last-Event-ID": place.encode()}
        )
        assert answer.status_code == 422, place
        assert answer.json()["field"] == "Last-Event-ID"


async def test_nobody_listens_without_a_token_or_a_role(bench: Bench) -> None:
    """401 and 403, before anything is streamed."""
    nobody = bench.caller()

    assert (await nobody.get("/events", headers={"Authorization": ""})).status_code == 401
    assert (await nobody.get("/events")).status_code == 403


async def test_a_stream_does_not_outlive_its_token(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The token is looked at again with each heartbeat."""
    monkeypatch.setattr(listen, "HEARTBEAT_SECONDS", 0.05)
    async with asyncio.timeout(10), server.stream("service_agent") as read:
        assert (await anext(read)).comment == "alive"
        monkeypatch.setattr(server.bench.process.app.state.verifier, "verify", _expired)

        said = [frame.comment async for frame in read]

    assert said[-1] == "the token is no longer good"


def _expired(_token: str) -> None:
    from aftercare_kit.tokens import TokenExpired

    raise TokenExpired


async def test_a_listener_that_cannot_keep_up_is_let_go() -> None:
    """Its rows are dropped with it: memory stays bounded however slow it is."""
    listener = Listener("s", START)
    for number in range(MOST_WAITING):
        listener.offer(number)
    assert not listener.too_slow

    listener.offer(MOST_WAITING)

    assert listener.too_slow
    assert await listener.next_row(0) is None


async def test_a_slow_listener_is_told_to_come_back(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The stream ends with a remark; the last id leads back to where it was."""
    monkeypatch.setattr(Listener, "offer", lambda self, _row: setattr(self, "too_slow", True))
    monkeypatch.setattr(listen, "HEARTBEAT_SECONDS", 0.05)
    async with asyncio.timeout(10), server.stream("service_agent") as read:
        await server.bench.hear(Story().registered())
        said = [frame.comment async for frame in read]

    assert said[-1] == "too slow: come back with the last id"


async def test_nobody_reads_the_table_when_nobody_listens(server: Server) -> None:
    """The reader ends with the last listener and begins with the next."""
    async with server.stream("service_agent"):
        own = server.bench.process.app.state.feed
        assert own._reader is not None

    async def idle() -> bool:
        return own._reader is None

    await poll_until(idle, what="the reader's end")
    story = Story()
    async with server.stream("service_agent") as read:
        await server.bench.hear(story.registered())
        assert await kinds(read, 1) == ["request.registered"]
