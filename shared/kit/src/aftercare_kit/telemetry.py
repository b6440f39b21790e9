"""Traces: one tree over HTTP, SQL, the event log, the stream and the reaction.

An event stores the traceparent of the work that said it; publishing and consuming it are children
of that, however much later they happen.

Which traces are recorded is decided where they start and holds for the whole tree. Of those that
are not, whatever fails or is slow is recorded all the same, once that is known (`Stretch`).
"""

from collections.abc import Generator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import lru_cache
from threading import Thread
from time import time_ns
from typing import Any, Protocol
from uuid import UUID

from opentelemetry import propagate, trace
from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.instrumentation.asyncpg import AsyncPGInstrumentor
from opentelemetry.instrumentation.utils import suppress_instrumentation
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import SpanLimits, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.sampling import ParentBased, TraceIdRatioBased
from opentelemetry.trace import (
    NonRecordingSpan,
    Span,
    SpanContext,
    SpanKind,
    Status,
    StatusCode,
    TraceFlags,
)
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from aftercare_kit.discretion import DiscreetExporter
from aftercare_kit.settings import ServiceSettings

LONGEST_ATTRIBUTE = 400
"""Characters kept of an attribute; SQL is cut here."""

FLUSH_SECONDS = 2.0
"""How long a stopping process waits for its last spans."""

SLOW_NANOSECONDS = 1_000_000_000
"""What takes longer is recorded, whether its trace is or not."""

_tracer = trace.get_tracer("aftercare")
_w3c = TraceContextTextMapPropagator()
_UNRECORDED = "-00"


class Consumable(Protocol):
    """What a consumed event must tell its span."""

    @property
    def id(self) -> UUID: ...
    @property
    def data(self) -> Any: ...
    @property
    def traceparent(self) -> str | None: ...


def configure_telemetry(service: str, settings: ServiceSettings) -> TracerProvider:
    """Install tracing for the process; without an endpoint spans get ids and go nowhere."""
    provider = TracerProvider(
        resource=Resource.create({"service.name": service, "aftercare.region": settings.region}),
        span_limits=SpanLimits(max_span_attribute_length=LONGEST_ATTRIBUTE),
        sampler=ParentBased(TraceIdRatioBased(settings.trace_ratio)),
        shutdown_on_exit=False,
    )
    if settings.otlp_endpoint:
        traces = f"{settings.otlp_endpoint.rstrip('/')}/v1/traces"
        exporter = DiscreetExporter(OTLPSpanExporter(traces, timeout=FLUSH_SECONDS))
        provider.add_span_processor(BatchSpanProcessor(exporter))
    trace.set_tracer_provider(provider)
    propagate.set_global_textmap(_w3c)
    sql = AsyncPGInstrumentor(capture_parameters=False)
    if settings.trace_sql and not sql.is_instrumented_by_opentelemetry:
        sql.instrument()
    return provider


def flush_spans() -> None:
    """Send the last spans; a collector that does not answer costs two seconds at most."""
    provider = trace.get_tracer_provider()
    if isinstance(provider, TracerProvider):
        flush = Thread(target=provider.force_flush, daemon=True)
        flush.start()
        flush.join(FLUSH_SECONDS)


def quiet() -> AbstractContextManager[None]:
    """Make no spans for what runs inside: an idle poll is no trace of its own."""
    return suppress_instrumentation()


def current_traceparent() -> str | None:
    """Give the W3C traceparent of the current span, None outside any trace."""
    return _traceparent(trace.get_current_span())


def current_trace_id() -> str | None:
    """Give the id that people quote when they report a problem."""
    context = trace.get_current_span().get_span_context()
    return trace.format_trace_id(context.trace_id) if context.is_valid else None


def name_case(case_id: UUID | str, number: str | None = None) -> None:
    """Mark the current span as work on a service request, so that its trace can be found."""
    span = trace.get_current_span()
    span.set_attribute("aftercare.case.id", str(case_id))
    if number is not None:
        span.set_attribute("aftercare.case.number", number)


class Stretch:
    """A piece of work as one span; of an unrecorded trace only where it fails or is slow."""

    def __init__(
        self,
        traceparent: str | None,
        name: str,
        kind: SpanKind,
        attributes: Mapping[str, str | int] | None = None,
    ) -> None:
        self.name, self._kind, self._attributes = name, kind, attributes
        self._began = time_ns()
        self.span = _tracer.start_span(
            name, _parent(traceparent), kind, attributes, start_time=self._began
        )

    def end(self, error: str | None, attributes: Mapping[str, str | int] | None = None) -> None:
        """Close the span under the name it has now.

        Args:
            error: the type of the fault that ended the work; None where it succeeded.
            attributes: what was not known at its start.

        """
        span = self.span
        if not span.is_recording():
            if error is None and time_ns() - self._began < SLOW_NANOSECONDS:
                return
            span = self._recorded_late()
        if self.name != getattr(span, "name", None):
            span.update_name(self.name)
        span.set_attributes(attributes or {})
        if error is not None:
            span.set_attribute("error.type", error)
            span.set_status(Status(StatusCode.ERROR))
        span.end()

    def _recorded_late(self) -> Span:
        """The span in the same trace that there would have been, below the one that was not."""
        unrecorded = self.span.get_span_context()
        above = SpanContext(
            unrecorded.trace_id, unrecorded.span_id, True, TraceFlags(TraceFlags.SAMPLED)
        )
        parent = trace.set_span_in_context(NonRecordingSpan(above), Context())
        return _tracer.start_span(
            self.name, parent, self._kind, self._attributes, start_time=self._began
        )


@contextmanager
def span_from(
    traceparent: str | None,
    name: str,
    *,
    kind: SpanKind = SpanKind.INTERNAL,
    attributes: Mapping[str, str | int] | None = None,
) -> Generator[Span]:
    """Do work as a child of a stored traceparent, or in a trace of its own when there is none."""
    stretch, error = Stretch(traceparent, name, kind, attributes), None
    try:
        with trace.use_span(stretch.span, record_exception=False, set_status_on_exception=False):
            yield stretch.span
    except Exception as fault:
        error = type(fault).__qualname__
        raise
    finally:
        stretch.end(error)


def consumed(event: Consumable) -> AbstractContextManager[Span]:
    """React to one event as a child of the work that said it."""
    event_type: str = type(event.data).type
    attributes = _event_attributes(
        "process", event_type, event.id, getattr(event.data, "request_id", None)
    )
    return span_from(
        event.traceparent, f"process {event_type}", kind=SpanKind.CONSUMER, attributes=attributes
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
                context=_parent(row["traceparent"]),
                kind=SpanKind.PRODUCER,
                attributes=_event_attributes(
                    "publish", row["type"], row["event_id"], row["case_id"]
                )
                | {"messaging.destination.name": service},
            )
            ends.callback(span.end)
            traceparents.append(_traceparent(span) or row["traceparent"])
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


def _traceparent(span: Span) -> str | None:
    """What the W3C propagator would inject, without a carrier and a context around it."""
    context = span.get_span_context()
    if not context.is_valid:
        return None
    return _spelled(context.trace_id, context.span_id, context.trace_flags)


@lru_cache(maxsize=256)
def _spelled(trace_id: int, span_id: int, flags: int) -> str:
    return f"00-{trace_id:032x}-{span_id:016x}-{flags:02x}"


@lru_cache(maxsize=1024)
def _parent(traceparent: str | None) -> Context:
    """Read a stored traceparent into a context of its own, free of whatever runs now."""
    return _w3c.extract({"traceparent": traceparent} if traceparent else {}, Context())
