"""The acceptance examples of the domain reference, from preset to due time."""

from datetime import timedelta

import pytest

from aftercare_clocks import (
    ClockState,
    Fact,
    PolicyBook,
    ServicePolicy,
    Started,
    Stopped,
    fold,
    resolve,
)
from aftercare_clocks.testing import at, office

JANUARY = at("2026-01-01 00:00")


def preset(name: str) -> ServicePolicy:
    return resolve(name, version=1, effective_from=JANUARY)


def clock(policy: ServicePolicy, name: str, *facts: Fact, **circumstances: object) -> ClockState:
    terms = policy.clock(name, **circumstances)  # type: ignore[arg-type]
    assert terms is not None
    return fold(terms, facts)


@pytest.mark.example(1)
@pytest.mark.rule("002-4.2.1b")
def test_the_handling_sheet_is_due_two_hours_after_the_agent_was_informed() -> None:
    """Informed Monday 09:00: due 11:00, breached at 11:00:01 if still open."""
    terms = preset("electrical-automation").clock("intake_form")
    assert terms is not None
    assert terms.starts == "informed"
    informed = Started(at("2026-03-02 09:00"))
    state = fold(terms, [informed], now=at("2026-03-02 11:00"))
    assert (state.due_at, state.verdict) == (at("2026-03-02 11:00"), None)
    assert state.breach_at == at("2026-03-02 11:00:01")
    assert fold(terms, [informed], now=at("2026-03-02 11:00:01")).breached


@pytest.mark.example(2)
def test_quality_in_time_starts_the_scheme_clock() -> None:
    """Sheet to quality 11:00, technician named 12:30: analysis met, scheme due 16:30."""
    policy = preset("electrical-automation")
    named = at("2026-03-02 12:30")
    analysis = clock(policy, "quality_analysis", Started(at("2026-03-02 11:00")), Stopped(named))
    assert analysis.verdict == "met"
    assert clock(policy, "scheme", Started(named)).due_at == at("2026-03-02 16:30")


@pytest.mark.example(3)
@pytest.mark.rule("002-T2")
def test_level_1_in_the_main_urban_area() -> None:
    """Received 08:00: response and report-up due 08:10, arrival due 10:00."""
    policy, received = preset("electrical-automation"), Started(at("2026-03-02 08:00"))
    for name in ("response", "report_up", "phone_answer"):
        assert clock(policy, name, received, level=1).due_at == at("2026-03-02 08:10")
    arrival = clock(policy, "arrival", received, level=1, urban=True)
    assert arrival.due_at == at("2026-03-02 10:00")
    assert arrival.terms.starts == "triaged"


@pytest.mark.rule("002-T2")
def test_level_1_outside_the_main_urban_area_falls_to_the_general_day() -> None:
    """The table gives no figure there."""
    terms = preset("electrical-automation").clock("arrival", level=1, urban=False)
    assert terms is not None
    assert (terms.limit, terms.starts) == (timedelta(hours=24), "notice")


@pytest.mark.example(4)
@pytest.mark.rule("002-T2")
def test_level_2_aims_at_12_hours_and_ends_at_48() -> None:
    """Received Monday 10:00: response 11:00, target Monday 22:00, limit Wednesday 10:00."""
    policy, received = preset("electrical-automation"), Started(at("2026-03-02 10:00"))
    assert clock(policy, "response", received, level=2).due_at == at("2026-03-02 11:00")
    arrival = clock(policy, "arrival", received, level=2)
    assert (arrival.warn_at, arrival.due_at) == (at("2026-03-02 22:00"), at("2026-03-04 10:00"))


@pytest.mark.example(4)
@pytest.mark.rule("002-T2")
def test_level_4_has_no_arrival_clock() -> None:
    policy = preset("electrical-automation")
    assert policy.clock("arrival", level=4) is None
    response = policy.clock("response", level=4)
    assert response is not None
    assert response.limit == timedelta(hours=2)


