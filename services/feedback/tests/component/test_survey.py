"""Surveys on a real database: sent at closure, answered once, or expired."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from aftercare_contracts import feedback as said
from aftercare_kit.testing import Bench
from services.feedback.tests import builders as a
from services.feedback.tests.component.desk import Desk


@pytest.mark.rule("002-4.5.1b")
async def test_a_closed_case_is_surveyed_within_16_hours(bench: Bench) -> None:
    """The survey falls due 16 hours after the closure."""
    desk = Desk(bench)
    closed_at = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=2)

    (survey,) = await desk.closed(await desk.triaged(), at=closed_at)

    assert survey["state"] == "sent"
    assert datetime.fromisoformat(survey["due_at"]) == closed_at + timedelta(hours=16)
    (sent,) = await bench.said(said.SurveySent)
    assert sent.due_at == closed_at + timedelta(hours=16)


@pytest.mark.rule("003-2.2.3a")
async def test_a_policy_that_surveys_by_quarter_sends_no_survey_at_closure(bench: Bench) -> None:
    """No clock in the promise, no survey."""
    desk = Desk(bench)

    assert await desk.closed(await desk.triaged(preset="network-maintenance")) == []


async def test_a_case_closed_again_is_surveyed_again(bench: Bench) -> None:
    """A later closure is another occasion; news of an earlier one is not."""
    desk = Desk(bench)
    request_id = await desk.triaged()
    await desk.closed(request_id, version=5)
    assert len(await desk.closed(request_id, version=9)) == 2
    assert len(await desk.closed(request_id, version=7)) == 2


async def test_a_customer_answers_the_own_survey_once(bench: Bench) -> None:
    """The score is computed, and named with its method."""
    desk = Desk(bench)
    (survey,) = await desk.closed(await desk.triaged())
    path = f"/surveys/{survey['id']}/answer"

    answered = await desk.ok(desk.customer, path, a.some_answers())

    assert answered["state"] == "answered"
    assert Decimal(answered["degree"]) == 80
    assert answered["satisfied"] is True
    assert "100/80/60/30/0" in answered["method"]
    (scored,) = await bench.said(said.SurveyScored)
    assert (scored.degree, scored.satisfied) == (Decimal("80.00"), True)
    await desk.refused(desk.customer, path, a.some_answers(), "survey-not-open")
    assert await bench.rows("select * from timer") == []


async def test_a_survey_keeps_what_was_answered(bench: Bench) -> None:
    """Answers and comment can be read again; the event carries no word of the comment."""
    desk = Desk(bench)
    (survey,) = await desk.closed(await desk.triaged())
    await desk.ok(desk.agent, f"/surveys/{survey['id']}/answer", a.some_answers(overall=3))

    shown = (await desk.agent.get(f"/surveys/{survey['id']}")).json()

    assert shown["answers"] == {"attitude": 5, "technical": 4, "punctual": 3, "overall": 3}
    assert shown["comment"] == "Came a little late"
    assert shown["satisfied"] is False
    (row,) = await bench.rows("select data::text from event where type like '%scored%'")
    assert "late" not in row["data"]


@pytest.mark.rule("002-4.5.1b")
async def test_an_unanswered_survey_expires_once(bench: Bench) -> None:
    """Afterwards it takes no answer."""
    desk = Desk(bench)
    (survey,) = await desk.closed(await desk.triaged())

    desk.later(timedelta(hours=17))
    assert await bench.fire_timers() == 1
    assert await bench.fire_timers() == 0

    (expired,) = await bench.said(said.SurveyExpired)
    assert expired.escalate_to == ["service_supervisor"]
    path = f"/surveys/{survey['id']}/answer"
    await desk.refused(desk.customer, path, a.some_answers(), "survey-not-open")


OFF_THE_SCALE: list[dict[str, object]] = [
    {"attitude": 6},
    {"attitude": 0},
    {"technical": "4"},
    {"overall": 4.5},
    {"overall": True},
    {"degree": 100},
    {"punctual": None},
]


async def test_answers_off_the_five_step_scale_are_refused(bench: Bench) -> None:
    """And nobody types a figure."""
    desk = Desk(bench)
    (survey,) = await desk.closed(await desk.triaged())
    path = f"/surveys/{survey['id']}/answer"

    for answers in OFF_THE_SCALE:
        body = a.some_answers(**answers)
        await desk.refused(desk.customer, path, body, "malformed-request")
