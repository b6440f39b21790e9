"""The list of cases."""

from aftercare_kit.testing import Bench
from services.gateway.tests.builders import Story


async def _numbers(bench: Bench, **query: object) -> list[str]:
    answer = await bench.caller("service_agent").get("/cases", params=query)
    assert answer.status_code == 200, answer.text
    return [case["number"] for case in answer.json()["items"]]


async def test_the_case_that_changed_last_comes_first(bench: Bench) -> None:
    """An event on an older case lifts it to the top."""
    older, newer = Story("YX261101"), Story("YX261102")
    await bench.hear(older.registered())
    await bench.hear(newer.registered())
    assert await _numbers(bench) == ["YX261102", "YX261101"]

    await bench.hear(older.triaged())

    assert await _numbers(bench) == ["YX261101", "YX261102"]


async def test_cases_are_filtered_by_state_customer_centre_and_delay(bench: Bench) -> None:
    """Each filter narrows; a clock that was breached and still runs makes a case overdue."""
    plain, late = Story("YX261101"), Story("YX261102", centre="chengdu")
    await bench.hear(plain.registered(), plain.triaged())
    await bench.hear(late.registered(), late.opened(), late.clock_started(), late.clock_breached())

    assert await _numbers(bench, state="triaged") == ["YX261101"]
    assert await _numbers(bench, customer=late.customer_id) == ["YX261102"]
    assert await _numbers(bench, centre="chengdu") == ["YX261102"]
    assert await _numbers(bench, overdue=True) == ["YX261102"]
    assert await _numbers(bench, overdue=False) == ["YX261101"]


async def test_a_late_act_ends_the_delay(bench: Bench) -> None:
    """The clock stopped, if too late: nothing is waited for any more."""
    story = Story()
    await bench.hear(
        story.registered(), story.clock_started(), story.clock_breached(), story.clock_stopped()
    )

    assert await _numbers(bench, overdue=True) == []


async def test_an_unknown_state_is_malformed(bench: Bench) -> None:
    """A filter that can never match is a slip of the caller's, and said so."""
    answer = await bench.caller("service_agent").get("/cases", params={"state": "lost"})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "state"


async def test_the_list_comes_in_pages(bench: Bench) -> None:
    """The cursor goes on where the page ended."""
    for running in range(5):
        await bench.hear(Story(f"YX26110{running}").registered())
    desk, told = bench.caller("service_agent"), []

    page = (await desk.get("/cases", params={"limit": 2})).json()
    told += page["items"]
    while page["next"]:
        page = (await desk.get("/cases", params={"limit": 2, "cursor": page["next"]})).json()
        told += page["items"]

    assert [case["number"] for case in told] == [f"YX26110{n}" for n in reversed(range(5))]
