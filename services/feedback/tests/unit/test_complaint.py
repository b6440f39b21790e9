"""A complaint's steps, who may take them, and its three promises."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from aftercare_kit.errors import ActBeforeItsCause
from feedback.domain import errors
from feedback.domain.case_promise import FIRST_REPLY, OPINION, SOLUTION
from feedback.domain.complaint import Complaint
from feedback.domain.complaint_steps import BEFORE, ComplaintState, Level
from feedback.domain.promised import Promised
from services.feedback.tests import builders as a

LATER = a.NOON + a.HOUR


def close(complaint: Complaint, by: str = "centre", **other: object) -> bool:
    said = {"department": None, "confirmed": True, "call_back": None} | other
    return complaint.close(LATER, by, **said)


def reopen(complaint: Complaint, by: str = "centre", department: str | None = None) -> None:
    opinion = Promised.begun(complaint.promise(OPINION).terms, LATER, LATER)
    complaint.reopen(LATER, by, department=department, reason="It fails again", opinion=opinion)


STEPS: dict[ComplaintState, Callable[[Complaint], object]] = {
    ComplaintState.OPINION: lambda c: c.give_opinion(LATER, "zhao", "Send somebody"),
    ComplaintState.REPLIED: lambda c: c.answer(LATER, "Somebody comes", agreed=True),
    ComplaintState.HANDLED: lambda c: c.handle(LATER, "zhao", "Cleared"),
    ComplaintState.CLOSURE_REQUESTED: lambda c: c.request_closure(
        LATER, "zhao", **a.a_closure_request()
    ),
    ComplaintState.CLOSED: close,
    ComplaintState.REOPENED: reopen,
}


@pytest.mark.rule("003-2.2.2")
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


@pytest.mark.rule("003-2.2.2e")
def test_a_complaint_is_closed_only_on_the_customers_word() -> None:
    """Not confirmed is not closed."""
    complaint = a.a_complaint_to_close()

    with pytest.raises(errors.CustomerNotSatisfied):
        close(complaint, confirmed=False)

    assert close(complaint, call_back="All fine now")
    assert (complaint.closed_by, complaint.call_back) == ("centre", "All fine now")


@pytest.mark.parametrize("decide", [close, reopen])
@pytest.mark.parametrize(("by", "department"), [("zhao", None), ("centre", "SC")])
def test_who_handled_a_complaint_does_not_decide_on_its_closure(
    decide: Callable[..., object], by: str, department: str | None
) -> None:
    """Neither the same person nor anybody of the handling department."""
    complaint = a.a_complaint_to_close()

    with pytest.raises(errors.HandlingDeskMayNotClose):
        decide(complaint, by=by, department=department)
    assert complaint.state is ComplaintState.CLOSURE_REQUESTED


def test_who_handled_it_before_it_was_reopened_counts_too() -> None:
    """A second round does not wipe out who worked on the first."""
    complaint = a.a_complaint_to_close()
    reopen(complaint)
    complaint.give_opinion(LATER, "qian", "Replace the board")
    complaint.answer(LATER, "We replace it", agreed=True)
    complaint.handle(LATER, "qian", "Replaced")
    complaint.request_closure(LATER, "qian", **a.a_closure_request())

    assert complaint.handlers == ["zhao", "qian"]
    with pytest.raises(errors.HandlingDeskMayNotClose):
        close(complaint, by="zhao")


@pytest.mark.rule("003-2.2.2e")
def test_a_reopened_complaint_needs_another_opinion_while_the_solution_clock_runs_on() -> None:
    """The handling sheet goes out again; the half month counts from the acceptance."""
    complaint = a.a_complaint_to_close()
    reopen(complaint)

    assert complaint.promise(OPINION).open
    assert complaint.promise(OPINION).due_at == LATER + 2 * a.HOUR
    assert complaint.promise(SOLUTION).due_at == a.NOON + timedelta(days=15)
    assert not complaint.agreed


@pytest.mark.rule("004-5.3.2.2b")
def test_serious_complaints_and_those_without_agreement_are_mediated() -> None:
    """By the certified service manager."""
    complaint = a.a_complaint_to_close()
    assert not complaint.mediated

    reopen(complaint)

    assert complaint.mediated
    assert a.a_complaint(level=Level.SERIOUS).mediated


@pytest.mark.rule("003-2.2.2g")
@pytest.mark.parametrize(("days", "in_time"), [(15, True), (16, False)])
def test_solved_in_time_means_confirmed_within_half_a_month(days: int, *, in_time: bool) -> None:
    """Handled early but confirmed late is late."""
    complaint = a.a_complaint_to_close()
    at = a.NOON + timedelta(days=days)

    solved = complaint.close(at, "centre", department=None, confirmed=True, call_back=None)

    assert solved is in_time


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
