"""Spans of events, on their way out and in.

An event stores the traceparent of the work that said it; publishing and consuming it are children
of that, however much later they happen.
"""

from collections.abc import Generator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Any, Protocol
from uuid import UUID

from opentelemetry import trace
from opentelemetry.trace import Span, SpanKind

from aftercare_kit.spans import parent_of, span_from, traceparent_of

_tracer = trace.get_tracer("aftercare")
_UNRECORDED = "-00"


class Consumable(Protocol):
    """What a consumed event must tell its span."""

    @property
    def id(self) -> UUID: ...
    @property
    def data(self) -> Any: ...
    @property
    def traceparent(self) -> str | None: ...


def consumed(event: Consumable) -> AbstractContextManager[Span]:
    """React to one event as a child of the work that said it."""
    event_type: str = type(event.data).type

    def described() -> dict[str, str]:
        case_id = getattr(event.data, "request_id", None)
        return _event_attributes("process", event_type, event.id, case_id)

    return span_from(
        event.traceparent, f"process {event_type}", kind=SpanKind.CONSUMER, describe=described
    )


@contextmanager
def published(rows: Sequence[Mapping[str, Any]], service: str) -> Generator[list[str | None]]:
    """Publish rows of the event log, each as a child of the work that said it.

    Gives the traceparent to send with each row. A row without one starts no trace, and one of an
    unrecorded trace makes no span.
    """
    with ExitStack() as ends:
        traceparents: list[str | None] = []
        for row in rows:
            if not is_recorded(row["traceparent"]):
                traceparents.append(row["traceparent"])
                continue
            span = _tracer.start_span(
                f"publish {row['type']}",
                context=parent_of(row["traceparent"]),
                kind=SpanKind.PRODUCER,
                attributes=_event_attributes(
                    "publish", row["type"], row["event_id"], row["case_id"]
                )
                | {"messaging.destination.name": service},
            )
            ends.callback(span.end)
            traceparents.append(traceparent_of(span) or row["traceparent"])
        yield traceparents


def is_recorded(traceparent: str | None) -> bool:
    """Whether the trace of a stored traceparent is recorded."""
    return traceparent is not None and not traceparent.endswith(_UNRECORDED)


def _event_attributes(
    operation: str, event_type: str, event_id: object, case_id: object
) -> dict[str, str]:
    attributes = {
        "messaging.system": "nats",
        "messaging.operation": operation,
        "messaging.message.id": str(event_id),
        "aftercare.event.type": event_type,
    }
    return attributes if case_id is None else attributes | {"aftercare.case.id": str(case_id)}
