"""Traces: one tree over HTTP, SQL, the event log, the stream and the reaction.

An event stores the traceparent of the work that said it; publishing and consuming it are children
of that, however much later they happen.
"""

from collections.abc import Generator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import lru_cache
from threading import Thread
from typing import Any, Protocol
from uuid import UUID

from fastapi import FastAPI
from opentelemetry import propagate, trace
from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.instrumentation.asyncpg import AsyncPGInstrumentor
from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor
from opentelemetry.instrumentation.utils import suppress_instrumentation
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import SpanLimits, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Span, SpanKind, Status, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from aftercare_kit.discretion import DiscreetExporter
from aftercare_kit.settings import ServiceSettings

LONGEST_ATTRIBUTE = 400
"""Characters kept of an attribute; SQL is cut here."""

FLUSH_SECONDS = 2.0
"""How long a stopping process waits for its last spans."""

_tracer = trace.get_tracer("aftercare")
_w3c = TraceContextTextMapPropagator()


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
        shutdown_on_exit=False,
    )
    if settings.otlp_endpoint:
        traces = f"{settings.otlp_endpoint.rstrip('/')}/v1/traces"
        exporter = DiscreetExporter(OTLPSpanExporter(traces, timeout=FLUSH_SECONDS))
        provider.add_span_processor(BatchSpanProcessor(exporter))
    trace.set_tracer_provider(provider)
    propagate.set_global_textmap(_w3c)
    sql = AsyncPGInstrumentor(capture_parameters=False)
    if not sql.is_instrumented_by_opentelemetry:
        sql.instrument()
    return provider


def trace_requests(app: FastAPI) -> None:
    """Make a span for each request of the app; probes and scrapes make none."""
    FastAPIInstrumentor.instrument_app(
        app,
        excluded_urls="/livez$,/readyz$,/metrics$",
        exclude_spans=["receive", "send"],
        server_request_hook=_forget_query,
    )


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


@contextmanager
def span_from(
    traceparent: str | None,
    name: str,
    *,
    kind: SpanKind = SpanKind.INTERNAL,
    attributes: Mapping[str, str] | None = None,
) -> Generator[Span]:
    """Do work as a child of a stored traceparent, or in a trace of its own when there is none."""
    with _tracer.start_as_current_span(
        name,
        context=_parent(traceparent),
        kind=kind,
        attributes=attributes,
        record_exception=False,
        set_status_on_exception=False,
    ) as span:
        try:
            yield span
        except Exception as fault:
            span.set_attribute("error.type", type(fault).__qualname__)
            span.set_status(Status(StatusCode.ERROR))
            raise


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

    Gives the traceparent to send with each row. A row without one starts no trace.
    """
    with ExitStack() as ends:
        traceparents: list[str | None] = []
        for row in rows:
            if row["traceparent"] is None:
                traceparents.append(None)
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
    return f"00-{context.trace_id:032x}-{context.span_id:016x}-{context.trace_flags:02x}"


@lru_cache(maxsize=1024)
def _parent(traceparent: str | None) -> Context:
    """Read a stored traceparent into a context of its own, free of whatever runs now."""
    return _w3c.extract({"traceparent": traceparent} if traceparent else {}, Context())


def _forget_query(span: Span, scope: dict[str, Any]) -> None:
    """Keep the query out of traces: people search by telephone number."""
    if scope.get("query_string"):
        span.set_attribute("http.target", scope["path"])
        span.set_attribute("http.url", scope["path"])
