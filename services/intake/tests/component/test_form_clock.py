"""The handling sheet has its clock (T02): two hours, told once when they are over."""

from datetime import UTC, datetime, timedelta

import pytest

from aftercare_contracts import intake as said
from aftercare_kit.testing import Bench
from services.intake.tests import builders as a
from services.intake.tests.component.desk import Desk


def later(bench: Bench, **span: float) -> None:
    """Let the service's clock stand so much later."""
    then = datetime.now(UTC) + timedelta(**span)
    bench.process.database.now = lambda: then


@pytest.mark.rule("002-4.2.1b")
@pytest.mark.example(1)
async def test_a_sheet_without_type_after_two_hours_is_told_once(bench: Bench) -> None:
    """Not at two hours, a second after; and the request can still be judged."""
    desk = Desk(bench)
    request = await desk.registered()
    due = datetime.fromisoformat(request["form_due_at"])
    assert due - datetime.fromisoformat(request["reported_at"]) == timedelta(hours=2)
    bench.process.database.now = lambda: due
    assert await bench.fire_timers() == 0
    bench.process.database.now = lambda: due + timedelta(seconds=1)
    assert await bench.fire_timers() == 1
    assert await bench.fire_timers() == 0

    (told,) = await bench.said(said.RequestTriageOverdue)
    assert told.due_at == due
    assert (await desk.show(request["id"]))["form_overdue"]
    await desk.ok(f"/requests/{request['id']}/triage", a.a_triage(), 200)


@pytest.mark.rule("002-4.2.1b")
async def test_whatever_ends_the_wait_stops_the_clock(bench: Bench) -> None:
    """Judged, withdrawn or merged: no timer is left to fire."""
    desk = Desk(bench)
    plant = await desk.opened()
    other = await desk.registered(plant)
    for act, body in {
        "triage": a.a_triage(),
        "cancel": {"reason": "wrong call"},
        "merge": {"into_request_id": other["id"]},
    }.items():
        request = await desk.registered(plant)
        await desk.ok(f"/requests/{request['id']}/{act}", body, 200)

    keys = [str(row["key"]) for row in await bench.rows("select key from timer")]
    assert keys == [other["id"]]


async def test_a_need_written_down_late_leaves_time_to_write_its_triage_down(
    bench: Bench,
) -> None:
    """Its two hours are over before it is recorded; ten minutes of grace follow."""
    desk = Desk(bench)
    yesterday = (datetime.now(UTC) - timedelta(days=1)).isoformat()
    await desk.registered(occurred_at=yesterday)

    later(bench, minutes=9)
    assert await bench.fire_timers() == 0
    later(bench, minutes=11)
    assert await bench.fire_timers() == 1
    assert len(await bench.said(said.RequestTriageOverdue)) == 1


async def test_the_centres_published_policy_sets_the_time(bench: Bench) -> None:
    """Half an hour, or no such clock at all."""
    desk = Desk(bench)
    plant = await desk.opened()
    for stated in ("PT30M", "none"):
        body = {
            "preset": "electrical-automation",
            "overrides": {"clock.intake_form.limit": stated},
        }
        await desk.ok("/policies", body, who=desk.manager)
        request = await desk.registered(plant)
        if stated == "none":
            assert request["form_due_at"] is None
        else:
            reported = datetime.fromisoformat(request["reported_at"])
            due = datetime.fromisoformat(request["form_due_at"])
            assert due - reported == timedelta(minutes=30)
    assert len(await bench.rows("select 1 from timer")) == 1
