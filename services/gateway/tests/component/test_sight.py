"""Who sees what: customers, engineers and centres, through the HTTP face."""

import json

import pytest

from aftercare_kit.ids import new_id
from aftercare_kit.testing import Bench
from services.gateway.tests.builders import Story

ADDRESSES = ("/cases/{}", "/cases/{}/timeline")


async def test_a_customer_sees_the_own_cases_only(bench: Bench) -> None:
    """Somebody else's case is answered like one that does not exist."""
    mine, other = Story("YX261101"), Story("YX261102")
    await bench.hear(mine.registered())
    await bench.hear(other.registered())
    customer = bench.caller("customer", customer_id=str(mine.customer_id))

    listed = (await customer.get("/cases")).json()["items"]

    assert [case["number"] for case in listed] == ["YX261101"]
    for address in ADDRESSES:
        assert (await customer.get(address.format(mine.number))).status_code == 200
        for name in (other.number, other.request_id, new_id(), "YX269999"):
            answer = await customer.get(address.format(name))
            assert answer.status_code == 404
            assert answer.json()["code"] == "unknown-record"


async def test_a_customers_filter_opens_nobody_elses_list(bench: Bench) -> None:
    """Filters narrow within what is in sight."""
    mine, other = Story("YX261101"), Story("YX261102")
    await bench.hear(mine.registered())
    await bench.hear(other.registered())
    customer = bench.caller("customer", customer_id=str(mine.customer_id))

    answer = await customer.get("/cases", params={"customer": str(other.customer_id)})

    assert answer.json()["items"] == []


async def test_a_customer_sees_no_more_than_what_is_theirs(bench: Bench) -> None:
    """No authors, no approvers, no escalation, no stock, no reasons of liability."""
    story = Story()
    await bench.hear(*story.on_site(), story.clock_breached())
    customer = bench.caller("customer", customer_id=str(story.customer_id))

    case = (await customer.get(f"/cases/{story.number}")).json()
    timeline = (await customer.get(f"/cases/{story.number}/timeline")).json()

    told = json.dumps([case, timeline])
    for secret in ("Zhao", "Qian", "Wang", "regional_manager", "row 5", '"SZ"'):
        assert secret not in told
    assert case["major"] is None
    assert case["schemes"] == case["parts"] == case["returns"] == []
    assert case["liability"] is None
    assert case["charge"]["total"]["amount"] == "644.00"
    assert case["charge"]["cost"] is None
    assert case["visits"][0]["engineer_name"] == "Li Ming"
    assert case["survey"]["degree"] == "80"
    assert not {"scheme", "part", "liability"} & {
        entry["type"].split(".")[2]
        for entry in timeline["items"]
        if "replaced" not in entry["type"]
    }


async def test_a_free_case_shows_its_customer_no_prices(bench: Bench) -> None:
    """What it cost us is ours; staff see it line by line."""
    story = Story()
    await bench.hear(story.registered(), story.charged(free=True))

    seen = (
        await bench.caller("customer", customer_id=str(story.customer_id)).get(
            f"/cases/{story.number}"
        )
    ).json()
    ours = (await bench.caller("finance").get(f"/cases/{story.number}")).json()

    assert seen["charge"]["free"] is True
    assert seen["charge"]["lines"] == []
    assert seen["charge"]["cost"] is None
    assert all("400" not in json.dumps(entry["facts"]) for entry in seen["timeline"])
    assert ours["charge"]["lines"][0]["amount"]["amount"] == "400.00"


async def test_a_customer_follows_the_promises_made_to_customers(bench: Bench) -> None:
    """Clocks among ourselves are not told, nor that one of them is overdue."""
    story = Story()
    await bench.hear(
        story.registered(), story.clock_started("report_up"), story.clock_breached("report_up")
    )
    customer = bench.caller("customer", customer_id=str(story.customer_id))
    desk = bench.caller("service_agent")

    inside = (await customer.get(f"/cases/{story.number}")).json()
    assert inside["clocks"] == []
    assert [entry["type"].split(".")[2] for entry in inside["timeline"]] == ["request"]
    assert inside["overdue"] is False
    assert (await customer.get("/cases", params={"overdue": True})).json()["items"] == []
    assert len((await desk.get("/cases", params={"overdue": True})).json()["items"]) == 1

    del story.ids["clock"]
    await bench.hear(story.clock_started("arrival"), story.clock_breached("arrival"))

    outside = (await customer.get("/cases", params={"overdue": True})).json()["items"]
    assert [case["overdue"] for case in outside] == [True]
    assert (await customer.get(f"/cases/{story.number}")).json()["clocks"][0]["name"] == "arrival"


async def test_a_quote_is_the_customers_once_it_is_offered(bench: Bench) -> None:
    """A draft price is nobody's word yet."""
    story = Story()
    story.on_site()
    drafted = next(
        i for i, said in enumerate(story.told) if "quote.drafted" in said.headers["ce-type"]
    )
    customer = bench.caller("customer", customer_id=str(story.customer_id))

    await bench.hear(*story.told[: drafted + 1])
    before = (await customer.get(f"/cases/{story.number}")).json()
    await bench.hear(story.told[drafted + 1])
    after = (await customer.get(f"/cases/{story.number}")).json()

    assert before["quote"] is None
    assert after["quote"]["number"] == "BJ261101"


async def test_an_engineer_sees_the_own_jobs(bench: Bench) -> None:
    """From the notice on; another engineer's cases are unknown."""
    mine, other = Story("YX261101"), Story("YX261102")
    await bench.hear(mine.registered(), mine.scheduled())
    await bench.hear(other.registered(), other.scheduled())
    engineer = bench.caller("field_engineer", engineer_id=str(mine.engineer_id))

    listed = (await engineer.get("/cases")).json()["items"]

    assert [case["number"] for case in listed] == ["YX261101"]
    assert (await engineer.get(f"/cases/{other.number}")).status_code == 404


async def test_a_centre_sees_its_own_cases(bench: Bench) -> None:
    """A token bound to a centre sees that centre's only."""
    mine, other = Story("YX261101"), Story("YX261102", centre="chengdu")
    await bench.hear(mine.registered())
    await bench.hear(other.registered())
    desk = bench.caller("service_agent", centre="shenzhen")

    listed = (await desk.get("/cases")).json()["items"]

    assert [case["number"] for case in listed] == ["YX261101"]
    assert (await desk.get(f"/cases/{other.number}")).status_code == 404


@pytest.mark.parametrize("address", ["/cases", "/cases/YX261101", "/cases/YX261101/timeline"])
async def test_nobody_reads_without_a_token_or_a_role(bench: Bench, address: str) -> None:
    """401 without a token, 403 with one that carries no role."""
    nobody = bench.caller()

    assert (await nobody.get(address, headers={"Authorization": ""})).status_code == 401
    assert (await nobody.get(address)).status_code == 403


async def test_another_region_sees_nothing_even_by_sql(bench: Bench) -> None:
    """Row security is the second wall: with another region set, or none, there are no rows."""
    story = Story()
    await bench.hear(story.registered())
    engine = bench.process.engine

    for region in ("cn-east", ""):
        async with engine.begin() as connection:
            await connection.exec_driver_sql("select set_config('app.region', $1, true)", (region,))
            for table in ("timeline", "case_view"):
                found = await connection.exec_driver_sql(f"select count(*) from {table}")
                assert found.scalar_one() == 0
