"""A verification has one outcome, with a reason where the customer is not satisfied."""

import pytest

from aftercare_kit.errors import ActBeforeItsCause
from feedback.domain import errors
from feedback.domain.verification import VerificationState
from services.feedback.tests import builders as a


@pytest.mark.rule("002-4.4.1c")
def test_a_verification_recorded_within_48_hours_keeps_its_promise() -> None:
    """The due time counts from when the work was done."""
    verification = a.a_verification()
    verification.record(a.NOON + 48 * a.HOUR, "agent", satisfied=True, reason=None)

    assert verification.state is VerificationState.SATISFIED
    assert verification.promise.in_time is True
    assert verification.recorded_by == "agent"


@pytest.mark.rule("002-4.4.1c")
def test_an_unsatisfied_customer_needs_a_reason() -> None:
    """Without one nothing is recorded."""
    verification = a.a_verification()

    with pytest.raises(errors.UnsatisfiedReasonMissing):
        verification.record(a.NOON, "agent", satisfied=False, reason=None)
    assert verification.open

    verification.record(a.NOON, "agent", satisfied=False, reason="It fails again")
    assert verification.state is VerificationState.UNSATISFIED


@pytest.mark.rule("002-4.4.1c")
def test_nobody_confirms_work_before_it_was_done() -> None:
    """An outcome lies at or after the resolution."""
    with pytest.raises(ActBeforeItsCause, match="act-before-its-cause"):
        a.a_verification().record(a.NOON - a.HOUR, "agent", satisfied=True, reason=None)


def test_an_outcome_stands() -> None:
    """Neither a second outcome nor a cancellation undoes it."""
    verification = a.a_verification()
    verification.record(a.NOON, "agent", satisfied=True, reason=None)

    with pytest.raises(errors.VerificationNotOpen):
        verification.record(a.NOON, "agent", satisfied=False, reason="Changed my mind")
    with pytest.raises(errors.VerificationNotOpen):
        verification.cancel()


def test_a_missed_verification_is_news_once_and_can_still_be_made() -> None:
    """Asked late is better than not asked."""
    verification = a.a_verification()

    assert verification.miss()
    assert not verification.miss()

    verification.record(a.NOON + 49 * a.HOUR, "agent", satisfied=True, reason=None)
    assert verification.promise.in_time is False
    assert verification.promise.overdue


def test_a_verification_with_an_outcome_is_not_missed() -> None:
    """A timer that fires all the same has nothing to say."""
    verification = a.a_verification()
    verification.cancel()

    assert not verification.miss()
    assert verification.state is VerificationState.CANCELLED
