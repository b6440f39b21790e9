"""Repair: a stream is made anew from the log, a consumer hears everything again."""

from nats.js.errors import NotFoundError
from shared.kit.tests.admin.deployment import Deployment

from aftercare_kit import streams
from aftercare_kit.admin.apply_streams import apply
from aftercare_kit.admin.check_streams import check
from aftercare_kit.admin.rebuild import Rebuilt, rebuild
from aftercare_kit.admin.redeliver import redeliver


async def test_a_rebuilt_stream_is_refilled_though_the_relay_was_idle(
    deployment: Deployment,
) -> None:
    """In the same order; its consumers are there again, as declared."""
    events = await deployment.says(times=3)
    await deployment.hears(events)
    async with deployment.relaying():
        before = await deployment.reconciled(wait_seconds=10)
        assert before.reconciled

        assert await rebuild(deployment.suite, "dispatch", within_seconds=20) == Rebuilt(3, 3)

        assert (await deployment.reconciled()).reconciled
    assert await check(deployment.suite.nats, deployment.suite.place) == []


async def test_a_stream_that_is_gone_can_be_rebuilt(deployment: Deployment) -> None:
    await deployment.says(times=2)
    await deployment.client.jetstream().delete_stream(deployment.stream)

    async with deployment.relaying():
        assert await rebuild(deployment.suite, "dispatch", within_seconds=20) == Rebuilt(2, 2)


async def test_a_rebuild_without_a_relay_says_what_is_there_so_far(deployment: Deployment) -> None:
    await deployment.says(times=2)

    assert await rebuild(deployment.suite, "dispatch", within_seconds=0) == Rebuilt(2, 0)


async def test_a_consumer_started_over_is_given_everything_again(deployment: Deployment) -> None:
    """Only what it subscribes to; and its configuration is the declared one."""
    await deployment.says(times=3)
    await deployment.relayed(3)
    js = deployment.client.jetstream()
    subscription = await js.pull_subscribe_bind("inventory", deployment.stream)
    for message in await subscription.fetch(3):
        await message.ack_sync()
    assert (await js.consumer_info(deployment.stream, "inventory")).num_pending == 0

    done = await redeliver(deployment.suite, "inventory", "dispatch", within_seconds=0.3)

    assert not done, "nobody has heard it yet"
    assert (await js.consumer_info(deployment.stream, "inventory")).num_pending == 3
    assert await streams.check(js, deployment.suite.place) == []


async def test_missing_streams_are_named_and_made(deployment: Deployment) -> None:
    js = deployment.client.jetstream()
    await js.delete_stream(deployment.stream)
    suite = deployment.suite

    assert f"stream {deployment.stream} does not exist" in await check(suite.nats, suite.place)
    assert f"stream {deployment.stream} created" in await apply(suite.nats, suite.place)
    assert await check(suite.nats, suite.place) == []
    try:
        await js.stream_info(deployment.stream)
    except NotFoundError as fault:
        raise AssertionError from fault
