"""The streams and consumers of the suite, from one declaration: applied by command, checked at
start.

Services never create or change a stream: `aftercare streams apply` does, as the admin user.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from nats.js import JetStreamContext
from nats.js.api import (
    AckPolicy,
    ConsumerConfig,
    DeliverPolicy,
    DiscardPolicy,
    RetentionPolicy,
    StorageType,
    StreamConfig,
)
from nats.js.errors import NotFoundError

from aftercare_contracts.base import Event
from aftercare_contracts.topology import PUBLISHING, SUBSCRIPTIONS
from aftercare_kit.events import subject_filter

MAX_AGE_SECONDS = 30 * 24 * 3600
"""How long a stream keeps events; the event log keeps them for good."""

MAX_IN_FLIGHT = 1_000
ACK_WAIT_SECONDS = 3
"""When an unacknowledged event is given out again; a restarted consumer waits for that. A batch
that takes longer is given out twice, and counts once."""


@dataclass(frozen=True)
class Place:
    """Where a suite's streams are: region, replicas, and a prefix that keeps tests apart."""

    region: str
    replicas: int = 1
    prefix: str = ""

    def stream(self, service: str) -> str:
        """The name of a publishing service's stream."""
        return self.prefix + service.upper()


def declared_stream(place: Place, service: str) -> StreamConfig:
    """The stream of one publishing service."""
    return StreamConfig(
        name=place.stream(service),
        subjects=[f"evt.{place.region}.{service}.>"],
        retention=RetentionPolicy.LIMITS,
        storage=StorageType.FILE,
        discard=DiscardPolicy.OLD,
        max_age=MAX_AGE_SECONDS,
        max_msgs=-1,
        max_bytes=-1,
        max_msgs_per_subject=-1,
        max_consumers=-1,
        num_replicas=place.replicas,
        duplicate_window=120,
        allow_direct=False,
        allow_atomic=True,
        deny_delete=True,
    )


def declared_consumer(
    place: Place, consumer: str, events: tuple[type[Event], ...]
) -> ConsumerConfig:
    """The durable consumer of one service on one stream."""
    return ConsumerConfig(
        durable_name=consumer,
        deliver_policy=DeliverPolicy.ALL,
        ack_policy=AckPolicy.EXPLICIT,
        ack_wait=ACK_WAIT_SECONDS,
        max_ack_pending=MAX_IN_FLIGHT,
        max_deliver=-1,
        filter_subjects=sorted(subject_filter(event, place.region) for event in events),
        num_replicas=place.replicas,
    )


def _consumers(place: Place) -> Iterator[tuple[str, ConsumerConfig]]:
    for consumer, sources in SUBSCRIPTIONS.items():
        for service, events in sources.items():
            yield place.stream(service), declared_consumer(place, consumer, events)


async def apply(js: JetStreamContext, place: Place, done: list[str] | None = None) -> list[str]:
    """Make the live streams and consumers what the declaration says.

    Args:
        js: a connection that may do all.
        place: the region's streams.
        done: where to tell what was done as it is done; a call that fails half way can be repeated.

    Returns:
        What was created or changed, one sentence each.

    """
    done = [] if done is None else done
    for service in PUBLISHING:
        config = declared_stream(place, service)
        try:
            live = (await js.stream_info(str(config.name))).config
        except NotFoundError:
            await js.add_stream(config)
            done.append(f"stream {config.name} created")
            continue
        if drift(_plain(config), _plain(live)):
            await js.update_stream(config)
            done.append(f"stream {config.name} set to its declaration")
    for stream, config in _consumers(place):
        name = str(config.durable_name)
        try:
            live_consumer = (await js.consumer_info(stream, name)).config
        except NotFoundError:
            live_consumer = None
        if live_consumer is None or drift(_plain(config), _plain(live_consumer)):
            await js.add_consumer(stream, config)
            done.append(f"consumer {name} on {stream} set to its declaration")
    return done


async def check(js: JetStreamContext, place: Place, service: str | None = None) -> list[str]:
    """Compare what lives in NATS with the declaration.

    Args:
        js: a connection that may read stream and consumer information.
        place: the region's streams.
        service: only what this service publishes to and consumes from; all where None.

    Returns:
        Every difference as a sentence; empty where all is as declared.

    """
    found: list[str] = []
    for publisher in PUBLISHING if service is None else [s for s in PUBLISHING if s == service]:
        config = declared_stream(place, publisher)
        try:
            live = (await js.stream_info(str(config.name))).config
        except NotFoundError:
            found.append(f"stream {config.name} does not exist")
            continue
        found += [f"stream {config.name}: {d}" for d in drift(_plain(config), _plain(live))]
    for stream, config in _consumers(place):
        if service not in (None, config.durable_name):
            continue
        name = str(config.durable_name)
        try:
            live_consumer = (await js.consumer_info(stream, name)).config
        except NotFoundError:
            found.append(f"consumer {name} on {stream} does not exist")
            continue
        found += [
            f"consumer {name} on {stream}: {d}"
            for d in drift(_plain(config), _plain(live_consumer))
        ]
    return found


def _plain(config: StreamConfig | ConsumerConfig) -> dict[str, Any]:
    plain: dict[str, Any] = dict(config.as_dict())
    if isinstance(plain.get("filter_subject"), str):
        plain["filter_subjects"] = [plain.pop("filter_subject")]
    subjects = plain.get("filter_subjects")
    if isinstance(subjects, list):
        plain["filter_subjects"] = sorted(str(subject) for subject in cast("list[Any]", subjects))
    plain.setdefault("persist_mode", None)
    return plain


def drift(declared: Mapping[str, Any], live: Mapping[str, Any]) -> list[str]:
    """How a live configuration differs from its declaration, in what the declaration speaks of."""
    return [
        f"{key} is {live.get(key)!r}, declared {value!r}"
        for key, value in declared.items()
        if (value is not None or key == "persist_mode")
        and (live.get(key) or None) != (value or None)
    ]
