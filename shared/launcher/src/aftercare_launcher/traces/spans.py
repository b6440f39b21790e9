"""A span as we keep it, read from OTLP."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import AnyValue
from opentelemetry.proto.trace.v1 import trace_pb2

LONGEST_TEXT: Final = 2048
KINDS: Final = ("internal", "internal", "server", "client", "producer", "consumer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    trace_id: str
    span_id: str
    parent_id: str
    service: str
    name: str
    kind: str
    start_ns: int
    end_ns: int
    failed: bool
    attributes: Mapping[str, Any]

    @property
    def milliseconds(self) -> float:
        return (self.end_ns - self.start_ns) / 1e6


def decode(body: bytes) -> Iterator[Span]:
    """The spans of one export request; raises protobuf's DecodeError when it is none."""
    request = ExportTraceServiceRequest.FromString(body)
    for resource in request.resource_spans:
        named = {pair.key: _plain(pair.value) for pair in resource.resource.attributes}
        service = str(named.get("service.name", "unknown"))
        for scope in resource.scope_spans:
            for span in scope.spans:
                yield _span(span, service)


def _span(span: trace_pb2.Span, service: str) -> Span:
    return Span(
        trace_id=span.trace_id.hex(),
        span_id=span.span_id.hex(),
        parent_id=span.parent_span_id.hex(),
        service=service,
        name=span.name[:LONGEST_TEXT],
        kind=KINDS[span.kind] if span.kind < len(KINDS) else KINDS[0],
        start_ns=span.start_time_unix_nano,
        end_ns=span.end_time_unix_nano,
        failed=span.status.code == trace_pb2.Status.STATUS_CODE_ERROR,
        attributes={pair.key: _plain(pair.value) for pair in span.attributes},
    )


def _plain(value: AnyValue) -> Any:
    """The value as JSON has it; long texts are cut, nested ones told as text."""
    which = value.WhichOneof("value")
    if which is None:
        return None
    if which in {"bool_value", "int_value", "double_value"}:
        return getattr(value, which)
    if which == "array_value":
        return [_plain(item) for item in value.array_value.values]
    return str(getattr(value, which))[:LONGEST_TEXT]
