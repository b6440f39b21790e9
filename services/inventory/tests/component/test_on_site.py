"""Parts on an outing: issued, fitted, the rest back, the faulty unit due, and all of it undone."""

from datetime import datetime, timedelta

import pytest

from aftercare_contracts import inventory as said
from aftercare_kit.testing import Bench
from services.inventory.tests import builders as a
from services.inventory.tests.component.storeroom import Storeroom


@pytest.mark.rule("002-4.5.3.1a")
async def test_a_visit_uses_its_parts_and_owes_the_faulty_unit(bench: Bench) -> None:
    """One of two boards is fitted, one comes back, and the burnt one is due in 16 hours."""
    room = Storeroom(bench)
    await room.furnish(board=3)
    case = await room.issued((a.BOARD, 2))
    assert await room.level() == (1, 0)

    await room.hear(case.signed(a.fitted(on="NEW-1", off="OLD-1")), at=a.EARLIER)

    assert await room.level() == (2, 0)
    assert (await bench.said(said.PartIssued))[0].lines[0].quantity == 2
    assert (await bench.said(said.PartConsumed))[0].lines == [a.fitted(on="NEW-1", off="OLD-1")]
    assert (await bench.said(said.PartReturned))[0].lines[0].quantity == 1
    (exchange,) = await bench.said(said.PartReplaced)
    assert (exchange.asset_id, exchange.serial_off) == (case.asset_id, "OLD-1")
    (due,) = await bench.said(said.ReturnDue)
    assert due.due_at == a.EARLIER + timedelta(hours=16)
    reservation = await room.reservation(case)
    assert (reservation["state"], reservation["shortfall"]) == ("consumed", False)
    assert await room.kinds() == ["receipt", "reserve", "issue", "consume", "return"]
    (item,) = await room.listed("/returns", request_id=str(case.request_id))
    assert datetime.fromisoformat(item["due_at"]) == due.due_at


async def test_facts_said_twice_move_parts_once(bench: Bench) -> None:
    """Departure and report, each as a second event of the same meaning."""
    room = Storeroom(bench)
    await room.furnish(board=3)
    case = await room.issued()
    report = case.signed(a.fitted(off="OLD-1"))

    await room.hear(case.departed(), report, report, case.departed())

    assert await room.kinds() == ["receipt", "reserve", "issue", "consume"]
    for kind in (said.PartIssued, said.PartConsumed, said.ReturnDue):
        assert len(await bench.said(kind)) == 1
    assert await bench.rows("select id from parked") == []


async def test_a_report_waits_for_its_departure(bench: Bench) -> None:
    """Dispatch said it before, so it is on hold somewhere; the report is applied after it."""
    room = Storeroom(bench)
    await room.furnish(board=1)
    case = await room.reserved()

    await room.hear(case.signed(a.fitted()))
    assert await bench.rows("select reason from parked") == [{"reason": "NotReady: not-ready"}]
    await room.hear(case.departed())
    await room.retry()

    assert len(await bench.said(said.PartConsumed)) == 1
    assert await bench.rows("select id from parked") == []


async def test_a_report_waits_for_the_terms_of_its_case(bench: Bench) -> None:
    """Intake's stream may be behind dispatch's."""
    room = Storeroom(bench)
    await room.furnish(board=1)
    case = a.Case()
    await room.hear(case.approved((a.BOARD, 1)), case.departed(), case.signed(a.fitted()))
    assert await bench.said(said.PartConsumed) == []

    await room.hear(case.triaged())
    await room.retry()

    assert len(await bench.said(said.PartConsumed)) == 1


async def test_a_broken_off_visit_brings_its_parts_back(bench: Bench) -> None:
    """The withdrawal of its scheme, which follows, finds nothing left to release."""
    room = Storeroom(bench)
    await room.furnish(board=2)
    case = await room.issued((a.BOARD, 2))
    waiting = await room.reserved()

    await room.hear(case.broken_off(), case.withdrawn(), case.broken_off(), case.cancelled())

    (returned,) = await bench.said(said.PartReturned)
    assert (returned.visit_id, returned.lines[0].quantity) == (case.visit_id, 2)
    assert await bench.said(said.PartReleased) == []
    assert (await room.reservation(case))["state"] == "returned"
    assert await bench.rows("select id from parked") == []
    assert (await room.reservation(waiting))["state"] == "reserved"
    assert await room.level() == (2, 1)


async def test_a_withdrawal_leaves_parts_with_the_engineer_until_the_visit_ends(
    bench: Bench,
) -> None:
    """The two facts may come in either order."""
    room = Storeroom(bench)
    await room.furnish(board=1)
    case = await room.issued()

    await room.hear(case.withdrawn())
    assert await room.level() == (0, 0)
    await room.hear(case.broken_off())

    assert await room.level() == (1, 0)


async def test_a_visit_that_never_left_keeps_its_reservation(bench: Bench) -> None:
    """Another visit may be planned for the same scheme."""
    room = Storeroom(bench)
    await room.furnish(board=1)
    case = await room.reserved()

    await room.hear(case.broken_off(departed=False))

    assert (await room.reservation(case))["state"] == "reserved"
    assert await room.level() == (1, 1)


async def test_a_visit_without_parts_moves_none(bench: Bench) -> None:
    """Nor does its cancellation or its report."""
    room = Storeroom(bench)
    await room.furnish(board=1)
    case = a.Case()
    await room.hear(case.triaged(), case.approved())

    await room.hear(case.departed(), case.broken_off(), case.signed())

    assert await bench.said() == []
    assert await room.kinds() == ["receipt"]
