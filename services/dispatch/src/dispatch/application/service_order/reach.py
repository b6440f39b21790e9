"""How far a token reaches among service orders: its centre's, or an engineer's own."""

from uuid import UUID

from aftercare_kit.errors import UnknownRecord
from dispatch.application.outside import is_outside
from dispatch.application.ports import Work
from dispatch.domain.service_order import ServiceOrder
from dispatch.domain.service_report import ServiceReport


async def target_service(work: Work, key: UUID) -> ServiceOrder:
    """The service order that the caller speaks of."""
    order = await work.service_orders.get(key)
    _must_reach(work, order, "service_order", key)
    return await work.service_orders.target(key)


async def target_report(work: Work, key: UUID) -> tuple[ServiceReport, ServiceOrder]:
    """The report that the caller speaks of, and its service order."""
    report = await work.service_reports.get(key)
    order = await work.service_orders.get(report.service_order_id)
    _must_reach(work, order, "service_report", key)
    return await work.service_reports.target(key), order


def _must_reach(work: Work, order: ServiceOrder, record: str, key: UUID) -> None:
    if work.actor.centre not in {None, order.centre}:
        raise UnknownRecord(record, key)
    if is_outside(work.actor) and work.actor.department != order.outside_unit:
        raise UnknownRecord(record, key)
    if work.actor.engineer_id not in {None, order.engineer_id}:
        raise UnknownRecord(record, key)
