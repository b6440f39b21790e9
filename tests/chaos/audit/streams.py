"""The streams against the logs: each event once, each aggregate's in its order."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from nats.js import JetStreamContext
from nats.js.api import AckPolicy, ConsumerConfig

from aftercare_contracts.topology import PUBLISHING
from aftercare_kit.admin.jetstream import jetstream
from aftercare_launcher.demo.place import Place
from aftercare_launcher.demo.proof import suite_of

BATCH = 1_000


async def astray(place: Place) -> list[str]:
    """Events that stand in a stream twice, or before an earlier one of their aggregate."""
    suite, wrong = suite_of(place), list[str]()
    async with jetstream(suite.nats) as js:
        for service in PUBLISHING:
            name = suite.place.stream(service)
            wrong += [f"{service}: {problem}" for problem in disorder(await _read(js, name))]
    return wrong


async def _read(js: JetStreamContext, stream: str) -> list[dict[str, str]]:
    left = (await js.stream_info(stream)).state.messages
    config = ConsumerConfig(
        ack_policy=AckPolicy.NONE, headers_only=True, mem_storage=True, inactive_threshold=60
    )
    info = await js.add_consumer(stream, config)
    subscription = await js.pull_subscribe_bind(info.name, stream)
    headers: list[dict[str, str]] = []
    while left > len(headers):
        batch = min(BATCH, left - len(headers))
        headers += [m.headers or {} for m in await subscription.fetch(batch, timeout=10)]
    await subscription.unsubscribe()
    await js.delete_consumer(stream, info.name)
    return headers


def disorder(headers: Iterable[dict[str, str]]) -> list[str]:
    """What is wrong with a stream's messages, in their order."""
    times: Counter[str] = Counter()
    last: defaultdict[str, int] = defaultdict(int)
    wrong: list[str] = []
    for message in headers:
        times[message["ce-id"]] += 1
        version, aggregate = int(message["ce-aggregateversion"]), message["ce-subject"]
        if times[message["ce-id"]] == 1 and version != last[aggregate] + 1:
            wrong.append(f"{aggregate}: version {version} after {last[aggregate]}")
        last[aggregate] = max(last[aggregate], version)
    return wrong + [f"event {event} stands {n} times" for event, n in times.items() if n > 1]
