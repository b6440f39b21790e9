"""What feedback's facts change: whether the customer confirmed, how satisfied, what complaints."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from gateway.domain.change import Change, Entry

_verification = partial(Change, "verifications", "verification_id")
_survey = partial(Change, "surveys", "survey_id")
_complaint = partial(Change, "complaints", "complaint_id")

_DONE = {"overdue": False}
_PROMISES = ("opinion", "first_reply", "solution")


def _late(entry: Entry, data: Mapping[str, Any]) -> None:
    """A complaint has several promises; each may be the one that is missed."""
    entry[f"{data['what']}_overdue"] = True
    entry["overdue"] = True


def _kept(promise: str) -> Callable[[Entry, Mapping[str, Any]], None]:
    """One promise is no longer waited for; another may still be overdue."""

    def note(entry: Entry, _data: Mapping[str, Any]) -> None:
        entry[f"{promise}_overdue"] = False
        entry["overdue"] = any(entry.get(f"{each}_overdue", False) for each in _PROMISES)

    return note


_ALL_KEPT = {"overdue": False} | {f"{promise}_overdue": False for promise in _PROMISES}

CHANGES = {
    "verification.opened": _verification(("due_at",), {"state": "open"}),
    "verification.overdue": _verification(("due_at", "escalate_to"), {"overdue": True}),
    "verification.cancelled": _verification((), {"state": "cancelled", **_DONE}, "ended_at"),
    "case.verified": _verification((), {"state": "satisfied", **_DONE}, "ended_at"),
    "case.unsatisfied": _verification(("reason",), {"state": "unsatisfied", **_DONE}, "ended_at"),
    "survey.sent": _survey(("due_at",), {"state": "sent"}),
    "survey.scored": _survey(("degree", "method", "satisfied"), {"state": "scored"}, "ended_at"),
    "survey.expired": _survey((), {"state": "expired"}, "ended_at"),
    "complaint.opened": _complaint(
        ("level", "department", "to_roles", "first_reply_due_at", "solution_due_at"),
        {"state": "accepted"},
    ),
    "complaint.opinion_given": _complaint(
        (), {"state": "opinion_given"}, "opinion_given_at", _kept("opinion")
    ),
    "complaint.replied": _complaint(
        ("in_time",), {"state": "replied"}, "replied_at", _kept("first_reply")
    ),
    "complaint.consulted": _complaint(("agreed",), {}, "consulted_at"),
    "complaint.overdue": _complaint(("escalate_to",), {}, also=_late),
    "complaint.handled": _complaint((), {"state": "handled"}, "handled_at"),
    "complaint.closure_requested": _complaint(
        (), {"state": "closure_requested"}, "closure_requested_at"
    ),
    "complaint.reopened": _complaint(("reason", "to_roles"), {"state": "reopened"}, "reopened_at"),
    "complaint.closed": _complaint(("in_time",), {"state": "closed", **_ALL_KEPT}, "closed_at"),
}
