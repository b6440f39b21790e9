"""Traces: received as any collector receives them, kept for hours, told as trees."""

import gzip
import json
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import httpx2
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from aftercare_launcher.cli.trace import picture
from aftercare_launcher.ports import LOOPBACK
from aftercare_launcher.traces import store, tree
from aftercare_launcher.traces.receiver import TraceReceiver
from aftercare_launcher.traces.spans import Span, decode
from aftercare_launcher.traces.store import TraceWriter

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
MILLISECOND = 1_000_000


def a_span(
    span_id: int,
    name: str,
    *,
    parent: int = 0,
    kind: str = "server",
    start: int = 0,
    end: int = 1,
    service: str = "intake",
    attributes: Mapping[str, object] | None = None,
    trace_id: str = TRACE,
) -> Span:
    """A span; times in milliseconds."""
    return Span(
        trace_id=trace_id, span_id=f"{span_id:016x}", parent_id=f"{parent:016x}" if parent else "",
        service=service, name=name, kind=kind, start_ns=start * MILLISECOND,
        end_ns=end * MILLISECOND, failed=False, attributes=attributes or {},
    )  # fmt: skip


def a_statement(span_id: int, parent: int, start: int) -> Span:
    return a_span(
        span_id, "SELECT", parent=parent, kind="client", start=start, end=start + 1,
        attributes={"db.system": "postgresql"},
    )  # fmt: skip


def a_request() -> list[Span]:
    """One request: two runs of statements around an event that dispatch consumes."""
    case = {"aftercare.case.number": "YX-CN-202611-0007"}
    return [
        a_span(1, "POST /requests", end=40, service="edge"),
        a_span(2, "POST /requests", parent=1, start=2, end=30, attributes=case),
        *(a_statement(10 + n, 2, 3 + n) for n in range(4)),
        a_span(3, "append", parent=2, kind="producer", start=10, end=12),
        *(a_statement(20 + n, 2, 14 + n) for n in range(2)),
        a_span(
            4, "on_request_triaged", parent=3, kind="consumer", start=50, end=60,
            service="dispatch",
        ),
    ]  # fmt: skip


def outline(nodes: tuple[tree.Node, ...]) -> list[object]:
    return [
        (f"{len(node.spans)}x" if node.folded else node.first.name, outline(node.children))
        for node in nodes
    ]


def test_a_tree_shows_who_called_whom_and_folds_statements() -> None:
    """Consecutive statements are one line; what lies between them stays between them."""
    assert outline(tree.grow(a_request(), fold=True)) == [
        ("POST /requests", [
            ("POST /requests", [
                ("4x", []), ("append", [("on_request_triaged", [])]), ("2x", []),
            ]),
        ]),
    ]  # fmt: skip


def test_all_shows_each_statement() -> None:
    ((_, ((_, children),)),) = outline(tree.grow(a_request(), fold=False))
    assert len(children) == 7


def test_a_picture_tells_when_how_long_and_who_beneath_whom() -> None:
    """Figures stand below one another, whatever the depth; a folded run of statements is one."""
    spans = a_request()
    lines = [line.plain for line in picture(spans[0], tree.grow(spans, fold=True))]
    assert lines[0].endswith(f"trace {TRACE}")
    assert lines[1:] == [
        " after ms  took ms",
        "      0.0     40.0  edge POST /requests",
        "      2.0     28.0  └ intake POST /requests",
        "      3.0      4.0    ├ intake 4 statements",
        "     10.0      2.0    ├ intake append",
        "     50.0     10.0    │ └ dispatch on_request_triaged",
        "     14.0      2.0    └ intake 2 statements",
    ]


def test_a_span_whose_parent_was_not_kept_is_a_root() -> None:
    """The caller's own span is with the caller."""
    roots = tree.grow([a_span(5, "late", parent=99)], fold=True)
    assert outline(roots) == [("late", [])]


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A state folder's traces, with one request of one case."""
    writer = TraceWriter(tmp_path / "traces.db")
    writer.add(a_request())
    writer.add([a_span(7, "GET /elsewhere", trace_id="f" * 32)])
    writer.close()
    return tmp_path


@pytest.mark.parametrize("label", ["YX-CN-202611-0007", TRACE, TRACE.upper()])
def test_a_trace_is_found_by_case_number_or_id(kept: Path, label: str) -> None:
    (spans,) = store.find(kept / "traces.db", label)
    assert len(spans) == len(a_request())
    assert store.find(kept / "traces.db", "YX-nothing") == []


def test_a_number_finds_the_traces_that_know_only_the_id(tmp_path: Path) -> None:
    """Only the registering service knows the number; the others' traces bear the case's id."""
    writer = TraceWriter(tmp_path / "traces.db")
    case = {"aftercare.case.id": "case-7", "aftercare.case.number": "YX261107"}
    writer.add([a_span(1, "POST /requests", attributes=case, trace_id="a" * 32)])
    writer.add([
        a_span(
            2, "POST /respond", start=50, trace_id="b" * 32,
            attributes={"aftercare.case.id": "case-7"},
        ),
        a_span(3, "POST /other", attributes={"aftercare.case.id": "case-8"}, trace_id="c" * 32),
    ])  # fmt: skip
    writer.close()

    found = store.find(tmp_path / "traces.db", "YX261107")

    assert [spans[0].name for spans in found] == ["POST /requests", "POST /respond"]


