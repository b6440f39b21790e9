"""What dispatch promises to others: what it hears, what it says, and every refusal in words."""

import re
from pathlib import Path

import pytest

import aftercare_kit
import dispatch
from aftercare_contracts.catalogue import events_of
from aftercare_contracts.topology import SUBSCRIPTIONS
from aftercare_kit.consumers import by_source
from aftercare_kit.texts import Catalogue, missing_texts, refusals_of
from dispatch.bootstrap import service
from dispatch.domain.outing import OutingState
from dispatch.domain.readiness import Commercial, Parts
from dispatch.domain.report import ReportState
from dispatch.domain.scheme import SchemeState
from dispatch.domain.service_order import ServiceState
from dispatch.domain.service_plan import PlanKind, PlanState
from dispatch.domain.service_report import ServiceReportState
from dispatch.domain.service_table import TABLE, Kind, Mode
from dispatch.domain.visit import VisitState
from dispatch.domain.work_order import State, WaitingFor
from services.dispatch.tests.builders import PROMISES

SOURCE = Path(dispatch.__file__).parent
MIGRATIONS = "".join(path.read_text() for path in SOURCE.glob("migrations/versions/*.py"))
MIGRATIONS += (Path(aftercare_kit.__file__).parent / "migrations" / "duties.py").read_text()


def test_reactions_are_the_declared_subscriptions() -> None:
    """No stream is listened to that the topology does not know, and none is missing."""
    reactions = by_source(service().reactions.handlers)
    heard = {source: set(events) for source, events in reactions.items()}
    declared = {source: set(events) for source, events in SUBSCRIPTIONS["dispatch"].items()}
    assert heard == declared


def test_every_refusal_has_its_words_in_both_languages() -> None:
    """One code, one rule, two texts."""
    refusals = refusals_of("dispatch")
    assert refusals
    assert missing_texts(refusals, Catalogue.load("dispatch")) == []


def test_every_state_a_refusal_may_name_has_a_word() -> None:
    """`{state:word}` never shows a key of ours to people."""
    words = Catalogue.load("dispatch").words
    kinds = (State, WaitingFor, VisitState, SchemeState, ReportState, OutingState)
    kinds += (PlanKind, PlanState, ServiceState, ServiceReportState, Kind, Mode)
    shown = {member.value for kind in kinds for member in kind} | set(PROMISES)
    shown |= {Parts.PENDING, Parts.SHORT, *set(Commercial) - {Commercial.FREE, Commercial.ACCEPTED}}
    shown |= {"work_order", "scheme", "visit", "report", "engineer", "outing"}
    shown |= {"service_plan", "service_order", "service_report"}
    shown |= {f"check_{point}" for row in TABLE.values() for point in row.checklist}
    assert shown - set(words) == set()


@pytest.mark.parametrize("event", events_of("dispatch"), ids=lambda event: event.type)
def test_every_published_event_is_said_somewhere(event: type) -> None:
    """An event nobody says is a promise nobody keeps."""
    said = re.compile(rf"\b{event.__name__}\(")
    assert any(said.search(path.read_text()) for path in SOURCE.glob("application/**/*.py"))


@pytest.mark.parametrize("constraint", service().constraints)
def test_every_constraint_that_guards_a_rule_exists(constraint: str) -> None:
    """A constraint renamed in a migration would turn a refusal into a fault."""
    assert re.search(rf"\b{constraint}\b", MIGRATIONS)
