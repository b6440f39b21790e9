"""Whatever people do in whatever order: the states never leave their tables."""

from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from aftercare_kit.errors import Refusal
from dispatch.domain.outing import OutingState
from dispatch.domain.report import ReportState
from dispatch.domain.scheme import SchemeState
from dispatch.domain.visit import Plan, VisitState
from dispatch.domain.work_order import LAST_LINE, State, WaitingFor
from services.dispatch.tests import aggregates as an
from services.dispatch.tests.aggregates import NINE, key
from services.dispatch.tests.states import CLOCK, ORDER, OUTING, REPORT, SCHEME, VISIT

moments = st.integers(-60, 600).map(lambda minutes: NINE + timedelta(minutes=minutes))
plans = st.builds(
    lambda begins, hours: Plan(begins, begins + timedelta(hours=hours)),
    moments,
    st.integers(1, 24),
)
people = st.sampled_from(["zhao", "sun", "gm"])


def acts(*each: st.SearchStrategy[Any]) -> Any:
    return st.lists(st.one_of(*each), max_size=30)


def act(name: str, *args: Any, **more: Any) -> Any:
    """Something that somebody tries to do: the name of a method, and what is said with it."""
    return st.tuples(st.just(name), st.tuples(*args), st.fixed_dictionaries(more))


def walk(aggregate: Any, tried: list[Any], table: Any) -> None:
    """Try it all; a refused act changes nothing, a taken one moves along the table."""
    for name, args, more in tried:
        before = aggregate.state, aggregate.__dict__.copy()
        try:
            getattr(aggregate, name)(*args, **more)
        except Refusal:
            assert aggregate.__dict__ == before[1], name
        else:
            now = aggregate.state
            assert now is before[0] or now in table[before[0]], name


@given(
    acts(
        act("respond", moments),
        act("hold", moments, st.sampled_from(WaitingFor)),
        act("resume", moments),
        act("escalate"),
        act("resolve_remotely", moments, consent=st.booleans()),
        act("resolve_on_site", moments),
        act("reopen", moments),
        act("cancel", moments),
        act("adopt", st.integers(1, 3).map(key), needs_parts=st.booleans()),
        act("drop_scheme"),
    )
)
@settings(max_examples=100, deadline=None)
def test_a_work_order_keeps_its_invariants(tried: list[Any]) -> None:
    """It is held for a reason, resolved at a time, and time never goes back."""
    order = an.a_work_order()
    latest = order.last_act_at
    for each in tried:
        closed = not order.open
        walk(order, [each], ORDER)
        assert (order.waiting_for is not None) is (order.state is State.HELD)
        assert (order.resolved_at is not None) is (order.state is State.RESOLVED)
        assert order.last_act_at >= latest
        assert 1 <= order.line <= LAST_LINE
        assert order.open or not order.ready_to_travel
        assert not closed or each[0] == "reopen" or not order.open
        latest = order.last_act_at


@given(
    st.booleans(),
    acts(
        act(
            "pass_step",
            st.just("review"),
            people,
            moments,
            then=st.sampled_from([None, SchemeState.AWAITING_GENERAL_MANAGER]),
        ),
        act("hear_customer", st.builds(an.a_consent, moments, given=st.booleans())),
        act("give_back", moments, st.just("why")),
        act("resubmit", people, moments, st.builds(an.a_proposal)),
        act("withdraw"),
    ),
)
@settings(max_examples=100, deadline=None)
def test_a_scheme_never_leaves_its_table(consent_needed: bool, tried: list[Any]) -> None:
    """Nothing is released without a review, nor without the customer's word where it is asked."""
    scheme = an.a_scheme(author="zhao", consent_needed=consent_needed)
    walk(scheme, tried, SCHEME)

    if scheme.state is SchemeState.APPROVED:
        assert scheme.approvals
        assert not consent_needed or (scheme.consent and scheme.consent.given)


@given(
    acts(
        act("pass_step", people, moments, last=st.booleans()),
        act("give_back", people, moments, st.just("why")),
        act("withdraw"),
    )
)
@settings(max_examples=100, deadline=None)
def test_an_application_never_leaves_its_table(tried: list[Any]) -> None:
    """Approved or returned, somebody decided it."""
    outing = an.an_outing()
    walk(outing, tried, OUTING)
    decided = {OutingState.APPROVED, OutingState.RETURNED}
    assert outing.decided_by is not None or outing.state not in decided


@given(
    acts(
        act("accept", moments),
        act("depart", moments),
        act("arrive", moments),
        act("finish", moments, fixed=st.booleans()),
        act("cancel"),
        act("reschedule", st.just(key(70)), st.just("Wu"), st.none(), plans, moments),
    )
)
@settings(max_examples=150, deadline=None)
def test_a_visit_never_leaves_its_table(tried: list[Any]) -> None:
    """Its times go forward, and a finished visit has them all."""
    visit = an.a_visit()
    walk(visit, tried, VISIT)

    times = [visit.departed_at, visit.arrived_at, visit.finished_at]
    said = [time for time in times if time is not None]
    assert said == sorted(said) == times[: len(said)]
    assert (visit.state is VisitState.FINISHED) is (len(said) == 3)
    assert visit.planned_from < visit.planned_to


@given(acts(act("hand_in", moments), act("archive", st.just("cn-south-2026-00001"))))
@settings(deadline=None)
def test_a_report_never_leaves_its_table(tried: list[Any]) -> None:
    """A hash means that it was handed in and archived."""
    report = an.a_report()
    walk(report, tried, REPORT)
    assert (report.sha256 is not None) is (report.state is ReportState.ARCHIVED)


@given(
    acts(
        act("hold", moments, st.just("no access")),
        act("stop", moments),
        act("cancel"),
        act("fires_at"),
    )
)
@settings(max_examples=100, deadline=None)
def test_a_promise_ends_once_and_its_facts_go_forward(tried: list[Any]) -> None:
    """Running it has a due time, stopped it has a verdict, and only then."""
    clock = an.a_clock()
    for name, args, _ in tried:
        before = clock.status
        try:
            getattr(clock, name)(*args)
        except Refusal:
            assert before in {"stopped", "cancelled"}
        assert clock.status == before or clock.status in CLOCK[before]
        if clock.status == "held" and len(clock.marks) % 2 == 0:
            clock.resume(clock.marks[-1].at)
        assert clock.running is (clock.fires_at() is not None)
        assert (clock.verdict is not None) is (clock.status == "stopped")
        times = [mark.at for mark in clock.marks]
        assert times == sorted(times)
