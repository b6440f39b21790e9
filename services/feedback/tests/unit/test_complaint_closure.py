"""Who closes a complaint, on whose word, and what a reopened one owes."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from feedback.domain import errors
from feedback.domain.case_promise import OPINION, SOLUTION
from feedback.domain.complaint_steps import ComplaintState, Level
from services.feedback.tests import builders as a

LATER = a.NOON + a.HOUR


@pytest.mark.rule("003-2.2.2e")
def test_a_complaint_is_closed_only_on_the_customers_word() -> None:
    """Not confirmed is not closed."""
    complaint = a.a_complaint_to_close()

    with pytest.raises(errors.CustomerNotSatisfied):
        a.close(complaint, confirmed=False)

    assert a.close(complaint, call_back="All fine now")
    assert (complaint.closed_by, complaint.call_back) == ("centre", "All fine now")


@pytest.mark.parametrize("decide", [a.close, a.reopen])
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
    a.reopen(complaint)
    complaint.give_opinion(LATER, "qian", "Replace the board")
    complaint.answer(LATER, "We replace it", agreed=True)
    complaint.handle(LATER, "qian", "Replaced")
    complaint.request_closure(LATER, "qian", **a.a_closure_request())

    assert complaint.handlers == ["zhao", "qian"]
    with pytest.raises(errors.HandlingDeskMayNotClose):
        a.close(complaint, by="zhao")


@pytest.mark.rule("003-2.2.2e")
def test_a_reopened_complaint_needs_another_opinion_while_the_solution_clock_runs_on() -> None:
    """The handling sheet goes out again; the half month counts from the acceptance."""
    complaint = a.a_complaint_to_close()
    a.reopen(complaint)

    assert complaint.promise(OPINION).open
    assert complaint.promise(OPINION).due_at == LATER + 2 * a.HOUR
    assert complaint.promise(SOLUTION).due_at == a.NOON + timedelta(days=15)
    assert not complaint.agreed


@pytest.mark.rule("004-5.3.2.2b")
def test_serious_complaints_and_those_without_agreement_are_mediated() -> None:
    """By the certified service manager."""
    complaint = a.a_complaint_to_close()
    assert not complaint.mediated

    a.reopen(complaint)

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
