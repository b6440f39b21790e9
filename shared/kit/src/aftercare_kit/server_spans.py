"""The span of a request: in the trace it came with, named by its route, telling nothing personal.

Written out instead of an instrumentation library's: of most requests no span is kept, and those
should pay for little more than its ids.
"""

from opentelemetry import trace
from opentelemetry.instrumentation.utils import is_instrumentation_enabled
from opentelemetry.trace import SpanKind
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from aftercare_kit.spans import Stretch

UNTRACED = frozenset({"/livez", "/readyz", "/metrics"})
"""Probes and scrapes: they come every few seconds for ever."""

FAULT = 500
_TRACEPARENT = b"traceparent"


class ServerSpans:
    """Makes a span for each request; its query is not told, since people search by telephone."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on inside its span."""
        if scope["type"] != "http" or scope["path"] in UNTRACED or not is_instrumentation_enabled():
            await self._app(scope, receive, send)
            return
        method = scope["method"]
        stretch = Stretch(
            _traceparent(scope),
            method,
            SpanKind.SERVER,
            lambda: {"http.request.method": method, "url.path": scope["path"]},
        )
        status, error = FAULT, None

        async def watch(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            with trace.use_span(
                stretch.span, record_exception=False, set_status_on_exception=False
            ):
                await self._app(scope, receive, watch)
        except Exception as fault:
            error = type(fault).__qualname__
            raise
        finally:
            known: dict[str, str | int] = {"http.response.status_code": status}
            if route := getattr(scope.get("route"), "path", None):
                stretch.name = f"{method} {route}"
                known["http.route"] = route
            if status >= FAULT:
                error = error or str(status)
            stretch.end(error, known)


def _traceparent(scope: Scope) -> str | None:
    for name, value in scope["headers"]:
        if name == _TRACEPARENT:
            return value.decode("latin-1")
    return None
