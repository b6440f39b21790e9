"""One trace from the request over the event log to the reaction, telling nothing personal."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Event as Signal
from threading import Thread
from typing import Any, ClassVar, cast
from uuid import UUID

import httpx2
import pytest
from fastapi import FastAPI
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_contracts.billing import QuoteOffered
from aftercare_contracts.intake import RequestRegistered
from aftercare_contracts.samples import sample_of
from aftercare_kit import telemetry
from aftercare_kit.actors import system_actor
from aftercare_kit.event_spans import consumed, published
from aftercare_kit.settings import ServiceSettings
from aftercare_kit.spans import (
    current_trace_id,
    current_traceparent,
    name_case,
    span_from,
)
from aftercare_kit.telemetry import configure_telemetry, flush_spans, quiet
from aftercare_kit.unit_of_work import UnitOfWork

PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
TRACE_ID = PARENT.split("-")[1]


@dataclass(frozen=True)
class RequestTriaged:
    type: ClassVar[str] = "aftercare.intake.request.triaged.v1"
    request_id: UUID | None


@dataclass(frozen=True)
class Received:
    id: UUID
    data: Any
    traceparent: str | None


def trace_of(span: ReadableSpan) -> str:
    assert span.context is not None
    return trace.format_trace_id(span.context.trace_id)


def attributes_of(span: ReadableSpan) -> dict[str, Any]:
    return dict(span.attributes or {})


async def test_a_request_goes_on_in_the_trace_it_came_with(
    http: httpx2.AsyncClient, spans: InMemorySpanExporter
) -> None:
    """The edge starts the trace; the problem quotes its id; the route names the span."""
    answer = await http.get(f"/orders/{'0' * 32}", headers={"traceparent": PARENT})
    [span] = spans.get_finished_spans()

    assert answer.json()["trace_id"] == TRACE_ID == trace_of(span)
    assert span.name == "GET /orders/{order_id}"
    assert span.kind is SpanKind.SERVER


async def test_a_fault_is_quoted_by_its_trace(
    http: httpx2.AsyncClient, spans: InMemorySpanExporter
) -> None:
    """The number that a caller reads out leads to the span that failed."""
    answer = await http.get("/broken")
    [span] = spans.get_finished_spans()

    assert answer.json()["trace_id"] == trace_of(span)
    assert span.status.status_code is StatusCode.ERROR
    assert "13800138000" not in span.to_json()


@pytest.mark.parametrize("path", ["/livez", "/readyz", "/metrics"])
async def test_probes_and_scrapes_make_no_spans(
    http: httpx2.AsyncClient, spans: InMemorySpanExporter, path: str
) -> None:
    """They come every few seconds for ever."""
    await http.get(path)

    assert spans.get_finished_spans() == ()


async def test_a_query_is_kept_out_of_the_trace(
    http: httpx2.AsyncClient, spans: InMemorySpanExporter
) -> None:
    """People search by telephone number."""
    await http.get("/orders", params={"limit": 3, "phone": "13800138000"})
    [span] = spans.get_finished_spans()

    assert "13800138000" not in span.to_json()


def test_an_event_is_published_and_consumed_in_the_trace_that_said_it(
    spans: InMemorySpanExporter,
) -> None:
    """However much later, and although something else runs now."""
    case = UUID(int=7)
    with span_from(None, "request"):
        stored = current_traceparent()
        told = current_trace_id()
    row = {
        "type": RequestTriaged.type,
        "event_id": UUID(int=1),
        "traceparent": stored,
        "case_id": case,
    }
    with span_from(None, "relay"), published([row, row | {"traceparent": None}], "intake") as sent:
        first, second = sent
    with consumed(Received(UUID(int=1), RequestTriaged(case), first)):
        pass
    found = {span.name: span for span in spans.get_finished_spans()}
    publish = found[f"publish {RequestTriaged.type}"]
    process = found[f"process {RequestTriaged.type}"]

    assert second is None
    assert trace_of(publish) == trace_of(process) == told
    assert process.parent is not None
    assert publish.context is not None
    assert process.parent.span_id == publish.context.span_id
    assert (publish.kind, process.kind) == (SpanKind.PRODUCER, SpanKind.CONSUMER)
    assert attributes_of(process) == {
        "messaging.system": "nats",
        "messaging.operation": "process",
        "messaging.message.id": str(UUID(int=1)),
        "aftercare.event.type": RequestTriaged.type,
        "aftercare.case.id": str(case),
    }
    assert attributes_of(publish)["aftercare.case.id"] == str(case)


UNRECORDED = PARENT[:-2] + "00"


async def test_an_unrecorded_trace_is_told_by_its_id_alone(
    http: httpx2.AsyncClient, spans: InMemorySpanExporter
) -> None:
    """Whoever let it in decided; what follows from it must not be half a trace."""
    answer = await http.get(f"/orders/{'0' * 32}", headers={"traceparent": UNRECORDED})
    with span_from(UNRECORDED, "register"):
        stored = current_traceparent()
    row = {"type": RequestTriaged.type, "event_id": UUID(int=1), "traceparent": stored}
    with published([row], "intake") as sent:
        pass
    with consumed(Received(UUID(int=1), RequestTriaged(None), sent[0])):
        pass

    assert answer.json()["trace_id"] == TRACE_ID
    assert stored is not None
    assert stored.split("-")[1::2] == [TRACE_ID, "00"]
    assert sent == [stored]
    assert spans.get_finished_spans() == ()


async def test_what_fails_is_recorded_all_the_same(
    http: httpx2.AsyncClient, spans: InMemorySpanExporter
) -> None:
    """Failures are what traces are looked at for."""
    await http.get("/broken", headers={"traceparent": UNRECORDED})
    with (
        pytest.raises(RuntimeError),
        consumed(Received(UUID(int=1), RequestTriaged(None), UNRECORDED)),
    ):
        raise RuntimeError("canary 13800138000")
    asked, process = spans.get_finished_spans()

    assert asked.name == "GET /broken"
    assert process.name == f"process {RequestTriaged.type}"
    assert attributes_of(process)["error.type"] == "RuntimeError"
    assert asked.status.status_code is process.status.status_code is StatusCode.ERROR
    assert trace_of(asked) == trace_of(process) == TRACE_ID


def test_what_is_slow_is_recorded_all_the_same(
    monkeypatch: pytest.MonkeyPatch, spans: InMemorySpanExporter
) -> None:
    """With the time it really began."""
    monkeypatch.setattr("aftercare_kit.spans.SLOW_NANOSECONDS", 0)
    before = time.time_ns()
    with span_from(UNRECORDED, "register"):
        after = time.time_ns()
    [span] = spans.get_finished_spans()

    assert span.start_time is not None
    assert before <= span.start_time <= after
    assert trace_of(span) == TRACE_ID


def test_which_traces_are_recorded_is_set(
    settings: ServiceSettings, installed: list[TracerProvider]
) -> None:
    """A caller's own decision stands."""
    provider = configure_telemetry("billing", settings.model_copy(update={"trace_ratio": 0.0}))
    tracer = provider.get_tracer("test")
    parent = TraceContextTextMapPropagator().extract({"traceparent": PARENT})

    assert not tracer.start_span("settle").is_recording()
    assert tracer.start_span("settle", parent).is_recording()


