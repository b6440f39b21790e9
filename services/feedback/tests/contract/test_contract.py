"""Feedback keeps to what it declares: subscriptions, rights, refusals, events, tables."""

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from aftercare_contracts.catalogue import events_of
from aftercare_contracts.topology import SUBSCRIPTIONS
from aftercare_kit.consumers import by_source
from aftercare_kit.texts import Catalogue, missing_texts, refusals_of
from feedback import application
from feedback.adapters import work
from feedback.application.rights import RIGHTS
from feedback.bootstrap import service
from feedback.domain.call_back import CallBackState
from feedback.domain.complaint_steps import ComplaintState
from feedback.domain.survey import SurveyState
from feedback.domain.verification import VerificationState

MAPPINGS = (work.CASES, work.CALL_BACKS, work.VERIFICATIONS, work.SURVEYS, work.COMPLAINTS)


def test_feedback_reacts_to_what_it_subscribes_to_and_to_nothing_else() -> None:
    """The consumer of each stream gets exactly these events."""
    declared = {source: set(events) for source, events in SUBSCRIPTIONS["feedback"].items()}
    reacted = by_source(service().reactions.handlers)

    assert {source: set(events) for source, events in reacted.items()} == declared


def test_every_refusal_and_every_state_has_its_words_in_both_languages() -> None:
    """A catalogue with a gap does not load; a refusal without text is found here."""
    catalogue = Catalogue.load("feedback")
    states = {*ComplaintState, *SurveyState, *VerificationState, *CallBackState}

    assert missing_texts(refusals_of("feedback"), catalogue) == []
    assert states - set(catalogue.words) == set()


def test_every_text_belongs_to_a_refusal() -> None:
    """No text outlives its rule."""
    own = set(Catalogue.load("feedback").texts) - set(Catalogue.load().texts)

    assert own == {refusal.code for refusal in refusals_of("feedback")}


@pytest.mark.parametrize("mapping", MAPPINGS, ids=lambda mapping: mapping.table.name)
def test_a_table_has_one_column_per_field(mapping: Any) -> None:
    """Nothing of an aggregate is lost, nothing else is stored."""
    fields = {field.name for field in dataclasses.fields(mapping.kind)}

    assert set(mapping.table.columns.keys()) == fields


def test_every_published_event_is_said_somewhere() -> None:
    """No event of feedback is declared and never announced."""
    sources = Path(application.__file__ or "").parent.rglob("*.py")
    code = "".join(source.read_text(encoding="utf-8") for source in sources)

    said = {event.__name__ for event in events_of("feedback") if f"{event.__name__}(" in code}
    assert said == {event.__name__ for event in events_of("feedback")}


def test_every_permission_is_carried_by_somebody() -> None:
    """A right nobody has is a route nobody can use."""
    assert all(RIGHTS._roles[permission] for permission in RIGHTS.permissions)
