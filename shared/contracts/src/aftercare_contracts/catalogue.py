"""Every event type the suite publishes, found from the modules of their owners."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from aftercare_contracts import billing, dispatch, feedback, intake, inventory
from aftercare_contracts.base import Event


def _leaves(cls: type[Event]) -> Iterator[type[Event]]:
    for child in cls.__subclasses__():
        if "type" in vars(child):
            yield child
        yield from _leaves(child)


PUBLISHERS = (intake, dispatch, inventory, feedback, billing)

EVENTS: Mapping[str, type[Event]] = MappingProxyType(
    {
        event.type: event
        for event in sorted(_leaves(Event), key=lambda event: event.type)
        if event.__module__.startswith("aftercare_contracts.")
    }
)
"""Event classes by their CloudEvents type."""


def events_of(service: str) -> tuple[type[Event], ...]:
    """The events one service publishes, in the order of their type names."""
    return tuple(event for event in EVENTS.values() if event.publisher() == service)