def test_the_command_prints_the_tree(
    kept: Path, aftercare: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    told = aftercare("trace", "YX-CN-202611-0007", "--state", kept).stdout
    assert f"trace {TRACE}" in told
    assert "50.0     10.0    │ └ dispatch on_request_triaged" in told
    assert "3.0      4.0    ├ intake 4 statements" in told


def test_the_command_speaks_json(
    kept: Path, aftercare: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    (told,) = json.loads(aftercare("trace", TRACE, "--json", "--state", kept).stdout)
    (root,) = told["spans"]
    assert (told["trace_id"], root["service"], root["duration_ms"]) == (TRACE, "edge", 40.0)
    assert root["children"][0]["children"][0]["count"] == 4


def test_no_trace_is_said_in_a_sentence(
    kept: Path, aftercare: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    assert "No trace of 'YX-0' was kept" in aftercare("trace", "YX-0", "--state", kept).stderr
    nowhere = aftercare("trace", "YX-0", "--state", kept / "nowhere")
    assert "No traces were kept yet" in nowhere.stderr


def an_export(name: str = "GET /x") -> bytes:
    """What an exporter sends: one span of service `intake`."""
    request = ExportTraceServiceRequest()
    resource = request.resource_spans.add()
    service = resource.resource.attributes.add()
    service.key, service.value.string_value = "service.name", "intake"
    span = resource.scope_spans.add().spans.add()
    span.trace_id, span.span_id = bytes.fromhex(TRACE), bytes(7) + b"\x01"
    span.name, span.kind, span.start_time_unix_nano, span.end_time_unix_nano = name, 2, 5, 9
    for key, field, value in (
        ("aftercare.case.id", "string_value", "c-1"),
        ("retries", "int_value", 3),
        ("cached", "bool_value", True),
        ("long", "string_value", "x" * 10_000),
    ):
        attribute = span.attributes.add()
        attribute.key = key
        setattr(attribute.value, field, value)
    tags = span.attributes.add()
    tags.key = "tags"
    tags.value.array_value.values.add().string_value = "a"
    return request.SerializeToString()


def test_a_span_keeps_its_values_and_cuts_long_ones() -> None:
    (span,) = decode(an_export())
    assert (span.service, span.kind, span.start_ns, span.parent_id) == ("intake", "server", 5, "")
    assert span.attributes["retries"] == 3
    assert span.attributes["cached"] is True
    assert span.attributes["tags"] == ["a"]
    assert len(span.attributes["long"]) == 2048


@pytest.fixture
def receiver(tmp_path: Path) -> Iterator[TraceReceiver]:
    listening = TraceReceiver(0, TraceWriter(tmp_path / "traces.db"))
    listening.start()
    yield listening
    listening.stop()


@pytest.mark.parametrize("way", ["plain", "gzip", "chunked"])
def test_exports_come_plain_compressed_or_in_chunks(
    receiver: TraceReceiver, tmp_path: Path, way: str
) -> None:
    headers = {"content-type": "application/x-protobuf"}
    body: object = an_export()
    if way == "gzip":
        headers["content-encoding"], body = "gzip", gzip.compress(an_export())
    if way == "chunked":
        body = iter([an_export()[:100], an_export()[100:]])
    url = f"http://{LOOPBACK}:{receiver.port}/v1/traces"
    assert httpx2.post(url, content=body, headers=headers).status_code == 200
    ((span,),) = store.find(tmp_path / "traces.db", "c-1")
    assert span.name == "GET /x"


@pytest.mark.parametrize(
    ("path", "body", "encoding", "status"),
    [
        ("/v1/metrics", b"", "", 404),
        ("/v1/traces", b"\xff\xff", "", 400),
        ("/v1/traces", b"no gzip", "gzip", 400),
    ],
)
def test_what_is_no_export_is_refused(
    receiver: TraceReceiver, path: str, body: bytes, encoding: str, status: int
) -> None:
    headers = {"content-encoding": encoding} if encoding else {}
    url = f"http://{LOOPBACK}:{receiver.port}{path}"
    assert httpx2.post(url, content=body, headers=headers).status_code == status


def test_old_spans_are_forgotten(tmp_path: Path) -> None:
    """Six hours are kept."""
    path = tmp_path / "traces.db"
    writer = TraceWriter(path)
    writer.add(a_request())
    (spans,) = store.find(path, TRACE)
    now = 10**10
    writer.sweep(now)
    assert store.find(path, TRACE) == []
    assert store.find(path, "YX-CN-202611-0007") == []
    assert spans
    writer.close()


def test_a_file_too_big_loses_its_oldest_part(tmp_path: Path) -> None:
    path = tmp_path / "traces.db"
    writer = TraceWriter(path, keep_bytes=1)
    writer.add(a_request())
    writer.sweep(0)
    assert store.find(path, TRACE) == []
    writer.close()


def test_a_broken_file_is_begun_anew(tmp_path: Path) -> None:
    """Power loss may cut the file; the stack must start all the same."""
    path = tmp_path / "traces.db"
    path.write_bytes(b"no database" * 1000)
    writer = TraceWriter(path)
    writer.add(a_request())
    assert len(store.find(path, TRACE)) == 1
    writer.close()
