"""A complaint's steps, who may take them, and its three promises."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from aftercare_kit.errors import ActBeforeItsCause
from feedback.domain import errors
from feedback.domain.case_promise import FIRST_REPLY, OPINION, SOLUTION
from feedback.domain.complaint import Complaint
from feedback.domain.complaint_steps import BEFORE, ComplaintState
from services.feedback.tests import builders as a

LATER = a.NOON + a.HOUR


STEPS: dict[ComplaintState, Callable[[Complaint], object]] = {
    ComplaintState.OPINION: lambda c: c.give_opinion(LATER, "zhao", "Send somebody"),
    ComplaintState.REPLIED: lambda c: c.answer(LATER, "Somebody comes", agreed=True),
    ComplaintState.HANDLED: lambda c: c.handle(LATER, "zhao", "Cleared"),
    ComplaintState.CLOSURE_REQUESTED: lambda c: c.request_closure(
        LATER, "zhao", **a.a_closure_request()
    ),
    ComplaintState.CLOSED: a.close,
    ComplaintState.REOPENED: a.reopen,
}


@pytest.mark.rule("003-2.2.2d")
@pytest.mark.rule("003-2.2.2e")
@pytest.mark.parametrize("to", STEPS)
@pytest.mark.parametrize("state", ComplaintState)
def test_a_step_is_taken_from_the_states_before_it_and_from_no_other(
    state: ComplaintState, to: ComplaintState
) -> None:
    """Every state against every step."""
    complaint = a.a_complaint()
    complaint.state, complaint.agreed = state, True

    if state in BEFORE[to]:
        STEPS[to](complaint)
        assert complaint.state is to
    else:
        with pytest.raises(errors.ComplaintOutOfOrder):
            STEPS[to](complaint)
        assert complaint.state is state


def test_every_state_but_the_first_is_reached_by_a_step() -> None:
    """The table of steps is complete."""
    assert set(BEFORE) == set(ComplaintState) - {ComplaintState.ACCEPTED} == set(STEPS)


@pytest.mark.rule("003-2.2.2f")
@pytest.mark.rule("003-2.2.2g")
def test_first_reply_is_due_in_two_hours_and_solution_in_half_a_month() -> None:
    """Accepted 1 March 10:00: first reply 12:00, solved by 16 March 10:00."""
    complaint = a.a_complaint(at=a.NOON)

    assert complaint.promise(FIRST_REPLY).due_at == a.NOON + 2 * a.HOUR
    assert complaint.promise(SOLUTION).due_at == a.NOON + timedelta(days=15)


@pytest.mark.rule("003-2.2.2c")
def test_the_customer_is_consulted_until_agreed() -> None:
    """Nothing is handled before; only the first reply keeps the promise of a reply."""
    complaint = a.a_complaint()
    complaint.give_opinion(a.NOON, "zhao", "Send somebody")

    assert complaint.answer(a.NOON + a.HOUR, "Next month", agreed=False)
    with pytest.raises(errors.CustomerNotAgreed):
        complaint.handle(LATER, "zhao", "Cleared")
    assert not complaint.answer(a.NOON + 5 * a.HOUR, "Tomorrow", agreed=True)

    assert complaint.replied_at == a.NOON + a.HOUR
    assert complaint.promise(FIRST_REPLY).in_time is True
    complaint.handle(a.NOON + 6 * a.HOUR, "zhao", "Cleared")


@pytest.mark.rule("003-2.2.2d")
@pytest.mark.parametrize(
    ("missing", "refusal", "field"),
    [
        ("statement", errors.ResultStatementMissing, "result"),
        ("improvement", errors.ResultStatementMissing, "improvement"),
        ("responsible_persons", errors.ResponsiblePersonsMissing, "responsible_persons"),
    ],
)
def test_a_closure_request_states_result_improvement_and_responsible_persons(
    missing: str, refusal: type[errors.Conflict], field: str
) -> None:
    """Each of the three is needed; the refusal names the one that is missing."""
    complaint = a.a_handled_complaint()

    with pytest.raises(refusal) as caught:
        complaint.request_closure(LATER, "zhao", **a.a_closure_request(**{missing: None}))

    assert caught.value.field == field
    assert complaint.state is ComplaintState.HANDLED


def test_a_step_is_not_taken_before_the_one_it_follows() -> None:
    """Time runs one way, also on paper."""
    with pytest.raises(ActBeforeItsCause) as caught:
        a.a_complaint().give_opinion(a.NOON - a.HOUR, "zhao", "Send somebody")

    assert caught.value.rule == "003-2.2.2b"


def test_a_missed_promise_is_news_once() -> None:
    """And not at all when it was kept."""
    complaint = a.a_complaint()

    assert complaint.miss(FIRST_REPLY)
    assert not complaint.miss(FIRST_REPLY)
    complaint.give_opinion(a.NOON, "zhao", "Send somebody")
    assert not complaint.miss(OPINION)
