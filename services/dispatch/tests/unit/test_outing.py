"""The application for an outing: what it says, who decides it, and what cannot be done without."""

from dataclasses import replace

import pytest

from aftercare_kit.errors import ActBeforeItsCause
from dispatch.domain import errors
from dispatch.domain.outing import LONGEST, OutingState, must_be_alone, must_be_approved
from services.dispatch.tests.aggregates import HOUR, NINE, a_work_order, an_outing, key


@pytest.mark.rule("002-4.4.2")
@pytest.mark.parametrize("state", [state for state in OutingState if state != "approved"])
def test_nobody_leaves_without_an_approved_application(state: OutingState) -> None:
    """Nor with one for another scheme."""
    outing = an_outing()
    outing.state = state
    other = an_outing(scheme_id=key(99))
    other.state = OutingState.APPROVED
    with pytest.raises(errors.OutingNotApproved):
        must_be_approved([outing, other], outing.scheme_id)
    outing.state = OutingState.APPROVED
    must_be_approved([other, outing], outing.scheme_id)


@pytest.mark.rule("002-4.4.2")
@pytest.mark.parametrize(("asked", "asks"), [({}, False), ({"outing.application": "always"}, True)])
def test_the_policy_says_whether_an_application_is_needed(
    asked: dict[str, str], asks: bool
) -> None:
    assert a_work_order(parameters=asked).asks_application is asks


def test_the_last_step_lets_people_leave() -> None:
    outing = an_outing()
    outing.pass_step("sun", NINE, last=False)
    assert outing.state is OutingState.IN_REVIEW
    outing.pass_step("gm", NINE + HOUR, last=True)
    assert (outing.state, outing.decided_by) == (OutingState.APPROVED, "gm")
    with pytest.raises(errors.OutingNotInReview):
        outing.give_back("gm", NINE + HOUR, "too dear")


def test_no_decision_lies_before_the_application() -> None:
    with pytest.raises(ActBeforeItsCause):
        an_outing().give_back("sun", NINE - HOUR, "too dear")


def test_one_application_for_the_outing_of_a_scheme() -> None:
    """A returned one leaves room for the next; a withdrawn one is withdrawn once."""
    outing = an_outing()
    with pytest.raises(errors.OutingAppliedForAlready):
        must_be_alone([outing], outing.scheme_id)
    must_be_alone([outing], key(99))
    outing.give_back("sun", NINE, "too dear")
    must_be_alone([outing], outing.scheme_id)
    with pytest.raises(errors.OutingNotInReview):
        outing.withdraw()


@pytest.mark.parametrize("away", [-HOUR, 0 * HOUR, LONGEST + HOUR])
def test_an_outing_has_an_end(away: object) -> None:
    journey = an_outing().journey
    with pytest.raises(errors.OutingWindowInvalid):
        replace(journey, returns_at=journey.leaves_at + away)
