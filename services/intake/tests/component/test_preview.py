"""A change of policy is tried on last month's cases before anybody is promised anything."""

from datetime import UTC, datetime, timedelta

import pytest

from aftercare_contracts import intake as said
from aftercare_kit.testing import Bench
from services.intake.tests import builders as a
from services.intake.tests.component.desk import Desk

PRESET = "electrical-automation"


@pytest.mark.example(20)
async def test_a_change_is_tried_on_last_months_cases_and_leaves_them_alone(bench: Bench) -> None:
    """Triaged after half an hour: two hours kept it, a quarter of an hour would not have."""
    desk = Desk(bench)
    plant = await desk.opened()
    reported = datetime.now(UTC) - timedelta(hours=5)
    request = await desk.registered(plant, occurred_at=reported.isoformat())
    judged = (reported + timedelta(minutes=30)).isoformat()
    body = a.a_triage(occurred_at=judged)
    await desk.ok(f"/requests/{request['id']}/triage", body, 200)
    before = (await bench.said(said.RequestTriaged))[0].promise

    async def tried(**overrides: object) -> dict[str, dict[str, object]]:
        asked = {"preset": PRESET, "overrides": overrides}
        told = await desk.ok("/policies/preview", asked, 200, who=desk.manager)
        assert told["cases"] == 1
        return {one["clock"]: one for one in told["effects"]}

    same = (await tried())["intake_form"]
    assert (same["cases"], same["met_before"], same["met_after"]) == (1, 1, 1)
    short = (await tried(**{"clock.intake_form.limit": "PT15M"}))["intake_form"]
    assert (short["met_before"], short["breached_after"]) == (1, 1)
    assert short["would_breach"] == [request["number"]]
    # Level 2 is answered within the hour; nobody has yet, after four.
    longer = (await tried(**{"clock.response.limit": "PT24H"}))["response"]
    assert (longer["breached_before"], longer["breached_after"]) == (1, 0)
    assert longer["would_meet"] == [request["number"]]

    assert (await bench.said(said.RequestTriaged))[0].promise == before
    assert await bench.said(said.PolicyPublished) == []
    refused = await desk.manager.post("/policies/preview", json={"overrides": {"no.such": 1}})
    assert refused.status_code == 422
    assert (await desk.agent.post("/policies/preview", json={})).status_code == 403
