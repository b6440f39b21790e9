"""A real event log and a real stream; dispatch's database lends its tables."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from shared.kit.tests.messaging.own_streams import client, place
from shared.kit.tests.messaging.things import open_log

from aftercare_kit.actors import Actor, system_actor
from aftercare_kit.database import Database
from aftercare_kit.unit_of_work import UnitOfWork

__all__ = ["actor", "client", "log", "place"]
REGION = "cn-south"


@pytest.fixture
def actor() -> Actor:
    return system_actor("dispatch", REGION)


@pytest.fixture
async def log(database: Callable[[str], Any]) -> AsyncIterator[Database[UnitOfWork]]:
    async with open_log("dispatch", database("dispatch").app_url, REGION) as log:
        yield log
