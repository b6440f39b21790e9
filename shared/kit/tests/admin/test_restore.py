"""A database older than its stream: nothing is forked, and no printed number comes twice."""

import asyncio
from typing import Any

import pytest
import sqlalchemy as sa
from shared.kit.tests.admin.deployment import Deployment, Thing
from sqlalchemy.ext.asyncio import create_async_engine

from aftercare_contracts.dispatch import VisitScheduled
from aftercare_contracts.samples import sample_of
from aftercare_kit.actors import system_actor
from aftercare_kit.admin.rebuild import Rebuilt, rebuild
from aftercare_kit.admin.settle import OtherCluster, settle
from aftercare_kit.endings import end
from aftercare_kit.ids import new_id
from aftercare_kit.relay import Relay
from aftercare_kit.testing import poll_until

FORM, SERIES = "service_order", "YX2611"


async def _restored(deployment: Deployment, keep: int) -> None:
    """Take the log, and the numbers, back to an earlier point, as a restore would."""
    owner = deployment.databases["dispatch"].engine.url.set(username="dispatch_owner")
    engine = create_async_engine(owner)
    async with engine.begin() as connection:
        await connection.execute(
            sa.text("select set_config('app.region', :r, true)"),
            {"r": deployment.suite.place.region},
        )
        await connection.execute(sa.text("alter table event no force row level security"))
        await connection.execute(
            sa.text(
                "delete from event where id not in (select id from event order by id limit :n)"
            ),
            {"n": keep},
        )
        await connection.execute(sa.text("alter table event force row level security"))
        await connection.execute(sa.text("update number_range set last = :n"), {"n": keep})
    await engine.dispose()


async def _numbered(deployment: Deployment, times: int) -> None:
    """Visits with printed numbers, as dispatch schedules them."""
    log = deployment.databases["dispatch"]
    event = VisitScheduled.model_validate(sample_of(VisitScheduled))
    for _ in range(times):
        async with log.begin(system_actor("dispatch", log.region)) as work:
            running = await work.numbers.next(FORM, SERIES)
            numbered = event.model_copy(update={"number": f"{SERIES}{running:02d}"})
            work.announce(Thing(new_id()), numbered)


async def test_a_log_older_than_its_stream_is_not_relayed(deployment: Deployment) -> None:
    """What is said after the restore waits; the stream is not forked, and somebody is told."""
    await deployment.says(times=4)
    await deployment.relayed(4)
    await _restored(deployment, keep=2)
    await deployment.says(times=3)
    told: list[str] = []
    relay = Relay(
        deployment.databases["dispatch"], deployment.client, deployment.suite.place, told.append
    )
    running = asyncio.create_task(relay.run())

    async def refused() -> Any:
        return told

    await poll_until(refused, what="the refusal")
    await end([running])

    assert "which the log lacks" in told[0]
    assert await deployment.messages() == 4


async def test_a_settled_restore_lists_what_is_lost_and_gives_no_number_twice(
    deployment: Deployment,
) -> None:
    await _numbered(deployment, times=5)
    await deployment.relayed(5)
    await _restored(deployment, keep=3)

    settled = await settle(deployment.suite, "dispatch", "operator:li")

    assert [one.type for one in settled.lost] == [VisitScheduled.type] * 2
    assert settled.numbers == {SERIES: 5}
    await _numbered(deployment, times=1)
    (last,) = (await deployment.rows("dispatch", "select last from number_range"))[0]
    assert last == 6
    async with deployment.relaying():
        assert await rebuild(deployment.suite, "dispatch", within_seconds=20) == Rebuilt(4, 4)


async def test_a_log_that_lacks_nothing_settles_to_nothing(deployment: Deployment) -> None:
    await deployment.says(times=2)
    await deployment.relayed(2)

    settled = await settle(deployment.suite, "dispatch", "operator:li")

    assert (settled.lost, settled.numbers) == ([], {})


async def test_a_dump_in_a_younger_server_is_refused(deployment: Deployment) -> None:
    """Its transaction ids are behind the log's, so what is said next would never be relayed."""
    await deployment.says()
    far_ahead = sa.text(
        "insert into event (horizon, event_id, aggregate, aggregate_id, aggregate_version, type,"
        " region, occurred_at, actor, data) values ('999999999999', :id, 'work_order', :id, 1,"
        " 'aftercare.dispatch.work_order.resumed.v1', :region, now(), 'nobody', '{}')"
    )
    row = {"id": new_id(), "region": deployment.suite.place.region}
    await deployment.executes("dispatch", far_ahead, [row])

    with pytest.raises(OtherCluster, match="has yet to reach"):
        await settle(deployment.suite, "dispatch", "operator:li")
