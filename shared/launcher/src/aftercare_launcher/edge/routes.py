"""Which path goes to which service, how long it may take, and what may be tried again."""

from collections.abc import Iterable
from typing import Any, Final

from aftercare_launcher.edge.settings import EdgeSettings

READ: Final = "GET|HEAD"
KEYED: Final = "idempotency-key"
UNSENT: Final = "connect-failure,refused-stream,reset-before-request"
"""Faults before the service could know of the request: whatever it says, it may be said again."""
# Of every service, for operators on its own port and for nobody through the edge.
INTERNAL: Final = r"/api/[a-z]+/(livez|readyz|metrics|docs|redoc|openapi\.json)"
CORS_FOR_A_DAY: Final = "86400"


def virtual_host(settings: EdgeSettings) -> dict[str, Any]:
    host: dict[str, Any] = {
        "name": "aftercare",
        "domains": ["*"],
        "routes": [*_open(settings), *_gateway(settings), *_services(settings), _nothing()],
        "response_headers_to_remove": ["server", "x-envoy-upstream-service-time"],
        # For the caller's bug report, and for the problem documents, which cannot ask elsewhere.
        "response_headers_to_add": [
            {
                "header": {"key": "x-trace-id", "value": "%TRACE_ID%"},
                "append_action": "OVERWRITE_IF_EXISTS_OR_ADD",
            }
        ],
    }
    if settings.allowed_origins:
        host["typed_per_filter_config"] = {"envoy.filters.http.cors": _cors(settings)}
    return host


def _open(settings: EdgeSettings) -> Iterable[dict[str, Any]]:
    yield {
        "match": {"path": "/livez"},
        "direct_response": {"status": 200, "body": {"inline_string": '{"status":"alive"}'}},
        "response_headers_to_add": [
            {"header": {"key": "content-type", "value": "application/json"},
             "append_action": "OVERWRITE_IF_EXISTS_OR_ADD"}
        ],
    }  # fmt: skip
    if "gateway" in settings.upstreams:
        for path in ("/docs", "/openapi.json"):
            yield from _routes({"path": path}, "gateway", settings)


def _gateway(settings: EdgeSettings) -> Iterable[dict[str, Any]]:
    """Cases and live events have no service's name in front."""
    if "gateway" not in settings.upstreams:
        return
    # Live events flow for as long as the browser stays; the stream sends its own heartbeats.
    endless = {"cluster": "gateway", "prefix_rewrite": "/events", "timeout": "0s",
               "idle_timeout": "0s"}  # fmt: skip
    yield {"match": {"path_separated_prefix": "/api/events"}, "route": endless,
           "decorator": {"operation": "events", "propagate": False}}  # fmt: skip
    match = {"path_separated_prefix": "/api/cases"}
    yield from _routes(match, "gateway", settings, prefix_rewrite="/cases")


def _services(settings: EdgeSettings) -> Iterable[dict[str, Any]]:
    yield {"match": {"safe_regex": {"regex": INTERNAL}}, "direct_response": {"status": 404}}
    for service in settings.upstreams:
        # Notices flow for as long as somebody listens, as live events do.
        live = {"cluster": service, "prefix_rewrite": "/notices/live", "timeout": "0s",
                "idle_timeout": "0s"}  # fmt: skip
        yield {"match": {"path_separated_prefix": f"/api/{service}/notices/live"}, "route": live,
               "decorator": {"operation": "notices", "propagate": False}}  # fmt: skip
        yield from _routes({"prefix": f"/api/{service}/"}, service, settings, prefix_rewrite="/")


def _nothing() -> dict[str, Any]:
    """The last route: an unknown path is answered like any other request, trace and all."""
    return {"match": {"prefix": "/"}, "direct_response": {"status": 404}}


def _routes(
    match: dict[str, Any], cluster: str, settings: EdgeSettings, **rewrite: str
) -> Iterable[dict[str, Any]]:
    """What a restarting service has not heard is said again; what it may have heard, only where
    that does no harm: readings, and commands under an Idempotency-Key.
    """
    action = {
        "cluster": cluster,
        "timeout": f"{settings.answer_within_seconds}s",
        "idle_timeout": f"{settings.answer_within_seconds}s",
        **rewrite,
    }
    reads = {"name": ":method", "string_match": {"safe_regex": {"regex": READ}}}
    keyed = {"name": KEYED, "present_match": True}
    again = {**action, "retry_policy": _retries(f"{UNSENT},reset", settings)}
    named = {"decorator": {"operation": cluster, "propagate": False}}
    for harmless in (reads, keyed):
        yield {"match": {**match, "headers": [harmless]}, "route": again, **named}
    yield {"match": match, "route": {**action, "retry_policy": _retries(UNSENT, settings)}, **named}


def _retries(faults: str, settings: EdgeSettings) -> dict[str, Any]:
    return {
        "retry_on": faults,
        "num_retries": settings.retries,
        "retry_back_off": {"base_interval": "0.1s", "max_interval": "1s"},
    }


def _cors(settings: EdgeSettings) -> dict[str, Any]:
    return {
        "@type": "type.googleapis.com/envoy.extensions.filters.http.cors.v3.CorsPolicy",
        "allow_origin_string_match": [{"exact": origin} for origin in settings.allowed_origins],
        "allow_methods": "GET, HEAD, POST, PUT, PATCH, DELETE",
        "allow_headers": "authorization, content-type, accept-language, idempotency-key, if-match,"
        " if-none-match, last-event-id, traceparent",
        "expose_headers": "etag, location, retry-after, x-request-id, x-trace-id",
        "max_age": CORS_FOR_A_DAY,
    }
