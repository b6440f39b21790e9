"""The gateway as a whole process, on real PostgreSQL and NATS with the rights of the real stack."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import nats
import pytest

from aftercare_contracts.topology import PUBLISHING
from aftercare_kit import streams
from aftercare_kit.service import Process
from aftercare_kit.settings import ServiceSettings
from aftercare_kit.streams import Place
from aftercare_kit.testing import REGION, Bench, poll_until
from gateway.bootstrap import service
from services.gateway.tests.builders import Story


@pytest.fixture
def process(database: Callable[[str], Any], fresh_nats: Any, tmp_path: Path) -> Process[Any]:
    settings = ServiceSettings(
        region=REGION,
        database_url=database("gateway").app_url,
        nats_url=fresh_nats.url,
        nats_user="gateway",
        nats_password=fresh_nats.password("gateway"),
        jwks_file=Bench.of(service(), "postgresql://nowhere", tmp_path).issuer.jwks_file,
    )
    return Process(service(), settings)


async def test_the_gateway_hears_every_stream_and_has_none_itself(
    process: Process[Any], fresh_nats: Any
) -> None:
    """Ready with all its roles, though it publishes nothing; a case comes in from five streams."""
    admin = await nats.connect(fresh_nats.user_url())
    await streams.apply(admin.jetstream(), Place(region=REGION))
    story = Story()
    for said in story.on_site():
        _, source, *rest = said.headers["ce-type"].split(".")
        subject = ".".join(["evt", REGION, source, *rest, "0"])
        await admin.jetstream().publish(subject, said.data, headers=dict(said.headers))

    async def ready() -> bool:
        return set((await process.readiness.checks()).values()) == {"ok"}

    async def whole() -> bool:
        async with process.database.reading() as connection:
            found = await connection.exec_driver_sql("select version from case_view")
            return found.scalar_one_or_none() == len(story.told)

    async with process.running():
        await poll_until(ready, what="readiness")
        await poll_until(whole, what="the whole case")
    await admin.close()


def test_it_listens_to_every_publishing_service() -> None:
    """One durable consumer on each stream."""
    sources = {event.publisher() for event in service().reactions.handlers}

    assert sources == set(PUBLISHING)
