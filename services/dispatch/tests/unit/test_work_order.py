"""What may be done to a work order, and when."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from aftercare_kit.errors import ActBeforeItsCause
from dispatch.domain import errors
from dispatch.domain.work_order import LAST_LINE, State, WaitingFor, WorkOrder
from services.dispatch.tests.aggregates import HOUR, MINUTE, NINE, a_work_order, key

ACTS: dict[str, Callable[[WorkOrder], object]] = {
    "respond": lambda order: order.respond(NINE + HOUR),
    "hold": lambda order: order.hold(NINE + HOUR, WaitingFor.CUSTOMER),
    "escalate": lambda order: order.escalate(),
    "resolve remotely": lambda order: order.resolve_remotely(NINE + HOUR, consent=True),
    "resolve on site": lambda order: order.resolve_on_site(NINE + HOUR),
    "cancel": lambda order: order.cancel(NINE + HOUR),
    "adopt a scheme": lambda order: order.adopt(key(5), needs_parts=True),
    "travel": lambda order: order.must_be_ready_to_travel(),
}


@pytest.mark.rule("001-F1")
@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
@pytest.mark.parametrize("state", [State.RESOLVED, State.CANCELLED])
def test_closed_work_takes_no_act(state: State, act: Callable[[WorkOrder], object]) -> None:
    """Resolved and cancelled orders refuse whatever is work."""
    with pytest.raises(errors.WorkOrderClosed) as refused:
        act(a_work_order(state=state))
    assert refused.value.facts["state"] == state


@pytest.mark.rule("002-T2")
def test_there_is_one_first_response() -> None:
    """It puts the work in progress; a second one is refused."""
    order = a_work_order()
    order.respond(NINE + MINUTE)

    assert (order.state, order.responded_at) == (State.IN_PROGRESS, NINE + MINUTE)
    with pytest.raises(errors.WorkOrderAlreadyResponded):
        order.respond(NINE + HOUR)


@pytest.mark.rule("001-F1")
@pytest.mark.parametrize(
    "act",
    [
        lambda order, at: order.respond(at),
        lambda order, at: order.hold(at, WaitingFor.PARTS),
        lambda order, at: order.resolve_remotely(at, consent=True),
    ],
)
def test_no_act_precedes_the_act_it_follows(act: Callable[[WorkOrder, datetime], object]) -> None:
    """The same moment is early enough, a minute before it is not."""
    with pytest.raises(ActBeforeItsCause) as refused:
        act(a_work_order(), NINE - MINUTE)
    assert (refused.value.rule, refused.value.field) == ("001-F1", "occurred_at")
    act(a_work_order(), NINE)


@pytest.mark.parametrize("waiting_for", WaitingFor)
def test_only_a_wait_for_the_customer_pauses_the_clocks(waiting_for: WaitingFor) -> None:
    """Whoever else we wait for is our own affair."""
    order = a_work_order()
    customer = waiting_for is WaitingFor.CUSTOMER

    assert order.hold(NINE, waiting_for) is customer
    assert (order.state, order.waiting_for) == (State.HELD, waiting_for)
    assert order.resume(NINE + HOUR) is customer
    assert (order.state, order.waiting_for) == (State.OPEN, None)


def test_held_work_is_not_held_twice_and_only_held_work_resumes() -> None:
    """One reason at a time."""
    order = a_work_order()
    with pytest.raises(errors.WorkOrderNotHeld):
        order.resume(NINE)
    order.hold(NINE, WaitingFor.VENDOR)
    with pytest.raises(errors.WorkOrderAlreadyHeld) as refused:
        order.hold(NINE, WaitingFor.CUSTOMER)
    assert refused.value.facts["waiting_for"] is WaitingFor.VENDOR


def test_a_response_during_a_hold_is_seen_when_work_goes_on() -> None:
    """It does not end the wait; afterwards the work is in progress."""
    order = a_work_order()
    order.hold(NINE, WaitingFor.CUSTOMER)
    order.respond(NINE + MINUTE)
    assert order.state is State.HELD

    order.resume(NINE + HOUR)
    assert order.state is State.IN_PROGRESS


@pytest.mark.rule("000-4.2b")
@pytest.mark.rule("000-4.4b")
def test_there_is_no_line_behind_research_and_development() -> None:
    """Each escalation goes one line up, the last has none above it."""
    order = a_work_order()
    assert [order.escalate() for _ in range(LAST_LINE - 1)] == [2, 3, 4]
    with pytest.raises(errors.LineExhausted):
        order.escalate()


@pytest.mark.rule("002-4.4.1b")
def test_remote_handling_needs_the_customers_consent() -> None:
    """Without it nothing changes."""
    order = a_work_order()
    with pytest.raises(errors.ConsentMissing):
        order.resolve_remotely(NINE, consent=False)
    assert order.open

    order.resolve_remotely(NINE, consent=True)
    assert (order.state, order.resolved_at) == (State.RESOLVED, NINE)


@pytest.mark.rule("001-5.5.5b")
def test_a_signed_report_resolves_the_order_though_the_desk_acted_since() -> None:
    """The customer signed at half past nine; the desk held the work at ten, not knowing."""
    order = a_work_order()
    order.hold(NINE + HOUR, WaitingFor.PARTS)

    order.resolve_on_site(NINE + 30 * MINUTE)

    assert (order.state, order.resolved_at) == (State.RESOLVED, NINE + 30 * MINUTE)
    assert (order.waiting_for, order.last_act_at) == (None, NINE + HOUR)


def test_reopened_work_starts_over_without_a_scheme() -> None:
    """Its response is due again; its line of support stays."""
    order = a_work_order(line=2)
    with pytest.raises(errors.WorkOrderNotResolved):
        order.reopen(NINE)
    order.respond(NINE)
    order.adopt(key(5), needs_parts=True)
    order.resolve_on_site(NINE + HOUR)

    order.reopen(NINE + 2 * HOUR)

    assert (order.state, order.line, order.scheme_id) == (State.OPEN, 2, None)
    assert (order.responded_at, order.resolved_at) == (None, None)


def test_a_cancellation_heard_late_does_not_turn_time_back() -> None:
    """It is taken whenever it comes, and goes by no scheme any more."""
    order = a_work_order()
    order.adopt(key(5), needs_parts=True)

    order.cancel(NINE - HOUR)

    assert (order.state, order.last_act_at) == (State.CANCELLED, NINE)
    assert not order.goes_by(key(5))


@pytest.mark.parametrize(
    ("zone", "day"),
    [("Asia/Shanghai", date(2026, 3, 2)), ("UTC", date(2026, 3, 1))],
)
def test_a_day_is_the_centres_day(zone: str, day: date) -> None:
    """Half past midnight in Shenzhen is still Sunday in Greenwich."""
    moment = datetime(2026, 3, 1, 16, 30, tzinfo=UTC)
    assert a_work_order(zone=zone).local_day(moment) == day


@pytest.mark.rule("002-4.4.3c")
def test_nobody_arrives_outside_the_customers_window() -> None:
    """Both its ends count; it ends after it begins, and without one any time will do."""
    order = a_work_order()
    order.must_suit_customer(NINE - HOUR)
    with pytest.raises(errors.CustomerWindowInvalid):
        order.agree_window(NINE, NINE - HOUR)
    order.agree_window(NINE, NINE + HOUR)
    for arrives in (NINE, NINE + HOUR):
        order.must_suit_customer(arrives)
    for arrives in (NINE - MINUTE, NINE + HOUR + MINUTE):
        with pytest.raises(errors.OutsideCustomerWindow):
            order.must_suit_customer(arrives)


@pytest.mark.rule("000-4.2b")
@pytest.mark.rule("000-4.4a")
def test_a_line_takes_over_once_and_technical_support_leaves_its_solution() -> None:
    """What nobody of technical support has taken needs none."""
    order = a_work_order()
    order.take_over("zhao")
    order.must_be_solved()
    with pytest.raises(errors.LineTaken) as refused:
        order.take_over("qian")
    assert refused.value.facts["by"] == "zhao"
    order.escalate()
    order.escalate()
    order.must_be_solved()
    order.take_over("zhang")
    with pytest.raises(errors.SolutionMissing):
        order.must_be_solved()
    order.register_solution("Load 2.1")
    order.must_be_solved()
