"""The whole case, from the events of five services, on a real database."""

from aftercare_contracts.intake import CustomerUpdated
from aftercare_kit.ids import new_id
from aftercare_kit.testing import Bench, fact
from services.gateway.tests.builders import Story


async def test_a_case_shows_what_five_services_said(bench: Bench) -> None:
    """Every section is filled from its owner's facts, and the timeline tells all of them."""
    story = Story()
    await bench.hear(*story.on_site())

    case = (await bench.caller("service_supervisor").get(f"/cases/{story.request_id}")).json()

    assert case["number"] == story.number
    assert case["state"] == "closed"
    assert case["work_order"]["state"] == "resolved"
    assert case["clocks"][0]["name"] == "response"
    assert case["schemes"][0]["approver"] == "Qian"
    assert case["visits"][0]["engineer_name"] == "Li Ming"
    assert case["reports"][0]["parts"][0]["serial_on"] == "N1"
    assert case["parts"][0]["state"] == "consumed"
    assert case["replacements"][0]["serial_off"] == "O1"
    assert case["returns"][0]["state"] == "due"
    assert case["liability"]["party"] == "customer"
    assert case["quote"]["state"] == "accepted"
    assert case["charge"]["total"] == {"amount": "644.00", "currency": "CNY"}
    assert case["verification"]["state"] == "satisfied"
    assert case["survey"]["degree"] == "80"
    assert case["earlier"]["quotes"] == []
    assert len(case["timeline"]) == len(story.told)
    assert case["timeline"][0]["title"] == {"en": "Request registered", "zh": "受理登记"}


async def test_a_case_is_found_by_its_printed_number(bench: Bench) -> None:
    """Id and number lead to the same case."""
    story = Story()
    await bench.hear(story.registered())
    desk = bench.caller("service_agent")

    by_number = await desk.get(f"/cases/{story.number}")

    assert by_number.status_code == 200
    assert by_number.json() == (await desk.get(f"/cases/{story.request_id}")).json()


async def test_a_case_that_intake_has_not_told_of_is_not_shown_yet(bench: Bench) -> None:
    """Another service's facts may overtake intake's: they are kept, and shown with the rest."""
    story = Story()
    registered, opened = story.registered(), story.opened()
    desk = bench.caller("service_agent")

    await bench.hear(opened)
    early = await desk.get(f"/cases/{story.request_id}")
    await bench.hear(registered)
    later = await desk.get(f"/cases/{story.request_id}")

    assert early.status_code == 404
    assert later.json()["work_order"]["state"] == "open"
    assert [entry["type"].split(".")[2] for entry in later.json()["timeline"]] == [
        "request",
        "work_order",
    ]


async def test_an_event_heard_twice_is_told_once(bench: Bench) -> None:
    """Also in one batch: the timeline and the version count it once."""
    story = Story()
    registered = story.registered()

    await bench.hear(registered, registered)
    await bench.hear(registered)

    case = (await bench.caller("service_agent").get(f"/cases/{story.number}")).json()
    assert case["version"] == 1
    assert len(case["timeline"]) == 1


async def test_an_unchanged_case_is_not_sent_again(bench: Bench) -> None:
    """The ETag holds until the next event of the case."""
    story = Story()
    await bench.hear(story.registered())
    desk = bench.caller("service_agent")
    first = await desk.get(f"/cases/{story.number}")
    known = {"If-None-Match": first.headers["etag"]}

    same = await desk.get(f"/cases/{story.number}", headers=known)
    await bench.hear(story.triaged())
    changed = await desk.get(f"/cases/{story.number}", headers=known)

    assert same.status_code == 304
    assert same.content == b""
    assert changed.status_code == 200


async def test_an_event_of_no_case_enters_the_timeline_only(bench: Bench) -> None:
    """Customers, assets and contracts are told, but make no case."""
    customer = new_id()
    updated = CustomerUpdated(
        customer_id=customer, code="C-1", name="Grid Co", kind="enterprise", centre="shenzhen"
    )

    await bench.hear(fact(updated, customer))

    assert len(await bench.rows("select 1 as n from timeline where request_id is null")) == 1
    assert await bench.rows("select 1 as n from case_view") == []


async def test_the_timeline_comes_in_pages_and_in_one_language_if_asked(bench: Bench) -> None:
    """The cursor goes on where the page ended; nothing is skipped or told twice."""
    story = Story()
    await bench.hear(*story.on_site())
    desk = bench.caller("service_agent")
    address, told = f"/cases/{story.number}/timeline", []

    page = (await desk.get(address, params={"limit": 7, "lang": "zh"})).json()
    told += page["items"]
    while page["next"]:
        query = {"limit": 7, "lang": "zh", "cursor": page["next"]}
        page = (await desk.get(address, params=query)).json()
        told += page["items"]

    assert [entry["event_id"] for entry in told] == [fact.headers["ce-id"] for fact in story.told]
    assert told[0]["title"] == {"zh": "受理登记"}
