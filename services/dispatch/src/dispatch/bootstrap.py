"""The one place where the parts of dispatch meet."""

from aftercare_kit import approvals
from aftercare_kit.approvals import routes as approval_routes
from aftercare_kit.notices import routes as notice_routes
from aftercare_kit.service import Service
from dispatch.adapters.work import PostgresWork
from dispatch.application.clock import fire, keep
from dispatch.application.duty import lay_out
from dispatch.application.engineer import evaluate, watch
from dispatch.application.obligation import calendar
from dispatch.application.obligation import keep as obligation
from dispatch.application.ports import Work
from dispatch.application.service_order import carry_out, issue
from dispatch.application.service_order import fire as service_fire
from dispatch.application.service_plan import bring_about
from dispatch.application.tool_list import keep as tools
from dispatch.domain import errors, service_errors
from dispatch.entrypoints.consumers import reactions
from dispatch.entrypoints.http import (
    absences,
    duties,
    engineer_calendar,
    engineers,
    forms,
    lines,
    outings,
    reports,
    schemes,
    service_orders,
    service_plans,
    service_reports,
    staff,
    statistics,
    tasks,
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
            lines.router,
            schemes.router,
            outings.router,
            visits.router,
            reports.router,
            forms.router,
            engineers.router,
            service_orders.router,
            service_reports.router,
            service_plans.router,
            approval_routes.router,
            notice_routes.router,
            staff.router,
            statistics.router,
            tasks.router,
            absences.router,
            duties.router,
            engineer_calendar.router,
        ),
        reactions=reactions(),
        timers={
            keep.WARN: fire.warn,
            keep.BREACH: fire.breach,
            watch.CERTIFICATES: watch.announce_ends,
            evaluate.EVALUATION: evaluate.evaluation_due,
            lay_out.WATCH: lay_out.watch_rota,
            **approvals.TIMERS,
            bring_about.JOB: bring_about.bring_about,
            obligation.DUE: obligation.overdue,
            tools.CHECK: tools.check_due,
            calendar.YEARLY: calendar.open_years_plans,
            calendar.QUARTERLY: calendar.begin_quarter,
            issue.ARRIVAL: service_fire.arrival,
            carry_out.HAND_IN_WARN: service_fire.hand_in_warn,
            carry_out.HAND_IN_DUE: service_fire.hand_in_due,
        },
        notices=True,
        standing=calendar.STANDING,
        constraints={
            **notice_routes.CONSTRAINTS,
            "engineer_code_key": errors.EngineerCodeTaken,
            "service_order_engineer_free": service_errors.ServiceEngineerBooked,
            "visit_engineer_free": errors.EngineerBooked,
            "absence_once": errors.AbsenceOverlaps,
            "duty_once": errors.DutyOverlaps,
            "rota_one_a_centre": errors.RotaLaidOutAlready,
            "visit_one_open": errors.VisitUnderWay,
            "outing_one_a_scheme": errors.OutingAppliedForAlready,
            "report_one_a_visit": errors.ReportSignedAlready,
        },
    )
