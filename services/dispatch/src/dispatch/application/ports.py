"""What dispatch's use cases need from outside."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from aftercare_kit.repository import Repository
from aftercare_kit.unit_of_work import UnitOfWork
from dispatch.domain.absence import Absence
from dispatch.domain.booking import Booking, Calendar, Span
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


class Bookings(Protocol):
    """What an engineer's calendar holds, read without locking.

    Whoever decides by it holds the engineer's own row: every use case that fills the calendar
    locks that row first.
    """

    async def open_visits(self, engineer_id: UUID) -> list[Booking]:
        """Visits that are neither finished nor cancelled."""
        ...

    async def visits_needing(self, engineer_id: UUID, skill: str) -> list[Booking]:
        """Open visits whose scheme asks for the skill."""
        ...

    async def visits_between(
        self, engineer_id: UUID, begins: datetime, ends: datetime
    ) -> list[Booking]:
        """Open visits, with their travel, that touch the time."""
        ...

    async def calendar(self, engineer_id: UUID, begins: datetime, ends: datetime) -> Calendar:
        """Visits, absences and duties that touch the time."""
        ...

    async def on_duty(self, centre: str, begins: datetime, ends: datetime) -> list[Span]:
        """Turns of duty at the centre that touch the time, whoever takes them."""
        ...


class Work(UnitOfWork):
    """One transaction, with the aggregates that dispatch owns."""

    work_orders: Repository[WorkOrder]
    schemes: Repository[Scheme]
    engineers: Repository[Engineer]
    outings: Repository[Outing]
    visits: Repository[Visit]
    reports: Repository[Report]
    service_orders: Repository[ServiceOrder]
    service_plans: Repository[ServicePlan]
    plan_jobs: Repository[PlanJob]
    obligations: Repository[Obligation]
    service_reports: Repository[ServiceReport]
    clocks: Repository[SlaClock]
    absences: Repository[Absence]
    duties: Repository[Duty]
    rotas: Repository[Rota]
    trainings: Repository[StaffTraining]
    tool_lists: Repository[ToolList]
    case_log: Repository[LogEntry]
    bookings: Bookings
