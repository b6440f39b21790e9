"""The price list, and input that no form of the trade can carry."""

import asyncio
from typing import Any

from aftercare_kit.testing import Bench
from services.billing.tests.component.desk import Desk

UNLISTABLE: list[dict[str, Any]] = [
    {},
    {"part_no": "PB-100"},
    {"part_no": "PB 100", "unit_price": {"amount": "1.00", "currency": "CNY"}},
    {"part_no": "PB-100\u0000", "unit_price": {"amount": "1.00", "currency": "CNY"}},
    {"part_no": "PB-100", "unit_price": {"amount": "-1.00", "currency": "CNY"}},
    {"part_no": "PB-100", "unit_price": {"amount": "1.001", "currency": "CNY"}},
    {"part_no": "PB-100", "unit_price": {"amount": "1000000.01", "currency": "CNY"}},
    {"part_no": "PB-100", "unit_price": {"amount": 1.5, "currency": "CNY"}},
    {"part_no": "PB-100", "unit_price": {"amount": "1e9", "currency": "CNY"}},
    {"part_no": "PB-100", "unit_price": {"amount": "1.00", "currency": "yuan"}},
    {"part_no": "PB-100", "unit_price": {"amount": "1.00", "currency": "CNY"}, "x": 1},
]

MALFORMED: list[tuple[str, dict[str, Any]]] = [
    ("offer", {"valid_days": 0}),
    ("offer", {"valid_days": 91}),
    ("offer", {"occurred_at": "9999-01-01T00:00:00Z"}),
    ("accept", {"occurred_at": "yesterday"}),
    ("accept", {"total": "1.00"}),
    ("refuse", {}),
    ("refuse", {"reason": "a\u202eb"}),
]


async def test_a_price_that_cannot_be_listed_leaves_no_trace(desk: Desk) -> None:
    """Refused field by field."""
    for body in UNLISTABLE:
        problem = await desk.refused(desk.quoting, "/prices", body, 422)
        assert problem["code"] == "malformed-request", body
        assert problem["errors"], body


async def test_a_malformed_step_leaves_no_trace(desk: Desk) -> None:
    """Amounts are computed, never typed; times lie in our time."""
    _, quote = await desk.offered()
    for step, body in MALFORMED:
        await desk.refused(desk.quoting, f"/quotes/{quote['id']}/{step}", body, 422)


async def test_a_price_is_changed_by_who_read_it(bench: Bench, desk: Desk) -> None:
    """If-Match tells the version; every change is on record."""
    price = await desk.price()
    body = {"part_no": "PB-100", "unit_price": {"amount": "1100.00", "currency": "CNY"}}
    stale = await desk.quoting.post("/prices", json=body, headers={"If-Match": '"7"'})
    assert stale.status_code == 412
    changed = await desk.quoting.post(
        "/prices", json=body, headers={"If-Match": f'"{price["version"]}"'}
    )
    assert changed.json()["unit_price"]["amount"] == "1100.00"
    assert [p["unit_price"]["amount"] for p in await desk.items("/prices", part_no="PB-100")] == [
        "1100.00"
    ]
    notes = await bench.rows("select detail from audit where action = 'price.set' order by id")
    assert [note["detail"]["unit_price"] for note in notes] == ["1000.00 CNY", "1100.00 CNY"]


async def test_lists_are_told_page_by_page(bench: Bench, desk: Desk) -> None:
    """Each row once, over three pages."""
    for number in range(5):
        await desk.price(f"P-{number}")
    seen: list[str] = []
    cursor: str | None = None
    while True:
        params = {"limit": "2"} | ({"cursor": cursor} if cursor else {})
        page = (await desk.finance.get("/prices", params=params)).json()
        seen += [each["part_no"] for each in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == [f"P-{number}" for number in range(5)]


async def test_two_first_prices_at_once_leave_one(bench: Bench, desk: Desk) -> None:
    """The second waits for the first: it changes that price, or is told to read it first."""
    body = {"part_no": "PB-100", "unit_price": {"amount": "1.00", "currency": "CNY"}}
    answers = await asyncio.gather(*(desk.quoting.post("/prices", json=body) for _ in range(4)))
    assert {answer.status_code for answer in answers} <= {201, 412}
    assert 201 in {answer.status_code for answer in answers}
    assert len(await bench.rows("select id from price")) == 1
