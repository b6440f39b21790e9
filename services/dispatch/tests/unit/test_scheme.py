"""A scheme on its way through review."""

import pytest

from aftercare_kit.errors import ActBeforeItsCause
from dispatch.domain import errors
from dispatch.domain.scheme import Scheme, SchemeState
from services.dispatch.tests.aggregates import HOUR, MINUTE, NINE, a_proposal, a_scheme


def approve(scheme: Scheme, by: str = "sun", *, gm: bool = False) -> bool:
    return scheme.approve(by, NINE + HOUR, general_manager=gm)


@pytest.mark.rule("002-4.2.2b")
def test_one_approval_releases_an_ordinary_scheme_once() -> None:
    """What is approved cannot be approved again, so its parts are never asked for twice."""
    scheme = a_scheme()

    assert approve(scheme)
    assert (scheme.state, scheme.approvals[0].step) == (SchemeState.APPROVED, "review")
    with pytest.raises(errors.SchemeNotInReview):
        approve(scheme)


@pytest.mark.rule("000-6.4")
@pytest.mark.parametrize("gm", [False, True])
def test_the_author_decides_nothing_about_the_own_scheme(gm: bool) -> None:
    """Neither approves nor returns it, not even as general manager."""
    scheme = a_scheme(author="zhao")
    with pytest.raises(errors.AuthorMayNotApprove):
        approve(scheme, "zhao", gm=gm)
    with pytest.raises(errors.AuthorMayNotApprove):
        scheme.give_back("zhao", NINE, "mine")


@pytest.mark.rule("002-4.2.2c")
def test_a_major_problems_scheme_passes_review_and_then_the_general_manager() -> None:
    """However many reviewers agree, it waits for the general manager."""
    scheme = a_scheme(major=True)

    assert not approve(scheme)
    with pytest.raises(errors.GeneralManagerMustApprove):
        approve(scheme, "qian")
    assert approve(scheme, "gm", gm=True)
    assert [step.step for step in scheme.approvals] == ["review", "general_manager"]


@pytest.mark.rule("002-4.2.2c")
def test_the_general_manager_alone_releases_a_major_problems_scheme() -> None:
    """The higher approval holds the lower one."""
    scheme = a_scheme(major=True)
    assert approve(scheme, "gm", gm=True)
    assert [step.step for step in scheme.approvals] == ["general_manager"]


@pytest.mark.rule("000-6.4")
def test_a_returned_scheme_comes_back_from_its_author_and_is_reviewed_anew() -> None:
    """Approvals of the old text do not count for the new one."""
    scheme = a_scheme(major=True)
    approve(scheme)
    scheme.give_back("gm", NINE + HOUR, "name the torque")
    assert (scheme.state, scheme.returned_because) == (SchemeState.RETURNED, "name the torque")
    assert not scheme.under_way
    with pytest.raises(errors.OnlyAuthorResubmits):
        scheme.resubmit("sun", NINE + HOUR, a_proposal())

    scheme.resubmit("zhao", NINE + 2 * HOUR, a_proposal("Torque too high"))

    assert (scheme.state, scheme.approvals) == (SchemeState.IN_REVIEW, [])
    assert (scheme.returned_because, scheme.submitted_at) == (None, NINE + 2 * HOUR)
    assert scheme.proposal.cause == "Torque too high"


def test_only_a_returned_scheme_is_submitted_again() -> None:
    """One in review is not replaced under the reviewer's eyes."""
    with pytest.raises(errors.SchemeNotReturned):
        a_scheme().resubmit("zhao", NINE, a_proposal())


def test_an_approved_scheme_is_not_returned() -> None:
    """Parts and price follow from it; it can only be withdrawn."""
    scheme = a_scheme()
    approve(scheme)
    with pytest.raises(errors.SchemeNotInReview):
        scheme.give_back("sun", NINE + HOUR, "too late")


def test_a_scheme_is_withdrawn_once() -> None:
    """A withdrawn or returned one is not under way any more."""
    scheme = a_scheme()
    scheme.withdraw()
    assert scheme.state is SchemeState.WITHDRAWN
    with pytest.raises(errors.SchemeNotInReview):
        scheme.withdraw()


@pytest.mark.rule("002-4.2.2b")
def test_no_step_of_the_review_precedes_the_one_before() -> None:
    """Approval after submission, general manager after reviewer, a new text after the return."""
    scheme = a_scheme(major=True)
    with pytest.raises(ActBeforeItsCause) as refused:
        scheme.approve("sun", NINE - MINUTE, general_manager=False)
    assert refused.value.rule == "002-4.2.2b"

    approve(scheme)
    with pytest.raises(ActBeforeItsCause):
        scheme.approve("gm", NINE, general_manager=True)
    scheme.give_back("gm", NINE + 2 * HOUR, "why")
    with pytest.raises(ActBeforeItsCause):
        scheme.resubmit("zhao", NINE + HOUR, a_proposal())
