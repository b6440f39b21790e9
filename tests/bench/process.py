"""The kit inside the benchmark's own process, with the tracing that a service has."""

import logging

from nats.aio.client import Client
from opentelemetry import trace as tracing
from opentelemetry.sdk.trace import TracerProvider

from aftercare_kit.links import link
from aftercare_kit.settings import ServiceSettings
from aftercare_kit.telemetry import configure_telemetry
from aftercare_launcher.ports import LOOPBACK
from aftercare_launcher.servers import databases
from tests.bench.suite import TRACED, Suite


def settings(suite: Suite, service: str, database: str, region: str) -> ServiceSettings:
    """A service's settings, on a database of the benchmark's."""
    return ServiceSettings(
        region=region,
        database_url=suite.postgres(database, databases.app(service)),
        nats_url=suite.nats(),
        jwks_file=suite.folder.jwks,
        trace_ratio=TRACED,
        otlp_endpoint=f"http://{LOOPBACK}:{suite.ports.otlp}",
    )


async def linked(suite: Suite) -> Client:
    """A connection to NATS of the kind that a service has, with every right."""
    return await link(
        [f"nats://{LOOPBACK}:{suite.ports.nats}"], user="admin",
        password=suite.passwords.nats["admin"], name="bench", inbox="_INBOX_bench",
    )  # fmt: skip


def trace(suite: Suite) -> None:
    """Make and send spans from now on, as a service does."""
    if isinstance(tracing.get_tracer_provider(), TracerProvider):
        return
    logging.getLogger("opentelemetry").setLevel(logging.ERROR)  # It tells of each SQL text it cuts.
    configure_telemetry("bench", settings(suite, "intake", "intake", "cn-south"))
