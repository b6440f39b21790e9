"""What a request passes before it reaches a service, in order."""

from typing import Any, Final

from aftercare_launcher.edge.settings import EdgeSettings, Rate

TYPE_PREFIX: Final = "type.googleapis.com/envoy.extensions.filters.http."
PROVIDER: Final = "aftercare"
CLAIMS: Final = "claims"
KNOWN_CLIENTS: Final = 10_000
NEVER_REACHED: Final = 1_000_000
CLOCK_SKEW_SECONDS: Final = 60


def filters(settings: EdgeSettings) -> list[dict[str, Any]]:
    address: dict[str, Any] = {"remote_address": {}}
    bearer = {
        "metadata": {
            "descriptor_key": "client",
            "metadata_key": {
                "key": "envoy.filters.http.jwt_authn",
                "path": [{"key": CLAIMS}, {"key": "sub"}],
            },
            "skip_if_absent": True,
        }
    }
    return [
        _filter("cors", "cors.v3.Cors", {}),
        _rate_limit("address", "remote_address", address, settings.address_rate),
        _filter("jwt_authn", "jwt_authn.v3.JwtAuthentication", _authentication(settings)),
        _rate_limit("client", "client", bearer, settings.client_rate),
        _filter("buffer", "buffer.v3.Buffer", {"max_request_bytes": settings.body_bytes}),
        _filter("router", "router.v3.Router", {}),
    ]


def _authentication(settings: EdgeSettings) -> dict[str, Any]:
    """Every path under /api/ needs a token; services validate it again and decide."""
    provider = {
        "issuer": settings.issuer,
        "audiences": [settings.audience],
        "local_jwks": {"inline_string": settings.jwks},
        "forward": True,
        "require_expiration": True,
        "clock_skew_seconds": CLOCK_SKEW_SECONDS,
        "payload_in_metadata": CLAIMS,
        "from_headers": [{"name": "authorization", "value_prefix": "Bearer "}],
        "jwt_cache_config": {"jwt_cache_size": 1000},
    }
    rule = {"match": {"prefix": "/api/"}, "requires": {"provider_name": PROVIDER}}
    return {"providers": {PROVIDER: provider}, "rules": [rule]}


def _rate_limit(name: str, key: str, action: dict[str, Any], rate: Rate) -> dict[str, Any]:
    """A bucket for each value of the key, made when the value is first seen."""
    return _filter(
        f"local_ratelimit_{name}",
        "local_ratelimit.v3.LocalRateLimit",
        {
            "stat_prefix": f"rate_{name}",
            # What carries no such key is not this filter's concern.
            "token_bucket": _bucket(Rate(NEVER_REACHED, NEVER_REACHED)),
            "always_consume_default_token_bucket": False,
            "filter_enabled": _always(f"edge.rate.{name}.enabled"),
            "filter_enforced": _always(f"edge.rate.{name}.enforced"),
            "rate_limits": [{"actions": [action]}],
            "descriptors": [{"entries": [{"key": key}], "token_bucket": _bucket(rate)}],
            "max_dynamic_descriptors": KNOWN_CLIENTS,
        },
    )


def _bucket(rate: Rate) -> dict[str, Any]:
    return {
        "max_tokens": rate.burst,
        "tokens_per_fill": rate.per_second,
        "fill_interval": "1s",
    }


def _always(runtime_key: str) -> dict[str, Any]:
    whole = {"numerator": 100, "denominator": "HUNDRED"}
    return {"runtime_key": runtime_key, "default_value": whole}


def _filter(name: str, kind: str, config: dict[str, Any]) -> dict[str, Any]:
    typed = {"@type": TYPE_PREFIX + kind, **config}
    return {"name": f"envoy.filters.http.{name}", "typed_config": typed}
