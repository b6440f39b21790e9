"""Single parts of the kit, made to be hurt."""

import logging
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import pytest
import structlog
from nats.aio.client import Client
from shared.kit.tests.messaging.own_streams import client, place
from shared.kit.tests.messaging.things import open_log

from aftercare_kit.actors import Actor, system_actor
from aftercare_kit.database import Database
from aftercare_kit.streams import Place
from aftercare_kit.unit_of_work import UnitOfWork
from tests.chaos.parts.books import Books
from tests.chaos.telling import Tell, telling

__all__ = ["actor", "books", "client", "log", "made", "place", "quiet", "tell"]
CONNECTIONS = 80


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str]) -> Tell:
    return telling(capsys)


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Thousands of faults made on purpose need no stack traces."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    yield
    structlog.reset_defaults()


@pytest.fixture
def actor(place: Place) -> Actor:
    return system_actor("dispatch", place.region)


@pytest.fixture
def made(database: Callable[[str], Any]) -> Any:
    """A fresh database of dispatch: its addresses."""
    return database("dispatch")


@pytest.fixture
async def log(made: Any, place: Place) -> AsyncIterator[Database[UnitOfWork]]:
    """An event log whose events belong to this test's region."""
    async with open_log("dispatch", made.app_url, place.region, connections=CONNECTIONS) as log:
        yield log


@pytest.fixture
def books(log: Database[UnitOfWork], client: Client, place: Place) -> Books:
    return Books(log, client, place)
