"""The whole configuration of Envoy, as the JSON it reads."""

from typing import Any, Final

from aftercare_launcher.edge.clusters import OTLP, clusters, endpoint
from aftercare_launcher.edge.filters import filters
from aftercare_launcher.edge.problems import local_replies
from aftercare_launcher.edge.routes import virtual_host
from aftercare_launcher.edge.settings import EdgeSettings

MANAGER: Final = "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager"
MAX_CONNECTIONS: Final = 5000


def config(settings: EdgeSettings) -> dict[str, Any]:
    listener = {
        "name": "edge",
        "address": endpoint(settings.listen),
        "per_connection_buffer_limit_bytes": 64 * 1024,
        "filter_chains": [
            {
                "filters": [
                    {
                        "name": "envoy.filters.network.http_connection_manager",
                        "typed_config": _manager(settings),
                    }
                ]
            }
        ],
    }
    connections = "envoy.resource_monitors.global_downstream_max_connections"
    monitor = "envoy.extensions.resource_monitors.downstream_connections.v3"
    return {
        "node": {"id": "edge", "cluster": "aftercare"},
        "admin": {"address": endpoint(settings.admin)},
        "static_resources": {"listeners": [listener], "clusters": clusters(settings)},
        "layered_runtime": {
            "layers": [
                # Spans are sent each second, for whoever waits to see the trace of a request.
                {"name": "edge", "static_layer": {"tracing.opentelemetry.flush_interval_ms": 1000}}
            ]
        },
        "overload_manager": {
            "resource_monitors": [
                {
                    "name": connections,
                    "typed_config": {
                        "@type": f"type.googleapis.com/{monitor}.DownstreamConnectionsConfig",
                        "max_active_downstream_connections": MAX_CONNECTIONS,
                    },
                }
            ]
        },
    }


def _manager(settings: EdgeSettings) -> dict[str, Any]:
    manager: dict[str, Any] = {
        "@type": f"type.googleapis.com/{MANAGER}",
        "stat_prefix": "edge",
        "server_header_transformation": "PASS_THROUGH",
        "use_remote_address": True,
        "generate_request_id": True,
        "always_set_request_id_in_response": True,
        "normalize_path": True,
        "merge_slashes": True,
        "path_with_escaped_slashes_action": "REJECT_REQUEST",
        "strip_any_host_port": True,
        "max_request_headers_kb": 32,
        "common_http_protocol_options": {
            "idle_timeout": "300s",
            "max_headers_count": 100,
            "headers_with_underscores_action": "DROP_HEADER",
        },
        "request_headers_timeout": "10s",
        "request_timeout": f"{settings.answer_within_seconds}s",
        "stream_idle_timeout": "60s",
        "http_filters": filters(settings),
        "route_config": {"name": "edge", "virtual_hosts": [virtual_host(settings)]},
        "local_reply_config": local_replies(settings.body_bytes),
        "access_log": [_access_log()],
    }
    if settings.otlp is not None:
        manager["tracing"] = _tracing(settings.otlp.host, settings.otlp.port, settings.trace_ratio)
    return manager


def _tracing(host: str, port: int, ratio: float) -> dict[str, Any]:
    """A trace starts here, or goes on from the caller's `traceparent`.

    Whether it is recorded is decided here, or by that caller, and holds for all services.
    """
    http_uri = {"uri": f"http://{host}:{port}/v1/traces", "cluster": OTLP, "timeout": "2s"}
    return {
        "random_sampling": {"value": 100 * ratio},
        "provider": {
            "name": "envoy.tracers.opentelemetry",
            "typed_config": {
                "@type": "type.googleapis.com/envoy.config.trace.v3.OpenTelemetryConfig",
                "service_name": "edge",
                "http_service": {"http_uri": http_uri},
            },
        },
    }


def _access_log() -> dict[str, Any]:
    """One JSON object a request; never a header that could carry a token."""
    line = {
        "time": "%START_TIME%",
        "method": "%REQ(:METHOD)%",
        "path": "%PATH(NQ)%",
        "status": "%RESPONSE_CODE%",
        "details": "%RESPONSE_CODE_DETAILS%",
        "flags": "%RESPONSE_FLAGS%",
        "ms": "%DURATION%",
        "bytes_in": "%BYTES_RECEIVED%",
        "bytes_out": "%BYTES_SENT%",
        "client": "%DYNAMIC_METADATA(envoy.filters.http.jwt_authn:claims:sub)%",
        "address": "%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT%",
        "upstream": "%UPSTREAM_CLUSTER%",
        "request_id": "%REQ(X-REQUEST-ID)%",
        "trace_id": "%TRACE_ID%",
    }
    kind = "envoy.extensions.access_loggers.stream.v3.StdoutAccessLog"
    return {
        "name": "envoy.access_loggers.stdout",
        "typed_config": {
            "@type": f"type.googleapis.com/{kind}",
            "log_format": {"json_format": line},
        },
    }
