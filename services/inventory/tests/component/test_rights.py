"""Who may do what, how far it reaches, and that the database holds the same wall."""

import asyncpg
import pytest

from aftercare_kit.testing import Bench
from services.inventory.tests import builders as a
from services.inventory.tests.component.storeroom import Storeroom

NOBODY = "01890000-0000-7000-8000-000000000000"
ACTS = [
    ("/parts", a.a_part()),
    ("/stores", a.a_store()),
    ("/stock/receipts", a.a_receipt(1)),
    ("/stock/counts", {"store": "SZ", "part_no": a.BOARD, "counted": 1, "reason": "x"}),
    (
        "/stock/transfers",
        {
            "from_store": "SZ",
            "to_store": "GZ",
            "part_no": a.BOARD,
            "quantity": 1,
            "reference": "x",
        },
    ),
    (f"/returns/{NOBODY}/receive", {}),
    (f"/returns/{NOBODY}/inspect", {"result": "pass"}),
    (f"/returns/{NOBODY}/store", {"destination": "stock"}),
]
LISTS = ["/parts", "/stores", "/stock", "/movements", "/reservations", "/returns"]
SHOWN = [f"/reservations/{NOBODY}", f"/returns/{NOBODY}"]


async def test_a_customer_may_do_and_see_nothing_here(bench: Bench) -> None:
    """Whatever the body; each denial is noted, and nothing else happens."""
    customer = bench.caller("customer", customer_id=NOBODY)

    answers = [await customer.post(path, json=body) for path, body in ACTS]
    answers += [await customer.get(path) for path in LISTS + SHOWN]

    told = {(answer.status_code, answer.json()["code"]) for answer in answers}
    assert told == {(403, "right-missing")}
    noted = await bench.rows("select action from audit")
    assert [entry["action"] for entry in noted] == ["denied"] * len(ACTS)


async def test_the_ledger_is_for_those_who_answer_for_it(bench: Bench) -> None:
    """An engineer looks at the stock, not at the books."""
    room = Storeroom(bench)
    assert (await room.field.get("/stock")).status_code == 200
    assert (await room.field.get("/movements")).status_code == 403


async def test_what_does_not_exist_is_unknown(bench: Bench) -> None:
    """And named in the caller's language."""
    keeper = bench.caller("warehouse", language="zh")

    answers = [await keeper.get(path) for path in SHOWN]
    answers += [await keeper.post(path, json=body) for path, body in ACTS[2:]]

    told = {(answer.status_code, answer.json()["code"]) for answer in answers}
    assert told == {(404, "unknown-record")}
    assert "预留" in answers[0].json()["detail"]
    assert "返还件" in answers[1].json()["detail"]


async def test_a_token_bound_to_a_centre_reaches_that_centre_only(bench: Bench) -> None:
    """What is another centre's answers like what does not exist."""
    room = Storeroom(bench)
    await room.furnish(board=2)
    item, case = await room.owed(), await room.reserved()
    reservation = await room.reservation(case)
    own = bench.caller("warehouse", "quality", "regional_manager", centre=a.CENTRE)
    other = bench.caller("warehouse", "quality", "regional_manager", centre=a.OTHER_CENTRE)

    for path in ("/stores", "/stock", "/movements", "/reservations", "/returns"):
        assert (await own.get(path)).json()["items"], path
        assert (await other.get(path)).json()["items"] == [], path
    for path in (f"/reservations/{reservation['id']}", f"/returns/{item['id']}"):
        assert (await own.get(path)).status_code == 200
        assert (await other.get(path)).status_code == 404
    for path, body in ACTS[2:4]:
        assert (await other.post(path, json=body)).json()["code"] == "unknown-record"
    for act, body in (("receive", {}), ("inspect", {"result": "pass"})):
        answer = await other.post(f"/returns/{item['id']}/{act}", json=body)
        assert answer.json()["code"] == "unknown-record"
    assert (await own.post(f"/returns/{item['id']}/receive", json={})).status_code == 200


async def test_an_engineer_sees_and_returns_the_own_parts_only(bench: Bench) -> None:
    """Another engineer's debts are nobody's business."""
    room = Storeroom(bench)
    await room.furnish(board=2)
    item, waiting = await room.owed(), await room.reserved()
    stranger = bench.caller("field_engineer", engineer_id=NOBODY)

    assert [each["id"] for each in (await room.field.get("/returns")).json()["items"]] == [
        item["id"]
    ]
    assert len((await room.field.get("/reservations")).json()["items"]) == 1
    for path in ("/returns", "/reservations"):
        assert (await stranger.get(path)).json()["items"] == []
    unissued = await room.reservation(waiting)
    assert (await stranger.get(f"/reservations/{unissued['id']}")).status_code == 404
    answer = await stranger.post(f"/returns/{item['id']}/receive", json={})
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown-record")


async def test_another_regions_token_is_refused(bench: Bench) -> None:
    """Before anything is read."""
    answer = await bench.caller("warehouse", region="cn-north").get("/stock")

    assert answer.status_code == 403


async def test_rows_of_another_region_are_out_of_sight(bench: Bench) -> None:
    """For the lists, for the login role, and for anybody who forgets to name a region."""
    room = Storeroom(bench)
    await room.furnish(board=1)
    tables = ("part", "store", "stock_level", "movement")

    async with bench.process.engine.connect() as connection:
        for region in ("", "cn-north"):
            named = "select set_config('app.region', $1, true)"
            await connection.exec_driver_sql(named, (region,))
            for table in tables:
                rows = await connection.exec_driver_sql(f"select * from {table}")
                assert rows.all() == [], (region, table)


async def test_the_ledger_is_only_ever_added_to(bench: Bench) -> None:
    """The service itself may not rewrite it; nor may it delete a level or a reservation."""
    room = Storeroom(bench)
    await room.furnish(board=1)
    address = bench.process.engine.url.set(drivername="postgresql")
    connection = await asyncpg.connect(address.render_as_string(hide_password=False))
    try:
        for statement in (
            "update movement set quantity = 9",
            "delete from movement",
            "delete from stock_level",
            "delete from reservation",
        ):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(statement)
    finally:
        await connection.close()
