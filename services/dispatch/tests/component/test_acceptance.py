"""The trade's acceptance examples that dispatch has a part in, each under its number."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from aftercare_clocks.testing import at
from aftercare_kit.testing import Bench, fact
from services.dispatch.tests import builders as a
from services.dispatch.tests.component.desk import Desk
from services.dispatch.tests.component.test_visits import stand_at


async def clocks(bench: Bench, received: str, **other: Any) -> dict[str, dict[str, Any]]:
    """What is promised for a request that was told and judged at that moment."""
    desk, moment = Desk(bench), at(received)
    request = a.a_triaged_request(reported_at=moment, **other)
    await bench.hear(fact(request, request.request_id, at=moment))
    order = await desk.order_of(request.request_id)
    return {clock["name"]: clock for clock in order["clocks"]}


def due(clock: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(clock["due_at"])


@pytest.mark.example(3)
@pytest.mark.rule("002-T2")
async def test_acceptance_3_level_one_in_the_main_urban_area(bench: Bench) -> None:
    """Received at eight: answered and reported upward by 08:10, on site by ten."""
    found = await clocks(bench, "2026-03-02 08:00", level=1, urban=True)
    assert due(found["response"]) == due(found["report_up"]) == at("2026-03-02 08:10")
    assert due(found["arrival"]) == at("2026-03-02 10:00")


@pytest.mark.example(4)
@pytest.mark.rule("002-T2")
async def test_acceptance_4_level_two_has_a_target_and_a_limit_level_four_no_arrival(
    bench: Bench,
) -> None:
    """Monday at ten: answered at eleven, warned of at 22:00, at the latest Wednesday at ten."""
    found = await clocks(bench, "2026-03-02 10:00", level=2)
    assert due(found["response"]) == at("2026-03-02 11:00")
    assert due(found["arrival"]) == at("2026-03-04 10:00")
    (warning,) = await bench.rows(
        "select terms ->> 'warn_after' as after from sla_clock where name = 'arrival'"
    )
    assert warning["after"] == "PT12H"
    assert "arrival" not in await clocks(bench, "2026-03-02 10:00", level=4)


@pytest.mark.example(5)
@pytest.mark.rule("004-3b")
async def test_acceptance_5_an_hour_to_respond_four_to_arrive_and_clear(bench: Bench) -> None:
    """Told at 13:00; the appointment of 13:10 is intake's."""
    found = await clocks(bench, "2026-03-02 13:00", preset="it-goods")
    assert due(found["response"]) == at("2026-03-02 14:00")
    assert due(found["arrival"]) == due(found["fix"]) == at("2026-03-02 17:00")


@pytest.mark.example(6)
@pytest.mark.rule("003-1b", "003-1c")
async def test_acceptance_6_a_fault_on_friday_is_reached_on_saturday_and_fixed_on_monday(
    bench: Bench,
) -> None:
    """Calendar days: no weekend stops them."""
    found = await clocks(bench, "2026-03-06 15:00", preset="network-maintenance")
    assert due(found["response"]) == at("2026-03-06 15:30")
    assert due(found["arrival"]) == at("2026-03-07 15:00")
    assert due(found["fix"]) == at("2026-03-09 15:00")


@pytest.mark.example(8)
@pytest.mark.rule("001-5.5.6a")
async def test_acceptance_8_papers_are_warned_of_on_thursday_and_due_on_friday(
    bench: Bench,
) -> None:
    """Back on Tuesday at six: the warning comes when Thursday ends, the breach after Friday."""
    desk = Desk(bench)
    visit = await desk.scheduled(preset="defence-equipment")
    await desk.step(visit, "accept", "depart", "arrive")
    begins = desk.now() + timedelta(days=2)
    tuesday = begins + timedelta(days=(1 - begins.weekday()) % 7)
    stand_at(desk, tuesday.replace(hour=10, minute=0, second=0, microsecond=0))
    await desk.step(visit, "finish")
    order = await desk.show(visit["work_order_id"])
    (papers,) = [clock for clock in order["clocks"] if clock["name"] == "report_hand_in"]
    saturday = f"{tuesday.date() + timedelta(days=4)} 00:00"
    assert due(papers) == at(saturday)
    (warning,) = await bench.rows(
        "select due_at from timer where kind = 'clock.warn' and key = cast(:key as uuid)",
        key=papers["id"],
    )
    assert warning["due_at"] == at(saturday) - timedelta(days=1)


@pytest.mark.example(10)
@pytest.mark.rule("001-5.5.5b", "001-5.5.4")
async def test_acceptance_10_no_report_without_signature_no_notice_without_the_role(
    bench: Bench,
) -> None:
    """The notice is the designated person's; the report counts with signature or seal."""
    desk = Desk(bench)
    order, engineer = await desk.ready_order()
    path, plan = f"/work-orders/{order['id']}/visits", {"engineer_id": engineer["id"]}
    agent = bench.caller("service_agent", subject="zhou")
    answer = await agent.post(path, json=plan | a.a_window())
    assert (answer.status_code, answer.json()["code"]) == (403, "right-missing")
    visit = await desk.ok(desk.dispatcher, path, plan | a.a_window(), 201)
    await desk.step(visit, "accept", "depart", "arrive", "finish")
    report = f"/visits/{visit['id']}/report"
    assert await desk.refused(desk.field, report, a.a_report(None)) == "signature-missing"
