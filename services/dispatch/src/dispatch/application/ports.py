"""What dispatch's use cases need from outside."""

from aftercare_kit.repository import Repository
from aftercare_kit.unit_of_work import UnitOfWork
from dispatch.domain.engineer import Engineer
from dispatch.domain.report import Report
from dispatch.domain.scheme import Scheme
from dispatch.domain.sla_clock import SlaClock
from dispatch.domain.visit import Visit
from dispatch.domain.work_order import WorkOrder


class Work(UnitOfWork):
    """One transaction, with the aggregates that dispatch owns."""

    work_orders: Repository[WorkOrder]
    schemes: Repository[Scheme]
    engineers: Repository[Engineer]
    visits: Repository[Visit]
    reports: Repository[Report]
    clocks: Repository[SlaClock]
