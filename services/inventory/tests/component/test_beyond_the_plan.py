"""What was fitted without being planned or issued: the field is the truth."""

from aftercare_contracts import inventory as said
from aftercare_kit.ids import new_id
from aftercare_kit.testing import Bench
from services.inventory.tests import builders as a
from services.inventory.tests.component.storeroom import Storeroom


async def test_parts_fitted_beyond_the_issue_come_from_free_stock(bench: Bench) -> None:
    """The books have them, so there is no shortfall."""
    room = Storeroom(bench)
    await room.furnish(board=3)
    case = await room.issued()

    await room.hear(case.signed(a.fitted(quantity=2)))

    assert await room.level() == (1, 0)
    assert (await room.reservation(case))["shortfall"] is False
    assert await room.kinds() == ["receipt", "reserve", "issue", "reserve", "issue", "consume"]


async def test_the_field_is_the_truth_where_the_books_have_too_little(bench: Bench) -> None:
    """The ledger is adjusted up by what it did not know of, and the reservation is marked."""
    room = Storeroom(bench)
    await room.furnish(board=2)
    case = await room.issued()

    await room.hear(case.signed(a.fitted(quantity=4), a.fitted("UNKNOWN-1")))

    assert await room.level() == (0, 0)
    reservation = await room.reservation(case)
    assert (reservation["state"], reservation["shortfall"]) == ("consumed", True)
    (adjusted,) = [
        line
        for line in await room.listed("/movements", part_no=a.BOARD)
        if line["kind"] == "adjust"
    ]
    assert (adjusted["quantity"], adjusted["reason"]) == (2, "fitted beyond issue")
    assert len((await bench.said(said.PartConsumed))[0].lines) == 2


async def test_parts_nobody_planned_are_booked_all_the_same(bench: Bench) -> None:
    """A scheme without parts, and yet a fan was fitted: billing has to hear of it."""
    room = Storeroom(bench)
    await room.furnish(fan=1)
    case = a.Case()
    await room.hear(case.triaged(), case.approved(), case.departed())

    await room.hear(case.signed(a.fitted(a.FAN)))

    (consumed,) = await bench.said(said.PartConsumed)
    assert consumed.visit_id == case.visit_id
    assert await room.level(a.FAN) == (0, 0)
    assert (await room.reservation(case))["state"] == "consumed"


async def test_a_second_outing_takes_what_the_scheme_still_needs(bench: Bench) -> None:
    """The first came home without fitting the board; the next takes it along again."""
    room = Storeroom(bench)
    await room.furnish(board=1)
    case, second, third = await room.issued(), new_id(), new_id()
    await room.hear(case.signed(fixed=False), case.departed())
    assert await room.level() == (1, 0)

    await room.hear(case.departed(second))
    assert await room.level() == (0, 0)
    await room.hear(case.signed(a.fitted(), visit_id=second))
    await room.hear(case.departed(third), case.signed(visit_id=third))

    assert [event.visit_id for event in await bench.said(said.PartIssued)] == [
        case.visit_id,
        second,
    ]
    assert [event.visit_id for event in await bench.said(said.PartConsumed)] == [second]


async def test_each_faulty_unit_is_owed_once(bench: Bench) -> None:
    """Also when the report names its serial twice; a part without a serial is owed by nobody."""
    room = Storeroom(bench)
    await room.furnish(board=3, fan=1)
    case = await room.issued((a.BOARD, 2))

    await room.hear(
        case.signed(
            a.fitted(on="NEW-1", off="OLD-1"),
            a.fitted(on="NEW-2", off="OLD-1"),
            a.fitted(off="OLD-2"),
            a.fitted(a.FAN),
        )
    )

    assert [due.serial for due in await bench.said(said.ReturnDue)] == ["OLD-1", "OLD-2"]
    assert len(await bench.said(said.PartReplaced)) == 3
