"""An approved scheme's parts are set aside, or it is said what is short and where it lies."""

import asyncio
from datetime import timedelta

import pytest

from aftercare_contracts.inventory import PartReleased, PartReserved, PartShort
from aftercare_kit.testing import Bench
from services.inventory.tests import builders as a
from services.inventory.tests.component.storeroom import Storeroom


@pytest.mark.rule("000-4.3g")
async def test_an_approved_scheme_has_its_parts_set_aside(bench: Bench) -> None:
    """The level keeps them on hand, and out of everybody else's reach."""
    room = Storeroom(bench)
    await room.furnish(board=3)

    case = await room.reserved((a.BOARD, 2))

    assert await room.level() == (3, 2)
    (said,) = await bench.said(PartReserved)
    assert (said.scheme_id, said.store) == (case.scheme_id, "SZ")
    assert [(line.part_no, line.quantity) for line in said.lines] == [(a.BOARD, 2)]
    reservation = await room.reservation(case)
    assert reservation["state"] == "reserved"
    shown = await room.keeper.get(f"/reservations/{reservation['id']}")
    assert shown.json() == reservation


async def test_what_is_there_is_set_aside_and_the_rest_is_short(bench: Bench) -> None:
    """The shortage names the other stores of the region that have some free."""
    room = Storeroom(bench)
    await room.furnish(board=1, fan=1)
    for code, pieces in (("GZ", 2), ("VAN-1", 1), ("EMPTY", 0)):
        store = a.a_store(code, centre=a.OTHER_CENTRE, kind="van")
        await room.ok(room.manager, "/stores", store, 201)
        if pieces:
            await room.receive(pieces, store=code)

    case = await room.reserved((a.BOARD, 3), (a.FAN, 1))

    assert await room.level() == (1, 1)
    assert await room.level(a.FAN) == (1, 1)
    assert await bench.said(PartReserved) == []
    (short,) = await bench.said(PartShort)
    (line,) = short.lines
    assert (line.part_no, line.quantity, line.missing) == (a.BOARD, 3, 2)
    assert line.elsewhere == ["GZ", "VAN-1"]
    assert (await room.reservation(case))["state"] == "short"


async def test_a_part_that_nobody_registered_is_short(bench: Bench) -> None:
    """A scheme may ask for what no store has ever seen."""
    room = Storeroom(bench)
    await room.furnish()

    await room.reserved(("UNKNOWN-1", 1))

    (short,) = await bench.said(PartShort)
    assert short.lines[0].missing == 1


async def test_arriving_stock_serves_the_oldest_reservation_first(bench: Bench) -> None:
    """One delivery completes the first and part of the second; the next completes that one."""
    room = Storeroom(bench)
    await room.furnish()
    first, second = a.Case(), a.Case()
    await room.hear(second.approved((a.BOARD, 2)), at=a.EARLIER + timedelta(minutes=1))
    await room.hear(first.approved((a.BOARD, 2)), at=a.EARLIER)

    await room.receive(3)
    reserved = await bench.said(PartReserved)
    assert [said.scheme_id for said in reserved] == [first.scheme_id]
    assert (await bench.said(PartShort))[-1].lines[0].missing == 1
    assert await room.level() == (3, 3)

    level = await room.receive(5)
    assert (level["on_hand"], level["reserved"], level["free"]) == (8, 4, 4)
    assert [said.scheme_id for said in await bench.said(PartReserved)][1:] == [second.scheme_id]


async def test_arriving_stock_passes_by_who_waits_for_something_else(bench: Bench) -> None:
    """A reservation that has its boards and misses a fan gets no third board."""
    room = Storeroom(bench)
    await room.furnish(board=1)
    await room.reserved((a.BOARD, 1), (a.FAN, 1))
    said = len(await bench.said())

    await room.receive(1)

    assert await room.level() == (2, 1)
    assert len(await bench.said()) == said


