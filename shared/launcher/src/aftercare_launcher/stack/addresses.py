"""How the parts of the stack reach each other."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit, urlunsplit

from aftercare_launcher import tokens
from aftercare_launcher.edge.settings import Address, EdgeSettings
from aftercare_launcher.ports import LOOPBACK
from aftercare_launcher.stack.settings import StackSettings
from aftercare_launcher.state.passwords import Passwords


def place_of(admin_url: str) -> str:
    """The server's address without whoever enters it."""
    parts = urlsplit(admin_url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], path=""))


def as_role(admin_url: str, database: str, role: str, passwords: Passwords) -> str:
    """The server of this address, entered as somebody else."""
    parts = urlsplit(admin_url)
    place = parts.netloc.rpartition("@")[2]
    entry = f"{role}:{passwords.postgres[role]}@{place}"
    return urlunsplit(parts._replace(netloc=entry, path=f"/{database}"))


def through(url: str, port: int | None) -> str:
    """The same server, reached through a local port where one is given."""
    if port is None:
        return url
    parts = urlsplit(url)
    entry, at, _ = parts.netloc.rpartition("@")
    return urlunsplit(parts._replace(netloc=f"{entry}{at}{LOOPBACK}:{port}"))


def nats_addresses(ports: Mapping[str, int]) -> list[str]:
    """Every NATS node of a run, by the names its ports go by: `nats`, or `nats-1` and so on."""
    return [
        f"nats://{LOOPBACK}:{port}"
        for name, port in ports.items()
        if re.fullmatch(r"nats(-\d+)?", name)
    ]


def edge_of(settings: StackSettings) -> EdgeSettings:
    """The edge before this stack's services; the signing key must be there."""
    ports = settings.ports
    return EdgeSettings(
        listen=Address(LOOPBACK, ports.edge),
        admin=Address(LOOPBACK, ports.edge_admin),
        upstreams={name: Address(LOOPBACK, settings.port_of(name)) for name in settings.services},
        jwks=settings.state.jwks.read_text(),
        issuer=tokens.ISSUER,
        audience=tokens.AUDIENCE,
        otlp=Address(LOOPBACK, ports.otlp),
        trace_ratio=settings.trace_ratio,
        allowed_origins=settings.allowed_origins,
    )
