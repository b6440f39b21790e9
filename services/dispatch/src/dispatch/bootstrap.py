"""The one place where the parts of dispatch meet."""

from aftercare_kit import approvals
from aftercare_kit.approvals import routes as approval_routes
from aftercare_kit.service import Service
from dispatch.adapters.work import PostgresWork
from dispatch.application.clock import fire, keep
from dispatch.application.engineer import evaluate, watch
from dispatch.application.ports import Work
from dispatch.domain import errors
from dispatch.entrypoints.consumers import reactions
from dispatch.entrypoints.http import absences, engineers, reports, schemes, visits, work_orders


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
        },
        constraints={
            "engineer_code_key": errors.EngineerCodeTaken,
            "visit_engineer_free": errors.EngineerBooked,
            "absence_once": errors.AbsenceOverlaps,
            "duty_once": errors.DutyOverlaps,
            "visit_one_open": errors.VisitUnderWay,
            "report_one_a_visit": errors.ReportSignedAlready,
        },
    )
