"""Which state may follow which: what tests and README hold the code to."""

from dispatch.domain.outing import OutingState
from dispatch.domain.report import ReportState
from dispatch.domain.scheme import SchemeState
from dispatch.domain.service_order import ServiceState
from dispatch.domain.service_plan import PlanState
from dispatch.domain.service_report import ServiceReportState
from dispatch.domain.visit import VisitState
from dispatch.domain.work_order import State

A = OutingState
S, V, R = SchemeState, VisitState, ReportState
T, P = ServiceState, ServiceReportState

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
OUTING = {
    A.IN_REVIEW: {A.APPROVED, A.RETURNED, A.WITHDRAWN},
    A.APPROVED: {A.WITHDRAWN},
    A.RETURNED: set(),
    A.WITHDRAWN: set(),
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
SERVICE = {
    T.PLANNED: {T.ISSUED, T.WORKING, T.CANCELLED},
    T.ISSUED: {T.ACCEPTED, T.WORKING, T.CANCELLED},
    T.ACCEPTED: {T.ISSUED, T.DEPARTED, T.WORKING, T.CANCELLED},
    T.DEPARTED: {T.WORKING, T.CANCELLED},
    T.WORKING: {T.DONE, T.CANCELLED},
    T.DONE: {T.HANDED_IN},
    T.HANDED_IN: set(),
    T.CANCELLED: set(),
}
SERVICE_REPORT = {
    P.WRITTEN: {P.SIGNED, P.ARCHIVED},
    P.SIGNED: {P.ARCHIVED},
    P.ARCHIVED: {P.DESTROYED},
    P.DESTROYED: set(),
}
L = PlanState
PLAN = {
    L.SUBMITTED: {L.APPROVED, L.RETURNED},
    L.RETURNED: {L.SUBMITTED},
    L.APPROVED: {L.CLOSED},
    L.CLOSED: set(),
}
TABLES = {
    "work_order": ORDER,
    "sla_clock": CLOCK,
    "scheme": SCHEME,
    "outing": OUTING,
    "visit": VISIT,
    "report": REPORT,
    "service_order": SERVICE,
    "service_plan": PLAN,
    "service_report": SERVICE_REPORT,
}
