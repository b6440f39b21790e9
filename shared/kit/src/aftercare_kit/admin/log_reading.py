"""The ids of a service's event log, all that is committed at one moment."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from aftercare_kit.streams import MAX_AGE_SECONDS

PREFETCH = 10_000


class Position(NamedTuple):
    """An event's place in its log, comparable with any other of the same log."""

    horizon: int
    row: int

    @classmethod
    def parse(cls, text: str) -> "Position":
        """From the header that every message of the stream carries."""
        horizon, row = text.split("-")
        return cls(int(horizon), int(row))


class Said(NamedTuple):
    """One event of the log."""

    type: str
    place: Position
    old: bool
    """Said longer ago than a stream keeps events."""


_READ = f"""
select event_id, type, horizon::text::bigint, id,
    recorded_at < clock_timestamp() - interval '{MAX_AGE_SECONDS} seconds'
from event order by horizon, id
"""  # noqa: S608


@dataclass
class EventLog:
    """What a service has said, by event id."""

    service: str
    events: dict[UUID, Said] = field(default_factory=dict[UUID, Said])

    async def read(self, connection: Any) -> None:
        """Read the whole log, as one snapshot, inside the open transaction."""
        async for event_id, event_type, horizon, row, old in connection.cursor(
            _READ, prefetch=PREFETCH
        ):
            self.events[event_id] = Said(event_type, Position(horizon, row), old)

    def of_types(self, types: frozenset[str]) -> set[UUID]:
        """The events of these types."""
        return {event_id for event_id, said in self.events.items() if said.type in types}