def test_an_event_without_a_case_or_a_trace_is_consumed_all_the_same(
    spans: InMemorySpanExporter,
) -> None:
    """Not every fact is about a request, and traceparents can be broken."""
    with consumed(Received(UUID(int=1), RequestTriaged(None), "nonsense")):
        pass
    [span] = spans.get_finished_spans()

    assert span.parent is None
    assert "aftercare.case.id" not in attributes_of(span)


def test_a_failing_reaction_marks_its_span_and_quotes_nothing(spans: InMemorySpanExporter) -> None:
    """The kind of fault is enough to look for; the rest is in the database that is ours."""
    with (
        pytest.raises(RuntimeError),
        consumed(Received(UUID(int=1), RequestTriaged(None), PARENT)),
    ):
        raise RuntimeError("canary 13800138000")
    with (
        pytest.raises(RuntimeError),
        trace.get_tracer("a library").start_as_current_span("select"),
    ):
        raise RuntimeError("canary 13800138000")
    process, select = spans.get_finished_spans()

    assert process.status.status_code is select.status.status_code is StatusCode.ERROR
    assert attributes_of(process)["error.type"] == "RuntimeError"
    assert select.events[0].name == "exception"
    assert "13800138000" not in process.to_json() + select.to_json()


def test_a_case_is_named_so_that_its_trace_can_be_found(spans: InMemorySpanExporter) -> None:
    """People look for a number, programs for an id."""
    with span_from(PARENT, "register"):
        name_case(UUID(int=7), "YX261107")
    with span_from(PARENT, "triage"):
        name_case(UUID(int=7))
    register, triage = spans.get_finished_spans()

    assert attributes_of(register)["aftercare.case.number"] == "YX261107"
    assert attributes_of(triage) == {"aftercare.case.id": str(UUID(int=7))}
    assert trace_of(register) == TRACE_ID


@dataclass
class Announcing:
    """Something that events are about."""

    id: UUID
    version: int = 0
    region: str = "cn-south"


