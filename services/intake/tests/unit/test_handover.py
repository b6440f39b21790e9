"""A hand-over keeps its order, its six documents and its two reviews, whatever is tried."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftercare_kit.errors import ActBeforeItsCause, Refusal
from intake.domain import errors
from intake.domain.contract import PeriodTerms
from intake.domain.handover import (
    STEPS,
    Attendee,
    Document,
    FinalAcceptance,
    Handover,
    HandoverState,
    Paper,
    Step,
)

NINE = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
LATER = NINE + timedelta(hours=1)
ACCEPTED = date(2026, 3, 2)
REGION, FIELD = Attendee("regional_manager", "qian"), Attendee("field_engineer", "zhao")
MANAGER = Attendee("project_manager", "li")


def a_handover(**other: Any) -> Handover:
    """A large project, nothing done yet."""
    values: dict[str, Any] = {
        "id": uuid4(),
        "region": "cn",
        "customer_id": uuid4(),
        "centre": "shenzhen",
        "project_no": "AB-1",
        "name": "Metro line 9",
        "size": "large",
        "project_manager": "li",
        "receiver": "regional_manager",
        "agreed": PeriodTerms("HT-9", 24, [], [], "telecom-project"),
        "last_act_at": NINE,
    }
    return Handover(**values | other)


def papers(*without: Paper) -> list[Document]:
    """The documents of a file, but for some."""
    return [Document(one, one.value, f"DOC/{one}") for one in Paper if one not in without]


DO: dict[Step, Callable[[Handover, datetime], object]] = {
    Step.COMPLETE_FILE: lambda h, at: h.complete_file(at),
    Step.ACCEPT_INITIALLY: lambda h, at: h.accept_initially(at, ACCEPTED, [REGION]),
    Step.HOLD_MEETING: lambda h, at: h.hold_meeting(at, [MANAGER, REGION], "All open points"),
    Step.REVIEW_FILE: lambda h, at: h.review(at),
    Step.CONFIRM_FILE: lambda h, at: h.confirm(at),
    Step.RETURN_FILE: lambda h, at: h.give_back(at),
    Step.SUBMIT_AGAIN: lambda h, at: h.submit_again(at),
    Step.ACCEPT_FINALLY: lambda h, at: h.accept_finally(
        at, FinalAcceptance(date(2026, 9, 1), "FA-9", "runs well", "spares are short")
    ),
}


def up_to(step: Step) -> Handover:
    """A hand-over that stands right before the step."""
    handover = a_handover(documents=papers())
    ways = [
        Step.COMPLETE_FILE,
        Step.ACCEPT_INITIALLY,
        Step.HOLD_MEETING,
        Step.REVIEW_FILE,
        Step.CONFIRM_FILE,
        Step.ACCEPT_FINALLY,
    ]
    if step is Step.RETURN_FILE:
        step = Step.REVIEW_FILE
    if step is Step.SUBMIT_AGAIN:
        handover = up_to(Step.REVIEW_FILE)
        DO[Step.RETURN_FILE](handover, LATER)
        return handover
    for one in ways[: ways.index(step)]:
        DO[one](handover, LATER)
    return handover


@pytest.mark.rule("000-6.2.1")
@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("state", HandoverState)
def test_a_step_follows_only_where_the_table_says(state: HandoverState, step: Step) -> None:
    """Ready, accepted, handed over, reviewed twice: no step is left out or taken early."""
    handover = up_to(step)
    handover.state = state
    before, after = STEPS[step]
    if state in before:
        DO[step](handover, LATER)
        assert handover.state is after
        return
    with pytest.raises(errors.HandoverOutOfOrder):
        DO[step](handover, LATER)
    assert handover.state is state


@pytest.mark.rule("000-6.2.1")
@pytest.mark.parametrize("step", Step)
def test_no_step_precedes_the_one_before(step: Step) -> None:
    handover = up_to(step)
    with pytest.raises(ActBeforeItsCause):
        DO[step](handover, NINE - timedelta(seconds=1))


@pytest.mark.rule("000-6.1")
@pytest.mark.rule("000-4.1a")
@pytest.mark.parametrize("paper", Paper)
def test_a_file_with_five_of_six_documents_is_refused_and_the_missing_one_named(
    paper: Paper,
) -> None:
    handover = a_handover(documents=papers(paper))
    with pytest.raises(errors.CompletionFileIncomplete) as refused:
        handover.complete_file(LATER)
    assert refused.value.facts["missing"] == (paper,)
    assert handover.state is HandoverState.PREPARING


@pytest.mark.rule("000-6.2.2a")
@pytest.mark.parametrize("step", [Step.ACCEPT_INITIALLY, Step.HOLD_MEETING])
def test_a_large_project_is_neither_accepted_nor_handed_over_without_its_region(
    step: Step,
) -> None:
    """The same without the regional manager passes for a small project."""
    act: dict[Step, Callable[[Handover], object]] = {
        Step.ACCEPT_INITIALLY: lambda h: h.accept_initially(LATER, ACCEPTED, [MANAGER, FIELD]),
        Step.HOLD_MEETING: lambda h: h.hold_meeting(LATER, [MANAGER, FIELD], "Minutes"),
    }
    large, small = up_to(step), up_to(step)
    small.size, small.receiver = "small", "field_engineer"
    with pytest.raises(errors.RegionalManagerAbsent):
        act[step](large)
    act[step](small)
    assert small.state is STEPS[step][1]


@pytest.mark.rule("000-6.2.2a")
@pytest.mark.rule("000-6.2.2b")
def test_a_large_projects_file_goes_to_the_region_a_small_ones_to_either() -> None:
    with pytest.raises(errors.LargeProjectNeedsRegion):
        a_handover(receiver="field_engineer")
    for receiver in ("regional_manager", "field_engineer"):
        assert a_handover(size="small", receiver=receiver).receiver == receiver


@pytest.mark.rule("000-4.1b")
def test_who_receives_the_file_takes_part_in_the_meeting_and_it_leaves_minutes() -> None:
    handover = up_to(Step.HOLD_MEETING)
    handover.size, handover.receiver = "small", "field_engineer"
    with pytest.raises(errors.ReceiverAbsent):
        handover.hold_meeting(LATER, [MANAGER, REGION], "Minutes")
    handover.hold_meeting(LATER, [MANAGER, REGION, FIELD], "Minutes")
    assert handover.minutes == "Minutes"
    assert handover.meeting_attended == [MANAGER, REGION, FIELD]


@pytest.mark.rule("000-4.3b")
@pytest.mark.rule("000-4.2c")
def test_a_returned_file_is_mended_and_reviewed_anew_from_the_first_level() -> None:
    handover = up_to(Step.CONFIRM_FILE)
    handover.give_back(LATER)
    handover.file(Document(Paper.CHANGE_RECORDS, "Changes to July", "DOC/7"))
    assert len(handover.documents) == len(Paper)
    handover.submit_again(LATER)
    with pytest.raises(errors.HandoverOutOfOrder):
        handover.confirm(LATER)
    assert handover.state is HandoverState.UNDER_REVIEW


@pytest.mark.rule("000-6.2.1")
@pytest.mark.parametrize("state", HandoverState)
def test_only_a_file_that_was_handed_in_is_judged(state: HandoverState) -> None:
    handover = a_handover(state=state)
    if state in {HandoverState.UNDER_REVIEW, HandoverState.REVIEWED}:
        handover.must_be_reviewed()
        return
    with pytest.raises(errors.HandoverOutOfOrder):
        handover.must_be_reviewed()


@pytest.mark.rule("000-4.1a")
def test_nobody_changes_the_file_while_it_is_reviewed() -> None:
    handover = up_to(Step.REVIEW_FILE)
    with pytest.raises(errors.HandoverOutOfOrder):
        handover.file(Document(Paper.CONFIGURATION, "Another", "DOC/8"))


@pytest.mark.rule("000-4.3d")
def test_final_acceptance_follows_the_initial_one_and_is_kept() -> None:
    handover = up_to(Step.ACCEPT_FINALLY)
    early = FinalAcceptance(date(2026, 3, 1), "FA-9", "runs well", "spares are short")
    with pytest.raises(errors.FinalBeforeInitial):
        handover.accept_finally(LATER, early)
    DO[Step.ACCEPT_FINALLY](handover, LATER)
    assert handover.final is not None
    assert handover.final.engineers_opinion == "spares are short"


@given(st.lists(st.sampled_from(Step), max_size=25))
def test_whatever_is_tried_nothing_is_completed_without_its_steps(tried: list[Step]) -> None:
    """In service means: six documents, an acceptance, a meeting, and two levels of review."""
    handover, done = a_handover(documents=papers()), list[Step]()
    for step in tried:
        try:
            DO[step](handover, LATER)
        except Refusal:
            continue
        done.append(step)
    if handover.state in {HandoverState.COMPLETED, HandoverState.FINALLY_ACCEPTED}:
        assert handover.missing == ()
        assert handover.accepted_on == ACCEPTED
        assert handover.minutes
        last = done.index(Step.CONFIRM_FILE)
        assert done[last - 1] is Step.REVIEW_FILE
