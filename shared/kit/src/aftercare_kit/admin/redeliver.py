"""Has consumers hear a stream again from its beginning; the inbox counts nothing twice."""

import asyncio
import time

from nats.js import JetStreamContext

from aftercare_contracts.topology import SUBSCRIPTIONS
from aftercare_kit.admin.jetstream import jetstream
from aftercare_kit.admin.suite import Suite
from aftercare_kit.streams import declared_consumer

POLL_SECONDS = 0.2


async def redeliver(
    suite: Suite, consumer: str, source: str, *, within_seconds: float = 120.0
) -> bool:
    """Start one service's durable consumer of one stream over, and wait until it has caught up.

    Returns:
        Whether it has caught up in time; it goes on by itself in any case.

    """
    stream = suite.place.stream(source)
    config = declared_consumer(suite.place, consumer, SUBSCRIPTIONS[consumer][source])
    async with jetstream(suite.nats) as js:
        await js.delete_consumer(stream, consumer)
        await js.add_consumer(stream, config)
        return await _caught_up(js, stream, consumer, within_seconds)


async def _caught_up(
    js: JetStreamContext, stream: str, consumer: str, within_seconds: float
) -> bool:
    deadline = time.monotonic() + within_seconds
    while time.monotonic() < deadline:
        info = await js.consumer_info(stream, consumer)
        if not info.num_pending and not info.num_ack_pending:
            return True
        await asyncio.sleep(POLL_SECONDS)
    return False