def test_whatever_is_announced_about_a_case_names_it(spans: InMemorySpanExporter) -> None:
    """A quote's or a return's own number is not the case's."""
    case, quote = Announcing(UUID(int=7)), Announcing(UUID(int=8))
    about = {"request_id": str(case.id)}
    registered = RequestRegistered.model_validate(sample_of(RequestRegistered) | about)
    offered = QuoteOffered.model_validate(sample_of(QuoteOffered) | about)
    actor = system_actor("intake", "cn-south")
    nowhere = cast("AsyncConnection", None)
    work = UnitOfWork(
        nowhere, actor=actor, now=datetime.now(UTC), service="intake", region="cn-south"
    )
    with span_from(PARENT, "register"):
        work.announce(case, registered)
    with span_from(PARENT, "offer"):
        work.announce(quote, offered)
    register, offer = spans.get_finished_spans()

    assert attributes_of(register)["aftercare.case.number"] == registered.number
    assert attributes_of(offer) == {"aftercare.case.id": str(case.id)}


def test_sql_is_cut_short(spans: InMemorySpanExporter) -> None:
    """The beginning of a statement tells which it is."""
    with span_from(None, "select", describe=lambda: {"db.statement": "select " + "x, " * 5_000}):
        pass
    [span] = spans.get_finished_spans()

    assert len(attributes_of(span)["db.statement"]) == telemetry.LONGEST_ATTRIBUTE


async def test_a_quiet_poll_makes_no_request_spans(
    http: httpx2.AsyncClient, spans: InMemorySpanExporter
) -> None:
    """Idle loops would otherwise be most of what is stored."""
    with quiet():
        await http.get("/orders")

    assert spans.get_finished_spans() == ()
    assert current_traceparent() is None
    assert current_trace_id() is None


class _Collector(BaseHTTPRequestHandler):
    bodies: ClassVar[list[bytes]] = []

    def do_POST(self) -> None:
        self.bodies.append(self.rfile.read(int(self.headers["content-length"])))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def collector() -> Iterator[HTTPServer]:
    _Collector.bodies.clear()
    with HTTPServer(("127.0.0.1", 0), _Collector) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[TracerProvider]]:
    """The providers a test installs, kept out of the process's own."""
    made: list[TracerProvider] = []
    monkeypatch.setattr(trace, "set_tracer_provider", made.append)
    monkeypatch.setattr(trace, "get_tracer_provider", lambda: made[-1])
    yield made
    for provider in made:
        provider.shutdown()


def test_spans_reach_the_collector_before_the_process_stops(
    settings: ServiceSettings, collector: HTTPServer, installed: list[TracerProvider]
) -> None:
    """OTLP over HTTP, named by service, region and nothing personal."""
    endpoint = f"http://127.0.0.1:{collector.server_port}/"
    provider = configure_telemetry(
        "billing", settings.model_copy(update={"otlp_endpoint": endpoint})
    )
    with provider.get_tracer("test").start_as_current_span("settle"):
        pass
    flush_spans()
    [body] = _Collector.bodies

    assert all(word in body for word in (b"settle", b"billing", b"cn-south", b"aftercare.region"))


def test_a_collector_that_does_not_answer_costs_two_seconds(
    monkeypatch: pytest.MonkeyPatch, installed: list[TracerProvider]
) -> None:
    """A process told to stop stops."""
    stuck = Signal()

    class Stuck(InMemorySpanExporter):
        def export(self, spans: Any) -> Any:
            stuck.wait(30)
            return super().export(spans)

    monkeypatch.setattr(telemetry, "FLUSH_SECONDS", 0.2)
    provider = TracerProvider(shutdown_on_exit=False)
    provider.add_span_processor(BatchSpanProcessor(Stuck()))
    installed.append(provider)
    with provider.get_tracer("test").start_as_current_span("settle"):
        pass
    started = time.monotonic()
    flush_spans()

    assert time.monotonic() - started < 5
    stuck.set()


def test_without_tracing_there_is_nothing_to_flush(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tool that never set tracing up may still build an app."""
    monkeypatch.setattr(trace, "get_tracer_provider", trace.NoOpTracerProvider)
    flush_spans()


async def test_spans_of_parallel_requests_do_not_mix(
    app: FastAPI, http: httpx2.AsyncClient, spans: InMemorySpanExporter
) -> None:
    """Each answer quotes its own trace."""
    answers = await asyncio.gather(*(http.get("/closed") for _ in range(20)))
    told = {answer.json()["trace_id"] for answer in answers}

    assert len(told) == 20
    assert told == {trace_of(span) for span in spans.get_finished_spans()}
