"""The life of a request, as a table: whatever it does not list is refused."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from aftercare_kit.errors import ActBeforeItsCause
from aftercare_kit.ids import new_id
from intake.domain import errors
from intake.domain.departments import FaultKind
from intake.domain.entitlement import Entitlement
from intake.domain.need import NeedKind
from intake.domain.promise import Judgement
from intake.domain.referral import Origin, Referral
from intake.domain.request import TRANSITIONS, UNRESOLVED, Act, Channel, Request, State

REPORTED = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
LATER = REPORTED + timedelta(hours=1)

PRINTED = {
    (State.REGISTERED, Act.TRIAGE): State.TRIAGED,
    (State.REGISTERED, Act.CANCEL): State.CANCELLED,
    (State.REGISTERED, Act.MERGE): State.MERGED,
    (State.TRIAGED, Act.START_SERVICE): State.IN_SERVICE,
    (State.TRIAGED, Act.RESOLVE): State.RESOLVED,
    (State.TRIAGED, Act.CANCEL): State.CANCELLED,
    (State.TRIAGED, Act.MERGE): State.MERGED,
    (State.IN_SERVICE, Act.RESOLVE): State.RESOLVED,
    (State.IN_SERVICE, Act.CANCEL): State.CANCELLED,
    (State.IN_SERVICE, Act.MERGE): State.MERGED,
    (State.RESOLVED, Act.VERIFY): State.VERIFIED,
    (State.RESOLVED, Act.CLOSE): State.CLOSED,
    (State.VERIFIED, Act.CLOSE): State.CLOSED,
    (State.RESOLVED, Act.REOPEN): State.IN_SERVICE,
}
"""Written out once more by hand, so that a slip in the table shows."""


def a_request(state: State = State.REGISTERED, **other: Any) -> Request:
    fields = {
        "id": new_id(),
        "region": "cn-south",
        "number": "YX260301",
        "customer_id": CUSTOMER,
        "asset_id": new_id(),
        "contact_id": None,
        "asset_serial": "INV-1",
        "product_line": "inverter",
        "site_code": "SZ-1",
        "centre": "shenzhen",
        "zone": "Asia/Shanghai",
        "department": "YX",
        "channel": Channel.PHONE,
        "subject": "No output",
        "description": None,
        "reported_at": REPORTED,
        "registered_at": REPORTED,
        "last_act_at": REPORTED,
        "form_due_at": None,
        "state": state,
    }
    return Request(**fields | other)


CUSTOMER = new_id()


def do(request: Request, act: Act, at: datetime = LATER) -> None:
    """Any act, with whatever else it needs."""
    match act:
        case Act.TRIAGE:
            request.triage(
                at,
                Judgement(
                    "technical_support", 2, major=False, fault_kind=FaultKind.DATA, urban=True
                ),
                handled_by="SJ",
                entitlement=Entitlement("none"),
                policy="base",
                policy_version=1,
            )
        case Act.START_SERVICE:
            request.start_service(at)
        case Act.RESOLVE:
            request.resolve(at)
        case Act.VERIFY:
            request.confirm(at, new_id(), papers_out=1)
        case Act.CLOSE:
            request.close(at)
        case Act.REOPEN:
            request.reopen(at, new_id())
        case Act.CANCEL:
            request.cancel(at, "wrong call")
        case Act.MERGE:
            request.merge_into(a_request(), at)


@pytest.mark.rule("001-F1")
@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("state", State)
def test_an_act_follows_only_where_the_table_says(state: State, act: Act) -> None:
    """Each of the 64 pairs either leads to the printed state or changes nothing."""
    request = a_request(state)
    if (state, act) in PRINTED:
        do(request, act)
        assert request.state is PRINTED[state, act]
        assert request.last_act_at == LATER
        return
    with pytest.raises(errors.RequestOutOfOrder) as refused:
        do(request, act)
    assert refused.value.facts == {"state": state, "act": act}
    assert (request.state, request.last_act_at) == (state, REPORTED)


@pytest.mark.rule("001-F1")
def test_the_table_holds_every_act() -> None:
    """An act without a line could never happen."""
    assert set(TRANSITIONS) == set(Act)


@pytest.mark.rule("001-F1")
@pytest.mark.parametrize(("state", "act"), PRINTED)
def test_no_act_precedes_the_one_it_follows(state: State, act: Act) -> None:
    """A second before the last act is refused, the same moment is not."""
    with pytest.raises(ActBeforeItsCause) as refused:
        do(a_request(state), act, REPORTED - timedelta(seconds=1))
    assert refused.value.rule == "001-F1"
    do(a_request(state), act, REPORTED)


def test_reopening_forgets_the_resolution() -> None:
    """The customer's answer is remembered, so that hearing it again changes nothing."""
    request = a_request(State.IN_SERVICE)
    request.resolve(LATER)
    assert (request.resolved_at, request.awaits_confirmation) == (LATER, True)
    answer = new_id()
    request.reopen(LATER, answer)
    assert (request.resolved_at, request.answered_verification) == (None, answer)


