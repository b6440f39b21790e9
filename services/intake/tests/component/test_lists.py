"""Lists: newest first, page after page without a gap, narrowed by what the desk looks for."""

from typing import Any

from aftercare_kit.testing import Bench
from services.intake.tests import builders as a
from services.intake.tests.component.desk import Desk


async def items(desk: Desk, **params: Any) -> list[dict[str, Any]]:
    """The first page of requests."""
    answer = await desk.agent.get("/requests", params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


async def test_pages_follow_each_other_without_gap_or_double(bench: Bench) -> None:
    """Also where many were reported at the same moment."""
    desk = Desk(bench)
    plant = await desk.opened()
    moments = ["2026-03-02T08:00:00Z"] * 4 + ["2026-03-03T08:00:00Z"] * 3
    made = [(await desk.registered(plant, occurred_at=moment))["id"] for moment in moments]

    seen: list[str] = []
    params: dict[str, Any] = {"limit": 2}
    while True:
        page = (await desk.agent.get("/requests", params=params)).json()
        seen += [item["id"] for item in page["items"]]
        if page["next"] is None:
            break
        params["cursor"] = page["next"]

    assert sorted(seen) == sorted(made)
    assert set(seen[:3]) == set(made[4:])


async def test_the_list_is_narrowed_by_what_the_desk_looks_for(bench: Bench) -> None:
    """State, customer, unit, number, words of the subject taken literally."""
    desk = Desk(bench)
    one, other = await desk.opened(), await desk.plant("2")
    judged = await desk.triaged(one)
    plain = await desk.registered(other, subject="风机异响 100% 负载")

    assert [r["id"] for r in await items(desk, state="triaged")] == [judged["id"]]
    assert [r["id"] for r in await items(desk, customer_id=other.customer["id"])] == [plain["id"]]
    assert [r["id"] for r in await items(desk, asset_id=one.asset["id"])] == [judged["id"]]
    assert [r["id"] for r in await items(desk, number=plain["number"])] == [plain["id"]]
    assert [r["id"] for r in await items(desk, text="风机")] == [plain["id"]]
    assert [r["id"] for r in await items(desk, text="PHASE b")] == [judged["id"]]
    assert [r["id"] for r in await items(desk, text="100%")] == [plain["id"]]
    assert await items(desk, text="1%0") == []
    assert await items(desk, text="' or 1=1 --") == []


async def test_a_question_nobody_could_answer_is_malformed(bench: Bench) -> None:
    """No such page, state or id, and no text that cannot be written."""
    desk = Desk(bench)
    for query in ("limit=0", "limit=201", "cursor=xx", "state=lost", "customer_id=1", "text=%00"):
        answer = await desk.agent.get(f"/requests?{query}")
        assert answer.status_code == 422, query


async def test_files_are_found_by_their_codes(bench: Bench) -> None:
    """A customer by code, a unit by serial, contracts by the day they end."""
    desk = Desk(bench)
    one, other = await desk.opened(), await desk.plant("2")
    for code, ends_on in (("HT-1", "2027-01-01"), ("HT-2", "2026-06-30")):
        await desk.ok("/contracts", a.a_contract(one.customer["id"], code, ends_on=ends_on))

    async def found(path: str, **params: str) -> list[dict[str, Any]]:
        return (await desk.agent.get(path, params=params)).json()["items"]

    assert [c["id"] for c in await found("/customers", code="C-2")] == [other.customer["id"]]
    assert [u["id"] for u in await found("/assets", serial="INV-2")] == [other.asset["id"]]
    owner = {"customer_id": one.customer["id"]}
    assert [u["id"] for u in await found("/assets", **owner)] == [one.asset["id"]]
    assert [s["id"] for s in await found("/sites", **owner)] == [one.site["id"]]
    assert [c["code"] for c in await found("/contracts", **owner)] == ["HT-2", "HT-1"]
    assert [c["code"] for c in await found("/centres")] == ["shenzhen"]
    shown = await desk.agent.get(f"/customers/{one.customer['id']}")
    assert shown.json() == one.customer
