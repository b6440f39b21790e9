"""What a service may say and hear on a NATS server configured as the real one."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio
import nats
import pytest
from nats.aio.client import Client
from nats.errors import NoRespondersError
from nats.errors import TimeoutError as NatsTimeoutError
from nats.js.api import ConsumerConfig, StorageType, StreamConfig

from aftercare_contracts.topology import PUBLISHING, SUBSCRIPTIONS
from aftercare_launcher.servers.nats_rights import stream
from aftercare_launcher.testing import NatsForTests

EVENT = "evt.cn-south.intake.request.registered.v1.7"


@asynccontextmanager
async def signed_in(server: NatsForTests, user: str) -> AsyncIterator[tuple[Client, list[str]]]:
    """A connection as a service makes it, and what the server told it off for."""
    told_off: list[str] = []

    async def hear(error: Exception) -> None:
        told_off.append(str(error))

    client = await nats.connect(
        server.url, user=user, password=server.password(user), error_cb=hear,
        inbox_prefix=f"_INBOX_{user}".encode(),
    )  # fmt: skip
    try:
        yield client, told_off
    finally:
        await client.close()


@pytest.fixture
async def suite(fresh_nats: NatsForTests) -> NatsForTests:
    """Streams and consumers as the administrator declares them."""
    client = await nats.connect(fresh_nats.user_url())
    jetstream = client.jetstream()
    for service in PUBLISHING:
        await jetstream.add_stream(
            StreamConfig(
                name=stream(service), subjects=[f"evt.cn-south.{service}.>"],
                storage=StorageType.FILE,
            )
        )  # fmt: skip
    for consumer, sources in SUBSCRIPTIONS.items():
        for source in sources:
            await jetstream.add_consumer(stream(source), ConsumerConfig(durable_name=consumer))
    await client.close()
    return fresh_nats


async def test_an_event_goes_from_its_service_to_its_listener(suite: NatsForTests) -> None:
    """Publish, read the log's end, pull, acknowledge: all a service does, and no more is needed."""
    async with signed_in(suite, "intake") as (intake, told_off):
        ack = await intake.jetstream().publish(EVENT, b"{}", stream="INTAKE")
        last = await intake.jetstream().get_msg("INTAKE", seq=ack.seq)
        assert last.data == b"{}"
        assert not told_off
    async with signed_in(suite, "dispatch") as (dispatch, told_off):
        jetstream = dispatch.jetstream()
        pull = await jetstream.pull_subscribe_bind("dispatch", stream="INTAKE")
        (message,) = await pull.fetch(1, timeout=5)
        await message.ack_sync()
        info = await jetstream.consumer_info("INTAKE", "dispatch")
        assert info.num_ack_pending == 0
        assert not told_off


@pytest.mark.parametrize(
    "subject",
    [
        EVENT,
        "evt.cn-south.dispatch.work_order.opened.v1.0",
        "$JS.API.STREAM.CREATE.MINE",
        "$JS.API.STREAM.DELETE.INTAKE",
        "$JS.API.STREAM.PURGE.BILLING",
        "$JS.API.CONSUMER.CREATE.INTAKE",
        "$JS.API.CONSUMER.MSG.NEXT.INTAKE.dispatch",
        "$JS.ACK.INTAKE.dispatch.1.1.1.1.0",
        "$JS.API.STREAM.MSG.GET.DISPATCH",
        "_INBOX_dispatch.x",
        "anything",
    ],
)
async def test_billing_may_not_act_for_others(suite: NatsForTests, subject: str) -> None:
    async with signed_in(suite, "billing") as (billing, told_off):
        with pytest.raises((NatsTimeoutError, NoRespondersError, asyncio.TimeoutError)):
            await billing.request(subject, b"{}", timeout=0.2)
        assert "permissions violation for publish" in told_off[0].lower()


@pytest.mark.parametrize("subject", [">", "evt.>", "_INBOX_dispatch.>", "$JS.EVENT.ADVISORY.>"])
async def test_billing_may_not_listen_in(suite: NatsForTests, subject: str) -> None:
    async with signed_in(suite, "billing") as (billing, told_off):
        await billing.subscribe(subject)
        await billing.flush()
        with anyio.fail_after(5):
            while not told_off:  # the server's answer is heard beside the flush's
                await anyio.sleep(0.01)
        assert "permissions violation for subscription" in told_off[0].lower()


async def test_nobody_enters_without_a_password(suite: NatsForTests) -> None:
    with pytest.raises(nats.errors.Error, match="Authorization Violation"):
        await nats.connect(suite.url, allow_reconnect=False, max_reconnect_attempts=0)