@pytest.mark.example(5)
@pytest.mark.rule("004-3b")
def test_it_goods_promise_ten_minutes_one_hour_four_hours() -> None:
    """Reported 13:00: appointment 13:10, response 14:00, on site and cleared 17:00."""
    policy, reported = preset("it-goods"), Started(at("2026-03-02 13:00"))
    due = {
        name: clock(policy, name, reported).due_at
        for name in ("appointment", "response", "arrival", "fix")
    }
    assert due == {
        "appointment": at("2026-03-02 13:10"),
        "response": at("2026-03-02 14:00"),
        "arrival": at("2026-03-02 17:00"),
        "fix": at("2026-03-02 17:00"),
    }


@pytest.mark.example(6)
@pytest.mark.rule("003-1c")
def test_network_maintenance_counts_calendar_days() -> None:
    """Fault Friday 15:00: phone 15:30, on site Saturday 15:00, fixed Monday 15:00."""
    policy, fault = preset("network-maintenance"), Started(at("2026-03-06 15:00"))
    assert clock(policy, "phone_answer", fault).due_at == at("2026-03-06 15:30")
    assert clock(policy, "arrival", fault).due_at == at("2026-03-07 15:00")
    assert clock(policy, "fix", fault).due_at == at("2026-03-09 15:00")


@pytest.mark.example(7)
@pytest.mark.rule("003-2.2.2f")
@pytest.mark.rule("003-2.2.2g")
def test_a_complaint_is_answered_in_two_hours_and_solved_in_half_a_month() -> None:
    """Accepted 1 March 10:00: first reply 12:00, solved by 16 March 10:00."""
    policy, accepted = preset("network-maintenance"), Started(at("2026-03-01 10:00"))
    assert clock(policy, "complaint_first_reply", accepted).due_at == at("2026-03-01 12:00")
    assert clock(policy, "complaint_solution", accepted).due_at == at("2026-03-16 10:00")


@pytest.mark.example(8)
@pytest.mark.rule("001-5.5.6a")
def test_the_report_is_handed_in_by_the_end_of_the_third_day() -> None:
    """Back Tuesday 18:00: warned at the end of Thursday, due at the end of Friday."""
    state = clock(preset("defence-equipment"), "report_hand_in", Started(at("2026-03-03 18:00")))
    assert (state.warn_at, state.due_at) == (at("2026-03-06 00:00"), at("2026-03-07 00:00"))


@pytest.mark.example(9)
@pytest.mark.rule("002-4.5.3.1a")
def test_sixteen_hours_are_wednesday_morning_or_two_working_days() -> None:
    """Back Tuesday 18:00 with a part: Wednesday 10:00, or on 09:00-18:00 Thursday 16:00."""
    back = Started(at("2026-03-03 18:00"))
    elapsed = preset("electrical-automation")
    assert clock(elapsed, "inbound", back).due_at == at("2026-03-04 10:00")
    business = resolve(
        "electrical-automation",
        {"clock.inbound.calendar": "business"},
        version=2,
        effective_from=JANUARY,
    )
    nine_to_six = office(("09:00", "18:00"))
    state = clock(business, "inbound", back, hours=nine_to_six)
    assert state.due_at == at("2026-03-05 16:00")


@pytest.mark.example(20)
def test_a_running_clock_keeps_its_policy_and_the_next_case_takes_the_new_one() -> None:
    """The terms are frozen when the clock starts."""
    old = preset("electrical-automation")
    new = resolve(
        "electrical-automation",
        {"clock.intake_form.limit": "PT1H"},
        version=2,
        effective_from=at("2026-03-02 10:00"),
    )
    book = PolicyBook([new, old])
    nine, ten = at("2026-03-02 09:00"), at("2026-03-02 10:00")
    running = clock(book.at(nine), "intake_form", Started(nine))
    assert running.due_at == at("2026-03-02 11:00")
    assert clock(book.at(ten), "intake_form", Started(ten)).due_at == at("2026-03-02 11:00")
    assert (book.at(nine).version, book.at(ten).version) == (1, 2)
