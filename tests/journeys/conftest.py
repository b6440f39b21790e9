"""Journeys run against one real suite, started once a session; nothing in it is a stand-in."""

from collections.abc import Iterator

import pytest

from aftercare_launcher.testing.session import SESSION
from tests.journeys.people import People
from tests.journeys.stack import RunningSuite
from tests.journeys.town import Town, settle


@pytest.fixture(scope="session")
def suite(request: pytest.FixtureRequest) -> RunningSuite:
    return RunningSuite.of_session(request.config.stash[SESSION])


@pytest.fixture(scope="session")
def people(suite: RunningSuite) -> Iterator[People]:
    everybody = People(suite.edge, suite.state / "signing-key.json", suite.region)
    yield everybody
    everybody.close()


@pytest.fixture(scope="module")
def town(people: People) -> Town:
    return settle(people)


@pytest.fixture(scope="module", autouse=True)
def _nothing_is_lost(suite: RunningSuite) -> Iterator[None]:
    """After each file's journeys: logs, streams and inboxes agree, and nothing is parked."""
    yield
    found = suite.told("reconcile", "--wait", "30")
    assert (found["reconciled"], found["lost"], found["parked"]) == (True, 0, 0), found
