"""Reconcile: whatever is not where it must be is found, and what is only late is waited for."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa
from nats.js import JetStreamContext
from nats.js.errors import ServiceUnavailableError
from shared.kit.tests.admin.deployment import UNHEARD, Deployment

from aftercare_kit.admin.parked import drop
from aftercare_kit.admin.reconcile import InboxFinding, StreamFinding
from aftercare_kit.events import POSITION
from aftercare_kit.ids import new_id

CLEAN = StreamFinding(
    service="dispatch", events=5, in_stream=5, aged_out=0, behind=0, missing=0, unknown=0
)
HEARD = InboxFinding(
    consumer="inventory", expected=3, seen=3, parked=0, missing=0, missing_from={}, unexpected=0
)


async def test_what_agrees_is_reconciled(deployment: Deployment) -> None:
    """Events nobody listens to are expected in the stream only."""
    events = await deployment.says(times=3)
    await deployment.says(UNHEARD, times=2)
    await deployment.relayed(5)
    await deployment.hears(events)

    found = await deployment.reconciled()

    assert (found.reconciled, found.lost, found.events) == (True, 0, 5)
    assert found.streams == [CLEAN, replace(CLEAN, service="inventory", events=0, in_stream=0)]
    assert found.inboxes == [
        replace(HEARD, consumer="dispatch", expected=0, seen=0),
        HEARD,
    ]


async def test_what_the_relay_has_yet_to_bring_is_behind(deployment: Deployment) -> None:
    """Missing at the end, and at the inbox that should have it."""
    await deployment.hears(await deployment.says(times=2))
    await deployment.relayed(2)
    await deployment.says()

    found = await deployment.reconciled()

    assert (found.reconciled, found.lost) == (False, 2)
    assert (found.streams[0].behind, found.streams[0].missing) == (1, 0)
    assert found.inboxes[1].missing_from == {"dispatch": 1}


async def test_what_is_only_late_is_waited_for(deployment: Deployment) -> None:
    """A relay that lags and a consumer that lags are no loss."""
    events = await deployment.says(times=2)

    async def catch_up() -> None:
        await asyncio.sleep(0.5)
        await deployment.relayed(2)
        await deployment.hears(events)

    found, _ = await asyncio.gather(deployment.reconciled(wait_seconds=20), catch_up())

    assert found.reconciled


async def test_a_stream_without_a_leader_is_asked_again(
    deployment: Deployment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cluster that elects one answers nothing about the stream meanwhile."""
    await deployment.hears(await deployment.says(times=2))
    await deployment.relayed(2)
    asks, refused = JetStreamContext.stream_info, list[str]()

    async def unled(js: JetStreamContext, name: str, *rest: Any, **more: Any) -> Any:
        if len(refused) < 3:
            refused.append(name)
            raise ServiceUnavailableError
        return await asks(js, name, *rest, **more)

    monkeypatch.setattr(JetStreamContext, "stream_info", unled)

    assert (await deployment.reconciled()).reconciled
    assert len(refused) == 3


async def test_what_is_said_while_it_waits_is_no_stranger(deployment: Deployment) -> None:
    """People go on working: what came after the log was read is for the next comparison."""
    events = await deployment.says(times=2)

    async def go_on() -> None:
        await asyncio.sleep(0.5)
        await deployment.says(times=3)
        await deployment.relayed(5)
        await deployment.hears(events)

    found, _ = await asyncio.gather(deployment.reconciled(wait_seconds=20), go_on())

    assert found.streams[0] == replace(CLEAN, events=2, in_stream=2)
    assert found.reconciled


async def test_a_hole_in_the_stream_is_told_from_a_late_end(deployment: Deployment) -> None:
    """An event whose place lies before the stream's last one will never be relayed."""
    events = await deployment.says(times=2)
    await deployment.relayed(2)
    await deployment.hears(events)
    earlier = sa.text(
        "insert into event (horizon, event_id, aggregate, aggregate_id, aggregate_version, type,"
        " region, occurred_at, actor, data) values ('3', :id, 'work_order', :id, 1,"
        " 'aftercare.dispatch.work_order.resumed.v1', :region, now(), 'nobody', '{}')"
    )
    row = {"id": new_id(), "region": deployment.suite.place.region}
    await deployment.executes("dispatch", earlier, [row])

    found = await deployment.reconciled()

    assert (found.streams[0].behind, found.streams[0].missing, found.lost) == (0, 1, 1)


async def test_what_nobody_said_is_found_in_stream_and_inbox(deployment: Deployment) -> None:
    """Strangers are no loss, but no agreement either."""
    place = deployment.suite.place
    await deployment.client.jetstream().publish(
        f"evt.{place.region}.dispatch.work_order.resumed.v1.0",
        b"{}",
        headers={"ce-id": str(new_id()), POSITION: "9-9"},
    )
    await deployment.hears([new_id()])

    found = await deployment.reconciled()

    assert (found.reconciled, found.lost) == (False, 0)
    assert (found.streams[0].unknown, found.inboxes[1].unexpected) == (1, 1)


async def test_a_parked_event_is_counted_apart(deployment: Deployment) -> None:
    """It is known, and a person decides; it is not lost."""
    applied, parked = await deployment.says(times=2)
    await deployment.relayed(2)
    await deployment.hears([applied, parked])
    await deployment.parks(parked)

    found = await deployment.reconciled()

    assert found.inboxes[1] == replace(HEARD, expected=2, seen=1, parked=1)
    assert (found.reconciled, found.parked) == (True, 1)


async def test_what_has_aged_out_of_the_stream_is_no_loss(deployment: Deployment) -> None:
    """A stream keeps a month; the log keeps all."""
    old = sa.text(
        "insert into event (event_id, aggregate, aggregate_id, aggregate_version, type, region,"
        " occurred_at, recorded_at, actor, data) values (:id, 'work_order', :id, 1,"
        " 'aftercare.dispatch.work_order.resumed.v1', :region, now(), now() - interval '31 days',"
        " 'nobody', '{}')"
    )
    row = {"id": new_id(), "region": deployment.suite.place.region}
    await deployment.executes("dispatch", old, [row])

    found = await deployment.reconciled()

    assert (found.reconciled, found.streams[0].aged_out) == (True, 1)


async def test_a_stranger_that_was_dropped_is_settled(deployment: Deployment) -> None:
    """Once an operator has given it up, and the stream was cleaned of it, all agrees again."""
    stranger = new_id()
    await deployment.parks(stranger)
    await drop(deployment.suite, "me", consumer="inventory", event_id=stranger, reason="not ours")

    assert (await deployment.reconciled()).reconciled