async def test_a_scheme_without_parts_reserves_nothing(bench: Bench) -> None:
    """Nobody is told anything."""
    room = Storeroom(bench)
    await room.furnish(board=1)
    case = a.Case()

    await room.hear(case.triaged(), case.approved())

    assert await bench.said() == []
    assert await room.listed("/reservations") == []


async def test_the_same_approval_twice_reserves_once(bench: Bench) -> None:
    """Also when it comes as another event: a scheme has one reservation."""
    room = Storeroom(bench)
    await room.furnish(board=3)
    case = await room.reserved((a.BOARD, 1))

    await room.hear(case.approved((a.BOARD, 1)), case.triaged())

    assert await room.level() == (3, 1)
    assert len(await bench.said(PartReserved)) == 1
    assert await bench.rows("select id from parked") == []


async def test_plans_that_fall_away_give_the_parts_to_who_waits(bench: Bench) -> None:
    """A withdrawn scheme's first, then a cancelled order's; said twice, it changes nothing."""
    room = Storeroom(bench)
    await room.furnish(board=1)
    withdrawn, cancelled, waiting = [await room.reserved() for _ in range(3)]

    await room.hear(withdrawn.withdrawn(), withdrawn.withdrawn())
    assert (await room.reservation(cancelled))["state"] == "reserved"
    await room.hear(cancelled.cancelled(), cancelled.cancelled(), cancelled.withdrawn())

    released = await bench.said(PartReleased)
    assert [event.scheme_id for event in released] == [withdrawn.scheme_id, cancelled.scheme_id]
    assert [event.lines[0].quantity for event in released] == [1, 1]
    assert (await room.reservation(withdrawn))["state"] == "released"
    assert (await room.reservation(waiting))["state"] == "reserved"
    assert await room.level() == (1, 1)


async def test_a_withdrawn_scheme_waits_no_more(bench: Bench) -> None:
    """Stock that comes later is free."""
    room = Storeroom(bench)
    await room.furnish()
    case = await room.reserved()

    await room.hear(case.withdrawn(), case.cancelled())
    await room.receive(1)

    assert (await bench.said(PartReleased))[0].lines == []
    assert await room.level() == (1, 0)


async def test_a_centre_without_a_store_draws_from_the_central_depot(bench: Bench) -> None:
    """And from its own regional store as soon as it has one."""
    room = Storeroom(bench)
    await room.furnish()
    depot = a.a_store("AA", centre="hq", kind="central")
    await room.ok(room.manager, "/stores", depot, 201)
    away, at_home = a.Case(centre="nanning"), a.Case()

    await room.hear(away.approved((a.BOARD, 1)), at_home.approved((a.BOARD, 1)))

    assert (await room.reservation(away))["store"] == "AA"
    assert (await room.reservation(at_home))["store"] == "SZ"


async def test_an_approval_waits_for_the_centre_to_have_a_store(bench: Bench) -> None:
    """It is kept for another try, and nothing is done by halves."""
    room = Storeroom(bench)
    case = a.Case()

    await room.hear(case.approved((a.BOARD, 1)))

    (parked,) = await bench.rows("select state, reason from parked")
    assert parked == {"state": "retrying", "reason": "NotReady: not-ready"}
    assert await bench.said() == []


async def test_parallel_claims_on_the_last_piece_give_it_once(bench: Bench) -> None:
    """Whoever comes second is short; the level never goes below zero."""
    room = Storeroom(bench)
    await room.furnish(board=1, fan=1)
    cases = [a.Case() for _ in range(4)]
    orders = [((a.BOARD, 1), (a.FAN, 1)), ((a.FAN, 1), (a.BOARD, 1))] * 2

    await asyncio.gather(
        *(room.hear(case.approved(*order)) for case, order in zip(cases, orders, strict=True))
    )

    assert len(await bench.said(PartReserved)) == 1
    assert len(await bench.said(PartShort)) == 3
    assert await room.level() == (1, 1)
