"""Intake keeps to what it declares: subscriptions, rights, refusals, events, tables, routes."""

import dataclasses
import re
from pathlib import Path
from typing import Any

import pytest

from aftercare_contracts.base import Event
from aftercare_contracts.catalogue import events_of
from aftercare_contracts.topology import SUBSCRIPTIONS
from aftercare_kit.consumers import by_source
from aftercare_kit.texts import Catalogue, missing_texts, refusals_of
from intake import application
from intake.adapters import work
from intake.adapters.lookups import CONTRACTS
from intake.application.rights import RIGHTS
from intake.bootstrap import service
from intake.domain.handover import HandoverState, Paper, Step
from intake.domain.renewal import RenewalState, RenewalStep
from intake.domain.request import Act, State

MAPPINGS = (
    work.CENTRES,
    work.CUSTOMERS,
    work.CONTACTS,
    work.KEYS,
    work.CONTACT_LOGS,
    work.SITES,
    work.ASSETS,
    work.HOLDS,
    work.VOLUMES,
    work.FILE_ENTRIES,
    work.IMPROVEMENTS,
    work.DELIVERIES,
    work.HANDOVERS,
    work.RENEWALS,
    work.PRODUCT_LINES,
    work.CAMPAIGNS,
    work.POLICIES,
    work.REQUESTS,
    work.FIELD_PAPERS,
    CONTRACTS,
)
PERSONAL = {"phone", "email", "address", "contact_id", "contact", "description", "invoice_no"}


def _code() -> str:
    sources = Path(application.__file__ or "").parent.rglob("*.py")
    return "".join(source.read_text(encoding="utf-8") for source in sources)


def test_intake_reacts_to_what_it_subscribes_to_and_to_nothing_else() -> None:
    """The consumer of each stream gets exactly these events."""
    declared = {source: set(events) for source, events in SUBSCRIPTIONS["intake"].items()}
    reacted = by_source(service().reactions.handlers)

    assert {source: set(events) for source, events in reacted.items()} == declared


def test_every_refusal_state_and_act_has_its_words_in_both_languages() -> None:
    """A catalogue with a gap does not load; a refusal without text is found here."""
    catalogue = Catalogue.load("intake")

    assert missing_texts(refusals_of("intake"), catalogue) == []
    assert {*State, *Act, *HandoverState, *Paper, *Step, *RenewalState, *RenewalStep} - set(
        catalogue.words
    ) == set()


def test_every_text_belongs_to_a_refusal_or_a_notice() -> None:
    """No text outlives its rule."""
    own = set(Catalogue.load("intake").texts) - set(Catalogue.load().texts)

    told = set(re.findall(r'(?:[Nn]otice|task)\(\s*(?:kind=)?"([a-z-]+)"', _code()))
    told -= set(Catalogue.load().texts)
    assert own == {refusal.code for refusal in refusals_of("intake")} | told


@pytest.mark.parametrize("mapping", MAPPINGS, ids=lambda mapping: mapping.table.name)
def test_a_table_has_one_column_per_field(mapping: Any) -> None:
    """Nothing of an aggregate is lost, nothing else is stored."""
    fields = {field.name for field in dataclasses.fields(mapping.kind)}

    assert set(mapping.table.columns.keys()) == fields


def test_every_published_event_is_said_somewhere() -> None:
    """No event of intake is declared and never announced."""
    said = {event.__name__ for event in events_of("intake") if f"{event.__name__}(" in _code()}

    assert said == {event.__name__ for event in events_of("intake")}


@pytest.mark.rule("004-5.3.1.3")
@pytest.mark.parametrize("event", events_of("intake"), ids=lambda event: event.type)
def test_no_event_carries_personal_data(event: type[Event]) -> None:
    """People, addresses and what callers told stay in intake."""
    assert not set(event.model_fields) & PERSONAL


def test_every_permission_is_asked_for_and_carried_by_somebody() -> None:
    """A right nobody has is a route nobody can use; one nobody asks for guards nothing."""
    asked = set(re.findall(r'RIGHTS\.(?:require|allows)\([\w. ()]+, "([a-z_.]+)"\)', _code()))

    assert asked == RIGHTS.permissions
    assert all(RIGHTS._roles[permission] for permission in RIGHTS.permissions)
