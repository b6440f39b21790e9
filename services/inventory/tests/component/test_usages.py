"""The log of a case says that parts were used outside any visit: they are consumed."""

from typing import Any
from uuid import UUID

import pytest

from aftercare_contracts import inventory as said
from aftercare_contracts.dispatch import CaseLogWritten
from aftercare_kit.ids import new_id
from aftercare_kit.testing import Bench
from services.inventory.tests import builders as a
from services.inventory.tests.component.storeroom import Storeroom


def written(case: a.Case, **other: Any) -> CaseLogWritten:
    """A line of the case's log about a board that was used."""
    line: dict[str, Any] = {"kind": "parts", "part_no": a.BOARD, "quantity": 2}
    return CaseLogWritten(
        request_id=case.request_id,
        case_log_id=new_id(),
        work_order_id=case.work_order_id,
        text="Sent by post",
        written_by="li",
        **line | other,
    )


@pytest.mark.rule("002-3.2.2")
async def test_what_the_log_says_was_used_is_consumed_once(bench: Bench) -> None:
    """From the free stock of the case's centre; billing hears which part and how many."""
    room = Storeroom(bench)
    await room.furnish(board=3)
    case = a.Case()
    line = written(case)
    await room.hear(case.triaged(), line)
    await room.hear(line)

    assert await bench.rows("select 1 from parked") == []
    assert await room.level() == (1, 0)
    assert await room.kinds() == ["receipt", "reserve", "issue", "consume"]
    (used,) = await bench.said(said.PartUsed)
    assert (used.part_no, used.quantity, used.store) == (a.BOARD, 2, "SZ")
    (usage,) = await room.listed("/usages", request_id=str(case.request_id))
    assert (UUID(usage["case_log_id"]), usage["shortfall"]) == (line.case_log_id, False)
    elsewhere = bench.caller("warehouse", centre=a.OTHER_CENTRE)
    assert (await elsewhere.get("/usages")).json()["items"] == []
    other = bench.caller("field_engineer", subject="wang", engineer_id=str(new_id()))
    assert (await other.get("/usages")).json()["items"] == []
    assert len((await room.field.get("/usages?store=SZ")).json()["items"]) == 1


@pytest.mark.rule("002-3.2.2")
async def test_the_log_is_the_truth_where_the_books_have_too_little(bench: Bench) -> None:
    """What is set aside for others stays set aside; the ledger is adjusted and the usage marked."""
    room = Storeroom(bench)
    await room.furnish(board=2)
    await room.reserved((a.BOARD, 1))
    case = a.Case()
    await room.hear(case.triaged(), written(case, quantity=3))

    assert await room.level() == (1, 1)
    (usage,) = await room.listed("/usages")
    assert usage["shortfall"] is True
    (adjusted,) = [m for m in await room.listed("/movements") if m["kind"] == "adjust"]
    assert (adjusted["quantity"], adjusted["reason"]) == (2, "used beyond the books")


@pytest.mark.rule("002-3.2.2")
async def test_other_lines_of_the_log_move_nothing(bench: Bench) -> None:
    """A call, an expense, or what becomes of the faulty part."""
    room = Storeroom(bench)
    await room.furnish(board=2)
    case = a.Case()
    scrapped = written(case, quantity=None, fate="scrap")
    call = written(case, kind="call", part_no=None, quantity=None)
    await room.hear(case.triaged(), scrapped, call)
    assert await room.level() == (2, 0)
    assert await room.listed("/usages") == []


@pytest.mark.rule("002-3.2.2")
async def test_a_line_that_overtook_its_triage_waits_for_it(bench: Bench) -> None:
    room = Storeroom(bench)
    await room.furnish(board=2)
    case = a.Case()
    await room.hear(written(case))
    assert await room.listed("/usages") == []
    await room.hear(case.triaged())
    await room.retry()
    assert await room.level() == (0, 0)
