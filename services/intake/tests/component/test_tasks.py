"""Who has to do what next: as a list, and told by notices."""

from datetime import UTC, datetime
from typing import Any

import pytest

from aftercare_kit.testing import Bench
from services.intake.tests import builders as a
from services.intake.tests.component.desk import Desk
from services.intake.tests.component.test_handover import Project


async def tasks(client: Any) -> list[str]:
    """What somebody has to do next, by kind."""
    answer = await client.get("/tasks")
    assert answer.status_code == 200, answer.text
    return [task["kind"] for task in answer.json()["items"]]


async def told(client: Any) -> list[str]:
    """What somebody was told, by kind."""
    return [each["kind"] for each in (await client.get("/notices")).json()["items"]]


async def test_the_desk_sees_what_is_to_be_judged_until_it_is(bench: Bench) -> None:
    """In the asker's language, with the time it is due; nobody else's centre, nobody outside."""
    desk = Desk(bench)
    request = await desk.registered()
    (task,) = (await desk.agent.get("/tasks")).json()["items"]
    assert (task["kind"], task["about_id"]) == ("request-to-triage", request["id"])
    assert task["text"] == f"{request['number']} is to be judged: No output on phase B"
    assert datetime.fromisoformat(task["due_at"]) > datetime.now(UTC)
    assert await tasks(bench.caller("service_agent", centre="urumqi")) == []
    assert await tasks(bench.caller("warehouse")) == []
    assert (await bench.caller("customer").get("/tasks")).status_code == 403
    await desk.ok(f"/requests/{request['id']}/triage", a.a_triage(), 200)
    assert await tasks(desk.agent) == []


async def test_a_completion_file_goes_from_hand_to_hand(bench: Bench) -> None:
    """Region, author, region, supervisor: each has it as a task, and was told."""
    project = Project(bench)
    handover = await project.under_review()
    assert await tasks(project.region) == await told(project.region) == ["approval-waiting"]
    assert await tasks(project.supervisor) == []
    await project.ok(handover, "return", project.region, reason="Cable plan is of 2023.")
    assert (await tasks(project.region), await tasks(project.manager)) == (
        [],
        ["handover-returned"],
    )
    assert await told(project.manager) == ["approval-returned"]
    await project.ok(handover, "submit", project.manager)
    await project.ok(handover, "approve", project.region)
    assert await tasks(project.supervisor) == await told(project.supervisor)
    assert await tasks(project.supervisor) == ["approval-waiting"]
    await project.ok(handover, "approve", project.supervisor)
    assert await tasks(project.supervisor) == []


@pytest.mark.rule("000-4.3i")
async def test_a_contract_that_ends_is_the_regions_task(bench: Bench) -> None:
    desk = Desk(bench)
    plant = await desk.opened()
    ends = datetime.now(UTC).date().replace(day=1)
    ends = ends.replace(year=ends.year + (ends.month > 10), month=(ends.month + 1) % 12 + 1)
    contract = a.a_contract(plant.customer["id"], ends_on=ends.isoformat())
    await desk.ok("/contracts", contract)
    await bench.fire_timers()
    region = bench.caller("regional_manager", centre="shenzhen")
    (task,) = (await region.get("/tasks")).json()["items"]
    assert (task["kind"], task["about"]) == ("contract-ending", "renewal")
    assert task["text"].startswith(f"The contract HT-1 ends on {ends}")


@pytest.mark.rule("002-4.6b")
async def test_a_wish_is_its_departments_task_until_it_is_answered(bench: Bench) -> None:
    desk = Desk(bench)
    plant = await desk.opened()
    quality, production = bench.caller("quality"), bench.caller("production")
    wish = {"customer_id": plant.customer["id"], "concern": "quality", "text": "Better labels"}
    kept = await desk.ok("/improvements", wish)
    assert await tasks(quality) == await told(quality) == ["improvement-wished"]
    assert await tasks(production) == await told(production) == []
    reply = {"decision": "declined", "text": "They are printed by law."}
    await desk.ok(f"/improvements/{kept['id']}/answer", reply, 200, quality)
    assert await tasks(quality) == []


async def test_quality_hears_of_a_unit_that_fails_again_and_leads_of_a_late_sheet(
    bench: Bench,
) -> None:
    desk = Desk(bench)
    plant = await desk.opened()
    for _ in range(2):
        await desk.triaged(plant)
    assert await told(bench.caller("quality")) == ["fault-repeated"]
    late = await desk.registered(plant)
    due = datetime.fromisoformat(late["form_due_at"])
    bench.process.database.now = lambda: due.replace(year=due.year + 1)
    await bench.fire_timers()
    assert "triage-overdue" in await told(bench.caller("service_supervisor", centre="shenzhen"))
