"""Where the services are, and how many requests may wait for each."""

import ipaddress
from typing import Any, Final

from aftercare_launcher.edge.settings import Address, EdgeSettings

OTLP: Final = "otlp"
# Our services close a connection that rests for five seconds; the edge must be the first to.
REST_SECONDS: Final = 4
WAITING_REQUESTS: Final = 1024
WAITING_RETRIES: Final = 256
HTTP_OPTIONS: Final = "envoy.extensions.upstreams.http.v3.HttpProtocolOptions"


def clusters(settings: EdgeSettings) -> list[dict[str, Any]]:
    made = [_cluster(name, address) for name, address in settings.upstreams.items()]
    if settings.otlp is not None:
        made.append(_cluster(OTLP, settings.otlp))
    return made


def endpoint(address: Address) -> dict[str, Any]:
    return {"socket_address": {"address": address.host, "port_value": address.port}}


def _cluster(name: str, address: Address) -> dict[str, Any]:
    return {
        "name": name,
        "type": "STATIC" if _is_ip(address.host) else "STRICT_DNS",
        "connect_timeout": "1s",
        "lb_policy": "LEAST_REQUEST",
        "circuit_breakers": {
            "thresholds": [
                {
                    "max_connections": WAITING_REQUESTS,
                    "max_pending_requests": WAITING_REQUESTS,
                    "max_requests": WAITING_REQUESTS,
                    "max_retries": WAITING_RETRIES,
                }
            ]
        },
        "typed_extension_protocol_options": {
            HTTP_OPTIONS: {
                "@type": f"type.googleapis.com/{HTTP_OPTIONS}",
                "common_http_protocol_options": {"idle_timeout": f"{REST_SECONDS}s"},
                "explicit_http_config": {"http_protocol_options": {}},
            }
        },
        "load_assignment": {
            "cluster_name": name,
            "endpoints": [{"lb_endpoints": [{"endpoint": {"address": endpoint(address)}}]}],
        },
    }


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
