"""Parked events: seen, tried again or given up, each decision with a name and a reason."""

from uuid import UUID

import pytest
from shared.kit.tests.admin.deployment import Deployment

from aftercare_kit.admin import parked
from aftercare_kit.ids import new_id

BOSS = "operator:li"


async def test_what_waits_is_listed_with_its_reason(deployment: Deployment) -> None:
    event = new_id()
    await deployment.parks(event)

    (found,) = await parked.listed(deployment.suite)

    assert (found.consumer, found.event_id, found.state) == ("inventory", event, "parked")
    assert (found.tries, found.reason) == (9, "NotReady: not-ready")
    assert await parked.listed(deployment.suite, "dispatch") == []


async def test_a_replayed_event_is_due_at_once_with_all_its_tries(deployment: Deployment) -> None:
    """Only the one that is named; the decision is in the audit trail."""
    chosen, other = new_id(), new_id()
    await deployment.parks(chosen)
    await deployment.parks(other)

    assert await parked.replay(deployment.suite, BOSS, event_id=chosen) == 1

    assert await _states(deployment) == {chosen: ("retrying", 0, True), other: ("parked", 9, False)}
    assert await _audited(deployment) == [(BOSS, "parked.replay", str(chosen), None)]


async def test_all_are_replayed_but_those_behind_others(deployment: Deployment) -> None:
    """What waits behind another follows by itself, in its order."""
    head, behind = new_id(), new_id()
    await deployment.parks(head)
    await deployment.parks(behind, "waiting")

    assert await parked.replay(deployment.suite, BOSS) == 1

    states = await _states(deployment)
    assert (states[head][0], states[behind][0]) == ("retrying", "waiting")


async def test_a_dropped_event_counts_as_seen_and_leaves_its_reason(deployment: Deployment) -> None:
    """Delivered again, it must not come back; nothing is dropped silently."""
    event = new_id()
    await deployment.parks(event)

    dropped = await parked.drop(
        deployment.suite, BOSS, consumer="inventory", event_id=event, reason="a test unit"
    )

    assert dropped.event_id == event
    assert await parked.listed(deployment.suite) == []
    assert await deployment.rows("inventory", "select event_id from inbox") == [(event,)]
    assert await _audited(deployment) == [(BOSS, "parked.drop", str(event), "a test unit")]


async def test_what_is_not_parked_cannot_be_dropped(deployment: Deployment) -> None:
    with pytest.raises(parked.NotParked):
        await parked.drop(
            deployment.suite, BOSS, consumer="inventory", event_id=new_id(), reason="none"
        )


async def _states(deployment: Deployment) -> dict[UUID, tuple[str, int, bool]]:
    rows = await deployment.rows(
        "inventory", "select event_id, state, tries, next_try_at <= now() from parked"
    )
    return {row[0]: (row[1], row[2], row[3]) for row in rows}


async def _audited(deployment: Deployment) -> list[tuple[str, ...]]:
    rows = await deployment.rows(
        "inventory",
        "select subject, action, detail->>'event_id', detail->>'because' from audit"
        " where action like 'parked.%' order by id",
    )
    return [tuple(row) for row in rows]
