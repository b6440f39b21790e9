"""Which state may follow which: what tests and README hold the code to."""

from dispatch.domain.report import ReportState
from dispatch.domain.scheme import SchemeState
from dispatch.domain.visit import VisitState
from dispatch.domain.work_order import State

S, V, R = SchemeState, VisitState, ReportState

ORDER = {
    State.OPEN: {State.IN_PROGRESS, State.HELD, State.RESOLVED, State.CANCELLED},
    State.IN_PROGRESS: {State.HELD, State.RESOLVED, State.CANCELLED},
    State.HELD: {State.OPEN, State.IN_PROGRESS, State.RESOLVED, State.CANCELLED},
    State.RESOLVED: {State.OPEN},
    State.CANCELLED: set(),
}
SCHEME = {
    S.IN_REVIEW: {
        S.AWAITING_GENERAL_MANAGER,
        S.AWAITING_CUSTOMER,
        S.APPROVED,
        S.RETURNED,
        S.WITHDRAWN,
    },
    S.AWAITING_GENERAL_MANAGER: {S.AWAITING_CUSTOMER, S.APPROVED, S.RETURNED, S.WITHDRAWN},
    S.AWAITING_CUSTOMER: {S.APPROVED, S.RETURNED, S.WITHDRAWN},
    S.APPROVED: {S.WITHDRAWN},
    S.RETURNED: {S.IN_REVIEW},
    S.WITHDRAWN: set(),
}
VISIT = {
    V.PLANNED: {V.ACCEPTED, V.CANCELLED},
    V.ACCEPTED: {V.PLANNED, V.DEPARTED, V.CANCELLED},
    V.DEPARTED: {V.ARRIVED, V.CANCELLED},
    V.ARRIVED: {V.FINISHED, V.CANCELLED},
    V.FINISHED: set(),
    V.CANCELLED: set(),
}
REPORT = {R.SIGNED: {R.HANDED_IN}, R.HANDED_IN: {R.ARCHIVED}, R.ARCHIVED: set()}
CLOCK = {
    "running": {"held", "stopped", "cancelled"},
    "held": {"running", "stopped", "cancelled"},
    "stopped": set[str](),
    "cancelled": set[str](),
}
TABLES = {
    "work_order": ORDER,
    "sla_clock": CLOCK,
    "scheme": SCHEME,
    "visit": VISIT,
    "report": REPORT,
}
