"""A batch defect: every owner is told and asked before anything is done, and none is left over."""

import pytest

from aftercare_contracts import intake as said
from aftercare_kit.testing import Bench
from services.intake.tests.component.desk import Desk


@pytest.mark.rule("004-5.2.1.5/5.2.5.4")
async def test_owners_are_told_and_asked_before_their_units_are_settled(bench: Bench) -> None:
    desk = Desk(bench)
    first = await desk.opened()
    second = await desk.plant("2")
    quality = bench.caller("quality", subject="xu")
    body = {
        "code": "C-2026-1",
        "defect": "batch_quality",
        "measure": "recall",
        "reason": "Capacitors of week 12",
        "serials": [first.asset["serial"], second.asset["serial"]],
    }
    odd = await quality.post("/campaigns", json={**body, "serials": ["INV-1", "NOBODYS"]})
    assert (odd.status_code, odd.json()["code"]) == (409, "serials-unknown")
    campaign = await desk.ok("/campaigns", body, who=quality)
    twice = await quality.post("/campaigns", json=body)
    assert twice.json()["code"] == "campaign-code-taken"

    path = f"/campaigns/{campaign['id']}"
    one, two = (f"{path}/units/{unit['asset_id']}" for unit in campaign["units"])
    for act, sent in (("wish", {"wish": "exchange"}), ("settle", {})):
        early = await desk.agent.post(f"{one}/{act}", json=sent)
        assert (early.status_code, early.json()["rule"]) == (409, "004-5.2.1.5")
    await desk.ok(f"{one}/tell", {}, 200)
    unasked = await desk.agent.post(f"{one}/settle", json={})
    assert unasked.json()["code"] == "owner-not-told"
    await desk.ok(f"{one}/wish", {"wish": "exchange"}, 200)
    await desk.ok(f"{one}/settle", {}, 200)
    left = await quality.post(f"{path}/close", json={})
    assert left.json()["code"] == "owner-not-told"
    for act, sent in (("tell", {}), ("wish", {"wish": "keep"}), ("settle", {})):
        await desk.ok(f"{two}/{act}", sent, 200)
    closed = await desk.ok(f"{path}/close", {}, 200, who=quality)

    assert closed["closed_at"] is not None
    assert [unit["wish"] for unit in closed["units"]] == ["exchange", "keep"]
    assert (await desk.agent.post(f"{one}/tell", json={})).json()["code"] == "campaign-closed"
    assert len(await bench.said(said.CampaignUnitChanged)) == 6
    assert len(await bench.said(said.CampaignClosed)) == 1
    assert [c["code"] for c in (await desk.agent.get("/campaigns")).json()["items"]] == ["C-2026-1"]
    assert (await desk.agent.post("/campaigns", json=body)).status_code == 403
