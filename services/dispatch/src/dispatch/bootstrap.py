"""The one place where the parts of dispatch meet."""

from aftercare_kit import approvals
from aftercare_kit.approvals import routes as approval_routes
from aftercare_kit.service import Service
from dispatch.adapters.work import PostgresWork
from dispatch.application.clock import fire, keep
from dispatch.application.engineer import evaluate, watch
from dispatch.application.ports import Work
from dispatch.application.service_order import carry_out, issue
from dispatch.application.service_order import fire as service_fire
from dispatch.domain import errors, service_errors
from dispatch.entrypoints.consumers import reactions
from dispatch.entrypoints.http import (
    absences,
    engineers,
    reports,
    schemes,
    service_orders,
    service_reports,
    visits,
    work_orders,
)


def service() -> Service[Work]:
    """Dispatch, put together."""
    return Service(
        name="dispatch",
        work=PostgresWork,
        routers=(
            work_orders.router,
            schemes.router,
            visits.router,
            reports.router,
            engineers.router,
            service_orders.router,
            service_reports.router,
            approval_routes.router,
            absences.router,
        ),
        reactions=reactions(),
        timers={
            keep.WARN: fire.warn,
            keep.BREACH: fire.breach,
            watch.CERTIFICATES: watch.announce_ends,
            evaluate.EVALUATION: evaluate.evaluation_due,
            **approvals.TIMERS,
            issue.ARRIVAL: service_fire.arrival,
            carry_out.HAND_IN_WARN: service_fire.hand_in_warn,
            carry_out.HAND_IN_DUE: service_fire.hand_in_due,
        },
        constraints={
            "engineer_code_key": errors.EngineerCodeTaken,
            "service_order_engineer_free": service_errors.ServiceEngineerBooked,
            "visit_engineer_free": errors.EngineerBooked,
            "absence_once": errors.AbsenceOverlaps,
            "duty_once": errors.DutyOverlaps,
            "visit_one_open": errors.VisitUnderWay,
            "report_one_a_visit": errors.ReportSignedAlready,
        },
    )
