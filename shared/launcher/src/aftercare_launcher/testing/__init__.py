"""The pytest plugin: one PostgreSQL and one NATS server for a whole test session.

Loaded by every test run (``-p aftercare_launcher.testing``), so it costs nothing until a fixture
asks for a server. Under xdist the workers share the servers; the first to need them starts them.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from aftercare_launcher.rules.recording import Recorder, name_rules
from aftercare_launcher.testing.databases import FreshDatabase, PostgresForTests
from aftercare_launcher.testing.messaging import NatsForTests, fresh_server
from aftercare_launcher.testing.session import SESSION, TestSession

__all__ = ["FreshDatabase", "NatsForTests", "PostgresForTests"]


def pytest_configure(config: pytest.Config) -> None:
    config.stash[SESSION] = TestSession.of(config)
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Recorder(config.rootpath))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let reports carry the rules their tests name."""
    name_rules(items)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell an xdist worker where the session's servers are."""
    config: pytest.Config = node.config
    node.workerinput["aftercare_session"] = str(config.stash[SESSION].folder)


def pytest_unconfigure(config: pytest.Config) -> None:
    if session := config.stash.get(SESSION, None):
        session.end()


@pytest.fixture(scope="session")
def postgres_server(request: pytest.FixtureRequest) -> PostgresForTests:
    """The session's PostgreSQL, fast and forgetful (``fsync`` off): ``admin_url``, ``url(...)``."""
    session = request.config.stash[SESSION]
    return PostgresForTests(session.servers(), session.folder)


@pytest.fixture(scope="session")
def nats_server(request: pytest.FixtureRequest) -> NatsForTests:
    """The session's NATS: ``url``, ``user_url(user)``, ``password(user)``; ``admin`` may do all."""
    return NatsForTests.shared(request.config.stash[SESSION].servers())


@pytest.fixture
def fresh_nats(tmp_path: Path) -> Iterator[NatsForTests]:
    """A NATS server for this test alone, with the real rights; it takes some 50 ms."""
    with fresh_server(tmp_path / "nats") as server:
        yield server


@pytest.fixture
def database(postgres_server: PostgresForTests) -> Iterator[Callable[[str], FreshDatabase]]:
    """``database("intake")`` is a fresh, migrated database of that service, dropped afterwards."""
    made: list[FreshDatabase] = []

    def make(service: str) -> FreshDatabase:
        made.append(postgres_server.fresh_database(service))
        return made[-1]

    yield make
    for fresh in made:
        postgres_server.drop(fresh)
