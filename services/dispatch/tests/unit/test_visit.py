"""A visit goes planned, accepted, departed, arrived, finished, in this order."""

from dataclasses import asdict
from datetime import timedelta

import pytest

from aftercare_kit.errors import ActBeforeItsCause
from dispatch.domain import errors
from dispatch.domain.visit import LONGEST, Plan, Visit, VisitState
from services.dispatch.tests.aggregates import HOUR, MINUTE, NINE, a_visit, a_work_order, key

STEPS = ("accept", "depart", "arrive", "finish")


def step(visit: Visit, name: str, hour: int = 1) -> None:
    fixed = {"fixed": True} if name == "finish" else {}
    getattr(visit, name)(NINE + hour * HOUR, **fixed)


def brought_to(state: VisitState) -> Visit:
    """A visit that has come as far as this."""
    visit = a_visit()
    if state is VisitState.CANCELLED:
        visit.cancel()
    for name in STEPS[: list(VisitState).index(state)] if visit.open else ():
        step(visit, name)
    assert visit.state is state
    return visit


@pytest.mark.rule("001-F1")
@pytest.mark.parametrize("state", VisitState)
@pytest.mark.parametrize("name", STEPS)
def test_each_step_follows_one_state_only(state: VisitState, name: str) -> None:
    """Out of its turn a step is refused, and the visit stays as it was."""
    visit = brought_to(state)
    if STEPS.index(name) == list(VisitState).index(state):
        step(visit, name)
        return
    before = asdict(visit)
    with pytest.raises(errors.VisitOutOfOrder) as refused:
        step(visit, name)
    assert refused.value.facts["state"] is state
    assert asdict(visit) == before


@pytest.mark.rule("004-5.2.4.2")
def test_a_repair_is_planned_with_somebody_who_receives_the_engineer() -> None:
    """Where the policy asks; a visit that is moved keeps its contact unless another is named."""
    a_work_order().must_know_contact(None)
    asking = a_work_order(parameters={"visit.contact": "named"})
    asking.must_know_contact(key(20))
    with pytest.raises(errors.ContactUnnamed) as refused:
        asking.must_know_contact(None)
    assert (refused.value.rule, refused.value.field) == ("004-5.2.4.2", "contact_id")
    visit = a_visit()
    plan = Plan(visit.planned_from, visit.planned_to)
    for said, kept in ((key(20), key(20)), (None, key(20)), (key(21), key(21))):
        visit.reschedule(visit.engineer_id, visit.engineer_name, None, plan, NINE, said)
        assert visit.contact_id == kept


@pytest.mark.rule("002-4.4.3c")
def test_each_step_leaves_its_time() -> None:
    """Times of departure, arrival and finish are those the engineer gave."""
    visit = a_visit()
    for hour, name in enumerate(STEPS, start=1):
        step(visit, name, hour)

    hours = [visit.departed_at, visit.arrived_at, visit.finished_at, visit.last_act_at]
    assert hours == [NINE + n * HOUR for n in (2, 3, 4, 4)]
    assert visit.fixed


@pytest.mark.rule("001-F1")
def test_no_step_precedes_the_one_before() -> None:
    """Departure at nine after an acceptance at ten is refused."""
    visit = brought_to(VisitState.ACCEPTED)
    with pytest.raises(ActBeforeItsCause) as refused:
        visit.depart(NINE)
    assert refused.value.rule == "001-F1"


@pytest.mark.rule("001-5.5.4")
def test_only_the_named_engineer_carries_the_visit_out() -> None:
    """A token that names no engineer has a wider right."""
    visit = a_visit()
    visit.must_be_for(key(7))
    visit.must_be_for(None)
    with pytest.raises(errors.NotYourVisit):
        visit.must_be_for(key(70))


@pytest.mark.parametrize("state", VisitState)
def test_a_visit_moves_until_somebody_departs(state: VisitState) -> None:
    """Moved, it is to be accepted again; the acceptance of the old plan is worth nothing."""
    visit = brought_to(state)
    begins = NINE + timedelta(days=3)
    if state not in {VisitState.PLANNED, VisitState.ACCEPTED}:
        with pytest.raises(errors.VisitOutOfOrder):
            visit.reschedule(key(70), "Wu Jie", None, Plan(begins, begins + HOUR), NINE + 2 * HOUR)
        return

    visit.reschedule(key(70), "Wu Jie", None, Plan(begins, begins + HOUR), NINE + 2 * HOUR)

    assert (visit.state, visit.engineer_id) == (VisitState.PLANNED, key(70))
    with pytest.raises(ActBeforeItsCause):
        visit.accept(NINE + HOUR)


@pytest.mark.parametrize("length", [timedelta(), -MINUTE, LONGEST + MINUTE])
def test_a_visit_ends_after_it_begins_and_within_two_weeks(length: timedelta) -> None:
    """Planned or moved, and a refused move leaves the plan as it was."""
    with pytest.raises(errors.VisitWindowInvalid):
        a_visit(hours=length / HOUR)
    a_visit(hours=LONGEST / HOUR)

    visit = a_visit()
    before = asdict(visit)
    with pytest.raises(errors.VisitWindowInvalid):
        visit.reschedule(key(70), "Wu Jie", None, Plan(NINE, NINE + length), NINE)
    assert asdict(visit) == before


@pytest.mark.parametrize("state", VisitState)
def test_an_open_visit_is_given_up_and_says_whether_parts_are_out(state: VisitState) -> None:
    """Finished and cancelled visits stay what they are."""
    visit = brought_to(state)
    if state in {VisitState.FINISHED, VisitState.CANCELLED}:
        with pytest.raises(errors.VisitOutOfOrder):
            visit.cancel()
        return
    assert visit.cancel() is (state in {VisitState.DEPARTED, VisitState.ARRIVED})
    assert not visit.open


@pytest.mark.rule("002-4.4.3b")
def test_the_head_of_a_visit_that_was_given_up_is_not_written() -> None:
    visit = a_visit()
    visit.write_head("Exchange the board", "wang", NINE)
    visit.cancel()
    with pytest.raises(errors.VisitOutOfOrder):
        visit.write_head("Another", "wang", NINE)
    assert visit.task == "Exchange the board"
