"""What differs between one edge and another: addresses, keys, limits, allowed origins."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

LOOPBACK: Final = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Address:
    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Rate:
    """A token bucket: so many requests a second, and so many at once after a rest."""

    per_second: int
    burst: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeSettings:
    listen: Address
    admin: Address
    upstreams: Mapping[str, Address]
    jwks: str
    """The public keys, as the text of a JSON Web Key Set."""
    issuer: str
    audience: str
    otlp: Address | None = None
    trace_ratio: float = 1.0
    """Which share of the traces that start here is recorded."""
    allowed_origins: tuple[str, ...] = ()
    body_bytes: int = 1024 * 1024
    answer_within_seconds: int = 30
    retries: int = 20
    """Tries beyond the first while a service is away: some nine seconds, longer than a restart."""
    client_rate: Rate = field(default_factory=lambda: Rate(per_second=100, burst=300))
    """For each bearer of a token."""
    address_rate: Rate = field(default_factory=lambda: Rate(per_second=1000, burst=3000))
    """For each network address, before its tokens are looked at."""
