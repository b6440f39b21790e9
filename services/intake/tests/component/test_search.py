"""Search and duplicates: words in both languages, within the asker's rights, page after page."""

from typing import Any

import httpx2
import pytest
import sqlalchemy as sa

from aftercare_kit.testing import Bench
from services.intake.tests import builders as a
from services.intake.tests.component.desk import Desk


async def found(who: httpx2.AsyncClient, path: str = "/requests", **params: Any) -> list[str]:
    """The ids on the first page."""
    answer = await who.get(path, params=params)
    assert answer.status_code == 200, answer.text
    return [item["id"] for item in answer.json()["items"]]


async def test_words_are_found_in_both_languages(bench: Bench) -> None:
    """Pairs of ideographs, one alone, beginnings of words, full-width digits, the description."""
    desk = Desk(bench)
    plant = await desk.opened()
    fan = (await desk.registered(plant, subject="5号风机轴承异响", description="负载 100%"))["id"]
    phase = (await desk.registered(plant, subject="No output on phase B"))["id"]
    for said in ("风机", "异响", "响", "机轴承", "轴承 风机", "５号", "负载", "风机 100"):
        assert await found(desk.agent, text=said) == [fan], said
    for said in ("phase", "PHASE b", "outp", "breaker"):
        assert await found(desk.agent, text=said) == [phase], said
    for said in ("风扇", "机风", "tput", "phase 风机", "%%%", "' or 1=1 --", "a:*", "!"):
        assert await found(desk.agent, text=said) == [], said
    assert set(await found(desk.agent, text="INV-1")) == {fan, phase}
    assert await found(desk.agent, text="风机", state="triaged") == []
    number = (await desk.show(fan))["number"]
    assert await found(desk.agent, text="INV", number=number) == [fan]


async def test_one_box_finds_requests_customers_and_units(bench: Bench) -> None:
    desk = Desk(bench)
    plant = await desk.opened()
    request = await desk.registered(plant, subject="南方来电")
    shown = (await desk.agent.get("/search", params={"text": "南方"})).json()
    assert [r["id"] for r in shown["requests"]] == [request["id"]]
    assert [c["id"] for c in shown["customers"]] == [plant.customer["id"]]
    units = (await desk.agent.get("/search", params={"text": "HX-30 inv"})).json()
    assert [u["id"] for u in units["assets"]] == [plant.asset["id"]]
    assert (await desk.agent.get("/search")).status_code == 422


async def test_found_pages_follow_each_other(bench: Bench) -> None:
    desk = Desk(bench)
    plant = await desk.opened()
    made = [(await desk.registered(plant, subject=f"风机 {n}"))["id"] for n in range(5)]
    seen: list[str] = []
    params: dict[str, Any] = {"limit": 2, "text": "风机"}
    while True:
        page = (await desk.agent.get("/requests", params=params)).json()
        seen += [item["id"] for item in page["items"]]
        if page["next"] is None:
            break
        params["cursor"] = page["next"]
    assert seen == list(reversed(made))
    assert (await desk.agent.get("/requests?text=x&cursor=xx")).status_code == 422


@pytest.mark.rule("004-5.3.1.3")
async def test_search_finds_no_more_than_the_lists_show(bench: Bench) -> None:
    """A customer finds own things, a centre those of its customers."""
    desk = Desk(bench)
    one, other = await desk.opened(), await desk.plant("2")
    await desk.centre(code="beijing")
    mine, theirs = await desk.registered(one), await desk.registered(other)
    customer = bench.caller("customer", customer_id=one.customer["id"])
    elsewhere = bench.caller("service_agent", centre="beijing")
    here = bench.caller("service_agent", centre="shenzhen")
    assert await found(customer, text="phase") == [mine["id"]]
    assert await found(customer, text="phase", customer_id=other.customer["id"]) == []
    assert await found(customer, "/customers", text="南方") == [one.customer["id"]]
    assert await found(customer, "/assets", text="INV") == [one.asset["id"]]
    assert set(await found(here, text="phase")) == {mine["id"], theirs["id"]}
    assert len(await found(here, "/assets", text="INV")) == 2
    for path in ("/requests", "/customers", "/assets"):
        assert await found(elsewhere, path, text="phase") == []
        assert await found(elsewhere, path, text="INV") == []


async def test_the_finders_keep_to_the_region(bench: Bench) -> None:
    """They run as the tables' owner, so they must close by themselves where no region is set."""
    desk = Desk(bench)
    await desk.registered()
    nothing = ", ".join(["null"] * 7)
    finder = f"select count(*) as n from find_requests('phase', {nothing}, 9)"
    assert (await bench.rows(finder))[0]["n"] == 1
    async with bench.process.engine.connect() as connection:
        for region in ("", "cn-north"):
            await connection.execute(
                sa.text("select set_config('app.region', :region, true)"), {"region": region}
            )
            assert (await connection.execute(sa.text(finder))).scalar_one() == 0


async def test_open_requests_that_may_say_the_same_are_told_while_registering(
    bench: Bench,
) -> None:
    """The same unit in any words comes first, another unit of the customer in similar words."""
    desk = Desk(bench)
    plant = await desk.opened()
    body = a.an_asset(plant.customer["id"], plant.site["id"], "INV-9")
    second = await desk.ok("/assets", body)
    first = await desk.registered(plant, subject="变频器B相无输出")
    unlike = await desk.ok(
        "/requests", a.a_request(plant.customer["id"], second["id"], subject="风机异响")
    )
    assert first["duplicates"] == []
    again = a.a_request(plant.customer["id"], second["id"], subject="B相变频器 无输出")
    asked = {name: again[name] for name in ("customer_id", "asset_id", "subject")}
    before = (await desk.agent.get("/requests/duplicates", params=asked)).json()
    told = (await desk.ok("/requests", again))["duplicates"]
    assert before == told
    assert [(d["id"], d["same_unit"]) for d in told] == [
        (unlike["id"], True),
        (first["id"], False),
    ]
    assert told[0]["likeness"] == 0.0
    assert told[1]["likeness"] > 0.7
    assert told[1]["number"] == first["number"]


async def test_what_ended_or_is_anothers_is_no_duplicate(bench: Bench) -> None:
    desk = Desk(bench)
    one, other = await desk.opened(), await desk.plant("2")
    gone = await desk.registered(one)
    await desk.ok(f"/requests/{gone['id']}/cancel", {"reason": "withdrawn"}, 200)
    await desk.registered(other)
    assert (await desk.registered(one))["duplicates"] == []
    asked = {"customer_id": other.customer["id"], "asset_id": other.asset["id"], "subject": "phase"}
    customer = bench.caller("customer", customer_id=one.customer["id"])
    assert (await customer.get("/requests/duplicates", params=asked)).json() == []
