"""A scheme on its way through review and past its customer."""

import pytest

from aftercare_kit.errors import ActBeforeItsCause
from dispatch.domain import errors
from dispatch.domain.scheme import Scheme, SchemeState
from services.dispatch.tests.aggregates import (
    HOUR,
    MINUTE,
    NINE,
    a_consent,
    a_proposal,
    a_scheme,
)


def approve(scheme: Scheme, by: str = "sun", then: SchemeState | None = None) -> bool:
    return scheme.pass_step("review", by, NINE + HOUR, then=then)


@pytest.mark.rule("002-4.2.2b")
def test_one_approval_releases_an_ordinary_scheme_once() -> None:
    """What is approved cannot be approved again, so its parts are never asked for twice."""
    scheme = a_scheme()

    assert approve(scheme)
    assert (scheme.state, scheme.approvals[0].step) == (SchemeState.APPROVED, "review")
    with pytest.raises(errors.SchemeNotInReview):
        approve(scheme)


@pytest.mark.rule("002-4.2.2c")
def test_a_major_problems_scheme_waits_for_the_general_manager() -> None:
    """Until the last step is taken it releases nothing."""
    scheme = a_scheme(major=True)
    assert not approve(scheme, then=SchemeState.AWAITING_GENERAL_MANAGER)
    assert scheme.state is SchemeState.AWAITING_GENERAL_MANAGER
    assert approve(scheme, "gm")


@pytest.mark.rule("002-4.3.3b")
def test_a_reviewed_scheme_waits_for_the_customer_where_the_policy_asks() -> None:
    """Their word is kept as it was given; without it nothing is released."""
    scheme = a_scheme(consent_needed=True)
    with pytest.raises(errors.ConsentNotAsked):
        scheme.hear_customer(a_consent())
    assert not approve(scheme)
    assert scheme.state is SchemeState.AWAITING_CUSTOMER
    with pytest.raises(ActBeforeItsCause):
        scheme.hear_customer(a_consent(NINE))

    assert scheme.hear_customer(a_consent())
    assert (scheme.state, scheme.consent) == (SchemeState.APPROVED, a_consent())


@pytest.mark.rule("002-4.3.3b")
def test_a_scheme_the_customer_refuses_goes_back_to_its_author() -> None:
    """The mended one is asked for again: an old word does not count for a new text."""
    scheme = a_scheme(consent_needed=True)
    approve(scheme)
    assert not scheme.hear_customer(a_consent(given=False))
    assert scheme.state is SchemeState.RETURNED

    scheme.resubmit("zhao", NINE + 2 * HOUR, a_proposal("Torque too high"))
    assert (scheme.state, scheme.consent) == (SchemeState.IN_REVIEW, None)


@pytest.mark.rule("000-6.4")
def test_a_returned_scheme_comes_back_from_its_author_and_is_reviewed_anew() -> None:
    """Approvals of the old text do not count for the new one."""
    scheme = a_scheme(major=True)
    approve(scheme, then=SchemeState.AWAITING_GENERAL_MANAGER)
    scheme.give_back(NINE + HOUR, "name the torque")
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
        scheme.give_back(NINE + HOUR, "too late")


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
        scheme.pass_step("review", "sun", NINE - MINUTE, then=None)
    assert refused.value.rule == "002-4.2.2b"

    approve(scheme, then=SchemeState.AWAITING_GENERAL_MANAGER)
    with pytest.raises(ActBeforeItsCause):
        scheme.pass_step("general_manager", "gm", NINE, then=None)
    scheme.give_back(NINE + 2 * HOUR, "why")
    with pytest.raises(ActBeforeItsCause):
        scheme.resubmit("zhao", NINE + HOUR, a_proposal())
