"""The summary adds up what the services say, and its last line is for programs."""

import json
from typing import Any

from aftercare_kit.admin.reconcile import InboxFinding, Reconciliation, StreamFinding
from aftercare_launcher.demo.summary.figures import figures
from aftercare_launcher.demo.summary.line import is_good, last_line


def a_case(**said: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {
        "state": "closed", "fault_level": 2, "clocks": [], "parts": [], "replacements": [],
        "returns": [], "reports": [], "quote": None, "charge": None, "survey": None, "timeline": [],
        "earlier": {"quotes": [], "charges": [], "surveys": []},
    }  # fmt: skip
    return empty | said


def a_clock(verdict: str | None, state: str = "stopped") -> dict[str, Any]:
    return {"name": "response", "verdict": verdict, "state": state}


def a_proof(*, missing: int = 0, parked: int = 0, unknown: int = 0) -> Reconciliation:
    return Reconciliation(
        streams=[StreamFinding("intake", 10, 10, 0, 0, 0, unknown)],
        inboxes=[InboxFinding("gateway", 10, 10, parked, missing, {}, 0)],
        seconds=0.1,
    )


def test_breaches_are_the_verdicts_of_stopped_clocks() -> None:
    """A timer may call a backdated clock broken before its act is recorded; the facts decide."""
    sums = figures([
        a_case(clocks=[a_clock("met"), a_clock("breached"), a_clock(None, "cancelled")]),
        a_case(clocks=[a_clock("breached") | {"name": "fix"}, a_clock(None, "running")]),
    ])  # fmt: skip
    assert sums.clock_breaches == 2
    assert sums.clocks[2, "dropped"] == 1
    assert sums.clocks[2, "open"] == 1
    assert sums.breached == {"response": 1, "fix": 1}


def test_charges_of_all_rounds_are_added_up() -> None:
    """A case may be visited more than once."""
    money = {"amount": "100.50", "currency": "CNY"}
    charge = {"free": False, "total": money, "cost": money}
    case = a_case(charge=charge)
    case["earlier"]["charges"] = [charge | {"free": True}]
    sums = figures([case])
    assert (sums.charges, sums.charged, str(sums.billed)) == (2, 1, "201.00")


def test_the_last_line_is_one_object() -> None:
    """With these names, which CI reads."""
    told = json.loads(last_line(figures([a_case(), a_case(state="merged")]), a_proof(), 12.34))
    assert told == {
        "requests": 2, "closed": 1, "on_site": 0, "events": 10, "clock_breaches": 0,
        "reconciled": True, "lost": 0, "seconds": 12.3,
    }  # fmt: skip


def test_a_run_is_good_only_when_nothing_is_lost_parked_strange_or_astray() -> None:
    """Each of these alone makes the command fail."""
    assert is_good(a_proof(), {}, {})
    assert not is_good(a_proof(missing=1), {}, {})
    assert not is_good(a_proof(parked=1), {}, {})
    assert not is_good(a_proof(unknown=1), {}, {})
    assert not is_good(a_proof(), {"INC1": "Respond: 409"}, {})
    assert not is_good(a_proof(), {}, {"SH1": "resolved, wanted closed"})
