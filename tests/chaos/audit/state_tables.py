"""The trade's state machines once more, written from the rules and not from the services' code.

Only facts that move a state, or may come in some states alone, are here. Any other fact of the
contracts moves nothing: were it to move its aggregate, the row would differ from what facts say.
"""

from collections.abc import Iterable, Mapping
from typing import Final

START: Final = ""
UNRESOLVED = ("registered", "triaged", "in_service")
WORKING = ("open", "in_progress", "held", "held again")

_REQUEST = {
    "registered": {START: "registered"},
    "triage_overdue": {"registered": "registered"},
    "triaged": {"registered": "triaged"},
    "service_started": {"triaged": "in_service"},
    "resolved": {"triaged": "resolved", "in_service": "resolved"},
    "verified": {"resolved": "verified"},
    "closed": {"resolved": "closed", "verified": "closed"},
    "reopened": {"resolved": "in_service"},
    "cancelled": dict.fromkeys(UNRESOLVED, "cancelled"),
    "merged": dict.fromkeys(UNRESOLVED, "merged"),
}
# Held before the first response, work goes back to open; after it, "held again", to in progress.
_WORK_ORDER = {
    "opened": {START: "open"},
    "responded": {"open": "in_progress", "held": "held again"},
    "held": {"open": "held", "in_progress": "held again"},
    "resumed": {"held": "open", "held again": "in_progress"},
    "resolved": dict.fromkeys(WORKING, "resolved"),
    "reopened": {"resolved": "open"},
    "cancelled": dict.fromkeys(WORKING, "cancelled"),
}
_REVIEWS = ("in_review", "awaiting_general_manager", "awaiting_customer")
_SCHEME = {
    "submitted": {START: "in_review", "returned": "in_review"},
    "reviewed": {"in_review": "awaiting_general_manager"},
    "consent_asked": dict.fromkeys(("in_review", "awaiting_general_manager"), "awaiting_customer"),
    "consent_recorded": {"awaiting_customer": "awaiting_customer"},
    "approved": dict.fromkeys(_REVIEWS, "approved"),
    "returned": dict.fromkeys(_REVIEWS, "returned"),
    "withdrawn": dict.fromkeys((*_REVIEWS, "approved"), "withdrawn"),
}
_OUTING = {
    "applied_for": {START: "in_review"},
    "reviewed": {"in_review": "in_review"},
    "approved": {"in_review": "approved"},
    "returned": {"in_review": "returned"},
    "withdrawn": dict.fromkeys(("in_review", "approved"), "withdrawn"),
}
_VISIT = {
    "scheduled": {START: "planned"},
    "rescheduled": {"planned": "planned", "accepted": "planned"},
    "accepted": {"planned": "accepted"},
    "departed": {"accepted": "departed"},
    "arrived": {"departed": "arrived"},
    "finished": {"arrived": "finished"},
    "head_written": {s: s for s in ("planned", "accepted", "departed", "arrived", "finished")},
    "cancelled": dict.fromkeys(("planned", "accepted", "departed", "arrived"), "cancelled"),
}
TABLES: Final[Mapping[str, Mapping[str, Mapping[str, str]]]] = {
    "request": _REQUEST,
    "work_order": _WORK_ORDER,
    "scheme": _SCHEME,
    "outing": _OUTING,
    "visit": _VISIT,
}
"""Aggregate -> fact -> the states it may follow, each with the state it leads to."""
OWNERS: Final = {"request": "intake", "work_order": "dispatch", "scheme": "dispatch",
                 "outing": "dispatch", "visit": "dispatch"}  # fmt: skip
_KEPT_AS: Final = {"held again": "held"}


class Forbidden(Exception):
    """A fact that may not follow the state before it."""


def folded(aggregate: str, facts: Iterable[str]) -> str:
    """The state that an aggregate's facts lead to, as its row names it."""
    state = START
    for fact in facts:
        table = TABLES[aggregate].get(fact, {state: state} if state else {})
        if state not in table:
            raise Forbidden(f"{fact} after {state or 'nothing'}")
        state = table[state]
    return _KEPT_AS.get(state, state)
