"""The gateway against the published language: nothing is missed, nothing is misread."""

import pytest

from aftercare_contracts.base import CaseEvent
from aftercare_contracts.catalogue import EVENTS
from aftercare_contracts.topology import SUBSCRIPTIONS
from aftercare_kit.consumers import by_source
from aftercare_kit.texts import Catalogue, missing_texts, refusals_of
from gateway.application.queries.case import SECTIONS as VIEWS
from gateway.domain import customers_eyes
from gateway.domain.fold import CHANGES
from gateway.entrypoints.consumers import reactions

OF_CASES = {
    f"{event.aggregate_name()}.{event.fact_name()}": event
    for event in EVENTS.values()
    if issubclass(event, CaseEvent)
}
ALWAYS = {"id", "since", "version", "state"}


def test_the_gateway_reacts_to_what_it_subscribes_to() -> None:
    """Which is every event of every service."""
    heard = {source: set(events) for source, events in by_source(reactions().handlers).items()}

    assert heard == {source: set(events) for source, events in SUBSCRIPTIONS["gateway"].items()}


def test_every_event_of_a_case_changes_the_case() -> None:
    """An event added to the catalogue shows up here until the fold knows it."""
    assert set(CHANGES) == set(OF_CASES)


@pytest.mark.parametrize("name", sorted(CHANGES))
def test_the_fold_takes_only_fields_that_the_event_has(name: str) -> None:
    """A renamed field would otherwise be read as null for ever."""
    change, fields = CHANGES[name], set(OF_CASES[name].model_fields)

    assert set(change.takes) <= fields
    assert change.key is None or change.key in fields


@pytest.mark.parametrize("name", sorted(CHANGES))
def test_all_that_the_fold_keeps_is_shown(name: str) -> None:
    """A section's view has a place for every field that a fact may write."""
    change = CHANGES[name]
    view = VIEWS[change.section]
    shown = set(view.model_fields) | {
        str(field.validation_alias) for field in view.model_fields.values()
    }

    kept = {*change.takes, *change.sets, *([change.stamps] if change.stamps else [])}
    assert kept <= shown


@pytest.mark.parametrize("name", sorted(customers_eyes.FACTS))
def test_customers_are_shown_fields_that_exist(name: str) -> None:
    """The list of what customers see names facts and fields of the published language."""
    assert set(customers_eyes.FACTS[name]) <= set(OF_CASES[name].model_fields)


@pytest.mark.parametrize("section", sorted(customers_eyes.SECTIONS))
def test_customers_are_shown_sections_and_fields_that_exist(section: str) -> None:
    """A misspelt field would silently be hidden."""
    assert set(customers_eyes.SECTIONS[section]) <= set(VIEWS[section].model_fields) - ALWAYS


def test_every_refusal_has_texts_in_both_languages() -> None:
    """And no two refusals share a code."""
    catalogue = Catalogue.load("gateway")

    assert missing_texts(refusals_of("gateway"), catalogue) == []
