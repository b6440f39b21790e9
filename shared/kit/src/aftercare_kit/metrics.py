"""What a service counts, and how Prometheus reads it at `/metrics`."""

import time

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

registry = CollectorRegistry()
ProcessCollector(registry=registry)
PlatformCollector(registry=registry)

http_seconds = Histogram(
    "aftercare_http_request_seconds",
    "How long requests took, by the route's template.",
    ["service", "route", "method", "status"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
    registry=registry,
)
relay_lag = Gauge(
    "aftercare_relay_lag_seconds",
    "Age of the oldest event not yet in the stream.",
    ["service"],
    registry=registry,
)
relay_events = Counter(
    "aftercare_relay_events", "Events put into the stream.", ["service"], registry=registry
)
consumer_events = Counter(
    "aftercare_consumer_events",
    "Events taken in for the first time.",
    ["service"],
    registry=registry,
)
consumer_lag = Gauge(
    "aftercare_consumer_lag_events",
    "Events of a stream still to be taken in.",
    ["service", "stream"],
    registry=registry,
)
parked_events = Gauge(
    "aftercare_parked_events",
    "Events set aside because they kept failing.",
    ["service"],
    registry=registry,
)
timers_due = Gauge(
    "aftercare_timers_due",
    "Timers whose time has come and that have not fired.",
    ["service"],
    registry=registry,
)
clocks_breached = Counter(
    "aftercare_clocks_breached",
    "Promises not kept in time, by clock.",
    ["service", "clock"],
    registry=registry,
)

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_UNMEASURED = frozenset({"/livez", "/readyz", "/metrics"})


class HttpMetrics:
    """Measures each request under its route's template, never under the path somebody typed."""

    def __init__(self, app: ASGIApp, service: str) -> None:
        self._app = app
        self._service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and time it, up to the end of its response."""
        if scope["type"] != "http" or scope["path"] in _UNMEASURED:
            await self._app(scope, receive, send)
            return
        status = 500

        async def watch(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        started = time.perf_counter()
        try:
            await self._app(scope, receive, watch)
        finally:
            method = scope["method"] if scope["method"] in _METHODS else "other"
            route = getattr(scope.get("route"), "path", "unknown")
            http_seconds.labels(self._service, route, method, str(status)).observe(
                time.perf_counter() - started
            )


def exposition() -> Response:
    """Answer a scrape."""
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)
