"""What feedback's facts change: whether the customer confirmed, how satisfied, what complaints."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from gateway.domain.change import Change, Entry

_verification = partial(Change, "verifications", "verification_id")
_survey = partial(Change, "surveys", "survey_id")
_complaint = partial(Change, "complaints", "complaint_id")

_DONE = {"overdue": False}


def _late(entry: Entry, data: Mapping[str, Any]) -> None:
    """A complaint has two promises; either may be the one that is missed."""
    entry[f"{data['what']}_overdue"] = True
    entry["overdue"] = True


def _replied(entry: Entry, _data: Mapping[str, Any]) -> None:
    """The first reply is no longer waited for; the solution may still be overdue."""
    entry["overdue"] = bool(entry.get("solution_overdue"))


CHANGES = {
    "verification.opened": _verification(("due_at",), {"state": "open"}),
    "verification.overdue": _verification(("due_at",), {"overdue": True}),
    "verification.cancelled": _verification((), {"state": "cancelled", **_DONE}, "ended_at"),
    "case.verified": _verification((), {"state": "satisfied", **_DONE}, "ended_at"),
    "case.unsatisfied": _verification(("reason",), {"state": "unsatisfied", **_DONE}, "ended_at"),
    "survey.sent": _survey(("due_at",), {"state": "sent"}),
    "survey.scored": _survey(("degree", "satisfied"), {"state": "scored"}, "ended_at"),
    "survey.expired": _survey((), {"state": "expired"}, "ended_at"),
    "complaint.opened": _complaint(
        ("level", "first_reply_due_at", "solution_due_at"), {"state": "accepted"}
    ),
    "complaint.replied": _complaint(("in_time",), {"state": "replied"}, "replied_at", _replied),
    "complaint.overdue": _complaint((), {}, also=_late),
    "complaint.closed": _complaint(("in_time",), {"state": "closed", **_DONE}, "closed_at"),
}
