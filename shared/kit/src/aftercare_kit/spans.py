"""Spans: one tree over HTTP, SQL, timers, the event log, the stream and the reaction."""

import re
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from random import getrandbits
from time import time_ns
from typing import NamedTuple
from uuid import UUID

from opentelemetry import trace
from opentelemetry.context import Context, get_current
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

SLOW_NANOSECONDS = 1_000_000_000
"""What takes longer is recorded, whether its trace is or not."""

Describe = Callable[[], Mapping[str, str | int]]
"""What a span tells of its work; asked for only where the span is recorded."""

_UNRECORDED = re.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-00")
_tracer = trace.get_tracer("aftercare")
_w3c = TraceContextTextMapPropagator()


class Here(NamedTuple):
    """Where in a trace something happens; None and None outside of any."""

    traceparent: str | None
    """The W3C traceparent of the span."""
    trace_id: str | None
    """What people quote when they report a problem."""


_last: list[tuple[Context | None, Here]] = [(None, Here(None, None))]
"""The context that was asked for last, and the answer."""


def here() -> Here:
    """Where in its trace the current work is; a use case asks again and again."""
    context = get_current()
    if _last[0][0] is not context:
        _last[0] = context, _here(trace.get_current_span(context))
    return _last[0][1]


def current_traceparent() -> str | None:
    """Give the W3C traceparent of the current span, None outside any trace."""
    return here().traceparent


def current_trace_id() -> str | None:
    """Give the id that people quote when they report a problem."""
    return here().trace_id


def name_case(case_id: UUID | str, number: str | None = None) -> None:
    """Mark the current span as work on a service request, so that its trace can be found."""
    span = trace.get_current_span()
    if not span.is_recording():
        return
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
        describe: Describe = dict,
    ) -> None:
        self.name, self._kind, self._describe = name, kind, describe
        self._began = time_ns()
        self.span = _unrecorded(traceparent) or _tracer.start_span(
            name, parent_of(traceparent), kind, describe(), start_time=self._began
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
            self.name, parent, self._kind, self._describe(), start_time=self._began
        )


@contextmanager
def span_from(
    traceparent: str | None,
    name: str,
    *,
    kind: SpanKind = SpanKind.INTERNAL,
    describe: Describe = dict,
) -> Generator[Span]:
    """Do work as a child of a stored traceparent, or in a trace of its own when there is none."""
    stretch, error = Stretch(traceparent, name, kind, describe), None
    try:
        with trace.use_span(stretch.span, record_exception=False, set_status_on_exception=False):
            yield stretch.span
    except Exception as fault:
        error = type(fault).__qualname__
        raise
    finally:
        stretch.end(error)


def traceparent_of(span: Span) -> str | None:
    """What the W3C propagator would inject, without a carrier and a context around it."""
    return _here(span).traceparent


def _here(span: Span) -> Here:
    context = span.get_span_context()
    if not context.is_valid:
        return Here(None, None)
    return _spelled(context.trace_id, context.span_id, context.trace_flags)


@lru_cache(maxsize=256)
def _spelled(trace_id: int, span_id: int, flags: int) -> Here:
    told = trace.format_trace_id(trace_id)
    return Here(f"00-{told}-{trace.format_span_id(span_id)}-{flags:02x}", told)


def _unrecorded(traceparent: str | None) -> Span | None:
    """A span of a trace that is not recorded: its ids alone, as the sampler would have it."""
    told = traceparent and _UNRECORDED.fullmatch(traceparent)
    if not told:
        return None
    context = SpanContext(int(told[1], 16), getrandbits(64) or 1, False)
    return NonRecordingSpan(context) if context.is_valid else None


@lru_cache(maxsize=1024)
def parent_of(traceparent: str | None) -> Context:
    """Read a stored traceparent into a context of its own, free of whatever runs now."""
    return _w3c.extract({"traceparent": traceparent} if traceparent else {}, Context())
