"""The unit of work on PostgreSQL: which aggregate lives in which table."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.kept import kept
from aftercare_kit.mapping import TableMapping
from dispatch.adapters import tables, tables_outing, tables_plan, tables_service, tables_staff
from dispatch.adapters.bookings import PostgresBookings
from dispatch.application.notices import NOTICES
from dispatch.application.ports import Work
from dispatch.domain.absence import Absence
from dispatch.domain.case_log import LogEntry
from dispatch.domain.duty import Duty
from dispatch.domain.engineer import Engineer
from dispatch.domain.outing import Outing
from dispatch.domain.report import Report
from dispatch.domain.rota import Rota
from dispatch.domain.scheme import Scheme
from dispatch.domain.service_order import ServiceOrder
from dispatch.domain.service_plan import Obligation, PlanJob, ServicePlan
from dispatch.domain.service_report import ServiceReport
from dispatch.domain.sla_clock import SlaClock
from dispatch.domain.staff_training import StaffTraining
from dispatch.domain.tool_list import ToolList
from dispatch.domain.visit import Visit
from dispatch.domain.work_order import WorkOrder

WORK_ORDERS = TableMapping(tables.work_order, WorkOrder)
CLOCKS = TableMapping(tables.sla_clock, SlaClock)
SCHEMES = TableMapping(tables.scheme, Scheme)
OUTINGS = TableMapping(tables_outing.outing, Outing)
VISITS = TableMapping(tables.visit, Visit)
REPORTS = TableMapping(tables.report, Report)
SERVICE_ORDERS = TableMapping(tables_service.service_order, ServiceOrder)
SERVICE_REPORTS = TableMapping(tables_service.service_report, ServiceReport)
SERVICE_PLANS = TableMapping(tables_plan.service_plan, ServicePlan)
PLAN_JOBS = TableMapping(tables_plan.plan_job, PlanJob, announced=False)
OBLIGATIONS = TableMapping(tables_plan.obligation, Obligation)
ENGINEERS = TableMapping(tables.engineer, Engineer)
ABSENCES = TableMapping(tables.absence, Absence)
ROTAS = TableMapping(tables.rota, Rota)
DUTIES = TableMapping(tables.duty, Duty)
TRAININGS = TableMapping(tables_staff.training, StaffTraining)
TOOL_LISTS = TableMapping(tables_staff.tool_list, ToolList)
CASE_LOG = TableMapping(tables_staff.case_log, LogEntry)


class PostgresWork(Work):
    """One transaction on dispatch's database."""

    notices_of = NOTICES
    by_request = ((WORK_ORDERS, "request_id"),)
    work_orders = kept(WORK_ORDERS)
    schemes = kept(SCHEMES)
    engineers = kept(ENGINEERS)
    outings = kept(OUTINGS)
    visits = kept(VISITS)
    reports = kept(REPORTS)
    service_orders = kept(SERVICE_ORDERS)
    service_plans = kept(SERVICE_PLANS)
    plan_jobs = kept(PLAN_JOBS)
    obligations = kept(OBLIGATIONS)
    service_reports = kept(SERVICE_REPORTS)
    clocks = kept(CLOCKS)
    absences = kept(ABSENCES)
    duties = kept(DUTIES)
    rotas = kept(ROTAS)
    trainings = kept(TRAININGS)
    tool_lists = kept(TOOL_LISTS)
    case_log = kept(CASE_LOG)

    def __init__(self, connection: AsyncConnection, *, now: datetime, **rest: Any) -> None:
        super().__init__(connection, now=now, **rest)
        self.bookings = PostgresBookings(connection)
