"""What covered a unit, asked for any moment in the past."""

from urllib.parse import quote

import pytest

from aftercare_kit.testing import Bench
from services.intake.tests import builders as a
from services.intake.tests.component.desk import Desk


@pytest.mark.rule("000-1")
@pytest.mark.rule("004-5.2.1.4")
async def test_what_held_when_it_failed_is_told_with_its_reasons(bench: Bench) -> None:
    """By contract in its period, by warranty before, by nothing after; with the policy of then."""
    desk = Desk(bench)
    plant = await desk.opened()
    contract = a.a_contract(
        plant.customer["id"],
        kind="contract_period",
        starts_on="2025-06-01",
        ends_on="2026-05-31",
        policy="it-goods",
        clauses={"warranty.months": 60},
    )
    await desk.ok("/contracts", contract)

    async def asked(at: str, part: str = "") -> dict[str, object]:
        query = f"at={quote(at)}" + (f"&part={part}" if part else "")
        answer = await desk.agent.get(f"/assets/{plant.asset['id']}/entitlement?{query}")
        assert answer.status_code == 200, answer.text
        return answer.json()

    before = await asked("2025-05-31T15:59:59+00:00")
    within = await asked("2025-05-31T16:00:00+00:00")
    after = await asked("2026-06-15T00:00:00+08:00")

    assert before["entitlement"]["cover"] == "warranty"
    assert before["policy"] == "electrical-automation"
    assert within["on"] == "2025-06-01"
    assert within["entitlement"]["cover"] == "contract_period"
    assert within["policy"] == "it-goods"
    assert within["reasons"][0] == {
        "rule": "000-1",
        "found": "covered_by_contract_period",
        "until": "2026-05-31",
    }
    # What the contract set otherwise: five years where the preset has one.
    assert within["reasons"][1]["until"] == "2030-03-15"
    assert after["entitlement"]["cover"] == "none"
    assert [one["found"] for one in after["reasons"]] == ["contract_ended", "warranty_over"]


async def test_a_strangers_unit_is_not_told_of(bench: Bench) -> None:
    desk = Desk(bench)
    plant = await desk.opened()
    other = await desk.plant("2")
    own = bench.caller("customer", customer_id=other.customer["id"])
    answer = await own.get(f"/assets/{plant.asset['id']}/entitlement")
    assert answer.status_code == 404
