"""Taking a need in: its number, its place in time, and everything that is no need at all."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from aftercare_contracts import intake as said
from aftercare_kit.actors import system_actor
from aftercare_kit.ids import new_id
from aftercare_kit.tables import number_range
from aftercare_kit.testing import REGION, Bench
from services.intake.tests import builders as a
from services.intake.tests.component.desk import Desk


@pytest.mark.rule("002-4.5.2")
async def test_a_number_is_department_year_month_and_two_digits(bench: Bench) -> None:
    """Each department counts for itself, each month anew, by the centre's calendar."""
    desk = Desk(bench)
    plant = await desk.opened()
    # 18:30 UTC on the last of January is February already in Shenzhen.
    february = await desk.registered(plant, occurred_at="2026-01-31T18:30:00Z")
    january = await desk.registered(plant, occurred_at="2026-01-31T15:30:00Z")
    again = await desk.registered(plant, occurred_at="2026-02-10T08:00:00+08:00")
    produced = await desk.registered(
        plant, occurred_at="2026-02-10T08:00:00+08:00", department="SC"
    )

    numbers = [each["number"] for each in (february, january, again, produced)]
    assert numbers == ["YX260201", "YX260101", "YX260202", "SC260201"]


@pytest.mark.example(17)
async def test_the_hundredth_sheet_of_a_month_has_three_digits(bench: Bench) -> None:
    """The source gives no rule past 99: the number widens, and none is used twice."""
    desk = Desk(bench)
    plant = await desk.opened()
    first = await desk.registered(plant)
    series = first["number"][:-2]
    async with bench.process.database.begin(system_actor("intake", REGION)) as work:
        await work.connection.execute(sa.update(number_range).values(last=98))

    numbers = [(await desk.registered(plant))["number"] for _ in range(3)]

    assert numbers == [f"{series}99", f"{series}100", f"{series}101"]


async def test_the_fact_says_what_a_reader_needs_and_when_it_happened(bench: Bench) -> None:
    """The description stays in intake."""
    desk = Desk(bench)
    plant = await desk.opened()
    reported = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)
    request = await desk.registered(plant, occurred_at=reported.isoformat())

    (event,) = await bench.said(said.RequestRegistered)
    assert event.model_dump(mode="json") == {
        "request_id": request["id"],
        "number": request["number"],
        "customer_id": plant.customer["id"],
        "asset_id": plant.asset["id"],
        "asset_serial": "INV-1",
        "product_line": "inverter",
        "site_code": "SZ-1",
        "centre": "shenzhen",
        "department": "YX",
        "channel": "phone",
        "subject": "No output on phase B",
        "reported_at": reported.isoformat().replace("+00:00", "Z"),
        "need": "repair",
    }
    (row,) = await bench.rows(
        "select occurred_at from event where type like '%request.registered%'"
    )
    assert row["occurred_at"] == reported


NO_NEEDS: list[tuple[dict[str, Any], int, str]] = [
    ({"customer_id": str(new_id())}, 404, "unknown-record"),
    ({"asset_id": str(new_id())}, 404, "unknown-record"),
    ({"contact_id": str(new_id())}, 404, "unknown-record"),
    ({"asset_id": "INV-1"}, 422, "malformed-request"),
    ({"asset_id": None}, 422, "malformed-request"),
    ({"channel": "pigeon"}, 422, "malformed-request"),
    ({"subject": ""}, 422, "malformed-request"),
    ({"subject": " \t "}, 422, "malformed-request"),
    ({"subject": "bell\x07"}, 422, "malformed-request"),
    ({"subject": "nul\x00"}, 422, "malformed-request"),
    ({"subject": "over\u202eride"}, 422, "malformed-request"),
    ({"subject": "x" * 201}, 422, "malformed-request"),
    ({"subject": 7}, 422, "malformed-request"),
    ({"description": "x" * 4001}, 422, "malformed-request"),
    ({"department": "ABCDE"}, 422, "malformed-request"),
    ({"department": "yx"}, 422, "malformed-request"),
    ({"department": "AB"}, 409, "department-unknown"),
    ({"occurred_at": "9999-12-31T23:59:59-05:00"}, 422, "malformed-request"),
    ({"occurred_at": "1999-12-31T23:59:59Z"}, 422, "malformed-request"),
    ({"occurred_at": "2026-01-01T08:00:00"}, 422, "malformed-request"),
    ({"occurred_at": 1700000000}, 422, "malformed-request"),
    ({"occurred_at": "2099-01-01T08:00:00Z"}, 409, "act-in-the-future"),
    ({"priority": "high"}, 422, "malformed-request"),
]