def test_merging_names_the_request_that_goes_on() -> None:
    """Only another, open request of the same customer can."""
    request, other = a_request(), a_request()
    request.merge_into(other, LATER)
    assert request.merged_into == other.id
    with pytest.raises(errors.MergeIntoItself):
        other.merge_into(other, LATER)
    with pytest.raises(errors.MergeAcrossCustomers):
        other.merge_into(a_request(customer_id=new_id()), LATER)


@pytest.mark.parametrize("state", sorted(set(State) - UNRESOLVED))
def test_nothing_is_merged_into_what_is_not_worked_on(state: State) -> None:
    """Or the need would be lost with it."""
    with pytest.raises(errors.MergeTargetNotOpen):
        a_request().merge_into(a_request(state), LATER)


@pytest.mark.rule("002-4.2.1b")
def test_a_late_handling_sheet_is_told_once_and_only_while_it_is_missing() -> None:
    """A triaged request has its sheet; a second firing is no news."""
    request = a_request()
    assert request.miss_form()
    assert not request.miss_form()
    assert request.form_overdue
    assert not a_request(State.TRIAGED).miss_form()


@pytest.mark.rule("002-4.5.1a")
@pytest.mark.parametrize(("papers_out", "state"), [(0, State.CLOSED), (1, State.VERIFIED)])
def test_a_confirmed_request_closes_unless_papers_are_out(papers_out: int, state: State) -> None:
    """The answer is remembered either way."""
    request, answer = a_request(State.RESOLVED), new_id()
    request.confirm(LATER, answer, papers_out)
    assert (request.state, request.answered_verification) == (state, answer)


@pytest.mark.rule("003-1b")
@pytest.mark.parametrize("state", State)
def test_a_caller_is_answered_or_referred_until_the_work_is_done(state: State) -> None:
    """Whatever has ended takes neither, and stays as it was."""
    request = a_request(state)
    referral = Referral(Origin.USAGE, LATER, "wang", guidance="Page 7")
    if state in UNRESOLVED:
        request.answer(LATER, None)
        request.refer(referral)
        assert request.referrals == [referral]
        return
    with pytest.raises(errors.RequestOutOfOrder):
        request.answer(LATER, None)
    with pytest.raises(errors.RequestOutOfOrder):
        request.refer(referral)
    assert request.referrals == []


@pytest.mark.rule("003-1b")
def test_nobody_is_answered_before_they_called() -> None:
    with pytest.raises(ActBeforeItsCause):
        a_request().answer(REPORTED - timedelta(seconds=1), None)


@pytest.mark.rule("004-5.1.7.2")
def test_who_wants_an_appointment_is_answered_with_one() -> None:
    request = a_request(need=NeedKind.APPOINTMENT)
    with pytest.raises(errors.AppointmentMissing):
        request.answer(LATER, None)
    request.answer(LATER, LATER)
    assert request.appointment_at == LATER
