"""What each row of an incident log stands for."""

import itertools
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aftercare_launcher.demo.acts import (
    Act,
    CasePlan,
    Hold,
    Register,
    Resolve,
    Respond,
    Resume,
    Triage,
    Verify,
)
from aftercare_launcher.demo.log.replay import replay

Write = Callable[..., Path]


def only_case(path: Path) -> CasePlan:
    return replay(path, 0).cases[0]


def kinds(case: CasePlan) -> list[type[Act]]:
    return [type(act) for act in case.acts]


def test_an_ordinary_incident_goes_from_the_call_to_the_customers_word(write_log: Write) -> None:
    """New, Active, Resolved, Closed: register, triage, respond, resolve, verify."""
    case = only_case(
        write_log([
            ("New", "01-03-2016 09:00"), ("Active", "01-03-2016 09:30"),
            ("Resolved", "01-03-2016 11:00"), ("Closed", "06-03-2016 11:00"),
        ])
    )  # fmt: skip
    assert kinds(case)[:5] == [Register, Triage, Respond, Resolve, Verify]
    assert case.acts[4] == Verify(case.acts[4].at, satisfied=True)
    assert case.ends == "closed"


def test_times_are_the_logs_own_in_the_centres_zone(write_log: Write) -> None:
    """09:30 in Shanghai is 01:30 in UTC."""
    case = only_case(write_log([("New", "01-03-2016 09:00"), ("Active", "01-03-2016 09:30")]))
    assert case.acts[2].at == datetime(2016, 3, 1, 1, 30, tzinfo=UTC)


def test_waiting_for_the_customer_holds_and_active_resumes(write_log: Write) -> None:
    """Awaiting User Info pauses the clocks; Active after it lets them run on."""
    case = only_case(
        write_log([
            ("New", "01-03-2016 09:00"), ("Active", "01-03-2016 09:30"),
            ("Awaiting User Info", "01-03-2016 10:00"), ("Active", "01-03-2016 12:00"),
        ])
    )  # fmt: skip
    assert kinds(case)[2:] == [Respond, Hold, Resume]
    assert isinstance(case.acts[3], Hold)
    assert case.acts[3].waiting_for == "customer"
    assert case.ends == "in_service"


def test_other_waits_are_on_our_side(write_log: Write) -> None:
    """Vendor, Problem and Evidence are told apart, and none is the customer."""
    for state, reason in (
        ("Awaiting Vendor", "vendor"), ("Awaiting Problem", "problem"),
        ("Awaiting Evidence", "evidence"),
    ):  # fmt: skip
        case = only_case(write_log([("New", "01-03-2016 09:00"), (state, "01-03-2016 10:00")]))
        hold = case.acts[-1]
        assert isinstance(hold, Hold)
        assert hold.waiting_for == reason


def test_one_wait_after_another_ends_the_first(write_log: Write) -> None:
    """Held work is not held twice."""
    case = only_case(
        write_log([
            ("Active", "01-03-2016 09:00"), ("Awaiting Problem", "01-03-2016 10:00"),
            ("Awaiting User Info", "01-03-2016 11:00"),
        ])
    )  # fmt: skip
    assert kinds(case)[-3:] == [Hold, Resume, Hold]


def test_whatever_is_done_first_answers_the_customer(write_log: Write) -> None:
    """A resolution without a response before it is response and resolution in one call."""
    case = only_case(write_log([("New", "01-03-2016 09:00"), ("Resolved", "01-03-2016 09:40")]))
    assert kinds(case)[2:] == [Respond, Resolve]
    assert case.acts[2].at == datetime(2016, 3, 1, 1, 40, tzinfo=UTC)
    assert case.ends == "resolved"


def test_a_reopened_incident_is_a_customer_who_is_not_satisfied(write_log: Write) -> None:
    """Active after Resolved: not satisfied, reopened, answered again."""
    case = only_case(
        write_log([
            ("New", "01-03-2016 09:00"), ("Resolved", "01-03-2016 10:00"),
            ("Active", "02-03-2016 10:00"), ("Resolved", "02-03-2016 11:00"),
            ("Closed", "07-03-2016 11:00"),
        ])
    )  # fmt: skip
    assert kinds(case)[2:8] == [Respond, Resolve, Verify, Respond, Resolve, Verify]
    assert case.acts[4] == Verify(case.acts[4].at, satisfied=False)
    assert case.ends == "closed"


def test_an_incident_closed_unresolved_is_resolved_in_the_same_minute(write_log: Write) -> None:
    """Nothing closes that was not resolved."""
    case = only_case(write_log([("Active", "01-03-2016 09:00"), ("Closed", "02-03-2016 09:00")]))
    assert kinds(case)[3:5] == [Resolve, Verify]


def test_an_incident_that_the_log_leaves_open_stays_open(write_log: Write) -> None:
    """The demo closes nothing on its own account."""
    untouched = only_case(write_log([("New", "01-03-2016 09:00")]))
    assert untouched.ends == "triaged"


def test_acts_of_a_case_never_go_back_in_time(write_log: Write) -> None:
    """Rows of the same minute, or out of order, follow each other by a second."""
    case = only_case(
        write_log([
            ("New", "01-03-2016 09:30"), ("Active", "01-03-2016 09:30"),
            ("Awaiting User Info", "01-03-2016 09:10"), ("Resolved", "01-03-2016 09:30"),
            ("Closed", "01-03-2016 09:30"),
        ])
    )  # fmt: skip
    times = [act.at for act in case.acts]
    steps = [after - before for before, after in itertools.pairwise(times)]
    assert all(step >= timedelta(seconds=1) for step in steps)
    assert times[-1] - times[0] < timedelta(hours=3)


def test_every_row_is_counted_once(write_log: Write) -> None:
    """Repeated and unknown states do nothing, and are told."""
    path = write_log(
        [("New", "01-03-2016 09:00"), ("New", "01-03-2016 09:10"), ("-100", "01-03-2016 09:20"),
         ("Active", "01-03-2016 09:30"), ("New", "01-03-2016 09:40")],
        [("Active", "01-03-2016 09:00"), ("Active", "01-03-2016 09:10")],
    )  # fmt: skip
    work = replay(path, 0)
    assert sum(work.readings.values()) == 7
    assert work.readings["same state again: nothing to do"] == 2
    assert work.readings["-100: unknown to us, nothing to do"] == 1
    assert kinds(work.cases[0])[2:] == [Respond]


def test_priority_is_the_fault_level_and_a_critical_one_is_major(write_log: Write) -> None:
    """Levels go from 1 to 4 on both sides; high impact and high urgency make a major problem."""
    path = write_log(
        [("New", "01-03-2016 09:00")],
        priority="1 - Critical",
        impact="1 - High",
        urgency="1 - High",
    )
    triage = only_case(path).acts[1]
    assert isinstance(triage, Triage)
    assert triage.fault_level == 1
    assert triage.major
