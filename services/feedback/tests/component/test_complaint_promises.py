"""The three promises of a complaint on a real database: due, kept, missed, recorded late."""

from datetime import UTC, datetime, timedelta

import pytest

from aftercare_contracts import feedback as said
from aftercare_kit.testing import Bench
from services.feedback.tests.component.desk import Desk


@pytest.mark.rule("003-2.2.2f")
@pytest.mark.rule("003-2.2.2g")
async def test_first_reply_is_due_in_two_hours_and_solution_in_half_a_month(bench: Bench) -> None:
    """Counted from the acceptance, which may have been earlier than its record."""
    desk = Desk(bench)
    accepted_at = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)

    await desk.complained(occurred_at=accepted_at.isoformat(), level="serious")

    (opened,) = await bench.said(said.ComplaintOpened)
    assert opened.first_reply_due_at == accepted_at + timedelta(hours=2)
    assert opened.solution_due_at == accepted_at + timedelta(days=15)
    assert opened.department == "SC"
    assert opened.to_roles == ["service_manager_certified"]


async def test_a_case_without_promised_complaint_clocks_gets_those_of_the_base_policy(
    bench: Bench,
) -> None:
    """No complaint is without a due time."""
    desk = Desk(bench)

    complaint = await desk.complained(await desk.triaged(promised=[]))

    assert [one["name"] for one in complaint["promises"]] == [
        "complaint_opinion",
        "complaint_first_reply",
        "complaint_solution",
    ]


@pytest.mark.rule("003-2.2.2b")
@pytest.mark.rule("003-2.2.2f")
@pytest.mark.rule("003-2.2.2g")
async def test_each_missed_promise_is_announced_once(bench: Bench) -> None:
    """Opinion and first reply after two hours, the solution after half a month."""
    desk = Desk(bench)
    complaint = await desk.complained()
    assert await bench.fire_timers() == 0

    desk.later(timedelta(hours=3))
    assert await bench.fire_timers() == 2
    desk.later(timedelta(days=16))
    assert await bench.fire_timers() == 1
    assert await bench.fire_timers() == 0

    overdue = await bench.said(said.ComplaintOverdue)
    assert sorted(each.what for each in overdue) == ["first_reply", "opinion", "solution"]
    assert {role for each in overdue for role in each.escalate_to} == {
        "complaint_center",
        "headquarters",
    }
    late = await desk.step(complaint, "opinion")
    assert (late["promises"][0]["in_time"], late["promises"][0]["overdue"]) == (False, True)


async def test_a_kept_promise_is_never_announced_missed(bench: Bench) -> None:
    """Even if its timer fires at the same moment."""
    desk = Desk(bench)
    complaint = await desk.up_to("reply")
    key = complaint["id"]
    async with desk.work() as work:
        await work.timers.set("complaint.overdue.first_reply", key, work.now)

    assert await bench.fire_timers() == 1

    assert await bench.said(said.ComplaintOverdue) == []


async def test_a_complaint_written_down_late_leaves_time_to_record_the_reply(bench: Bench) -> None:
    """Accepted yesterday by phone: nothing is overdue the second it is entered."""
    desk = Desk(bench)
    accepted_at = datetime.now(UTC) - timedelta(days=1)
    complaint = await desk.complained(occurred_at=accepted_at.isoformat())
    assert await bench.fire_timers() == 0

    said_at = (accepted_at + timedelta(minutes=30)).isoformat()
    await desk.step(complaint, "opinion", occurred_at=said_at)
    replied = await desk.step(complaint, "reply", occurred_at=said_at)

    assert [one["in_time"] for one in replied["promises"]] == [True, True, None]
    desk.later(timedelta(hours=1))
    assert await bench.fire_timers() == 0
