"""One of our own services as a program: `python -m <service>` with its environment."""

import importlib.util
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from aftercare_launcher import tokens
from aftercare_launcher.errors import LauncherError
from aftercare_launcher.ports import LOOPBACK
from aftercare_launcher.probes import http_ok
from aftercare_launcher.processes.program import Program

# What a service may take over from whoever calls `aftercare up`, beside AFTERCARE_ settings.
INHERITED: Final = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "PYTHONPATH", "SSL_CERT_FILE")
FOR_THE_LAUNCHER: Final = {
    "AFTERCARE_POSTGRES_URL", "AFTERCARE_STATE", "AFTERCARE_NATS_NODES"
}  # fmt: skip


def base_environment() -> dict[str, str]:
    """The caller's environment as far as it concerns a Python process of ours."""
    kept = {name: os.environ[name] for name in INHERITED if name in os.environ}
    own = {
        name: value
        for name, value in os.environ.items()
        if name.startswith("AFTERCARE_") and name not in FOR_THE_LAUNCHER
    }
    return {"PYTHONUNBUFFERED": "1", "TZ": "UTC"} | kept | own


def python(module: str, *arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", module, *arguments)


def program(
    service: str, port: int, *, region: str, database_url: str, nats_url: str, nats_password: str,
    stream_replicas: int, jwks: Path, otlp_port: int, edge_port: int,
    trace_ratio: float,
) -> Program:  # fmt: skip
    """The service, listening on loopback, with all its roles in one process."""
    if importlib.util.find_spec(service) is None:
        raise LauncherError(f"There is no service '{service}' here; run 'make setup'.")
    settings: Mapping[str, str] = {
        "REGION": region,
        "HTTP_HOST": LOOPBACK,
        "HTTP_PORT": str(port),
        "DATABASE_URL": database_url,
        "NATS_URL": nats_url,
        "NATS_USER": service,
        "NATS_PASSWORD": nats_password,
        "STREAM_REPLICAS": str(stream_replicas),
        "JWKS_FILE": str(jwks),
        "ISSUER": tokens.ISSUER,
        "AUDIENCE": tokens.AUDIENCE,
        "OTLP_ENDPOINT": f"http://{LOOPBACK}:{otlp_port}",
        "TRACE_RATIO": str(trace_ratio),
    }
    return Program(
        name=service,
        argv=python(service),
        env={"AFTERCARE_PUBLIC_URL": f"http://{LOOPBACK}:{edge_port}"}
        | base_environment()
        | {f"AFTERCARE_{name}": value for name, value in settings.items()},
        ready=lambda: http_ok(port, "/readyz", timeout=2.0),
        ready_within=60.0,
    )


def migrations(owner_urls: Mapping[str, str]) -> Program:
    """All services' migrations in one process, each as its database's owner."""
    urls = {f"AFTERCARE_MIGRATION_URL_{name.upper()}": url for name, url in owner_urls.items()}
    return Program(
        name="migrations",
        argv=python("aftercare_kit.migrate", *owner_urls),
        env=base_environment() | urls,
        ready=lambda: True,
        ready_within=120.0,
    )


def streams(region: str, nats_url: str, user: str, password: str, *, replicas: int) -> Program:
    """Streams and consumers as declared, which services only ever look at."""
    settings = {
        "REGION": region,
        "NATS_URL": nats_url,
        "NATS_USER": user,
        "NATS_PASSWORD": password,
        "STREAM_REPLICAS": str(replicas),
    }
    return Program(
        name="streams",
        argv=python("aftercare_kit.admin.apply_streams"),
        env=base_environment() | {f"AFTERCARE_{name}": value for name, value in settings.items()},
        ready=lambda: True,
        ready_within=60.0,
    )


def has_migrations(service: str) -> bool:
    found = importlib.util.find_spec(service)
    places = found.submodule_search_locations if found else None
    return any((Path(place) / "migrations").is_dir() for place in places or ())
