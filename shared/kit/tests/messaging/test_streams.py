"""Streams are what the declaration says, or somebody is told."""

from dataclasses import replace

import pytest
from nats.aio.client import Client

from aftercare_kit import streams
from aftercare_kit.streams import Place


async def test_applied_streams_do_not_drift(client: Client, place: Place) -> None:
    """Applying twice changes nothing, and the check finds nothing."""
    js = client.jetstream()

    assert await streams.apply(js, place) == []
    assert await streams.check(js, place) == []


@pytest.mark.parametrize("change", [{"max_age": 600.0}, {"duplicate_window": 1.0}, {"max_msgs": 5}])
async def test_a_stream_changed_by_hand_is_named(
    client: Client, place: Place, change: dict[str, object]
) -> None:
    """The finding says what is, and what was declared; apply puts it right."""
    js = client.jetstream()
    config = streams.declared_stream(place, "intake")
    await js.update_stream(replace(config, **change))

    found = await streams.check(js, place, "intake")

    assert any(next(iter(change)) in finding for finding in found), found
    assert await streams.apply(js, place)
    assert await streams.check(js, place) == []


async def test_a_missing_consumer_is_named(client: Client, place: Place) -> None:
    """A service whose consumer is gone must not seem ready."""
    js = client.jetstream()
    await js.delete_consumer(place.stream("intake"), "dispatch")

    assert await streams.check(js, place, "dispatch") == [
        f"consumer dispatch on {place.stream('intake')} does not exist"
    ]
