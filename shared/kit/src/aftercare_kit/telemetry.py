"""Tracing of a process: where its spans go, and what makes none.

Which traces are recorded is decided where they start and holds for the whole tree. Of those that
are not, whatever fails or is slow is recorded all the same, once that is known (`spans.Stretch`).
"""

from contextlib import AbstractContextManager
from threading import Thread

from opentelemetry import propagate, trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.instrumentation.asyncpg import AsyncPGInstrumentor
from opentelemetry.instrumentation.utils import suppress_instrumentation
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import SpanLimits, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.sampling import ParentBased, TraceIdRatioBased
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from aftercare_kit.discretion import DiscreetExporter
from aftercare_kit.settings import ServiceSettings

LONGEST_ATTRIBUTE = 400
"""Characters kept of an attribute; SQL is cut here."""

FLUSH_SECONDS = 2.0
"""How long a stopping process waits for its last spans."""


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
    propagate.set_global_textmap(TraceContextTextMapPropagator())
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
