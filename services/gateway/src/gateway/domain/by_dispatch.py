"""What dispatch's facts change: the work order and all that lies under it."""

from functools import partial

from gateway.domain.change import Change

_order = partial(Change, "work_order", "work_order_id")
_clock = partial(Change, "clocks", "clock_id")
_scheme = partial(Change, "schemes", "scheme_id")
_visit = partial(Change, "visits", "visit_id")
_outing = partial(Change, "outings", "outing_id")
_log = partial(Change, "case_log", "case_log_id")
_report = partial(Change, "reports", "report_id")

_NOT_WAITING = {"waiting_for": None}
_PLANNED = ("engineer_id", "engineer_name", "planned_from", "planned_to")

_WORK_ORDER = {
    "work_order.opened": _order(
        ("department", "centre", "fault_level", "major"), {"state": "open"}, "opened_at"
    ),
    "work_order.responded": _order(
        ("responded_by", "channel"), {"state": "in_progress"}, "responded_at"
    ),
    "work_order.held": _order(
        ("waiting_for", "pauses_clocks", "reason"), {"state": "held"}, "held_at"
    ),
    "work_order.resumed": _order((), {"state": "in_progress", **_NOT_WAITING}, "resumed_at"),
    "work_order.escalated": _order(("line", "to_roles"), {}, "escalated_at"),
    "work_order.taken_over": _order(("line", "taken_by"), {}, "taken_over_at"),
    "work_order.staff_allocated": _order(("allocated_by",), {}, "staff_allocated_at"),
    "work_order.solution_registered": _order(("method",), {}, "solution_registered_at"),
    "work_order.precedence_changed": _order(("agreed",)),
    "work_order.reported_up": _order((), {}, "reported_up_at"),
    "work_order.alert_raised": _order(("finding",), {}, "alert_raised_at"),
    "work_order.analysed": _order(("measure",), {}, "analysed_at"),
    "work_order.window_agreed": _order(("begins_at", "ends_at")),
    "work_order.papers_changed": _order(("outstanding",)),
    "work_order.readiness_changed": _order(("scheme_id", "parts", "commercial", "ready")),
    "work_order.resolved": _order(
        ("mode", "cause", "action", "resolved_by"),
        {"state": "resolved", **_NOT_WAITING},
        "resolved_at",
    ),
    "work_order.reopened": _order(("reason",), {"state": "in_progress"}, "reopened_at"),
    "work_order.cancelled": _order(
        ("reason",), {"state": "cancelled", **_NOT_WAITING}, "cancelled_at"
    ),
}

_CLOCK = {
    "clock.started": _clock(
        ("name", "due_at", "policy", "policy_version"), {"state": "running"}, "started_at"
    ),
    "clock.held": _clock((), {"state": "held"}),
    "clock.resumed": _clock(("due_at",), {"state": "running"}),
    "clock.moved": _clock(("due_at",)),
    "clock.warned": _clock(("due_at", "escalate_to"), {}, "warned_at"),
    "clock.breached": _clock(("due_at", "escalate_to"), {"overdue": True}, "breached_at"),
    "clock.stopped": _clock(
        ("verdict", "due_at", "stopped_at", "elapsed_seconds"),
        {"state": "stopped", "overdue": False},
    ),
    "clock.cancelled": _clock((), {"state": "cancelled", "overdue": False}, "stopped_at"),
}

_SCHEME = {
    "scheme.submitted": _scheme(
        ("author", "cause", "action"), {"state": "in_review"}, "submitted_at"
    ),
    "scheme.reviewed": _scheme(("reviewer",), {"state": "awaiting_general_manager"}, "reviewed_at"),
    "scheme.consent_asked": _scheme((), {"state": "awaiting_customer"}, "consent_asked_at"),
    "scheme.consent_recorded": _scheme(("given", "by", "channel"), {}, "consent_recorded_at"),
    "scheme.approved": _scheme(
        (
            "cause",
            "cause_kind",
            "complex",
            "skills",
            "parts",
            "labour_days",
            "persons",
            "travel_estimate",
            "approver",
        ),
        {"state": "approved"},
        "approved_at",
    ),
    "scheme.returned": _scheme(("reason", "reviewer"), {"state": "returned"}, "returned_at"),
    "scheme.withdrawn": _scheme(("reason",), {"state": "withdrawn"}, "withdrawn_at"),
}

_VISIT = {
    "visit.scheduled": _visit(
        ("number", "scheme_id", "task", *_PLANNED), {"state": "planned"}, "scheduled_at"
    ),
    "visit.rescheduled": _visit((*_PLANNED, "reason"), {"state": "planned"}),
    "visit.accepted": _visit((), {"state": "accepted"}, "accepted_at"),
    "visit.departed": _visit(("engineer_id",), {"state": "departed"}, "departed_at"),
    "visit.arrived": _visit((), {"state": "arrived"}, "arrived_at"),
    "visit.finished": _visit(("fixed",), {"state": "finished"}, "finished_at"),
    "visit.head_written": _visit(("task",)),
    "visit.cancelled": _visit(("reason",), {"state": "cancelled"}, "cancelled_at"),
}

_OUTING = {
    "outing.applied_for": _outing(
        (
            "number",
            "scheme_id",
            "author",
            "staff",
            "purpose",
            "leaves_at",
            "returns_at",
            "transport",
            "estimate",
        ),
        {"state": "in_review"},
        "applied_at",
    ),
    "outing.reviewed": _outing(("reviewer",), {}, "reviewed_at"),
    "outing.approved": _outing(("approver",), {"state": "approved"}, "approved_at"),
    "outing.returned": _outing(("reason", "reviewer"), {"state": "returned"}, "returned_at"),
    "outing.withdrawn": _outing(("reason",), {"state": "withdrawn"}, "withdrawn_at"),
}

_LOG = {
    "case_log.written": _log(
        ("kind", "text", "written_by", "part_no", "fate", "quantity", "amount"), {}, "written_at"
    ),
}

_REPORT = {
    "report.signed": _report(
        (
            "visit_id",
            "engineer_id",
            "fixed",
            "cause_kind",
            "findings",
            "work_done",
            "parts",
            "times",
            "signature",
            "customer_rating",
        ),
        {"state": "signed"},
        "signed_at",
    ),
    "report.handed_in": _report((), {"state": "handed_in"}, "handed_in_at"),
    "report.archived": _report(("archive_number", "sha256"), {"state": "archived"}, "archived_at"),
}

CHANGES = _WORK_ORDER | _CLOCK | _SCHEME | _OUTING | _VISIT | _REPORT | _LOG