async def test_what_is_no_need_is_refused_and_leaves_no_trace(bench: Bench) -> None:
    """No table gains a row, and no number is lost."""
    desk = Desk(bench)
    plant = await desk.opened()
    body = a.a_request(plant.customer["id"], plant.asset["id"])
    before = await bench.counts()

    for wrong, status, code in NO_NEEDS:
        answer = await desk.agent.post("/requests", json=body | wrong)
        assert (answer.status_code, answer.json()["code"]) == (status, code), wrong

    assert await bench.counts() == before


async def test_a_need_is_about_the_customers_own_unit(bench: Bench) -> None:
    """The desk is told so; a customer learns nothing about somebody else's unit."""
    desk = Desk(bench)
    one, other = await desk.opened(), await desk.plant("2")
    body = a.a_request(one.customer["id"], other.asset["id"])
    customer = bench.caller("customer", customer_id=one.customer["id"])

    told = await desk.agent.post("/requests", json=body)
    untold = await customer.post("/requests", json=body)

    assert (told.status_code, told.json()["code"]) == (409, "asset-of-another-customer")
    assert (untold.status_code, untold.json()["code"]) == (404, "unknown-record")


async def test_a_contact_is_one_of_the_customers_people(bench: Bench) -> None:
    """Another customer's contact is unknown here."""
    desk = Desk(bench)
    one, other = await desk.opened(), await desk.plant("2")
    person = await desk.ok(f"/customers/{one.customer['id']}/contacts", a.a_contact())

    kept = await desk.registered(one, contact_id=person["id"])
    body = a.a_request(other.customer["id"], other.asset["id"], contact_id=person["id"])
    strange = await desk.agent.post("/requests", json=body)

    assert kept["contact_id"] == person["id"]
    assert (strange.status_code, strange.json()["record"]) == (404, "contact")


async def test_the_same_key_is_one_request_however_often_and_at_once(bench: Bench) -> None:
    """Two in parallel, one later: the same answer thrice; with another body it is refused."""
    desk = Desk(bench)
    plant = await desk.opened()
    body = a.a_request(plant.customer["id"], plant.asset["id"])
    key = {"Idempotency-Key": "call-17"}

    answers = await asyncio.gather(
        *(desk.agent.post("/requests", json=body, headers=key) for _ in range(2))
    )
    answers.append(await desk.agent.post("/requests", json=body, headers=key))
    other = await desk.agent.post("/requests", json=body | {"subject": "x"}, headers=key)

    assert [answer.status_code for answer in answers] == [201, 201, 201]
    assert len({answer.text for answer in answers}) == 1
    assert (other.status_code, other.json()["code"]) == (422, "idempotency-key-reused")
    assert len(await bench.rows("select 1 from request")) == 1
    assert len(await bench.said(said.RequestRegistered)) == 1


async def test_registrations_at_once_get_numbers_without_gap_or_double(bench: Bench) -> None:
    """They wait for each other's commit, and only for that."""
    desk = Desk(bench)
    plant = await desk.opened()

    requests = await asyncio.gather(*(desk.registered(plant) for _ in range(12)))

    running = sorted(int(request["number"][6:]) for request in requests)
    assert running == list(range(1, 13))


async def test_another_regions_token_is_turned_away(bench: Bench) -> None:
    """A request has one home region."""
    desk = Desk(bench)
    plant = await desk.opened()
    elsewhere = bench.caller("service_agent", region="cn-east")

    answer = await elsewhere.post(
        "/requests", json=a.a_request(plant.customer["id"], plant.asset["id"])
    )

    assert (answer.status_code, answer.json()["code"]) == (403, "wrong-region")
