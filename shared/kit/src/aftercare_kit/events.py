"""Events on the wire: CloudEvents 1.0 in NATS headers (binary mode), JSON data in the body."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Generic, TypeVar
from uuid import UUID
from zlib import crc32

from aftercare_contracts.base import SCHEMA_BASE, Event
from aftercare_contracts.catalogue import EVENTS

E = TypeVar("E", bound=Event)

BUCKETS = 64
"""Into how many buckets aggregates are hashed, so that consumers can be spread and keep order."""

POSITION = "Aftercare-Position"
"""Header: the event's place in its service's log, `<horizon>-<id>`; the relay's cursor."""


def bucket_of(aggregate_id: UUID) -> int:
    """The bucket of an aggregate, the same in every process and release."""
    return crc32(aggregate_id.bytes) % BUCKETS


@lru_cache(maxsize=4096)
def _subject_of_type(event_type: str, region: str) -> str:
    _, service, aggregate, fact, version = event_type.split(".")
    return f"evt.{region}.{service}.{aggregate}.{fact}.{version}."


def subject_of(event_type: str, region: str, aggregate_id: UUID) -> str:
    """`evt.<region>.<service>.<aggregate>.<fact>.v<major>.<bucket>` of an event."""
    return f"{_subject_of_type(event_type, region)}{bucket_of(aggregate_id)}"


def subject_filter(event: type[Event], region: str) -> str:
    """The subjects of all events of one type in a region."""
    return (
        f"evt.{region}.{event.publisher()}.{event.aggregate_name()}"
        f".{event.fact_name()}.{event.wire_version()}.*"
    )


@lru_cache(maxsize=4096)
def _schema_of_type(event_type: str) -> str:
    return SCHEMA_BASE + EVENTS[event_type].schema_path()


def headers_of(
    row: Mapping[str, Any], service: str, position: str, traceparent: str | None
) -> dict[str, str]:
    """The CloudEvents headers of one row of the event log, sent in this trace."""
    headers = {
        "ce-specversion": "1.0",
        "ce-id": str(row["event_id"]),
        "ce-type": row["type"],
        "ce-source": f"/regions/{row['region']}/{service}",
        "ce-subject": str(row["aggregate_id"]),
        "ce-time": row["occurred_at"].isoformat(),
        "ce-dataschema": _schema_of_type(row["type"]),
        "ce-aggregateversion": str(row["aggregate_version"]),
        "ce-region": row["region"],
        "ce-recordedtime": row["recorded_at"].isoformat(),
        "content-type": "application/json",
        POSITION: position,
    }
    if traceparent:
        headers["traceparent"] = traceparent
    return headers


@dataclass(frozen=True, slots=True)
class Received(Generic[E]):
    """An event as a reaction sees it: what happened, to what, and when."""

    id: UUID
    data: E
    aggregate_id: UUID
    aggregate_version: int
    time: datetime
    region: str
    source: str
    traceparent: str | None


class UnreadableEvent(ValueError):
    """A message that is no event of the published language."""


def read(headers: Mapping[str, str], body: bytes) -> Received[Any]:
    """Parse a message.

    Raises:
        UnreadableEvent: a header is missing or wrong, or the data does not fit its type.

    """
    try:
        event = EVENTS[headers["ce-type"]]
        return Received(
            id=UUID(headers["ce-id"]),
            data=event.model_validate_json(body),
            aggregate_id=UUID(headers["ce-subject"]),
            aggregate_version=int(headers["ce-aggregateversion"]),
            time=datetime.fromisoformat(headers["ce-time"]),
            region=headers["ce-region"],
            source=headers["ce-source"],
            traceparent=headers.get("traceparent"),
        )
    except (KeyError, ValueError) as fault:
        raise UnreadableEvent(type(fault).__name__) from fault
